"""What a report says, in words: its answer as it is read, its statuses, the days that are left."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from grondrecht.followup.answers import Answer, Measured, Spent
from grondrecht.followup.models import Report
from grondrecht.followup.statuses import Status, Statuses
from grondrecht.registry.models import Involvement
from grondrecht.writing import formats

PHASES = dict(Involvement.PHASES)


def explained(status: Status) -> SafeString:
    """A status with what it asks."""
    asks = []
    if status.deviates:
        asks.append(_("say why"))
    if status.goes_on:
        asks.append(_("name the next step and its day"))
    if status.ended:
        asks.append(_("nothing more comes of it"))
    return format_html(
        '<span><strong>{}</strong> <span class="soft">{}</span></span>', status, "; ".join(asks)
    )


def days_left(due: date | None) -> str:
    """How long there is until a day, in words; empty without one."""
    if due is None:
        return ""
    days = (due - timezone.localdate()).days
    if days == 0:
        return _("today")
    if days < 0:
        return ngettext("%(n)s day late", "%(n)s days late", -days) % {"n": -days}
    return ngettext("%(n)s day left", "%(n)s days left", days) % {"n": days}


def day(value: date | None) -> str:
    """A day in words; empty where there is none."""
    return formats.day(value, _language()) if value else ""


def told(answer: Answer, statuses: Statuses, indicators: Mapping[str, str]) -> dict[str, Any]:
    """An answer as it is read: facts, milestones, and its rows as sentences."""
    facts = [
        (_("Status"), str(statuses.get(answer.status) or answer.status)),
        (_("Kind of action"), str(dict(Report.KINDS).get(answer.kind, ""))),
        (_("Why"), answer.reason),
        (_("What is new"), answer.news),
        (_("Next step"), answer.next_step),
        (_("By"), day(answer.next_on)),
    ]
    return {
        "is_known": bool(answer.status),
        "facts": [{"label": label, "value": value} for label, value in facts if value],
        "milestones": [
            {"period": each.period, "promised": each.promised, "reported": each.done}
            for each in answer.milestones
        ],
        "values": [value(each, indicators) for each in answer.values],
        "spent": [money(each) for each in answer.spent],
        "involvement": [
            {"row": each, "phase": PHASES.get(each.phase, "") if each.phase else ""}
            for each in answer.involvement
        ],
        "no_involvement": answer.no_involvement,
    }


def value(each: Measured, indicators: Mapping[str, str]) -> str:
    """A value of an indicator as a line: what, when, how much."""
    when = each.period or " – ".join(filter(None, (day(each.first_day), day(each.last_day))))
    name = indicators.get(each.indicator, each.indicator)
    words = f"{name}, {when}: {_number(each.value)} {each.unit}".strip()
    return f"{words} ({each.note})" if each.note else words


def money(each: Spent) -> str:
    """Money that was spent, as a line: when, how much, on what."""
    if each.currency == "EUR":
        amount = formats.money(each.amount, _language())
    else:
        amount = f"{_number(each.amount)} {each.currency}"
    return f"{each.year}: {amount}" + (f", {each.words}" if each.words else "")


def _number(number: Decimal) -> str:
    return formats.number(number.normalize(), _language())


def _language() -> str:
    return get_language() or "nl"
