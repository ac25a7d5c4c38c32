"""The answers of all measures to a whole population, and what they add up to."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

import numpy as np
import polars as pl
from numpy.typing import NDArray

from grondrecht.rights.errors import RightsError
from grondrecht.rights.graph import Node
from grondrecht.rights.law import InForce, Law
from grondrecht.rights.resolved import Resolved
from grondrecht.rights.tables import Tables, alone, population
from grondrecht.rights.vector import Ends, Homes, computed
from grondrecht.rights.vocabulary import EPOCH

Array = NDArray[Any]
NO, YES, UNKNOWN = range(3)
OUTCOMES = ("no", "yes", "unknown")
_WORDS = pl.Series(OUTCOMES, dtype=pl.Enum(OUTCOMES))
# Persons in one go: their columns stay in the processor's own memory.
CHUNK = 100_000


@dataclass(frozen=True, slots=True)
class Column:
    """The answers of a measure: NO, YES or UNKNOWN, and the least and most in cents (or None).

    ``conditions`` holds the same of each condition, by name, where they were asked for.
    """

    entitled: Array
    least: Array | None
    most: Array | None
    conditions: dict[str, Array] = field(default_factory=dict)


@dataclass(frozen=True)
class PopulationAnswer:
    """The answers to a population, a column per measure, in the order of ``tables``."""

    on: date
    in_force: InForce
    tables: Tables
    columns: dict[str, Column]

    def rules(self, measure: str) -> Resolved:
        """The rules of a measure. Raises RightsError for one that was not answered."""
        for each in self.in_force.measures:
            if each.measure.id == measure and measure in self.columns:
                return each
        raise RightsError(
            f"{measure} was not answered; there is {', '.join(self.columns)}.",
            f"{measure} is niet beantwoord; er is {', '.join(self.columns)}.",
        )

    def frame(self, measure: str) -> pl.DataFrame:
        """The answers of a measure: id, entitled (no, yes, unknown), amount_least, amount_most.

        Amounts are whole cents.
        """
        of, held = self.rules(measure).measure.of, self.columns[measure]
        frame = pl.DataFrame(
            {
                "id": self.tables.frames[of]["id"],
                "entitled": _WORDS.gather(pl.Series(held.entitled)),
            }
        )
        if held.least is None:
            return frame
        return frame.with_columns(
            amount_least=pl.Series(held.least).cast(pl.Int64),
            amount_most=pl.Series(held.most).cast(pl.Int64),
        )

    def totals(self, by: Sequence[str] = (), weight: str | None = None) -> pl.DataFrame:
        """Per measure, and per value of the columns ``by``: how many, and what it comes to.

        Columns: measure, of, the columns of ``by``, n_yes, n_no, n_unknown, amount_least,
        amount_most (cents; exact whole numbers). With a weight: also weighted_yes,
        weighted_unknown, weighted_least and weighted_most (cents), as floats. Raises RightsError
        for a column that neither the table nor, for persons, that of their households holds.
        """
        made = [self._total(measure, by, weight) for measure in self.columns]
        return pl.concat(made) if made else pl.DataFrame()

    def _total(self, measure: str, by: Sequence[str], weight: str | None) -> pl.DataFrame:
        of = self.rules(measure).measure.of
        frame = self.frame(measure).drop("id")
        if "amount_least" not in frame.columns:
            zero = pl.lit(0, pl.Int64)
            frame = frame.with_columns(amount_least=zero, amount_most=zero)
        names = [*by, *([weight] if weight else [])]
        frame = frame.with_columns(self.beside(of, name) for name in names)
        sums = [*_counts(), *(_weighted(weight) if weight else ())]
        made = frame.group_by(by, maintain_order=True).agg(sums) if by else frame.select(sums)
        made = made.sort(by) if by else made
        return made.select(pl.lit(measure).alias("measure"), pl.lit(of).alias("of"), pl.all())

    def beside(self, of: str, name: str) -> pl.Series:
        """A column of a table, or of the households beside each person. Raises RightsError."""
        frame = self.tables.frames[of]
        if name in frame.columns:
            return frame[name]
        homes = self.tables.frames.get("household")
        if of == "person" and homes is not None and name in homes.columns:
            sizes = np.diff(self.tables.starts)
            return homes[name].gather(np.repeat(np.arange(len(sizes)), sizes)).alias(name)
        raise RightsError(
            f"There is no column {name} for a {of}; there is {', '.join(frame.columns)}.",
            f"Er is geen kolom {name} voor een {of}; er is {', '.join(frame.columns)}.",
        )


def _counts() -> list[pl.Expr]:
    counts = [
        (pl.col("entitled") == each).sum().cast(pl.Int64).alias(f"n_{each}")
        for each in ("yes", "no", "unknown")
    ]
    return [*counts, pl.col("amount_least").sum(), pl.col("amount_most").sum()]


def _weighted(weight: str) -> list[pl.Expr]:
    held = pl.col(weight)
    counts = [
        held.filter(pl.col("entitled") == each).sum().alias(f"weighted_{each}")
        for each in ("yes", "unknown")
    ]
    sums = [
        (pl.col(f"amount_{end}") * held).sum().alias(f"weighted_{end}") for end in ("least", "most")
    ]
    return [*counts, *sums]


def assess_population(
    law: Law,
    persons: Any = None,  # noqa: ANN401 (any table)
    households: Any = None,  # noqa: ANN401
    *,
    on: date,
    measures: Iterable[str] | None = None,
    municipalities: Any = None,  # noqa: ANN401
    organisations: Any = None,  # noqa: ANN401
    conditions: bool = False,
    progress: Callable[[float], None] | None = None,
) -> PopulationAnswer:
    """What a population is entitled to on a day, of all measures or some.

    Tables are polars, pandas or Arrow, or paths of Parquet or CSV files: persons with the columns
    id, household and role, households with id; every input may be a column, empty where unknown. Or
    give municipalities or organisations. With ``conditions`` each condition is answered too.
    Raises RightsError naming table, column and rows.
    """
    in_force = law.on(on) if measures is None else law.on(on).only(measures)
    if persons is not None:
        tables = population(persons, households, law.inputs, in_force.given)
    elif municipalities is not None:
        tables = alone("municipality", municipalities, law.inputs, in_force.given)
    elif organisations is not None:
        tables = alone("organisation", organisations, law.inputs, in_force.given)
    else:
        raise RightsError("Give a table of persons.", "Geef een tabel van personen.")
    return answered(in_force, tables, progress, conditions)


def answered(
    in_force: InForce,
    tables: Tables,
    progress: Callable[[float], None] | None = None,
    conditions: bool = False,
) -> PopulationAnswer:
    """The answers to tables that were checked, household by household in chunks."""
    asked = [each for each in in_force.measures if each.measure.of in tables.frames]
    shown = InForce(in_force.on, in_force.inputs, tuple(asked), in_force.not_in_force)
    columns = {each.measure.id: _empty(each, tables, conditions) for each in asked}
    keep = frozenset(node.index for each in asked for node in _kept(each, conditions))
    on = in_force.on.toordinal() - EPOCH
    for rows, homes in _chunks(tables):
        given = {
            each.name: tables.columns[each.of][each.name].part(rows[each.of], each.high)
            for each in shown.given
        }
        values = computed(shown.nodes, keep, given, on, homes)
        for each in asked:
            _fill(columns[each.measure.id], each, values, rows[each.measure.of])
        if progress is not None:
            progress(_done(tables, rows))
    return PopulationAnswer(in_force.on, shown, tables, columns)


def _kept(rules: Resolved, conditions: bool) -> list[Node]:
    held = [rules.entitled, *([rules.amount] if rules.amount else [])]
    return [*held, *(each.node for each in rules.conditions if conditions)]


def _empty(rules: Resolved, tables: Tables, conditions: bool) -> Column:
    size = tables.size(rules.measure.of)
    entitled = np.zeros(size, np.int8)
    names = [each.rule.name for each in rules.conditions if conditions]
    each_one = {name: np.zeros(size, np.int8) for name in names}
    if rules.amount is None:
        return Column(entitled, None, None, each_one)
    kind = np.int32 if rules.amount.ends[1] < 2**31 else np.int64
    return Column(entitled, np.zeros(size, kind), np.zeros(size, kind), each_one)


def _chunks(tables: Tables) -> Iterator[tuple[dict[str, slice], Homes]]:
    """Rows of each table, and how persons and households belong together, in turn."""
    if "person" not in tables.frames:
        (of,) = tables.frames
        nobody = Homes(np.zeros(0, np.int64), np.zeros(0, np.int64))
        yield {of: slice(0, tables.size(of))}, nobody
        return
    starts = tables.starts
    first = 0
    while first < len(starts) - 1:
        last = int(np.searchsorted(starts, starts[first] + CHUNK, side="right")) - 1
        last = max(last, first + 1)
        sizes = np.diff(starts[first : last + 1])
        homes = Homes(starts[first:last] - starts[first], np.repeat(np.arange(last - first), sizes))
        yield {"person": slice(starts[first], starts[last]), "household": slice(first, last)}, homes
        first = last


def _fill(column: Column, rules: Resolved, values: Any, rows: slice) -> None:  # noqa: ANN401
    column.entitled[rows] = _outcomes(values[rules.entitled.index])
    for each in rules.conditions if column.conditions else ():
        column.conditions[each.rule.name][rows] = _outcomes(values[each.node.index])
    if rules.amount is not None and column.least is not None and column.most is not None:
        low, high = values[rules.amount.index]
        column.least[rows], column.most[rows] = low, high


def _outcomes(ends: Ends) -> Any:  # noqa: ANN401 (a column, or one for all)
    low, high = ends
    return low if low is high else np.where(low, YES, np.where(high, UNKNOWN, NO))


def _done(tables: Tables, rows: dict[str, slice]) -> float:
    of = next(iter(rows))
    return float(rows[of].stop / tables.size(of))
