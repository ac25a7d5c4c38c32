"""A plan in printed form, as blocks that know nothing of Word, PDF or text.

A form is a table of labels and values, as on paper: every value has a cell of its own, so that no
word of it can be taken for a label.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from grondrecht.plan.layout import Layout, LayoutRow
from grondrecht.plan.model import Form, LegendEntry, Plan

Kind = Literal["label", "group", "value", "covered"]
Line = Sequence[tuple[LayoutRow, str]]

# How wide the columns of a form are, relative to each other.
_WEIGHTS = {"label": 2.5, "group": 3.1, "value": 4.45}
_MILESTONE_WIDTHS = (2.5, 2.9, 11.6)
# A bullet, a number or letter, or a year that announces what is planned for it.
_LIST_ITEM = re.compile(
    r"\s*(?:(?:[-–—•*·▪]|\(?(?:\d{1,2}|[a-z])[.)])\s|(?:19|20)\d\d\s*(?:-\s*(?:19|20)\d\d)?\s*:)"
)


@dataclass(frozen=True)
class Heading:
    """A heading: level 1 above a right's forms, 1 or 2 above a form, whose code it then holds."""

    level: int
    text: str
    code: str = ""


@dataclass(frozen=True)
class Legend:
    """A list of what the code segments mean, and the sentence above it."""

    introduction: str
    entries: tuple[LegendEntry, ...]


@dataclass(frozen=True)
class Cell:
    """A table cell and how many columns and rows it takes; a covered one lies under another."""

    text: str
    kind: Kind
    columns: int = 1
    rows: int = 1


@dataclass(frozen=True)
class Table:
    """Rows of cells, and the widths of the columns as shares of the table's width."""

    widths: tuple[float, ...]
    rows: tuple[tuple[Cell, ...], ...]


Block = Heading | Legend | Table


def blocks(plan: Plan, layout: Layout) -> Iterator[Block]:
    """The legend, then each form under the heading of its right, in document order."""
    yield from legends(plan, layout)
    names = {entry.code: entry.name for entry in plan.legend.rights}
    # Headings may not skip a level, so forms stand under rights only where all of them can.
    level = 2 if all(form.code.right for form in plan.actions) else 1
    right = ""
    for form in plan.actions:
        if form.code.right and form.code.right != right:
            name = names.get(form.code.right, "").strip() or form.code.right
            yield Heading(1, layout.heading_of(name))
        right = form.code.right
        yield Heading(level, form.title, f"{layout.code_word} {form.code}".strip())
        yield from tables(form, layout)


def legends(plan: Plan, layout: Layout) -> Iterator[Legend]:
    """The legend's lists that hold anything."""
    if plan.legend.rights:
        yield Legend(layout.rights_introduction, plan.legend.rights)
    if plan.legend.offices:
        yield Legend(layout.offices_introduction, plan.legend.offices)


def tables(form: Form, layout: Layout) -> Iterator[Table]:
    """A form's tables: labels and values, and between or behind them its milestones, if any."""
    before, behind = lines_around(form, layout)
    if before:
        yield _form_table(before)
    if form.milestones:
        yield _milestone_table(form, layout)
    if behind:
        yield _form_table(behind)


def lines_around(form: Form, layout: Layout) -> tuple[list[Line], list[Line]]:
    """The lines of a form before its milestones and those behind them."""
    found = lines(form, layout)
    ends = [n for n, line in enumerate(found, 1) if layout.milestones_after in _fields(line)]
    return (found[: ends[0]], found[ends[0] :]) if ends else (found, [])


def _fields(line: Line) -> list[str]:
    return [row.field for row, _ in line if row.field]


def lines(form: Form, layout: Layout) -> list[Line]:
    """The lines of a form: its notes, each row of the layout with its value, then what is left.

    A field that the layout has no row for is printed under its path, so that nothing is lost.
    """
    values = {path: words for path, words in form.texts() if "[" not in path and path != "title"}
    printed = [[(row, values.pop(row.field, "")) for row in line] for line in layout.lines()]
    notes = [[(LayoutRow(layout.note_label, "notes"), note)] for note in form.notes]
    left = [[(LayoutRow(path, path), words)] for path, words in values.items() if words]
    return [*notes, *printed, *left]


