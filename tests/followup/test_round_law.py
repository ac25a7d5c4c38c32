"""Whatever verbs are done to a round, in whatever order: the log tells what the tables hold."""

from datetime import UTC, date, datetime

import pytest
from django.db import transaction
from followup.answer_values import answers
from followup.cast import OTHER_ACTION, OWN_ACTION, actor_for
from followup.rounds import WHY, opened, report_of, said
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from grondrecht.followup.actions import reports, rounds
from grondrecht.followup.models import Proposal, Report, Round
from grondrecht.followup.states import states_of_reports, told
from grondrecht.registry import log
from grondrecht.registry.errors import RegisterError
from grondrecht.registry.models import LogEntry

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("cast")]
CODES = (OWN_ACTION, OTHER_ACTION, "01_04_01")
MOVES = (
    rounds.open_round,
    rounds.end_answers,
    rounds.end_validation,
    rounds.reopen,
    rounds.freeze,
    rounds.send,
)


def move(cast, of, report, number, answer):
    MOVES[number % len(MOVES)](actor_for(cast.an), of, why=WHY)


def onwards(cast, of, report, number, answer):
    """The next step on the way, so that the end is reached at times."""
    step = {"open": 1, "answered": 2, "validated": 4, "frozen": 5}[of.state]
    move(cast, of, report, step, answer)


def change(cast, of, report, number, answer):
    changes = {"name": f"Ronde {number}", "answer_by": date(2027, 1, 1 + number)}
    rounds.set_round(actor_for(cast.an), of, changes, why=WHY)


def ask_of_others(cast, of, report, number, answer):
    rounds.cover(actor_for(cast.an), of, CODES[: 1 + number % 3], why=WHY)


def give_answer(cast, of, report, number, answer):
    whole = said(report, ("running", "late", "done")[number % 3]) if number % 2 else answer
    reports.answer(actor_for(cast.an), report, whole, why=WHY)


def confirm(cast, of, report, number, answer):
    reports.confirm(actor_for(cast.an), report, why=WHY)


def check(cast, of, report, number, answer):
    if number % 2:
        reports.validate(actor_for(cast.bram), report, why=WHY)
    else:
        reports.send_back(actor_for(cast.an), report, f"Reden {number}")


def suggest(cast, of, report, number, answer):
    reports.propose(actor_for(cast.dina), report, f"Voorstel {number}", "Daarom.", why=WHY)


def decide(cast, of, report, number, answer):
    if proposal := Proposal.objects.filter(state="open").first():
        reports.decide_proposal(actor_for(cast.an), proposal, take=number % 2 == 1, why=WHY)


VERBS = (
    *(move, onwards, change, ask_of_others, give_answer, give_answer),
    *(confirm, check, suggest, decide),
)
STEPS = st.lists(
    st.tuples(st.sampled_from(VERBS), st.integers(0, 7), answers), min_size=4, max_size=9
)


def done(cast, verb, number, answer):
    """Do it; what is refused leaves nothing in the log. Gives whether anything was logged."""
    of = Round.objects.get()
    report = Report.objects.order_by("action__code")[number % of.reports.count()]
    entries = LogEntry.whole.count()
    try:
        verb(cast, of, report, number, answer)
    except (RegisterError, KeyError):
        assert LogEntry.whole.count() == entries
    return LogEntry.whole.count() > entries


def held(of):
    """Subject -> state, as the tables have it."""
    found = {subject: each.state for subject, each in states_of_reports(of).items()}
    return found | {told(of).subject: told(of).state}


def columns_agree(of):
    for report in of.reports.all():
        answer = report.answer
        assert report.kind == answer.get("kind", "")
        assert report.status == answer.get("status", "")
        assert (report.next_on.isoformat() if report.next_on else None) == answer.get("next_on")


@settings(
    max_examples=6, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(STEPS)
def test_the_log_tells_what_the_tables_hold_on_any_day(cast, steps):
    with transaction.atomic():
        opened(cast)
        moments = []
        for step in steps:
            done(cast, *step)
            of = Round.objects.get()
            columns_agree(of)
            moments.append((datetime.now(UTC), held(of)))
            assert {key: log.state_on(cast.plan.slug, key) for key in held(of)} == held(of)
        for moment, then in moments:
            assert {key: log.state_on(cast.plan.slug, key, moment) for key in then} == then
        transaction.set_rollback(True)


def test_what_a_round_no_longer_asks_about_is_gone_in_the_log_too(cast):
    of = opened(cast)
    rounds.cover(actor_for(cast.an), of, [OWN_ACTION], why=WHY)
    subject = f"report:{of.slug}:{OTHER_ACTION}"
    assert log.state_on(cast.plan.slug, subject) == {}
    assert report_of(of).pk


@pytest.mark.parametrize("verb", sorted({each.__name__ for each in VERBS}))
def test_every_verb_of_the_law_does_something(cast, verb):
    """Else the law above would hold of nothing."""
    opened(cast)
    report = report_of(Round.objects.get())
    if verb in ("check", "confirm"):
        reports.answer(actor_for(cast.an), report, said(report), why=WHY)
    if verb == "decide":
        suggest(cast, None, report, 1, None)
    assert any(done(cast, globals()[verb], number, said(report)) for number in range(6))
