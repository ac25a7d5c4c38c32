"""Compare: two editions of a plan, or the plan on two days."""

from __future__ import annotations

from collections import Counter
from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from grondrecht.registry.models import Edition, Plan
from grondrecht.web import comparing
from grondrecht.web.pages import address_with, at, day_asked, plan_or_404, show, turned

# How many actions a page compares.
PAGE = 20


@require_safe
def compare(request: HttpRequest, plan: str) -> HttpResponse:
    """Two editions (``?oud=2015&nieuw=2017``) or two days (``?van=2017-01-01&tot=2017-12-31``)."""
    of_plan = plan_or_404(plan)
    editions = list(of_plan.editions.order_by("position"))
    asks_days = bool(request.GET.get("van") or request.GET.get("tot"))
    shown = _days(request, of_plan) if asks_days else _editions(request, of_plan, editions)
    title = _("Compare")
    return show(
        request,
        "web/compare.html",
        of_plan,
        title=f"{title}: {shown['subtitle']}" if shown.get("subtitle") else title,
        description=_("What changed between two editions of the plan, or between two days."),
        crumbs=[(title, at(plan, "vergelijken"))],
        editions=editions,
        span=comparing.span_of_log(of_plan),
        asks_days=asks_days,
        today=timezone.localdate(),
        **shown,
    )


def _editions(request: HttpRequest, plan: Plan, editions: list[Edition]) -> dict[str, Any]:
    """What became of the actions between two editions; nothing where there is only one."""
    asked = request.GET.get("oud", ""), request.GET.get("nieuw", "")
    pair = comparing.chosen_editions(editions, *asked)
    if pair is None:
        return {}
    before, after = pair
    proposed = comparing.descents(before, after)
    counts = comparing.kinds(proposed)
    rows = [] if counts else comparing.by_code(before, after)
    counts = counts or Counter(row.kind for row in rows)
    kind = request.GET.get("soort", "")
    kind = kind if kind in counts else ""
    chosen = [row for row in rows if kind in ("", row.kind)]
    asked_for = proposed.filter(kind=kind) if kind else proposed
    page = turned(request, chosen if rows else asked_for, PAGE)
    return {
        "subtitle": f"{before.name} – {after.name}",
        "before": before,
        "after": after,
        "same_editions": asked[0] == asked[1] != "",
        "by_code": bool(rows),
        "kinds": [
            {
                "label": comparing.name_of_kind(each),
                "count": counts[each],
                "current": each == kind,
                "address": address_with(request, soort=each),
            }
            for each in comparing.KINDS
            if each in counts
        ],
        "everything": address_with(request, soort="") if kind else "",
        "page": page,
        "steps": comparing.steps(plan, before, after, page.items),
    }


def _days(request: HttpRequest, plan: Plan) -> dict[str, Any]:
    """What differs between two days; what is wrong with them where they are none."""
    first, last = day_asked(request, "van"), _last(request)
    asked = {"asked_first": request.GET.get("van", ""), "asked_last": request.GET.get("tot", "")}
    wrong = {"wrong_first": first is None, "wrong_last": last is None}
    if first is None or last is None:
        return asked | wrong
    first, last = sorted((first, last))
    page = turned(request, comparing.touched(plan, first, last), PAGE)
    return {
        "asked_first": first.isoformat(),
        "asked_last": last.isoformat(),
        "subtitle": f"{first.isoformat()} – {last.isoformat()}",
        "first": first,
        "last": last,
        "page": page,
        "then": comparing.between(plan, first, last, page.items),
    }


def _last(request: HttpRequest) -> date | None:
    """The day up to which is compared: today where none is given."""
    return day_asked(request, "tot") if request.GET.get("tot") else timezone.localdate()
