"""Linked data: how values of the register are written as JSON-LD, in vocabularies that exist.

schema.org (plans, editions, actions, money, observations), ORG (offices, holders, parties), PROV
(what was read from which document, what led to what), SKOS and SKOS-XL (rights, names), Web
Annotation (names of parties in forms), DQV (quality), DCAT (data sets) and CPSV-AP (entitlements).
The nodes are in ``plan_nodes`` and ``action_nodes``; docs/open-data.md has the mapping, shapes.ttl
beside this module checks it.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from grondrecht.registry.export.records import address_of
from grondrecht.registry.export.values import exact, web_address

Node = dict[str, Any]

CONTEXT: dict[str, Any] = {
    "schema": "https://schema.org/",
    "dct": "http://purl.org/dc/terms/",
    "org": "http://www.w3.org/ns/org#",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "prov": "http://www.w3.org/ns/prov#",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "skosxl": "http://www.w3.org/2008/05/skos-xl#",
    "dqv": "http://www.w3.org/ns/dqv#",
    "oa": "http://www.w3.org/ns/oa#",
    "dcat": "http://www.w3.org/ns/dcat#",
    "cpsv": "http://purl.org/vocab/cpsv#",
    "cv": "http://data.europa.eu/m8g/",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}


def document(nodes: Iterable[Node]) -> dict[str, Any]:
    """Nodes as one JSON-LD document."""
    return {"@context": CONTEXT, "@graph": [_filled(node) for node in nodes]}


def words(text: str, language: str) -> Node | None:
    """A text in a language, or nothing where it is empty."""
    return {"@value": text, "@language": language} if text else None


def names(text: str, text_en: str, language: str = "nl") -> list[Node]:
    """A name in the plan's language and in English; a plan in English has one name."""
    found = [words(text, language), words(text_en, "en") if language != "en" else None]
    return [each for each in found if each]


def number(value: Decimal | None) -> Node | None:
    """An exact decimal, in the spelling that Turtle gives it: with a digit behind the point."""
    if value is None:
        return None
    text = exact(value)
    return {"@value": text if "." in text else f"{text}.0", "@type": "xsd:decimal"}


def day(value: date | None) -> Node | None:
    """A day."""
    return None if value is None else {"@value": value.isoformat(), "@type": "xsd:date"}


def moment(value: datetime) -> Node:
    """A moment, to the microsecond."""
    return {"@value": value.isoformat(), "@type": "xsd:dateTime"}


def in_order(values: Iterable[Any]) -> Node | None:
    """Values whose order and number mean something."""
    listed = list(values)
    return {"@list": listed} if listed else None


def json_text(value: Any) -> Node | None:  # noqa: ANN401 (any value of JSON)
    """A value that only has a meaning as JSON."""
    if not value:
        return None
    return {"@value": json.dumps(value, ensure_ascii=False, sort_keys=True), "@type": "rdf:JSON"}


def more(**values: Any) -> list[Node]:  # noqa: ANN401 (any value of JSON-LD)
    """What no vocabulary has a word for, under the name that the column has in the tables."""
    return [
        {"@type": "schema:PropertyValue", "schema:propertyID": name, "schema:value": value}
        for name, value in values.items()
        if value not in (None, "", [])
    ]


def ref(kind: str, *parts: str) -> Node:
    """A link to another thing of the register."""
    return {"@id": address_of(kind, *parts)}


def elsewhere(address: str) -> Node | None:
    """A link to a page of another site, where the address is one of the web."""
    found = web_address(address)
    return {"@id": found} if found else None


def organization(name: str) -> Node | None:
    """An organization of which only the name is known."""
    return {"@type": "org:Organization", "foaf:name": name} if name else None


def _filled(value: Any) -> Any:  # noqa: ANN401 (any value of JSON)
    """A node without its empty values, all the way down."""
    if isinstance(value, dict):
        kept = {key: _filled(each) for key, each in value.items()}
        return {key: each for key, each in kept.items() if each not in (None, "", [], {})}
    if isinstance(value, list):
        return [each for each in map(_filled, value) if each not in (None, "", [], {})]
    return value
