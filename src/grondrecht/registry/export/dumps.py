"""The whole register, or one plan, as files: CSV with a data package, Excel, JSON Lines, Parquet.

docs/open-data.md describes them. ``tables`` are those of the register, unless others are given.
Every file is written beside its place and put there when done.
"""

from __future__ import annotations

import csv
import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from decimal import Decimal
from functools import partial
from io import StringIO
from itertools import chain, islice
from pathlib import Path
from typing import Any, TypeVar
from zipfile import ZIP_DEFLATED, ZipFile

import polars as pl
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell

from grondrecht.registry.export.table import Column, Row, Table
from grondrecht.registry.export.tables import TABLES
from grondrecht.registry.export.values import plain, text
from grondrecht.writing.tables import fitting, guarded

Progress = Callable[[float], None]
_DIALECT = {
    "delimiter": ",",
    "doubleQuote": True,
    "quoteChar": '"',
    "lineTerminator": "\r\n",
    "header": True,
}
Each = TypeVar("Each")
# Rows that are turned into text at once.
PIECE = 500
# What Excel can hold on one sheet, its heading included.
SHEET_ROWS = 1_048_576
_POLARS: dict[str, Any] = {
    "integer": pl.Int64,
    "number": pl.Decimal(38, 6),
    "boolean": pl.Boolean,
    "date": pl.Date,
    "datetime": pl.Datetime("us", "UTC"),
}
_LICENCES = [
    {
        "name": "CC-BY-4.0",
        "title": "Creative Commons Attribution 4.0",
        "path": "https://creativecommons.org/licenses/by/4.0/",
    }
]


def export_all(
    folder: Path,
    plan: str | None = None,
    progress: Progress = lambda share: None,
    tables: Sequence[Table] = TABLES,
) -> list[Path]:
    """Write every dump of the register, or of one plan, into a folder; gives the files."""
    folder.mkdir(parents=True, exist_ok=True)
    makers: list[tuple[str, Callable[..., None]]] = [
        ("csv", write_csv),
        ("jsonl", write_jsonl),
        ("parquet", write_parquet),
    ]
    files: list[Path] = []
    steps = len(makers) * len(tables) + 2
    for kind, write in makers:
        (folder / kind).mkdir(exist_ok=True)
        for table in tables:
            path = folder / kind / f"{table.name}.{kind}"
            whole(path, partial(write, table, plan=plan))
            files.append(path)
            progress(len(files) / steps)
    package = folder / "csv" / "datapackage.json"
    whole(package, lambda beside: beside.write_text(package_text(plan, tables), "utf-8"))
    book = folder / "register.xlsx"
    whole(book, lambda beside: write_xlsx(beside, plan, tables))
    progress(1)
    return [*files, package, book]


def whole(path: Path, make: Callable[[Path], object]) -> None:
    """Make a file under another name and put it in its place once it is whole."""
    beside = path.with_name(f".{path.name}.part")
    try:
        make(beside)
        beside.replace(path)
    finally:
        beside.unlink(missing_ok=True)


def write_csv(table: Table, path: Path, plan: str | None = None) -> None:
    """A table as CSV: commas, UTF-8, CRLF; what a spreadsheet takes for a formula is guarded."""
    with path.open("w", encoding="utf-8", newline="") as file:
        file.writelines(csv_pieces(table, plan))


def csv_pieces(table: Table, plan: str | None = None) -> Iterator[str]:
    """The text of a CSV file, in pieces of some hundreds of rows."""
    heading = [column.name for column in table.columns]
    for rows in _pieces(chain([heading], (_cells(table, row) for row in table.rows(plan)))):
        text = StringIO(newline="")
        csv.writer(text, lineterminator="\r\n").writerows(rows)
        yield text.getvalue()


def _cells(table: Table, row: Row) -> list[str]:
    return [
        guarded(text(row[column.name])) if column.type == "string" else text(row[column.name])
        for column in table.columns
    ]


