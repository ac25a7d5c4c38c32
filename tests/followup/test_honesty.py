"""Every rule of honesty speaks where it should and is silent where it should be."""

import re
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

import pytest
from followup.answer_values import answers
from hypothesis import given
from hypothesis import strategies as st

from grondrecht.followup.answers import Answer, Done, Spent
from grondrecht.followup.courses import Course, Point
from grondrecht.followup.honesty import (
    BY_ID,
    COMPLETION,
    RULES,
    Case,
    limits_for,
    marks,
    news_on,
)
from grondrecht.followup.models import Finding
from grondrecht.followup.statuses import statuses_for
from grondrecht.registry.errors import RegisterError
from grondrecht.registry.models import Plan

PLAN = Plan(slug="p")
STATUSES = statuses_for(PLAN)
TODAY = date(2017, 6, 30)
PROMISE = Done(1, "2016", "Twee brochures", "")
BASELINE = Done(1, "2015 (beginfase, nulmeting)", "Er is er geen", "")
LATER = Done(1, "2019 (einddoel)", "Twintig brochures", "")


def course(*values, better="up", margin=0, targets=()):
    points = [
        Point("observed", date(2014 + n, 12, 31), Decimal(v), Decimal(margin))
        for n, v in enumerate(values)
    ]
    goals = [Point("target", date(2019, 12, 31), Decimal(v)) for v in targets]
    return Course("Bereikte gezinnen", "Families reached", better, [*points, *goals])


def case(status="running", **more):
    """A case of which no rule says anything, but for what is changed in it."""
    answer = Answer(
        status=status,
        news="De eerste brochure is er.",
        milestones=(replace(PROMISE, done="Er zijn er twee."),),
        spent=(Spent(2016, Decimal(5000)),),
        next_step="De tweede druk",
        next_on=TODAY + timedelta(days=30),
    )
    said = {key: more.pop(key) for key in list(more) if hasattr(answer, key)}
    given = {"news_on": TODAY - timedelta(days=10), "commits": True} | more
    return Case(replace(answer, **said), STATUSES[status], TODAY, limits_for(PLAN), **given)


SPEAKS = {
    "no_next_step": [
        case(next_on=None),
        case("late", next_on=None),
        case("to_start", next_on=None),
    ],
    "next_step_passed": [
        case(next_on=TODAY - timedelta(days=1)),
        case("extended", next_on=date(2016, 1, 1)),
    ],
    "stale_news": [case(news_on=TODAY - timedelta(days=366)), case(news_on=None)],
    "finding_contradicts": [
        case(findings=[("De Brug", "limited")]),
        case(findings=[("", "not_started"), ("De Brug", "complete")]),
        case("done", findings=[("De Brug", "no_evidence")]),
    ],
    "indicator_moves_away": [
        case(courses=[course(10, 8)]),
        case(courses=[course(10, 30, 12, better="down")]),
        case("done", courses=[course(10, 20), course(10, 8)]),
        case(courses=[course(10, 12, better="", targets=[4])]),
    ],
    "done_without_doing": [
        case("done", milestones=(PROMISE,)),
        case("done", milestones=(replace(PROMISE, done="ja"), LATER)),
    ],
    "silent_milestone": [case(milestones=(PROMISE, LATER)), case("late", milestones=(PROMISE,))],
    "money_not_stated": [case(spent=()), case("done", spent=())],
}
SILENT = {
    "no_next_step": [case(), case("done", next_on=None), case("lapsed", next_on=None)],
    "next_step_passed": [
        case(next_on=TODAY),
        case("replaced", next_on=date(2016, 1, 1)),
        case(next_on=None),
    ],
    "stale_news": [case(news_on=TODAY - timedelta(days=365)), case("done", news_on=None)],
    "finding_contradicts": [
        case(findings=[("De Brug", "substantial")]),
        case("late", findings=[("De Brug", "limited")]),
        case("to_start", findings=[("De Brug", "not_started")]),
    ],
    "indicator_moves_away": [
        case(courses=[course(10, 12)]),
        case(courses=[course(10)]),
        case(courses=[course(10, 8, margin=1)]),
        case(courses=[course(10, 8, better="")]),
        case(courses=[course(10, 8, better="", targets=[4])]),
        case("late", courses=[course(10, 8)]),
    ],
    "done_without_doing": [
        case("done"),
        case("done", milestones=(BASELINE, replace(PROMISE, promised="/"))),
        case("lapsed", milestones=(PROMISE,)),
    ],
    "silent_milestone": [case(milestones=(BASELINE, LATER)), case("done", milestones=(PROMISE,))],
    "money_not_stated": [
        case(spent=(), commits=False),
        case("to_start", spent=()),
        case("lapsed", spent=()),
    ],
}


