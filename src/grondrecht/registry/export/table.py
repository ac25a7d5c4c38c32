"""A flat table: its columns with their type and meaning, and where in the models each stands."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import Model, Q, QuerySet

Row = dict[str, Any]
# How the path of a column begins that leads into the items of a list.
ITEM = "*."
_FROM_JSON: Mapping[str, Callable[[Any], Any]] = {"number": Decimal, "date": date.fromisoformat}


@dataclass(frozen=True)
class Column:
    """A column: its name, where it stands in the model, its type and what it holds.

    ``type`` is a Frictionless type: string, integer, number, boolean, date, datetime, array,
    object. A number is written out exactly, as a decimal. A ``path`` that begins with ``*.`` leads
    into the items of the table's ``each``.
    """

    name: str
    path: str
    type: str
    what: str


@dataclass(frozen=True)
class Table:
    """A table: what a row is, which rows belong to a plan, and its columns.

    ``plan_path`` leads from a row to the slug of its plan; with several, any of them may. ``only``
    are the values that a row of the model must have to be given away. ``each`` is the path of a
    list of objects in the model: the table then has a row for every item of it.
    """

    name: str
    title: str
    model: type[Model]
    plan_path: str | tuple[str, ...]
    columns: tuple[Column, ...]
    order: tuple[str, ...] = ("pk",)
    only: Mapping[str, Any] = field(default_factory=dict)
    each: str = ""

    def queryset(self, plan: str | None = None) -> QuerySet[Any]:
        """The rows of one plan (by its slug), or of all plans, in a fixed order."""
        rows = self.model._default_manager.filter(**self.only).order_by(*self.order)
        if not plan:
            return rows
        if isinstance(self.plan_path, str):
            return rows.filter(**{self.plan_path: plan})
        chosen = Q()
        for path in self.plan_path:
            ways = self.model._default_manager.filter(**{path: plan})
            chosen |= Q(pk__in=ways.values("pk"))
        return rows.filter(chosen)

    def rows(self, plan: str | None = None) -> Iterator[Row]:
        """The rows as mappings by column name, read in pieces."""
        return self.rows_of(self.queryset(plan))

    def rows_of(self, rows: QuerySet[Any]) -> Iterator[Row]:
        """These rows of the model as mappings by column name."""
        names = [column.name for column in self.columns]
        paths = [column.path for column in self.columns]
        if self.each:
            yield from self._rows_of_items(rows)
            return
        for values in rows.values_list(*paths).iterator(chunk_size=2000):
            yield dict(zip(names, values, strict=True))

    def _rows_of_items(self, rows: QuerySet[Any]) -> Iterator[Row]:
        """A row for every item of the lists that these rows of the model hold."""
        own = [column for column in self.columns if not column.path.startswith(ITEM)]
        paths = [self.each, *(column.path for column in own)]
        for items, *values in rows.values_list(*paths).iterator(chunk_size=500):
            known = {column.name: value for column, value in zip(own, values, strict=True)}
            for item in items or ():
                yield {column.name: _of_item(column, item, known) for column in self.columns}


def _of_item(column: Column, item: Mapping[str, Any], known: Row) -> Any:  # noqa: ANN401
    """The value of a column for an item of a list; days and numbers stand as text in JSON."""
    if column.name in known:
        return known[column.name]
    value = item.get(column.path.removeprefix(ITEM))
    return None if value is None else _FROM_JSON.get(column.type, _as_it_is)(value)


def _as_it_is(value: Any) -> Any:  # noqa: ANN401 (any value of JSON)
    return value


def columns(*lines: tuple[str, str, str] | tuple[str, str, str, str]) -> tuple[Column, ...]:
    """Columns from (name, type, what) or (name, path, type, what)."""
    return tuple(
        Column(line[0], line[0], line[1], line[2]) if len(line) == 3 else Column(*line)
        for line in lines
    )