def write_jsonl(table: Table, path: Path, plan: str | None = None) -> None:
    """A table as JSON Lines: one object per row."""
    with path.open("w", encoding="utf-8") as file:
        file.writelines(jsonl_pieces(table, plan))


def jsonl_pieces(table: Table, plan: str | None = None) -> Iterator[str]:
    """The text of a file of JSON Lines, in pieces of some hundreds of rows."""
    for rows in _pieces(table.rows(plan)):
        plain_rows = ({name: plain(value) for name, value in row.items()} for row in rows)
        yield "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in plain_rows)


def _pieces(rows: Iterable[Each]) -> Iterator[list[Each]]:
    """Rows in lists of at most ``PIECE``."""
    left = iter(rows)
    while piece := list(islice(left, PIECE)):
        yield piece


def write_zip(path: Path, plan: str | None = None, tables: Sequence[Table] = TABLES) -> None:
    """All tables as CSV with their data package, in one archive."""
    with ZipFile(path, "w", ZIP_DEFLATED) as archive:
        for table in tables:
            with archive.open(f"{table.name}.csv", "w", force_zip64=True) as file:
                file.writelines(piece.encode() for piece in csv_pieces(table, plan))
        archive.writestr("datapackage.json", package_text(plan, tables))


def write_parquet(table: Table, path: Path, plan: str | None = None) -> None:
    """A table as Parquet; lists and objects are JSON text."""
    schema = {column.name: _POLARS.get(column.type, pl.String) for column in table.columns}
    frames = [pl.DataFrame(schema=schema)]
    for rows in _pieces(table.rows(plan)):
        cells = [[_cell(column, row[column.name]) for column in table.columns] for row in rows]
        frames.append(pl.DataFrame(cells, schema=schema, orient="row"))
    pl.concat(frames).write_parquet(path)


def _cell(column: Column, value: Any) -> Any:  # noqa: ANN401 (any value a table holds)
    if value is None or column.type in ("integer", "boolean", "date", "datetime"):
        return value
    return Decimal(text(value)) if column.type == "number" else text(value)


def write_xlsx(path: Path, plan: str | None = None, tables: Sequence[Table] = TABLES) -> None:
    """All tables as one workbook, a sheet each, never a formula; the log is left to other files."""
    book = Workbook(write_only=True)
    for table in tables:
        sheet = book.create_sheet(table.name[:31])
        sheet.append([column.name for column in table.columns])
        for number, row in enumerate(table.rows(plan), start=2):
            if number > SHEET_ROWS:
                break
            sheet.append([_sheet_cell(sheet, row[column.name]) for column in table.columns])
    book.save(path)


def _sheet_cell(sheet: Any, value: Any) -> Any:  # noqa: ANN401 (openpyxl's own types)
    if isinstance(value, bool | int) or value is None:
        return value
    cell = WriteOnlyCell(sheet, fitting(text(value)))
    cell.data_type = "s"
    return cell


def package_text(plan: str | None = None, tables: Sequence[Table] = TABLES) -> str:
    """The Frictionless data package as the text of a file."""
    return json.dumps(datapackage(plan, tables), ensure_ascii=False, indent=1) + "\n"


def datapackage(plan: str | None = None, tables: Sequence[Table] = TABLES) -> dict[str, Any]:
    """The Frictionless data package of the CSV files."""
    return {
        "profile": "tabular-data-package",
        "name": f"grondrecht-{plan}" if plan else "grondrecht",
        "title": "Grondrecht: the register of plans" + (f", {plan}" if plan else ""),
        "licenses": _LICENCES,
        "resources": [_resource(table) for table in tables],
    }


def _resource(table: Table) -> dict[str, Any]:
    return {
        "name": table.name.replace("_", "-"),
        "title": table.title,
        "path": f"{table.name}.csv",
        "profile": "tabular-data-resource",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "dialect": _DIALECT,
        "schema": {
            "fields": [
                {"name": column.name, "type": column.type, "description": column.what}
                for column in table.columns
            ],
            "missingValues": [""],
        },
    }
