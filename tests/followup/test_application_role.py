"""The role that the site has in PostgreSQL: its verbs work, and what was said stays said."""

from contextlib import contextmanager
from pathlib import Path

import pytest
from django.db import DatabaseError, connection, transaction
from followup.cast import OWN_ACTION, actor_for
from followup.rounds import WHY, frozen, opened, report_of, said

from grondrecht.followup.actions import reports, rounds
from grondrecht.followup.models import FrozenRound
from grondrecht.followup.verifying import verify
from grondrecht.registry.actions.texts import maintain_text
from grondrecht.registry.models import LogEntry

ROLE = "grondrecht_test_app"
SQL = Path(__file__).resolve().parents[2] / "deploy" / "application-role.sql"
pytestmark = [
    pytest.mark.django_db,
    pytest.mark.usefixtures("cast"),
    pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite knows no roles"),
]
KEPT = ("registry_logentry", "followup_frozenround")
ATTACKS = [
    *(f"UPDATE {table} SET id = id" for table in KEPT),
    *(f"DELETE FROM {table}" for table in KEPT),
    *(f"TRUNCATE {table} CASCADE" for table in KEPT),
    *(f"DROP TABLE {table} CASCADE" for table in KEPT),
    *(f"ALTER TABLE {table} DISABLE TRIGGER ALL" for table in KEPT),
    *(f"ALTER TABLE {table} RENAME TO weg" for table in KEPT),
    *(f"ALTER TABLE {table} OWNER TO {ROLE}" for table in KEPT),
    *(f"LOCK TABLE {table} IN ACCESS EXCLUSIVE MODE" for table in KEPT),
    *(f"CREATE RULE weg AS ON INSERT TO {table} DO INSTEAD NOTHING" for table in KEPT),
    *(f"SELECT 1 FROM {table} FOR UPDATE" for table in KEPT),
    "INSERT INTO registry_logentry SELECT * FROM registry_logentry ON CONFLICT (id)"
    " DO UPDATE SET why = 'anders'",
    "DROP TRIGGER log_not_changed ON registry_logentry",
    "DROP TRIGGER frozen_not_changed ON followup_frozenround",
    "DROP TRIGGER round_not_changed ON followup_round",
    "DROP TRIGGER report_not_changed ON followup_report",
    "ALTER TABLE followup_round DISABLE TRIGGER round_not_changed",
    "ALTER TABLE followup_report DISABLE TRIGGER ALL",
    "CREATE OR REPLACE FUNCTION report_not_changed() RETURNS trigger LANGUAGE plpgsql"
    " AS $$ BEGIN RETURN NEW; END $$",
    "DROP FUNCTION report_not_changed() CASCADE",
    "ALTER FUNCTION followup_hold_log() SECURITY INVOKER",
    "SET session_replication_role = replica",
    "CREATE TABLE public.eigen (id integer)",
    "INSERT INTO django_migrations (app, name, applied) VALUES ('a', 'b', now())",
    "UPDATE followup_round SET name = 'Anders' WHERE state = 'frozen'",
    "DELETE FROM followup_round",
    "UPDATE followup_report SET status = 'done'",
    "DELETE FROM followup_report",
]


@contextmanager
def as_application():
    """The block runs with the rights of the role, and no others."""
    with connection.cursor() as cursor:
        cursor.execute(f"CREATE ROLE {ROLE} LOGIN")
        cursor.execute(SQL.read_text("utf-8").replace(':"role"', ROLE))
        cursor.execute(f"SET LOCAL ROLE {ROLE}")
    yield
    with connection.cursor() as cursor:
        cursor.execute("RESET ROLE")


def test_nothing_that_was_said_can_be_changed(cast):
    frozen(cast)
    with as_application():
        for attack in ATTACKS:
            with (
                pytest.raises(DatabaseError) as refused,
                transaction.atomic(),
                connection.cursor() as cursor,
            ):
                cursor.execute(attack)
            words = str(refused.value)
            assert any(
                each in words for each in ("permission denied", "must be owner", "never changed")
            ), (attack, words)
    assert [verdict.differences for verdict in verify()] == [()]


def test_the_verbs_of_the_application_work(cast):
    with as_application():
        of = opened(cast)
        report = report_of(of)
        reports.save_draft(actor_for(cast.chris), report, {"news": "half"}, seen=1)
        reports.answer(actor_for(cast.chris), report, said(report), why=WHY)
        reports.validate(actor_for(cast.bram), report, why=WHY)
        for step in (rounds.end_answers, rounds.end_validation, rounds.freeze, rounds.send):
            step(actor_for(cast.an), of, why=WHY)
        maintain_text(cast.own_action, "title", "Nieuwe titel", by="An", why=WHY)
        assert FrozenRound.objects.get().sha256 == verify()[0].sha256
        assert verify()[0].differences == ()
    assert LogEntry.whole.filter(verb="round.freeze").exists()
    assert report_of(of, OWN_ACTION).state == "frozen"
