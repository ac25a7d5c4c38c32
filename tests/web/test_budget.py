"""The rule by which amounts are counted: each in one place or in none, and nothing worked out."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from registry.small_plans import form, plan, take_in

from grondrecht.plan.money import read_commitment
from grondrecht.registry.models import Amount, Edition
from grondrecht.web.budget import EACH_YEAR, NO_YEAR, TOGETHER, budget_of, count, placed


def amount(**changes):
    given_value = {"value": Decimal(100), "low": Decimal(100), "high": Decimal(100)}
    whole = {**given_value, "currency": "EUR", "unit": "euro", "words": "100 euro", "years": []}
    return Amount(**{**whole, **changes})


def read(text):
    """Where each amount of a sentence is counted: its words, and the columns or why not."""
    amounts = [
        Amount(**{name: getattr(each, name) for name in _NAMES}, years=list(each.years))
        for each in read_commitment(text).amounts
    ]
    return [(each.amount.words, each.columns or each.why) for each in count(text, amounts)]


_NAMES = (
    *("value", "low", "high", "currency", "unit", "words", "start", "end", "onward"),
    *("recurrence", "payer", "about", "per", "times", "change"),
)


@pytest.mark.parametrize(
    ("changes", "columns"),
    [
        ({"years": [2016]}, ("2016",)),
        ({"years": [2016], "recurrence": "once"}, ("2016",)),
        ({"years": [2016], "recurrence": "per_year"}, ("2016",)),
        ({"years": [2016, 2017], "recurrence": "per_year"}, ("2016", "2017")),
        ({"years": [2016], "onward": True, "recurrence": "per_year"}, ("2016",)),
        ({"years": [2016], "onward": True}, ("2016",)),
        ({"years": [2016, 2017]}, (TOGETHER,)),
        ({"years": [2016, 2017], "recurrence": "whole_term"}, (TOGETHER,)),
        ({"recurrence": "whole_term"}, (TOGETHER,)),
        ({"recurrence": "per_year"}, (EACH_YEAR,)),
        ({}, (NO_YEAR,)),
        ({"about": True}, (NO_YEAR,)),
    ],
)
def test_an_amount_is_counted_where_its_years_say(changes, columns):
    assert placed(amount(**changes)).columns == columns
    assert placed(amount(**changes)).why == ""


@pytest.mark.parametrize(
    ("changes", "why"),
    [
        ({"years": [2016], "unit": "percent", "currency": ""}, "share"),
        ({"years": [2016], "currency": "USD"}, "currency"),
        ({"years": [2016], "value": None, "high": Decimal(200)}, "range"),
        ({"low": None}, "range"),
        ({"high": None}, "range"),
        ({"per": "m²"}, "per"),
        ({"times": Decimal(2)}, "times"),
        ({"change": "more"}, "change"),
        ({"years": [2016, 2017], "onward": True}, "onward"),
        ({"onward": True}, "onward"),
    ],
)
def test_what_cannot_be_added_up_is_not(changes, why):
    assert placed(amount(**changes)).columns == ()
    assert placed(amount(**changes)).why == why


def test_parts_of_a_total_in_the_same_sentence_are_not_counted_again():
    text = "Samen 2.500.000 euro, waarvan 1.000.000 euro van Europa en 1.500.000 euro eigen geld."
    assert read(text) == [
        ("2.500.000 euro", (NO_YEAR,)),
        ("1.000.000 euro", "part"),
        ("1.500.000 euro", "part"),
    ]


def test_amounts_that_stand_side_by_side_are_all_counted():
    assert read("2015: 20.000 euro\n2016: 45.000 euro") == [
        ("20.000 euro", ("2015",)),
        ("45.000 euro", ("2016",)),
    ]


def test_a_price_a_share_and_a_limit_are_told_apart():
    text = "23 euro per m²; 30% van de kosten; maximaal 5.000 euro in 2016"
    assert [where for _words, where in read(text)] == ["per", "share", "range"]


@given(
    st.builds(
        amount,
        years=st.lists(st.integers(2010, 2030), unique=True, max_size=4).map(sorted),
        recurrence=st.sampled_from(["", "once", "per_year", "whole_term"]),
        onward=st.booleans(),
        per=st.sampled_from(["", "m²"]),
        times=st.sampled_from([Decimal(1), Decimal(3)]),
        change=st.sampled_from(["", "less"]),
        value=st.sampled_from([None, Decimal(5)]),
    )
)
def test_an_amount_is_counted_or_told_why_not_and_in_no_year_it_does_not_name(each):
    where = placed(each)
    assert bool(where.columns) != bool(where.why)
    named = {str(year) for year in each.years}
    assert set(where.columns) <= named | {TOGETHER, EACH_YEAR, NO_YEAR}
    assert len(set(where.columns)) == len(where.columns)


def test_the_sums_of_an_edition_are_those_of_its_first_printings(db):
    once = form("01_02_01", budget="2016: 20.000 euro")
    again = form("01_02_01", budget="2016: 99.000 euro")
    other = form("03_04_01", budget="2016: 5.000 euro per jaar\n2017: 7.000 euro")
    none = form("03_04_02", budget="binnen de bestaande middelen")
    take_in(plan(once, again, other, none))
    budget = budget_of(Edition.objects.get())
    assert budget.sums == {
        ("01", "2016"): 20_000,
        ("03", "2016"): 5_000,
        ("03", "2017"): 7_000,
    }
    assert budget.columns == ["2016", "2017"]
    assert budget.total("2016") == 25_000
    assert [(value, each.code) for value, each in budget.largest("2016")] == [
        (20_000, "01_02_01"),
        (5_000, "03_04_01"),
    ]
    assert budget.kinds == {"amount": 2, "existing_means": 1}


def test_no_edition_states_nothing(db, django_assert_num_queries):
    with django_assert_num_queries(0):
        assert budget_of(None).columns == []
