"""Copy a register from SQLite into an empty PostgreSQL database, row by row as it is.

Run as a program with the path of the SQLite file; DATABASE_URL names the PostgreSQL database.
"""

from __future__ import annotations

import os
import sqlite3
import sys
from collections.abc import Callable, Iterator
from typing import Any

import django
from psycopg import Cursor

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "grondrecht.config.settings")
django.setup()

from django.apps import apps  # noqa: E402
from django.core.management import call_command  # noqa: E402
from django.core.management.color import no_style  # noqa: E402
from django.db import connection, transaction  # noqa: E402
from django.db.models import BooleanField, Field, Model  # noqa: E402

from grondrecht.registry.search.postgresql import CREATE, put  # noqa: E402

FULLTEXT = "registry_fulltext"


def copy(path: str) -> None:
    """Copy the whole register."""
    call_command("migrate", verbosity=0)
    source = sqlite3.connect(path)
    models = apps.get_app_config("registry").get_models(include_auto_created=True)
    tables = [model for model in models if not model._meta.proxy]
    with transaction.atomic(), connection.cursor() as cursor:
        # No triggers and no keys are checked: what is copied was checked when it was written.
        cursor.execute("SET LOCAL session_replication_role = replica; SET LOCAL timezone = 'UTC'")
        for model in tables:
            copy_model(source, cursor.cursor, model)
        cursor.execute(f"DROP INDEX {FULLTEXT}_words")
        copy_fulltext(source)
        cursor.execute(CREATE[-1])
        for statement in connection.ops.sequence_reset_sql(no_style(), tables):
            cursor.execute(statement)
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE")


def copy_model(source: sqlite3.Connection, cursor: Cursor[Any], model: type[Model]) -> None:
    """Copy the rows of a model."""
    fields = model._meta.local_concrete_fields
    names = ", ".join(f'"{field.column}"' for field in fields)
    cast = [caster(field) for field in fields]
    rows = source.execute(f"SELECT {names} FROM {model._meta.db_table}")
    made = (tuple(to(v) for to, v in zip(cast, row, strict=True)) for row in rows)
    write(cursor, f"{model._meta.db_table} ({names})", made)


def caster(field: Field[Any, Any]) -> Callable[[Any], Any]:
    """How a value of SQLite becomes one of PostgreSQL."""
    return bool if isinstance(field, BooleanField) else lambda value: value


def copy_fulltext(source: sqlite3.Connection) -> None:
    """Copy the stems of every action, as the search puts them into its index."""
    rows = source.execute(f"SELECT rowid, title, body FROM {FULLTEXT}")
    while some := rows.fetchmany(1000):
        put(some)


def write(cursor: Cursor[Any], into: str, rows: Iterator[tuple[Any, ...]]) -> None:
    """Write rows into a table."""
    with cursor.copy(f"COPY {into} FROM STDIN") as target:
        for row in rows:
            target.write_row(row)


if __name__ == "__main__":
    copy(sys.argv[1])
