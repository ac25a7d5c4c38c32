"""What the pages of consultations in the workplace show."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Q
from django.utils import timezone

from grondrecht.followup.access import decide_each
from grondrecht.followup.actors import Actor
from grondrecht.followup.calendars import name_of, readable
from grondrecht.followup.models import Consultation, Domain, Point, PovertyTest
from grondrecht.followup.tests_counted import counted
from grondrecht.registry.models import Plan
from grondrecht.web.work.show import work

VERBS = (
    *("consultation.read", "consultation.set", "consultation.suggest", "consultation.hold"),
    *("consultation.publish", "consultation.cancel", "consultation.add_point"),
)


@dataclass(frozen=True)
class Shown:
    """A consultation in a list."""

    row: Consultation
    name: str
    address: str
    open_points: int = 0

    @property
    def is_late(self) -> bool:
        """Whether its day is over and nobody said that it was held."""
        return self.row.state == "planned" and self.row.day < timezone.localdate()


def at(row: Consultation, *more: str) -> str:
    """The address of a consultation in the workplace."""
    return work("overleg", str(row.pk), *more)


def listed(who: Actor, plan: Plan) -> dict[str, list[Shown]]:
    """The consultations of a plan for somebody: those to come first, those that were last first."""
    open_points = Count("points", filter=Q(points__state="open"))
    rows = readable(who).filter(plan=plan).annotate(open_points=open_points)
    found = [Shown(row, name_of(row), at(row), row.open_points) for row in rows]
    planned = [each for each in found if each.row.state == "planned"]
    return {"planned": planned, "past": [each for each in reversed(found) if each not in planned]}


def domains_of(plan: Plan) -> list[dict[str, Any]]:
    """The policy domains with who is appointed in each today. Four queries."""
    today = timezone.localdate()
    rows = Domain.objects.filter(plan=plan).prefetch_related(
        "offices", "administrations", "officials__party"
    )
    return [
        {
            "domain": row,
            "officials": row.officials.all(),
            "is_gap": not any(
                each.first_day <= today and (each.last_day is None or each.last_day >= today)
                for each in row.officials.all()
            ),
        }
        for row in rows
    ]


def can(who: Actor, row: Consultation) -> dict[str, bool]:
    """What somebody may do to a consultation now, by the last word of the verb."""
    decisions = decide_each(who, VERBS, row)
    return {verb.partition(".")[2]: bool(decision) for verb, decision in decisions.items()}


def points_of(who: Actor, row: Consultation) -> list[dict[str, Any]]:
    """The points of a consultation, with what somebody may do to each."""
    rows = row.points.select_related("action", "party", "office", "person", "consultation")
    return [
        {"point": point, "can": _can_point(who, point), "address": point_address(point)}
        for point in rows
    ]


def point_address(point: Point) -> str:
    """The address of a point in the workplace."""
    return work("overleg", "punten", str(point.pk))


def _can_point(who: Actor, point: Point) -> dict[str, bool]:
    decisions = decide_each(who, ("point.finish", "point.reopen"), point)
    return {verb.partition(".")[2]: bool(decision) for verb, decision in decisions.items()}


def state_of_tests(plan: Plan) -> list[dict[str, Any]]:
    """The state of the poverty tests, for the item that every horizontal agenda has. One query."""
    tests = PovertyTest.objects.filter(plan=plan).select_related("office")
    return [{"year": each.year, **vars(each.total)} for each in reversed(counted(tests))]
