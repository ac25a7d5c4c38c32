"""Permanent identifiers: /id/action/PLAN/CODE as a page, JSON-LD or Turtle, as the reader asks.

A suffix (.html, .jsonld, .ttl) names the form without negotiation, for links and downloads.
"""

from __future__ import annotations

import json

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.cache import patch_vary_headers
from django.utils.translation import get_language_from_request
from django.views.decorators.http import require_safe
from rdflib import Graph

from grondrecht.registry.export.linked import document
from grondrecht.registry.export.things import THINGS, Thing
from grondrecht.registry.models import Mention, Party

TYPES = {
    "html": "text/html",
    "jsonld": "application/ld+json",
    "ttl": "text/turtle",
    "json": "application/json",
}


@require_safe
def identified(request: HttpRequest, kind: str, name: str) -> HttpResponse:
    """What an identifier names, in the form that the suffix or the Accept header asks for.

    A page is answered with 303 See Other; 404 where nothing has that name, 406 for another form.
    """
    thing = THINGS.get(kind)
    name, wanted = _suffix(name)
    row = thing.find(name.split("/")) if thing else None
    if thing is None or row is None:
        raise Http404(f"There is no {kind} {name!r}.")
    wanted = wanted or _negotiated(request)
    if wanted == "html":
        response: HttpResponse = HttpResponseRedirect(page_of(request, thing, row, name))
        response.status_code = 303
    elif wanted:
        response = as_data(thing, row, wanted)
    else:
        response = HttpResponse(
            "Ask for text/html, application/ld+json or text/turtle.", status=406
        )
    patch_vary_headers(response, ("Accept",))
    return response


def _suffix(name: str) -> tuple[str, str]:
    """The name without its suffix, and the form that the suffix asks for."""
    stem, dot, last = name.rpartition(".")
    return (stem, last) if dot and last in TYPES else (name, "")


def _negotiated(request: HttpRequest) -> str:
    preferred = request.get_preferred_type(list(TYPES.values()))
    return next((name for name, media in TYPES.items() if media == preferred), "")


def page_of(request: HttpRequest, thing: Thing, row: object, name: str) -> str:
    """The address of the page of a thing, in the reader's language; its data where it has none."""
    parts = name.split("/")
    path = thing.page.format(*parts)
    if isinstance(row, Party):
        mention = Mention.objects.filter(party=row).select_related("action__plan").first()
        path = f"{mention.action.plan.slug}/partijen/{row.slug}" if mention else ""
    if not path:
        return f"{request.path}.jsonld"
    return f"/{get_language_from_request(request)}/{path}"


def as_data(thing: Thing, row: object, wanted: str) -> HttpResponse:
    """The thing as JSON-LD or Turtle."""
    data = document([thing.node(row)])
    if wanted == "ttl":
        return HttpResponse(turtle(data), content_type="text/turtle; charset=utf-8")
    return HttpResponse(json.dumps(data, ensure_ascii=False), content_type=TYPES[wanted])


def turtle(data: dict[str, object]) -> str:
    """A JSON-LD document as Turtle: the same statements."""
    return Graph().parse(data=json.dumps(data), format="json-ld").serialize(format="turtle")
