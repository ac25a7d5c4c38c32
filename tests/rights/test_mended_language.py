"""What a review of the language and its reforms found, each as it is since."""

import json
import re
from datetime import date, datetime
from importlib.resources import files

import pytest
from test_reforms import HEAD, reformed
from written_measures import (
    EXAMPLE,
    MARK,
    MEASURE,
    VERSION,
    check_place,
    check_sentence,
    edited,
    law_of,
    refused,
)

from grondrecht import rights
from grondrecht.rights.law import days_of
from grondrecht.rights.measures import CONDITION
from grondrecht.rights.reforms import reform

SCHEMA = json.loads(
    (files("grondrecht.rights") / "grondrecht-measure-1.schema.json").read_text("utf-8")
)
GROWING = edited(
    MEASURE,
    ("review_by: 2018-12-31", "grows: {by: 10 %, each: year}\n        review_by: 2018-12-31"),
    ("max(0, 10 % * (limit - income))", "limit"),
    (EXAMPLE, "    examples: []\n"),
)


def amounts(law, *days):
    home = {"tenure": "social_tenant", "persons": [{"role": "head", "net_income": 0}]}
    return [rights.assess(law, home, on=day).answers[0].amount[0] for day in days]


def test_a_later_figure_of_a_reform_does_not_stop_the_growth_before_it(tmp_path):
    law = law_of(tmp_path, support=GROWING)
    made = reformed(law, "  - measure: support\n    parameters: {limit: {2018-07-01: 3000}}\n").law
    before = [date(2015, 6, 1), date(2016, 1, 1), date(2017, 1, 1), date(2018, 6, 30)]
    assert amounts(made, *before) == amounts(law, *before)
    assert amounts(law, date(2018, 6, 30)) == [185191]
    # The new figure grows in its turn, each year on its own day.
    after = [date(2018, 7, 1), date(2019, 6, 30), date(2019, 7, 1)]
    assert amounts(made, *after) == [300000, 300000, 330000]


def test_a_figure_of_a_reform_before_the_growth_begins_does_not_grow(tmp_path):
    law = law_of(tmp_path, support=GROWING.replace("2016-01-01: 1530.50", "2018-01-01: 1600"))
    made = reformed(law, "  - measure: support\n    parameters: {limit: {2015-06-01: 1550}}\n").law
    days = [date(2015, 6, 1), date(2017, 12, 31), date(2018, 1, 1), date(2019, 1, 1)]
    assert amounts(made, *days) == [155000, 155000, 160000, 176000]


CHANGE = "changes:\n  - measure: support\n    "
NOTHING = [
    ("This changes nothing; take it out", "changes: ¦[]\n"),
    ("This changes nothing", "changes:\n  - ¦measure: support\n"),
    ("This changes nothing", CHANGE + "without: ¦[]\n"),
    ("This changes nothing", CHANGE + "also: ¦[]\n"),
    ("This changes nothing", CHANGE + "amount: ¦{}\n"),
    ("This changes nothing", CHANGE + "parameters: ¦{}\n"),
    (
        "This changes nothing",
        CHANGE + "parameters: {limit: ¦{2016-01-01: 1530.5}}\n",
    ),
    (
        "This changes nothing",
        CHANGE + "conditions: {income: ¦income <= limit}\n",
    ),
    (
        "This changes nothing",
        CHANGE + "amount: {value: ¦'max(0, 10 % * (limit - income))'}\n",
    ),
    (
        "This changes nothing from 2015-01-01 to 2018-12-31, the days of the version; ",
        CHANGE + "parameters: {limit: {¦2014-12-31: 9, 2016-01-01: 9}}\n",
    ),
    (
        "This changes nothing from 2015-01-01 to 2018-12-31",
        CHANGE + "parameters: {limit: {2016-01-01: 9, ¦2019-01-01: 9}}\n",
    ),
]


@pytest.mark.parametrize(("sentence", "changes"), NOTHING)
def test_a_reform_that_changes_nothing_is_refused(sentence, changes, tmp_path):
    ended = edited(
        MEASURE, ("  - from: 2015-01-01\n", "  - from: 2015-01-01\n    to: 2018-12-31\n")
    )
    law = law_of(tmp_path, support=ended)
    text = HEAD.removesuffix("changes:\n") + changes
    path = tmp_path / "reform"
    path.write_text(text.replace(MARK, ""), "utf-8")
    with pytest.raises(rights.RightsError) as caught:
        reform(law, path)
    assert sentence in str(caught.value)
    check_sentence(caught.value)
    check_place(caught.value, text, path)


def test_a_figure_from_before_a_version_that_holds_when_it_begins_is_a_change(tmp_path):
    text = edited(MEASURE, ("{2015-01-01: 1500,", "{2012-01-01: 1500,"))
    law = law_of(tmp_path, support=text)
    made = reformed(law, "  - measure: support\n    parameters: {limit: {2014-01-01: 1000}}\n").law
    assert amounts(made, date(2015, 1, 1), date(2016, 1, 1)) == [10000, 15305]


