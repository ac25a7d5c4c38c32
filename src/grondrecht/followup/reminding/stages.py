"""When somebody is reminded of something: rules as data, stages as keys that never come twice."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import date, datetime, timedelta
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

from grondrecht.reading.opening import reason
from grondrecht.registry.errors import RegisterError

SHIPPED = files("grondrecht.followup") / "data" / "reminders.toml"


@dataclass(frozen=True)
class Rules:
    """When people are reminded; data/reminders.toml says what each is."""

    soon_days: tuple[int, ...]
    late_every_days: int
    next_level_after_days: int
    late_at_most: int
    quiet_from: int
    quiet_until: int
    quiet_days: frozenset[int]


@dataclass(frozen=True)
class Stage:
    """At which point of its time a thing is: ``name`` is asked, soon or late; ``key`` never comes
    twice for one thing; ``late_days`` counts from the day it was due."""

    name: str
    key: str
    late_days: int = 0


@cache
def rules(path: str = "") -> Rules:
    """The rules of a file, or those that are shipped. Raises RegisterError."""
    where = path or "reminders.toml"
    try:
        text = Path(path).read_text("utf-8") if path else SHIPPED.read_text("utf-8")
        return _rules(tomllib.loads(text), where)
    except OSError as error:
        raise RegisterError(f"{where} kan niet gelezen worden: {reason(error)}.") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise RegisterError(f"{where} is geen TOML: {error}.") from error


def _rules(data: Mapping[str, Any], where: str) -> Rules:
    known = {field.name for field in fields(Rules)}
    if set(data) != known:
        wrong = ", ".join(sorted(set(data) ^ known))
        raise RegisterError(f"{where}: ontbreekt of is onbekend: {wrong}.")
    lists = {"soon_days": tuple, "quiet_days": frozenset}
    for key, value in data.items():
        numbers = value if isinstance(value, list) and key in lists else [value]
        if any(type(number) is not int or number < 0 for number in numbers):
            raise RegisterError(f"{where}, {key}: geef gehele getallen, niet {value!r}.")
    if not data["late_every_days"]:
        raise RegisterError(f"{where}, late_every_days: geef minstens 1 dag.")
    values: dict[str, Any] = {key: lists.get(key, int)(value) for key, value in data.items()}
    return Rules(**values)


def stage_of(since: date, due_on: date | None, today: date, by: Rules) -> Stage:
    """The stage that a thing is at today: late for the n-th time, soon due, or just asked."""
    if due_on is None or today <= due_on - timedelta(days=max(by.soon_days, default=0) + 1):
        return Stage("asked", f"asked {since}")
    if today > due_on:
        late = (today - due_on).days
        times = min((late - 1) // by.late_every_days + 1, by.late_at_most)
        return Stage("late", f"late:{times} {due_on}", late)
    left = (due_on - today).days
    nearest = min((days for days in by.soon_days if left <= days), default=None)
    if nearest is None:
        return Stage("asked", f"asked {since}")
    return Stage("soon", f"soon:{nearest} {due_on}")


def quiet(moment: datetime, by: Rules) -> bool:
    """Whether people are left alone at a moment (in the site's own time zone)."""
    if moment.isoweekday() in by.quiet_days:
        return True
    start, end, hour = by.quiet_from, by.quiet_until, moment.hour
    return start <= hour < end if start <= end else hour >= start or hour < end
