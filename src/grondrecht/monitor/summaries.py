"""Summaries of rows that merge: of any two parts together they are the sum of both.

Sums are of whole numbers (money in cents, weights in units of 2^-30), so that however rows are
split and in whatever order parts are merged, the result is the same to the last digit. A ``Task``
says what is summed by what; streaming.py and spark.py carry it out.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import polars as pl

from grondrecht.monitor.bootstrap import Cuts
from grondrecht.monitor.domain import PEOPLE
from grondrecht.monitor.errors import SurveyError
from grondrecht.monitor.survey import Survey

UNIT = 2.0**30
CENTS = 100.0
# A total of whole numbers stays well within 64 bits.
ROOM = 2.0**61
STRATUM, CLUSTER, UNITS = "in stratum", "in cluster", "units"


@dataclass(frozen=True)
class Task:
    """What is summed: ``keys`` tell rows apart, ``make`` gives sums of whole numbers by keys."""

    keys: tuple[str, ...]
    make: Callable[[pl.LazyFrame], pl.LazyFrame]


@dataclass(frozen=True)
class Columns:
    """The columns of the data: ``keys`` are what results hang on, by the name they get here.

    ``money``: which of these are incomes. ``stratum`` and ``cluster`` are None where no margin is
    asked for, ``stratum`` also where the sample has none.
    """

    weight: str
    keys: Mapping[str, str]
    money: frozenset[str]
    stratum: str | None = None
    cluster: str | None = None

    @property
    def all(self) -> list[str]:
        """The names in the data, each once."""
        named = (self.weight, self.stratum, self.cluster, *self.keys.values())
        return list(dict.fromkeys(name for name in named if name is not None))

    def read(self) -> list[pl.Expr]:
        """The keys, incomes in cents."""
        return [
            _whole(column, CENTS).alias(key) if key in self.money else pl.col(column).alias(key)
            for key, column in self.keys.items()
        ]

    def place(self) -> list[pl.Expr]:
        """The stratum and the cluster."""
        stratum = pl.lit("all") if self.stratum is None else pl.col(self.stratum)
        return [stratum.alias(STRATUM), pl.col(str(self.cluster)).alias(CLUSTER)]


def _whole(column: str, unit: float) -> pl.Expr:
    """A column as whole numbers of a part of its unit; null where it is no number."""
    number = pl.col(column).cast(pl.Float64, strict=False)
    return (number * unit).round().cast(pl.Int64, strict=False)


def merged(parts: Iterable[pl.DataFrame], keys: Sequence[str]) -> pl.DataFrame:
    """The summary of all parts together, in the order of its keys."""
    everything = pl.concat(parts, how="vertical_relaxed")
    sums = pl.col(name for name in everything.columns if name not in keys).sum()
    return everything.group_by(keys).agg(sums).sort(keys, nulls_last=True)


def people(columns: Columns) -> Task:
    """By keys: how many people of weight there are, and what their weights add up to."""
    lost = [pl.col(columns.weight).alias("bad weight")]
    lost += [pl.col(columns.keys[key]).alias(f"bad {key}") for key in sorted(columns.money)]

    def make(rows: pl.LazyFrame) -> pl.LazyFrame:
        units = _whole(columns.weight, UNIT).alias(UNITS)
        wrong = (pl.col(UNITS).is_null() | (pl.col(UNITS) < 0)).sum().alias("bad weight")
        bad = [
            (pl.col(key).is_null() & pl.col(f"bad {key}").is_not_null()).sum().alias(f"bad {key}")
            for key in sorted(columns.money)
        ]
        named = rows.select(*columns.read(), units, *lost)
        asked = (pl.col(UNITS) > 0).sum().cast(pl.Int64).alias(PEOPLE)
        sums = (pl.col(UNITS).sum(), asked, pl.len().cast(pl.Int64).alias("rows"), wrong, *bad)
        return named.group_by(list(columns.keys)).agg(sums)

    return Task(tuple(columns.keys), make)


def refuse(columns: Columns, summary: pl.DataFrame) -> None:
    """Raise SurveyError where weights or incomes cannot be computed with, naming the column."""
    named = {"weight": columns.weight} | {key: columns.keys[key] for key in columns.money}
    everyone = int(summary["rows"].sum())
    for role, column in named.items():
        count = int(summary[f"bad {role}"].sum())
        where = f"{column}, {count} of {everyone} rows", f"{column}, {count} van {everyone} rijen"
        if count and role == "weight":
            raise SurveyError(
                f"Column {where[0]}: a weight is missing, negative or not a number.",
                f"Kolom {where[1]}: een gewicht ontbreekt, is negatief of is geen getal.",
            )
        if count:
            raise SurveyError(
                f"Column {where[0]}: text, not a number or infinite; leave the cell empty where the"
                " value is unknown.",
                f"Kolom {where[1]}: tekst, geen getal of oneindig; laat de cel leeg waar de waarde"
                " onbekend is.",
            )


def survey_of(columns: Columns, summary: pl.DataFrame) -> Survey:
    """The summary as a survey: a row for all people who are alike, a cluster of its own."""
    roles: dict[str, Any] = {"weight": "weight", PEOPLE: PEOPLE, "household": "row"} | {
        key: key for key in columns.keys
    }
    # numpy divides; polars multiplies by 0.01, which gives another last digit.
    money = {key: pl.Series(key, summary[key].to_numpy() / CENTS) for key in columns.money}
    held = summary.select(
        *(money[key].fill_nan(None) if key in money else pl.col(key) for key in columns.keys),
        (pl.col(UNITS) / UNIT).alias("weight"),
        pl.col(PEOPLE),
        pl.int_range(pl.len()).alias("row"),
    )
    return Survey(held, names={}, **roles)


def moved(columns: Columns, lookup: pl.DataFrame, groups: Sequence[str]) -> Task:
    """By stratum, cluster and group: what ``lookup`` has for each person times the weight, summed.

    ``lookup``: keys, the numbers of ``groups``, and columns of values already brought to a scale on
    which their total is below 2^61.
    """
    keys = tuple(columns.keys)
    values = [name for name in lookup.columns if name not in (*keys, *groups)]

    def make(rows: pl.LazyFrame) -> pl.LazyFrame:
        weight = pl.col(columns.weight).cast(pl.Float64).alias("weighs")
        named = rows.select(*columns.read(), *columns.place(), weight)
        found = named.join(lookup.lazy(), on=keys, how="left", nulls_equal=True)
        sums = ((pl.col(name) * pl.col("weighs")).round().cast(pl.Int64).sum() for name in values)
        there = pl.len().cast(pl.Int64).alias(PEOPLE)
        return found.group_by(STRATUM, CLUSTER, *groups).agg(*sums, there)

    return Task((STRATUM, CLUSTER, *groups), make)


def replicated(columns: Columns, cuts: Cuts) -> Task:
    """By keys: what weights add up to in each of some replicates of the bootstrap."""
    names = [f"factor {replicate}" for replicate in cuts.replicates]

    def weighed(rows: pl.DataFrame) -> pl.DataFrame:
        own = rows.select(STRATUM, CLUSTER).unique()
        factors = cuts.factors(own[STRATUM].to_numpy(), own[CLUSTER].to_numpy())
        table = own.hstack(pl.DataFrame(factors, schema=names))
        return rows.join(table, on=[STRATUM, CLUSTER], how="left")

    def make(rows: pl.LazyFrame) -> pl.LazyFrame:
        units = _whole(columns.weight, UNIT).alias(UNITS)
        named = rows.select(*columns.read(), *columns.place(), units)
        schema = dict(named.collect_schema()) | dict.fromkeys(names, pl.Float64())
        found = named.map_batches(weighed, schema=schema, streamable=True)
        units = pl.col(UNITS).cast(pl.Float64)
        sums = ((units * pl.col(name)).round().cast(pl.Int64).sum().alias(name) for name in names)
        return found.group_by(list(columns.keys)).agg(*sums)

    return Task(tuple(columns.keys), make)


def scale_of(largest_total: float) -> float:
    """A power of two by which values become whole numbers whose total fits."""
    if not 0 < largest_total < np.inf:
        return 1.0
    return float(2.0 ** np.floor(np.log2(ROOM / largest_total)))
