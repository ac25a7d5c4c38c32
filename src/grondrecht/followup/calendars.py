"""Consultations as a calendar (iCalendar, RFC 5545): the announced ones, and one's own."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable
from datetime import UTC, datetime, time, timedelta
from urllib.parse import urlsplit

from django.conf import settings
from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _
from icalendar import Calendar, Event, vText

from grondrecht.followup.actors import Actor
from grondrecht.followup.models import CalendarKey, Consultation, Person
from grondrecht.followup.roles import BY_KEY as ROLES
from grondrecht.plan.marks import mark
from grondrecht.registry.models import Plan

MEDIA_TYPE = "text/calendar; charset=utf-8"
_STATUS = {"cancelled": "CANCELLED"}


def announced(plan: Plan) -> QuerySet[Consultation]:
    """The consultations of a plan that everybody may know of, by day."""
    rows = Consultation.objects.filter(Q(announced=True) | Q(state="published"), plan=plan)
    return rows.select_related("domain", "plan").order_by("day", "from_hour", "pk")


def readable(who: Actor) -> QuerySet[Consultation]:
    """The consultations that somebody may read by their roles, by day."""
    plans = {held.plan for held in who.held if ROLES[held.role].scope("consultation.read") == "any"}
    mine = Q() if None in plans or who.everything else Q(plan__in=plans)
    rows = Consultation.objects.filter(mine).select_related("domain", "plan")
    return rows.order_by("day", "from_hour", "pk")


def name_of(row: Consultation) -> str:
    """What a consultation is called: its kind, and its domain where it has one."""
    if row.domain is None:
        return _("Horizontal consultation on poverty")
    return _("Vertical consultation on poverty: %(domain)s") % {"domain": row.domain.shown_name}


def calendar_of(
    rows: Iterable[Consultation], name: str, address: Callable[[Consultation], str]
) -> bytes:
    """Consultations as a calendar; ``address`` gives the page of one. Asks nothing of a database.

    When and where it is, and no more: who was there and what was said stays on the page.
    """
    calendar = Calendar()
    calendar.add("prodid", "-//Grondrecht//Consultations//EN")
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", name)
    for row in rows:
        calendar.add_component(_event(row, address(row)))
    return bytes(calendar.to_ical())


def _event(row: Consultation, address: str) -> Event:
    event = Event()
    event.add("uid", f"consultation-{row.pk}@{urlsplit(settings.PUBLIC_URL).hostname}")
    event.add("dtstamp", row.changed_at.astimezone(UTC))
    event.add("sequence", row.version - 1)
    event.add("summary", name_of(row))
    event.add("status", _STATUS.get(row.state, "CONFIRMED"))
    event.add("url", address)
    event.add("categories", [row.plan.name])
    if row.place:
        event.add("location", vText(mark(row.place)))
    _add_hours(event, row)
    return event


def _add_hours(event: Event, row: Consultation) -> None:
    """When it begins and ends; a whole day where no hour is known."""
    if row.from_hour is None:
        event.add("dtstart", row.day)
        event.add("dtend", row.day + timedelta(days=1))
        return
    event.add("dtstart", _moment(row, row.from_hour))
    if row.to_hour:
        event.add("dtend", _moment(row, row.to_hour))


def _moment(row: Consultation, hour: time) -> datetime:
    """A moment of the register's own clock, told in UTC, which every calendar reads alike."""
    return timezone.make_aware(datetime.combine(row.day, hour)).astimezone(UTC)


def hashed(key: str) -> str:
    """What is kept of the key of a calendar."""
    return hashlib.sha256(key.encode()).hexdigest()


def reader_of(key: str) -> Person | None:
    """Whose calendar a key opens; nobody's where it was revoked or they no longer sign in."""
    held = CalendarKey.objects.filter(sha256=hashed(key), person__is_active=True)
    found = held.select_related("person").first()
    return found.person if found else None
