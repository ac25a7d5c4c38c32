"""An answer comes back from its JSON the same, and what is wrong in either is said by its key."""

import json
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from followup.answer_values import answers
from hypothesis import given

from grondrecht.followup.answers import (
    Answer,
    Done,
    Involved,
    Measured,
    Spent,
    from_json,
    texts_of,
    to_json,
)
from grondrecht.followup.by_plan import by_plan
from grondrecht.followup.problems import errors, problems
from grondrecht.followup.statuses import statuses_from
from grondrecht.plan.codes import ActionCode
from grondrecht.plan.model import Form, Milestone
from grondrecht.plan.periods import Period
from grondrecht.registry.errors import RegisterError
from grondrecht.registry.models import Plan

STATUSES = statuses_from(by_plan("statuses", Plan(slug="plan"))["statuses"])
FORM = Form(
    ActionCode.parse("01_02_03"),
    milestones=(
        Milestone(Period.parse("2017"), "200 huurders begeleid"),
        Milestone(Period.parse("2019 (einddoel)"), "500 huurders begeleid"),
    ),
)
GOOD = Answer(
    kind="project",
    status="running",
    news="Er zijn 212 huurders begeleid.",
    milestones=(
        Done(1, "2017", "200 huurders begeleid", "212 huurders begeleid"),
        Done(2, "2019 (einddoel)", "500 huurders begeleid"),
    ),
    values=(Measured("huurders", Decimal("212"), "2017", date(2017, 1, 1), date(2017, 12, 31)),),
    spent=(Spent(2017, Decimal("1250.50"), "EUR", "begeleiders"),),
    involvement=(Involved("een huurdersbond", "execution", "te weinig uren", "uren erbij"),),
    next_step="Oproep voor de tweede ronde.",
    next_on=date(2018, 6, 1),
)
UNTIL = date(2017, 12, 31)


def keys(answer, form=FORM):
    return {(problem.key, problem.level) for problem in problems(answer, STATUSES, form, UNTIL)}


@given(answers)
def test_an_answer_comes_back_from_its_json(answer):
    assert from_json(json.loads(json.dumps(to_json(answer)))) == answer


def test_an_answer_without_keys_is_the_empty_one():
    assert from_json({}) == Answer()


@pytest.mark.parametrize(
    ("data", "named"),
    [
        ([], "antwoord"),
        ({"stauts": "running"}, "stauts"),
        ({"status": 3}, "status"),
        ({"next_on": "31/12/2017"}, "next_on"),
        ({"next_on": "2017-02-30"}, "next_on"),
        ({"next_on": 2017}, "next_on"),
        ({"milestones": {}}, "milestones"),
        ({"milestones": [3]}, "milestones[1]"),
        ({"milestones": [{"done": "ja"}]}, "milestones[1].position"),
        ({"milestones": [{"position": True}]}, "milestones[1].position"),
        ({"values": [{"indicator": "a", "value": 1.5}]}, "values[1].value"),
        ({"values": [{"indicator": "a", "value": "1,5"}]}, "values[1].value"),
        ({"values": [{"indicator": "a"}]}, "values[1].value"),
        ({"spent": [{"year": 2017, "amount": "NaN"}]}, "spent[1].amount"),
        ({"spent": [{"year": -1, "amount": "1"}]}, "spent[1].year"),
        ({"involvement": [{"who": "a", "fase": ""}]}, "involvement[1].fase"),
        ({"involvement": [{"who": "a"}] * 201}, "involvement"),
        ({"news": "a" * 20_001}, "news"),
        ({"news": "a\x00"}, "news"),
        ({"news": "\ud800"}, "news"),
    ],
)
def test_what_is_no_answer_is_said_in_one_sentence_that_names_the_key(data, named):
    with pytest.raises(RegisterError) as raised:
        from_json(data)
    sentence = str(raised.value)
    assert named in sentence
    assert sentence.endswith(".")
    assert "\n" not in sentence


def test_an_answer_that_says_all_has_no_problems():
    assert problems(GOOD, STATUSES, FORM, UNTIL) == ()


@pytest.mark.parametrize(
    ("change", "key", "level"),
    [
        ({"status": ""}, "status", "error"),
        ({"status": "paused"}, "status", "error"),
        ({"status": "late"}, "reason", "error"),
        ({"kind": "plan"}, "kind", "error"),
        ({"kind": ""}, "kind", "warning"),
        ({"next_step": " "}, "next_step", "warning"),
        ({"next_on": None}, "next_on", "warning"),
        ({"status": "done"}, "next_on", "warning"),
        ({"milestones": GOOD.milestones[:1]}, "milestones", "warning"),
        ({"milestones": (Done(3, "2021"),)}, "milestones[1].position", "error"),
        ({"milestones": (Done(1, "2017"),) * 2}, "milestones[2].position", "error"),
        ({"values": (Measured("", Decimal(1), "2017"),)}, "values[1].indicator", "error"),
        ({"values": (Measured("a", Decimal(1)),)}, "values[1].period", "error"),
        ({"spent": (Spent(17, Decimal(1)),)}, "spent[1].year", "error"),
        ({"spent": (Spent(2017, Decimal(1), "euro"),)}, "spent[1].currency", "error"),
        ({"no_involvement": "niemand gevraagd"}, "no_involvement", "error"),
        ({"involvement": ()}, "no_involvement", "warning"),
        ({"involvement": (Involved(""),)}, "involvement[1].who", "error"),
        ({"involvement": (Involved("a", "begin"),)}, "involvement[1].phase", "error"),
        ({"involvement": (Involved("a", said="meer"),)}, "involvement[1].outcome", "warning"),
    ],
)
def test_what_is_missing_or_contradicts_is_said_by_its_key(change, key, level):
    assert (key, level) in keys(replace(GOOD, **change))


def test_days_in_the_wrong_order_are_an_error():
    value = replace(GOOD.values[0], last_day=date(2016, 1, 1))
    assert keys(replace(GOOD, values=(value,))) == {("values[1].last_day", "error")}


def test_a_promise_for_later_need_not_be_done_yet():
    silent = replace(GOOD, milestones=tuple(replace(each, done="") for each in GOOD.milestones))
    assert keys(silent) == {("milestones[1].done", "warning")}
    assert keys(silent, form=None) == set()


def test_errors_come_first_and_stop_the_answer():
    found = problems(replace(GOOD, status="late", next_on=None), STATUSES, FORM, UNTIL)
    assert [each.level for each in found] == ["error", "warning"]
    assert [each.key for each in errors(found)] == ["reason"]


def test_the_texts_of_an_answer_each_have_their_place():
    found = dict(texts_of(GOOD))
    assert found["milestones[1].done"] == "212 huurders begeleid"
    assert found["involvement[1].said"] == "te weinig uren"
    assert "reason" not in found
