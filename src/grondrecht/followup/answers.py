"""What an administration says of an action in a round: pure values, and what is wrong with them.

An answer knows nothing of the database; a report keeps it as JSON (docs/rounds.md has the keys).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, fields
from datetime import date
from decimal import Decimal
from types import MappingProxyType
from typing import Any

from django.utils.translation import gettext as _

from grondrecht.plan.checked import shown
from grondrecht.registry.errors import RegisterError

KINDS = ("", "measure", "project")
PHASES = ("", "preparation", "execution", "follow_up", "evaluation")
LONGEST_TEXT, MOST_ROWS = 20_000, 200
FIRST_YEAR, LAST_YEAR = 1900, 2200
# What the database holds of a number: 18 digits before the point, 6 behind it.
_DECIMAL = re.compile(r"-?\d{1,18}(?:\.\d{1,6})?")
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_UNPRINTABLE = re.compile("[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff]")


@dataclass(frozen=True)
class Done:
    """A milestone: what the form promised for a period, and what was done for it.

    ``position`` is its place in the form, from 1.
    """

    position: int
    period: str = ""
    promised: str = ""
    done: str = ""


@dataclass(frozen=True)
class Measured:
    """A value of an indicator (its slug) for a period."""

    indicator: str
    value: Decimal
    period: str = ""
    first_day: date | None = None
    last_day: date | None = None
    unit: str = ""
    note: str = ""


@dataclass(frozen=True)
class Spent:
    """Money spent in a year; ``words`` say what it was spent on."""

    year: int
    amount: Decimal
    currency: str = "EUR"
    words: str = ""


@dataclass(frozen=True)
class Involved:
    """That people in poverty took part: a group or an association, never a person by name.

    ``outcome`` says what was done with what they said, ``why_not`` why nothing was.
    """

    who: str
    phase: str = ""
    said: str = ""
    outcome: str = ""
    why_not: str = ""


@dataclass(frozen=True)
class Answer:
    """The whole of what is said of an action. ``no_involvement`` says why nobody was involved."""

    kind: str = ""
    status: str = ""
    reason: str = ""
    news: str = ""
    milestones: tuple[Done, ...] = ()
    values: tuple[Measured, ...] = ()
    spent: tuple[Spent, ...] = ()
    involvement: tuple[Involved, ...] = ()
    no_involvement: str = ""
    next_step: str = ""
    next_on: date | None = None


Row = Answer | Done | Measured | Spent | Involved


def to_json(answer: Row) -> dict[str, Any]:
    """An answer, or a row of one, as data that json.dumps takes: every key, in the same order."""
    return {each.name: _plain(getattr(answer, each.name)) for each in fields(answer)}


def _plain(value: Any) -> Any:  # noqa: ANN401 (each kind of field)
    if isinstance(value, tuple):
        return [to_json(row) for row in value]
    if isinstance(value, Decimal):
        return f"{value:f}"
    return value.isoformat() if isinstance(value, date) else value


def from_json(data: object) -> Answer:
    """An answer from JSON; keys that are not there are empty.

    Raises RegisterError with one sentence that names the key where one is unknown or its value is
    not what it should be.
    """
    answer: Answer = _read(Answer, data, "")
    return answer


def _read(of: type[Any], data: object, path: str) -> Any:  # noqa: ANN401 (an object of that class)
    if not isinstance(data, dict):
        raise RegisterError(
            _("%(path)s must be an object, not %(value)s.")
            % {"path": path or _("The answer"), "value": shown(data)}
        )
    known = {each.name: each for each in fields(of)}
    for key in data:
        if key not in known:
            where = _where(path, shown(key).strip('"'))
            raise RegisterError(
                _("%(path)s is unknown; choose from %(keys)s.")
                % {"path": where, "keys": ", ".join(known)}
            )
    given = {key: _value(str(known[key].type), data[key], _where(path, key)) for key in data}
    try:
        return of(**given)
    except TypeError as error:
        missing = next(key for key in known if key not in given and f"'{key}'" in str(error))
        where = _where(path, missing)
        raise RegisterError(_("%(path)s is missing; add it.") % {"path": where}) from error


def _where(path: str, key: str) -> str:
    return f"{path}.{key}" if path else key


def _value(kind: str, value: object, path: str) -> Any:  # noqa: ANN401 (of that kind)
    if kind in _ROWS:
        return _rows(_ROWS[kind], value, path)
    return _READERS[kind](value, path)


def _rows(of: type[Any], value: object, path: str) -> tuple[Any, ...]:
    if not isinstance(value, list) or len(value) > MOST_ROWS:
        raise RegisterError(
            _("%(path)s must be a list of at most %(most)s objects.")
            % {"path": path, "most": MOST_ROWS}
        )
    return tuple(_read(of, row, f"{path}[{number}]") for number, row in enumerate(value, start=1))


def legible(text: str) -> str:
    """A text as an answer takes it: a space for each letter that cannot be printed, and no longer
    than it may be."""
    return _UNPRINTABLE.sub(" ", text)[:LONGEST_TEXT]


def _text(value: object, path: str) -> str:
    if not isinstance(value, str):
        raise RegisterError(
            _("%(path)s must be a text, not %(value)s.") % {"path": path, "value": shown(value)}
        )
    if len(value) > LONGEST_TEXT:
        raise RegisterError(
            _("%(path)s is longer than %(most)s characters; shorten it.")
            % {"path": path, "most": LONGEST_TEXT}
        )
    if _UNPRINTABLE.search(value):
        raise RegisterError(
            _("%(path)s has a character that cannot be printed; take it out.") % {"path": path}
        )
    return value


def _whole(value: object, path: str) -> int:
    # In Python true is an int; here it is not.
    if not isinstance(value, int) or isinstance(value, bool) or not 0 <= value <= 9999:
        raise RegisterError(
            _("%(path)s must be a whole number, not %(value)s.")
            % {"path": path, "value": shown(value)}
        )
    return value


def _decimal(value: object, path: str) -> Decimal:
    if not isinstance(value, str) or not _DECIMAL.fullmatch(value):
        raise RegisterError(
            _("%(path)s must be a number as text, such as “12.5”, not %(value)s.")
            % {"path": path, "value": shown(value)}
        )
    return Decimal(value)


def _day(value: object, path: str) -> date | None:
    if value is None:
        return None
    try:
        if isinstance(value, str) and _DAY.fullmatch(value):
            return date.fromisoformat(value)
    except ValueError:
        pass
    raise RegisterError(
        _("%(path)s must be a day such as 2017-12-31, not %(value)s.")
        % {"path": path, "value": shown(value)}
    )


_READERS: Mapping[str, Callable[[object, str], Any]] = MappingProxyType(
    {"str": _text, "int": _whole, "Decimal": _decimal, "date | None": _day}
)
_ROWS: Mapping[str, type[Any]] = MappingProxyType(
    {
        "tuple[Done, ...]": Done,
        "tuple[Measured, ...]": Measured,
        "tuple[Spent, ...]": Spent,
        "tuple[Involved, ...]": Involved,
    }
)


def texts_of(answer: Row, path: str = "") -> Iterator[tuple[str, str]]:
    """Every text of an answer that is not empty, with the path of its key."""
    for each in fields(answer):
        value, where = getattr(answer, each.name), _where(path, each.name)
        if isinstance(value, tuple):
            for number, row in enumerate(value, start=1):
                yield from texts_of(row, f"{where}[{number}]")
        elif isinstance(value, str) and value:
            yield where, value
