"""Numbers in words: every one below a million, and what is none."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from grondrecht.plan.money import read_amounts
from grondrecht.plan.money.numerals import number_in_words

UNITS = ["", "een", "twee", "drie", "vier", "vijf", "zes", "zeven", "acht", "negen"]
TEENS = [
    "tien", "elf", "twaalf", "dertien", "veertien", "vijftien", "zestien", "zeventien",
    "achttien", "negentien",
]  # fmt: skip
TENS = [
    "", "", "twintig", "dertig", "veertig", "vijftig", "zestig", "zeventig", "tachtig", "negentig",
]  # fmt: skip


def spelled(number: int) -> str:
    """The number as Dutch spells it in one word."""
    if number >= 1000:
        head = spelled(number // 1000) if number >= 2000 else ""
        return head + "duizend" + spelled(number % 1000)
    if number >= 100:
        head = UNITS[number // 100] if number >= 200 else ""
        return head + "honderd" + spelled(number % 100)
    if number < 20:
        return [*UNITS, *TEENS][number]
    unit = UNITS[number % 10]
    link = ("ën" if unit in ("twee", "drie") else "en") if unit else ""
    return unit + link + TENS[number // 10]


@given(st.integers(1, 999_999))
def test_every_number_below_a_million_reads_back(number: int) -> None:
    assert number_in_words(spelled(number)) == number


@given(st.integers(2, 99_000))
@example(1000)
def test_an_amount_in_words_is_that_in_digits(number: int) -> None:
    (amount,) = read_amounts(f"Er gaat {spelled(number)} euro naar de werking.")
    assert amount.value == number


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Er gaat duizend euro naar de werking.", 1000),
        ("Elk jaar nog eens duizend EUR erbij.", 1000),
        ("Samen honderd duizend euro.", 100_000),
        ("Zij krijgen, al naar gelang, duizend euro.", 1000),
    ],
)
def test_a_scale_alone_is_a_number(text: str, value: int) -> None:
    assert [amount.value for amount in read_amounts(text)] == [value]


@given(st.text(max_size=30))
def test_any_text_gives_a_positive_number_or_none(text: str) -> None:
    value = number_in_words(text)
    assert value is None or value > 0


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("een", 1),
        ("Eén", None),
        ("één", 1),
        ("half", Decimal("0.5")),
        ("een half", Decimal("0.5")),
        ("een kwart", Decimal("0.25")),
        ("driekwart", Decimal("0.75")),
        ("anderhalf", Decimal("1.5")),
        ("tweeënhalf", Decimal("2.5")),
        ("drieënhalve", Decimal("3.5")),
        ("vier en een half", Decimal("4.5")),
        ("duizend", 1000),
        ("honderdduizend", 100_000),
        ("Vijf", 5),
        ("five", 5),
        ("", None),
        ("euro", None),
        ("vijfeuro", None),
        ("duizendpoot", None),
        ("honderdvoudig", None),
        ("halverwege", None),
    ],
)
def test_single_words(text: str, value: int | Decimal | None) -> None:
    assert number_in_words(text) == value
