"""How a form is printed: its words, and the order and lines of its labels.

A form template of the reading room says the same from the other side; it gives the layout that the
writing room prints by, so that no label is written down in the code of either.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby


@dataclass(frozen=True)
class LayoutRow:
    """One printed label and the path of the field its value fills (``involved.cabinet``).

    A row without a field heads the rows that follow it. Rows with the same ``line`` (above 0) stand
    beside each other on one line of the printed table; line 0 is a line of its own.
    """

    label: str
    field: str = ""
    line: int = 0

    @property
    def group(self) -> str:
        """The first part of a field path of two: ``involved`` of ``involved.cabinet``."""
        first, dot, _ = self.field.partition(".")
        return first if dot else ""


@dataclass(frozen=True)
class Layout:
    """The words of a printed plan, and the rows of its forms in printed order.

    ``code_word`` stands before a form's code, ``note_label`` before each of its notes.
    ``milestones`` stands beside all its milestones; they follow the row of the field
    ``milestones_after`` (the last row where that is empty), each with its period before its text,
    or behind it where ``period_first`` is false. ``right_heading`` is printed above the first form
    of a right, its ``{name}`` replaced by the right's name; ``all_rights_heading`` takes its place
    where the name is ``all_rights``. ``margin_note`` tells the readers of a text print how it sets
    values apart. The two introductions stand above the lists of the legend.
    """

    rows: tuple[LayoutRow, ...]
    language: str = ""
    title: str = ""
    code_word: str = ""
    note_label: str = "*"
    milestones: str = "*"
    milestones_after: str = ""
    period_first: bool = True
    right_heading: str = "{name}"
    all_rights_heading: str = "{name}"
    all_rights: str = ""
    margin_note: str = ""
    rights_introduction: str = ""
    offices_introduction: str = ""

    def lines(self) -> list[tuple[LayoutRow, ...]]:
        """The rows, those that stand beside each other together."""
        keyed = groupby(
            enumerate(self.rows), lambda pair: (pair[1].line, not pair[1].line and pair[0])
        )
        return [tuple(row for _, row in rows) for _, rows in keyed]

    def heading_of(self, right: str) -> str:
        """The heading above the forms of a right with this name, on one line."""
        name = " ".join(right.split())
        every = name.casefold() == self.all_rights.casefold()
        # The name may hold braces of its own, so it is put in as it is.
        return (self.all_rights_heading if every else self.right_heading).replace("{name}", name)
