"""Whom a thing is asked of: the nearest who can do it, and who comes next where there is nobody.

An official of the administration itself, an official of the administration that it is a part of,
the cabinet, the coordinator.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from grondrecht.followup.models import Appointment, Person
from grondrecht.followup.reminding.asked import Asked
from grondrecht.followup.reminding.stages import Rules, stage_of
from grondrecht.registry.models import Party

LEVELS = ("official", "administration", "cabinet", "coordinator")


@dataclass(frozen=True)
class Directory:
    """Who holds which role today, and which party is a part of which."""

    appointments: Sequence[Appointment]
    wholes: dict[int, int]

    def at_level(self, level: str, asked: Asked) -> list[Person]:
        """The people of a level that a thing can be asked of, each once.

        What is one person's is asked of them first, by whatever role they hold.
        """
        if asked.person is not None and level == asked.role:
            theirs = [each for each in self.appointments if each.person_id == asked.person]
            return [each.person for each in theirs[:1]]
        fitting = (each for each in self.appointments if self._fits(level, each, asked))
        return list({each.person_id: each.person for each in fitting}.values())

    def has_official(self, party: int, plan: int) -> bool:
        """Whether anybody answers for an administration in a plan, there or in what it is of."""
        whole = {party} | self._above(frozenset([party]))
        return any(
            each.role == "official" and each.plan_id in (None, plan) and each.party_id in whole
            for each in self.appointments
        )

    def _fits(self, level: str, each: Appointment, asked: Asked) -> bool:
        if each.plan_id not in (None, asked.plan):
            return False
        if level == "coordinator":
            return each.role == "coordinator"
        if level == "cabinet":
            return each.role == "cabinet" and each.office_id in asked.offices
        parties = asked.parties if level == "official" else self._above(asked.parties)
        return each.role == "official" and each.party_id in parties

    def _above(self, parties: frozenset[int]) -> set[int]:
        """All that these parties are a part of."""
        found: set[int] = set()
        edge = set(parties)
        while edge:
            edge = {self.wholes[pk] for pk in edge if pk in self.wholes} - found
            found |= edge
        return found


def directory(today: date) -> Directory:
    """Who can be asked today. Two queries."""
    now = Appointment.objects.filter(
        Q(last_day__isnull=True) | Q(last_day__gte=today),
        first_day__lte=today,
        person__is_active=True,
        person__erased_on__isnull=True,
    ).select_related("person")
    parts = Party.objects.filter(part_of__isnull=False).values_list("pk", "part_of_id")
    return Directory(list(now), {pk: whole for pk, whole in parts if whole})


def whom(asked: Asked, known: Directory, levels: int = 1) -> Iterator[tuple[str, Person]]:
    """Level and person, for so many levels as have somebody, from the nearest on."""
    for level in LEVELS[LEVELS.index(asked.role) :]:
        people = known.at_level(level, asked)
        yield from ((level, person) for person in people)
        levels -= bool(people)
        if not levels:
            return


def whom_now(asked: Asked, known: Directory, today: date, by: Rules) -> list[tuple[str, Person]]:
    """Level and person as a thing is asked today: what stays late is the next one's too."""
    late = stage_of(asked.since, asked.due_on, today, by).late_days
    return list(whom(asked, known, 2 if late > by.next_level_after_days else 1))
