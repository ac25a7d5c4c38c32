"""A line of a file of results: what is wrong with a cell is noted, and reading goes on."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import islice
from typing import TypeVar

from grondrecht.registry.delimited import DelimitedError, delimited
from grondrecht.registry.errors import RegisterError
from grondrecht.registry.intake import printable
from grondrecht.registry.results.estimates import CellError, Mistake

MOST_LINES = 100_000
_Value = TypeVar("_Value")


@dataclass
class Line:
    """The cells of a line by column; ``mistakes`` are found on the way."""

    file: str
    number: int
    cells: Mapping[str, str]
    mistakes: list[Mistake] = field(default_factory=list)
    word: str = "regel"

    def text(self, column: str, longest: int = 300, *, needed: bool = False) -> str:
        """The words of a cell, none where it is not there."""
        words = self.cells.get(column, "").strip()
        if not words:
            if needed:
                self.wrong(column, "is leeg; vul het in.")
            return ""
        try:
            return printable(words, "", column, longest)
        except RegisterError as error:
            self.wrong(column, str(error).partition(": ")[2])
            return ""

    def read(self, column: str, made: Callable[[str], _Value], otherwise: _Value) -> _Value:
        """What a function makes of a cell; ``otherwise`` where it raises CellError."""
        try:
            return made(self.cells.get(column, ""))
        except CellError as error:
            self.wrong(column, str(error))
            return otherwise

    def wrong(self, column: str, message: str) -> None:
        """Note what is wrong with a cell."""
        self.mistakes.append(Mistake(self.file, self.number, column, message, self.word))


def lines_of(text: str, file: str) -> tuple[list[str], Iterator[Line]]:
    """The columns of a CSV table and its lines, empty ones left out.

    Commas, semicolons or tabs between cells. Raises RegisterError where it is no such table.
    """
    rows = delimited(text).rows()
    try:
        columns = [name.strip() for _line, cells in islice(rows, 1) for name in cells]
    except DelimitedError as error:
        raise _no_csv(file, error) from error
    if len(columns) != len(set(columns)):
        raise RegisterError(f"{file}, regel 1: een kolom staat er tweemaal; geef elk een naam.")
    return columns, _lines(rows, columns, file)


def _lines(rows: Iterator[tuple[int, list[str]]], columns: list[str], file: str) -> Iterator[Line]:
    try:
        for number, cells in rows:
            if number > MOST_LINES:
                raise RegisterError(
                    f"{file} heeft meer dan {MOST_LINES} regels; splits het bestand."
                )
            if any(cell.strip() for cell in cells):
                yield _line(file, number, columns, cells)
    except DelimitedError as error:
        raise _no_csv(file, error) from error


def _line(file: str, number: int, columns: list[str], cells: list[str]) -> Line:
    line = Line(file, number, dict(zip(columns, cells, strict=False)))
    if len(cells) != len(columns):
        line.wrong("", f"heeft {len(cells)} cellen, geen {len(columns)}.")
    return line


def _no_csv(file: str, error: DelimitedError) -> RegisterError:
    return RegisterError(
        f"{file}, regel {error.line} is geen CSV ({error.why}); bewaar het als CSV."
    )
