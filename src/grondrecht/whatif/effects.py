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
from grondrecht.rights.law import Law, Stale
from grondrecht.rights.populations import NO, YES, PopulationAnswer, answered
from grondrecht.rights.reforms import Reform
from grondrecht.rights.resolved import Resolved
from grondrecht.rights.tables import Tables, population
from grondrecht.rights.totals import refuse_endless, refuse_text
from grondrecht.rights.weights import weights_of
from grondrecht.rights.yearly import SIGNS, times_a_year

Array = NDArray[Any]
# What is added to the households, and the figures of a table of groups.
ADDED = ("before", "after", "change")
FIGURES = ("households", "winners", "losers", "same", "unknown", "cost")
# No column of a table ends so; what is made here does.
_WEIGHT = "weight\x1f"


@dataclass(frozen=True)
class Effects:
    """What a reform changes, per household.

    ``households`` has the columns of the table that was given, and before, after and change: what
    the changed measures bring in a year, in cents, null where it is not certain. ``left_out`` are
    the changed measures that say nothing in money: no amount, or one of which the meaning is open,
    or not in force on the day. ``answers`` are those before and after, of all that is changed.
    ``prices`` are the measures of which the amount is a price: what somebody paid without the right
    is not known, so who gains or loses it is counted in ``rights`` and not in the money.
    """

    on: date
    names: Words
    measures: tuple[str, ...]
    left_out: tuple[str, ...]
    households: pl.DataFrame
    tables: Tables
    answers: tuple[PopulationAnswer, PopulationAnswer]
    prices: tuple[str, ...] = ()

    @property
    def idle(self) -> tuple[str, ...]:
        """The changed measures of which the rules of this day are those of before the reform."""
        # Both laws share a graph, so that what is computed alike is the very same node.
        before, after = (
            {each.measure.id: (each.roots, each.per) for each in answer.in_force.measures}
            for answer in self.answers
        )
        return tuple(name for name in before if before[name] == after.get(name))

    @property
    def stale(self) -> tuple[Stale, ...]:
        """The figures, before or after, that are past their review."""
        found = [each for answer in self.answers for each in answer.in_force.stale]
        return tuple({(each.measure, each.parameter.name): each for each in found}.values())

    def table(self, by: Sequence[str] = (), weight: str | None = None) -> pl.DataFrame:
        """Per group: households, winners, losers, same, unknown, and cost in a year, in cents.

        With a weight each household counts for so many (floats), else all are whole numbers. Cost
        is that of households of which it is certain. Raises RightsError for a column that is not
        there or that is called as one of these, and for a weight that is none.
        """
        refuse_text(by)
        self._need(*by, *([weight] if weight else []))
        frame = self.households
        for name in by:
            if name in FIGURES:
                raise _taken("table", name)
        if weight:
            frame = frame.with_columns(pl.Series(_WEIGHT, weights_of(frame[weight])))
        one = pl.col(_WEIGHT) if weight else pl.lit(1, pl.Int64)
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
            return frame.select(sums)
        return frame.group_by(by).agg(sums).sort(by)

    def rights(self, weight: str | None = None) -> pl.DataFrame:
        """Per changed measure: of, before and after (surely entitled), gained, lost, unknown.

        ``of`` is whom it is for. Gained and lost are sure on both sides; unknown is not, on one of
        them. With a weight of the households each counts for so many. Raises RightsError for a
        column that is not there.
        """
        self._need(*([weight] if weight else []))
        rows = [self._rights(name, weight) for name in self.answers[0].columns]
        return pl.DataFrame(rows)

    def _rights(self, measure: str, weight: str | None) -> dict[str, str | float]:
        of = self.answers[0].rules(measure).measure.of
        first, then = (answer.columns[measure].entitled for answer in self.answers)
        one = weights_of(self.answers[0].beside(of, weight)) if weight else None
        masks = {
            "before": first == YES,
            "after": then == YES,
            "gained": (first == NO) & (then == YES),
            "lost": (first == YES) & (then == NO),
            "unknown": (first > YES) | (then > YES),
        }
        counts = {
            name: int(held.sum()) if one is None else float(one[held].sum())
            for name, held in masks.items()
        }
        return {"measure": measure, "of": of, **counts}

    def _need(self, *names: str) -> None:
        for name in names:
            if name not in self.households.columns:
                raise RightsError(
                    f"households: there is no column {name}; add it.",
                    f"households: er is geen kolom {name}; voeg ze toe.",
                )


def _taken(table: str, name: str) -> RightsError:
    return RightsError(
        f"The {table} has a column {name} of its own; rename that of the households.",
        f"De tabel heeft zelf een kolom {name}; hernoem die van de gezinnen.",
    )


