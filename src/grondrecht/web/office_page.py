"""What is known of an office: what it is in use, what the document says of it, who held it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db.models import Count, Q
from django.utils import timezone
from django.utils.translation import gettext as _

from grondrecht.registry.models import (
    Edition,
    Mandate,
    Mention,
    Office,
    Plan,
    Portfolio,
    QualityFinding,
)
from grondrecht.web.action_page import speaks_english
from grondrecht.web.listed import language_of
from grondrecht.web.pages import at
from grondrecht.web.templatetags.look import named

# The rule whose findings say that the document's list does not fit its forms.
CONTRADICTION = "office-contradicts-cabinet"


def mandates_of(offices: Iterable[Office]) -> dict[int, list[Mandate]]:
    """Office -> who held it, the first holder first. One query."""
    found: dict[int, list[Mandate]] = {}
    for mandate in Mandate.objects.filter(office__in=offices).order_by("first_day"):
        found.setdefault(mandate.office_id, []).append(mandate)
    return found


def holder_on(mandates: Iterable[Mandate], day: date) -> str:
    """Who of these holds the office on a day; empty where none is known to."""
    for mandate in mandates:
        if mandate.first_day <= day and (mandate.last_day is None or day <= mandate.last_day):
            return mandate.person
    return ""


def holder_today(mandates: Iterable[Mandate]) -> str:
    """Who of these holds the office today."""
    return holder_on(mandates, timezone.localdate())


def portfolios_of(office: Office) -> list[Portfolio]:
    """The policy domains of an office through time. One query."""
    return list(Portfolio.objects.filter(office=office).order_by("first_day", "name"))


def contradictions(edition: Edition | None, office: Office) -> list[dict[str, str]]:
    """What the quality rules say against the document's own list about this office. One query.

    A finding about the list hangs on no action; its sentence begins with the office.
    """
    found = QualityFinding.objects.filter(
        edition=edition,
        action__isnull=True,
        rule=CONTRADICTION,
        message__startswith=f"Ambt {office.code} is ",
    )
    return [
        {
            "level": each.level,
            "message": each.message_en if speaks_english() else each.message,
        }
        for each in found
    ]


def cabinets_of(plan: Plan, office: Office) -> list[dict[str, Any]]:
    """The cabinets that the forms of this office name as responsible, the most named first. One
    query.
    """
    named_by = Mention.objects.filter(
        Q(party__isnull=False),
        action__office=office,
        role="responsible",
        field="responsible.cabinet",
    )
    rows = named_by.order_by().values_list("party__slug", "party__name", "party__name_en")
    counted = rows.annotate(times=Count("action", distinct=True))
    english = speaks_english()
    return [
        {
            "label": (english and name_en) or name,
            "language": "en" if english and name_en else plan.language,
            "count": times,
            "address": at(plan.slug, "partijen", slug),
        }
        for slug, name, name_en, times in sorted(counted, key=lambda row: (-row[3], row[1]))
    ]


def held_rows(mandates: Iterable[Mandate]) -> list[dict[str, Any]]:
    """Who held an office, for a table: from, to, and where that is known from."""
    today = timezone.localdate()
    return [
        {
            "person": each.person,
            "first_day": each.first_day,
            "last_day": each.last_day,
            "source": each.source,
            "address": each.source if each.source.startswith(("http://", "https://")) else "",
            "is_now": bool(holder_on([each], today)),
        }
        for each in mandates
    ]


def portfolio_rows(plan: Plan, portfolios: Iterable[Portfolio]) -> list[dict[str, Any]]:
    """The policy domains of an office, for a table."""
    return [
        {
            "name": named(each),
            "language": language_of(each, plan.language),
            "first_day": each.first_day,
            "last_day": each.last_day,
        }
        for each in portfolios
    ]


def lead_of(office: Office) -> str:
    """What an office is, in one sentence."""
    if not office.name:
        return _("What this office is in use, this register does not know yet.")
    return _("The second part of an action's code: who must see to it.")


def role_of(mandate: Mandate) -> dict[str, Any]:
    """A mandate as schema.org data."""
    role = {
        "@type": "OrganizationRole",
        "member": {"@type": "Person", "name": mandate.person},
        "startDate": mandate.first_day.isoformat(),
    }
    ends = {"endDate": mandate.last_day.isoformat()} if mandate.last_day else {}
    return role | ends
