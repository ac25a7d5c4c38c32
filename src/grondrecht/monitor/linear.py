"""Linearised values: how much an estimate moves with the weight of each person.

Each function takes a ``Spread`` and gives one value per person in the same order. The sum of
weight times value, varied over clusters, has the variance of the estimate (Deville 1999; Osier
2009, Survey Research Methods 3(3)). Densities follow R's convey, so that margins compare.
"""

from __future__ import annotations

import numpy as np

from grondrecht.monitor.weighted import (
    Floats,
    Spread,
    bandwidth,
    density,
    dot,
    mean,
    quantile,
)


def of_mean(spread: Spread) -> Floats:
    """Of the mean."""
    return (spread.income - mean(spread)) / spread.total


def of_quantile(spread: Spread, share: float, at: float) -> Floats:
    """Of the quantile ``at``; nan where no density can be told (all incomes equal)."""
    thick = density(spread, at, bandwidth(spread))
    below = spread.income <= at
    if not thick:
        return np.full(len(below), np.nan)
    return np.asarray((share - below) / thick, np.float64)


def of_gini(spread: Spread) -> Floats:
    """Of the Gini coefficient; a person's own weight is counted in the rank, as convey does."""
    received = spread.income * spread.weight
    total = float(received.sum())
    above = total - np.cumsum(received) + received
    ranked = 2 * (above + spread.cumulated * spread.income) / (spread.total * total)
    level = 2 * dot(received, spread.cumulated) / (spread.total * total)
    return ranked - level * (spread.income / total + 1 / spread.total)


def of_quintile_ratio(spread: Spread, share: float) -> Floats:
    """Of S80/S20."""
    bottom, of_bottom = _received_up_to(spread, share)
    rest, of_rest = _received_up_to(spread, 1 - share)
    top = dot(spread.income, spread.weight) - rest
    return (bottom * (spread.income - of_rest) - top * of_bottom) / bottom**2


def _received_up_to(spread: Spread, share: float) -> tuple[float, Floats]:
    """What the lowest share receives, and its linearised values."""
    at = quantile(spread, share)
    below = spread.income <= at
    width = bandwidth(spread)
    thick = density(spread, at, width)
    per_person = density(spread, at, width, spread.income) / thick if thick else np.nan
    received = dot(spread.income * below, spread.weight)
    return received, spread.income * below + per_person * (share - below)


def of_median_gap(spread: Spread, line: float, operator: str = "<") -> tuple[Floats, float]:
    """Of the median poverty gap: per person with the line held still, and per unit of the line."""
    end = spread.count_below(line, operator)
    middle = quantile(spread.up_to(end), 0.5)
    width = bandwidth(spread)
    thick = density(spread, middle, width)
    if not thick:
        return np.full(len(spread.income), np.nan), np.nan
    poor = np.arange(len(spread.income)) < end
    own = (0.5 * poor - (spread.income <= middle)) / thick
    moved = 0.5 * density(spread, line, width) / thick
    return np.asarray(-own / line, np.float64), middle / line**2 - moved / line
