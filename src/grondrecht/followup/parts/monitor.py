"""The part of a round's copy that holds the monitor: the indicators with what was observed."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django.db.models import QuerySet

from grondrecht.followup.models import Round
from grondrecht.registry.export.values import exact
from grondrecht.registry.models import Indicator, Observation


def part(of: Round) -> list[dict[str, Any]]:
    """The plan's indicators of which something is known, by name. Two queries."""
    indicators: QuerySet[Indicator] = Indicator.objects.filter(
        plan=of.plan_id, observations__isnull=False
    )
    return [
        {
            "indicator": each.slug,
            "name": each.name,
            "name_en": each.name_en,
            "unit": each.unit,
            "better": each.better,
            "definition": f"{each.definition}@{each.version}" if each.definition else "",
            "observations": [_observation(seen) for seen in each.observations.all()],
        }
        for each in indicators.distinct().order_by("name", "slug").prefetch_related("observations")
    ]


def _observation(seen: Observation) -> dict[str, Any]:
    return {
        "kind": seen.kind,
        "period": seen.period,
        "first_day": seen.first_day.isoformat(),
        "last_day": seen.last_day.isoformat(),
        "group": seen.group,
        "value": _number(seen.value),
        "margin": _number(seen.margin),
        "lower": _number(seen.lower),
        "upper": _number(seen.upper),
        "n": seen.n,
        "flag": seen.flag,
        "synthetic": seen.synthetic,
        "unit": seen.unit,
        "source": seen.source,
        "source_url": seen.source_url,
    }


def _number(value: Decimal | None) -> str | None:
    return None if value is None else exact(value)
