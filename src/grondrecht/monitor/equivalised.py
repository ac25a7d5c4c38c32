"""Equivalised income: what a household has, for as many single people as it counts for."""

from __future__ import annotations

import polars as pl

from grondrecht.monitor.allowed import allowed
from grondrecht.monitor.raw import Raw, when
from grondrecht.monitor.shipped import shipped

SCALE = "modified-oecd"
MONTHS = 12


def ages(raw: Raw) -> pl.Series:
    """Age at the end of the income year, the year before the survey, from the year of birth.

    Who was born in the year of the survey is 0. Raises SurveyError for a birth after it.
    """
    years = raw.numbers("year") - raw.numbers("birth_year") - 1
    known = allowed("age", str(raw.column("birth_year")), years.replace(-1, 0).to_numpy())
    return pl.Series(known, nan_to_null=True)


def sizes(raw: Raw) -> pl.Series:
    """How many single people the household counts for; unknown where an age is.

    The first counts whole whatever the age, so that a child alone is one.
    """
    rule = shipped("equivalence")[SCALE]
    age = raw.numbers("age")
    older = raw.in_household((age >= rule["child_below"]).cast(pl.Float64))
    children = raw.in_household((age < rule["child_below"]).cast(pl.Float64))
    alone = (older == 0).cast(pl.Float64)
    further = (older - 1 + alone) * rule["further"] + (children - alone) * rule["child"]
    return when(~raw.any_in_household(age.is_null()), rule["first"] + further, None)


def shared_out(raw: Raw, role: str) -> pl.Series:
    """An amount of the household by its equivalised size, the same for every member.

    Negative and zero amounts stay; a missing one stays unknown. ``household_factor`` (HY025, what
    people who did not answer would have added) multiplies it where the data have it.
    """
    amount = raw.one_in_household(role)
    if raw.has("household_factor"):
        amount = amount * raw.one_in_household("household_factor")
    return amount / raw.one_in_household("equivalised_size")


def after_housing(raw: Raw) -> pl.Series:
    """Disposable income less what housing costs in a year, equivalised."""
    spent = raw.one_in_household("housing_costs") * MONTHS
    left = raw.adding("left", raw.one_in_household("household_income") - spent)
    return shared_out(left, "left")
