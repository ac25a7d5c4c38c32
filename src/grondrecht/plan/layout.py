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
    language: str = "nl-BE"
    title: str = "Actieplan: actiefiches"
    code_word: str = "ACTIE"
    note_label: str = "opmerking"
    milestones: str = "mijlpalen"
    milestones_after: str = ""
    period_first: bool = True
    right_heading: str = "Acties die inzetten op het grondrecht {name}"
    all_rights_heading: str = "Acties die inzetten op {name}"
    all_rights: str = "alle grondrechten"
    margin_note: str = "Aan de kantlijn staan labels; wat inspringt, is de waarde eronder."
    rights_introduction: str = (
        "Het eerste segment van een code is het grondrecht dat de actie vooral dient:"
    )
    offices_introduction: str = (
        "Het tweede segment van een code is het ambt dat de actie leidt of trekt:"
    )

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


FLEMISH = Layout(
    (
        LayoutRow("Budgettair engagement", "budget", 1),
        LayoutRow("verantwoordelijken", "", 1),
        LayoutRow("kabinet", "responsible.cabinet", 1),
        LayoutRow("Evaluatie en indicator", "evaluation", 2),
        LayoutRow("administratie", "responsible.administration", 2),
        LayoutRow("betrokkenen"),
        LayoutRow("kabinet", "involved.cabinet", 3),
        LayoutRow("mensen in armoede", "involved.people_in_poverty", 3),
        LayoutRow("administratie", "involved.administration", 4),
        LayoutRow("andere actoren", "involved.other_actors", 4),
        LayoutRow("korte inhoud actie", "summary"),
    )
)
"""The Flemish action form, as the default where no template says otherwise."""
