"""Sums that texts state: the terms, the total, and whether they agree."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from grondrecht.plan.money import Sum, Term, arithmetic, contradicted, read_commitment


def terms(*pairs: tuple[int, int]) -> tuple[Term, ...]:
    return tuple(Term(Decimal(times), Decimal(value)) for times, value in pairs)


@pytest.mark.parametrize(
    ("text", "expected", "stated"),
    [
        ("10.000 + 5.000 = 16.000", [(1, 10000), (1, 5000)], 16000),
        ("10.000 euro + 5.000 euro = 15.000 euro", [(1, 10000), (1, 5000)], 15000),
        ("40 x 2.000 euro + 3 x 5.000 euro = 95.000 euro", [(40, 2000), (3, 5000)], 95000),
        ("95.000 euro (40 x 2.000 euro + 3 x 5.000 euro)", [(40, 2000), (3, 5000)], 95000),
        ("95.000 euro = 40 x 2.000 + 3 x 5.000", [(40, 2000), (3, 5000)], 95000),
        ("Budget: 95.000 euro: 40 x 2.000 + 3 x 5.000", [(40, 2000), (3, 5000)], 95000),
        ("40 x 2.000 euro + 3 x 5.000 euro", [(40, 2000), (3, 5000)], None),
        ("12x1.000 euro, in totaal 12.000 euro", [(12, 1000)], 12000),
        ("12 maal 1.000 euro", [(12, 1000)], None),
        ("30 gezinnen x 25 euro = 750 euro", [(30, 25)], 750),
        ("40 met een kleine toelage (€ 2.000), 3 met een grote (€ 5.000)",
         [(40, 2000), (3, 5000)], None),
        ("40 projecten van elk 2.000 euro en 3 projecten van elk 5.000 euro",
         [(40, 2000), (3, 5000)], None),
        ("20 premies van 300 euro = 7.000 euro", [(20, 300)], 7000),
        ("€ 9.000 (2016) + € 1.500 (2017) = € 11.000", [(1, 9000), (1, 1500)], 11000),
        ("Totaal: 11.000 euro (9.000 euro in 2016 + 1.500 euro in 2017)",
         [(1, 9000), (1, 1500)], 11000),
        ("5.000 euro 2016: 9.000 eur + 1.500 eur", [(1, 9000), (1, 1500)], None),
        ("Noord: 248.000 euro Zuid: 9.000 euro + 1.500 euro", [(1, 9000), (1, 1500)], None),
        ("2016: 9.000 eur + 1.500 eur", [(1, 9000), (1, 1500)], None),
        ("7.000 euro voor de eerste fase en 4.000 euro voor de tweede (samen 11.000 euro)",
         [(1, 7000), (1, 4000)], 11000),
        ("2015: 10.000 euro 2016: 20.000 euro Totaal: 35.000 euro",
         [(1, 10000), (1, 20000)], 35000),
    ],
)  # fmt: skip
def test_calculations_in_a_text(
    text: str, expected: list[tuple[int, int]], stated: int | None
) -> None:
    found = arithmetic(text)
    assert [(total.terms, total.stated) for total in found] == [(terms(*expected), stated)]
    assert text[found[0].start : found[0].end] == found[0].words
    assert not found[0].partial


@pytest.mark.parametrize(
    "text",
    [
        "",
        "60.000 euro",
        "2015: 10.000 euro 2016: 20.000 euro",
        "In 2015 kwamen er 20 premies van 300 euro",
        "tussen 10.000 en 15.000 euro",
        "6.000 à 9.000 euro (= 50 à 80 plaatsen)",
        "20 kEUR voor promotie en 20 kEUR voor drukwerk",
        "Noord: 9.000 euro Zuid: 7.000 euro Oost: 6.000 euro",
        "€ 20.000 (+ 30% cofinanciering)",
    ],
)
def test_texts_without_a_calculation(text: str) -> None:
    assert arithmetic(text) == []


def test_agreement_compares_the_stated_with_the_computed_total() -> None:
    right, wrong = arithmetic("3 x 20 euro = 60 euro. Daarnaast 3 x 20 euro = 70 euro.")
    assert (right.agrees, right.computed) == (True, 60)
    assert (wrong.agrees, wrong.computed) == (False, 60)


def test_a_calculation_without_a_total_agrees() -> None:
    assert arithmetic("3 x 20 euro")[0].agrees


@pytest.mark.parametrize(
    ("parts", "agrees"), [("30.000", True), ("25.000", True), ("31.000", False)]
)
def test_parts_of_a_total_may_stay_below_it(parts: str, agrees: bool) -> None:
    text = f"50.000 euro, waarvan 20.000 euro voor personeel en {parts} euro voor de werking"
    (found,) = arithmetic(text)
    assert (found.partial, found.stated, found.agrees) == (True, 50000, agrees)


def test_the_total_elsewhere_that_must_be_meant() -> None:
    sums = arithmetic("41 met een kleine toelage (€ 2.000), 3 met een grote (€ 5.000)")
    budget = read_commitment("€ 99.000 op jaarbasis").amounts
    assert [(total.computed, amount.value) for total, amount in contradicted(sums, budget)] == [
        (97000, 99000)
    ]


@pytest.mark.parametrize("budget", ["€ 97.000 per jaar", "€ 15.000", "ca. 97.000 euro", "97%", ""])
def test_no_total_elsewhere_contradicts(budget: str) -> None:
    sums = arithmetic("41 met een kleine toelage (€ 2.000), 3 met een grote (€ 5.000)")
    assert contradicted(sums, read_commitment(budget).amounts) == []


def test_a_calculation_with_its_own_total_is_not_compared_elsewhere() -> None:
    sums = arithmetic("3 x 20 euro = 60 euro")
    assert contradicted(sums, read_commitment("61 euro").amounts) == []


VALUES = st.lists(st.integers(1, 10**7), min_size=2, max_size=6)


@given(VALUES, st.integers(-50, 50))
def test_any_sum_with_its_total_is_found_and_judged(values: list[int], error: int) -> None:
    total = sum(values) + 100 + error
    text = " + ".join(f"{value:,}".replace(",", ".") for value in [*values, 100])
    (found,) = arithmetic(f"{text} = {total:,} euro".replace(",", "."))
    assert (found.computed, found.stated) == (sum(values) + 100, total)
    assert found.agrees == (error == 0)


def test_a_sum_is_a_value() -> None:
    assert Sum((), None, "", 0, 0).computed == 0
    assert arithmetic("3 x 20 euro") == arithmetic("3 x 20 euro")
