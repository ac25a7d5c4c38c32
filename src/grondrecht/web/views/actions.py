"""The page of an action, and what to do with a code that is spelled another way or not there."""

from __future__ import annotations

import csv
from difflib import get_close_matches
from io import StringIO

from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from grondrecht.followup.points import points_of_action
from grondrecht.plan import model
from grondrecht.plan.codes import ActionCode
from grondrecht.registry.models import Action, Plan
from grondrecht.web import action_page, reported
from grondrecht.web.changes import changes_of
from grondrecht.web.found import Found, find_action, find_all, holders
from grondrecht.web.pages import at, plan_or_404, show
from grondrecht.writing.tables import action_table, guarded

# How many codes are offered for one that is not there.
NEAR = 6


@require_safe
def action(request: HttpRequest, plan: str, code: str) -> HttpResponse:
    """An action: what it promises, who answers for it, where that stood, and what changed."""
    known = find_action(plan, code)
    if known is None:
        return elsewhere(request, plan, code)
    found = find_all(known, request.GET.get("editie", ""))
    title = " ".join(known.title.split()) or known.code
    field = request.GET.get("veld", "")
    address = at(plan, "acties", code)
    return show(
        request,
        "web/action.html",
        known.plan,
        title=f"{known.code} {title}",
        description=known.plain or _summary(found) or title,
        crumbs=[*crumbs_of(known), (known.code, address)],
        og_type="article",
        action=known,
        found=found,
        heading=title,
        segments=action_page.segments(known),
        holders=holders(found),
        responsible=action_page.parties(found.mentions, "responsible"),
        involved=action_page.parties(found.mentions, "involved"),
        printings=action_page.printings(found),
        milestones=action_page.timeline(found),
        money=action_page.money(found),
        links=action_page.links(known, found.links),
        things=action_page.things(found),
        findings=action_page.findings(found.findings),
        **reported.beside(found),
        contributions=found.contributions,
        points=points_of_action(known.pk),
        changes=changes_of(found.entries),
        stood=action_page.stood(found, field),
        field=field,
        before=_neighbour(found, -1),
        after=_neighbour(found, 1),
        citation=action_page.citation(found),
        permanent_address=action_page.permanent(known),
        downloads=action_page.downloads(known),
        alternates=action_page.downloads(known),
        linked_data=action_page.linked_data(found),
        feeds=[{"title": _("Changes of this action"), "address": f"{address}/wijzigingen.atom"}],
        action_address=address,
    )


@require_safe
def action_csv(request: HttpRequest, plan: str, code: str) -> HttpResponse:
    """The forms of an action as a table, one row per printing; no cell is ever a formula."""
    known = find_action(plan, code)
    if known is None:
        return elsewhere(request, plan, code)
    forms = known.forms.select_related("edition").order_by("edition__position", "position")
    editions = [form.edition.slug for form in forms]
    headings, rows = action_table(model.Plan(tuple(form.value for form in forms)))
    text = StringIO(newline="")
    writer = csv.writer(text, delimiter=";", lineterminator="\r\n")
    writer.writerow(["editie", *(guarded(heading) for heading, _width in headings)])
    for edition, row in zip(editions, rows, strict=True):
        writer.writerow([guarded(value) for value in (edition, *row)])
    response = HttpResponse(text.getvalue().encode("utf-8-sig"), "text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{known.code}.csv"'
    return response


def elsewhere(request: HttpRequest, plan: str, code: str) -> HttpResponse:
    """Lead a code in another spelling to the page it means; offer near codes for an unknown one."""
    of_plan = plan_or_404(plan)
    codes = list(of_plan.actions.values_list("code", flat=True))
    right = _spelled(code)
    if right in codes and right != code:
        path = request.get_full_path()
        before, _slash, rest = path.partition(f"/{plan}/acties/")
        return HttpResponsePermanentRedirect(f"{before}/{plan}/acties/{right}{_behind_code(rest)}")
    near = get_close_matches(right, codes, n=NEAR, cutoff=0.6)
    return show(
        request,
        "web/action_missing.html",
        of_plan,
        title=_("There is no action %(code)s") % {"code": code[:40]},
        description=_("This plan has no action with that code."),
        crumbs=[(_("Not found"), "")],
        status=404,
        near=_offered(of_plan, near),
    )


def crumbs_of(action: Action) -> list[tuple[str, str]]:
    """What leads from the plan to an action: its right."""
    if action.right is None:
        return []
    address = at(action.plan.slug, "grondrechten", action.right.code)
    english = action_page.speaks_english() and action.right.name_en
    return [(english or action.right.name, address)]


def _spelled(code: str) -> str:
    try:
        return str(ActionCode.parse(code))
    except ValueError:
        return code


def _behind_code(rest: str) -> str:
    """What stands behind the code in an address: the page under it and the query."""
    at_end = min((rest.find(sign) for sign in "/?" if sign in rest), default=len(rest))
    return rest[at_end:]


def _offered(plan: Plan, codes: list[str]) -> list[dict[str, str]]:
    titles = dict(plan.actions.filter(code__in=codes).values_list("code", "title"))
    return [
        {"code": code, "title": titles[code], "address": at(plan.slug, "acties", code)}
        for code in codes
    ]


def _summary(found: Found) -> str:
    return found.values[0].summary if found.values else ""


def _neighbour(found: Found, step: int) -> dict[str, str] | None:
    """The action so many steps further among those of the same right."""
    codes = [code for code, _title in found.of_same_right]
    place = codes.index(found.action.code) + step
    if not 0 <= place < len(codes):
        return None
    code, title = found.of_same_right[place]
    address = at(found.action.plan.slug, "acties", code)
    return {"code": code, "title": title, "address": address}
