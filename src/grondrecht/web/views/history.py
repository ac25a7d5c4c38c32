"""What changed: of one action, with its state on a day, and of a whole plan."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from grondrecht.registry.log import state_on
from grondrecht.registry.models import Action, LogEntry
from grondrecht.registry.states import subject_of
from grondrecht.web.changes import changes_of, parts_of
from grondrecht.web.found import find_action
from grondrecht.web.pages import at, day_asked, end_of, plan_or_404, show, turned
from grondrecht.web.views.actions import crumbs_of, elsewhere

# How many changes a page shows.
PAGE = 25


@require_safe
def action_history(request: HttpRequest, plan: str, code: str) -> HttpResponse:
    """All changes of an action, and what it was on a day: ``?op=2026-11-24``."""
    action = find_action(plan, code)
    if action is None:
        return elsewhere(request, plan, code)
    asked, day = request.GET.get("op", ""), day_asked(request, "op")
    entries = LogEntry.objects.filter(plan=plan, subject=subject_of(action)).order_by("-id")
    page = turned(request, entries, PAGE)
    address = at(plan, "acties", code)
    return show(
        request,
        "web/action_history.html",
        action.plan,
        title=_("History of action %(code)s") % {"code": code},
        description=_("Every change of this action: what, when, who and why."),
        crumbs=[*crumbs_of(action), (code, address), (_("History"), "")],
        action=action,
        action_address=address,
        page=page,
        changes=changes_of(page.items),
        asked=asked,
        wrong_day=bool(asked) and day is None,
        then=_then(action, day) if day else None,
        feeds=[{"title": _("Changes of this action"), "address": f"{address}/wijzigingen.atom"}],
    )


@require_safe
def plan_changes(request: HttpRequest, plan: str) -> HttpResponse:
    """All changes of a plan, the newest first, page by page."""
    of_plan = plan_or_404(plan)
    page = turned(request, LogEntry.objects.filter(plan=plan).order_by("-id"), PAGE)
    changes = [
        (change, at(plan, *change.path) if change.path else "") for change in changes_of(page.items)
    ]
    feed = {"title": _("Changes of this plan"), "address": at(plan, "wijzigingen.atom")}
    return show(
        request,
        "web/changes.html",
        of_plan,
        title=_("Changes"),
        description=_("Every change of this plan: what, when, who and why."),
        crumbs=[(_("Changes"), "")],
        page=page,
        changes=changes,
        feeds=[feed],
        feed_address=feed["address"],
    )


def _then(action: Action, day: date) -> dict[str, Any]:
    """What the action was at the end of a day, and what is different now."""
    subject = subject_of(action)
    was, now = state_on(action.plan.slug, subject, end_of(day)), state_on(action.plan.slug, subject)
    return {"day": day, "was_there": bool(was), "parts": list(parts_of(was, now)) if was else []}
