"""A changed byte in what was frozen is found, wherever it was changed."""

import json
from contextlib import contextmanager
from datetime import date
from importlib import import_module

import pytest
from django.apps import apps
from django.db import connection
from followup.cast import OWN_ACTION, actor_for
from followup.rounds import WHY, frozen, validated

from grondrecht.followup.actions import rounds
from grondrecht.followup.frozen import canonical, held_body, log_digest, sha256_of
from grondrecht.followup.models import FrozenRound, Report, Round
from grondrecht.followup.verifying import verify
from grondrecht.registry.models import LogEntry

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("cast")]
TRIGGERS = [
    import_module("grondrecht.registry.migrations.0002_words_that_stay"),
    import_module("grondrecht.followup.migrations.0002_what_is_frozen_stays"),
]


@contextmanager
def without_triggers():
    """What somebody can do who owns the database."""
    editor = connection.schema_editor()
    connection.check_constraints()
    for each in TRIGGERS:
        each.drop_triggers(apps, editor)
    yield
    connection.check_constraints()
    for each in TRIGGERS:
        each.add_triggers(apps, editor)


def tampered(statement, *values):
    with without_triggers(), connection.cursor() as cursor:
        cursor.execute(statement, values)


def differences():
    (verdict,) = verify()
    return " ".join(verdict.differences)


def test_what_nobody_touched_is_as_it_was(cast):
    of = frozen(cast)
    (verdict,) = verify()
    assert verdict.differences == ()
    assert (verdict.plan, verdict.round) == (cast.plan.slug, of.slug)
    assert verdict.sha256 == FrozenRound.objects.get().sha256


def test_a_round_that_was_sent_and_what_came_after_change_nothing(cast):
    of = frozen(cast)
    rounds.send(actor_for(cast.an), of, why=WHY)
    following = validated(cast, first_day=date(2027, 1, 1), last_day=date(2028, 12, 31))
    rounds.freeze(actor_for(cast.an), following, why=WHY)
    assert [verdict.differences for verdict in verify()] == [(), ()]


def test_nothing_is_frozen_before_there_is_a_round(cast):
    validated(cast)
    assert verify() == []


def test_a_changed_byte_of_the_copy_is_found(cast):
    frozen(cast)
    body = FrozenRound.objects.get().body
    place = body.index('"running"')
    tampered(
        "UPDATE followup_frozenround SET body = %s", body[:place] + '"Running"' + body[place + 9 :]
    )
    assert "SHA-256" in differences()


def test_a_copy_with_its_own_new_hash_contradicts_the_log(cast):
    frozen(cast)
    copy = held_body(FrozenRound.objects.get())
    copy["reports"][0]["answer"]["status"] = "done"
    body = canonical(copy)
    tampered("UPDATE followup_frozenround SET body = %s, sha256 = %s", body, sha256_of(body))
    assert "het logboek zegt" in differences()
    assert f"verslag {OWN_ACTION}" in differences()


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ("UPDATE registry_logentry SET why = 'iets anders' WHERE id = {first}", "het logboek tot"),
        ("UPDATE registry_logentry SET public = true WHERE id = {own}", "het logboek tot"),
        ("DELETE FROM registry_logentry WHERE id = {own}", "het logboek tot"),
        ("DELETE FROM registry_logentry WHERE verb = 'round.freeze'", "het logboek zegt: niets"),
        ("UPDATE followup_round SET name = 'Anders'", "de ronde: name"),
        ("UPDATE followup_round SET to_government = '2027-03-31'", "de ronde: to_government"),
        ("UPDATE followup_round SET state = 'open', frozen_on = NULL", "staat op open"),
        ("UPDATE followup_frozenround SET frozen_by = 'x'", "de ronde: frozen_by"),
        ("UPDATE followup_frozenround SET body = 'x'", "geen leesbare JSON"),
        ("UPDATE followup_frozenround SET body = '{{}}'", "geen leesbare JSON"),
        ("UPDATE followup_report SET answered_by = 'x' WHERE answered_by <> ''", "answered_by"),
        ("UPDATE followup_report SET status = 'done' WHERE status <> ''", "status"),
        ("UPDATE followup_report SET answer = '{{\"a\": 1}}'", "answer"),
        ("UPDATE followup_report SET state = 'asked'", "state"),
        ("DELETE FROM followup_report WHERE status <> ''", "alleen nog in de kopie"),
        ("DELETE FROM followup_frozenround", "de bevroren kopie is weg"),
    ],
)
def test_what_was_changed_behind_the_program_is_found(cast, change, told):
    frozen(cast)
    entries = LogEntry.whole.order_by("id").values_list("id", flat=True)
    own = entries.get(verb="report.answer")
    tampered(change.format(first=entries.first(), own=own))
    assert told in differences()


def test_a_round_that_is_gone_is_missed(cast):
    frozen(cast)
    with without_triggers(), connection.cursor() as cursor:
        for table in ("followup_frozenround", "followup_report", "followup_round"):
            cursor.execute(f"DELETE FROM {table}")
    assert "de ronde is weg" in differences()


def test_a_report_that_was_added_is_found(cast):
    of = frozen(cast)
    action = cast.plan.actions.exclude(reports__round=of).first()
    with without_triggers():
        Report.objects.create(round=of, action=action, state="frozen")
    assert "alleen nog in de tabellen" in differences()


def test_the_digest_of_the_log_does_not_depend_on_the_order_of_its_keys(cast):
    frozen(cast)
    last = LogEntry.whole.order_by("id").last()
    digest = log_digest(last.pk)
    turned = json.dumps(dict(reversed(last.after.items())))
    tampered("UPDATE registry_logentry SET after = %s WHERE id = %s", turned, last.pk)
    assert log_digest(last.pk) == digest
    assert Round.objects.get().state == "frozen"
