"""Where points to follow up land: on the page of an action, and on somebody's workbench."""

from __future__ import annotations

from django.db.models import F, Q, QuerySet

from grondrecht.followup.actors import Actor
from grondrecht.followup.models import Point
from grondrecht.registry.questions import Question

_SHOWN = ("consultation", "consultation__domain", "consultation__plan", "action")
_OWNERS = ("party", "office", "person")
# The states of a consultation whose points are to be followed up.
MINUTED = ("held", "published")


def of_action(action: int) -> QuerySet[Point]:
    """The public points about an action (its primary key), those that are open first. One query."""
    rows = Point.objects.filter(action_id=action, consultation__state="published")
    return rows.select_related(*_SHOWN, *_OWNERS).order_by("-state", "due_on", "pk")


# As the page of an action asks: its SQL is written once per process.
points_of_action = Question(of_action)


def open_for(who: Actor) -> QuerySet[Point]:
    """The open points that are somebody's to do, those that are due first. One query.

    Theirs are those of themselves, of the offices and parties they speak for and their parts; a
    coordinator's all of the plans they coordinate.
    """
    due = F("due_on").asc(nulls_last=True)
    rows = Point.objects.filter(_theirs(who), state="open", consultation__state__in=MINUTED)
    return rows.select_related(*_SHOWN, *_OWNERS).order_by(due, "pk")


def _theirs(who: Actor) -> Q:
    mine = Q(person=who.person) if who.person else Q(pk__in=[])
    for held in who.held:
        if held.role == "coordinator":
            mine |= Q(consultation__plan=held.plan) if held.plan else Q(pk__isnull=False)
        elif held.office:
            mine |= Q(office=held.office)
        elif held.party:
            mine |= Q(party__in=held.family)
    return mine
