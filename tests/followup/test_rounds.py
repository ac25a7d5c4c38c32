"""A round goes from one state to the next by its verbs, and each step is told in the log."""

from datetime import date

import pytest
from followup.cast import OTHER_ACTION, OWN_ACTION, actor_for
from followup.rounds import OPERATOR, WHY, answered, opened, prepared, report_of, said, validated

from grondrecht.followup.access import Conflict, NotAllowed, NotNow
from grondrecht.followup.actions import reports, rounds
from grondrecht.followup.by_plan import own_file
from grondrecht.followup.models import Report, Round
from grondrecht.followup.outlines import deadlines, proposed
from grondrecht.registry.errors import RegisterError
from grondrecht.registry.models import Action, LogEntry, Plan

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("cast")]


def test_a_round_asks_about_all_actions_of_the_edition_in_force(cast):
    of = prepared(cast, codes=None)
    edition = cast.plan.editions.latest("position")
    expected = set(Action.objects.filter(forms__edition=edition).values_list("code", flat=True))
    assert set(of.reports.values_list("action__code", flat=True)) == expected
    assert set(of.reports.values_list("state", flat=True)) == {"prepared"}
    assert of.edition == edition


def test_the_deadlines_are_those_of_the_law_and_earlier_ones_of_ones_own(cast):
    of = prepared(cast)
    assert (of.to_government, of.to_parliament) == (date(2027, 4, 1), date(2027, 5, 1))
    assert of.answer_by < of.validate_by < of.to_government
    assert (of.slug, of.name) == ("voortgang-2025-2026", "Voortgangsrapport 2025-2026")
    assert of.name_en == "Progress report 2025-2026"


def test_deadlines_are_data(settings, tmp_path):
    settings.DATA = tmp_path
    plan = Plan(slug="gemeenteplan")
    path = own_file("rounds", plan)
    path.parent.mkdir(parents=True)
    path.write_text('[deadlines]\nto_government = "10-15"\nto_parliament = "12-01"\n', "utf-8")
    assert deadlines(plan, date(2026, 6, 30))["to_government"] == date(2027, 10, 15)


def test_the_round_that_would_come_next_begins_where_the_last_one_ended(cast):
    assert proposed(cast.plan).first_day == cast.plan.first_day
    prepared(cast)
    assert proposed(cast.plan).first_day == date(2027, 1, 1)
    assert proposed(cast.plan).last_day == date(2028, 12, 31)


def test_a_round_keeps_the_statuses_of_the_day_it_was_prepared(cast):
    assert [status["key"] for status in prepared(cast).statuses][:2] == ["to_start", "running"]


def test_an_unknown_code_is_refused_and_nothing_is_left(cast):
    with pytest.raises(RegisterError, match="99_99_99"):
        prepared(cast, codes=(OWN_ACTION, "99_99_99"))
    assert not Round.objects.exists()
    assert not LogEntry.whole.filter(verb="plan.prepare_round").exists()


def test_a_second_round_of_that_name_is_refused(cast):
    prepared(cast)
    with pytest.raises(RegisterError, match="al een ronde"):
        prepared(cast)


def test_days_that_contradict_are_refused(cast):
    with pytest.raises(RegisterError, match="komt voor de eerste"):
        prepared(cast, answer_by=date(2027, 3, 30), validate_by=date(2027, 3, 1))


def test_the_days_and_the_name_can_be_set_and_nothing_else(cast):
    of = prepared(cast)
    rounds.set_round(actor_for(cast.an), of, {"answer_by": date(2027, 1, 15)}, why=WHY, seen=1)
    of.refresh_from_db()
    assert (of.answer_by, of.version) == (date(2027, 1, 15), 2)
    with pytest.raises(RegisterError, match="state"):
        rounds.set_round(actor_for(cast.an), of, {"state": "frozen"}, why=WHY)
    with pytest.raises(Conflict):
        rounds.set_round(actor_for(cast.an), of, {"name": "Anders"}, why=WHY, seen=1)


