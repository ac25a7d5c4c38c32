"""Rules about milestones and their periods: each fires, and each keeps quiet."""

import pytest
from quality_plans import SOUND, form, found, plan, rows

from grondrecht.plan.model import Milestone, Place
from grondrecht.plan.periods import Period
from grondrecht.plan.quality.timing import plan_term

START, END = ("2015 (nulmeting)", "900 bezoekers"), ("2019 (einddoel)", "9.000 bezoekers")


def test_the_term_is_what_most_forms_say():
    other = form("02_01_02", milestones=rows(("2016 (nulmeting)", "1"), ("2020 (einddoel)", "2")))
    assert plan_term(plan(SOUND, form("02_01_03"), other)) == (2015, 2019)
    assert plan_term(plan(SOUND, other)) == (2015, 2020)
    assert plan_term(plan(form(milestones=rows(("2015", "1"))))) == (None, None)


def test_no_milestones_is_one_finding_and_not_three():
    bare = form(milestones=())
    assert len(found("missing-milestones", bare)) == 1
    assert not found("missing-baseline", bare)
    assert not found("missing-goal", bare)
    assert not found("missing-milestones", SOUND)


@pytest.mark.parametrize(
    ("rule", "kept", "spoilt"),
    [("missing-baseline", END, "2015 (nulmeting)"), ("missing-goal", START, "2019 (einddoel)")],
)
def test_a_start_or_end_that_is_absent_or_empty(rule, kept, spoilt):
    (absent,) = found(rule, SOUND, form("02_01_02", milestones=rows(kept)))
    assert kept[0] in absent.message
    (empty,) = found(rule, SOUND, form("02_01_02", milestones=rows(kept, (spoilt, "/"))))
    assert empty.message.endswith(f"{spoilt}' is leeg: er staat '/'.")
    assert not found(rule, SOUND, form("02_01_02", milestones=rows(START, END)))


def test_a_row_over_the_usual_year_is_the_start_without_saying_so():
    unsaid = form("02_01_02", milestones=rows(("2015 - 2016", "900"), ("2019", "9.000")))
    assert not found("missing-baseline", SOUND, unsaid)
    assert not found("missing-goal", SOUND, unsaid)


def test_a_layout_without_baselines_is_reported_once():
    forms = [form(f"02_01_0{n}", milestones=rows(("2016", "1"))) for n in (1, 2, 3)]
    (finding,) = found("missing-baseline", *forms)
    assert finding.message == "Geen enkele fiche beschrijft een beginsituatie."


def test_an_empty_row_between_start_and_end():
    milestones = rows(START, ("2016", ""), ("2017", "-"), END)
    (finding,) = found("empty-milestone", form(milestones=milestones))
    assert "'2016' en '2017'" in finding.message
    assert not found("empty-milestone", form(milestones=rows(START, ("2019 (einddoel)", ""))))


def test_the_line_of_a_milestone_is_its_own():
    empty = Milestone(Period.parse("2017"), "", Place(33, 33))
    (finding,) = found("empty-milestone", form(milestones=(*rows(START), empty, *rows(END))))
    assert finding.line == 33


@pytest.mark.parametrize("period", ["2014", "2019-2020", "2022"])
def test_a_period_outside_the_term(period):
    forms = [form(f"02_01_0{n}") for n in (1, 2)]
    late = form("02_01_03", milestones=rows(START, END, (period, "nog iets")))
    (finding,) = found("period-outside-term", *forms, late)
    assert f"'{period}'" in finding.message
    assert "(2015-2019)" in finding.message
    assert not found("period-outside-term", *forms)


def test_milestones_out_of_order():
    (finding,) = found(
        "milestones-out-of-order", form(milestones=rows(START, ("2018", "a"), ("2016", "b"), END))
    )
    assert "'2016' staat na '2018'" in finding.message
    overlapping = rows(START, ("2016-2018", "a"), ("2017", "b"), END)
    assert not found("milestones-out-of-order", form(milestones=overlapping))


def test_the_same_period_twice():
    (finding,) = found("period-twice", form(milestones=rows(START, ("2015", "weer"), END)))
    assert "'2015'" in finding.message
    different = rows(("mei 2016", "a"), ("juni 2016", "b"))
    assert not found("period-twice", form(milestones=different))


def test_a_period_without_a_year():
    (finding,) = found("period-without-year", form(milestones=rows(START, ("later", "b"), END)))
    assert "'later'" in finding.message
    assert not found("period-without-year", SOUND)


def test_the_same_text_for_two_milestones():
    milestones = rows(START, ("2017", "Het loket\nblijft open"), ("2019", "het loket blijft open"))
    (finding,) = found("copied-milestone", form(milestones=milestones))
    assert "'2017' en '2019'" in finding.message
    assert not found("copied-milestone", form(milestones=rows(START, ("2017", "/"), ("2019", "/"))))


@pytest.mark.parametrize("text", ["Continuering van de werking", "idem", "- Verderzetting"])
def test_an_end_goal_that_only_goes_on(text):
    (finding,) = found(
        "goal-without-result", form(milestones=rows(START, ("2019 (einddoel)", text)))
    )
    assert text in finding.message


@pytest.mark.parametrize(
    "text", ["Continuering met 30% meer bezoekers", "Het loket bereikt wijken"]
)
def test_an_end_goal_with_a_result(text):
    assert not found("goal-without-result", form(milestones=rows(START, ("2019 (einddoel)", text))))
