"""The kernels: quantiles by the official definition, shares, gaps, ratios, the Gini coefficient."""

from math import isnan

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from grondrecht.monitor import weighted
from grondrecht.monitor.weighted import Spread


def spread(*incomes: float, weights: list[float] | None = None) -> Spread:
    order = np.argsort(incomes, kind="stable")
    weight = np.array(weights if weights else [1.0] * len(incomes))
    return Spread.of(np.array(incomes, float)[order], weight[order])


positive = st.floats(0.01, 1e6, allow_nan=False)
people = st.lists(st.tuples(positive, st.floats(0.1, 1e4)), min_size=2, max_size=60)


def spread_of(pairs: list[tuple[float, float]]) -> Spread:
    return spread(*(income for income, _ in pairs), weights=[weight for _, weight in pairs])


@pytest.mark.parametrize(
    ("incomes", "share", "expected"),
    [
        ((1, 2), 0.5, 1.5),
        ((1, 2, 3, 4), 0.5, 2.5),
        ((1, 2, 3), 0.5, 2),
        ((1, 2, 3, 4, 5), 0.2, 1.5),
        ((1, 2, 3, 4, 5), 0.8, 4.5),
        ((1, 2, 3, 4), 0.2, 1),
        ((7,), 0.5, 7),
        ((3, 3, 3, 9), 0.5, 3),
    ],
)
def test_a_quantile_is_the_official_one_ties_included(
    incomes: tuple[float, ...], share: float, expected: float
):
    assert weighted.quantile(spread(*incomes), share) == expected


def test_a_tie_is_seen_through_the_drift_of_floats():
    tenths = spread(*range(1, 201), weights=[0.1] * 200)
    assert weighted.quantile(tenths, 0.5) == 100.5
    assert weighted.quantile(tenths, 0.2) == 40.5


def test_who_weighs_nothing_is_not_there():
    assert weighted.quantile(spread(1, 2, 3, weights=[1, 0, 1]), 0.5) == 2
    assert weighted.quantile(spread(1, 50, 3, 4, weights=[1, 0, 1, 1]), 0.5) == 3


@given(people, st.sampled_from([0.2, 0.5, 0.8]), st.floats(1e-6, 1e6))
def test_weights_have_no_scale(pairs: list[tuple[float, float]], share: float, factor: float):
    own = spread_of(pairs)
    scaled = Spread.of(own.income, own.weight * factor)
    assert weighted.quantile(scaled, share) == weighted.quantile(own, share)
    assert weighted.gini(scaled) == pytest.approx(weighted.gini(own), abs=1e-9)
    assert weighted.mean(scaled) == pytest.approx(weighted.mean(own))


@given(people)
def test_a_weight_of_two_is_two_people(pairs: list[tuple[float, float]]):
    once = spread(*(income for income, _ in pairs), weights=[2.0] * len(pairs))
    twice = spread(*(income for income, _ in pairs for _ in range(2)))
    for share in (0.2, 0.5, 0.8):
        assert weighted.quantile(once, share) == weighted.quantile(twice, share)
    line = 0.6 * weighted.quantile(once, 0.5)
    assert weighted.share_below(once, line) == pytest.approx(weighted.share_below(twice, line))


def test_on_the_line_is_not_below_it():
    own = spread(6, 10, 10, 10)
    assert weighted.share_below(own, 6.0) == 0
    assert weighted.share_below(own, 6.0, "<=") == 0.25


def test_nobody_below_is_a_share_of_nothing_and_no_gap():
    own = spread(10, 10, 10)
    assert weighted.share_below(own, 6.0) == 0
    assert isnan(weighted.median_gap(own, 6.0))


def test_the_gap_is_of_the_median_of_the_poor():
    assert weighted.median_gap(spread(3, 4, 5, 20, 20, 20), 10.0) == pytest.approx(0.6)


def test_the_gini_of_all_in_one_hand_and_of_equal_parts():
    assert weighted.gini(spread(0, 0, 0, 12)) == pytest.approx(0.75)
    assert weighted.gini(spread(4, 4, 4, 4)) == pytest.approx(0)


def test_the_gini_is_that_of_eurostats_formula():
    income, weight = np.array([1.0, 2, 4, 7]), np.array([3.0, 1, 2, 5])
    total, cumulated = weight.sum(), np.cumsum(weight)
    ranked = (weight * income * cumulated).sum()
    own = (weight**2 * income).sum()
    expected = (2 * ranked - own) / (total * (weight * income).sum()) - 1
    assert weighted.gini(Spread.of(income, weight)) == pytest.approx(expected, rel=1e-14)


def test_negative_and_zero_incomes_are_kept():
    own = spread(-5, 0, 10, 20, 40)
    assert weighted.mean(own) == 13
    assert weighted.share_below(own, 6) == 0.4


def test_fifths_of_incomes_at_the_cut_belong_below_it():
    own = spread(1, 1, 2, 3, 4, 4, 5, 5, 9, 10)
    assert weighted.quintile_ratio(own) == pytest.approx((9 + 10) / (1 + 1))


@pytest.mark.parametrize(
    "incomes",
    [(0, 0, 0, 0, 9), (-7, 1, 2, 3, 9), (1, 2, 3, 3, 3), (5, 5, 5, 5, 5)],
    ids=["nothing at the bottom", "less than nothing", "nobody above P80", "all equal"],
)
def test_s80s20_is_not_a_number_where_a_fifth_receives_nothing(incomes: tuple[float, ...]):
    assert isnan(weighted.quintile_ratio(spread(*incomes)))


def test_nobody_is_above_p80_either_where_those_above_weigh_nothing():
    assert isnan(weighted.quintile_ratio(spread(1, 2, 3, 3, 3, 9, weights=[1, 1, 1, 1, 1, 0])))


@pytest.mark.parametrize("incomes", [(0, 0, 0), (-5, 2, 3), (-9, 1, 1)])
def test_there_is_no_gini_where_incomes_add_up_to_nothing_or_less(incomes: tuple[float, ...]):
    assert isnan(weighted.gini(spread(*incomes)))


@pytest.mark.parametrize("line", [0.0, -3.0])
def test_there_is_no_gap_below_a_line_that_is_not_above_zero(line: float):
    assert isnan(weighted.median_gap(spread(-9, -5, 10, 20), line))


def test_a_density_counts_who_is_near():
    own = spread(*np.linspace(0, 100, 2001))
    assert weighted.density(own, 50, 2.0) / own.total == pytest.approx(0.01, rel=1e-3)
    assert weighted.density(own, 500, 2.0) == 0


def test_there_is_no_density_where_all_are_equal():
    own = spread(5, 5, 5)
    assert weighted.density(own, 5, weighted.bandwidth(own)) == 0
    # Of these the mean differs from each in its last digit.
    drifts = spread(0.7, 0.7, 0.7, weights=[0.1, 0.2, 0.3])
    assert weighted.mean(drifts) != 0.7
    assert weighted.density(drifts, 0.7, weighted.bandwidth(drifts)) == 0
