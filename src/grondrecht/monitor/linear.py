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
    in_pieces,
    mean,
    quantile,
    received,
)


def of_mean(spread: Spread) -> Floats:
    """Of the mean."""
    moved = spread.income - mean(spread)
    moved /= spread.total
    return moved


def of_quantile(spread: Spread, share: float, at: float) -> Floats:
    """Of the quantile ``at``; nan where no density can be told (all incomes equal)."""
    thick = density(spread, at, bandwidth(spread))
    if not thick:
        return np.full(len(spread.income), np.nan)
    moved = np.full(len(spread.income), share / thick)
    moved[: spread.count_below(at, "<=")] = (share - 1) / thick
    return moved


def of_gini(spread: Spread) -> Floats:
    """Of the Gini coefficient; a person's own weight is counted in the rank, as convey does."""
    total, rank, _ = received(spread)
    level, all_of_it = 2 * rank / (spread.total * total), spread.total * total
    below = 0.0

    def moved(here: slice) -> Floats:
        nonlocal below
        income = spread.income[here]
        ranked = income * spread.weight[here]
        running = np.cumsum(ranked)
        running += below
        below = float(running[-1])
        # What is received from a person on, and what all up to them would be with that income.
        ranked -= running
        ranked += total
        ranked += np.multiply(spread.cumulated[here], income, out=running)
        ranked *= 2 / all_of_it
        ranked -= np.multiply(income, level / total, out=running)
        ranked -= level / spread.total
        return ranked

    return in_pieces(len(spread.income), moved)


def of_quintile_ratio(spread: Spread, share: float) -> Floats:
    """Of S80/S20."""
    bottom, poor, per_poor = _received_up_to(spread, share)
    rest, not_rich, per_rest = _received_up_to(spread, 1 - share)
    top = dot(spread.income, spread.weight) - rest
    ratio = top / bottom
    moved = spread.income / bottom
    # What the lowest share receives moves with the incomes up to its end, and with that end.
    moved[:not_rich] = 0
    moved -= per_rest * (1 - share) / bottom + ratio * per_poor * share / bottom
    moved[:not_rich] += per_rest / bottom
    moved[:poor] -= ratio * (spread.income[:poor] - per_poor) / bottom
    return moved


def _received_up_to(spread: Spread, share: float) -> tuple[float, int, float]:
    """What the lowest share receives, how many they are, and how thick the income at their end."""
    at = quantile(spread, share)
    width = bandwidth(spread)
    thick = density(spread, at, width)
    per_person = density(spread, at, width, spread.income) / thick if thick else np.nan
    end = spread.count_below(at, "<=")
    return dot(spread.income[:end], spread.weight[:end]), end, per_person


def of_median_gap(spread: Spread, line: float, operator: str = "<") -> tuple[Floats, float]:
    """Of the median poverty gap: per person with the line held still, and per unit of the line."""
    end = spread.count_below(line, operator)
    middle = quantile(spread.up_to(end), 0.5)
    width = bandwidth(spread)
    thick = density(spread, middle, width)
    if not thick:
        return np.full(len(spread.income), np.nan), np.nan
    moved = np.zeros(len(spread.income))
    moved[:end] = -0.5 / (thick * line)
    moved[: spread.count_below(middle, "<=")] += 1 / (thick * line)
    return moved, middle / line**2 - 0.5 * density(spread, line, width) / (thick * line)
