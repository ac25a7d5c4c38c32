"""Which findings of a plan somebody may read, as one query."""

from __future__ import annotations

from django.db.models import Q, QuerySet

from grondrecht.followup.actors import Actor, Held
from grondrecht.followup.models import Finding
from grondrecht.followup.roles import BY_KEY as ROLES
from grondrecht.registry.models import Mention, Plan


def readable(who: Actor, plan: Plan) -> QuerySet[Finding]:
    """The findings that somebody may read: what is public, and what their roles let them.

    It agrees with access.decide, which tests hold it to.
    """
    rows = Finding.objects.filter(action__plan=plan).select_related("action")
    if who.everything:
        return rows
    allowed = Q(state="published")
    for held in who.roles_in(plan.pk):
        allowed |= _of(held)
    return rows.filter(allowed)


def _of(held: Held) -> Q:
    """What one role lets somebody read."""
    role, told = ROLES[held.role], ~Q(state="draft")
    own = _own(held)
    drafts = own & Q(state="draft") if role.scope("finding.read_draft") else Q(pk__in=())
    scope = role.scope("finding.read")
    if scope == "any":
        return told | drafts
    return (told & own if scope == "own" else Q(pk__in=())) | drafts


def _own(held: Held) -> Q:
    if held.role == "cabinet":
        return Q(action__office=held.office)
    if held.role == "official":
        answering = Mention.objects.filter(
            party__in=held.family, role="responsible", party__kind="administration"
        )
        return Q(action__in=answering.values("action"))
    return Q(party__isnull=True) if held.role == "coordinator" else Q(party=held.party)
