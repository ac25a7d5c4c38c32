"""Amounts read from sentences: values, bounds, years, recurrence, payers, and what is no money."""

from __future__ import annotations

from decimal import Decimal

import pytest

from grondrecht.plan.money import Amount, read_commitment


def only(text: str) -> Amount:
    """The one amount of a budget cell."""
    amounts = read_commitment(text).amounts
    assert len(amounts) == 1, amounts
    return amounts[0]


def values(text: str) -> list[Decimal | None]:
    return [amount.value for amount in read_commitment(text).amounts]


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("€ 3.417.905,62 op jaarbasis", "3417905.62", "euro"),
        ("€310.000", "310000", "euro"),
        ("40.000 EUR", "40000", "euro"),
        ("7500 euro", "7500", "euro"),
        ("2 346 781 euro", "2346781", "euro"),
        ("680 000,00 euro", "680000", "euro"),
        ("2\u00a0346\u00a0781 euro", "2346781", "euro"),
        ("2'346'781 euro", "2346781", "euro"),
        ("12.345,6 euro", "12345.6", "euro"),
        ("€ 725,-", "725", "euro"),
        ("€ 1.725,-- per jaar", "1725", "euro"),
        ("15 eur", "15", "euro"),
        ("120.000€/jaar", "120000", "euro"),
        ("30 euro's", "30", "euro"),
        ("75 eurocent", "0.75", "cent"),
        ("4,75 miljoen", "4750000", "million"),
        ("4,75 miljoen euro", "4750000", "million"),
        ("€ 4 miljoen", "4000000", "million"),
        ("7 mio euro", "7000000", "million"),
        ("7,25 mio €", "7250000", "million"),
        ("6 mln. euro", "6000000", "million"),
        ("€ 2,5M", "2500000", "million"),
        ("3 M€", "3000000", "million"),
        ("1,3 miljard euro", "1300000000", "billion"),
        ("1,3 mld. EUR", "1300000000", "billion"),
        ("85 k€", "85000", "kEUR"),
        ("kEUR 85", "85000", "kEUR"),
        ("1.085 kEUR", "1085000", "kEUR"),
        ("€ 85k", "85000", "kEUR"),
        ("350 duizend euro", "350000", "thousand"),
        ("drie miljoen euro", "3000000", "million"),
        ("een half miljoen euro", "500000", "million"),
        ("anderhalf miljoen euro", "1500000", "million"),
        ("veertigduizend euro", "40000", "euro"),
        ("vijfhonderd euro", "500", "euro"),
        ("400.000 per jaar", "400000", ""),
        ("6000", "6000", ""),
        ("€ 425.000 euro", "425000", "euro"),
        ("0 euro", "0", "euro"),
        ("Bedrag in euro: 9.300", "9300", "euro"),
    ],
)
def test_one_amount_of_a_cell(text: str, value: str, unit: str) -> None:
    amount = only(text)
    assert (amount.value, amount.currency, amount.unit) == (Decimal(value), "EUR", unit)
    assert amount.low == amount.high == amount.value
    assert not amount.about


@pytest.mark.parametrize(
    ("text", "value", "currency"),
    [
        ("EUR 2,750,000.50", "2750000.50", "EUR"),
        ("$4 million", "4000000", "USD"),
        ("USD 3,500", "3500", "USD"),
        ("£3m", "3000000", "GBP"),
        ("EUR 3.125 million of the total", "3125000", "EUR"),
        ("a grant of EUR 1,500 for each of the two years", "1500", "EUR"),
        ("EUR 300,000", "300000", "EUR"),
        ("EUR 300,000 (2019)", "300000", "EUR"),
        ("two million euro", "2000000", "EUR"),
        ("half a million euro", "500000", "EUR"),
    ],
)
def test_english_notation_and_other_currencies(text: str, value: str, currency: str) -> None:
    amount = only(text)
    assert (amount.value, amount.currency) == (Decimal(value), currency)


def test_a_comma_before_three_digits_is_decimal_in_dutch_and_thousands_in_english() -> None:
    assert values("€ 1,250 van de kosten") == [Decimal("1.250")]
    assert values("€ 1,250 of the cost for the year") == [Decimal(1250)]


def test_a_point_before_two_digits_is_decimal_in_dutch_too() -> None:
    assert values("2.5 miljoen euro") == [Decimal(2500000)]


@pytest.mark.parametrize(
    ("text", "low", "high", "about"),
    [
        ("tussen 20.000 en 25.000 euro", 20000, 25000, False),
        ("tussen de 20.000 en 25.000 euro", 20000, 25000, False),
        ("200.000 à 250.000 euro", 200000, 250000, False),
        ("van 4.000 tot 6.000 euro", 4000, 6000, False),
        ("van 4.000 euro tot 6.000 euro", 4000, 6000, False),
        ("€ 4.000 – € 6.000", 4000, 6000, False),
        ("4.000-6.000 euro", 4000, 6000, False),
        ("5 à 6 miljoen euro", 5000000, 6000000, False),
        ("between EUR 1,000 and EUR 3,000 for the year", 1000, 3000, False),
        ("maximum 750 euro", None, 750, False),
        ("max. 750 euro", None, 750, False),
        ("hoogstens 750 euro", None, 750, False),
        ("tot 750 euro", None, 750, False),
        ("750 euro (max.)", None, 750, False),
        ("maximaal 39.000 (1 maart 2017 tot 30 juni 2018)", None, 39000, False),
        ("up to EUR 750", None, 750, False),
        ("minstens 30.000 euro", 30000, None, False),
        ("meer dan 30.000 euro", 30000, None, False),
        ("at least EUR 300", 300, None, False),
        ("ca. 90.000 €", 90000, 90000, True),
        ("ongeveer 90.000 euro", 90000, 90000, True),
        ("een kost geraamd op € 90.000", 90000, 90000, True),
        ("90.000 euro (raming)", 90000, 90000, True),
        ("maximaal ongeveer 90.000 euro", None, 90000, True),
    ],
)
def test_ranges_and_bounds(text: str, low: int | None, high: int | None, about: bool) -> None:
    amount = only(text)
    assert (amount.low, amount.high, amount.about) == (low, high, about)


def test_a_range_has_no_single_value_and_its_words_are_the_whole() -> None:
    amount = only("Er is tussen 20.000 en 25.000 euro per jaar nodig")
    assert amount.value is None
    assert amount.words == "tussen 20.000 en 25.000 euro"


def test_a_bound_keeps_the_stated_figure_as_value() -> None:
    assert only("maximum 750 euro").value == 750


def test_a_dash_between_falling_figures_is_no_range() -> None:
    assert values("35.000 euro - 9.000 euro") == [35000, 9000]
    assert values("Bijkomend in 2018 -12.500 euro") == [12500]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("4,5%", (Decimal("4.5"), Decimal("4.5"))),
        ("Behoud van de groei van het fonds (4,5 %)", (Decimal("4.5"), Decimal("4.5"))),
        ("een korting van 20 tot 60%", (20, 60)),
        ("tien procent", (10, 10)),
        ("12 pct", (12, 12)),
    ],
)
def test_percentages(text: str, expected: tuple[object, object]) -> None:
    amount = only(text)
    assert (amount.low, amount.high) == expected
    assert (amount.unit, amount.currency, amount.is_money) == ("percent", "", False)
