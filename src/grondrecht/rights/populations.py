"""The answers of all measures to a whole population, and what they add up to."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import date
from os import cpu_count
from typing import Any

import numpy as np
import polars as pl
from numpy.typing import NDArray

from grondrecht.rights.errors import RightsError, listed
from grondrecht.rights.graph import Node, needed
from grondrecht.rights.law import InForce, Law
from grondrecht.rights.resolved import Resolved
from grondrecht.rights.tables import Tables, alone, population
from grondrecht.rights.totals import (
    NO as NO,
)
from grondrecht.rights.totals import (
    OUTCOMES,
    Column,
    grouped_sums,
    plain_sums,
    refuse_endless,
    refuse_text,
)
from grondrecht.rights.totals import (
    UNKNOWN as UNKNOWN,
)
from grondrecht.rights.totals import (
    YES as YES,
)
from grondrecht.rights.vector import Ends, Homes, computed
from grondrecht.rights.vocabulary import EPOCH
from grondrecht.rights.weights import weights_of

Array = NDArray[Any]
_WORDS = pl.Series(OUTCOMES, dtype=pl.Enum(OUTCOMES))
# Persons in one go: their columns stay in the processor's own memory.
CHUNK = 100_000


# What tables are of, in Dutch.
_CALLED = {
    "person": "persoon",
    "household": "gezin",
    "municipality": "gemeente",
    "organisation": "organisatie",
}


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
        for a column that neither the table nor, for persons, that of their households holds,
        for one that is called as a column of the totals is, and for a weight that is none.
        """
        refuse_text(by)
        made = [self._total(measure, by, weight) for measure in self.columns]
        return pl.concat(made) if made else pl.DataFrame()

    def _total(self, measure: str, by: Sequence[str], weight: str | None) -> pl.DataFrame:
        of, held = self.rules(measure).measure.of, self.columns[measure]
        refuse_endless(measure, held)
        if by or weight:
            beside = [self.beside(of, name) for name in dict.fromkeys(by)]
            weights = pl.Series(weights_of(self.beside(of, weight))) if weight else None
            made = grouped_sums(held, beside, weights)
        else:
            made = pl.DataFrame(plain_sums(held))
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
        there_is = listed(frame.columns, name)
        raise RightsError(
            f"There is no column {name} for a {of}; there is {there_is}.",
            f"Er is geen kolom {name} voor een {_CALLED[of]}; er is {there_is}.",
        )


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

    def work(rows: dict[str, slice]) -> None:
        given = {
            each.name: tables.columns[each.of][each.name].part(rows[each.of], each)
            for each in shown.given
        }
        values = computed(shown.nodes, keep, given, on, _homes(tables, rows))
        for each in asked:
            _fill(columns[each.measure.id], each, values, rows[each.measure.of])

    chunks = list(_chunks(tables))
    # numpy lets other threads work while it does, so that every core takes a chunk.
    with ThreadPoolExecutor(cpu_count()) as pool:
        for done, _ in enumerate(pool.map(work, chunks), 1):
            if progress is not None:
                progress(done / len(chunks))
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
    least = np.zeros(size, _kind(rules.amount))
    most = least if _is_certain(rules.amount, tables) else np.zeros(size, least.dtype)
    return Column(entitled, least, most, each_one)


def _kind(amount: Node) -> Any:  # noqa: ANN401 (a type of numpy)
    """As few bytes as hold every amount."""
    kinds = (np.int8, np.int16, np.int32)
    return next((kind for kind in kinds if amount.ends[1] <= np.iinfo(kind).max), np.int64)


def _is_certain(node: Node, tables: Tables) -> bool:
    """Whether all that a node needs is known of everybody."""
    held = [each for each in needed([node]) if each.op == "input"]
    return all(tables.columns[each.of][each.name].known is None for each in held)


def _chunks(tables: Tables) -> Iterator[dict[str, slice]]:
    """Rows of each table, of whole households, in turn."""
    if "person" not in tables.frames:
        (of,) = tables.frames
        yield {of: slice(0, tables.size(of))}
        return
    starts = tables.starts
    first = 0
    while first < len(starts) - 1:
        last = int(np.searchsorted(starts, starts[first] + CHUNK, side="right")) - 1
        last = max(last, first + 1)
        yield {"person": slice(starts[first], starts[last]), "household": slice(first, last)}
        first = last


def _homes(tables: Tables, rows: dict[str, slice]) -> Homes:
    """How the persons and households of a chunk belong together."""
    if "household" not in rows:
        return Homes(np.zeros(0, np.int64), np.zeros(0, np.int64))
    held = rows["household"]
    starts = tables.starts[held.start : held.stop + 1]
    sizes = np.diff(starts)
    return Homes(starts[:-1] - starts[0], np.repeat(np.arange(len(sizes)), sizes))


def _fill(column: Column, rules: Resolved, values: Any, rows: slice) -> None:  # noqa: ANN401
    column.entitled[rows] = _outcomes(values[rules.entitled.index])
    for each in rules.conditions if column.conditions else ():
        column.conditions[each.rule.name][rows] = _outcomes(values[each.node.index])
    if rules.amount is None or column.least is None or column.most is None:
        return
    low, high = values[rules.amount.index]
    try:
        column.least[rows] = low
        if column.most is not column.least:
            column.most[rows] = high
    except OverflowError as error:
        name = rules.measure.id
        raise RightsError(
            f"{name}: an amount is beyond 10^18 cents; give what it hangs on a lower most.",
            f"{name}: een bedrag ligt boven 10^18 cent; geef waar het van afhangt een lagere most.",
        ) from error


def _outcomes(ends: Ends) -> Any:  # noqa: ANN401 (a column, or one for all)
    """NO, YES and UNKNOWN (0, 1 and 2) from both ends: twice the most, less the least."""
    low, high = ends
    if low is high:
        return low
    return 2 * np.asarray(high, np.int8) - np.asarray(low, np.int8)
