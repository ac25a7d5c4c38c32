"""Answers made up by hypothesis: every key, awkward words, numbers as they are typed."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from hypothesis import strategies as st
from strategies import sentences

from grondrecht.followup.answers import (
    FIRST_YEAR,
    KINDS,
    LAST_YEAR,
    PHASES,
    Answer,
    Done,
    Involved,
    Measured,
    Spent,
)

STATUSES = ("to_start", "running", "extended", "late", "done", "lapsed", "replaced")
texts = st.sampled_from(("", "/", "'s avonds")) | sentences
days = st.none() | st.dates(date(2014, 1, 1), date(2021, 12, 31))
numbers = st.decimals(
    min_value=Decimal("-1e9"), max_value=Decimal("1e12"), places=2, allow_nan=False
)
milestones = st.lists(st.builds(Done, st.integers(1, 4), texts, texts, texts), max_size=3)
measured = st.builds(Measured, texts, numbers, texts, days, days, texts, texts)
spent = st.builds(Spent, st.integers(FIRST_YEAR, LAST_YEAR), numbers, st.just("EUR"), texts)
involved = st.builds(Involved, sentences, st.sampled_from(PHASES), texts, texts, texts)
answers = st.builds(
    Answer,
    kind=st.sampled_from(KINDS),
    status=st.sampled_from(STATUSES),
    reason=texts,
    news=texts,
    milestones=milestones.map(tuple),
    values=st.lists(measured, max_size=2).map(tuple),
    spent=st.lists(spent, max_size=2).map(tuple),
    involvement=st.lists(involved, max_size=2).map(tuple),
    no_involvement=texts,
    next_step=texts,
    next_on=days,
)
"""Answers of any kind, also such as cannot be handed in."""
