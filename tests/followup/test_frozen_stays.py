"""What is frozen stays: the database itself refuses, in every way of writing it knows."""

from importlib import import_module

import pytest
from django.db import DatabaseError, connection, transaction
from django.db.models import RestrictedError
from followup.cast import OTHER_ACTION, actor_for
from followup.rounds import WHY, frozen, opened, report_of

from grondrecht.followup.actions import rounds
from grondrecht.followup.models import FrozenRound, Report, Round
from grondrecht.registry.backup import restore_backup, write_backup
from grondrecht.registry.models import Action, LogEntry

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("cast")]
triggers = import_module("grondrecht.followup.migrations.0002_what_is_frozen_stays")
ANYWHERE = [
    "UPDATE followup_frozenround SET body = '{{}}'",
    "UPDATE followup_frozenround SET sha256 = 'x' WHERE round_id = {round}",
    "DELETE FROM followup_frozenround",
    "UPDATE followup_round SET name = 'Anders' WHERE id = {round}",
    "UPDATE followup_round SET state = 'open', frozen_on = NULL WHERE id = {round}",
    "UPDATE followup_round SET state = 'sent', sent_on = '2027-03-01', name = 'Anders'"
    " WHERE id = {round}",
    "UPDATE followup_round SET id = id + 1000 WHERE id = {round}",
    "DELETE FROM followup_round WHERE id = {round}",
    "UPDATE followup_report SET status = 'done' WHERE round_id = {round}",
    "UPDATE followup_report SET answer = '{{}}'",
    "UPDATE followup_report SET state = 'validated' WHERE round_id = {round}",
    "UPDATE followup_report SET round_id = {round} WHERE round_id = {other}",
    "UPDATE followup_report SET round_id = {other} WHERE round_id = {round}",
    "DELETE FROM followup_report WHERE round_id = {round}",
]
SQLITE = [
    "REPLACE INTO followup_frozenround SELECT * FROM followup_frozenround",
    "UPDATE OR REPLACE followup_frozenround SET round_id = {other}",
    "REPLACE INTO followup_round SELECT * FROM followup_round WHERE id = {round}",
    "UPDATE OR REPLACE followup_round SET id = {round} WHERE id = {other}",
    "UPDATE OR REPLACE followup_round SET slug = 'voortgang-2025-2026' WHERE id = {other}",
    "REPLACE INTO followup_report SELECT * FROM followup_report WHERE round_id = {round}",
    "UPDATE OR REPLACE followup_report SET id = {report} WHERE round_id = {other}",
]
POSTGRESQL = [
    "SET CONSTRAINTS ALL IMMEDIATE; TRUNCATE followup_frozenround",
    "SET CONSTRAINTS ALL IMMEDIATE; TRUNCATE followup_report CASCADE",
    "SET CONSTRAINTS ALL IMMEDIATE; TRUNCATE followup_round CASCADE",
    "SET CONSTRAINTS ALL IMMEDIATE; TRUNCATE registry_plan CASCADE",
    "INSERT INTO followup_frozenround SELECT * FROM followup_frozenround"
    " ON CONFLICT (id) DO UPDATE SET body = 'anders'",
]
OF_THIS_DATABASE = {"sqlite": SQLITE, "postgresql": POSTGRESQL}[connection.vendor]


def run(statement):
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)


def everything():
    return [list(model.objects.order_by("pk").values()) for model in (Round, Report, FrozenRound)]


@pytest.mark.parametrize("way", [*ANYWHERE, *OF_THIS_DATABASE])
def test_the_database_refuses_to_change_what_is_frozen(cast, way):
    of = frozen(cast)
    other = opened(cast, slug="andere", codes=(OTHER_ACTION,))
    before = everything()
    keys = {"round": of.pk, "other": other.pk, "report": report_of(of).pk}
    with pytest.raises(DatabaseError, match="is never changed"):
        run(way.format(**keys))
    assert everything() == before


def test_nothing_is_added_to_a_frozen_round(cast):
    of = frozen(cast)
    action = Action.objects.exclude(reports__round=of).first()
    with pytest.raises(DatabaseError, match="is never changed"), transaction.atomic():
        Report.objects.create(round=of, action=action)


def test_a_plan_with_a_frozen_round_stays(cast):
    frozen(cast)
    with pytest.raises((RestrictedError, DatabaseError)), transaction.atomic():
        cast.plan.delete()
    assert Round.objects.exists()


def test_a_frozen_round_can_be_sent_once(cast):
    of = frozen(cast)
    rounds.send(actor_for(cast.an), of, why=WHY)
    with pytest.raises(DatabaseError, match="is never changed"):
        run("UPDATE followup_round SET sent_on = '2030-01-01'")


def test_rounds_that_are_not_frozen_go_on(cast):
    frozen(cast)
    of = opened(cast, slug="andere")
    run("UPDATE followup_report SET status = 'done' WHERE state = 'asked'")
    run(f"UPDATE followup_round SET name = 'Anders' WHERE id = {of.pk}")
    run(f"DELETE FROM followup_report WHERE round_id = {of.pk}")
    run(f"DELETE FROM followup_round WHERE id = {of.pk}")
    assert Round.objects.count() == 1


def test_the_triggers_know_every_column_of_a_round():
    columns = {field.column for field in Round._meta.concrete_fields}
    assert columns - set(triggers.STAYS) == {"state", "sent_on", "version"}


def test_a_backup_with_a_frozen_round_comes_back_and_still_refuses(cast, tmp_path):
    of = frozen(cast)
    before = everything()
    write_backup(tmp_path / "kopie")
    restore_backup(tmp_path / "kopie", replace=True)
    assert everything() == before
    assert LogEntry.whole.filter(verb="round.freeze").exists()
    with pytest.raises(DatabaseError, match="is never changed"):
        run(f"UPDATE followup_report SET status = 'done' WHERE round_id = {of.pk}")
