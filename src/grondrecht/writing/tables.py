"""A plan as tables: CSV as Excel in Belgium expects it, and an Excel workbook.

Both have one row per action and Dutch headings. docs/writing.md describes every column.
"""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterable, Iterator, Sequence
from io import BytesIO, StringIO
from pathlib import Path

from openpyxl import Workbook
from openpyxl.cell import Cell
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from grondrecht.plan.marks import mark
from grondrecht.plan.model import Finding, Form, Plan
from grondrecht.writing.files import atomic_write

Value = str | int
Row = Sequence[Value]

# A spreadsheet takes a cell that begins with one of these for a formula, a lone hyphen excepted.
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "'")
# What Excel allows in one cell, and what stands at the end of a text that is longer.
_CELL_LIMIT = 32_767
SHORTENED = " … (ingekort: een cel van Excel houdt niet meer; de JSON en de CSV wel)"

_COLUMNS: tuple[tuple[str, int, Callable[[Form], Value]], ...] = (
    ("code", 11, lambda form: str(form.code)),
    ("titel", 40, lambda form: form.title),
    ("opmerkingen", 25, lambda form: "\n".join(form.notes)),
    ("budgettair engagement", 30, lambda form: form.budget),
    ("verantwoordelijk kabinet", 22, lambda form: form.responsible.cabinet),
    ("verantwoordelijke administratie", 25, lambda form: form.responsible.administration),
    ("evaluatie en indicator", 35, lambda form: form.evaluation),
    ("betrokken kabinet", 22, lambda form: form.involved.cabinet),
    ("betrokken mensen in armoede", 25, lambda form: form.involved.people_in_poverty),
    ("betrokken administratie", 25, lambda form: form.involved.administration),
    ("betrokken andere actoren", 25, lambda form: form.involved.other_actors),
    ("korte inhoud", 60, lambda form: form.summary),
    ("mijlpalen", 60, lambda form: "\n".join(map(": ".join, _milestones(form)))),
    ("eerste regel", 9, lambda form: form.source.first_line),
    ("laatste regel", 9, lambda form: form.source.last_line),
    ("twijfels", 25, lambda form: "\n".join(f"{d.field}: {d.why}" for d in form.doubts)),
)
_MILESTONE_COLUMNS = (
    ("code", 11),
    ("titel", 40),
    ("volgnummer", 11),
    ("periode", 18),
    ("jaren", 12),
    ("fase", 12),
    ("tekst", 90),
)
_FINDING_COLUMNS = (
    ("regel van controle", 24),
    ("niveau", 14),
    ("actie", 11),
    ("melding", 80),
    ("melding (Engels)", 80),
    ("regel", 9),
)
_STAGES = {"baseline": "nulmeting", "interim": "tussentijds", "final": "einddoel"}
_LEVELS = {"error": "fout", "warning": "waarschuwing", "note": "aandachtspunt"}


def write_csv(plan: Plan, path: str | Path) -> None:
    """Write one row per action: semicolons, UTF-8 with byte order mark, CRLF; ``-`` is stdout.

    A text that a spreadsheet would take for a formula gets an apostrophe in front (see guarded()).
    Raises WriteError where the file cannot be written.
    """
    text = StringIO(newline="")
    writer = csv.writer(text, delimiter=";", lineterminator="\r\n")
    headings, rows = action_table(plan)
    writer.writerow([guarded(heading) for heading, _ in headings])
    writer.writerows([guarded(value) for value in row] for row in rows)
    atomic_write(path, text.getvalue().encode("utf-8-sig"))


def guarded(value: Value) -> str:
    """A CSV value with an apostrophe in front where it would otherwise be a formula.

    A text that begins with an apostrophe gets one more, so unguarded() gives every text back.
    Characters that are no text are marked (see grondrecht.plan.marks).
    """
    text = mark(str(value))
    return f"'{text}" if text.startswith(_FORMULA) and text != "-" else text


def unguarded(text: str) -> str:
    """The text that guarded() was given; a spreadsheet shows and keeps the apostrophe."""
    return text[1:] if text.startswith("'") else text


