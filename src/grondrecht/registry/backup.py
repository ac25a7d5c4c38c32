"""The whole register in one file, and back: on the same database or on another kind.

What search holds is in it too, and so are the files that hang on rows; sessions are not.
backup_format tells how the file is built, docs/running.md how it is used.
"""

from __future__ import annotations

import base64
import json
import zipfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import asdict
from datetime import date, datetime
from decimal import Decimal
from importlib import import_module
from itertools import islice
from pathlib import Path
from typing import Any

from django.apps import apps
from django.core.management.color import no_style
from django.db import connection, models, transaction
from django.db.migrations.recorder import MigrationRecorder
from django.utils import timezone

from grondrecht import __version__
from grondrecht.registry.backup_files import (
    check_file,
    check_rows,
    count_files,
    restored_files,
    write_files,
)
from grondrecht.registry.backup_format import (
    FORMAT,
    MANIFEST,
    AttachedFile,
    Manifest,
    Row,
    check_parts,
    check_table,
    lines_of,
    opened_backup,
    read_manifest,
    write_table,
)
from grondrecht.registry.errors import RegisterError
from grondrecht.registry.models import Plan, SearchEntry
from grondrecht.registry.search import fulltext

FULLTEXT = "registry_fulltext"
# Who is signed in is no part of the register.
LEFT_OUT = ("django_session",)
_AT_ONCE = 500
Progress = Callable[[float], None]


def kept_models() -> list[type[models.Model]]:
    """The models whose tables a backup holds, those between two models included."""
    found = apps.get_models(include_auto_created=True)
    return [each for each in found if each._meta.managed and each._meta.db_table not in LEFT_OUT]


def write_backup(path: Path, progress: Progress = lambda share: None) -> Manifest:
    """Write all tables, as they are at one moment, and the files of their rows into a file."""
    sources: list[tuple[str, list[str], Callable[[], Iterator[Row]]]] = [
        (model._meta.db_table, _columns(model), lambda model=model: _rows(model))  # type: ignore[misc]
        for model in kept_models()
    ]
    sources.append((FULLTEXT, ["id", "title", "body"], _held_fulltext))
    tables = []
    with _one_moment(), zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=5) as file:
        tell = _steps(len(sources) + count_files(), progress)
        for name, columns, rows in sources:
            tables.append(write_table(file, name, columns, rows(), _plain))
            tell()
        files, lost = write_files(file, tell)
        made_at = timezone.now().isoformat()
        manifest = Manifest(FORMAT, __version__, made_at, _migrations(), tables, files, lost)
        file.writestr(MANIFEST, json.dumps(asdict(manifest), indent=1))
    return manifest


def _steps(steps: int, progress: Progress) -> Callable[[], None]:
    """What tells, each time that it is called, that one more of so many steps is done."""
    done = iter(range(1, steps + 1))
    return lambda: progress(next(done) / steps)


@contextmanager
def _one_moment() -> Iterator[None]:
    """Everything that is read inside is of one moment, and nobody who writes waits for it."""
    if connection.in_atomic_block:
        yield
        return
    level = " ISOLATION LEVEL REPEATABLE READ READ ONLY" if connection.vendor != "sqlite" else ""
    with connection.cursor() as cursor:
        cursor.execute(f"BEGIN{level}")
        try:
            yield
        finally:
            cursor.execute("ROLLBACK")


def _columns(model: type[models.Model]) -> list[str]:
    return [field.attname for field in model._meta.concrete_fields]


def _rows(model: type[models.Model]) -> Iterator[Row]:
    rows = model._base_manager.order_by("pk").values_list(*_columns(model))
    # Without a cursor on the server: that would end with the statement that opened it.
    yield from (list(row) for row in rows.iterator(chunk_size=2000))


def _held_fulltext() -> Iterator[Row]:
    ids = iter(SearchEntry.objects.order_by("pk").values_list("pk", flat=True))
    while some := list(islice(ids, _AT_ONCE)):
        held = fulltext.backend().held(some)
        yield from ([pk, *held[pk]] for pk in some if pk in held)


def _plain(value: object) -> str:
    """A value that JSON has no word for, as text that its column takes back."""
    if isinstance(value, datetime | date):
        return value.isoformat()
    if isinstance(value, bytes | memoryview):
        return base64.b64encode(bytes(value)).decode()
    if isinstance(value, Decimal):
        return f"{value:f}"
    return str(value)


