"""The API's own description as a page for people, without scripts: /api/v1/."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from grondrecht.api.doors import api

Described = Mapping[str, Any]
_KINDS = {"string": "text", "integer": "whole number", "object": "object", "boolean": "yes or no"}
_STATUSES = {
    "200": "The answer.",
    "400": "The request cannot be read.",
    "404": "There is no such thing.",
    "422": "A parameter is wrong; the answer says which.",
    "429": "Too many calls in a minute; the answer says when to come back.",
}


@dataclass(frozen=True)
class Line:
    """A parameter, or a field of an answer: its name, kind and meaning."""

    name: str
    kind: str
    what: str


@dataclass(frozen=True)
class Address:
    """An address of the API: what it gives, what it takes, and what it may answer."""

    anchor: str
    path: str
    title: str
    text: str
    example: str
    parameters: tuple[Line, ...]
    answers: tuple[Line, ...]


def manual(request: HttpRequest) -> HttpResponse:
    """The page that describes the API."""
    description = _("Every address of the API, what it takes and what it gives.")
    context = {
        "title": _("The API"),
        "description": description,
        "lead": description,
        "about": _paragraphs(),
        "addresses": addresses(),
        "alternates": [
            {"type": "application/json", "address": "/api/v1/openapi.json", "title": "OpenAPI"}
        ],
    }
    return render(request, "api/manual.html", context)


def _paragraphs() -> list[str]:
    words = str(api.description).replace("`", "")
    return [" ".join(part.split()) for part in words.split("\n\n")]


@cache
def addresses() -> tuple[Address, ...]:
    """Every address that the OpenAPI document describes, in its order."""
    document = api.get_openapi_schema(path_prefix="/api/v1/")
    schemas = document["components"]["schemas"]
    return tuple(
        _address(path, operations["get"], schemas) for path, operations in document["paths"].items()
    )


def _address(path: str, operation: Described, schemas: Described) -> Address:
    answer = operation["responses"][200]["content"]["application/json"]["schema"]
    described = "; ".join(
        f"{status} {_STATUSES[str(status)]}" for status in operation["responses"] if status != 200
    )
    return Address(
        anchor=operation["operationId"].rpartition("_api_")[2].replace("_", "-"),
        path=path,
        title=operation["summary"],
        text=operation.get("description", "").replace("`", ""),
        example="" if "{" in path else path,
        parameters=tuple(_parameters(operation.get("parameters", ()))),
        answers=(*_fields(answer, schemas), Line("", "", described)),
    )


def _parameters(described: list[Described]) -> Iterator[Line]:
    for each in described:
        what = each.get("description") or each["schema"].get("description", "")
        yield Line(each["name"], _kind(each["schema"]), what)


def _fields(schema: Described, schemas: Described, before: str = "") -> Iterator[Line]:
    """The fields of an answer, those of the rows in a list as ``items[].code``."""
    named = _resolved(schema, schemas)
    for name, field in named.get("properties", {}).items():
        yield Line(f"{before}{name}", _kind(field), field.get("description", ""))
        items = field.get("items", {})
        if "$ref" in items and not before:
            yield from _fields(items, schemas, f"{name}[].")


def _resolved(schema: Described, schemas: Described) -> Described:
    reference = schema.get("$ref", "")
    found: Described = schemas[reference.rpartition("/")[2]] if reference else schema
    return found


def _kind(schema: Described) -> str:
    """What a value is, in a word or two."""
    choices = [each for each in schema.get("anyOf", ()) if each.get("type") != "null"]
    if choices:
        return _kind(choices[0])
    if schema.get("type") == "array":
        return "list"
    return str(schema.get("format") or _KINDS.get(schema.get("type", ""), "object"))