def effects(
    law: Law,
    reform: Reform,
    persons: Any,  # noqa: ANN401 (any table)
    households: Any,  # noqa: ANN401
    *,
    on: date,
) -> Effects:
    """What a reform of a law changes for a population on a day.

    Raises RightsError for tables that cannot be so, for a measure that is for neither persons nor
    households, and for households with a column before, after or change.
    """
    _refuse_others(law, reform)
    before, after = (each.on(on).only(reform.changed) for each in (law, reform.law))
    wanted = {each.name: each for each in (*before.given, *after.given)}
    tables = population(persons, households, law.inputs, wanted.values())
    _refuse_ours(tables.frames["household"])
    first, then = answered(before, tables), answered(after, tables)
    counted = [
        name for name in reform.changed if _says_money(first, name) or _says_money(then, name)
    ]
    prices = {
        name: _both(first, then, name)
        for name in counted
        if any(_is_price(answer, name) for answer in (first, then))
    }
    yearly = [_yearly(answer, counted, tables, prices) for answer in (first, then)]
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
        (first, then),
        tuple(prices),
    )


def sentences(effects: Effects, language: str = "nl") -> tuple[str, ...]:
    """What has to be said beside the money, in Dutch (nl) or English (en)."""
    names = {"prices": ", ".join(effects.prices), "idle": ", ".join(effects.idle)}
    return tuple(_SAID[key][language].format(names=held) for key, held in names.items() if held)


_SAID = {
    "prices": {
        "nl": "Van een prijs ({names}) telt in het geld alleen wie er voor en na zeker recht op"
        " heeft.",
        "en": "Of a price ({names}) only who surely has the right before and after is counted in"
        " the money.",
    },
    "idle": {
        "nl": "Op deze dag verandert de hervorming niets aan: {names}.",
        "en": "On this day the reform changes nothing of: {names}.",
    },
}


def _refuse_others(law: Law, reform: Reform) -> None:
    for name in reform.changed:
        if law.measures[name].of not in ("person", "household"):
            raise RightsError(
                f"{name} is not for persons or households; leave it out of the reform.",
                f"{name} is niet voor personen of gezinnen; laat het uit de hervorming.",
            )


def _refuse_ours(homes: pl.DataFrame) -> None:
    for name in ADDED:
        if name in homes.columns:
            raise RightsError(
                f"households: a column {name} is added here; rename the one that there is.",
                f"households: hier komt een kolom {name} bij; hernoem die er al is.",
            )


def _is_price(answer: PopulationAnswer, measure: str) -> bool:
    if not _says_money(answer, measure):
        return False
    amount = answer.rules(measure).version.amount
    return amount is not None and SIGNS[amount.means] < 0


def _both(first: PopulationAnswer, then: PopulationAnswer, name: str) -> tuple[Array, Array]:
    """Who surely has a right before and after, and of whom it is certain whether that is so."""
    held = [answer.columns.get(name) for answer in (first, then)]
    sides = [each.entitled for each in held if each is not None]
    if len(sides) < len(held):
        return np.zeros(len(sides[0]), np.bool_), np.ones(len(sides[0]), np.bool_)
    both = (sides[0] == YES) & (sides[1] == YES)
    return both, both | (sides[0] == NO) | (sides[1] == NO)


def _says_money(answer: PopulationAnswer, measure: str) -> bool:
    if measure not in answer.columns:
        return False
    amount = answer.rules(measure).version.amount
    return amount is not None and amount.means in SIGNS


def _yearly(
    answer: PopulationAnswer,
    measures: Sequence[str],
    tables: Tables,
    prices: Mapping[str, tuple[Array, Array]],
) -> tuple[Array, Array]:
    """What measures bring each household in a year, in cents, and whether that is certain.

    Of a price only for who has the right before and after. Raises RightsError for more cents than
    can be counted.
    """
    reached = 0.0
    size = tables.size("household")
    total, sure = np.zeros(size, np.int64), np.ones(size, np.bool_)
    for name in measures:
        if not _says_money(answer, name):
            continue
        rules, held = answer.rules(name), answer.columns[name]
        assert held.least is not None
        assert held.most is not None
        reached = refuse_endless(name, held, times_a_year(rules), reached)
        amount = held.least.astype(np.int64) * _signed(rules)
        certain = (held.least == held.most) & (held.entitled <= YES)
        if name in prices:
            both, known = prices[name]
            amount, certain = np.where(both, amount, 0), known & (certain | ~both)
        if rules.measure.of == "person":
            first = tables.starts[:-1]
            amount = np.add.reduceat(amount, first)
            certain = np.logical_and.reduceat(certain, first)
        total += amount
        sure &= certain
    return total, sure


def _signed(rules: Resolved) -> int:
    """What an amount is multiplied by: how often in a year, and less where it is a price."""
    assert rules.version.amount is not None
    return times_a_year(rules) * SIGNS[rules.version.amount.means]


def _certain(total: Array, sure: Array) -> pl.Series:
    return pl.Series(total).set(pl.Series(~sure), None)
