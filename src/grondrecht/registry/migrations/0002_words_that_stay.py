"""The log is only added to and printed forms are never edited: the database itself refuses."""

from __future__ import annotations

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

LOG = "The log is only ever added to; record a new entry instead."
FORM = "A printed form is never edited; maintain the text of the action instead."
KEPT = ("title", "body", "printed", "first_line", "last_line", "page")

SQLITE = {
    "log_not_updated": f"""BEFORE UPDATE ON registry_logentry
        BEGIN SELECT RAISE(ABORT, '{LOG}'); END""",
    "log_not_deleted": f"""BEFORE DELETE ON registry_logentry
        BEGIN SELECT RAISE(ABORT, '{LOG}'); END""",
    "form_not_updated": f"""BEFORE UPDATE OF {", ".join(KEPT)} ON registry_form
        BEGIN SELECT RAISE(ABORT, '{FORM}'); END""",
    # INSERT OR REPLACE deletes the row that is in its way without asking the triggers above.
    "log_not_replaced": f"""BEFORE INSERT ON registry_logentry
        WHEN EXISTS (SELECT 1 FROM registry_logentry WHERE id = NEW.id)
        BEGIN SELECT RAISE(ABORT, '{LOG}'); END""",
    "form_not_replaced": f"""BEFORE INSERT ON registry_form
        WHEN EXISTS (SELECT 1 FROM registry_form WHERE id = NEW.id)
        BEGIN SELECT RAISE(ABORT, '{FORM}'); END""",
}
POSTGRESQL = {
    "log_not_changed": (LOG, "BEFORE UPDATE OR DELETE OR TRUNCATE ON registry_logentry"),
    "form_not_updated": (FORM, f"BEFORE UPDATE OF {', '.join(KEPT)} ON registry_form"),
}


def add_triggers(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Make the triggers in the dialect of the database."""
    if schema_editor.connection.vendor == "sqlite":
        for name, body in SQLITE.items():
            schema_editor.execute(f"CREATE TRIGGER {name} {body}")
        return
    for name, (message, event) in POSTGRESQL.items():
        schema_editor.execute(
            f"CREATE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS"
            f" $$ BEGIN RAISE EXCEPTION '{message}'; END $$"
        )
        schema_editor.execute(
            f"CREATE TRIGGER {name} {event} FOR EACH STATEMENT EXECUTE FUNCTION {name}()"
        )


def drop_triggers(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Take the triggers away again."""
    if schema_editor.connection.vendor == "sqlite":
        for name in SQLITE:
            schema_editor.execute(f"DROP TRIGGER {name}")
        return
    for name, (_, event) in POSTGRESQL.items():
        table = event.rsplit(" ", 1)[1]
        schema_editor.execute(f"DROP TRIGGER {name} ON {table}")
        schema_editor.execute(f"DROP FUNCTION {name}()")


class Migration(migrations.Migration):
    """Triggers, which Django has no words for."""

    dependencies = [("registry", "0001_initial")]
    operations = [migrations.RunPython(add_triggers, drop_triggers)]
