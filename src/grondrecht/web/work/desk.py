"""The workbench: what is asked of somebody now, what is late, and what changed."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from grondrecht.followup.actions.looking import look
from grondrecht.followup.desk import MOST, Item, desk_of
from grondrecht.followup.models import Finding
from grondrecht.followup.verbs import BY_KEY as VERBS
from grondrecht.web.changes import VERBS as OF_REGISTRY
from grondrecht.web.site_page import on_site
from grondrecht.web.work.report_words import days_left
from grondrecht.web.work.show import show, work, workplace
from grondrecht.web.work.who import actor

# An action's title begins with its code.
_CODE = re.compile(r"\d\d_\S+ ")
# What is to be done, by the kind of thing on a workbench.
TO_DO: dict[str, str | Promise] = {
    "answer": gettext_lazy("Answer"),
    "mend": gettext_lazy("Sent back: answer again"),
    "validate": gettext_lazy("Validate"),
    "reply": gettext_lazy("Reply to a finding"),
    "point": gettext_lazy("Follow up"),
    "decide": gettext_lazy("Decide on a poverty test"),
    "test_scan": gettext_lazy("Fill in the quickscan"),
    "test_conclude": gettext_lazy("Conclude a poverty test"),
    "test_contribute": gettext_lazy("Bring in knowledge"),
}


@require_http_methods(["GET", "HEAD", "POST"])
@workplace
def workbench(request: HttpRequest) -> HttpResponse:
    """Everything that waits for who asks, by their roles; sent in, what changed is seen."""
    who = actor(request)
    if request.method == "POST":
        look(who)
        messages.success(request, _("You have seen what changed."))
        return HttpResponseRedirect(work(""))
    desk = desk_of(who)
    late = [item for item in desk.asked if item.late]
    ahead = [item for item in desk.asked if not item.late]
    return show(
        request,
        "web/work/desk.html",
        title=_("Workbench"),
        late=by_day(late),
        ahead=by_day(ahead),
        more_late=max(0, len(late) - MOST),
        more_ahead=max(0, len(ahead) - MOST),
        rounds_address=work("rondes"),
        drafts=listed(desk.drafts),
        proposals=listed(desk.proposals),
        findings=listed(desk.findings),
        changes=listed(desk.changes),
        since=desk.since,
    )


def by_day(items: list[Item]) -> list[dict[str, Any]]:
    """What is asked of somebody, a group for each day that it is due."""
    days: dict[date | None, list[Item]] = {}
    for item in items[:MOST]:
        days.setdefault(item.due_on, []).append(item)
    return [
        {"day": day, "days_left": days_left(day), "items": listed(group)}
        for day, group in days.items()
    ]


def listed(items: Iterable[Item]) -> list[dict[str, Any]]:
    """Things of a workbench as the page has them, the first of them."""
    return [
        {
            "item": item,
            "address": on_site(item.path) if item.path else "",
            "what": TO_DO.get(item.kind) or _named(item.kind),
            "code": item.title.partition(" ")[0] if _CODE.match(item.title) else "",
            "title": item.title.partition(" ")[2] if _CODE.match(item.title) else item.title,
        }
        for item in list(items)[:MOST]
    ]


def _named(kind: str) -> str | Promise:
    """What a verb of the log or a step of a finding is called."""
    if kind in VERBS:
        return VERBS[kind].name
    if kind in OF_REGISTRY:
        return OF_REGISTRY[kind]
    return dict(Finding.COMPLETION).get(kind, "")
