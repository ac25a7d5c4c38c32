"""A table of answers read cell by cell: what each says, and what is wrong by row and column."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from grondrecht.followup.answer_words import name_of_key
from grondrecht.followup.answers import Answer, Involved, Spent
from grondrecht.followup.answers_table import heading, spent_in, words_of
from grondrecht.followup.cells import CellError, amount, choice, day, folded, known
from grondrecht.followup.sheet import Cell, Sheet
from grondrecht.followup.statuses import Statuses
from grondrecht.plan.codes import ActionCode
from grondrecht.registry.errors import RegisterError

PEOPLE = ("who", "phase", "said", "outcome", "why_not")
_NUMBERED = re.compile(r"(.*?)(\d{1,4})")
MOST_GROUPS = 50


@dataclass(frozen=True)
class Column:
    """A column that is taken in: its key, the number behind its name, and the name itself."""

    key: str
    number: int
    heading: str


@dataclass(frozen=True)
class Mistake:
    """What is wrong with a cell; the headings are row 1."""

    row: int
    column: str
    message: str


@dataclass(frozen=True)
class Line:
    """A row of the table: for which action, and what its filled cells say."""

    number: int
    code: str
    values: Mapping[Column, Any]


@dataclass(frozen=True)
class AnswersFile:
    """What a table says, its headings by key, those not taken in, and what is wrong with cells."""

    lines: tuple[Line, ...]
    headings: Mapping[str, str]
    ignored: tuple[str, ...]
    mistakes: tuple[Mistake, ...]


def read_answers(sheet: Sheet, statuses: Statuses) -> AnswersFile:
    """What a table of answers says.

    Raises RegisterError where no column has the codes of the actions, or two say the same.
    """
    columns = [_column(heading) for heading in sheet.headings]
    _refuse([column for column in columns if column], sheet)
    beside = set(known(words_of("beside")))
    ignored = tuple(
        heading
        for heading, column in zip(sheet.headings, columns, strict=True)
        if column is None and heading and folded(heading) not in beside
    )
    reader = _Reader(columns, statuses)
    lines = tuple(line for number, cells in sheet.rows if (line := reader.line(number, cells)))
    headings = {column.key: column.heading for column in reversed(columns) if column}
    return AnswersFile(lines, headings, ignored, tuple(reader.mistakes))


def _column(heading: str) -> Column | None:
    """What a heading stands for; None where it is not taken in."""
    name = folded(heading)
    key = known(words_of("columns")).get(name)
    if key:
        return Column(key, 0, heading)
    numbered = known(words_of("numbered"))
    found = _NUMBERED.fullmatch(name)
    if found and found[1] in numbered:
        return Column(numbered[found[1]], int(found[2]), heading)
    # The first group that took part needs no number.
    key = numbered.get(name)
    return Column(key, 1, heading) if key in PEOPLE else None


def _refuse(columns: list[Column], sheet: Sheet) -> None:
    keys = [(column.key, column.number) for column in columns]
    if ("code", 0) not in keys:
        raise RegisterError(
            _("No column has the codes of the actions; call one “%(name)s” (there are: %(found)s).")
            % {"name": words_of("columns")["code"][0], "found": ", ".join(sheet.headings)[:200]}
        )
    for place, column in enumerate(columns):
        if keys.index((column.key, column.number)) != place:
            raise RegisterError(
                _("Two columns say the same: “%(one)s” and “%(other)s”; take one away.")
                % {
                    "one": columns[keys.index((column.key, column.number))].heading,
                    "other": column.heading,
                }
            )


class _Reader:
    """Reads rows; what is wrong with a cell is noted, and reading goes on."""

    def __init__(self, columns: Iterable[Column | None], statuses: Statuses) -> None:
        self.columns = list(columns)
        self.mistakes: list[Mistake] = []
        self.codes: dict[str, int] = {}
        names = {key: (each.name, each.name_en, *each.words) for key, each in statuses.items()}
        self.choices: dict[str, tuple[Mapping[str, str], list[str]]] = {
            "status": (known(names), [each.name for each in statuses.values()]),
            "kind": _words("kinds"),
            "phase": _words("phases"),
        }

    def line(self, number: int, cells: tuple[Cell, ...]) -> Line | None:
        """A row; None where its code is wrong, or it says nothing of the action."""
        values: dict[Column, Any] = {}
        for column, cell in zip(self.columns, cells, strict=False):
            if column and cell != "":
                try:
                    values[column] = self.value(column, cell)
                except CellError as error:
                    self.mistakes.append(Mistake(number, column.heading, str(error)))
        code = next((value for column, value in values.items() if column.key == "code"), "")
        said = {column: value for column, value in values.items() if column.key != "code"}
        if not said or not self.is_new(number, code):
            return None
        return Line(number, code, said)

    def is_new(self, number: int, code: str) -> bool:
        heading = next(each.heading for each in self.columns if each and each.key == "code")
        if not code:
            if not any(each.row == number for each in self.mistakes):
                self.mistakes.append(
                    Mistake(number, heading, _("This row has no code of an action."))
                )
        elif code in self.codes:
            message = _("%(code)s stands in row %(row)s already.")
            told = {"code": code, "row": self.codes[code]}
            self.mistakes.append(Mistake(number, heading, message % told))
        else:
            self.codes[code] = number
            return True
        return False

    def value(self, column: Column, cell: Cell) -> Any:  # noqa: ANN401 (what each column holds)
        if column.key in self.choices:
            return choice(cell, *self.choices[column.key])
        return _READERS.get(column.key, _text)(cell)


def _words(kind: str) -> tuple[Mapping[str, str], list[str]]:
    words = words_of(kind)
    return known(words), [names[0] for names in words.values()]


def _text(cell: Cell) -> str:
    return f"{cell:f}" if isinstance(cell, Decimal) else str(cell)


def _code(cell: Cell) -> str:
    try:
        return str(ActionCode.parse(_text(cell)))
    except ValueError as error:
        raise CellError(_("This is no code of an action; write it as 00_01_02.")) from error


_READERS: Mapping[str, Callable[[Cell], Any]] = {
    "code": _code,
    "next_on": day,
    "spent": amount,
}


def merged(known_answer: Answer, line: Line) -> tuple[Answer, list[Mistake]]:
    """What is known of an action with what a row says of it, and what of the row has no place.

    What the row says nothing of stays as it is.
    """
    said, mistakes = known_answer, []
    for column, value in line.values.items():
        try:
            said = _PUT.get(column.key, _put_text)(said, column, value)
        except CellError as error:
            mistakes.append(Mistake(line.number, column.heading, str(error)))
    keys = {column.key for column in line.values}
    if "who" in keys and "no_involvement" not in keys:
        said = replace(said, no_involvement="")
    return said, mistakes


def _same(one: object, other: object) -> bool:
    """Whether two values differ in white space at most."""
    return one == other or str(one).split() == str(other).split()


def _put_text(said: Answer, column: Column, value: Any) -> Answer:  # noqa: ANN401 (any text)
    held = getattr(said, column.key)
    return said if _same(held, value) else replace(said, **{column.key: value})


def _put_done(said: Answer, column: Column, value: str) -> Answer:
    if all(each.position != column.number for each in said.milestones):
        raise CellError(_("The form has no milestone %(number)s.") % {"number": column.number})
    return replace(
        said,
        milestones=tuple(
            replace(each, done=value)
            if each.position == column.number and not _same(each.done, value)
            else each
            for each in said.milestones
        ),
    )


def _put_spent(said: Answer, column: Column, value: Decimal) -> Answer:
    held = spent_in(said, column.number)
    if held and Decimal(held) == value:
        return said
    others = tuple(each for each in said.spent if each.year != column.number)
    spent = (*others, Spent(column.number, value))
    return replace(said, spent=tuple(sorted(spent, key=lambda each: each.year)))


def _put_group(said: Answer, column: Column, value: str) -> Answer:
    place = column.number - 1
    if not 0 <= place < MOST_GROUPS:
        raise CellError(
            _("Number the groups that took part from 1 to %(most)s.") % {"most": MOST_GROUPS}
        )
    groups = list(said.involvement)
    groups += [Involved("")] * (place + 1 - len(groups))
    if not _same(getattr(groups[place], column.key), value):
        groups[place] = replace(groups[place], **{column.key: value})
    return replace(said, involvement=tuple(groups))


_PUT: Mapping[str, Callable[[Answer, Column, Any], Answer]] = {
    "done": _put_done,
    "spent": _put_spent,
    **dict.fromkeys(PEOPLE, _put_group),
}


def place_of(key: str, headings: Mapping[str, str]) -> str:
    """The heading of the column that a key of an answer comes from; where from none, the heading
    that it would have, or else what it is called."""
    parts = [part for part in re.split(r"[^a-z_]+", key) if part]
    keys = [*reversed(parts), *(PEOPLE if parts[0] == "involvement" else ())]
    found = next((headings[part] for part in keys if part in headings), "")
    return found or (heading(key) if key in words_of("columns") else name_of_key(key))
