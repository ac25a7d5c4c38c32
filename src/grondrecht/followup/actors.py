"""Who acts: a signed-in person with the roles they hold today, or whoever runs the program."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django.db.models import Q
from django.utils import timezone

from grondrecht.followup.models import Appointment, Person
from grondrecht.registry.models import Party

# Who holds one of these can open and close rounds: a stolen password must not be enough for it.
IN_TWO_STEPS = ("coordinator",)


@dataclass(frozen=True)
class Held:
    """A role as it is held: in which plan (None: all), for which office or party and its parts."""

    role: str
    plan: int | None = None
    office: int | None = None
    party: int | None = None
    family: frozenset[int] = frozenset()


@dataclass(frozen=True)
class Actor:
    """Who does something, by the name that the log keeps.

    ``everything`` is for whoever runs the program on the machine itself: they have the database.
    ``resting`` are the roles that do not count because this person signed in in one step.
    """

    name: str
    person: Person | None = None
    held: tuple[Held, ...] = ()
    everything: bool = False
    resting: tuple[str, ...] = ()

    def roles_in(self, plan: int | None) -> Iterator[Held]:
        """The roles that count in a plan; without a plan those in any."""
        for held in self.held:
            if held.plan is None or plan is None or held.plan == plan:
                yield held

    def holds(self, role: str, plan: int | None = None) -> bool:
        """Whether this role is held in a plan, or in any without one."""
        return any(held.role == role for held in self.roles_in(plan))


VISITOR = Actor("")


def operator(name: str) -> Actor:
    """Whoever runs the program on the machine where the register is."""
    return Actor(name, everything=True)


def actor_of(person: Person, *, two_step: bool) -> Actor:
    """A person with the roles they hold today. Two queries, one more per level of a large party.

    The roles of ``IN_TWO_STEPS`` count only for who signs in in two steps.
    """
    today = timezone.localdate()
    now = Appointment.objects.filter(
        Q(last_day__isnull=True) | Q(last_day__gte=today), person=person, first_day__lte=today
    )
    rows = [row for row in now if two_step or row.role not in IN_TWO_STEPS]
    resting = {row.role for row in now} - {row.role for row in rows}
    families = _families({row.party_id for row in rows if row.party_id})
    held = tuple(
        Held(
            row.role,
            row.plan_id,
            row.office_id,
            row.party_id,
            families.get(row.party_id or 0, frozenset()),
        )
        for row in rows
    )
    return Actor(person.name, person, held, resting=tuple(resting))


def _families(parties: set[int]) -> dict[int, frozenset[int]]:
    """Party -> itself and all that is a part of it."""
    families = {party: {party} for party in parties}
    edge = {party: {party} for party in parties}
    while any(edge.values()):
        over = {pk for found in edge.values() for pk in found}
        parts = list(Party.objects.filter(part_of__in=over).values_list("part_of_id", "pk"))
        for party, found in edge.items():
            edge[party] = {pk for whole, pk in parts if whole in found} - families[party]
            families[party] |= edge[party]
    return {party: frozenset(found) for party, found in families.items()}
