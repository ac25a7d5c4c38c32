"""Search by the API: the same words, choices, order and counts as on the site."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from ninja import NinjaAPI, Query, Schema
from pydantic import Field, create_model

from grondrecht.api.schemas import WRONG, Paging, Word, facet_fields
from grondrecht.api.tables import next_page
from grondrecht.registry.search import FACETS, Results, search


class Words(Paging):
    """Words to look for, a page at a time."""

    q: Word = Field("", description='Words, "phrases", begin* of words, -words to leave out.')
    size: int = Field(20, ge=1, le=100, description="Rows on a page.")


# Values chosen per facet; one facet may have several.
SearchQuery: Any = create_model("SearchQuery", __base__=Words, **facet_fields())


class Piece(Schema):
    """A piece of text, and whether it is what was looked for."""

    text: str
    marked: bool


class Hit(Schema):
    """An action that was found, with its title and the words around what was found."""

    plan: str
    code: str
    title: list[Piece]
    snippet: list[Piece]
    field: str = Field(description="The field the snippet is from.")


class Count(Schema):
    """How many of the actions found have a value."""

    value: str
    count: int
    chosen: bool


class Found(Schema):
    """A page of what was found, and the counts per facet over all pages."""

    total: int
    page: int
    size: int
    next: str | None
    corrected: str = Field(description="What was looked for instead, where a word was misspelt.")
    mode: str = Field(description="all: every word; any: some of the words.")
    items: list[Hit]
    facets: dict[str, list[Count]]


def add_search(api: NinjaAPI) -> None:
    """Add the address of the search to the API."""

    @api.get(
        "/search",
        response={200: Found, **WRONG},
        tags=["search"],
        summary="Find actions by words and facets",
    )
    def find(request: HttpRequest, asked: Query[SearchQuery]) -> dict[str, Any]:
        choices = {name: getattr(asked, name) for name in FACETS if getattr(asked, name)}
        found = search(asked.q, choices, asked.page, asked.size)
        more = asked.page * asked.size < found.total
        return _shown(found) | {
            "page": asked.page,
            "size": asked.size,
            "next": next_page(request, asked.page) if more else None,
        }


def _shown(found: Results) -> dict[str, Any]:
    return {
        "total": found.total,
        "corrected": found.corrected or "",
        "mode": found.mode,
        "items": [
            {
                "plan": hit.plan,
                "code": hit.code,
                "title": [{"text": text, "marked": marked} for text, marked in hit.title],
                "snippet": [{"text": text, "marked": marked} for text, marked in hit.snippet],
                "field": hit.field,
            }
            for hit in found.hits
        ],
        "facets": {
            name: [
                {"value": value, "count": count, "chosen": chosen} for value, count, chosen in rows
            ]
            for name, rows in found.facets.items()
        },
    }
