"""Find actions: within one plan, or over all plans."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from grondrecht.registry.models import Plan
from grondrecht.registry.search import Results
from grondrecht.web import searching
from grondrecht.web.pages import at, plan_or_404, show
from grondrecht.web.site_page import on_site, show_site


@require_safe
def search_plan(request: HttpRequest, plan: str) -> HttpResponse:
    """The actions of a plan that hold the words and have the values asked for, best first."""
    of_plan = plan_or_404(plan)
    page = results(request, of_plan)
    return show(request, "web/search.html", of_plan, crumbs=[(_("Search"), "")], **page)


@require_safe
def search_all(request: HttpRequest) -> HttpResponse:
    """The actions of all plans that hold the words and have the values asked for, best first."""
    return show_site(request, "web/search.html", crumb=_("Search"), **results(request, None))


def results(request: HttpRequest, plan: Plan | None) -> dict[str, Any]:
    """All that the search page shows, of one plan or of all."""
    asked = searching.asked_in(request, plan.slug if plan else "")
    found, page = searching.find(request, asked)
    known = searching.labels(found, asked)
    data = data_address(asked)
    return {
        "title": _("Search: %(words)s") % {"words": asked.text} if asked.text else _("Search"),
        "description": _description(plan),
        "asked": asked,
        "found": found,
        "hits": searching.hits(found, plan),
        "page": page,
        "facets": searching.facets(found, asked, known),
        "chosen": searching.chosen(asked, known),
        "kept": [pair for pair in asked.pairs if pair[0] != "q"],
        "without_choices": asked.address(pair for pair in asked.pairs if pair[0] == "q"),
        "everywhere": _elsewhere(asked) if plan else "",
        "data_address": data,
        "alternates": [{"type": "application/json", "address": data, "title": "JSON"}],
        "linked_data": linked_data(request, found, asked),
    }


def _description(plan: Plan | None) -> str:
    if plan is None:
        return _("Find actions in all plans by words, basic right, office, party or period.")
    return _("Find actions of the plan by words, basic right, office, party or period.")


def _elsewhere(asked: searching.Asked) -> str:
    """The address of the same words over all plans."""
    path = on_site("zoeken")
    return f"{path}?{urlencode({'q': asked.text})}" if asked.text else path


def data_address(asked: searching.Asked) -> str:
    """The address at which programs get the same results."""
    pairs = [*asked.pairs, *([("plan", asked.plan)] if asked.plan else [])]
    return f"/api/v1/search?{urlencode(pairs)}"


def linked_data(request: HttpRequest, found: Results, asked: searching.Asked) -> dict[str, Any]:
    """How programs can search here, and what was found."""
    path = f"{settings.PUBLIC_URL}{request.path}"
    shown = [
        {
            "@type": "ListItem",
            "position": place,
            "url": f"{settings.PUBLIC_URL}{at(hit.plan, 'acties', hit.code)}",
            "name": "".join(text for text, _marked in hit.title),
        }
        for place, hit in enumerate(found.hits, start=1)
    ]
    return {
        "@context": "https://schema.org",
        "@type": "SearchResultsPage",
        "url": path,
        "potentialAction": {
            "@type": "SearchAction",
            "target": {"@type": "EntryPoint", "urlTemplate": f"{path}?q={{words}}"},
            "query-input": "required name=words",
        },
        "mainEntity": {
            "@type": "ItemList",
            "numberOfItems": found.total,
            "itemListElement": shown,
        },
    }