def of(rules):
    return [(rule, each) for rule, cases in rules.items() for each in cases]


@pytest.mark.parametrize(("rule", "looked_at"), of(SPEAKS))
def test_the_rule_speaks(rule, looked_at):
    (mark,) = [mark for mark in marks(looked_at) if mark.rule == rule]
    assert mark.message.endswith(".")
    assert mark.message_en.endswith(".")
    assert mark.message != mark.message_en


@pytest.mark.parametrize(("rule", "looked_at"), of(SILENT))
def test_the_rule_is_silent(rule, looked_at):
    assert rule not in {mark.rule for mark in marks(looked_at)}


def test_each_rule_is_tried_both_ways():
    assert SPEAKS.keys() == SILENT.keys() == BY_ID.keys()
    assert marks(case()) == []


def test_a_mark_tells_what_it_rests_on():
    said = marks(
        case(next_on=None, findings=[("De Brug", "limited")], courses=[course(10, "8.50")])
    )
    told = " ".join(mark.message for mark in said)
    assert "loopt zoals gepland" in told
    assert "De Brug (beperkt)" in told
    assert "“Bereikte gezinnen” (10 → 8.5)" in told


def test_the_steps_of_findings_have_words():
    assert COMPLETION.keys() == dict(Finding.COMPLETION).keys()


@given(answers, st.dates(date(2014, 1, 1), date(2022, 1, 1)))
def test_whatever_is_answered_the_rules_speak_whole_sentences_in_their_order(answer, today):
    looked_at = Case(answer, STATUSES[answer.status], today, limits_for(PLAN), commits=True)
    said = marks(looked_at)
    order = [rule.id for rule in RULES]
    assert [mark.rule for mark in said] == sorted((mark.rule for mark in said), key=order.index)
    assert all(mark.message and mark.message_en for mark in said)


# News


def test_confirming_what_was_said_is_no_news():
    first, second, third = (date(year, 3, 1) for year in (2016, 2017, 2018))
    told, other = (
        Answer(news="Gestart."),
        Answer(news="Gestart.", milestones=(Done(1, done="Klaar"),)),
    )
    assert news_on([]) is None
    assert news_on([(first, Answer()), (second, Answer())]) is None
    assert news_on([(first, told), (second, told)]) == first
    assert news_on([(first, told), (second, Answer()), (third, told)]) == first
    assert news_on([(first, told), (second, other), (third, Answer())]) == second


# Courses


numbers = st.decimals(-1000, 1000, places=2)


@given(st.lists(numbers, min_size=2, max_size=5), st.sampled_from(["up", "down"]))
def test_what_gets_worse_turned_round_gets_better(values, better):
    turned = {"up": "down", "down": "up"}[better]
    away, back = course(*values, better=better), course(*values, better=turned)
    assert away.moves_away() + back.moves_away() == (values[0] != values[-1])


@given(st.lists(numbers, min_size=2, max_size=4), numbers)
def test_with_a_target_alone_the_distance_to_it_decides(values, goal):
    moved = course(*values, better="", targets=[goal]).moves_away()
    assert moved == (abs(values[-1] - goal) > abs(values[0] - goal))


def test_a_baseline_is_where_it_began():
    held = course(10, 12)
    held.points.append(Point("baseline", date(2015, 6, 30), Decimal(20)))
    assert held.moves_away()


def test_a_plan_s_own_thresholds_take_the_place(settings, tmp_path):
    settings.DATA = tmp_path
    (tmp_path / "followup" / "p").mkdir(parents=True)
    own = tmp_path / "followup" / "p" / "honesty.toml"
    own.write_text("stale_days = 5\n", "utf-8")
    assert limits_for(PLAN).stale_days == 5
    own.write_text('stale_days = "veel"\n', "utf-8")
    with pytest.raises(RegisterError, match="veel"):
        limits_for(PLAN)


def test_the_docs_list_every_rule():
    page = (Path(__file__).parents[2] / "docs" / "honesty.md").read_text("utf-8")
    rows = re.findall(r"^\| `(\w+)` \| (.+?) \| .+ \|$", page, re.MULTILINE)
    assert rows[: len(RULES)] == [(rule.id, rule.name_en) for rule in RULES]