def test_the_same_figure_on_another_day_is_a_change_where_it_grows(tmp_path):
    law = law_of(tmp_path, support=GROWING)
    made = reformed(
        law, "  - measure: support\n    parameters: {limit: {2016-07-01: 1530.5}}\n"
    ).law
    assert amounts(made, date(2017, 1, 1), date(2017, 7, 1)) == [153050, 168355]
    assert amounts(law, date(2017, 1, 1)) == [168355]


@pytest.mark.parametrize("name", ["income", "lowest-age", "c0", "a_b", "a, b", "A", "a-", "a" * 61])
def test_the_schema_asks_the_same_of_the_id_of_a_condition(name):
    held = SCHEMA["$defs"]["condition"]["properties"]["id"]
    fits = re.search(held["pattern"], name) is not None and len(name) <= held["maxLength"]
    assert fits == (CONDITION.fullmatch(name) is not None)


def test_the_schema_asks_for_a_condition_too():
    assert SCHEMA["$defs"]["version"]["properties"]["conditions"]["minItems"] == 1


def test_an_example_is_of_the_version_that_it_stands_under(tmp_path):
    second = VERSION.replace("on: 2016-03-01", "on: 2017-03-01")
    text = edited(MEASURE, ("  - from: 2015-01-01\n", "  - from: 2015-01-01\n    to: 2016-12-31\n"))
    text += "  - from: 2017-01-01\n" + second
    assert rights.check_examples(law_of(tmp_path / "right", support=text)) == 2
    error = refused(tmp_path / "other", support=text.replace("on: 2017-03-01", "on: ¦2016-03-01"))
    said = "The version from 2017-01-01 does not hold on 2016-03-01; choose a day within it"
    assert said in str(error)


ROLES = [
    ("count(partner) >= 2", "true"),
    ("count(partner where age > 5 year) > 1", "true"),
    ("count(head) = 0", "true"),
    ("count(head) = 1", "false"),
    ("count(head where age > 5 year) > 1", "true"),
    ("count(adults) = 0", "true"),
    ("count(adults) <= 60", "false"),
    ("count(children) > 59", "true"),
    ("count(household) < 1", "true"),
    ("sum(net_income over partner) > 100000 euro/month", "true"),
    ("sum(net_income over head) > 100000 euro/month", "true"),
]


@pytest.mark.parametrize("of", ["household", "person"])
@pytest.mark.parametrize(("rule", "never"), ROLES)
def test_a_household_has_one_head_and_no_two_partners(rule, never, of, tmp_path):
    error = refused(tmp_path, support=about(f"¦{rule}", of))
    assert f"can never be {never}; mend it" in str(error)


MAY = [
    "count(partner) = 1",
    "count(partner) = 0",
    "count(head where age > 5 year) = 0",
    "count(adults) = 1",
    "count(adults) = 60",
    "count(adults where age > 80 year) = 0",
    "count(children) = 59",
    "sum(net_income over head) >= 100000 euro/month",
    "sum(net_income over adults) > 100000 euro/month",
    "any(age > 20 year over head)",
]


@pytest.mark.parametrize("of", ["household", "person"])
@pytest.mark.parametrize("rule", MAY)
def test_what_a_household_may_be_is_not_refused(rule, of, tmp_path):
    assert law_of(tmp_path, support=about(rule, of)).measures


def about(rule, of):
    """A measure whose only condition is a rule about the members of a household."""
    names = [name for name in ("net_income", "age") if name in rule]
    start, end = MEASURE.index("    parameters:"), MEASURE.index("    conditions:")
    text = edited(
        MEASURE.partition("    amount:")[0],
        (MEASURE[start:end], ""),
        ("[net_income, tenure]", f"[{', '.join(names)}]"),
        ("for: household", f"for: {of}"),
        ("when: income <= limit", f"when: {rule}"),
    )
    return text.partition("      - id: tenant")[0] + "    examples: []\n"


def test_the_days_of_a_law_are_checked_to_the_last_that_a_figure_grows(tmp_path):
    law = law_of(tmp_path, support=GROWING)
    version = law.measures["support"].versions[0]
    assert days_of(version) == [date(2015, 1, 1), date(2016, 1, 1)]
    days = version.parameters["limit"].changes(date(2015, 6, 1), date(2018, 1, 1))
    assert sorted(days) == [date(2016, 1, 1), date(2017, 1, 1), date(2018, 1, 1)]
    assert amounts(law, date(2199, 12, 31)) == [(2 * 153050 * 11**183 + 10**183) // (2 * 10**183)]


@pytest.mark.parametrize("on", [datetime(2016, 3, 1, 12), "2016-03-01", 2016, None])
def test_a_day_is_a_day(on, tmp_path):
    law = law_of(tmp_path, support=MEASURE)
    with pytest.raises(
        rights.RightsError, match=r"is no day; give one, as date\(2016, 3, 1\)"
    ) as found:
        rights.assess(law, {"persons": [{"role": "head"}]}, on=on)
    check_sentence(found.value)


def test_the_ids_of_measures_are_no_text(tmp_path):
    law = law_of(tmp_path, support=MEASURE)
    home = {"persons": [{"role": "head"}]}
    with pytest.raises(rights.RightsError, match=r"a list of ids, as \['support'\]") as found:
        rights.assess(law, home, on=date(2016, 3, 1), measures="support")
    check_sentence(found.value)