def test_a_round_can_ask_about_other_actions(cast):
    of = prepared(cast)
    rounds.cover(actor_for(cast.an), of, [OWN_ACTION, "01_04_01"], why=WHY)
    assert set(of.reports.values_list("action__code", flat=True)) == {OWN_ACTION, "01_04_01"}
    entries = LogEntry.whole.filter(verb="round.cover").values_list("subject", flat=True)
    assert set(entries) == {f"report:{of.slug}:{code}" for code in (OTHER_ACTION, "01_04_01")}


def test_an_action_that_comes_in_while_answers_are_asked_is_asked_at_once(cast):
    of = opened(cast)
    rounds.cover(actor_for(cast.an), of, [OWN_ACTION, OTHER_ACTION, "01_04_01"], why=WHY)
    assert report_of(of, "01_04_01").state == "asked"


def test_what_was_answered_cannot_be_left_out(cast):
    of = answered(cast)
    with pytest.raises(RegisterError, match=OWN_ACTION):
        rounds.cover(actor_for(cast.an), of, [OTHER_ACTION], why=WHY)
    assert of.reports.count() == 2


def test_a_round_about_nothing_is_not_opened(cast):
    of = prepared(cast, codes=())
    with pytest.raises(RegisterError, match="geen enkele actie"):
        rounds.open_round(actor_for(cast.an), of, why=WHY)
    assert Round.objects.get().state == "prepared"


def test_the_whole_way(cast):
    of = validated(cast)
    assert (of.state, report_of(of).state) == ("validated", "validated")
    rounds.reopen(actor_for(cast.an), of, why=WHY)
    assert (of.state, report_of(of).state) == ("open", "validated")
    rounds.end_answers(actor_for(cast.an), of, why=WHY)
    rounds.end_validation(actor_for(cast.an), of, why=WHY)
    rounds.freeze(actor_for(cast.an), of, why=WHY)
    assert set(of.reports.values_list("state", flat=True)) == {"frozen"}
    rounds.send(actor_for(cast.an), of, why=WHY)
    of.refresh_from_db()
    assert of.state == "sent"
    assert of.opened_on
    assert of.frozen_on
    assert of.sent_on
    assert list(LogEntry.objects.filter(subject=f"round:{of.slug}").values_list("verb")) == [
        ("round.send",)
    ]


@pytest.mark.parametrize("verb", ["open_round", "end_validation", "reopen", "freeze", "send"])
def test_a_step_at_the_wrong_time_is_refused(cast, verb):
    of = opened(cast)
    with pytest.raises(NotNow, match="open"):
        getattr(rounds, verb)(actor_for(cast.an), of, why=WHY)
    assert Round.objects.get().state == "open"


def test_after_the_validation_no_report_changes(cast):
    of = validated(cast)
    report = report_of(of)
    with pytest.raises(NotNow, match="gevalideerd"):
        reports.send_back(actor_for(cast.bram), report, "Toch niet.")
    other = report_of(of, OTHER_ACTION)
    with pytest.raises(NotNow):
        reports.answer(actor_for(cast.dina), other, said(other), why=WHY)


@pytest.mark.parametrize("name", ["bram", "chris", "els", "fons", "gert", "hanne", None])
def test_only_the_coordinator_runs_a_round(cast, name):
    who = actor_for(getattr(cast, name) if name else None)
    of = prepared(cast)
    with pytest.raises(RegisterError) as refused:
        rounds.open_round(who, of, why=WHY)
    assert isinstance(refused.value, NotAllowed) or not name
    assert Round.objects.get().state == "prepared"


def test_whoever_runs_the_program_may_do_it_all(cast):
    of = rounds.prepare_round(OPERATOR, cast.plan, proposed(cast.plan), why=WHY)
    rounds.open_round(OPERATOR, of, why=WHY)
    assert Report.objects.filter(round=of, state="asked").count() == of.reports.count() > 0
