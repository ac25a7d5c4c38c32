"""What others than the administration found, as everybody may read it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from grondrecht.followup.models import Finding
from grondrecht.registry.models import Action, Plan
from grondrecht.web.pages import address_with, at, plan_or_404, shortened, show, turned
from grondrecht.web.reported import STEPS, completion_name, rows_of, shown
from grondrecht.web.searching import name_of_office
from grondrecht.web.templatetags.look import named

# How many findings a page lists.
PAGE = 25
FILTERS = {
    "stap": "completion",
    "ambt": "action__office__code",
    "recht": "action__right__code",
}


@require_safe
def findings(request: HttpRequest, plan: str) -> HttpResponse:
    """The published findings of a plan, or those of ``?stap=``, ``?ambt=`` and ``?recht=``."""
    of_plan = plan_or_404(plan)
    names = _names(of_plan)
    asked = {name: _asked(request, name, names[name]) for name in FILTERS}
    found = Finding.objects.filter(action__plan=of_plan, state="published")
    chosen = found.filter(**{FILTERS[name]: value for name, value in asked.items() if value})
    page = turned(request, chosen.order_by("-made_on", "-pk").values_list("pk", flat=True), PAGE)
    return show(
        request,
        "web/findings.html",
        of_plan,
        title=_("Findings"),
        description=_("How far actions are according to others than the administration."),
        crumbs=[(_("Findings"), at(plan, "bevindingen"))],
        page=page,
        findings=_listed(of_plan, page.items),
        choices=_choices(request, found, names, asked),
        is_chosen=any(asked.values()),
        here=at(plan, "bevindingen"),
        files=_files(of_plan),
    )


@require_safe
def finding(request: HttpRequest, plan: str, number: int) -> HttpResponse:
    """One finding with its evidence and replies; of a withdrawn one that it was there, and why."""
    of_plan = plan_or_404(plan)
    public = Finding.objects.filter(action__plan=of_plan, published_on__isnull=False)
    found = list(shown(rows_of(public.filter(pk=number)), plan))
    if not found:
        raise Http404(f"There is no finding {number}.")
    action = Action.objects.select_related("right").get(findings=number)
    title = _("Finding about %(code)s") % {"code": action.code}
    return show(
        request,
        "web/finding.html",
        of_plan,
        title=title,
        description=shortened(found[0].text, 160) or _("This finding was withdrawn."),
        crumbs=[(_("Findings"), at(plan, "bevindingen")), (title, found[0].address)],
        finding=found[0],
        action=action,
        action_title=" ".join(action.title.split()),
        action_address=at(plan, "acties", action.code),
    )


def _listed(plan: Plan, numbers: Iterable[int]) -> list[dict[str, Any]]:
    """Findings with their actions, in the order of the list. Two queries."""
    chosen = Finding.objects.filter(pk__in=list(numbers))
    about = {pk: rest for pk, *rest in chosen.values_list("pk", "action__code", "action__title")}
    return [
        {
            "finding": each,
            "code": about[each.number][0],
            "title": " ".join(about[each.number][1].split()),
            "address": at(plan.slug, "acties", about[each.number][0]),
        }
        for each in shown(rows_of(chosen), plan.slug)
    ]


Names = dict[str, dict[str, str]]


def _names(plan: Plan) -> Names:
    """What can be chosen by, and the names of its values. Two queries."""
    return {
        "stap": {key: completion_name(key) for key in STEPS},
        "ambt": {each.code: name_of_office(each) for each in plan.offices.all()},
        "recht": {each.code: named(each) for each in plan.rights.all()},
    }


def _asked(request: HttpRequest, name: str, known: dict[str, str]) -> str:
    """What the address asks for; what is not known counts as not asked."""
    value = request.GET.get(name, "")
    return value if value in known else ""


def _choices(
    request: HttpRequest, found: QuerySet[Finding], names: Names, asked: dict[str, str]
) -> list[dict[str, Any]]:
    """What can be chosen, each with how many findings have it. One query."""
    labels = {"stap": _("How far"), "ambt": _("Office"), "recht": _("Basic right")}
    rows = list(found.values_list(*FILTERS.values()))
    return [
        {"label": labels[name], "tabs": _tabs(request, name, names[name], values, asked[name])}
        for name, values in zip(FILTERS, zip(*rows, strict=True), strict=False)
    ]


def _tabs(
    request: HttpRequest, name: str, names: dict[str, str], values: Sequence[str], asked: str
) -> list[dict[str, Any]]:
    every = address_with(request, **{name: ""})
    return [
        {"label": _("All"), "count": len(values), "address": every, "current": not asked},
        *(
            {
                "label": label,
                "count": values.count(key),
                "current": key == asked,
                "address": address_with(request, **{name: key}),
            }
            for key, label in names.items()
            if key in values
        ),
    ]


def _files(plan: Plan) -> list[dict[str, str]]:
    return [
        {
            "label": label,
            "address": f"/data/{plan.slug}/{name}.csv",
            "icon": "download",
            "type": "text/csv",
        }
        for name, label in (("findings", _("Findings (CSV)")), ("replies", _("Replies (CSV)")))
    ]
