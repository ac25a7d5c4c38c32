"""The figures of the law: each with the day from which it holds."""

from __future__ import annotations

from bisect import bisect_right
from calendar import isleap
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from operator import itemgetter

from grondrecht.rights import units
from grondrecht.rights.errors import Place, RightsError, Words
from grondrecht.rights.units import Unit
from grondrecht.rights.written import Written, day_of

CENT = 100
_KEYS = ("unit", "values", "review_by", "nl", "en")


@dataclass(frozen=True, slots=True)
class Legal:
    """Where a rule stands: title, article and address, each empty where it is not known."""

    title: str
    article: str = ""
    url: str = ""


@dataclass(frozen=True, slots=True)
class Parameter:
    """A figure with its values by first day, in its unit.

    It may grow each year: the value of ``grows_from`` and those after it, each until the next; the
    last value only where that is None.
    """

    name: str
    label: Words
    unit: Unit
    values: tuple[tuple[date, Fraction], ...]
    review_by: date
    grows: Fraction | None
    source: Legal | None
    place: Place
    factor: Fraction = Fraction(1)
    grows_from: date | None = None

    def value_on(self, on: date) -> Fraction:
        """The value that holds on a day. Raises RightsError before the first."""
        held = bisect_right(self.values, on, key=itemgetter(0))
        if not held:
            raise RightsError(
                f"The parameter {self.name} has no value on {on}; add one to values.",
                f"De parameter {self.name} heeft geen waarde op {on}; voeg er een toe aan values.",
                self.place,
            )
        first, value = self.values[held - 1]
        if self.grows is None or first < self.growing_from:
            return value
        return self._grown(value, _anniversaries(first, on))

    @property
    def growing_from(self) -> date:
        """The first day of the earliest value that grows, where any does."""
        return self.grows_from or self.values[-1][0]

    def changes(self, first: date, last: date) -> set[date]:
        """The days between two, both within, on which the value may change: growth counts too."""
        found = set(self.days())
        ends = (*self.days()[1:], last)
        for day, end in zip(self.days(), ends, strict=True):
            if self.grows is not None and day >= self.growing_from:
                years = range(max(day.year, first.year), min(end, last).year + 1)
                found |= {_anniversary(day, year) for year in years}
        return {day for day in found if first <= day <= last}

    def days(self) -> tuple[date, ...]:
        """The days on which the value changes, growth left out."""
        return tuple(first for first, _ in self.values)

    def _grown(self, value: Fraction, n_years: int) -> Fraction:
        assert self.grows is not None
        grown = value * (1 + self.grows) ** n_years
        if not units.is_money(self.unit):
            return grown
        return Fraction((2 * grown * CENT + 1) // 2, CENT)


def legal(written: Written) -> Legal:
    """A source as it is written. Raises RightsError."""
    held = written.mapping(("title",), ("article", "url"))
    url = held["url"].text() if "url" in held else ""
    if url and not url.startswith(("https://", "http://")):
        raise held["url"].refuse(
            "An address begins with https://; write it in full.",
            "Een adres begint met https://; schrijf het voluit.",
        )
    article = held["article"].text() if "article" in held else ""
    return Legal(held["title"].text(), article, url)


def parameter(name: str, written: Written, place: Place) -> Parameter:
    """A parameter as it is written. Raises RightsError."""
    held = written.mapping(_KEYS, ("grows", "source"))
    unit, factor = unit_of(held["unit"])
    return Parameter(
        name,
        Words(held["nl"].text(), held["en"].text()),
        unit,
        values_of(held["values"], factor),
        held["review_by"].day(),
        _grows(held["grows"]) if "grows" in held else None,
        legal(held["source"]) if "source" in held else None,
        place,
        factor,
    )


def unit_of(written: Written) -> tuple[Unit, Fraction]:
    """The unit of a parameter, and by how much what is written in it is multiplied."""
    if written.text() == "count":
        return units.NONE, Fraction(1)
    if written.text() == "%":
        return units.NONE, Fraction(1, 100)
    return units.parsed(written.text(), written.place)


def values_of(written: Written, factor: Fraction) -> tuple[tuple[date, Fraction], ...]:
    """The values by first day, as they are written. Raises RightsError."""
    listed = written.table()
    found = [
        (day_of(key, written.keys[key]), each.number() * factor) for key, each in listed.items()
    ]
    if not found or found != sorted(found, key=lambda pair: pair[0]):
        raise written.refuse(
            "Write at least one value, the earliest day first.",
            "Schrijf minstens één waarde, de vroegste dag eerst.",
        )
    return tuple(found)


def _grows(written: Written) -> Fraction:
    held = written.mapping(("by", "each"))
    held["each"].one_of(("year",))
    text = held["by"].text()
    if not text.endswith("%"):
        raise held["by"].refuse(
            "Write a percentage, as 3.5 %.", "Schrijf een percentage, als 3.5 %."
        )
    by = Written(text[:-1].strip(), held["by"].place, {}).number() / 100
    if by <= -1:
        raise held["by"].refuse(
            "A figure does not shrink to nothing or below in a year; write more than -100 %.",
            "Een cijfer krimpt in een jaar niet tot niets of minder; schrijf meer dan -100 %.",
        )
    return by


def _anniversary(first: date, year: int) -> date:
    """The same day of another year; 1 March where that has no 29 February."""
    if (first.month, first.day) == (2, 29) and not isleap(year):
        return date(year, 3, 1)
    return first.replace(year=year)


def _anniversaries(first: date, on: date) -> int:
    return on.year - first.year - ((on.month, on.day) < (first.month, first.day))
