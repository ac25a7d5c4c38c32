"""Which poverty tests somebody may read: those of the public register, and what their roles add."""

from __future__ import annotations

from django.db.models import Q, QuerySet

from grondrecht.followup.actors import Actor, Held
from grondrecht.followup.models import PovertyTest
from grondrecht.followup.roles import BY_KEY as ROLES
from grondrecht.registry.models import Plan


def readable(who: Actor, plan: Plan) -> QuerySet[PovertyTest]:
    """The tests of a plan that somebody may read, as ``access.decide`` decides for each.

    One query for all of them.
    """
    rows = PovertyTest.objects.filter(plan=plan).select_related("office", "party")
    if who.everything:
        return rows
    mine = Q(published=True)
    for held in who.roles_in(plan.pk):
        mine |= _covered(held)
    return rows.filter(mine)


def _covered(held: Held) -> Q:
    """The tests that a role covers, as it is held."""
    scope = ROLES[held.role].scope("test.read")
    if scope == "any":
        return Q(pk__isnull=False)
    if scope == "own" and held.role == "cabinet":
        return Q(office=held.office)
    if scope == "own" and held.role == "official":
        return Q(party__in=held.family)
    return Q(pk__in=[])
