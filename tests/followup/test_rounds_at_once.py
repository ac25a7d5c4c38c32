"""Twenty at once: every answer is kept, of two on one report one is told, and a freeze is whole."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection
from followup.rounds import OPERATOR, PROGRESS, WHY, said
from registry.small_plans import form, plan, take_in

from grondrecht.followup.access import Conflict
from grondrecht.followup.actions import reports, rounds
from grondrecht.followup.models import Report, Round
from grondrecht.followup.verifying import verify
from grondrecht.registry.actions.texts import maintain_text
from grondrecht.registry.backup import restore_backup, write_backup
from grondrecht.registry.models import Action, LogEntry, Plan

MANY = 20
pytestmark = pytest.mark.skipif(
    connection.vendor != "postgresql", reason="in memory SQLite has one writer, and one reader"
)


@pytest.fixture
def of(django_db_setup, django_db_blocker, tmp_path):
    """An open round about twenty actions, kept so that every connection sees it."""
    with django_db_blocker.unblock():
        write_backup(tmp_path / "leeg")
        take_in(plan(*(form(code=f"01_02_{number:02}") for number in range(1, MANY + 1))))
        made = rounds.prepare_round(OPERATOR, Plan.objects.get(), PROGRESS, why=WHY)
        rounds.open_round(OPERATOR, made, why=WHY)
        yield made
        restore_backup(tmp_path / "leeg", replace=True)


def at_once(work, things):
    """Do it to all of them at the same moment, each over a connection of its own."""
    barrier = Barrier(len(things))

    def one(thing):
        try:
            barrier.wait()
            return work(thing)
        except Conflict as conflict:
            return conflict
        finally:
            connection.close()

    with ThreadPoolExecutor(len(things)) as pool:
        return list(pool.map(one, things))


def loaded(pk):
    return Report.objects.select_related("round", "action__plan").get(pk=pk)


def answer(pk, news, seen=None):
    report = loaded(pk)
    reports.answer(OPERATOR, report, said(report, news=news), why=WHY, seen=seen)


def test_twenty_answers_at_once_lose_nothing(of):
    keys = list(of.reports.values_list("pk", flat=True))
    assert at_once(lambda pk: answer(pk, f"Nieuws {pk}."), keys) == [None] * MANY
    held = {report.pk: report.answer["news"] for report in of.reports.all()}
    assert held == {pk: f"Nieuws {pk}." for pk in keys}
    assert LogEntry.whole.filter(verb="report.answer").count() == MANY


def test_of_twenty_on_one_report_one_is_kept_and_the_others_are_told(of):
    pk = of.reports.first().pk
    told = at_once(lambda number: answer(pk, f"Nieuws {number}.", seen=1), range(MANY))
    assert sum(isinstance(each, Conflict) for each in told) == MANY - 1
    winner = told.index(None)
    assert loaded(pk).answer["news"] == f"Nieuws {winner}."
    assert loaded(pk).version == 2
    assert LogEntry.whole.filter(verb="report.answer").count() == 1


def test_a_freeze_among_writers_is_whole(of):
    """Nobody's entry slips in below the number up to which the copy counted the log."""
    for step in (rounds.end_answers, rounds.end_validation):
        step(OPERATOR, of, why=WHY)
    actions = list(Action.objects.values_list("pk", flat=True))

    def work(pk):
        if pk is None:
            rounds.freeze(OPERATOR, Round.objects.get(), why=WHY)
        else:
            action = Action.objects.select_related("plan").get(pk=pk)
            maintain_text(action, "title", f"Titel {pk}", by="An", why=WHY)

    at_once(work, [*actions[: MANY // 2], None, *actions[MANY // 2 :]])
    assert Round.objects.get().state == "frozen"
    assert [verdict.differences for verdict in verify()] == [()]
    assert Action.objects.filter(title__startswith="Titel").count() == MANY


@pytest.mark.django_db
def test_nothing_is_left_for_other_tests():
    assert not Round.objects.exists()
    assert not LogEntry.whole.exists()
