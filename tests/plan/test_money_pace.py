"""Reading takes time in proportion to the text, however hostile; and it never raises."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pace import seconds, takes_at_most

from grondrecht.plan.money import arithmetic, read_amounts, read_commitment

UNITS = [
    "1 + ", "1 x 1 + ", "1.000 euro + ", "1 euro (", "10 = ", "1 gezin x ", "waarvan 1 euro ",
    "5 projecten van 10 euro, ", "totaal 1.000 euro. ", "2016: 1.000 euro ", "2016 ", "2016, ",
    "respectievelijk 10.000, ", "vanaf 2016 ", "idem 2016 ", "geen ", "nadien ", "-1.000 euro ",
    "\n-1.000 euro", "per ", "per maand ", "maandelijks ", "voor elke ", "in duizend euro ",
    "De stad betaalt ", "vanuit Aa en ", "uit het ", "van 2 tot 1 % ", "tussen 1 en ", "max. ",
    "min. 1 en max. ", "besparing van ", "drie keer ", "en een half ", "duizend", "honderd",
    "10.000 12.000 ", "1.\n", "artikelen 10, ", "a b c d ", "| ", "€ -", "M", "x3 ",
]  # fmt: skip


@pytest.mark.parametrize("read", [read_amounts, read_commitment, arithmetic])
@pytest.mark.parametrize("unit", UNITS)
def test_a_hostile_text_costs_no_more_than_its_length(
    read: Callable[[str], object], unit: str
) -> None:
    text = (unit * 6_000)[:6_000]
    assert takes_at_most(0.25, lambda: read(text))


@settings(max_examples=12, deadline=None)
@given(st.lists(st.sampled_from(UNITS), min_size=1, max_size=6).map("".join))
def test_ten_times_the_text_takes_about_ten_times_as_long(unit: str) -> None:
    short, long = ((unit * 6_000)[:length] for length in (600, 6_000))
    for read in (read_amounts, arithmetic):
        base = min(seconds(lambda read=read: read(short)) for _ in range(2))
        assert takes_at_most(30 * base + 0.1, lambda read=read: read(long))
