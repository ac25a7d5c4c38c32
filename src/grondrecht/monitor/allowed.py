"""What the numbers of a role may be: codes, shares, months and ages (data/allowed.toml)."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any

import numpy as np

from grondrecht.monitor.checking import refuse_rows
from grondrecht.monitor.shipped import shipped
from grondrecht.monitor.weighted import Floats, Mask


def allowed(role: str, column: str, values: Floats) -> Floats:
    """The values that a column has for a role, nan where unknown; ages in completed years.

    Raises SurveyError, with column and rows, where a value is none that the role can have.
    """
    rule = _rules().get(role)
    if rule is None:
        return values
    if rule.get("whole", False):
        values = np.floor(values)
    refuse_rows(column, ~(_fits(values, rule) | np.isnan(values)), rule["en"], rule["nl"])
    return values


def _fits(values: Floats, rule: Mapping[str, Any]) -> Mask:
    fits = np.isin(values, rule.get("codes", []))
    if "range" in rule:
        fits |= (values >= rule["range"][0]) & (values <= rule["range"][1])
    if "above" in rule:
        fits |= values > rule["above"]
    return fits


@cache
def _rules() -> Mapping[str, Mapping[str, Any]]:
    return {role: rule for rule in shipped("allowed")["rule"] for role in rule["roles"]}
