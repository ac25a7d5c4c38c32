"""The whole register in one file, and back: on the same database or on another kind.

The file is a ZIP: ``manifest.json`` says the format, the program's version, the migrations, and per
table its columns, number of rows and SHA-256; ``tables/NAME.jsonl`` has a JSON array per row. What
search holds is in it too; sessions are not. docs/running.md tells how it is used.
"""

from __future__ import annotations

import base64
import hashlib
import json
import zipfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import date, datetime
from decimal import Decimal
from importlib import import_module
from itertools import islice
from pathlib import Path
from typing import IO, Any

from django.apps import apps
from django.core.management.color import no_style
from django.db import connection, models, transaction
from django.db.migrations.recorder import MigrationRecorder
from django.utils import timezone

from grondrecht import __version__
from grondrecht.registry.errors import RegisterError
from grondrecht.registry.models import Plan, SearchEntry
from grondrecht.registry.search import fulltext

FORMAT = "grondrecht-backup/1"
MANIFEST = "manifest.json"
FULLTEXT = "registry_fulltext"
# Who is signed in is no part of the register.
LEFT_OUT = ("django_session",)
_AT_ONCE = 500
# No manifest is larger; the rows themselves are read one by one.
_LARGEST_MANIFEST = 10_000_000
Progress = Callable[[float], None]
Row = list[Any]


@dataclass(frozen=True)
class Table:
    """A table in a backup: its columns, how many rows it has, and the SHA-256 of its lines."""

    name: str
    columns: list[str]
    rows: int
    sha256: str


@dataclass(frozen=True)
class Manifest:
    """What a backup says of itself."""

    format: str
    version: str
    made_at: str
    migrations: list[str]
    tables: list[Table]

    @property
    def rows(self) -> int:
        """How many rows all tables have together."""
        return sum(table.rows for table in self.tables)


def kept_models() -> list[type[models.Model]]:
    """The models whose tables a backup holds, those between two models included."""
    found = apps.get_models(include_auto_created=True)
    return [each for each in found if each._meta.managed and each._meta.db_table not in LEFT_OUT]


def write_backup(path: Path, progress: Progress = lambda share: None) -> Manifest:
    """Write all tables, as they are at one moment, into a file."""
    sources: list[tuple[str, list[str], Callable[[], Iterator[Row]]]] = [
        (model._meta.db_table, _columns(model), lambda model=model: _rows(model))  # type: ignore[misc]
        for model in kept_models()
    ]
    sources.append((FULLTEXT, ["id", "title", "body"], _held_fulltext))
    tables: list[Table] = []
    with _one_moment(), zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=5) as file:
        for name, columns, rows in sources:
            with file.open(f"tables/{name}.jsonl", "w", force_zip64=True) as opened:
                tables.append(_write_table(name, columns, rows(), opened))
            progress(len(tables) / len(sources))
        made_at = timezone.now().isoformat()
        manifest = Manifest(FORMAT, __version__, made_at, _migrations(), tables)
        file.writestr(MANIFEST, json.dumps(asdict(manifest), indent=1))
    return manifest


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


def _write_table(name: str, columns: list[str], rows: Iterable[Row], file: IO[bytes]) -> Table:
    sha256, count = hashlib.sha256(), 0
    for row in rows:
        count += 1
        line = json.dumps(row, ensure_ascii=False, default=_plain).encode() + b"\n"
        sha256.update(line)
        file.write(line)
    return Table(name, columns, count, sha256.hexdigest())


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
    """Make the register what a backup holds, in one transaction.

    Everything is checked before the first row is written. Raises RegisterError where the file is
    damaged or of another version, or where the register holds plans and ``replace`` is not given.
    """
    with _opened(path) as file:
        manifest = _checked(file, path)
        if Plan.objects.exists() and not replace:
            raise RegisterError(
                "Dit register bevat al plannen; voeg --replace toe om ze te vervangen, en bewaar ze"
                " eerst met: grondrecht backup."
            )
        with transaction.atomic():
            _refill(file, manifest, progress)
    return manifest


@contextmanager
def _opened(path: Path) -> Iterator[zipfile.ZipFile]:
    try:
        with zipfile.ZipFile(path) as file:
            yield file
    except (OSError, zipfile.BadZipFile, EOFError, zipfile.zlib.error) as error:  # type: ignore[attr-defined]
        reason = getattr(error, "strerror", None) or "het is beschadigd of geen kopie"
        raise RegisterError(
            f"{path} kan niet teruggezet worden ({reason}); neem een andere kopie."
        ) from error


def _checked(file: zipfile.ZipFile, path: Path) -> Manifest:
    """What the backup says of itself, once all of it has proved to be whole and to fit."""
    manifest = _manifest(file, path)
    if manifest.format != FORMAT:
        raise RegisterError(f"{path} is van een onbekend formaat; neem een kopie van {FORMAT}.")
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
    for table in manifest.tables:
        sha256, rows = hashlib.sha256(), 0
        for line in _lines(file, table):
            sha256.update(line)
            rows += 1
        if (sha256.hexdigest(), rows) != (table.sha256, table.rows):
            raise RegisterError(f"{path} is beschadigd in {table.name}; neem een andere kopie.")
    return manifest


def _manifest(file: zipfile.ZipFile, path: Path) -> Manifest:
    wrong = RegisterError(f"{path} is geen kopie van een register; geef een bestand van backup.")
    try:
        if file.getinfo(MANIFEST).file_size > _LARGEST_MANIFEST:
            raise wrong
        data = json.loads(file.read(MANIFEST))
        return Manifest(**{**data, "tables": [Table(**table) for table in data["tables"]]})
    except (KeyError, TypeError, ValueError) as error:
        if error is wrong:
            raise
        raise wrong from error


def _lines(file: zipfile.ZipFile, table: Table) -> Iterator[bytes]:
    try:
        with file.open(f"tables/{table.name}.jsonl") as opened:
            yield from opened
    except KeyError as error:
        raise zipfile.BadZipFile from error


def _refill(file: zipfile.ZipFile, manifest: Manifest, progress: Progress) -> None:
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
    for number, table in enumerate(manifest.tables, start=1):
        lines = (json.loads(line) for line in _lines(file, table))
        while some := list(islice(lines, _AT_ONCE)):
            _put(kept.get(table.name), table.columns, some)
        progress(number / len(manifest.tables))
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