def _migrations() -> list[str]:
    return sorted(".".join(each) for each in MigrationRecorder(connection).applied_migrations())


def restore_backup(
    path: Path, *, replace: bool = False, progress: Progress = lambda share: None
) -> Manifest:
    """Make the register what a backup holds, in one transaction, and its files with it.

    Everything is checked before the first row is written. Raises RegisterError where the file is
    damaged or of another version, or where the register holds plans and ``replace`` is not given.
    """
    with opened_backup(path) as file:
        manifest, files = _checked(file, path)
        if Plan.objects.exists() and not replace:
            raise RegisterError(
                "Dit register bevat al plannen; voeg --replace toe om ze te vervangen, en bewaar ze"
                " eerst met: grondrecht backup."
            )
        tell = _steps(len(files) + len(manifest.tables), progress)
        with restored_files(file, files, tell), transaction.atomic():
            _refill(file, manifest, tell)
            check_rows(manifest, files, path)
    return manifest


def _checked(file: zipfile.ZipFile, path: Path) -> tuple[Manifest, list[AttachedFile]]:
    """What is in the backup, once all of it has proved to be whole and to fit."""
    manifest = read_manifest(file, path)
    if manifest.migrations != _migrations():
        raise RegisterError(
            f"{path} is gemaakt met een ander register (Grondrecht {manifest.version}); zet de"
            " kopie terug met die versie en werk daarna het programma bij."
        )
    known = {model._meta.db_table: _columns(model) for model in kept_models()}
    known[FULLTEXT] = ["id", "title", "body"]
    told = {table.name: table.columns for table in manifest.tables}
    if known != told:
        raise RegisterError(
            f"{path} heeft andere tabellen dan dit register; neem een andere kopie."
        )
    files = check_parts(file, manifest, path)
    for table in manifest.tables:
        check_table(file, table, path)
    for each in files:
        check_file(file, each, path)
    return manifest, files


def _refill(file: zipfile.ZipFile, manifest: Manifest, tell: Callable[[], None]) -> None:
    """Empty every table and fill it anew, with the triggers away for as long as that takes."""
    kept = {model._meta.db_table: model for model in kept_models()}
    editor = connection.schema_editor()
    # The database looks at foreign keys now: a table it still waits for lets no trigger come or go.
    connection.check_constraints()
    for each in _triggers():
        each.drop_triggers(apps, editor)
    with connection.cursor() as cursor:
        for name in (*kept, FULLTEXT, *LEFT_OUT):
            cursor.execute(f"DELETE FROM {connection.ops.quote_name(name)}")
    for table in manifest.tables:
        with closing(lines_of(file, table)) as lines:
            rows = map(json.loads, lines)
            while some := list(islice(rows, _AT_ONCE)):
                _put(kept.get(table.name), table.columns, some)
        tell()
    with connection.cursor() as cursor:
        for statement in connection.ops.sequence_reset_sql(no_style(), list(kept.values())):
            cursor.execute(statement)
    connection.check_constraints()
    for each in _triggers():
        each.add_triggers(apps, editor)


def _triggers() -> list[Any]:
    """The migrations that made triggers, which say how they are taken away and made again."""
    names = [name for app in apps.get_app_configs() for name in getattr(app, "triggers", ())]
    return [import_module(name) for name in names]


def _put(model: type[models.Model] | None, columns: Sequence[str], rows: list[Row]) -> None:
    if model is None:
        fulltext.backend().put([(row[0], row[1], row[2]) for row in rows])
        return
    fields = model._meta.concrete_fields
    kept = [
        model(
            **{
                name: _value(field, value)
                for name, field, value in zip(columns, fields, row, strict=True)
            }
        )
        for row in rows
    ]
    # As it was kept: a column that sets itself to the time of writing does not (raw).
    at_once = connection.ops.bulk_batch_size(fields, kept)
    for start in range(0, len(kept), at_once):
        query = models.sql.InsertQuery(model)
        query.insert_values(fields, kept[start : start + at_once], raw=True)
        query.get_compiler(connection=connection).execute_sql()


def _value(field: Any, value: Any) -> Any:  # noqa: ANN401 (any value a column holds)
    if value is None or isinstance(field, models.JSONField | models.ForeignKey):
        return value
    return field.to_python(value)
