"""The API of version 1: its description, its limits, and what it says when something is wrong."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from ninja import NinjaAPI
from ninja.throttling import AnonRateThrottle, BaseThrottle

from grondrecht import __version__
from grondrecht.api.plans import add_plans
from grondrecht.api.searching import add_search
from grondrecht.api.tables import add_tables

DESCRIPTION = """\
Everything that the register holds, for programs. Read only.

Lists are paged (`page`, `size`) and come in a fixed order; `next` is the address of the next page.
Answers carry an `ETag`: send it back in `If-None-Match` and an answer that is the same costs
nothing (304). Whoever calls too often is told so (429) and when to come back (`Retry-After`).
What is published under `/api/v1` is only ever added to.
"""


def _limits() -> list[BaseThrottle]:
    calls = settings.API_CALLS_PER_MINUTE
    return [AnonRateThrottle(f"{calls}/m")] if calls else []


def make_api() -> NinjaAPI:
    """The API with all its addresses."""
    made = NinjaAPI(
        title="Grondrecht",
        version=__version__,
        description=DESCRIPTION,
        urls_namespace="api-1",
        docs_url=None,
        throttle=_limits(),
        openapi_extra=_EXTRA,
    )
    add_search(made)
    add_plans(made)
    add_tables(made)
    return made


_EXTRA: dict[str, Any] = {
    "info": {
        "license": {"name": "EUPL-1.2", "identifier": "EUPL-1.2"},
    },
}
api = make_api()
