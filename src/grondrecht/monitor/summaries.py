"""Summaries of rows that add up: of any two parts together they are the sum of both.

Sums are of whole numbers, in a unit that leaves room for the total, so that however rows are split
and in whatever order parts are added, the result is the same to the last digit. Incomes are never
summed here: people with the same income are one row. A ``Task`` says what is summed by what;
streaming.py and spark.py carry it out.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import polars as pl

from grondrecht.monitor.bootstrap import Cuts
from grondrecht.monitor.design import SurveyDesign
from grondrecht.monitor.domain import PEOPLE
from grondrecht.monitor.survey import Survey

# A total of whole numbers stays well within 64 bits.
ROOM = 2.0**61
# A power of two that can be divided by, too.
FINEST = 1000
STRATUM, CLUSTER, UNITS, ROW = "in stratum", "in cluster", "units of weight", "row of summary"
ROWS = "rows of data"
HEAVIEST, BAD, COARSE = "heaviest weight", "weights that are none", "weights that are too small"
# Of fewer units than this a weight is known to less than a thousandth.
COARSEST = 2**10


@dataclass(frozen=True)
class Task:
    """What is summed: ``keys`` tell rows apart, ``make`` gives sums of whole numbers by keys.

    ``together``: rows with the same value of this column must be seen together, wherever they are.
    """

    keys: tuple[str, ...]
    make: Callable[[pl.LazyFrame], pl.LazyFrame]
    together: str | None = None


@dataclass(frozen=True)
class Columns:
    """The columns of the data: ``roles`` are what results hang on, and the column of each.

    ``stratum`` and ``cluster`` are None where no margin is asked for, ``stratum`` also where the
    sample has none. ``unit``: so many whole numbers are a weight of 1. ``digits``: incomes are
    rounded to so many significant ones; None: they are not.
    """

    weight: str
    roles: Mapping[str, str]
    stratum: str | None = None
    cluster: str | None = None
    unit: float = 1.0
    digits: int | None = None

    @property
    def keys(self) -> tuple[str, ...]:
        """The columns that results hang on, each once."""
        return tuple(dict.fromkeys(self.roles.values()))

    @property
    def of_people(self) -> list[str]:
        """The names in the data of what tells people apart, with their weight."""
        return list(dict.fromkeys((self.weight, *self.keys)))

    @property
    def all(self) -> list[str]:
        """The names in the data, each once."""
        place = (name for name in (self.stratum, self.cluster) if name is not None)
        return list(dict.fromkeys((*self.of_people, *place)))

    def read(self, rows: pl.LazyFrame) -> list[pl.Expr]:
        """The columns that results hang on, incomes rounded where that was asked."""
        if self.digits is None:
            return [pl.col(key) for key in self.keys]
        money = {name for role, name in self.roles.items() if role.startswith("income")}
        return [
            number(rows, key).round_sig_figs(self.digits).alias(key)
            if key in money
            else pl.col(key)
            for key in self.keys
        ]

    def place(self, rows: pl.LazyFrame) -> list[pl.Expr]:
        """The stratum and the cluster, null where nothing is filled in."""
        stratum = pl.lit("all") if self.stratum is None else filled(rows, self.stratum)
        return [stratum.alias(STRATUM), filled(rows, str(self.cluster)).alias(CLUSTER)]

    def units(self, rows: pl.LazyFrame) -> pl.Expr:
        """The weight in whole units; null where it is no number."""
        whole = (number(rows, self.weight) * self.unit).round().cast(pl.Int64, strict=False)
        return whole.alias(UNITS)


def number(rows: pl.LazyFrame, column: str) -> pl.Expr:
    """A column as numbers; null where it is none."""
    text = rows.collect_schema()[column] == pl.String
    read = pl.col(column).str.strip_chars() if text else pl.col(column)
    return read.cast(pl.Float64, strict=False)


def filled(rows: pl.LazyFrame, column: str) -> pl.Expr:
    """A column, null where nothing is filled in: NaN, or text without a letter."""
    kind, read = rows.collect_schema()[column], pl.col(column)
    if kind.is_float():
        return read.fill_nan(None)
    return pl.when(read.str.strip_chars() != "").then(read) if kind == pl.String else read


def added_up(parts: Iterable[pl.DataFrame], keys: Sequence[str]) -> pl.DataFrame:
    """The summary of all parts together, in the order of its keys."""
    everything = pl.concat(parts, how="vertical_relaxed")
    sums = pl.col(name for name in everything.columns if name not in keys).sum()
    return everything.group_by(keys).agg(sums).sort(keys, nulls_last=True)


def heaviest(weight: str) -> Task:
    """Of each part the largest weight, and how many rows there are."""

    def make(rows: pl.LazyFrame) -> pl.LazyFrame:
        return rows.select(
            number(rows, weight).max().alias(HEAVIEST), pl.len().cast(pl.Int64).alias(ROWS)
        )

    return Task((HEAVIEST,), make)


def unit_of(found: pl.DataFrame) -> float:
    """The unit in which all weights together fit, from what ``heaviest`` gives."""
    largest = found[HEAVIEST].fill_nan(None).max()
    return scale_of(float(largest or 0.0) * int(found[ROWS].sum()))  # type: ignore[arg-type]


def people(columns: Columns) -> Task:
    """By keys: how many people of weight there are, and what their weights add up to."""

    def make(rows: pl.LazyFrame) -> pl.LazyFrame:
        weight, units = number(rows, columns.weight), pl.col(UNITS)
        small = ((weight > 0) & (columns.units(rows) < COARSEST)).alias(COARSE)
        named = rows.select(*columns.read(rows), columns.units(rows), small)
        asked = (units > 0).sum().cast(pl.Int64).alias(PEOPLE)
        every = pl.len().cast(pl.Int64).alias(ROWS)
        bad = (units.is_null() | (units < 0)).sum().alias(BAD)
        return named.group_by(columns.keys).agg(
            units.sum(), asked, every, bad, pl.col(COARSE).sum()
        )

    return Task(columns.keys, make)


def survey_of(columns: Columns, summary: pl.DataFrame) -> Survey:
    """The summary as a survey: a row for all people who are alike, a cluster of its own."""
    # Refusals name the column of the data.
    weight = UNITS if columns.weight in columns.keys else columns.weight
    roles: dict[str, Any] = {
        **columns.roles,
        "weight": weight,
        "cluster": ROW,
        PEOPLE: PEOPLE,
    }
    held = summary.select(
        *columns.keys,
        (pl.col(UNITS) / columns.unit).alias(weight),
        pl.col(PEOPLE),
        pl.int_range(pl.len()).alias(ROW),
    )
    names = {role: (column,) for role, column in columns.roles.items()}
    return Survey(held, names=names, design=SurveyDesign(single="certainty"), **roles)


def moved(columns: Columns, lookup: pl.DataFrame, groups: Sequence[str]) -> Task:
    """By stratum, cluster and group: what ``lookup`` has for each person times the weight, summed.

    ``lookup``: keys, the numbers of ``groups``, and columns of values already brought to a scale on
    which their total is below 2^61.
    """
    keys = columns.keys
    values = [name for name in lookup.columns if name not in (*keys, *groups)]
    kinds = {key: lookup.schema[key] for key in keys}

    def make(rows: pl.LazyFrame) -> pl.LazyFrame:
        weight = number(rows, columns.weight).alias("weighs")
        named = rows.select(*columns.read(rows), *columns.place(rows), weight).cast(kinds)  # type: ignore[arg-type]
        found = named.join(lookup.lazy(), on=keys, how="left", nulls_equal=True)
        sums = ((pl.col(name) * pl.col("weighs")).round().cast(pl.Int64).sum() for name in values)
        there = (pl.col("weighs") > 0).sum().cast(pl.Int64).alias(PEOPLE)
        return found.group_by(STRATUM, CLUSTER, *groups).agg(*sums, there)

    return Task((STRATUM, CLUSTER, *groups), make)


def weights_in(columns: Columns, cuts: Cuts) -> Task:
    """By keys: what weights add up to in each of some replicates of the bootstrap."""
    names = [in_replicate(replicate) for replicate in cuts.replicates]

    def weighed(rows: pl.DataFrame) -> pl.DataFrame:
        own = rows.select(STRATUM, CLUSTER).unique()
        factors = cuts.factors(own[STRATUM].to_numpy(), own[CLUSTER].to_numpy())
        table = own.hstack(pl.DataFrame(factors, schema=names))
        return rows.join(table, on=[STRATUM, CLUSTER], how="left")

    def make(rows: pl.LazyFrame) -> pl.LazyFrame:
        named = rows.select(*columns.read(rows), *columns.place(rows), columns.units(rows))
        schema = dict(named.collect_schema()) | dict.fromkeys(names, pl.Float64())
        found = named.map_batches(weighed, schema=schema, streamable=True)
        units = pl.col(UNITS).cast(pl.Float64)
        sums = ((units * pl.col(name)).round().cast(pl.Int64).sum().alias(name) for name in names)
        return found.group_by(columns.keys).agg(*sums)

    return Task(columns.keys, make)


def in_replicate(replicate: int) -> str:
    """The column of the weights in a replicate."""
    return f"weight in replicate {replicate}"


def scale_of(largest_total: float) -> float:
    """A power of two by which values become whole numbers whose total fits."""
    if not 0 < largest_total < np.inf:
        return 1.0
    return float(2.0 ** min(np.floor(np.log2(ROOM) - np.log2(largest_total)), FINEST))
