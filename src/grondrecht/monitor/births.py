"""Births of which it is given how the family scores: Kind en Gezin's deprivation index."""

from __future__ import annotations

from numbers import Integral
from typing import Any

import polars as pl

from grondrecht.monitor.design import SurveyDesign
from grondrecht.monitor.errors import SurveyError
from grondrecht.monitor.raw import Raw
from grondrecht.monitor.shipped import shipped
from grondrecht.monitor.survey import Survey

OWN_NUMBER, OWN_WEIGHT = "birth_number", "birth_weight"


def births(
    table: Any,  # noqa: ANN401 (any table is welcome)
    until: int | None = None,
    **roles: str,
) -> Survey:
    """A survey with one row for each birth, for the indicator ``births-deprived``.

    ``roles`` name columns: ``births_income``, ``births_education``, ``births_work``,
    ``births_stimulation``, ``births_housing`` and ``births_health`` (1: weak, 0: not, empty: not
    known), ``year`` of birth, and ``household`` (the family), ``weight``, ``region`` where there
    are. ``until``: only births of that year and the two before it. Without weights each birth
    counts for one; without families each is one of its own.

    Raises SurveyError where columns lack, a score is neither 1 nor 0, or no birth is left.
    """
    raw = Raw.of(table, said=roles)
    for criterion in shipped("births")["criterion"]:
        # Before any row is left out, so that rows are named as they are in the data.
        if raw.has(criterion["role"]):
            raw.numbers(criterion["role"])
    if until is not None:
        raw = _of_years(raw, until)
    for role, column, value in (
        ("weight", OWN_WEIGHT, pl.lit(1.0)),
        ("household", OWN_NUMBER, pl.int_range(pl.len())),
    ):
        if not raw.has(role):
            raw = Raw(raw.frame.with_columns(value.alias(column)), raw.names, raw.said)
            roles[role] = column
    return Survey(raw.frame, design=SurveyDesign(columns=roles))


def _of_years(raw: Raw, until: int) -> Raw:
    if not isinstance(until, Integral):
        raise SurveyError(
            f"until is {until!r}, where a year is needed, as until=2017.",
            f"until is {until!r}, waar een jaar moet staan, zoals until=2017.",
        )
    year = raw.numbers("year")
    first = until - shipped("births")["years"] + 1
    kept = year.is_between(first, until).fill_null(False)
    if not kept.any():
        raise SurveyError(
            f"Column {raw.column('year')}: no birth is of {first}-{until}.",
            f"Kolom {raw.column('year')}: geen geboorte is van {first}-{until}.",
        )
    return Raw(raw.frame.filter(kept), raw.names, raw.said)
