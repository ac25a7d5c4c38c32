"""Winners, losers and cost of a reform: what each household gets before and after it, in a year."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import numpy as np
import polars as pl
from numpy.typing import NDArray

from grondrecht.rights.errors import RightsError, Words
from grondrecht.rights.law import Law
from grondrecht.rights.populations import YES, PopulationAnswer, answered
from grondrecht.rights.reforms import Reform
from grondrecht.rights.resolved import Resolved
from grondrecht.rights.tables import Tables, population

Array = NDArray[Any]
# How often in a year an amount is given; what is given once counts once.
TIMES: Mapping[str, int] = {"": 1, "year": 1, "month": 12, "day": 365}
SIGNS: Mapping[str, int] = {"benefit": 1, "reduction": 1, "price": -1}


@dataclass(frozen=True)
class Effects:
    """What a reform changes, per household.

    ``households`` has the columns of the table that was given, and before, after and change: what
    the changed measures bring in a year, in cents, null where it is not certain. ``left_out`` are
    the changed measures that say nothing in money: no amount, or one of which the meaning is open.
    """

    on: date
    names: Words
    measures: tuple[str, ...]
    left_out: tuple[str, ...]
    households: pl.DataFrame
    tables: Tables

    def table(self, by: Sequence[str] = (), weight: str | None = None) -> pl.DataFrame:
        """Per group: households, winners, losers, same, unknown, and cost in a year, in cents.

        With a weight each household counts for so many (floats), else all are whole numbers. Cost
        is that of households of which it is certain. Raises RightsError for a column that is not
        there.
        """
        for name in (*by, *([weight] if weight else [])):
            if name not in self.households.columns:
                raise RightsError(
                    f"households: there is no column {name}.",
                    f"households: er is geen kolom {name}.",
                )
        one = pl.col(weight) if weight else pl.lit(1, pl.Int64)
        change = pl.col("change")
        kinds = {
            "winners": change > 0,
            "losers": change < 0,
            "same": change == 0,
            "unknown": change.is_null(),
        }
        sums = [(one.sum() if weight else pl.len().cast(pl.Int64)).alias("households")]
        sums += [(one * held.fill_null(False)).sum().alias(name) for name, held in kinds.items()]
        sums.append((change * one).sum().alias("cost"))
        if not by:
            return self.households.select(sums)
        return self.households.group_by(by).agg(sums).sort(by)


def effects(
    law: Law,
    reform: Reform,
    persons: Any,  # noqa: ANN401 (any table)
    households: Any,  # noqa: ANN401
    *,
    on: date,
) -> Effects:
    """What a reform of a law changes for a population on a day. Raises RightsError."""
    before, after = (each.on(on).only(reform.changed) for each in (law, reform.law))
    wanted = {each.name: each for each in (*before.given, *after.given)}
    tables = population(persons, households, law.inputs, wanted.values())
    first, then = answered(before, tables), answered(after, tables)
    counted = [
        name for name in reform.changed if _says_money(first, name) or _says_money(then, name)
    ]
    yearly = [_yearly(answer, counted, tables) for answer in (first, then)]
    frame = tables.frames["household"].with_columns(
        before=_certain(*yearly[0]), after=_certain(*yearly[1])
    )
    return Effects(
        on,
        reform.names,
        tuple(counted),
        tuple(name for name in reform.changed if name not in counted),
        frame.with_columns(change=pl.col("after") - pl.col("before")),
        tables,
    )


def _says_money(answer: PopulationAnswer, measure: str) -> bool:
    if measure not in answer.columns:
        return False
    amount = answer.rules(measure).version.amount
    return amount is not None and amount.means in SIGNS


def _yearly(
    answer: PopulationAnswer, measures: Sequence[str], tables: Tables
) -> tuple[Array, Array]:
    """What measures bring each household in a year, in cents, and whether that is certain."""
    size = tables.size("household")
    total, sure = np.zeros(size, np.int64), np.ones(size, np.bool_)
    for name in measures:
        if not _says_money(answer, name):
            continue
        rules, held = answer.rules(name), answer.columns[name]
        assert held.least is not None
        assert held.most is not None
        amount = held.least.astype(np.int64) * _times(rules)
        certain = (held.least == held.most) & (held.entitled <= YES)
        if rules.measure.of == "person":
            first = tables.starts[:-1]
            amount = np.add.reduceat(amount, first)
            certain = np.logical_and.reduceat(certain, first)
        total += amount
        sure &= certain
    return total, sure


def _times(rules: Resolved) -> int:
    assert rules.version.amount is not None
    if rules.per not in TIMES:
        raise RightsError(
            f"{rules.measure.id}: an amount per {rules.per} has no yearly total.",
            f"{rules.measure.id}: een bedrag per {rules.per} heeft geen jaartotaal.",
        )
    return TIMES[rules.per] * SIGNS[rules.version.amount.means]


def _certain(total: Array, sure: Array) -> pl.Series:
    return pl.Series(total).set(pl.Series(~sure), None)
