"""Rows of a table that a page break has cut in two, put together again."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from grondrecht.reading.document import Line
from grondrecht.reading.template import Template, squash


def joined_rows(lines: Sequence[Line], template: Template) -> list[Line]:
    """Lines in which the rest of a row, at the top of the next page, follows its own cells.

    A row that begins a page is the rest of the one that ended the page before where none of its
    cells holds a label or a period of the template.
    """
    rows: list[list[Line]] = []
    for _, group in groupby(lines, key=lambda line: line.cell.rpartition(".")[0] or line.number):
        row = list(group)
        if rows and _is_rest(row, rows[-1], template):
            rows[-1] = _joined(rows[-1], row)
        else:
            rows.append(row)
    return [line for row in rows for line in row]


def _is_rest(row: Sequence[Line], before: Sequence[Line], template: Template) -> bool:
    if not (row[0].cell and before[0].cell) or row[0].page == before[-1].page:
        return False
    spellings = {squash(word) for label in template.labels for word in label.words}
    spellings |= {squash(word) for word in (*template.milestones.words, *template.note_words)}
    for _, cell in groupby(row, key=lambda line: line.cell):
        words = " ".join(line.text.strip() for line in cell)
        if squash(words) in spellings or template.milestones.period.fullmatch(words):
            return False
    return True


def _joined(row: Sequence[Line], rest: Sequence[Line]) -> list[Line]:
    """The lines of a row, each cell followed by its rest; the rest takes the cell's name."""

    def column(line: Line) -> str:
        return line.cell.rpartition(".")[2]

    found: list[Line] = []
    left = list(rest)
    for cell, group in groupby(row, key=lambda line: line.cell):
        found += group
        more = [line for line in left if column(line) == cell.rpartition(".")[2]]
        found += [Line(line.text, line.number, line.page, cell) for line in more]
        left = [line for line in left if line not in more]
    return found + left
