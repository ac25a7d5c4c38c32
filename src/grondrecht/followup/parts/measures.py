"""The part of a round's copy that holds the rights inventory and the social corrections."""

from __future__ import annotations

from typing import Any

from grondrecht.followup.models import Measure, MeasureFigures, Round
from grondrecht.registry.export.values import exact


def part(of: Round) -> list[dict[str, Any]]:
    """The measures of the plan by name, with the figures that are known of each. Three queries."""
    rows = Measure.objects.filter(plan=of.plan_id).select_related("granted_by")
    return [
        _measure(row) for row in rows.prefetch_related("figures__round").order_by("name", "slug")
    ]


def _measure(row: Measure) -> dict[str, Any]:
    keys = ("slug", "kind", "name", "name_en", "what", "automatic", "obstacles", "conditions")
    return {key: getattr(row, key) for key in keys} | {
        "granted_by": row.granted_by.name if row.granted_by else "",
        "figures": [_figures(each) for each in row.figures.all()],
    }


def _figures(row: MeasureFigures) -> dict[str, Any]:
    counted = {name: _number(getattr(row, name)) for name in ("money", "cost", "benefit")}
    return {
        "year": row.last_year,
        "period": row.period,
        "round": row.round.slug if row.round else "",
        "persons": row.persons,
        **counted,
        "source": row.source,
    }


def _number(value: Any) -> str | None:  # noqa: ANN401 (a decimal or nothing)
    return None if value is None else exact(value)
