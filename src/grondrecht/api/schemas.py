"""The shapes of what the API takes and gives."""

from __future__ import annotations

from collections.abc import Container
from datetime import date, datetime
from decimal import Decimal
from typing import Annotated, Any

from ninja import Schema
from pydantic import Field, StringConstraints, create_model
from pydantic.functional_serializers import PlainSerializer

from grondrecht.followup.export import BY_NAME, PARTS_OF_ACTION
from grondrecht.registry.export.records import KNOWN
from grondrecht.registry.export.table import ITEM, Column, Table
from grondrecht.registry.export.values import exact

# No text of the register holds a NUL, and no database takes one.
Word = Annotated[str, StringConstraints(max_length=200, pattern=r"^[^\x00]*$")]
Number = Annotated[
    Decimal,
    PlainSerializer(lambda value: exact(Decimal(value)), return_type=str),
    Field(json_schema_extra={"type": "string", "description": "An exact decimal number."}),
]
# To the microsecond, so that a moment that was given can be called back.
Moment = Annotated[
    datetime,
    PlainSerializer(lambda value: value.isoformat(), return_type=str),
    Field(json_schema_extra={"format": "date-time"}),
]
_TYPES: dict[str, Any] = {
    "string": str,
    "integer": int,
    "number": Number,
    "boolean": bool,
    "date": date,
    "datetime": Moment,
    "array": list[Any],
    "object": dict[str, Any],
}


class Problem(Schema):
    """What is wrong with a request, in one sentence."""

    detail: str


class FieldProblem(Schema):
    """What is wrong with one parameter."""

    type: str
    loc: list[str | int]
    msg: str


class Problems(Schema):
    """What is wrong with the parameters of a request."""

    detail: list[FieldProblem]


WRONG: dict[int, type[Schema]] = {400: Problem, 422: Problems, 429: Problem}
"""What any address of the API may answer instead."""


FACET_MEANINGS = {
    "plan": "The plan's short name.",
    "right": "The code of the right it serves most.",
    "office": "The code of the office that leads.",
    "party": "The short name of a party that its forms name.",
    "period": "A year of its milestones.",
    "has": "What it has: money, baseline, end_goal, indicator or involvement.",
    "rule": "A quality rule that finds something in it.",
    "kind": "A kind of instrument that its forms speak of.",
}
"""The facets of the search; a facet with several values means any of them."""


class Paging(Schema):
    """Which page, and how many rows on it."""

    page: int = Field(1, ge=1, le=100_000, description="The page, from 1.")
    size: int = Field(100, ge=1, le=1000, description="Rows on a page.")


def row_schema(table: Table) -> type[Schema]:
    """The schema of a row: every column, null where the register holds nothing."""
    return _made(f"{_camel(table.name)}Row", _fields(table))


def record_schema() -> type[Schema]:
    """The schema of an action with all that hangs on it."""
    fields: dict[str, Any] = {"id": (str, Field(..., description="Its permanent identifier."))}
    fields |= _fields(BY_NAME["actions"])
    for key, name, _path in PARTS_OF_ACTION:
        part = _made(f"{_camel(key)}Of", _fields(BY_NAME[name], without=KNOWN))
        fields[key] = (list[part], Field(..., description=BY_NAME[name].title))  # type: ignore[valid-type]
    return _made("ActionRecord", fields)


def _fields(table: Table, without: Container[str] = ()) -> dict[str, Any]:
    return {
        column.name: (_TYPES[column.type] | None, Field(None, description=column.what))
        for column in table.columns
        if column.name not in without
    }


def _made(name: str, fields: dict[str, Any]) -> type[Schema]:
    made: type[Schema] = create_model(name, __base__=Schema, **fields)
    return made


def page_schema(table: Table) -> type[Schema]:
    """The schema of a page of rows."""
    fields: dict[str, Any] = {
        "items": (list[row_schema(table)], ...),  # type: ignore[misc]
        "page": (int, ...),
        "size": (int, ...),
        "total": (int, Field(..., description="Rows on all pages.")),
        "next": (str | None, Field(None, description="The address of the next page.")),
    }
    return _made(f"{_camel(table.name)}Page", fields)


def filter_schema(table: Table) -> type[Paging]:
    """The schema of a table's query: a page, and a value for any column that can be filtered.

    Actions can be chosen by the facets of the search too, each with several values.
    """
    fields: dict[str, Any] = {
        column.name: (Word | None, Field(None, description=f"Only rows with: {column.what}"))
        for column in filterable(table)
    }
    if table.name == "actions":
        fields |= facet_fields()
    made: type[Paging] = create_model(f"{_camel(table.name)}Query", __base__=Paging, **fields)
    return made


def facet_fields() -> dict[str, Any]:
    """The facets of the search as parameters that may be given more than once."""
    return {
        name: (list[Word], Field(default_factory=list, max_length=50, description=what))
        for name, what in FACET_MEANINGS.items()
    }


def filterable(table: Table) -> list[Column]:
    """The columns that rows can be chosen by: short texts and codes."""
    long = {"text", "words", "what", "why", "why_en", "message", "message_en", "facts", "plain"}
    long |= {"plain_en", "said", "outcome", "decision", "label", "source_url", "definition_url"}
    long |= {"reason", "news", "next_step", "no_involvement", "promised", "done", "note", "why_not"}
    return [
        each
        for each in table.columns
        if each.type == "string" and each.name not in long and not each.path.startswith(ITEM)
    ]


def _camel(name: str) -> str:
    return "".join(part.capitalize() for part in name.split("_"))
