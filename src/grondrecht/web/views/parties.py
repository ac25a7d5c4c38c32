"""The parties that the forms of a plan name, and the names that wait for a person."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from grondrecht.registry.models import Party, Plan
from grondrecht.web import party_page
from grondrecht.web.identified import described, other_formats
from grondrecht.web.listed import by_name, language_of
from grondrecht.web.pages import at, plan_or_404, show, turned
from grondrecht.web.templatetags.look import named


@require_safe
def parties(request: HttpRequest, plan: str) -> HttpResponse:
    """The parties of a plan, of one kind with ``?soort=cabinet``, or the names that wait."""
    of_plan = plan_or_404(plan)
    asked = request.GET.get("soort", "")
    kinds = party_page.kinds_of(of_plan)
    waiting = party_page.open_names(of_plan)
    number_open = waiting.count()
    if asked == party_page.OPEN:
        page = turned(request, waiting, party_page.NAMES, number_open)
        rows = party_page.open_rows(of_plan, page.items)
    else:
        found = party_page.of_plan(of_plan)
        held = found.filter(kind=asked) if asked in kinds else found
        total = kinds.get(asked, sum(kinds.values()))
        page = turned(request, by_name(held), party_page.SIZE, total)
        rows = party_page.party_rows(of_plan, page.items)
    return show(
        request,
        "web/parties.html",
        of_plan,
        title=_("Parties"),
        description=_("Cabinets, administrations and others that the forms of the plan name."),
        crumbs=[(_("Parties"), "")],
        page=page,
        rows=rows,
        is_open=asked == party_page.OPEN,
        number_open=number_open,
        kinds=_kinds(of_plan, kinds, asked, number_open),
    )


def _kinds(plan: Plan, kinds: dict[str, int], asked: str, waiting: int) -> list[dict[str, Any]]:
    """The lists one can choose from: all, of one kind, and the names that wait."""
    names = party_page.names_of_kinds()
    rows = [("", _("all"), sum(kinds.values()))]
    rows += [(kind, names[kind], kinds[kind]) for kind in names if kinds.get(kind)]
    rows += [(party_page.OPEN, _("names not yet known"), waiting)] if waiting else []
    chosen = asked if asked in {row[0] for row in rows} else ""
    return [
        {
            "label": label,
            "count": count,
            "address": at(plan.slug, "partijen", **({"soort": kind} if kind else {})),
            "current": kind == chosen,
        }
        for kind, label, count in rows
    ]


@require_safe
def party(request: HttpRequest, plan: str, slug: str) -> HttpResponse:
    """A party: what it is, its other names, and the actions that name it, with their words."""
    of_plan = plan_or_404(plan)
    known = party_page.of_plan(of_plan).filter(slug=slug).select_related("part_of").first()
    if known is None:
        raise Http404(f"{plan} names no party {slug!r}.")
    found = party_page.named_in(of_plan, known)
    role = party_page.role_asked(request, found)
    name = named(known)
    return show(
        request,
        "web/party.html",
        of_plan,
        title=name,
        description=_description(known, found),
        crumbs=[(_("Parties"), at(plan, "partijen")), (name, at(plan, "partijen", slug))],
        party=known,
        language=language_of(known, of_plan.language),
        names=party_page.names_of(known),
        part_of=_named(of_plan, [known.part_of] if known.part_of else []),
        parts=_named(of_plan, known.parts.order_by("name")),
        tabs=party_page.tabs(of_plan, known, found, role),
        actions=party_page.listed_as(request, of_plan, found, role),
        role=role,
        search=at(plan, "zoeken", party=slug),
        alternates=other_formats("party", slug),
        linked_data=_linked_data(known),
    )


def _description(known: Party, found: party_page.Named) -> str:
    return _("Answers for %(responsible)s actions and works along with %(involved)s.") % {
        "responsible": found.count("responsible"),
        "involved": found.count("involved"),
    }


def _named(plan: Plan, others: Iterable[Party]) -> list[dict[str, str]]:
    """Other parties with their pages."""
    return [
        {
            "label": named(each),
            "language": language_of(each, plan.language),
            "address": at(plan.slug, "partijen", each.slug),
        }
        for each in others
    ]


def _linked_data(known: Party) -> dict[str, Any]:
    public = known.kind in ("cabinet", "administration")
    return described(
        "GovernmentOrganization" if public else "Organization",
        "party",
        known.slug,
        name=known.name,
        alternateName=known.name_en,
        description=known.what,
        parentOrganization=described("Organization", "party", known.part_of.slug)
        if known.part_of
        else None,
    )
