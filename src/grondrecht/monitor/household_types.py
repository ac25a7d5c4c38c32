"""Types of households by their adults and dependent children, with the codes of HX060."""

from __future__ import annotations

import polars as pl

from grondrecht.monitor import checking
from grondrecht.monitor.raw import Raw
from grondrecht.monitor.shipped import shipped

FIRST_PAIR, MOST_CHILDREN = 9, 3


def dependent(raw: Raw) -> pl.Series:
    """Who is a dependent child: under 18, or 18 to 24, inactive and living with a parent.

    Unknown where the answer hangs on an age, activity or parent that is.
    """
    rule = shipped("household-types")["dependent"]
    age, grown = raw.numbers("age"), int(rule["below"])
    young = (age >= grown) & (age <= int(rule["inactive_until"]))
    return (age < grown) | (young & _inactive(raw) & with_parent(raw))


def _inactive(raw: Raw) -> pl.Series:
    if raw.has("inactive"):
        return raw.truths("inactive")
    return raw.everyone(None)


def with_parent(raw: Raw) -> pl.Series:
    """Who lives with a parent: a column of that name, else who has a number of one (RB220, RB230).

    EU-SILC gives the number of a parent only where the parent lives in the household.
    """
    if raw.has("with_parent"):
        return raw.truths("with_parent")
    known = [raw.series(role) for role in ("father", "mother") if raw.has(role)]
    if not known:
        return raw.everyone(None)
    found = raw.everyone(False)
    for parent in known:
        found = found | ~checking.missing(parent)
    return found


def types(raw: Raw) -> pl.Series:
    """The code of each person's household; unknown where somebody's age or dependency is."""
    child = raw.truths("dependent_child")
    age = raw.numbers("age")
    rule = shipped("household-types")["dependent"]
    counted = pl.DataFrame(
        {
            "size": raw.in_household(raw.everyone(True)),
            "children": raw.in_household(child.cast(pl.Int64)),
            "old": raw.any_in_household(~child & (age >= rule["older_from"])),
            "unknown": raw.any_in_household(child.is_null() | age.is_null()),
        }
    )
    return counted.select(_code(pl.col("size") - pl.col("children"))).to_series()


def _code(adults: pl.Expr) -> pl.Expr:
    children, old = pl.col("children"), pl.col("old")
    return (
        pl.when(pl.col("size") == 1)
        .then(5)
        .when(pl.col("unknown"))
        .then(None)
        .when(adults == 0)
        .then(16)
        .when(children == 0)
        .then(pl.when(adults > 2).then(8).when(old).then(7).otherwise(6))
        .when(adults == 1)
        .then(9)
        .when(adults == 2)
        .then(FIRST_PAIR + children.clip(upper_bound=MOST_CHILDREN))
        .otherwise(13)
        .cast(pl.Int64)
    )
