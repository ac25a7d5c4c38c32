"""A table of measures (CSV), read with every mistake told by row and column; docs/measures.md."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _

from grondrecht.followup.measuring import Condition, Counted, Said, years_of
from grondrecht.followup.models import Measure
from grondrecht.registry.delimited import DelimitedError, delimited, text_of
from grondrecht.registry.errors import RegisterError

COLUMNS = (
    *("slug", "kind", "name", "name_en", "what", "instrument", "granted_by", "automatic"),
    *("obstacles", "conditions", "arguments", "years", "persons", "money", "cost", "benefit"),
    "source",
)
LARGEST, MOST_ROWS = 5_000_000, 5_000
_COUNT = re.compile(r"\d{1,12}")
_MONEY = re.compile(r"-?\d{1,16}(?:\.\d{1,2})?")


@dataclass(frozen=True)
class Row:
    """A row of the table: its number, what is said of a measure, and figures where it has any.

    ``arguments`` are for how it differs from others: (subject, slug of the other, text).
    """

    number: int
    said: Said
    counted: Counted | None
    arguments: tuple[tuple[str, str, str], ...] = ()


@dataclass(frozen=True)
class Mistake:
    """What is wrong with a cell: the number of its row (the headings are row 1), and its column."""

    row: int
    column: str
    message: str


def read_table(data: bytes) -> tuple[tuple[Row, ...], tuple[Mistake, ...]]:
    """The rows of a table, and what is wrong in it; where anything is, nothing should be written.

    Raises RegisterError where it is no such table at all.
    """
    if len(data) > LARGEST:
        raise RegisterError(_("This table is too large; split it."))
    try:
        return _read(cells for _line, cells in delimited(text_of(data)).rows())
    except DelimitedError as error:
        raise RegisterError(
            _("Line %(line)s is no CSV (%(reason)s).") % {"line": error.line, "reason": error.why}
        ) from error


def _read(lines: Iterator[list[str]]) -> tuple[tuple[Row, ...], tuple[Mistake, ...]]:
    headings = [name.strip().casefold() for name in next(lines, [])]
    _refuse_headings(headings)
    rows: list[Row] = []
    mistakes: list[Mistake] = []
    for number, cells in enumerate(lines, start=2):
        if number > MOST_ROWS:
            raise RegisterError(_("This table is too large; split it."))
        line = _Line(number, dict(zip(headings, cells, strict=False)))
        if any(cell.strip() for cell in cells[len(headings) :]):
            line.wrong("", _("This row has more cells than there are headings."))
        if any(cell.strip() for cell in cells):
            rows.append(line.row())
            mistakes += line.mistakes
    return tuple(rows), tuple(mistakes)


def _refuse_headings(names: list[str]) -> None:
    unknown = [name for name in names if name not in COLUMNS]
    if unknown or "name" not in names:
        raise RegisterError(
            _("The first line must name the columns; known are: %(known)s.")
            % {"known": ", ".join(COLUMNS)}
        )


class _Line:
    """A line being read: what is wrong with a cell is noted, and reading goes on."""

    def __init__(self, number: int, cells: Mapping[str, str]) -> None:
        self.number, self.cells = number, cells
        self.mistakes: list[Mistake] = []

    def row(self) -> Row:
        said = Said(
            name=self.needed("name"),
            kind=self.choice("kind", dict(Measure.KINDS)),
            automatic=self.choice("automatic", dict(Measure.AUTOMATIC)),
            conditions=tuple(self.conditions()),
            **{
                column: self.text(column)
                for column in ("slug", "name_en", "what", "instrument", "granted_by", "obstacles")
            },
        )
        return Row(self.number, said, self.counted(), tuple(self.arguments()))

    def text(self, column: str) -> str:
        return self.cells.get(column, "").strip()

    def needed(self, column: str) -> str:
        if not self.text(column):
            self.wrong(column, _("This cell is empty; fill it in."))
        return self.text(column)

    def choice(self, column: str, known: Mapping[str, object]) -> str:
        text = self.text(column).casefold()
        if text and text not in known:
            self.wrong(column, _("Choose from: %(known)s.") % {"known": ", ".join(known)})
        return text

    def conditions(self) -> Iterator[Condition]:
        """``subject: words | subject: words``."""
        for part in filter(None, map(str.strip, self.text("conditions").split("|"))):
            about, colon, words = part.partition(":")
            if not colon or not about.strip() or not words.strip():
                self.wrong(
                    "conditions",
                    _("Write each condition as “subject: words”, with | between two of them."),
                )
                return
            yield Condition(about.strip(), words.strip())

    def arguments(self) -> Iterator[tuple[str, str, str]]:
        """``subject @ other measure: argument | subject @ other measure: argument``."""
        for part in filter(None, map(str.strip, self.text("arguments").split("|"))):
            where, colon, text = part.partition(":")
            about, sign, other = map(str.strip, where.partition("@"))
            if not (colon and sign and about and other and text.strip()):
                self.wrong(
                    "arguments",
                    _("Write each argument as “subject @ other measure: argument”."),
                )
                return
            yield about, other, text.strip()

    def counted(self) -> Counted | None:
        figures = {
            "persons": self.number_of("persons", _COUNT, int),
            "money": self.number_of("money", _MONEY, Decimal),
            "cost": self.number_of("cost", _MONEY, Decimal),
            "benefit": self.number_of("benefit", _MONEY, Decimal),
        }
        if not any(self.text(column) for column in (*figures, "years", "source")):
            return None
        try:
            first, last = years_of(self.text("years"))
        except RegisterError as error:
            self.wrong("years", str(error))
            return None
        if all(value is None for value in figures.values()):
            self.wrong("persons", _("Give at least one figure."))
        return Counted(first, last, source=self.needed("source"), **figures)  # type: ignore[arg-type]

    def number_of(
        self, column: str, pattern: re.Pattern[str], made: Callable[[str], int | Decimal]
    ) -> int | Decimal | None:
        text = self.text(column)
        if text and not pattern.fullmatch(text):
            self.wrong(
                column,
                _("Write a number without spaces, with a point before the cents: 1250000.50."),
            )
            return None
        return made(text) if text else None

    def wrong(self, column: str, message: str) -> None:
        self.mistakes.append(Mistake(self.number, column, message))
