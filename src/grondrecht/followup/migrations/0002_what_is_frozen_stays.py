"""What is frozen never changes: the database itself refuses, for the copy, the round, its reports.

The one thing that is done to a frozen round is that it is sent.
"""

from __future__ import annotations

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

FROZEN = "What is frozen is never changed; correct it in a next round."
# The columns of a round that do not change with its being sent.
STAYS = (
    *("id", "plan_id", "edition_id", "slug", "name", "name_en", "kind", "first_day", "last_day"),
    *("answer_by", "validate_by", "to_government", "to_parliament", "statuses"),
    *("opened_on", "frozen_on"),
)
_IS_FROZEN = "state IN ('frozen', 'sent')"
_ABORT = f"BEGIN SELECT RAISE(ABORT, '{FROZEN}'); END"


def _of_frozen(round_id: str) -> str:
    return f"EXISTS (SELECT 1 FROM followup_round WHERE id = {round_id} AND {_IS_FROZEN})"


_IS_SENT = "OLD.state = 'frozen' AND NEW.state = 'sent' AND " + " AND ".join(
    f"NEW.{column} IS OLD.{column}" for column in STAYS
)
# REPLACE deletes the row that is in its way without asking the triggers of that row.
_TAKES_FROZEN_ROUND = f"""EXISTS (SELECT 1 FROM followup_round WHERE {_IS_FROZEN}
    AND (id = NEW.id OR (plan_id = NEW.plan_id AND slug = NEW.slug)))"""
_TAKES_FROZEN_REPORT = (
    "EXISTS (SELECT 1 FROM followup_report WHERE id = NEW.id AND state = 'frozen')"
)
SQLITE = {
    "frozen_not_updated": f"BEFORE UPDATE ON followup_frozenround {_ABORT}",
    "frozen_not_deleted": f"BEFORE DELETE ON followup_frozenround {_ABORT}",
    "frozen_not_replaced": f"""BEFORE INSERT ON followup_frozenround WHEN EXISTS (SELECT 1
        FROM followup_frozenround WHERE id = NEW.id OR round_id = NEW.round_id) {_ABORT}""",
    "round_not_updated": f"""BEFORE UPDATE ON followup_round
        WHEN (OLD.{_IS_FROZEN} AND NOT ({_IS_SENT}))
        OR (NOT OLD.{_IS_FROZEN} AND {_TAKES_FROZEN_ROUND}) {_ABORT}""",
    "round_not_deleted": f"BEFORE DELETE ON followup_round WHEN OLD.{_IS_FROZEN} {_ABORT}",
    "round_not_replaced": f"BEFORE INSERT ON followup_round WHEN {_TAKES_FROZEN_ROUND} {_ABORT}",
    "report_not_updated": f"""BEFORE UPDATE ON followup_report WHEN OLD.state = 'frozen'
        OR {_of_frozen("OLD.round_id")} OR {_of_frozen("NEW.round_id")}
        OR (NEW.id IS NOT OLD.id AND {_TAKES_FROZEN_REPORT}) {_ABORT}""",
    "report_not_deleted": f"""BEFORE DELETE ON followup_report WHEN OLD.state = 'frozen'
        OR {_of_frozen("OLD.round_id")} {_ABORT}""",
    "report_not_added": f"""BEFORE INSERT ON followup_report
        WHEN {_of_frozen("NEW.round_id")} OR {_TAKES_FROZEN_REPORT} {_ABORT}""",
}

_REFUSE = f"RAISE EXCEPTION '{FROZEN}';"
_KEPT = " AND ".join(f"NEW.{column} IS NOT DISTINCT FROM OLD.{column}" for column in STAYS)
# Trigger -> (its event and table, for each row or statement, what its function does).
POSTGRESQL = {
    "frozen_not_changed": (
        "BEFORE UPDATE OR DELETE OR TRUNCATE ON followup_frozenround",
        "STATEMENT",
        _REFUSE,
    ),
    "round_not_changed": (
        "BEFORE UPDATE OR DELETE ON followup_round",
        "ROW",
        f"""IF OLD.{_IS_FROZEN} AND NOT (TG_OP = 'UPDATE' AND OLD.state = 'frozen'
            AND NEW.state = 'sent' AND {_KEPT}) THEN {_REFUSE} END IF;
        IF TG_OP = 'DELETE' THEN RETURN OLD; END IF; RETURN NEW;""",
    ),
    "round_not_emptied": (
        "BEFORE TRUNCATE ON followup_round",
        "STATEMENT",
        f"""IF EXISTS (SELECT 1 FROM followup_round WHERE {_IS_FROZEN}) THEN {_REFUSE} END IF;
        RETURN NULL;""",
    ),
    "report_not_changed": (
        "BEFORE INSERT OR UPDATE OR DELETE ON followup_report",
        "ROW",
        f"""IF TG_OP <> 'INSERT' THEN
            IF OLD.state = 'frozen' OR {_of_frozen("OLD.round_id")} THEN {_REFUSE} END IF;
        END IF;
        IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
        IF {_of_frozen("NEW.round_id")} THEN {_REFUSE} END IF;
        RETURN NEW;""",
    ),
    "report_not_emptied": (
        "BEFORE TRUNCATE ON followup_report",
        "STATEMENT",
        f"""IF EXISTS (SELECT 1 FROM followup_report WHERE state = 'frozen') THEN {_REFUSE} END IF;
        RETURN NULL;""",
    ),
}


def add_triggers(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Make the triggers in the dialect of the database."""
    if schema_editor.connection.vendor == "sqlite":
        for name, body in SQLITE.items():
            schema_editor.execute(f"CREATE TRIGGER {name} {body}")
        return
    for name, (event, each, body) in POSTGRESQL.items():
        schema_editor.execute(
            f"CREATE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN {body} END $$"
        )
        schema_editor.execute(
            f"CREATE TRIGGER {name} {event} FOR EACH {each} EXECUTE FUNCTION {name}()"
        )


def drop_triggers(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Take the triggers away again."""
    if schema_editor.connection.vendor == "sqlite":
        for name in SQLITE:
            schema_editor.execute(f"DROP TRIGGER {name}")
        return
    for name, (event, _each, _body) in POSTGRESQL.items():
        table = event.rsplit(" ", 1)[1]
        schema_editor.execute(f"DROP TRIGGER {name} ON {table}")
        schema_editor.execute(f"DROP FUNCTION {name}()")


def add_hold(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """A function that lets nobody else add to the log until the transaction ends.

    It runs with the rights of the tables' owner: who may only add to the log may not lock it.
    """
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(
            "CREATE FUNCTION followup_hold_log() RETURNS void LANGUAGE plpgsql SECURITY DEFINER"
            " SET search_path FROM CURRENT AS $$ BEGIN"
            " LOCK TABLE registry_logentry IN SHARE ROW EXCLUSIVE MODE; END $$"
        )


def drop_hold(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Take that function away again."""
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute("DROP FUNCTION followup_hold_log()")


class Migration(migrations.Migration):
    """Triggers and a function, which Django has no words for."""

    dependencies = [("followup", "0001_initial"), ("registry", "0005_log_entries_not_public")]
    operations = [
        migrations.RunPython(add_triggers, drop_triggers),
        migrations.RunPython(add_hold, drop_hold),
    ]
