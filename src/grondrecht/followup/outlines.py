"""What a round is to be: over which days, by when, what it is called, about which actions."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.utils import timezone

from grondrecht.followup.by_plan import by_plan
from grondrecht.followup.models import Round
from grondrecht.registry.models import Edition, Plan

DAYS = ("answer_by", "validate_by", "to_government", "to_parliament")


@dataclass(frozen=True)
class Outline:
    """A round as it is asked for.

    Without a name, a slug or deadlines it has those of the kind and of the law (data/rounds.toml);
    without an edition the one in force; without codes it asks about all actions of the edition.
    """

    kind: str
    first_day: date
    last_day: date
    name: str = ""
    name_en: str = ""
    slug: str = ""
    edition: Edition | None = None
    answer_by: date | None = None
    validate_by: date | None = None
    to_government: date | None = None
    to_parliament: date | None = None
    codes: tuple[str, ...] | None = None


def proposed(plan: Plan, kind: str = "progress") -> Outline:
    """The round that would come next: it begins where the last one ended, else with the plan."""
    last = Round.objects.filter(plan=plan).order_by("last_day").last()
    years = int(by_plan("rounds", plan)["kinds"][kind]["years"])
    if last:
        first = last.last_day + timedelta(days=1)
    else:
        # The years behind us, where nothing is known of the plan's own.
        first = plan.first_day or date(timezone.localdate().year - years, 1, 1)
    return Outline(kind, first, date(first.year + years - 1, 12, 31))


def filled_in(plan: Plan, outline: Outline) -> dict[str, Any]:
    """The values of a round's fields, what the outline leaves open filled in."""
    years = "-".join(str(day.year) for day in (outline.first_day, outline.last_day))
    if outline.first_day.year == outline.last_day.year:
        years = str(outline.last_day.year)
    known: Mapping[str, str] = by_plan("rounds", plan)["kinds"].get(outline.kind, {})
    values: dict[str, Any] = {
        key: getattr(outline, key) or known.get(key, "").format(years=years)
        for key in ("name", "name_en", "slug")
    }
    days = deadlines(plan, outline.last_day, outline.to_government)
    values |= {key: getattr(outline, key) or days[key] for key in DAYS}
    return values | {key: getattr(outline, key) for key in ("kind", "first_day", "last_day")}


def deadlines(plan: Plan, last_day: date, to_government: date | None = None) -> dict[str, date]:
    """By when a round that ends on a day is due: the two days of the law, and two of one's own."""
    told = by_plan("rounds", plan)
    due = {
        key: date.fromisoformat(f"{last_day.year + 1}-{day}")
        for key, day in told["deadlines"].items()
    }
    before = to_government or due["to_government"]
    weeks = told["weeks_before"].items()
    return due | {key: before - timedelta(weeks=number) for key, number in weeks}
