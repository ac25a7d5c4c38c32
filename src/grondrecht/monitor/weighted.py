"""Kernels on incomes in ascending order with their weights: numpy in, numpy out.

Every function takes ``income`` (ascending, in any money unit) and ``weight`` or its running total
``cumulated``, one value for each person. Nothing here knows of surveys or designs.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Whole = NDArray[np.integer[Any]]
Mask = NDArray[np.bool_]
# Two running totals this close, relative to the total, are the same one: sums of floats drift.
SAME = 1e-12
# So many values at a time stay in the fast memory of a core, whatever the number of rows.
PIECE = 2**13
# Beyond this many bandwidths the normal density is zero in floating point.
REACH = 38.6


class Spread(NamedTuple):
    """Incomes in ascending order, their weights and the running total of these."""

    income: Floats
    weight: Floats
    cumulated: Floats

    @classmethod
    def of(cls, income: Floats, weight: Floats) -> Spread:
        """The spread of incomes that are in ascending order already."""
        return cls(income, weight, np.cumsum(weight))

    @property
    def total(self) -> float:
        """The number of persons that the weights stand for."""
        return float(self.cumulated[-1])

    def up_to(self, end: int) -> Spread:
        """The first ``end`` incomes."""
        return Spread(self.income[:end], self.weight[:end], self.cumulated[:end])

    def count_below(self, line: float, operator: str = "<") -> int:
        """How many incomes are below a line (``<``), or on it too (``<=``)."""
        return int(np.searchsorted(self.income, line, "left" if operator == "<" else "right"))


def dot(one: Floats, other: Floats | Mask) -> float:
    """The sum of products, added up in one fixed order whatever the number of cores."""
    return float(np.einsum("i,i->", one, other, dtype=np.float64))


def in_pieces(count: int, work: Callable[[slice], Floats]) -> Floats:
    """What ``work`` gives of each piece of so many rows, one after another."""
    whole = np.empty(count)
    for start in range(0, count, PIECE):
        here = slice(start, start + PIECE)
        whole[here] = work(here)
    return whole


def summed(place: Whole, values: Floats, count: int) -> Floats:
    """The sum of the values at each of ``count`` places."""
    totals = np.zeros(count)
    for start in range(0, len(place), PIECE):
        here = slice(start, start + PIECE)
        np.add.at(totals, place[here], values[here])
    return totals


def _summed(count: int, work: Callable[[slice], float]) -> float:
    """What ``work`` gives of each piece of so many rows, added up."""
    pieces = (slice(start, start + PIECE) for start in range(0, count, PIECE))
    return sum(map(work, pieces), start=0.0)


def quantile(spread: Spread, share: float) -> float:
    """The weighted quantile by the official definition (EU-SILC 131-rev/04), ties included.

    With W the total weight: the mean of two neighbours where the running total hits ``share``·W
    exactly, else the first income at which it passes. SAS names it QNTLDEF=5.
    """
    wanted = share * spread.total
    slack = SAME * spread.total
    first = _within(np.searchsorted(spread.cumulated, wanted - slack), spread)
    if abs(spread.cumulated[first] - wanted) > slack:
        return float(spread.income[first])
    after = _within(np.searchsorted(spread.cumulated, wanted + slack, "right"), spread)
    return float(spread.income[first] + spread.income[after]) / 2


def _within(place: np.intp, spread: Spread) -> int:
    return min(int(place), len(spread.income) - 1)


def mean(spread: Spread) -> float:
    """The weighted mean."""
    return dot(spread.income, spread.weight) / spread.total


def share_below(spread: Spread, line: float, operator: str = "<") -> float:
    """The share (0 to 1) of the people whose income is below a line."""
    below = spread.count_below(line, operator)
    return float(spread.cumulated[below - 1]) / spread.total if below else 0.0


def gini(spread: Spread) -> float:
    """The Gini coefficient (0 to 1) as Eurostat computes it: PING, library/pgm/gini.sas.

    Does not change when all weights are multiplied by one number; nan where incomes add up to
    nothing or less, for then there is nothing to share.
    """
    total, ranked, own = received(spread)
    if total <= 0:
        return np.nan
    return (2 * ranked - own) / (spread.total * total) - 1


def received(spread: Spread) -> tuple[float, float, float]:
    """What all receive together; the same times the running total of weights; times the weight."""
    total = ranked = own = 0.0
    for start in range(0, len(spread.income), PIECE):
        here = slice(start, start + PIECE)
        got = spread.income[here] * spread.weight[here]
        total += float(got.sum())
        ranked += dot(got, spread.cumulated[here])
        own += dot(got, spread.weight[here])
    return total, ranked, own


def quintile_ratio(spread: Spread, share: float = 0.2) -> float:
    """S80/S20: what is received above the upper quantile, to what is received up to the lower.

    Nan where nobody is above the upper one (many may have that very income), and where those up to
    the lower one receive nothing or less: a ratio to that orders no two countries.
    """
    low, high = quantile(spread, share), quantile(spread, 1 - share)
    poor = spread.count_below(low, "<=")
    rich = spread.count_below(high, "<=")
    bottom = dot(spread.income[:poor], spread.weight[:poor])
    top = dot(spread.income[rich:], spread.weight[rich:])
    return top / bottom if bottom > 0 and top > 0 else np.nan


def median_gap(spread: Spread, line: float, operator: str = "<") -> float:
    """How far the median income of the poor lies below the line, as a share (0 to 1) of it.

    Nan where nobody is poor, and where the line is not above zero.
    """
    poor = spread.up_to(spread.count_below(line, operator))
    if line <= 0 or not len(poor.income) or poor.total <= 0:
        return np.nan
    return 1 - quantile(poor, 0.5) / line


def bandwidth(spread: Spread) -> float:
    """The width of the kernel for a density, sd·N^(-1/5) with N the population (as convey does)."""
    # Where all incomes are equal, their mean may be another number in its last digit.
    if spread.income[0] == spread.income[-1]:
        return 0.0
    middle = mean(spread)

    def squared(here: slice) -> float:
        return dot(spread.weight[here], np.square(spread.income[here] - middle))

    variance = _summed(len(spread.income), squared) / spread.total
    return float(np.sqrt(variance) / spread.total**0.2)


def density(spread: Spread, at: float, width: float, values: Floats | None = None) -> float:
    """The sum of weights (times ``values``) per unit of income at a point; normal kernel.

    Divide by the population for a density. Zero where the width is zero.
    """
    if width <= 0:
        return 0.0
    near = slice(*np.searchsorted(spread.income, (at - REACH * width, at + REACH * width)))
    income, weight = spread.income[near], spread.weight[near]
    value = None if values is None else values[near]

    def heights(here: slice) -> float:
        height = np.exp(-0.5 * np.square((at - income[here]) / width))
        return dot(height, weight[here] if value is None else weight[here] * value[here])

    return _summed(len(income), heights) / (width * float(np.sqrt(2 * np.pi)))
