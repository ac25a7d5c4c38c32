"""Who met the rule of vertical consultations, as a table of the site and of the workplace."""

from __future__ import annotations

from typing import Any

from grondrecht.followup import vertical
from grondrecht.registry.models import Plan


def rule_table(plan: Plan) -> dict[str, Any]:
    """Who met the rule of vertical consultations: a row per domain, a cell per year."""
    years = vertical.years_of(plan)
    cells: dict[int, list[vertical.Met]] = {}
    for each in vertical.rule(plan, years):
        cells.setdefault(each.domain.pk, []).append(each)
    rows = [{"domain": row[0].domain, "cells": row} for row in cells.values()]
    return {"years": list(years), "rows": rows, "asked": vertical.asked_a_year(plan)}
