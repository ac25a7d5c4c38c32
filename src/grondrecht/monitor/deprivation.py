"""Items of deprivation: who cannot afford what, from the answers as they were given."""

from __future__ import annotations

from collections.abc import Mapping
from functools import reduce
from operator import or_
from typing import Any

import polars as pl

from grondrecht.monitor import checking
from grondrecht.monitor.names import column_called
from grondrecht.monitor.raw import Raw
from grondrecht.monitor.shipped import shipped


def role_of(item: str) -> str:
    """The role of the column that says who lacks an item."""
    return f"lacks_{item}"


def list_items(version: str) -> tuple[str, ...]:
    """The roles of the items on a list: ``2020`` (9 items) or ``2030`` (13)."""
    return tuple(role_of(item) for item in shipped("items")["lists"][version]["items"])


def household_items(version: str) -> tuple[str, ...]:
    """The roles of the items on a list that are the household's."""
    held = shipped("items")
    asked = held["lists"][version]["items"]
    return tuple(role_of(item) for item in asked if held["items"][item]["of"] == "household")


def answers(item: str) -> tuple[str, ...]:
    """The roles of the columns with the answers to an item: one, or three for arrears."""
    return tuple(shipped("items")["items"][item].get("answers", (item,)))


def lacks(raw: Raw, item: str) -> pl.Series:
    """Who has an enforced lack of an item: yes, no, or null where it is not known.

    Of an item of persons a child gets the answer of the household's adults. Raises SurveyError
    where an answer is none of the codes of data/items.toml.
    """
    rule = shipped("items")["items"][item]
    own = reduce(or_, (_answered(raw, role, rule) for role in answers(item)))
    return _with_children(raw, own) if rule["of"] == "person" else own


def _answered(raw: Raw, role: str, rule: Mapping[str, Any]) -> pl.Series:
    column = str(raw.column(role))
    codes = shipped("items")["columns"].get(column.upper(), rule)
    values, flag = raw.numbers(role), float(shipped("items")["not_applicable"]["flag"])
    without = _not_applicable(raw, column) | (values == flag).fill_null(False)
    checking.refuse_other_codes(
        column,
        values,
        [*codes["lack"], *codes["has"], flag],
        "no answer to this question",
        "geen antwoord op deze vraag",
    )
    made = values.is_in([float(code) for code in codes["lack"]])
    return pl.DataFrame({"made": made, "without": without}).select(
        pl.when(pl.col("without")).then(False).otherwise(pl.col("made")).alias(role)
    )[role]


def _not_applicable(raw: Raw, column: str) -> pl.Series:
    """Whose answer is flagged as not applicable."""
    rule = shipped("items")["not_applicable"]
    name = column_called(column + rule["suffix"], raw.frame.columns)
    if name is None:
        return raw.everyone(False)
    flags = pl.Series(checking.numbers(raw.frame[name]), nan_to_null=True)
    return (flags == int(rule["flag"])).fill_null(False)


def _with_children(raw: Raw, own: pl.Series) -> pl.Series:
    """The answers of adults, and for children those of at least a share of the adults."""
    rule = shipped("items")["children"]
    age = raw.numbers("age")
    adult = (age >= rule["below"]).fill_null(False)
    known = raw.in_household((adult & own.is_not_null()).cast(pl.Float64))
    lacking = raw.in_household((adult & own.fill_null(False)).cast(pl.Float64))
    both = pl.DataFrame(
        {"own": own, "child": (age < rule["below"]), "known": known, "lacking": lacking}
    )
    theirs = pl.when(pl.col("known") > 0).then(pl.col("lacking") >= rule["share"] * pl.col("known"))
    chosen = pl.when(pl.col("child").fill_null(False)).then(theirs).otherwise(pl.col("own"))
    return both.select(chosen.alias("lacks"))["lacks"]
