"""The measures as rules, for whoever wants to check them: the list, and a page for each."""

from __future__ import annotations

import logging

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from grondrecht.rights import RightsError
from grondrecht.web import entitlements as shown
from grondrecht.web.entitlement_words import how_of, kind_of, whom_of
from grondrecht.web.finder.asking import is_for_people
from grondrecht.web.finder.rules import rules, sources
from grondrecht.web.site_page import on_site, show_site
from grondrecht.web.templatetags.look import spoken

logger = logging.getLogger(__name__)


@require_safe
def entitlements(request: HttpRequest) -> HttpResponse:
    """All measures that the finder knows, by topic. No query."""
    try:
        held = rules()
    except RightsError as error:
        return broken(request, error)
    return show_site(
        request,
        "web/entitlements/list.html",
        title=_("Rights as rules"),
        description=_("Every right that the rights finder knows, with its rules and sources."),
        groups=shown.listed(held),
        count=len(held.law.measures),
        sources=sources(held),
        finder_address=on_site("rechten-vinder"),
    )


@require_safe
def entitlement(request: HttpRequest, name: str) -> HttpResponse:
    """One measure: its conditions, figures, examples and versions. One query."""
    try:
        held = rules()
        measure = held.law.measures.get(name)
        if measure is None:
            raise Http404(f"There is no measure {name!r}.")
        told = shown.versions(held, measure)
    except RightsError as error:
        return broken(request, error)
    language = spoken()[:2]
    title = measure.names.in_(language)
    return show_site(
        request,
        "web/entitlements/one.html",
        title=title,
        description=measure.what.in_(language),
        breadcrumbs=[
            {"label": _("All plans"), "address": on_site("")},
            {"label": _("Rights as rules"), "address": on_site("rechten")},
            {"label": title, "address": ""},
        ],
        measure=measure,
        kind=kind_of(measure),
        facts=[
            {"label": _("For"), "value": whom_of(measure)},
            {"label": _("Who grants it?"), "value": measure.granted_by.in_(language)},
            {"label": _("How it is granted"), "value": how_of(measure)},
            {"label": _("More about that"), "value": measure.award.in_(language)},
            {"label": _("What do you do?"), "value": measure.do.in_(language)},
        ],
        open=[each.in_(language) for each in measure.open],
        rule_versions=told,
        actions=shown.actions_of(measure),
        finder_address=on_site("rechten-vinder"),
        calculator_address="" if is_for_people(measure) else on_site("rechten", name, "rekenen"),
    )


def broken(request: HttpRequest, error: RightsError) -> HttpResponse:
    """The page that says that the rules cannot be read; the log says why."""
    logger.error("The rules of rights cannot be read: %s", error)
    return render(request, "web/finder/broken.html", status=503)
