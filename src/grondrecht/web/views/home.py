"""Where one begins: all plans of the register, and what one plan promises, in numbers."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from grondrecht.registry.models import Action, Plan
from grondrecht.web import money_page, overview, round_page
from grondrecht.web.budget import budget_of
from grondrecht.web.identified import described, other_formats
from grondrecht.web.matrix import matrix_of
from grondrecht.web.overview import Counts
from grondrecht.web.pages import at, plan_or_404, show, turned
from grondrecht.web.site_page import on_site
from grondrecht.web.templatetags.look import named

# How many plans a page of the list shows.
PLANS = 20


@require_safe
def site_home(request: HttpRequest) -> HttpResponse:
    """The plans of the register, each with its key figures; how to import one where none is."""
    page = turned(request, Plan.objects.all(), PLANS)
    counts = overview.counts_of_each(page.items)
    plans = [_shown(plan, counts[plan.slug]) for plan in page.items]
    context = {
        "title": _("Plans for basic rights"),
        "description": _("Read, search and compare what governments promise, action by action."),
        "home_address": on_site(""),
        "search_address": on_site("zoeken") if plans else "",
        "plans": plans,
        "page": page,
        "linked_data": {
            "@context": "https://schema.org",
            "@type": "WebSite",
            "name": "Grondrecht",
            "url": f"{settings.PUBLIC_URL}{request.path}",
            "inLanguage": request.path[1:3],
        },
    }
    return render(request, "web/home.html", context)


def _shown(plan: Plan, counts: Counts) -> dict[str, object]:
    """A plan in the list: its name, its years and its key figures, each with what it counts."""
    slug = plan.slug
    rows = (
        (counts.actions, ngettext("action", "actions", counts.actions), at(slug, "zoeken")),
        (counts.by("has")["money"], _("state an amount of money"), at(slug, "zoeken", has="money")),
        (len(counts.by("right")), _("basic rights"), at(slug, "grondrechten")),
        (len(counts.by("office")), _("offices"), at(slug, "ambten")),
    )
    figures = [{"value": n, "label": label, "address": address} for n, label, address in rows]
    return {"plan": plan, "address": at(slug, ""), "figures": figures}


@require_safe
def plan_home(request: HttpRequest, plan: str) -> HttpResponse:
    """What a plan promises, in numbers that lead to what they count."""
    of_plan = plan_or_404(plan)
    printed = overview.printed(of_plan)
    counts = overview.counts_of(of_plan)
    rights = list(of_plan.rights.all())
    offices = list(of_plan.offices.filter(actions__isnull=False).distinct())
    lapsed = Action.objects.filter(plan=of_plan, lapsed=True).count()
    return show(
        request,
        "web/plan.html",
        of_plan,
        title=named(of_plan),
        description=_("What this plan promises, in numbers. Each number leads to what it counts."),
        printed=printed,
        again=[{"code": c, "address": at(plan, "acties", c)} for c in printed.again],
        lapsed=lapsed,
        stand=counts.actions - lapsed,
        figures=_with_lapsed(overview.figures(of_plan, counts), lapsed),
        per_right=overview.per_right(of_plan, rights, counts),
        most_of_right=max(counts.by("right").values(), default=0),
        matrix=matrix_of(of_plan, rights, offices, counts),
        money=money_page.shown(of_plan, rights, budget_of(printed.edition)),
        periods=overview.periods(of_plan, counts),
        most_of_period=max(counts.by("period").values(), default=0),
        quality=overview.quality(of_plan, printed.edition),
        beside=overview.beside(of_plan),
        newest_round=round_page.newest_round(of_plan.pk),
        feeds=[{"title": _("Changes of this plan"), "address": at(plan, "wijzigingen.atom")}],
        alternates=other_formats("plan", plan),
        linked_data=described(
            "CreativeWork",
            "plan",
            plan,
            name=of_plan.name,
            alternateName=of_plan.name_en,
            inLanguage=of_plan.language,
            creator={"@type": "GovernmentOrganization", "name": of_plan.government}
            if of_plan.government
            else None,
            url=f"{settings.PUBLIC_URL}{request.path}",
        ),
    )


def _with_lapsed(figures: list[dict[str, Any]], lapsed: int) -> list[dict[str, Any]]:
    """The figures of a plan; the first says how many of all actions have lapsed since."""
    if not lapsed:
        return figures
    words = ngettext(
        "actions, of which %(n)s has lapsed", "actions, of which %(n)s have lapsed", lapsed
    )
    return [{**figures[0], "label": words % {"n": lapsed}}, *figures[1:]]
