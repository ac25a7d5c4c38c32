"""What pages of a plan share: their addresses, their frame, and refusing what is not there."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any
from urllib.parse import quote, urlencode

from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from grondrecht.registry.models import Indicator, Plan
from grondrecht.web.context import footer_links
from grondrecht.web.templatetags.look import named

Crumbs = Sequence[tuple[str, str]]
# The pages that stand under the follow-up in the menu.
FOLLOWED = ("rondes", "bevindingen", "overleg", "armoedetoetsen", "maatregelen")
# How long a description in search engines may be.
DESCRIPTION = 200


def plan_or_404(slug: str) -> Plan:
    """The plan of that slug. Raises Http404."""
    found = Plan.objects.filter(slug=slug).first()
    if found is None:
        raise Http404(f"There is no plan {slug!r}.")
    return found


def at(plan: str, *parts: str, **query: str) -> str:
    """The address of a page of a plan in the language of this page: ``at("p", "acties", code)``."""
    path = "/".join(("", get_language() or "nl", plan, *(quote(part, safe="") for part in parts)))
    return f"{path}?{urlencode(query)}" if query else path


def at_indicator(plan: str, indicator: Indicator) -> str:
    """The address of the page of an indicator of a plan, in the language of this page."""
    return at(plan, indicator.shelf, indicator.slug)


def number_in(text: str) -> int | None:
    """The number that an address or a form gives; None for what is none, or of over nine digits:
    nothing here has so many.
    """
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 10 else None


def show(
    request: HttpRequest,
    template: str,
    plan: Plan,
    *,
    title: str,
    description: str,
    crumbs: Crumbs = (),
    status: int = 200,
    **more: object,
) -> HttpResponse:
    """A page of a plan in the site's frame; ``crumbs`` lead from the plan to the page itself."""
    context = {
        "plan": plan,
        "title": title,
        "description": shortened(description, DESCRIPTION),
        "breadcrumbs": trail(plan, crumbs),
        "home_address": at(plan.slug, ""),
        "search_address": at(plan.slug, "zoeken"),
        "navigation": navigation(plan, request.path),
        "footer_links": footer_links(plan.slug),
        **more,
    }
    return render(request, template, context, status=status)


def trail(plan: Plan, crumbs: Crumbs) -> list[dict[str, str]]:
    """Where a page stands: the plan, and what leads from it to the page; before it all plans."""
    before = [] if crumbs else [(_("All plans"), at(""))]
    steps = [*before, (named(plan), at(plan.slug, "")), *crumbs]
    return [{"label": label, "address": address} for label, address in steps]


def navigation(plan: Plan, here: str = "") -> list[dict[str, Any]]:
    """The main menu of a plan; ``current`` where the page at ``here`` stands under it."""
    pages = (
        (_("Basic rights"), "grondrechten"),
        (_("Offices"), "ambten"),
        (_("Parties"), "partijen"),
        (_("Money"), "geld"),
        (_("Instruments"), "instrumenten"),
        (_("Indicators"), "indicatoren"),
        (_("Monitor"), "monitor"),
        (_("Follow-up"), "opvolging"),
        (_("What is missing"), "kwaliteit"),
        (_("Changes"), "wijzigingen"),
        (_("Search"), "zoeken"),
    )
    items = [(label, at(plan.slug, path), path) for label, path in pages]
    page = here.removeprefix(at(plan.slug, "")).partition("/")[0]
    menu: list[dict[str, Any]] = [
        {
            "label": label,
            "address": address,
            "current": page == path or (path == "opvolging" and page in FOLLOWED),
        }
        for label, address, path in items
    ]
    # A page of the site and not of the plan: for whoever comes with a question about a right.
    return [*menu, {"label": _("Your rights"), "address": at("rechten-vinder"), "current": False}]


def shortened(text: str, length: int) -> str:
    """A text on one line, cut at a word where it is longer."""
    words = " ".join(text.split())
    if len(words) <= length:
        return words
    whole = words[:length].rsplit(" ", 1)[0]
    return f"{whole[: length - 1].rstrip(' ,.;:')}…"


def day_asked(request: HttpRequest, name: str) -> date | None:
    """The day that a parameter of the address names as 2017-03-31; None where it is no day."""
    try:
        return date.fromisoformat(request.GET.get(name, "").strip())
    except ValueError:
        return None


def end_of(day: date) -> datetime:
    """The last moment of a day, as the register's clock has it."""
    return timezone.make_aware(datetime.combine(day, time.max))


@dataclass(frozen=True)
class Turned:
    """One page of a list, with what is needed to turn to the others."""

    items: Sequence[Any]
    pages: list[dict[str, Any]]
    previous_address: str
    next_address: str
    total: int


def turned(
    request: HttpRequest, rows: Sequence[Any] | QuerySet[Any], size: int, total: int | None = None
) -> Turned:
    """The page of a list that the address asks for with ``bladzijde``; the last where it is past.

    ``rows`` can be cut as a list can; counting them costs a query where they are one.
    """
    known = total
    if known is None:
        known = rows.count() if isinstance(rows, QuerySet) else len(rows)
    last = max(1, -(-known // size))
    number = min(max(number_in(request.GET.get("bladzijde", "")) or 1, 1), last)
    shown = sorted({1, last, *range(max(1, number - 2), min(last, number + 2) + 1)})
    pages: list[dict[str, Any]] = []
    for page in shown:
        if pages and pages[-1]["number"] != page - 1:
            pages.append({"number": None})
        address = address_with(request, bladzijde=str(page))
        pages.append({"number": page, "address": address, "current": page == number})
    return Turned(
        items=list(rows[(number - 1) * size : number * size]),
        pages=pages if last > 1 else [],
        previous_address=address_with(request, bladzijde=str(number - 1)) if number > 1 else "",
        next_address=address_with(request, bladzijde=str(number + 1)) if number < last else "",
        total=known,
    )


def address_with(request: HttpRequest, **changes: str) -> str:
    """This page with other choices; an empty value leaves one out, and other pages start at 1."""
    query = request.GET.copy()
    if "bladzijde" not in changes:
        query.pop("bladzijde", None)
    for name, value in changes.items():
        query.pop(name, None)
        if value:
            query[name] = value
    return f"{request.path}?{query.urlencode()}" if query else request.path
