"""What the numbers of a role may be: codes, shares, months and ages (data/allowed.toml)."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from numbers import Integral
from typing import Any

import numpy as np

from grondrecht.monitor.checking import refuse_rows
from grondrecht.monitor.errors import SurveyError
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


def ages(given: object) -> tuple[int, int] | None:
    """The youngest and the oldest age that a definition is of, both included; None where of all.

    Raises SurveyError where it is not two whole numbers, the lower one first.
    """
    if given is None:
        return None
    ends = tuple(given) if isinstance(given, list | tuple) else ()
    if (
        len(ends) == 2
        and all(isinstance(end, Integral) for end in ends)
        and 0 <= ends[0] <= ends[1]
    ):
        return int(ends[0]), int(ends[1])
    raise SurveyError(
        f"ages is {given!r}, where a youngest and an oldest age are needed, as (0, 17).",
        f"ages is {given!r}, waar een jongste en een oudste leeftijd moeten staan, zoals (0, 17).",
    )
