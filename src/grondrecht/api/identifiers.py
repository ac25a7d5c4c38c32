"""Permanent identifiers: /id/action/PLAN/CODE as a page, JSON-LD or Turtle, as the reader asks.

A suffix (.html, .jsonld, .ttl) names the form without negotiation, for links and downloads.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.cache import patch_vary_headers
from django.utils.translation import get_language_from_request
from django.views.decorators.http import require_safe

from grondrecht.followup.linked import EVERY_THING
from grondrecht.registry.export.dcat import FILES, catalogue
from grondrecht.registry.export.linked import document
from grondrecht.registry.export.turtle import turtle
from grondrecht.registry.models import Plan

TYPES = {
    "html": "text/html",
    "jsonld": "application/ld+json",
    "ttl": "text/turtle",
    "json": "application/json",
}
OFFERED = "Ask for text/html, application/ld+json or text/turtle."
# The parts of the catalogue that have no name of their own, and their page.
OF_CATALOGUE = {"catalogue": "", "service": "/api/v1/", "publisher": ""}


@dataclass(frozen=True)
class Named:
    """What an identifier names: the path of its page and its linked data.

    The path stands behind the language, unless it begins with a slash.
    """

    page: str
    data: Callable[[], dict[str, Any]]


@require_safe
def identified(request: HttpRequest, kind: str, name: str = "") -> HttpResponse:
    """What an identifier names, in the form that the suffix or the Accept header asks for.

    A page is answered with 303 See Other; 404 where nothing has that name, 406 for another form.
    """
    found, wanted = _named(kind, name), ""
    if found is None:
        last, wanted = _suffix(name or kind)
        found = _named(kind, last) if name else _named(last, "")
    if found is None:
        raise Http404(f"There is no {kind} {name!r}.")
    response = _answer(request, found, wanted or _negotiated(request))
    patch_vary_headers(response, ("Accept", "Accept-Language"))
    return response


def _suffix(name: str) -> tuple[str, str]:
    """The name without its suffix, and the form that the suffix asks for."""
    stem, dot, last = name.rpartition(".")
    return (stem, last) if dot and last in TYPES else (name, "")


def _named(kind: str, name: str) -> Named | None:
    parts = name.split("/")
    if kind in OF_CATALOGUE:
        plans = Plan.objects.prefetch_related("editions")
        return None if name else Named(OF_CATALOGUE[kind], lambda: catalogue(plans))
    if kind in ("dataset", "distribution"):
        return _of_plan(*parts) if len(parts) == (1 if kind == "dataset" else 2) else None
    thing = EVERY_THING.get(kind)
    row = thing.find(parts) if thing else None
    if thing is None or row is None:
        return None
    return Named(thing.page(row), lambda: document([thing.node(row)]))


def _of_plan(slug: str, file: str = "") -> Named | None:
    """A plan as a data set, or one of the forms in which it can be had."""
    plan = Plan.objects.filter(slug=slug).first()
    if plan is None or (file and file not in {each[0] for each in FILES}):
        return None
    page = f"/data/{slug}/{file}" if file else f"{slug}/data"
    return Named(page, lambda: catalogue([plan]))


def _negotiated(request: HttpRequest) -> str:
    preferred = request.get_preferred_type(list(TYPES.values()))
    return next((name for name, media in TYPES.items() if media == preferred), "")


def _answer(request: HttpRequest, found: Named, wanted: str) -> HttpResponse:
    if not wanted:
        return HttpResponse(f"{OFFERED}\n", status=406, content_type="text/plain; charset=utf-8")
    if wanted != "html":
        return linked_data(found.data(), wanted)
    own = found.page.startswith("/")
    address = found.page if own else f"/{get_language_from_request(request)}/{found.page}"
    return HttpResponseRedirect(address, status=303)


def linked_data(data: dict[str, Any], wanted: str) -> HttpResponse:
    """A JSON-LD document as such or as Turtle."""
    if wanted == "ttl":
        return HttpResponse(turtle(data), content_type="text/turtle; charset=utf-8")
    return HttpResponse(json.dumps(data, ensure_ascii=False), content_type=TYPES[wanted])
