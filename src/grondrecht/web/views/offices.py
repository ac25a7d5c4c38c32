"""The offices of a plan: what each is, who held it, and what it must see to."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from grondrecht.registry.models import Action, Office
from grondrecht.web import office_page, overview
from grondrecht.web.identified import described, in_plan, other_formats
from grondrecht.web.listed import language_of, listed
from grondrecht.web.pages import at, plan_or_404, show
from grondrecht.web.searching import name_of_office


@require_safe
def offices(request: HttpRequest, plan: str) -> HttpResponse:
    """The offices that the plan gives actions to, with who holds them and how many actions."""
    of_plan = plan_or_404(plan)
    counts = overview.counts_of(of_plan)
    held = list(of_plan.offices.all())
    mandates = office_page.mandates_of(held)
    rows = overview.per_office(of_plan, held, counts)
    for row in rows:
        row["holder"] = office_page.holder_today(mandates.get(row["office"].pk, ()))
    return show(
        request,
        "web/offices.html",
        of_plan,
        title=_("Offices"),
        description=_("Who must see to what: the offices of the plan and their actions."),
        crumbs=[(_("Offices"), "")],
        offices=rows,
        most_of_office=max(counts.by("office").values(), default=0),
    )


@require_safe
def office(request: HttpRequest, plan: str, code: str) -> HttpResponse:
    """An office: what it is in use and in print, its holders and domains, and its actions."""
    of_plan = plan_or_404(plan)
    known = Office.objects.filter(plan=of_plan, code=code).first()
    if known is None:
        raise Http404(f"{plan} has no office {code!r}.")
    edition = overview.newest_edition(of_plan)
    counts = overview.counts_of(of_plan).among("office", code)
    mandates = office_page.mandates_of([known]).get(known.pk, [])
    per_right = overview.per_right(of_plan, of_plan.rights.all(), counts, office=code)
    name, address = name_of_office(known), at(plan, "ambten", code)
    title = name[:1].upper() + name[1:]
    return show(
        request,
        "web/office.html",
        of_plan,
        title=title,
        description=office_page.lead_of(known),
        crumbs=[(_("Offices"), at(plan, "ambten")), (name, address)],
        office=known,
        language=language_of(known, of_plan.language),
        holder=office_page.holder_today(mandates),
        mandates=office_page.held_rows(mandates),
        portfolios=office_page.portfolio_rows(of_plan, office_page.portfolios_of(known)),
        cabinets=office_page.cabinets_of(of_plan, known),
        contradictions=office_page.contradictions(edition, known),
        figures=overview.figures(of_plan, counts, office=code),
        per_right=[row for row in per_right if row["count"]],
        most_of_right=max(counts.by("right").values(), default=0),
        actions=listed(request, of_plan, Action.objects.filter(plan=of_plan, office=known)),
        feed_address=f"{address}/wijzigingen.atom",
        feeds=[{"title": _("Changes of this office"), "address": f"{address}/wijzigingen.atom"}],
        alternates=other_formats("office", plan, code),
        linked_data=described(
            "GovernmentOrganization",
            "office",
            plan,
            code,
            identifier=code,
            name=known.name or title,
            alternateName=known.name_en,
            subjectOf=in_plan(of_plan),
            member=[office_page.role_of(each) for each in mandates],
        ),
    )
