"""The part of a round's copy that says what the permanent consultation did, and where it failed."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.utils import timezone

from grondrecht.followup.models import AgendaItem, Consultation, Point, Round
from grondrecht.followup.vertical import rule, without_official, years_of


def part(of: Round) -> list[dict[str, Any]]:
    """The consultations that were held in the days of a round, by day. Four queries.

    Agenda, minutes and points are there once the minutes are published.
    """
    rows = Consultation.objects.filter(
        plan=of.plan_id, state__in=("held", "published"), day__range=(of.first_day, of.last_day)
    )
    rows = rows.select_related("domain").order_by("day", "pk")
    return [
        _row(each)
        for each in rows.prefetch_related(
            "present",
            "agenda__action",
            "agenda__test",
            "points__action",
            "points__party",
            "points__office",
            "points__person",
        )
    ]


def vertical_rule(of: Round) -> list[dict[str, Any]]:
    """How many vertical consultations each domain held in each year of a round. Two queries."""
    return [
        {
            "domain": each.domain.name,
            "domain_en": each.domain.name_en,
            "year": each.year,
            "held": each.held,
            "asked": each.asked,
            "met": each.met,
        }
        for each in rule(of.plan, years_of(of.plan, of.first_day, of.last_day))
    ]


def domains_without_official(of: Round) -> list[str]:
    """The domains for which nobody was appointed on the last day of a round. One query."""
    return [each.name for each in without_official(of.plan, _last_day(of))]


def _last_day(of: Round) -> date:
    return min(of.last_day, timezone.localdate())


def _row(row: Consultation) -> dict[str, Any]:
    is_public = row.state == "published"
    members = [party.name for party in row.present.all()]
    return {
        "kind": row.kind,
        "domain": row.domain.name if row.domain else "",
        "day": row.day.isoformat(),
        "state": row.state,
        "place": row.place,
        "members": [*members, *row.others.splitlines()] if is_public else [],
        "agenda": [_item(item) for item in row.agenda.all() if item.on_agenda and is_public],
        "minutes": row.minutes if is_public else "",
        "points": [point_data(point) for point in row.points.all() if is_public],
    }


def _item(item: AgendaItem) -> dict[str, str]:
    test = item.test
    return {
        "text": item.text,
        "action": item.action.code if item.action else "",
        "test": test.slug if test and test.published else "",
    }


def point_data(point: Point) -> dict[str, Any]:
    """A point to follow up as data; a person who does it is told by for whom they speak."""
    return {
        "text": point.text,
        "action": point.action.code if point.action else "",
        "owner": point.shown_owner,
        "due_on": point.due_on.isoformat() if point.due_on else None,
        "state": point.state,
        "done": point.done if point.state == "done" else "",
    }
