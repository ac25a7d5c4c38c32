"""An action with all that hangs on it, as one piece of data for programs."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any
from urllib.parse import quote

from django.conf import settings

from grondrecht.registry.export.table import Table
from grondrecht.registry.export.tables import BY_NAME
from grondrecht.registry.export.values import plain
from grondrecht.registry.models import Action

# The tables whose rows hang on an action: (key, table, path to the action).
Parts = Iterable[tuple[str, str, str]]
PARTS = (
    ("forms", "forms", "action"),
    ("milestones", "milestones", "form__action"),
    ("commitments", "commitments", "form__action"),
    ("amounts", "amounts", "commitment__form__action"),
    ("involvements", "involvements", "action"),
    ("parties", "mentions", "action"),
    ("links", "links", "source"),
    ("backlinks", "links", "target"),
    ("instruments", "instrument_actions", "action"),
    ("indicators", "indicator_actions", "action"),
    ("contributions", "contributions", "action"),
    ("quality", "quality", "action"),
)
# What the record of an action says once, and not again in each row.
KNOWN = ("plan", "action")


def address_of(kind: str, *names: str) -> str:
    """The permanent address of something: ``address_of("action", "plan", "00_01_02")``."""
    return "/".join((settings.PUBLIC_URL, "id", kind, *(quote(name, safe="") for name in names)))


def action_record(
    action: Action, parts: Parts = PARTS, tables: Mapping[str, Table] = BY_NAME
) -> dict[str, Any]:
    """The action's own row and, per part, the rows that hang on it. A fixed number of queries.

    Each part lacks the columns that say which plan and action it is of.
    """
    table = BY_NAME["actions"]
    own = next(table.rows_of(table.queryset().filter(pk=action.pk)))
    found = {key: _part(tables[name], path, action) for key, name, path in parts}
    address = address_of("action", action.plan.slug, action.code)
    return {"id": address, **_plain(own), **found}


def _part(table: Table, path: str, action: Action) -> list[dict[str, Any]]:
    rows = table.rows_of(table.queryset().filter(**{path: action.pk}))
    return [{k: v for k, v in _plain(row).items() if k not in KNOWN} for row in rows]


def _plain(row: dict[str, Any]) -> dict[str, Any]:
    return {name: plain(value) for name, value in row.items()}
