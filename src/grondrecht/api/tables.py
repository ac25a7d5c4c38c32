"""An address for every table of the register: paged, filtered by column."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from ninja import NinjaAPI, Query

from grondrecht.api.choosing import chosen_page, matching
from grondrecht.api.schemas import WRONG, Paging, filter_schema, filterable, page_schema
from grondrecht.followup.export import EVERY_TABLE
from grondrecht.registry.export.table import Row, Table


def add_tables(api: NinjaAPI) -> None:
    """Add one address per table to the API."""
    for table in EVERY_TABLE:
        _add(api, table)


def _add(api: NinjaAPI, table: Table) -> None:
    query: Any = filter_schema(table)

    def rows(request: HttpRequest, asked: Paging) -> dict[str, Any]:
        return page_of(request, table, asked)

    rows.__annotations__["asked"] = query
    rows.__annotations__["request"] = HttpRequest
    rows.__defaults__ = (Query(...),)  # type: ignore[type-arg]
    names = ", ".join(f"`{column.name}`" for column in filterable(table))
    api.get(
        f"/{table.name.replace('_', '-')}",
        response={200: page_schema(table), **WRONG},
        operation_id=f"list_{table.name}",
        summary=table.title,
        description=f"Rows in a fixed order. Filter by {names}.",
        tags=["tables"],
    )(rows)


def page_of(request: HttpRequest, table: Table, asked: Paging) -> dict[str, Any]:
    """One page of a table's rows, with the address of the next."""
    values = asked.model_dump(exclude={"page", "size"}, exclude_none=True, exclude_defaults=True)
    start = (asked.page - 1) * asked.size
    items: list[Row]
    if table.each:
        every = list(table.rows_of(matching(table, values)))
        total, items = len(every), every[start : start + asked.size]
    elif table.name == "actions":
        total, found = chosen_page(values, start, asked.size)
        items = list(table.rows_of(found))
    else:
        rows = matching(table, values)
        total, items = rows.count(), list(table.rows_of(rows[start : start + asked.size]))
    return {
        "items": items,
        "page": asked.page,
        "size": asked.size,
        "total": total,
        "next": next_page(request, asked.page) if start + asked.size < total else None,
    }


def next_page(request: HttpRequest, page: int) -> str:
    """The address of the page after this one, with the same choices."""
    query = request.GET.copy()
    query["page"] = str(page + 1)
    return f"{request.path}?{query.urlencode()}"
