"""The workbench: what is asked of somebody now, what is late, and what changed."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_http_methods, require_safe

from grondrecht.followup.actions.looking import look
from grondrecht.followup.changed import Change, Together, changes, told_to
from grondrecht.followup.desk import MOST, desk_of, own_actions
from grondrecht.followup.left import Item
from grondrecht.followup.models import Finding
from grondrecht.followup.verbs import BY_KEY as VERBS
from grondrecht.web.changes import VERBS as OF_REGISTRY
from grondrecht.web.pages import turned
from grondrecht.web.reported import named as named_marks
from grondrecht.web.site_page import on_site
from grondrecht.web.templatetags.look import address, named
from grondrecht.web.work.report_words import days_left
from grondrecht.web.work.show import show, work, workplace
from grondrecht.web.work.who import actor

# How many changes of one go a page shows, and how many bodies who let things lie.
PAGE, LEFT = 50, 100
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
# What of it others let lie.
LET_LIE: dict[str, str | Promise] = {
    "answer": gettext_lazy("Not answered"),
    "validate": gettext_lazy("Not validated"),
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
        left=by_day(desk.left, LEFT),
        more_left=max(0, len(desk.left) - LEFT),
        rounds_address=work("rondes"),
        drafts=listed(desk.drafts),
        proposals=listed(desk.proposals),
        findings=listed(desk.findings),
        doubted=[
            each | {"marks": named_marks(each["item"].marks)} for each in listed(desk.doubted)
        ],
        more_doubted=max(0, len(desk.doubted) - MOST),
        changes=done(desk.changes[:MOST]),
        more_changes=len(desk.changes) > MOST,
        since=desk.since,
    )


@require_safe
@workplace
def changed(request: HttpRequest, batch: str) -> HttpResponse:
    """All that was changed in one go, of what is of who asks; 404 where that is nothing."""
    who = actor(request)
    entries = told_to(who, own_actions(who)).filter(batch=batch).order_by("id")
    page = turned(request, entries, PAGE)
    if not page.items:
        raise Http404("There is nothing here for you.")
    one = page.items[0]
    return show(
        request,
        "web/work/changed.html",
        title=str(_named(one.verb)),
        crumbs=[(_("What changed"), "")],
        one=one,
        page=page,
        changes=lines(changes(page.items)),
    )


def done(groups: Iterable[Together]) -> list[dict[str, Any]]:
    """What was done in one go each, as the page has it; ``all_address`` where it shows a part."""
    return [
        {
            "together": each,
            "what": _named(each.verb),
            "changes": lines(each.first),
            "all_address": address("work-changed", each.batch)
            if each.total > len(each.first)
            else "",
        }
        for each in groups
    ]


def lines(found: Iterable[Change]) -> list[dict[str, Any]]:
    """Changes as links: the code of an action apart from its title."""
    return [
        {"address": on_site(each.path) if each.path else "", **_coded(each.title)} for each in found
    ]


def by_day(items: list[Item], most: int = MOST) -> list[dict[str, Any]]:
    """What is asked of somebody, a group for each day that it is due."""
    days: dict[date | None, list[Item]] = {}
    for item in items[:most]:
        days.setdefault(item.due_on, []).append(item)
    return [
        {
            "day": day,
            "days_left": days_left(day),
            "is_late": group[0].late,
            "items": listed(group, most),
        }
        for day, group in days.items()
    ]


def listed(items: Iterable[Item], most: int = MOST) -> list[dict[str, Any]]:
    """Things of a workbench as the page has them, the first of them."""
    return [
        {
            "item": item,
            "address": on_site(item.path) if item.path else "",
            "what": TO_DO.get(item.kind) or _named(item.kind),
            **(_bundled(item) if item.bundle else _coded(item.title)),
        }
        for item in list(items)[:most]
    ]


def _bundled(item: Item) -> dict[str, Any]:
    """What bodies let lie in a round: what, how often, in the words of the page."""
    bundle = item.bundle
    if bundle is None:
        return {}
    number = ngettext("%(n)s action", "%(n)s actions", item.number) % {"n": item.number}
    names = "; ".join(named(body) for body in bundle.bodies) or _("Nobody is named")
    return {
        "what": LET_LIE[bundle.kind],
        "code": "",
        "title": f"{names}: {number}",
        "round": named(bundle.round),
    }


def _coded(title: str) -> dict[str, str]:
    """The code of an action apart from its title."""
    code, _space, rest = title.partition(" ")
    return {"code": code, "title": rest} if _CODE.match(title) else {"code": "", "title": title}


def _named(kind: str) -> str | Promise:
    """What a verb of the log or a step of a finding is called."""
    if kind in VERBS:
        return VERBS[kind].name
    if kind in OF_REGISTRY:
        return OF_REGISTRY[kind]
    return dict(Finding.COMPLETION).get(kind, "")
