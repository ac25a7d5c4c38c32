"""What is given of people becomes a whole number and back, exact: 200000.01 stays 200000.01."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from random_measures import INPUTS
from written_measures import check_sentence

from grondrecht.rights import RightsError
from grondrecht.rights.values import text_of, value_of

PENSION, HUGE, SHARE = INPUTS["pension"], INPUTS["huge"], INPUTS["share"]
MONEY = replace(PENSION, low=-(10**15), high=10**15)
CENTS = st.integers(MONEY.low, MONEY.high)


@given(st.data(), st.sampled_from([each for each in INPUTS.values() if each.name != "role"]))
def test_a_value_comes_back_from_its_text(data, given):
    value = data.draw(st.integers(given.low, given.high))
    text = text_of(given, value)
    assert value_of(given, text, "an") == value
    assert text_of(given, value_of(given, text, "an")) == text


@given(CENTS)
@example(20000001)
@example(29)
@example(10**15 - 1)
def test_an_amount_is_the_same_cents_however_it_is_given(cents):
    exact = Decimal(cents) / 100
    ways = [
        exact,
        str(exact),
        f"{exact:.5f}",
        float(exact),
        np.float64(exact),
        exact * Decimal("1.00"),
    ]
    ways += [int(exact), np.int64(exact)] if cents % 100 == 0 else []
    assert {value_of(MONEY, way, "an") for way in ways} == {cents}
    assert Fraction(text_of(MONEY, cents)) == Fraction(cents, 100)


def test_money_is_exact():
    assert value_of(MONEY, 200000.01, "an") == value_of(MONEY, "200000.01", "an") == 20_000_001
    assert text_of(MONEY, 20_000_001) == "200000.01"
    assert value_of(PENSION, 100000.00, "an") == 10_000_000
    assert value_of(PENSION, 99999.99, "an") == 9_999_999
    assert text_of(PENSION, 9_999_999) == "99999.99"
    assert text_of(PENSION, 153040) == "1530.40"
    assert text_of(INPUTS["wage"], -5) == "-0.05"
    assert text_of(INPUTS["wage"], -500) == "-5"
    assert value_of(SHARE, 0.1, "an") == 1000
    assert value_of(SHARE, "0.1234", "an") == 1234
    assert value_of(HUGE, 999999999999999, "an") == 999999999999999


@pytest.mark.parametrize(
    "raw",
    [
        0.1 + 0.2,
        "0.001",
        0.001,
        Decimal("0.005"),
        1e-300,
        Decimal("1e-30"),
    ],
)
def test_more_decimals_than_cents_are_not_rounded(raw):
    with pytest.raises(RightsError, match=r"pension is .*; give a whole number of 0.01") as caught:
        value_of(PENSION, raw, "an")
    check_sentence(caught.value)


@pytest.mark.parametrize(
    "raw",
    [
        -1,
        -0.01,
        "-5",
        100000.01,
        10**30,
        10**5000,
        -(10**5000),
        1e300,
        "999999999999999999",
        Decimal("1e999999999"),
        np.float64(1e200),
        np.int64(-3),
    ],
    ids=range(12),
)
def test_what_lies_outside_is_told_the_ends(raw):
    with pytest.raises(RightsError, match=r"; give from 0 to 100000, or leave it out") as caught:
        value_of(PENSION, raw, "an")
    check_sentence(caught.value)


@pytest.mark.parametrize(
    "raw",
    [
        "",
        "abc",
        "1,5",
        "1 000",
        " 5",
        "5 ",
        "1e3",
        "0x10",
        "١٢",
        "1_000",
        "--5",
        "+5",
        ".5",
        "5.",
        True,
        False,
        float("nan"),
        float("inf"),
        float("-inf"),
        Decimal("nan"),
        Decimal("snan"),
        Decimal("inf"),
        Decimal("1e-999999999"),
        np.float64("nan"),
        [],
        {},
        [1],
        {"a": 1},
        (1,),
        b"5",
        1j,
        object(),
        date(2016, 1, 1),
        np.array([1, 2]),
        "9" * 10_000,
    ],
    ids=range(35),
)
def test_what_is_no_number_is_refused(raw):
    with pytest.raises(RightsError, match=r"; give a number such as 1250.50, or leave") as caught:
        value_of(PENSION, raw, "an")
    check_sentence(caught.value)


def deep(levels):
    """A list within a list, as a hostile JSON may hold."""
    made = []
    for _ in range(levels):
        made = [made]
    return made


@pytest.mark.parametrize(
    ("name", "raw", "sentence"),
    [
        ("ill", 1, "ill is '1'; give yes or no (true or false)"),
        ("ill", "ja", "ill is 'ja'; give yes or no (true or false)"),
        ("ill", "true", "ill is 'true'; give yes or no"),
        ("ill", [], "ill is 'list'; give yes or no"),
        ("stage", "x9", "stage is 'x9'; give one of x1, x2, x3"),
        ("stage", 0, "stage is '0'; give one of x1, x2, x3"),
        ("stage", ["x1"], "stage is 'list'; give one of"),
        ("since", "2016-02-30", "since is '2016-02-30'; give a day such as 2016-03-01"),
        ("since", "2016-2-3", "since is '2016-2-3'; give a day"),
        ("since", "1/2/2016", "since is '1/2/2016'; give a day"),
        ("since", 5, "since is '5'; give a day"),
        ("since", "2009-12-31", "since is '2009-12-31'; give from 2010-01-01 to 2020-12-31"),
        ("since", date(2021, 1, 1), "since is '2021-01-01'; give from 2010-01-01 to 2020-12-31"),
        ("pension", deep(100_000), "pension is 'list'; give a number"),
        ("ill", deep(100_000), "ill is 'list'; give yes or no"),
        ("share", "0.12345", "share is '0.12345'; give a whole number of 0.0001 (count)"),
    ],
    ids=range(16),
)
def test_what_is_no_flag_choice_or_day_is_refused(name, raw, sentence):
    with pytest.raises(RightsError) as caught:
        value_of(INPUTS[name], raw, "an")
    assert f"an: {sentence}" in str(caught.value)
    check_sentence(caught.value)
