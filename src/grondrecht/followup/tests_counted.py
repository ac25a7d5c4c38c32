"""How many poverty tests there were, per year and office: what the plan's indicator counts."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, fields
from typing import Any

from grondrecht.followup.models import PovertyTest
from grondrecht.registry.models import Office, Plan

_TESTED = ("done", "evaluated")


@dataclass(frozen=True)
class Counted:
    """Dossiers of a year: on the list, decided about either way, and with a test that was done."""

    listed: int = 0
    needed: int = 0
    not_needed: int = 0
    done: int = 0

    def __add__(self, other: Counted) -> Counted:
        names = [each.name for each in fields(self)]
        return Counted(*(getattr(self, name) + getattr(other, name) for name in names))


@dataclass(frozen=True)
class YearCounted:
    """The counts of a year, of each office in the order of codes, and of all."""

    year: int
    offices: tuple[tuple[Office, Counted], ...]
    total: Counted


def counted(tests: Iterable[PovertyTest]) -> list[YearCounted]:
    """The counts of these tests, the first year first. A query where offices are not loaded."""
    cells: dict[tuple[int, Office], Counted] = {}
    for test in tests:
        place = test.year, test.office
        cells[place] = cells.get(place, Counted()) + _one(test)
    return [_year(year, cells) for year in sorted({year for year, _office in cells})]


def _year(year: int, cells: dict[tuple[int, Office], Counted]) -> YearCounted:
    of_year = [(office, count) for (when, office), count in cells.items() if when == year]
    of_year.sort(key=lambda row: row[0].code)
    return YearCounted(year, tuple(of_year), sum((count for _, count in of_year), Counted()))


def _one(test: PovertyTest) -> Counted:
    return Counted(
        listed=1,
        needed=int(test.state in ("needed", *_TESTED)),
        not_needed=int(test.state == "not_needed"),
        done=int(test.state in _TESTED),
    )


def done_in(plan: Plan, year: int) -> int:
    """How many tests of a year are done and in the public register: the indicator's value."""
    return PovertyTest.objects.filter(
        plan=plan, year=year, published=True, state__in=_TESTED
    ).count()


def as_data(years: Iterable[YearCounted]) -> dict[str, Any]:
    """The counts as data: year -> the total, and each office by its code."""
    return {
        str(each.year): {
            "total": vars(each.total),
            "offices": {office.code: vars(count) for office, count in each.offices},
        }
        for each in years
    }