def write_xlsx(plan: Plan, path: str | Path, findings: Iterable[Finding] = ()) -> None:
    """Write a workbook with the sheets ``acties``, ``mijlpalen`` and ``bevindingen``.

    Every value is text or a whole number, never a formula. Raises WriteError.
    """
    workbook = Workbook()
    workbook.remove(workbook.worksheets[0])
    headings, rows = action_table(plan)
    _sheet(workbook, "acties", headings, rows)
    _sheet(workbook, "mijlpalen", _MILESTONE_COLUMNS, milestone_rows(plan))
    _sheet(workbook, "bevindingen", _FINDING_COLUMNS, map(_finding_row, findings))
    data = BytesIO()
    workbook.save(data)
    atomic_write(path, data.getvalue())


def action_table(plan: Plan) -> tuple[list[tuple[str, int]], Iterator[Row]]:
    """The headings (with column widths in characters) and one row per action.

    The fields that only some layouts have come last, one column each.
    """
    extra = list(dict.fromkeys(name for form in plan.actions for name, _ in form.extra))
    headings = [(heading, width) for heading, width, _ in _COLUMNS]
    rows = (
        [*(value(form) for *_, value in _COLUMNS), *(dict(form.extra).get(x, "") for x in extra)]
        for form in plan.actions
    )
    return headings + [(name, 30) for name in extra], rows


def milestone_rows(plan: Plan) -> Iterator[Row]:
    """One row per milestone: its action, its number within the form, its period and its text."""
    for form in plan.actions:
        for number, milestone in enumerate(form.milestones, 1):
            period = milestone.period
            years = ", ".join(map(str, period.years))
            stage = _STAGES.get(period.stage, period.stage)
            yield str(form.code), form.title, number, period.text, years, stage, milestone.text


def _milestones(form: Form) -> Iterator[tuple[str, str]]:
    """Each milestone's period and text, on one line each."""
    for milestone in form.milestones:
        yield " ".join(milestone.period.text.split()), " ".join(milestone.text.split())


def _finding_row(finding: Finding) -> Row:
    level = _LEVELS.get(finding.level, finding.level)
    return (
        finding.rule,
        level,
        finding.action,
        finding.message,
        finding.message_en,
        finding.line,
    )


def _sheet(
    workbook: Workbook, name: str, headings: Sequence[tuple[str, int]], rows: Iterable[Row]
) -> None:
    sheet = workbook.create_sheet(name)
    for number, (heading, width) in enumerate(headings, 1):
        sheet.column_dimensions[get_column_letter(number)].width = width
        cell = _fill(sheet, 1, number, heading)
        cell.font, cell.fill = _HEADING_FONT, _HEADING_FILL
    for line, row in enumerate(rows, 2):
        for number, value in enumerate(row, 1):
            _fill(sheet, line, number, value)
    sheet.freeze_panes = "B2"
    sheet.auto_filter.ref = sheet.dimensions


_HEADING_FONT = Font(bold=True, color="1D2733")
_HEADING_FILL = PatternFill("solid", fgColor="DDE4EC")
_WRAPPED = Alignment(wrap_text=True, vertical="top")


def _fill(sheet: Worksheet, row: int, column: int, value: Value) -> Cell:
    cell = sheet.cell(row, column, fitting(value) if isinstance(value, str) else value)
    if isinstance(value, str):
        # Without this a text that begins with = becomes a formula.
        cell.data_type = "s"
    cell.alignment = _WRAPPED
    return cell


def fitting(text: str) -> str:
    """A text that a cell of Excel can hold: line ends as Excel has them, no control characters."""
    lines = "\n".join(text.splitlines())
    marked = mark(lines).translate(_CONTROL_SPACES)
    if len(marked) <= _CELL_LIMIT:
        return marked
    return marked[: _CELL_LIMIT - len(SHORTENED)] + SHORTENED


# White space that XML cannot hold and that splitlines() leaves.
_CONTROL_SPACES = {0x1F: " "}
