"""The API of version 1: its description, its limits, and what it says when something is wrong."""

from __future__ import annotations

from typing import Any

from ninja import NinjaAPI

from grondrecht import __version__
from grondrecht.api.plans import add_plans
from grondrecht.api.problems import add_problems
from grondrecht.api.searching import add_search
from grondrecht.api.tables import add_tables

DESCRIPTION = """\
Everything that the register holds, for programs. Read only, without a key, from any site.

Lists are paged (`page`, `size`) and come in a fixed order; `next` is the address of the next page.
Answers carry an `ETag`: send it back in `If-None-Match` and an answer that is the same costs
nothing (304). Whoever calls too often is told so (429) and when to come back (`Retry-After`).
What is wrong is said in one sentence, as JSON. What is published under `/api/v1` is only ever
added to.
"""
_EXTRA: dict[str, Any] = {
    "info": {
        "license": {
            "name": "Creative Commons Attribution 4.0",
            "identifier": "CC-BY-4.0",
        },
    },
}


def make_api() -> NinjaAPI:
    """The API with all its addresses."""
    made = NinjaAPI(
        title="Grondrecht",
        version=__version__,
        description=DESCRIPTION,
        urls_namespace="api-1",
        docs_url=None,
        openapi_extra=_EXTRA,
    )
    add_problems(made)
    add_search(made)
    add_plans(made)
    add_tables(made)
    return made


api = make_api()
