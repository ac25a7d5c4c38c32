"""A list as a file for a spreadsheet. No cell is ever a formula."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Sequence
from io import BytesIO, StringIO

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter

from grondrecht.writing.tables import fitting, guarded

Headings = Sequence[tuple[str, int]]
Rows = Iterable[Sequence[str | int]]


def csv_bytes(headings: Headings, rows: Rows) -> bytes:
    """Rows as CSV as Excel in Belgium expects it: semicolons, UTF-8 with a byte order mark."""
    text = StringIO(newline="")
    writer = csv.writer(text, delimiter=";", lineterminator="\r\n")
    writer.writerow([guarded(heading) for heading, _width in headings])
    writer.writerows([guarded(value) for value in row] for row in rows)
    return text.getvalue().encode("utf-8-sig")


def xlsx_bytes(name: str, headings: Headings, rows: Rows) -> bytes:
    """Rows as an Excel workbook with one sheet; ``headings`` have their widths in characters."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet(name[:31])
    sheet.freeze_panes = "A2"
    for number, (_heading, width) in enumerate(headings, start=1):
        sheet.column_dimensions[get_column_letter(number)].width = width
    for line, row in enumerate([[heading for heading, _width in headings], *rows]):
        cells = [
            WriteOnlyCell(sheet, fitting(each) if isinstance(each, str) else each) for each in row
        ]
        for cell in cells:
            # Without this a text that begins with = becomes a formula.
            cell.data_type = "s" if isinstance(cell.value, str) else cell.data_type
            cell.font = Font(bold=line == 0)
        sheet.append(cells)
    data = BytesIO()
    book.save(data)
    return data.getvalue()
