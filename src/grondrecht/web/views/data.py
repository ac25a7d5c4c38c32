"""Open data: what can be taken, in which form, under which conditions."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from grondrecht.registry.export.dcat import LICENCE
from grondrecht.web import data_page
from grondrecht.web.pages import plan_or_404, show


@require_safe
def data(request: HttpRequest, plan: str) -> HttpResponse:
    """The files of a plan, its API, its permanent addresses, and how to refer to it."""
    of_plan = plan_or_404(plan)
    edition = of_plan.editions.order_by("-position").first()
    action = data_page.example_of(of_plan)
    whole = data_page.whole(of_plan)
    return show(
        request,
        "web/data.html",
        of_plan,
        title=_("Data"),
        description=_("Take everything that this site knows of the plan, for free."),
        crumbs=[(_("Data"), "")],
        whole=whole,
        tables=data_page.tables(of_plan),
        suffixes=data_page.SUFFIXES,
        commands=data_page.commands(of_plan, action),
        identifiers=data_page.identifiers(of_plan, action),
        licence=LICENCE,
        calls=settings.API_CALLS_PER_MINUTE,
        citation=data_page.citation(of_plan, edition),
        permanent_address=f"{settings.PUBLIC_URL}/id/plan/{of_plan.slug}",
        alternates=whole,
        linked_data=data_page.linked_data(of_plan, edition),
    )
