"""A list of the site as a file for a spreadsheet."""

from __future__ import annotations

from django.http import HttpResponse

from grondrecht.writing.lists import Headings, Rows, csv_bytes, xlsx_bytes

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def csv_file(name: str, headings: Headings, rows: Rows) -> HttpResponse:
    """Rows as CSV as Excel in Belgium expects it."""
    return _file(f"{name}.csv", csv_bytes(headings, rows), "text/csv; charset=utf-8")


def xlsx_file(name: str, headings: Headings, rows: Rows) -> HttpResponse:
    """Rows as an Excel workbook with one sheet; ``headings`` have their widths in characters."""
    return _file(f"{name}.xlsx", xlsx_bytes(name, headings, rows), XLSX)


def _file(name: str, data: bytes, media: str) -> HttpResponse:
    response = HttpResponse(data, content_type=media)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
