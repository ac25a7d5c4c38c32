"""Numbers, money and days read as Dutch and English readers write them."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from grondrecht.writing import formats


def spaced(text):
    """The text with its unbreakable spaces as plain ones."""
    return text.replace(formats.SPACE, " ")


@pytest.mark.parametrize(
    ("value", "places", "dutch", "english"),
    [
        (0, None, "0", "0"),
        (999, None, "999", "999"),
        (1000, None, "1.000", "1,000"),
        ("1234.5", None, "1.234,5", "1,234.5"),
        ("1234567.89", 1, "1.234.567,9", "1,234,567.9"),
        ("0.125", None, "0,125", "0.125"),
        ("0.125", 2, "0,13", "0.13"),
        ("2.5", 0, "3", "3"),
        (7, 1, "7,0", "7.0"),
        (-1234, None, "−1.234", "−1,234"),
        ("1E+3", None, "1.000", "1,000"),
    ],
)
def test_number(value, places, dutch, english):
    assert formats.number(Decimal(value), "nl", places) == dutch
    assert formats.number(Decimal(value), "en", places) == english


@pytest.mark.parametrize(
    ("value", "dutch", "english"),
    [
        (0, "€ 0", "€0"),
        (250000, "€ 250.000", "€250,000"),
        ("1234.5", "€ 1.234,50", "€1,234.50"),
        ("99.999", "€ 100", "€100"),
        ("-12.3", "−€ 12,30", "−€12.30"),
    ],
)
def test_money(value, dutch, english):
    assert spaced(formats.money(Decimal(value), "nl")) == dutch
    assert spaced(formats.money(Decimal(value), "en")) == english


@pytest.mark.parametrize(
    ("value", "dutch", "english"),
    [
        (0, "€ 0", "€0"),
        (950_000, "€ 950.000", "€950,000"),
        (999_949, "€ 999.949", "€999,949"),
        (999_999, "€ 1 miljoen", "€1 million"),
        ("250000.50", "€ 250.001", "€250,001"),
        (1_000_000, "€ 1 miljoen", "€1 million"),
        (1_150_000, "€ 1,2 miljoen", "€1.2 million"),
        (1_249_999, "€ 1,2 miljoen", "€1.2 million"),
        (41_500_000, "€ 41,5 miljoen", "€41.5 million"),
        (999_950_000, "€ 1 miljard", "€1 billion"),
        (2_340_000_000, "€ 2,3 miljard", "€2.3 billion"),
        (12_345_600_000_000, "€ 12.345,6 miljard", "€12,345.6 billion"),
        (-3_000_000, "−€ 3 miljoen", "−€3 million"),
    ],
)
def test_money_in_short(value, dutch, english):
    assert spaced(formats.money_short(Decimal(value), "nl")) == dutch
    assert spaced(formats.money_short(Decimal(value), "en")) == english


@pytest.mark.parametrize(
    ("part", "whole", "dutch", "english"),
    [
        (3, 8, "38 %", "38%"),
        (0, 8, "0 %", "0%"),
        (8, 8, "100 %", "100%"),
        (1, 1000, "< 1 %", "< 1%"),
        (1, 0, "–", "–"),
    ],
)
def test_percent(part, whole, dutch, english):
    assert spaced(formats.percent(part, whole, "nl")) == dutch
    assert spaced(formats.percent(part, whole, "en")) == english


def test_day():
    assert spaced(formats.day(date(2017, 3, 1), "nl")) == "1 maart 2017"
    assert spaced(formats.day(date(2017, 3, 1), "en-gb")) == "1 March 2017"
    assert spaced(formats.day(date(2017, 3, 1), "fr")) == "1 maart 2017"


@pytest.mark.parametrize("language", ["nl", "en"])
def test_every_month_has_a_name(language):
    names = {formats.day(date(2017, month, 1), language) for month in range(1, 13)}
    assert len(names) == 12


@given(
    st.decimals(
        allow_nan=False, allow_infinity=False, places=4, min_value=-(10**15), max_value=10**15
    )
)
def test_no_digit_is_lost_without_rounding(value):
    dutch = formats.number(value, "nl")
    back = dutch.replace(".", "").replace(",", ".").replace("\N{MINUS SIGN}", "-")
    assert Decimal(back) == value


@given(st.integers(-(10**14), 10**14))
def test_the_short_form_is_at_most_a_twentieth_off(value):
    short = spaced(formats.money_short(value, "en")).replace("€", "").replace(",", "")
    number, _, size = short.replace("\N{MINUS SIGN}", "-").partition(" ")
    sizes = {"": 1, "million": 10**6, "billion": 10**9}
    assert abs(Decimal(number) * sizes[size] - value) <= abs(value) / 20


@given(st.integers(0, 10**12))
def test_amounts_never_break_over_lines(value):
    for language in ("nl", "en"):
        assert " " not in formats.money(value, language)
        assert " " not in formats.money_short(value, language)
