"""The shapes of what the API takes and gives."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from typing import Annotated, Any

from ninja import Schema
from pydantic import Field, StringConstraints, create_model
from pydantic.functional_serializers import PlainSerializer

from grondrecht.registry.export.tables import Column, Table
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


class Paging(Schema):
    """Which page, and how many rows on it."""

    page: int = Field(1, ge=1, le=100_000, description="The page, from 1.")
    size: int = Field(100, ge=1, le=1000, description="Rows on a page.")


def row_schema(table: Table) -> type[Schema]:
    """The schema of a row: every column, null where the register holds nothing."""
    fields: dict[str, Any] = {
        column.name: (_TYPES[column.type] | None, Field(None, description=column.what))
        for column in table.columns
    }
    made: type[Schema] = create_model(f"{_camel(table.name)}Row", __base__=Schema, **fields)
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
    made: type[Schema] = create_model(
        f"{_camel(table.name)}Page",
        __base__=Schema,
        **fields,
    )
    return made


def filter_schema(table: Table) -> type[Paging]:
    """The schema of a table's query: a page, and a value for any column that can be filtered."""
    fields: dict[str, Any] = {
        column.name: (Word | None, Field(None, description=f"Only rows with: {column.what}"))
        for column in filterable(table)
    }
    made: type[Paging] = create_model(f"{_camel(table.name)}Query", __base__=Paging, **fields)
    return made


def filterable(table: Table) -> list[Column]:
    """The columns that rows can be chosen by: short texts and codes."""
    long = {"text", "words", "what", "why", "why_en", "message", "message_en", "facts", "plain"}
    long |= {"plain_en", "said", "outcome", "decision", "label", "source_url"}
    return [each for each in table.columns if each.type == "string" and each.name not in long]


def _camel(name: str) -> str:
    return "".join(part.capitalize() for part in name.split("_"))
