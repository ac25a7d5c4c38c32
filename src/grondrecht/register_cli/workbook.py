"""Tables as a workbook of Excel: numbers stay numbers, a text is never a formula."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from io import BytesIO
from typing import Any

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter

from grondrecht.monitor.tables import Table, Value
from grondrecht.writing.files import atomic_write
from grondrecht.writing.tables import fitting

LONGEST_NAME = 31
WIDEST = 60


def write_workbook(tables: Iterable[tuple[str, Table]], path: str) -> None:
    """Write a sheet for each table, under its name. Raises WriteError."""
    book = Workbook(write_only=True)
    taken: set[str] = set()
    for name, table in tables:
        _sheet(book, _free(name, taken), table)
    data = BytesIO()
    book.save(data)
    atomic_write(path, data.getvalue())


def _free(name: str, taken: set[str]) -> str:
    """A name for a sheet that Excel takes and that no other sheet has."""
    clean = "".join("-" if letter in "[]:*?/\\'" else letter for letter in name).strip() or "-"
    tries = (clean, *(f"{clean[: LONGEST_NAME - 4]} {number}" for number in range(2, 1000)))
    fitted = next(each for each in tries if each[:LONGEST_NAME].lower() not in taken)[:LONGEST_NAME]
    taken.add(fitted.lower())
    return fitted


def _sheet(book: Workbook, name: str, table: Table) -> None:
    sheet = book.create_sheet(name)
    sheet.freeze_panes = "B3"
    for number, width in enumerate(_widths(table), 1):
        sheet.column_dimensions[get_column_letter(number)].width = width
    sheet.append([_made(sheet, table.title, None, bold=True)])
    sheet.append([_made(sheet, heading, None, bold=True) for heading in table.headings])
    for row in table.rows:
        pairs = zip(row, table.columns, strict=True)
        sheet.append([_made(sheet, value, column.decimals) for value, column in pairs])


def _made(sheet: Any, value: Value, decimals: int | None, bold: bool = False) -> Any:  # noqa: ANN401
    """A cell; a text is never a formula, a number keeps all its digits and shows few."""
    cell = WriteOnlyCell(sheet, fitting(value) if isinstance(value, str) else value)
    if isinstance(value, str):
        cell.data_type = "s"
        cell.alignment = Alignment(wrap_text=not bold, vertical="top")
    elif decimals is not None:
        cell.number_format = "#,##0" + (f".{'0' * decimals}" if decimals else "")
    cell.font = Font(bold=bold)
    return cell


def _widths(table: Table) -> Iterable[int]:
    """How wide each column is, in characters."""
    for place, column in enumerate(table.columns):
        texts: Sequence[str] = [str(row[place] or "") for row in table.rows]
        longest = 0 if column.decimals is not None else max(map(len, texts), default=0)
        yield min(
            WIDEST if column.decimals is None else 16, max(12, longest, len(column.heading)) + 2
        )
