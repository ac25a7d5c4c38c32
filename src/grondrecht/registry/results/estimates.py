"""Estimates of the monitor as pure values, and the mistakes of the files that they come from."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal, InvalidOperation
from functools import cache
from importlib.resources import files
from tomllib import loads
from typing import Any

PLACES = Decimal("0.000001")
# What a column of the register holds: 18 digits before the point.
LARGEST = Decimal(10) ** 18
_MONTHS = {"": 12, "S": 6, "Q": 3, "T": 3, "M": 1, "-": 1}
_PERIOD = re.compile(r"(\d{4})(?:-(?:([SQTM])(\d{1,2})|(\d{2})|(\d{4})))?", re.I | re.ASCII)


@dataclass(frozen=True)
class Mistake:
    """What is wrong with a cell: its file, its line (the first is 1), its column, and a sentence.

    ``word`` is what a line is called: JSON has results.
    """

    file: str
    line: int
    column: str
    message: str
    word: str = "regel"

    def __str__(self) -> str:
        where = ", ".join(filter(None, (f"{self.file}, {self.word} {self.line}", self.column)))
        return f"{where}: {self.message}"


class CellError(ValueError):
    """What is wrong with a cell, in one sentence."""


@dataclass(frozen=True)
class Series:
    """An indicator of the monitor: its definition and version, and what it is called.

    What is empty is not known; the register keeps what it holds already.
    """

    definition: str
    version: str
    name: str = ""
    name_en: str = ""
    unit: str = ""
    better: str = ""
    definition_url: str = ""


@dataclass(frozen=True)
class Estimate:
    """A value of a series for a period and a group, with all that is known of its margin.

    ``breakdown`` is empty for everyone, else by the names of its dimensions. ``flag`` says why
    there is no value, or what is the matter with it. ``line`` is where it stands in its file.
    """

    series: Series
    breakdown: tuple[tuple[str, str], ...]
    period: str
    first_day: date
    last_day: date
    value: Decimal | None
    source: str
    standard_error: Decimal | None = None
    lower: Decimal | None = None
    upper: Decimal | None = None
    margin: Decimal | None = None
    n: int | None = None
    n_poor: int | None = None
    population: Decimal | None = None
    flag: str = ""
    method: str = ""
    source_url: str = ""
    synthetic: bool = False
    file: str = ""
    line: int = 0
    word: str = "regel"
    provenance: Mapping[str, Any] = field(default_factory=dict, compare=False)


@dataclass(frozen=True)
class Results:
    """What files hold: the estimates that can be read, and what is wrong with the rest."""

    estimates: tuple[Estimate, ...] = ()
    mistakes: tuple[Mistake, ...] = ()

    def __add__(self, other: Results) -> Results:
        return Results(self.estimates + other.estimates, self.mistakes + other.mistakes)


@cache
def flags() -> Mapping[str, Any]:
    """Every flag that an estimate may have: the words of results, the letters of Eurostat."""
    found: Mapping[str, Any] = loads(
        files("grondrecht.registry").joinpath("data/flags.toml").read_text("utf-8")
    )
    return found


def flag_of(text: str) -> str:
    """A flag as it is kept: a word, or letters of Eurostat in order. Raises CellError."""
    told = text.strip().casefold()
    if told in flags()["words"]:
        return told
    letters = set(told.replace(" ", ""))
    if unknown := letters - set(flags()["letters"]):
        known = ", ".join([*flags()["words"], *flags()["letters"]])
        raise CellError(f"{min(unknown)!r} is geen vlag; kies uit {known}.")
    return "".join(sorted(letters))


def number_of(text: str) -> Decimal | None:
    """A number with a point, rounded to six decimals; None where it is empty. Raises CellError."""
    told = text.strip()
    if not told:
        return None
    try:
        # Decimal would read 1_8 as 18, and the digits of other alphabets.
        number = Decimal(told if told.isascii() and "_" not in told else "-")
    except InvalidOperation as error:
        raise CellError(f"{told[:40]!r} is geen getal; schrijf het als 12.5.") from error
    if not number.is_finite() or abs(number) >= LARGEST:
        raise CellError("dit is geen getal dat bewaard kan worden; geef een gewoon getal.")
    return number.quantize(PLACES)


def count_of(text: str) -> int | None:
    """A number of people, None where it is empty. Raises CellError."""
    told = text.strip()
    if not told:
        return None
    if not re.fullmatch(r"[0-9]{1,9}(?:\.0+)?", told):
        raise CellError(f"{told[:40]!r} is geen aantal; geef een geheel getal.")
    return int(told.partition(".")[0])


def truth_of(text: str) -> bool:
    """Yes or no; no where it is empty. Raises CellError."""
    told = text.strip().casefold()
    if told in ("true", "1", "yes", "ja"):
        return True
    if told in ("", "false", "0", "no", "nee"):
        return False
    raise CellError(f"{told[:40]!r} is geen ja of nee; schrijf true of false.")


def days_of(period: str) -> tuple[date, date]:
    """The first and last day of 2023, 2019-2023, 2023-S1, 2023-Q4, 2023-05. Raises CellError."""
    found = _PERIOD.fullmatch(period.strip())
    if found is None:
        raise _no_period(period)
    year, kind, number, month, last = found.groups()
    if last:
        if last < year:
            raise _no_period(period)
        return date(int(year), 1, 1), date(int(last), 12, 31)
    length = _MONTHS[(kind or ("-" if month else "")).upper()]
    place = int(number or month or 1)
    if int(year) == 0 or not 1 <= place <= 12 // length:
        raise _no_period(period)
    end = place * length
    first = date(int(year), end - length + 1, 1)
    return first, date(int(year), end, monthrange(int(year), end)[1])


def _no_period(period: str) -> CellError:
    return CellError(
        f"{period.strip()[:40]!r} is geen periode; schrijf 2023, 2019-2023, 2023-S1, 2023-Q4 of"
        " 2023-05."
    )


def half_of(lower: Decimal | None, upper: Decimal | None) -> Decimal | None:
    """Half the width of an interval, None where it is not known."""
    if lower is None or upper is None:
        return None
    return ((upper - lower) / 2).quantize(PLACES)