def paragraphs(text: str) -> list[str]:
    """A value as paragraphs: lines that were only broken to fit another page are joined again.

    A line begins a paragraph behind an empty line, behind a line that ends well before the longest
    one, and where a list item begins. White space within a paragraph is folded.
    """
    rows = text.splitlines()
    full = max((len(row.strip()) for row in rows), default=0) * 2 // 3
    found: list[list[str]] = [[]]
    for row in rows:
        if _LIST_ITEM.match(row) or not row.strip() or (found[-1] and len(found[-1][-1]) < full):
            found.append([])
        if row.strip():
            found[-1].append(" ".join(row.split()))
    return [" ".join(rows) for rows in found if rows]


def unbroken(text: str) -> str:
    """A value to read on a page of another width: a line for each of its paragraphs."""
    return "\n".join(paragraphs(text))


def _form_table(lines: Sequence[Line]) -> Table:
    heads = _heads_beside(lines)
    rows = [_cells(line, number, lines, heads) for number, line in enumerate(lines)]
    widest = max(rows, key=len)
    weights = [_WEIGHTS["group" if cell.kind == "covered" else cell.kind] for cell in widest]
    widths = tuple(weight / sum(weights) for weight in weights)
    return Table(widths, tuple(_stretched(row, len(widths)) for row in rows))


def _heads_beside(lines: Sequence[Line]) -> dict[str, int]:
    """The groups whose heading stands beside their rows, and the number of the line it is on."""
    return {
        line[index + 1][0].group: number
        for number, line in enumerate(lines)
        for index, (row, _) in enumerate(line[:-1])
        if not row.field and line[index + 1][0].group
    }


def _cells(
    line: Line, number: int, lines: Sequence[Line], heads: dict[str, int]
) -> tuple[Cell, ...]:
    cells: list[Cell] = []
    for index, (row, value) in enumerate(line):
        group = line[index + 1][0].group if index + 1 < len(line) else ""
        if not row.field:
            height = _height(lines[number:], group) if group else 1
            cells.append(Cell(row.label, "group", rows=height))
            continue
        before = line[index - 1][0].group if index else ""
        if row.group != before and _reaches(row.group, number, lines, heads):
            cells.append(Cell("", "covered"))
        cells += Cell(row.label, "label"), Cell(value, "value")
    return tuple(cells)


def _reaches(group: str, number: int, lines: Sequence[Line], heads: dict[str, int]) -> bool:
    """Whether the heading of a group, on a line further up, takes a cell of this line too."""
    first = heads.get(group, number)
    return first < number < first + _height(lines[first:], group)


def _height(lines: Sequence[Line], group: str) -> int:
    """How many lines from the first on hold a row of the group."""
    height = 0
    for line in lines:
        if all(row.group != group for row, _ in line):
            break
        height += 1
    return height


def _stretched(row: tuple[Cell, ...], columns: int) -> tuple[Cell, ...]:
    last = row[-1]
    return (*row[:-1], Cell(last.text, last.kind, columns - len(row) + 1, last.rows))


def _milestone_table(form: Form, layout: Layout) -> Table:
    label = Cell(layout.milestones, "label", rows=len(form.milestones))
    rows = []
    for number, milestone in enumerate(form.milestones):
        head = Cell("", "covered") if number else label
        pair = (Cell(milestone.period.text, "label"), Cell(milestone.text, "value"))
        rows.append((head, *(pair if layout.period_first else pair[::-1])))
    first, period, text = (width / sum(_MILESTONE_WIDTHS) for width in _MILESTONE_WIDTHS)
    widths = (first, period, text) if layout.period_first else (first, text, period)
    return Table(widths, tuple(rows))
