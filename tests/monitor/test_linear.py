"""Linearised values are how much an estimate moves with each weight: here it is moved."""

from collections.abc import Callable

import numpy as np
import pytest

from grondrecht.monitor import linear, weighted
from grondrecht.monitor.weighted import Floats, Spread


def incomes(seed: int = 3, count: int = 4000) -> Spread:
    draw = np.random.default_rng(seed)
    income = np.sort(np.round(draw.lognormal(10, 0.5, count), 2))
    return Spread.of(income, draw.uniform(1, 3, count))


def moved(spread: Spread, estimate: Callable[[Spread], float], at: int) -> float:
    """The change of an estimate per unit of one person's weight."""
    step = 1e-4
    ends = []
    for change in (step, -step):
        weight = spread.weight.copy()
        weight[at] += change
        ends.append(estimate(Spread.of(spread.income, weight)))
    return (ends[0] - ends[1]) / (2 * step)


@pytest.mark.parametrize("at", [0, 700, 2000, 3999])
def test_of_the_mean_and_the_gini_it_is_the_derivative(at: int):
    spread = incomes()
    assert linear.of_mean(spread)[at] == pytest.approx(moved(spread, weighted.mean, at), rel=1e-5)
    # A person's own weight counts in the rank: of 4,000 people that is one part in thousands.
    slope = moved(spread, weighted.gini, at)
    assert linear.of_gini(spread)[at] == pytest.approx(slope, rel=5e-3, abs=1e-7)


def replayed(spread: Spread, estimate: Callable[[Spread], float], count: int = 600) -> float:
    """The standard error of an estimate by drawing people again and again."""
    draw = np.random.default_rng(5)
    size = len(spread.income)
    values = []
    for _ in range(count):
        times = np.bincount(draw.integers(0, size, size), minlength=size)
        values.append(estimate(Spread.of(spread.income, spread.weight * times)))
    return float(np.std(values))


def error(spread: Spread, influence: Floats) -> float:
    """The standard error by linearisation, each person a cluster."""
    size = len(influence)
    total = influence * spread.weight
    return float(np.sqrt(size / (size - 1) * ((total - total.mean()) ** 2).sum()))


def line(spread: Spread) -> float:
    return 0.6 * weighted.quantile(spread, 0.5)


def test_of_the_median_it_has_the_margin_that_drawing_again_has():
    spread = incomes()
    at = weighted.quantile(spread, 0.5)
    told = error(spread, linear.of_quantile(spread, 0.5, at))
    assert told == pytest.approx(replayed(spread, lambda s: weighted.quantile(s, 0.5)), rel=0.15)


def test_of_s80s20_it_has_the_margin_that_drawing_again_has():
    spread = incomes()
    told = error(spread, linear.of_quintile_ratio(spread, 0.2))
    assert told == pytest.approx(replayed(spread, weighted.quintile_ratio), rel=0.1)


def test_of_the_gap_it_has_the_margin_that_drawing_again_has():
    spread = incomes(count=20_000)
    at = weighted.quantile(spread, 0.5)
    own, slope = linear.of_median_gap(spread, line(spread))
    told = error(spread, own + slope * 0.6 * linear.of_quantile(spread, 0.5, at))
    drawn = replayed(spread, lambda s: weighted.median_gap(s, line(s)), 300)
    assert told == pytest.approx(drawn, rel=0.15)


def test_all_values_weighed_add_up_to_nothing():
    spread = incomes()
    at = weighted.quantile(spread, 0.5)
    for values in (linear.of_mean(spread), linear.of_gini(spread)):
        assert (values * spread.weight).sum() == pytest.approx(0, abs=1e-3)
    short = (linear.of_quantile(spread, 0.5, at) * spread.weight).sum()
    assert abs(short) < 0.01 * at


def test_where_all_are_equal_no_margin_is_told():
    same = Spread.of(np.full(30, 7.0), np.ones(30))
    assert np.isnan(linear.of_quantile(same, 0.5, 7.0)).all()
    own, slope = linear.of_median_gap(same, 8.0)
    assert np.isnan(own).all()
    assert np.isnan(slope)
