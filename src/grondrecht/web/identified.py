"""What pages of things with a permanent identifier share: their linked data and other formats."""

from __future__ import annotations

from typing import Any

from grondrecht.registry.export.records import address_of
from grondrecht.registry.models import Plan


def other_formats(kind: str, *parts: str) -> list[dict[str, str]]:
    """The same thing for programs, as links of a page: JSON-LD and Turtle."""
    named = address_of(kind, *parts)
    return [
        {"type": "application/ld+json", "address": f"{named}.jsonld", "title": "JSON-LD"},
        {"type": "text/turtle", "address": f"{named}.ttl", "title": "Turtle"},
    ]


def described(type_: str, kind: str, *parts: str, **more: object) -> dict[str, Any]:
    """A thing as schema.org data; what is empty is left out. All of it is at its identifier."""
    data = {"@context": "https://schema.org", "@type": type_, "@id": address_of(kind, *parts)}
    return data | {name: value for name, value in more.items() if value not in ("", None, [], {})}


def in_plan(plan: Plan) -> dict[str, str]:
    """The plan that a thing is part of."""
    return {
        "@type": "CreativeWork",
        "@id": address_of("plan", plan.slug),
        "name": plan.name,
    }
