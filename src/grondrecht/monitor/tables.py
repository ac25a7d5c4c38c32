"""Results as tables that people read: one for each indicator, with numbers that stay numbers."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Literal, NamedTuple

from grondrecht.monitor.differences import Difference
from grondrecht.monitor.results import Result
from grondrecht.monitor.sentences import certainty, section, verdict
from grondrecht.monitor.wording import Words, decimals

Value = str | float | int | None
NOTHING = "-"


class Column(NamedTuple):
    """A heading, and with how many decimals its numbers are shown; None where it holds text."""

    heading: str
    decimals: int | None = None


class Table(NamedTuple):
    """Rows of values under headings; None where nothing can or may be said."""

    title: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Value, ...], ...]

    @property
    def headings(self) -> list[str]:
        """The headings in order."""
        return [column.heading for column in self.columns]

    def without(self, heading: str) -> Table:
        """The table without one of its columns."""
        return self._only(
            place for place, column in enumerate(self.columns) if column.heading != heading
        )

    def filled(self) -> Table:
        """The table without columns that hold nothing."""
        held = (any(row[place] not in (None, "") for row in self.rows) for place in self._places)
        return self._only(place for place, says in enumerate(held) if says or not place)

    @property
    def _places(self) -> range:
        return range(len(self.columns))

    def _only(self, places: Iterable[int]) -> Table:
        kept = list(places)
        rows = tuple(tuple(row[place] for place in kept) for row in self.rows)
        return Table(self.title, tuple(self.columns[place] for place in kept), rows)

    def shown(self, words: Words) -> Iterator[list[str]]:
        """The rows as text, with numbers as the language writes them."""
        for row in self.rows:
            yield [
                _shown(value, column, words)
                for value, column in zip(row, self.columns, strict=True)
            ]


def _shown(value: Value, column: Column, words: Words) -> str:
    if column.decimals is None or isinstance(value, str):
        return str(value or "")
    return NOTHING if value is None else words.number(value, column.decimals)


def level_table(results: Iterable[Result], indicator: str, words: Words | None = None) -> Table:
    """The levels of an indicator, a row for each domain."""
    words = words or Words()
    own = [each for each in results if each.indicator == indicator]
    columns = (
        Column(words.of("headings", "group")),
        *_measured(own, words, "value"),
        Column(words.of("headings", "n"), 0),
        Column(words.of("headings", "n_poor"), 0),
        Column(words.of("headings", "population"), 0),
        Column(words.of("headings", "remark")),
    )
    rows = tuple(_level_row(each, words) for each in own)
    return Table(words.of("titles", "level", name=words.name(indicator)), columns, rows)


def _level_row(each: Result, words: Words) -> tuple[Value, ...]:
    hidden = each.flag == "withheld"
    counted = (each.n, None if hidden else each.n_poor, each.population)
    return (words.group(each.domain), *_measures(each), *counted, remark(each, words))


def _measures(each: Result | Difference) -> tuple[Value, ...]:
    """An estimate with its error and interval; what is withheld shows nowhere."""
    if each.flag == "withheld":
        return (None,) * 4
    return each.value, each.standard_error, each.lower, each.upper


def remark(found: Result, words: Words) -> str:
    """Why a level is not shown or not sure; empty where nothing is the matter."""
    if certainty(found) != "no_margin":
        return words.flag(found.flag)
    few = words.flag(found.flag) if found.flag == "few" else ""
    return "; ".join(filter(None, (words.of("verdicts", "no_margin"), few)))


def change_table(found: Iterable[Difference], indicator: str, words: Words | None = None) -> Table:
    """The differences of an indicator, with what may be said of each."""
    words = words or Words()
    own = [each for each in found if each.indicator == indicator]
    kind = section(own[0]) if own else "change"
    contrast = kind == "contrast"
    columns = (
        Column(words.of("headings", "group")),
        *([Column(words.of("headings", "compared"))] if contrast else []),
        *_measured(own, words, "difference"),
        Column(words.of("headings", "n"), 0),
        Column(words.of("headings", "verdict_contrast" if contrast else "verdict")),
    )
    rows = tuple(_change_row(each, words, contrast) for each in own)
    return Table(words.of("titles", kind, name=words.name(indicator)), columns, rows)


def _change_row(each: Difference, words: Words, contrast: bool) -> tuple[Value, ...]:
    groups = (words.group(each.second), *([words.group(each.first)] if contrast else []))
    return (*groups, *_measures(each), each.n, verdict_words(each, words))


def verdict_words(each: Difference, words: Words) -> str:
    """What may be said of a difference, in a few words."""
    kind = verdict(each)
    if kind == "withheld":
        return words.flag(each.flag)
    contrast = section(each) == "contrast" and kind in ("fell", "rose")
    made = words.of("verdicts_contrast" if contrast else "verdicts", kind)
    return f"{made}; {words.flag(each.flag)}" if each.flag == "few" else made


def _measured(
    own: Sequence[Result | Difference], words: Words, name: Literal["value", "difference"]
) -> list[Column]:
    """The columns of an estimate, its error and its interval; the first says the unit."""
    unit = own[0].unit if own else ""
    named = words.unit(unit, "value" if name == "value" else "change")
    first = words.of("headings", name) + (f" ({named})" if named else "")
    rest = (words.of("headings", key) for key in ("standard_error", "lower", "upper"))
    places = decimals(unit)
    return [Column(first, places), *(Column(heading, places) for heading in rest)]
