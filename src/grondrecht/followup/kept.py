"""All that is kept of one person, found by the list of personal fields."""

from __future__ import annotations

from typing import Any

from django.apps import apps
from django.db.models import Model, Q, QuerySet
from django.utils import timezone

from grondrecht.followup.models import Appointment, Person
from grondrecht.followup.personal import PERSONAL, Personal
from grondrecht.registry.models import LogEntry

FORMAT = "grondrecht-person/1"


def kept_of(person: Person) -> dict[str, Any]:
    """All that is kept of a person, as JSON: their account, and each field that holds them.

    What is secret is counted and not shown. A query for each field of the list.
    """
    return {
        "format": FORMAT,
        "made_at": timezone.now().isoformat(),
        "person": {
            "name": person.name,
            "email": person.email,
            "language": person.language,
            "invited_on": person.invited_on,
            "erased_on": person.erased_on,
            "last_signed_in": person.last_login,
        },
        "roles": [_role(each) for each in _appointments(person)],
        "kept": [_kept(each, person) for each in PERSONAL],
    }


def rows_of(personal: Personal, person: Person) -> QuerySet[Model]:
    """The rows in which a field holds a person: by the way to them, else by their name."""
    rows = _rows(personal.model)
    if personal.person:
        return rows.filter(**{personal.person: person.pk})
    # A name that signs something may have a role and a body behind it.
    named = Q(**{personal.name: person.name})
    signed = Q(**{f"{personal.name}__startswith": f"{person.name}, "})
    return rows.filter(named | signed)


def _rows(model: str) -> QuerySet[Model]:
    found = apps.get_model(model)
    # The log shows everyone its public entries alone; what is kept of a person is in all of them.
    manager = LogEntry.whole if found is LogEntry else found._base_manager
    return manager.order_by("pk")


def _kept(personal: Personal, person: Person) -> dict[str, Any]:
    rows = rows_of(personal, person)
    values = (
        ["(secret)"] * rows.count()
        if personal.secret
        else [str(row.pk) if value is None else value for row, value in _values(rows, personal)]
    )
    return {
        "field": personal.field,
        "what": personal.what,
        "why": personal.why,
        "until": personal.until,
        "seen": personal.seen,
        "values": values,
    }


def _values(rows: QuerySet[Model], personal: Personal) -> list[tuple[Model, Any]]:
    is_link = rows.model._meta.get_field(personal.name).is_relation
    return [(row, None if is_link else getattr(row, personal.name)) for row in rows]


def _appointments(person: Person) -> QuerySet[Appointment]:
    return person.appointments.select_related("plan", "office", "party")


def _role(held: Appointment) -> dict[str, Any]:
    return {
        "role": held.role,
        "plan": held.plan.slug if held.plan else None,
        "for": str(held.whom) if held.whom else None,
        "first_day": held.first_day,
        "last_day": held.last_day,
    }
