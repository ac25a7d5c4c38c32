"""Work intensity: the months that a household's adults worked, to those they could have worked."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import polars as pl

from grondrecht.monitor.raw import Raw, when
from grondrecht.monitor.shipped import shipped

# As EU-SILC writes it in RX040: there is no intensity to speak of.
NOT_APPLICABLE = 99.0
METHOD = "hours-35"
# Sums of floats drift; on the line at 0.2 that would tell.
DECIMALS = 12


def intensity(raw: Raw, version: str, method: str = METHOD) -> pl.Series:
    """The work intensity (0 to 1) of each person's household.

    99 for people older than the version's members, and where no adult of the household counts.
    Unknown where it is not known of somebody whether he counts, or what he worked.
    ``method``: a way of counting part-time months, of data/work-intensity.toml.
    """
    rule = shipped("work-intensity")["versions"][version]
    counts = counting(raw, rule)
    worked, workable = _worked(raw, method), raw.numbers("months_declared")
    blank = counts.is_null() | (counts & (worked.is_null() | (workable == 0)))
    sums = pl.DataFrame(
        {
            "worked": raw.in_household(_where(counts, worked)),
            "workable": raw.in_household(_where(counts, workable)),
            "anybody": raw.any_in_household(counts),
            "unknown": raw.any_in_household(blank),
            "age": raw.numbers("age"),
        }
    )
    return sums.select(_ratio(rule["members"][1])).to_series()


def _where(counts: pl.Series, months: pl.Series) -> pl.Series:
    return when(counts.fill_null(False), months, 0.0)


def _ratio(oldest: int) -> pl.Expr:
    return (
        pl.when(pl.col("age") > oldest)
        .then(NOT_APPLICABLE)
        .when(pl.col("age").is_null() | pl.col("unknown"))
        .then(None)
        .when(~pl.col("anybody"))
        .then(NOT_APPLICABLE)
        .otherwise((pl.col("worked") / pl.col("workable")).round(DECIMALS))
    )


def counting(raw: Raw, rule: Mapping[str, Any]) -> pl.Series:
    """Which people count as adults that could have worked; unknown where it cannot be told."""
    age = raw.numbers("age")
    out = between(age, rule["students"]) & raw.truths("student")
    for role in rule["not_counted"]:
        out = out | raw.truths(role)
    if "pensioners" in rule:
        retiring = between(age, rule["pensioners"]) & raw.truths("inactive")
        out = out | (retiring & raw.truths("lives_on_pensions"))
    return between(age, rule["adults"]) & ~out


def between(age: pl.Series, ends: Sequence[int]) -> pl.Series:
    """Whose age is between two, both included."""
    return (age >= ends[0]) & (age <= ends[1])


def _worked(raw: Raw, method: str) -> pl.Series:
    return raw.numbers("months_full_time") + raw.numbers("months_part_time") * _part(raw, method)


def _part(raw: Raw, method: str) -> pl.Series:
    """What a part-time month counts for."""
    rule = shipped("work-intensity")["methods"][method]
    without = raw.everyone(True).cast(pl.Float64) * float(rule["without_hours"])
    if "full_time_hours" not in rule or not raw.has("hours"):
        return without
    hours = raw.numbers("hours")
    if raw.has("hours_in_other_jobs"):
        hours = hours + raw.numbers("hours_in_other_jobs").fill_null(0)
    part = (hours / rule["full_time_hours"]).clip(0.0, 1.0)
    return when(part.is_not_null(), part, without)


def receives_pension(raw: Raw) -> pl.Series:
    """Who received any pension but the survivor's in the income year."""
    found = raw.everyone(False)
    for role in shipped("work-intensity")["pensions"]["own"]:
        if raw.has(role):
            found = found | (raw.numbers(role) > 0)
    return found


def lives_on_pensions(raw: Raw) -> pl.Series:
    """Whether pensions are the main income of each person's household."""
    rule = shipped("work-intensity")["pensions"]
    held = [raw.numbers(role) for role in rule["household"] if raw.has(role)]
    adult = raw.numbers("age") >= rule["asked_from"]
    unknown = raw.any_in_household(adult & held[0].is_null())
    pensions = held[0].fill_null(0.0)
    for each in held[1:]:
        pensions = pensions + each.fill_null(0.0)
    income = raw.one_in_household("household_gross_income")
    main = raw.in_household(pensions) > rule["main_share"] * income
    return when(main | ~unknown, main, None)


def bands(raw: Raw) -> pl.Series:
    """The code of the band that the work intensity is in; unknown where there is none."""
    value = raw.numbers("work_intensity")
    code = pl.lit(None, pl.Int64)
    for band in reversed(shipped("work-intensity")["band"]):
        code = pl.when(pl.col("value") <= band["up_to"]).then(band["code"]).otherwise(code)
    return pl.DataFrame({"value": value}).select(code.alias("band")).to_series()
