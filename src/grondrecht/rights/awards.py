"""Automatic award: who is entitled to a measure and does not receive it."""

from __future__ import annotations

import hmac
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

import numpy as np
import polars as pl

from grondrecht.rights.errors import RightsError
from grondrecht.rights.graph import needed
from grondrecht.rights.measures import Measure
from grondrecht.rights.populations import UNKNOWN, YES, PopulationAnswer
from grondrecht.rights.tables import opened

SHORTEST_KEY = 16
# A national number: eleven digits of which the last two follow from the others (royal decree of
# 3 April 1984; for who is born from 2000 on, with a 2 before them).
_NATIONAL = re.compile(r"\d{2}[. ]?\d{2}[. ]?\d{2}[- ]?\d{3}[. ]?\d{2}", re.ASCII)


@dataclass(frozen=True)
class Award:
    """Who of a population is entitled to a measure, set beside who receives it.

    ``frame`` has a row for each who is, or may be, entitled and does not receive: id, entitled (yes
    or unknown), amount_least and amount_most (cents), missing (the inputs that are not known and
    may decide). ``counts``: receives and misses are surely entitled, may_miss may be; of those who
    receive, receives_unsure may be entitled and receives_without surely are not.
    """

    measure: Measure
    frame: pl.DataFrame
    counts: dict[str, int]
    amounts: dict[str, int]
    not_found: int

    @property
    def non_take_up(self) -> float | None:
        """The share of those surely entitled who do not receive; None where nobody is."""
        entitled = self.counts["receives"] + self.counts["misses"]
        return self.counts["misses"] / entitled if entitled else None


def award(answer: PopulationAnswer, measure: str, received: Any) -> Award:  # noqa: ANN401 (any table)
    """Set who is entitled beside who receives: a table with a column id. Raises RightsError."""
    rules = answer.rules(measure)
    frame = answer.frame(measure)
    given = _received(received, frame["id"].dtype)
    receives = frame["id"].is_in(given.implode()).to_numpy()
    entitled = answer.columns[measure].entitled
    misses = ~receives & (entitled >= YES)
    shown = frame.filter(pl.Series(misses)).with_columns(
        missing=pl.Series(_missing(answer, measure, np.flatnonzero(misses)), dtype=pl.String)
    )
    return Award(
        rules.measure,
        shown,
        {
            "receives": int(np.sum(receives & (entitled == YES))),
            "misses": int(np.sum(~receives & (entitled == YES))),
            "may_miss": int(np.sum(~receives & (entitled == UNKNOWN))),
            "receives_unsure": int(np.sum(receives & (entitled == UNKNOWN))),
            "receives_without": int(np.sum(receives & (entitled < YES))),
        },
        _amounts(shown),
        int(given.len() - receives.sum()),
    )


def _received(received: Any, kind: pl.DataType) -> pl.Series:  # noqa: ANN401
    table = opened(received)
    if "id" not in table.columns:
        raise RightsError(
            "received: there is no column id; add it.",
            "received: er is geen kolom id; voeg ze toe.",
        )
    ids = table["id"].drop_nulls().unique()
    if ids.dtype != kind:
        raise RightsError(
            f"received.id is {ids.dtype} and the population's id {kind}; write both alike.",
            f"received.id is {ids.dtype} en de id van de bevolking {kind}; schrijf beide gelijk.",
        )
    return ids


def _amounts(shown: pl.DataFrame) -> dict[str, int]:
    """What is missed in all, surely and at most, in cents."""
    if "amount_least" not in shown.columns:
        return {}
    return {end: int(shown[f"amount_{end}"].sum()) for end in ("least", "most")}


def _missing(answer: PopulationAnswer, measure: str, rows: Any) -> list[str]:  # noqa: ANN401
    """Per row the inputs of the conditions that are not known; empty where all is certain."""
    rules = answer.rules(measure)
    unsure = answer.columns[measure].entitled[rows] == UNKNOWN
    names: list[list[str]] = [[] for _ in rows]
    for node in needed([rules.entitled]):
        if node.op == "input":
            gaps = _gaps(answer, node.of, node.name, rules.measure.of)
            for at in np.flatnonzero(gaps[rows] & unsure):
                names[at].append(node.name)
    return [", ".join(each) for each in names]


def _gaps(answer: PopulationAnswer, of: str, name: str, whose: str) -> Any:  # noqa: ANN401
    """For each that the measure is for, whether an input is not known, of it or beside it."""
    tables = answer.tables
    known = tables.columns[of][name].known
    gaps = np.zeros(tables.size(of), np.bool_) if known is None else ~known
    if of == whose:
        return gaps
    if of == "person":
        return np.logical_or.reduceat(gaps, tables.starts[:-1])
    return np.repeat(gaps, np.diff(tables.starts))


# Identifiers


def pseudonymised(table: Any, key: bytes, columns: Iterable[str]) -> pl.DataFrame:  # noqa: ANN401
    """A table with pseudonyms in place of identifiers: HMAC-SHA-256 with a key, in hexadecimals.

    The same key gives the same pseudonym, so tables that go through it still fit each other; nobody
    without the key can come back to the identifier. Raises RightsError for a short key.
    """
    if len(key) < SHORTEST_KEY:
        raise RightsError(
            f"The key for pseudonyms has {len(key)} bytes; give {SHORTEST_KEY} or more, at random.",
            f"De sleutel voor pseudoniemen telt {len(key)} bytes; geef er minstens {SHORTEST_KEY},"
            " willekeurig gekozen.",
        )
    frame = opened(table)
    for name in columns:
        if name in frame.columns:
            frame = frame.with_columns(_hashed(frame[name], key))
    return frame


def _hashed(ids: pl.Series, key: bytes) -> pl.Series:
    texts: Sequence[str | None] = ids.cast(pl.String).to_list()
    return pl.Series(
        ids.name, [None if text is None else _pseudonym(text, key) for text in texts], pl.String
    )


def _pseudonym(text: str, key: bytes) -> str:
    return hmac.new(key, text.strip().encode(), sha256).hexdigest()[:32]


def refuse_national_numbers(ids: pl.Series, table: str) -> None:
    """Refuse identifiers that are national numbers: those are pseudonymised first. RightsError."""
    texts = ids.cast(pl.String).drop_nulls().head(1000).to_list()
    if texts and sum(map(is_national_number, texts)) * 2 > len(texts):
        raise RightsError(
            f"{table}: the identifiers are national numbers; give a key for pseudonyms.",
            f"{table}: de identificaties zijn rijksregisternummers; geef een sleutel voor"
            " pseudoniemen.",
        )


def is_national_number(text: str) -> bool:
    """Whether a text is a national number: 97 less the remainder of its digits by 97."""
    if not _NATIONAL.fullmatch(text.strip()):
        return False
    digits = re.sub(r"\D", "", text)
    number, check = int(digits[:9]), int(digits[9:])
    return check in (97 - number % 97, 97 - (2_000_000_000 + number) % 97)
