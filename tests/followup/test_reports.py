"""What is said of an action: by whom, from what it starts, and what two at once do."""

from dataclasses import replace
from datetime import date

import pytest
from followup.cast import OTHER_ACTION, OWN_ACTION, actor_for
from followup.rounds import WHY, answered, frozen, opened, report_of, said

from grondrecht.followup.access import Conflict, NotAllowed, NotNow
from grondrecht.followup.actions import reports, rounds
from grondrecht.followup.answers import Involved, from_json
from grondrecht.followup.models import Draft, Proposal
from grondrecht.followup.starting import form_of, starting
from grondrecht.registry.errors import RegisterError
from grondrecht.registry.models import LogEntry

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("cast")]


@pytest.fixture
def asked(cast):
    """Chris's report in an open round."""
    return report_of(opened(cast))


def test_an_answer_starts_from_what_the_form_promises(asked):
    form = form_of(asked)
    start = starting(asked)
    assert [each.promised for each in start.milestones] == [m.text for m in form.milestones]
    assert [each.position for each in start.milestones] == [1, 2, 3, 4]
    assert (start.status, start.kind, start.next_on) == ("", "", None)


def test_an_answer_is_kept_whole_with_who_said_it(cast, asked):
    involved = (Involved("een huurdersbond", "execution", "te duur", "de prijs is gehalveerd"),)
    whole = said(asked, involvement=involved, next_step="Evaluatie", next_on=date(2027, 6, 1))
    reports.answer(actor_for(cast.chris), asked, whole, why=WHY, seen=1)
    held = report_of(asked.round)
    assert from_json(held.answer) == whole
    assert (held.state, held.kind, held.status) == ("answered", "project", "running")
    assert held.next_on == date(2027, 6, 1)
    assert held.answered_by == "Chris Ambtenaar, ambtenaar, Departement Welzijn en Samenleving"
    assert held.version == 2


def test_the_log_tells_what_changed_and_keeps_it_from_the_public(cast, asked):
    reports.answer(actor_for(cast.chris), asked, said(asked), why=WHY)
    reports.answer(actor_for(cast.chris), asked, said(asked, "late"), why="te laat")
    entry = LogEntry.whole.filter(subject=f"report:{asked.round.slug}:{OWN_ACTION}").last()
    assert entry.after["answer:status"] == "late"
    assert entry.before["answer:status"] == "running"
    assert "answer:kind" not in entry.after
    assert not LogEntry.objects.filter(subject__startswith="report:").exists()


def test_an_answer_with_an_error_is_refused_in_one_sentence(cast, asked):
    with pytest.raises(RegisterError, match=f"{OWN_ACTION}: Zeg waarom") as refused:
        reports.answer(actor_for(cast.chris), asked, said(asked, "late", reason=""), why=WHY)
    assert not isinstance(refused.value, NotNow)
    assert report_of(asked.round).state == "asked"


def test_of_two_at_once_the_second_is_told_and_nothing_is_lost(cast, asked):
    other = report_of(asked.round)
    reports.answer(actor_for(cast.chris), asked, said(asked, news="De eerste."), why=WHY, seen=1)
    with pytest.raises(Conflict) as conflict:
        reports.answer(actor_for(cast.an), other, said(other, news="De tweede."), why=WHY, seen=1)
    assert conflict.value.held.answer["news"] == "De eerste."
    assert report_of(asked.round).answer["news"] == "De eerste."


@pytest.mark.parametrize("name", ["bram", "dina", "els", "fons", "gert", "hanne"])
def test_only_its_own_administration_answers(cast, asked, name):
    with pytest.raises(NotAllowed):
        reports.answer(actor_for(getattr(cast, name)), asked, said(asked), why=WHY)


def test_what_the_last_round_froze_is_still_right(cast):
    of = frozen(cast)
    known = from_json(report_of(of).answer)
    following = opened(cast, first_day=date(2027, 1, 1), last_day=date(2028, 12, 31))
    report = report_of(following)
    assert starting(report) == known
    reports.confirm(actor_for(cast.chris), report, why="Dit klopt nog.")
    held = report_of(following)
    assert (held.state, from_json(held.answer)) == ("answered", known)


def test_without_anything_known_there_is_nothing_to_confirm(cast, asked):
    with pytest.raises(RegisterError, match="Kies een status"):
        reports.confirm(actor_for(cast.chris), asked, why=WHY)


def test_a_status_that_the_new_round_has_not_is_asked_again(cast):
    frozen(cast)
    following = opened(cast, first_day=date(2027, 1, 1), last_day=date(2028, 12, 31))
    following.statuses = [each for each in following.statuses if each["key"] != "running"]
    following.save()
    assert starting(report_of(following)).status == ""


