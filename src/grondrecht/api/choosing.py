"""Rows chosen by the values of columns, and actions by the facets of the search as well."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
import numpy.typing as npt
from django.db.models import QuerySet

from grondrecht.registry.export.table import Table
from grondrecht.registry.export.tables import BY_NAME
from grondrecht.registry.search.snapshot import FACETS, current

# Facets that are columns of the table of actions too.
COLUMNS = ("plan", "right", "office")


def matching(table: Table, values: Mapping[str, Any]) -> QuerySet[Any]:
    """The rows that have these values by column name; a list of values means any of them."""
    paths = {column.name: column.path for column in table.columns}
    asked = {
        f"{paths[name]}__in" if isinstance(value, list) else paths[name]: value
        for name, value in values.items()
    }
    return table.queryset().filter(**asked)


def chosen_page(values: Mapping[str, Any], start: int, size: int) -> tuple[int, QuerySet[Any]]:
    """How many actions have these values of columns and facets, and one page of them."""
    table = BY_NAME["actions"]
    facets = {name: value for name, value in values.items() if name in FACETS}
    columns = {name: value for name, value in values.items() if name not in facets}
    if facets.keys() <= set(COLUMNS):
        rows = matching(table, values)
        return rows.count(), rows[start : start + size]
    ids = _with_facets(facets)
    if columns:
        held = matching(table, columns).order_by().values_list("pk", flat=True)
        ids = ids[np.isin(ids, np.fromiter(held, np.int64))]
    page = table.queryset().filter(pk__in=ids[start : start + size].tolist())
    return len(ids), page.order_by("-plan_id", "code")


def _with_facets(facets: Mapping[str, list[str]]) -> npt.NDArray[np.int64]:
    """The ids of the actions that have one of the values in each facet, as the search orders them:
    newest plan first, then by code.
    """
    known = current()
    held = np.ones(len(known.ids), bool)
    for name, values in facets.items():
        held &= known.facets[name].mask(values, len(held))
    places = np.flatnonzero(held)
    found: npt.NDArray[np.int64] = known.ids[places[np.argsort(known.order[places])]]
    return found
