"""Numbers that a role cannot have: each is refused by column and rows, never counted."""

import re

import numpy as np
import polars as pl
import pytest
from raw_households import one_home
from samples import people

from grondrecht.monitor import Survey, SurveyError, births, derived, indicators
from grondrecht.monitor.allowed import allowed
from grondrecht.monitor.deprivation import list_items
from grondrecht.monitor.names import eu_silc
from grondrecht.monitor.shipped import shipped

RULES = shipped("allowed")["rule"]
ITEMS = sorted({*list_items("2020"), *list_items("2030")})
YES = {"with_parent", "dependent_child", "student", "retired", "inactive", "in_work"}
YES |= {"receives_pension", "lives_on_pensions", "poor_status", "smd_status", "smsd_status"}


def refused(frame: pl.DataFrame, indicator: str) -> SurveyError:
    with pytest.raises(SurveyError) as said:
        indicators(Survey(frame), indicator, margins=False)
    return said.value


def test_items_coded_as_the_questionnaire_does_are_refused():
    *others, last = list_items("2030")
    answers = {item: pl.lit(0) for item in others} | {last: pl.lit(2)}
    frame = people()[:30].with_columns(**answers)
    error = refused(frame, "smsd")
    assert str(error).startswith(f"Column {last}, rows 1, 2, 3, 4, 5 and 25 more: neither 1 (yes)")
    assert "noch 1 (ja) noch 0 (nee)" in error.nl


@pytest.mark.parametrize("role", [*ITEMS, *sorted(YES)])
def test_yes_and_no_are_one_and_nought_or_true_and_false(role: str):
    for known in (pl.Series([1, 0, None]), pl.Series([True, False, None])):
        frame = people()[:3].with_columns(known.alias(role))
        assert Survey(frame).numbers(role).tolist()[:2] == [1, 0]
    for bad in (2, -1, 0.5, 99):
        frame = people()[:3].with_columns(pl.Series(role, [0, bad, 1], strict=False))
        with pytest.raises(SurveyError, match=rf"Column {role}, row 2: neither 1 \(yes\) nor 0"):
            Survey(frame).numbers(role)


@pytest.mark.parametrize("until", [None, 2017])
def test_births_coded_one_and_two_are_refused_by_the_rows_of_the_data(until: int | None):
    data = {"births_income": [0, 1, 1, 2], "year": [2001, 2001, 2016, 2017]}
    with pytest.raises(SurveyError, match="Column births_income, row 4: neither 1"):
        indicators(births(data, until), "births-deprived")


@pytest.mark.parametrize(
    ("column", "indicator"),
    [
        ("RX040", "lwi2030"),
        ("work_intensity_2030", "lwi2030"),
        ("work_intensity_2020", "lwi2020"),
    ],
)
def test_a_work_intensity_in_percent_is_refused(column: str, indicator: str):
    frame = people()[:4].with_columns(pl.Series(column, [0.0, 55.0, 99.0, 0.2]))
    with pytest.raises(SurveyError, match=f"Column {column}, row 2: no work intensity from 0 to 1"):
        indicators(Survey(derived(frame)), indicator, margins=False)


@pytest.mark.parametrize(
    ("column", "known", "bad"),
    [
        ("RX050", [0, 1, 2], 3),
        ("RX060", [0, 1], 2),
        ("RX070", [0, 1, 10, 11, 100, 101, 110, 111], 2),
        ("HX080", [0, 1], 2),
        ("PX050", [1, 2, 3, 4, 5, 6, 7, 8], 9),
        ("RX040", [0, 0.5, 1, 99], 1.5),
    ],
)
def test_a_result_that_is_given_in_another_code_is_refused(
    column: str, known: list[float], bad: float
):
    count = len(known)
    frame = people()[: count + 1].with_columns(RB010=pl.lit(2023))
    derived(frame.with_columns(pl.Series(column, [*map(float, known), None])))
    with pytest.raises(SurveyError, match=rf"Column {column}, row {count + 1}: n"):
        derived(frame.with_columns(pl.Series(column, [*map(float, known), float(bad)])))


def test_a_result_is_judged_by_the_codes_of_its_year_only():
    frame = people()[:2].with_columns(RB010=pl.Series([2009, 2023]), PX050=pl.Series([0, 2]))
    assert derived(frame)["in_work"].to_list() == [None, 1.0]


@pytest.mark.parametrize(
    ("column", "bad", "said"),
    [
        ("PL073", 13, "no number of months from 0 to 12"),
        ("PL073", -1, "no number of months from 0 to 12"),
        ("months_part_time", 24, "no number of months from 0 to 12"),
        ("share_in_work", 60, "no share from 0 to 1"),
        ("PL060", -6, "no number of hours in a week from 0 to 168"),
        ("PL100", 400, "no number of hours in a week from 0 to 168"),
    ],
)
def test_months_hours_and_shares_keep_within_a_year_a_week_and_one(
    column: str, bad: float, said: str
):
    role = next((role for role, names in eu_silc().items() if column in names), column)
    frame = people()[:2].with_columns(pl.Series(column, [0.0, float(bad)]))
    with pytest.raises(SurveyError, match=f"Column {column}, row 2: {re.escape(said)}"):
        Survey(frame).numbers(role)


def test_a_code_that_is_no_activity_of_a_month_is_refused():
    months = {f"PL211{letter}": 1 for letter in "ABCDEFGHIJKL"}
    assert derived(one_home({"RX020": 40} | months))["months_full_time"].to_list() == [12]
    with pytest.raises(SurveyError, match="Column PL211C, row 1: no code of an activity from 1 to"):
        derived(one_home({"RX020": 40} | months | {"PL211C": 99}))


def test_every_rule_is_of_roles_that_are_known_and_speaks_two_languages():
    roles = [role for rule in RULES for role in rule["roles"]]
    assert len(roles) == len(set(roles))
    assert set(roles) <= eu_silc().keys()
    assert all(rule["en"] != rule["nl"] for rule in RULES)


def test_a_role_without_a_rule_has_any_number():
    values = np.array([-1e9, 0.5, np.nan])
    assert allowed("income", "HX090", values) is values
