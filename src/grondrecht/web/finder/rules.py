"""The measures that the site answers with: a folder, read once, and what is in force on a day."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from pathlib import Path

from django.conf import settings
from django.utils import timezone

from grondrecht import rights
from grondrecht.rights import Law
from grondrecht.rights.law import InForce
from grondrecht.rights.measures import Measure
from grondrecht.web.finder.asking import Asking, Topic, asking_in, is_for_people

SHIPPED = Path(rights.__file__).parent / "data" / "flanders"


@dataclass(frozen=True)
class Rules:
    """A folder of measures with the way to ask about them."""

    folder: str
    law: Law
    asking: Asking

    @property
    def for_people(self) -> list[Measure]:
        """The measures for persons and households, by name of their file."""
        return [each for each in self.law.measures.values() if is_for_people(each)]

    @property
    def asks_age(self) -> bool:
        """Whether the folder knows the age of a person in whole years."""
        held = self.law.inputs.get("age")
        years = held and held.of == "person" and held.kind == "number" and held.scale == 1
        return bool(years)

    def topic(self, name: str) -> Topic:
        """The topic of that name. Raises KeyError."""
        return {each.id: each for each in self.asking.topics}[name]


def rules() -> Rules:
    """The measures of this installation. Raises RightsError where they cannot be read."""
    return rules_of(settings.RIGHTS or str(SHIPPED))


@lru_cache(maxsize=4)
def rules_of(folder: str) -> Rules:
    """The measures of a folder, read and checked whole once. Raises RightsError."""
    law = rights.load(folder)
    return Rules(folder, law, asking_in(Path(folder), law))


@lru_cache(maxsize=64)
def in_force(folder: str, day: date, names: tuple[str, ...], of: str = "household") -> InForce:
    """Those of some measures of a folder in force on a day that answer a household, or ``of``.

    A law keeps what it gave for every day; visitors choose days, so only a few are kept here.
    """
    law = rules_of(folder).law
    once = Law(law.inputs, law.measures, law.graph, law.known, law.lock)
    return once.on(day).only(names).fitting(of)


def first_day(held: Rules) -> date:
    """The first day on which a measure for people holds."""
    return min(version.first for each in held.for_people for version in each.versions)


def usual_day(held: Rules) -> date:
    """The day whose rules are shown where none is chosen."""
    return settings.RIGHTS_DAY or best_day(held, timezone.localdate())


def last_day(held: Rules) -> date:
    """The last day that can be chosen: today, or the usual one where that is later."""
    return max(timezone.localdate(), usual_day(held))


def best_day(held: Rules, today: date) -> date:
    """The last day, today at most, on which most measures for people hold.

    A measure with a figure that had to be looked at again before a day does not count on it.
    """
    ends = {today}
    for each in held.for_people:
        for version in each.versions:
            reviews = [parameter.review_by for parameter in version.parameters.values()]
            ends |= {version.until, version.first - timedelta(days=1), *reviews}
    days = [day for day in ends if day <= today]
    return max(days, key=lambda day: (sum(_holds(each, day) for each in held.for_people), day))


def _holds(measure: Measure, day: date) -> bool:
    version = measure.version_on(day)
    return version is not None and all(
        parameter.review_by >= day for parameter in version.parameters.values()
    )


def sources(held: Rules) -> list[str]:
    """The documents that the measures for people were read from, the most used first."""
    titles = Counter(version.source.title for each in held.for_people for version in each.versions)
    return [title for title, _count in titles.most_common()]
