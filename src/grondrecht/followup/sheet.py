"""A table from a file: CSV however a spreadsheet saved it, or the first sheet of a workbook."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from pathlib import PurePath

from django.utils.translation import gettext as _
from openpyxl import load_workbook

from grondrecht.registry.delimited import Delimited, DelimitedError, delimited, text_of
from grondrecht.registry.errors import RegisterError
from grondrecht.writing.tables import unguarded

LARGEST, UNPACKED, MOST_ROWS, MOST_COLUMNS = 20_000_000, 200_000_000, 20_000, 200
Cell = str | Decimal | date
Rows = tuple[tuple[int, tuple[Cell, ...]], ...]


@dataclass(frozen=True)
class Sheet:
    """The headings of a table and its rows, each with its number in the file."""

    headings: tuple[str, ...]
    rows: Rows


def read_sheet(data: bytes, name: str) -> Sheet:
    """The table that a file holds; ``name`` is the file's in messages.

    Raises RegisterError where it is no table, has no rows below its headings, or a row with more
    cells than there are headings: text would be lost.
    """
    if len(data) > LARGEST:
        raise RegisterError(
            _("%(file)s is larger than %(most)s MB; split it.")
            % {"file": name, "most": LARGEST // 1_000_000}
        )
    is_workbook = data.startswith(b"PK") or PurePath(name).suffix.lower() == ".xlsx"
    table = None if is_workbook else delimited(text_of(data))
    lines = _csv(table, name) if table else _workbook(data, name)
    trimmed = [(number, _trimmed(cells)) for number, cells in lines]
    filled = [(number, cells) for number, cells in trimmed if cells]
    if not filled:
        raise RegisterError(_("%(file)s is empty; give a table with headings.") % {"file": name})
    if len(filled) > MOST_ROWS or max(len(cells) for _number, cells in filled) > MOST_COLUMNS:
        raise RegisterError(
            _("%(file)s has more than %(rows)s rows or %(columns)s columns; split it.")
            % {"file": name, "rows": MOST_ROWS, "columns": MOST_COLUMNS}
        )
    headings = tuple(str(cell) for cell in filled[0][1])
    rows = tuple((number, tuple(cells)) for number, cells in filled[1:])
    if not rows:
        raise RegisterError(
            _("%(file)s has headings and no rows; fill in a row below them.") % {"file": name}
        )
    _refuse_more(headings, rows, name, table.separator if table else "")
    return Sheet(headings, rows)


def _refuse_more(headings: Sequence[str], rows: Rows, name: str, separator: str) -> None:
    """Refuse rows with more cells than there are headings; a workbook has no separator."""
    wide = [number for number, cells in rows if len(cells) > len(headings)]
    if not wide:
        return
    told = {
        "file": name,
        "rows": ", ".join(map(str, wide[:10])) + (", …" if len(wide) > 10 else ""),
        "most": len(headings),
        "sign": _("tab") if separator == "\t" else f"“{separator}”",
    }
    if separator:
        message = _(
            "%(file)s: more cells than the %(most)s headings in row %(rows)s; put a text with a"
            " %(sign)s in it between quotation marks."
        )
    else:
        message = _(
            "%(file)s: more cells than the %(most)s headings in row %(rows)s; give each column a"
            " heading, or empty those cells."
        )
    raise RegisterError(message % told)


def _trimmed(cells: list[Cell]) -> list[Cell]:
    """Cells without the empty ones behind the last that is filled."""
    last = max((place for place, cell in enumerate(cells, start=1) if cell != ""), default=0)
    return cells[:last]


Lines = Iterable[tuple[int, list[Cell]]]


def _csv(table: Delimited, name: str) -> Lines:
    # As a spreadsheet counts them: the headings are row 1, however many lines a cell has.
    try:
        return [
            (number, [_clean(cell) for cell in cells])
            for number, (_line, cells) in enumerate(table.rows(), start=1)
        ]
    except DelimitedError as error:
        raise RegisterError(
            _("%(file)s, line %(line)s: this is no table (%(why)s); save it as CSV again.")
            % {"file": name, "line": error.line, "why": error.why}
        ) from error


def _clean(cell: str) -> str:
    return unguarded(cell).replace("\r\n", "\n").strip()


def _workbook(data: bytes, name: str) -> Lines:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            if sum(member.file_size for member in package.infolist()) > UNPACKED:
                raise RegisterError(_("%(file)s unpacks to far too much.") % {"file": name})
        book = load_workbook(io.BytesIO(data), read_only=True, data_only=True)
        rows = book.worksheets[0].iter_rows(max_col=MOST_COLUMNS + 1, values_only=True)
        found = [
            (number, [_cell(value) for value in row])
            for number, row in enumerate(rows, start=1)
            if number <= MOST_ROWS + 2
        ]
        book.close()
    except RegisterError:
        raise
    # A damaged workbook breaks openpyxl in any way.
    except Exception as error:
        raise RegisterError(
            _("%(file)s is no workbook that can be read; save it as .xlsx or CSV again.")
            % {"file": name}
        ) from error
    return found


def _cell(value: object) -> Cell:
    if value is None:
        return ""
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    if isinstance(value, int | float) and not isinstance(value, bool):
        # A float as it is shown; what is behind that is how computers keep numbers.
        return Decimal(f"{value:.15g}")
    return str(value).replace("\r\n", "\n").strip()