def test_what_was_done_stays_beside_its_own_promise(cast):
    of = answered(cast)
    report = report_of(of)
    told = said(report)
    done = replace(told.milestones[0], done="212 gezinnen")
    whole = replace(told, milestones=(done, *told.milestones[1:]))
    reports.answer(actor_for(cast.chris), report, whole, why=WHY)
    assert starting(report_of(of)).milestones[0].done == "212 gezinnen"


def test_a_draft_is_ones_own_and_goes_when_the_answer_is_handed_in(cast, asked):
    reports.save_draft(actor_for(cast.chris), asked, {"news": "half wer"}, seen=1)
    reports.save_draft(actor_for(cast.chris), asked, {"news": "half werk"}, seen=1)
    draft = Draft.objects.get()
    assert (draft.person, draft.answer, draft.seen) == (cast.chris, {"news": "half werk"}, 1)
    assert not LogEntry.whole.filter(verb__contains="draft").exists()
    reports.answer(actor_for(cast.chris), asked, said(asked), why=WHY, seen=1)
    assert not Draft.objects.exists()


def test_a_draft_can_be_thrown_away(cast, asked):
    reports.save_draft(actor_for(cast.chris), asked, {"news": "half"}, seen=1)
    reports.drop_draft(actor_for(cast.dina), asked)
    assert Draft.objects.exists()
    reports.drop_draft(actor_for(cast.chris), asked)
    assert not Draft.objects.exists()


@pytest.mark.parametrize("typed", [{"news": "\x00"}, {"news": "a" * 400_001}])
def test_a_draft_that_cannot_be_kept_is_refused(cast, asked, typed):
    with pytest.raises(RegisterError):
        reports.save_draft(actor_for(cast.chris), asked, typed, seen=1)


def test_who_may_not_answer_has_no_draft(cast, asked):
    with pytest.raises(NotAllowed):
        reports.save_draft(actor_for(cast.els), asked, {}, seen=1)


def test_an_official_of_elsewhere_proposes_and_the_owner_decides(cast, asked):
    proposal = reports.propose(
        actor_for(cast.dina), asked, "Zet er de cijfers van werk bij.", "Wij betalen mee.", why=WHY
    )
    assert proposal.made_for == "ambtenaar, Departement Werk"
    assert report_of(asked.round).version == asked.version == 1
    reports.decide_proposal(actor_for(cast.chris), proposal, take=True, why="Klopt.")
    assert Proposal.objects.get().state == "taken"
    with pytest.raises(NotNow):
        reports.decide_proposal(actor_for(cast.chris), proposal, take=False, why="Toch niet.")


def test_a_proposal_says_what_and_why(cast, asked):
    with pytest.raises(RegisterError):
        reports.propose(actor_for(cast.dina), asked, "Anders.", "", why=WHY)
    assert not Proposal.objects.exists()


def test_a_cabinet_sends_back_with_a_reason_and_validates_the_next(cast):
    of = answered(cast)
    report = report_of(of)
    reports.send_back(actor_for(cast.bram), report, "Zeg hoeveel gezinnen.", seen=report.version)
    held = report_of(of)
    assert (held.state, held.sent_back_why) == ("sent_back", "Zeg hoeveel gezinnen.")
    assert held.sent_back_by.startswith("Bram Kabinet, kabinetsmedewerker, 06 ")
    reports.answer(actor_for(cast.chris), held, said(held, news="212 gezinnen"), why=WHY)
    assert report_of(of).sent_back_why == ""
    reports.validate(actor_for(cast.bram), held, why=WHY)
    assert report_of(of).validated_by.startswith("Bram Kabinet")


def test_nothing_is_sent_back_without_a_reason(cast):
    report = report_of(answered(cast))
    with pytest.raises(RegisterError):
        reports.send_back(actor_for(cast.bram), report, " ", why=WHY)
    assert report_of(report.round).state == "answered"


def test_a_new_answer_is_validated_anew(cast):
    of = answered(cast)
    reports.validate(actor_for(cast.bram), report_of(of), why=WHY)
    reports.send_back(actor_for(cast.bram), report_of(of), "Toch niet.")
    assert report_of(of).validated_by == ""


def test_a_cabinet_validates_its_own_reports_alone(cast):
    of = opened(cast)
    report = report_of(of, OTHER_ACTION)
    reports.answer(actor_for(cast.dina), report, said(report), why=WHY)
    with pytest.raises(NotAllowed):
        reports.validate(actor_for(cast.bram), report, why=WHY)


def test_answers_are_taken_after_the_answering_when_they_were_sent_back(cast):
    of = answered(cast)
    rounds.end_answers(actor_for(cast.an), of, why=WHY)
    report = report_of(of)
    reports.send_back(actor_for(cast.bram), report, "Zeg hoeveel.")
    reports.answer(actor_for(cast.chris), report, said(report), why=WHY)
    assert report_of(of).state == "answered"
