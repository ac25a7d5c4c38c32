"""Intervals: Student's t, and the scale and centre that each kind of estimate has."""

import math

import numpy as np
import pytest
from samples import of_incomes, people, survey

from grondrecht.monitor import (
    Survey,
    definition,
    differences,
    indicators,
    intervals,
    margins,
    unbiased,
    weighted,
)
from grondrecht.monitor.conditions import Level
from grondrecht.monitor.domain import Weighting
from grondrecht.monitor.estimating import freedom, totals
from grondrecht.monitor.margins import Margin
from grondrecht.monitor.measures import Rate


@pytest.mark.parametrize(
    ("freedom", "expected", "within"),
    [
        *[(1, 12.7062, 1e-3), (2, 4.3027, 1e-3), (3, 3.1824, 0.02), (5, 2.5706, 2e-3)],
        *[(10, 2.2281, 1e-4), (30, 2.0423, 1e-4), (1e9, 1.95996, 1e-5)],
    ],
)
def test_students_t_is_that_of_the_tables(freedom: float, expected: float, within: float):
    assert intervals.student(0.975, freedom) == pytest.approx(expected, abs=within)


def test_the_interval_of_a_share_is_wilsons():
    # 10 of 100, Wilson 1927: 5.52 to 17.44 per cent.
    error = math.sqrt(0.1 * 0.9 / 100)
    low, high = intervals.of_share(0.1, error, 1.95996, 1)
    assert low == pytest.approx(0.05523, abs=1e-5)
    assert high == pytest.approx(0.17437, abs=1e-5)


def test_where_nobody_is_counted_the_interval_still_says_how_many_there_may_be():
    low, high = intervals.of_share(0.0, 0.0, 2.0, 36)
    assert low == 0
    assert high == pytest.approx(4 / 40)
    assert intervals.of_share(1.0, 0.0, 2.0, 36) == (pytest.approx(36 / 40), 1.0)


def test_an_amount_is_even_on_the_logarithmic_scale():
    low, high = intervals.of_amount(100, 20, 2)
    assert low * high == pytest.approx(100**2)
    assert high == pytest.approx(100 * math.exp(0.4))
    low, high = intervals.of_amount(100, 20, 2, centre=110)
    assert low * high == pytest.approx(110**2)


def test_a_ratio_is_even_on_the_logarithmic_scale_of_what_it_is_above_one():
    low, high = intervals.of_ratio(4, 0.5, 2, centre=4.5)
    assert (low - 1) * (high - 1) == pytest.approx(3.5**2)
    assert high - 1 == pytest.approx(3.5 * math.exp(2 * 0.5 / 3))
    assert intervals.of_ratio(4, 0.5, 2)[0] > 1
    # Where some incomes are below zero a ratio may be anything.
    assert intervals.of_ratio(0.8, 0.5, 2) == (pytest.approx(-0.2), pytest.approx(1.8))


@pytest.mark.parametrize("value", [0.0, -50.0])
def test_an_amount_that_is_not_above_zero_is_even_as_it_is(value: float):
    assert intervals.of_amount(value, 20, 2) == (value - 40, value + 40)


def test_a_coefficient_stays_between_nothing_and_one():
    low, high = intervals.of_inequality(0.9, 0.2, 2, 0.95)
    assert 0 < low < 0.95 < high < 1
    assert intervals.of_inequality(1.2, 0.2, 2, 1.2) == (pytest.approx(0.8), pytest.approx(1.6))
    assert intervals.of_inequality(1e-9, 1, 2, 1e-9)[0] == 0


@pytest.fixture(scope="module")
def sample() -> Survey:
    return survey(people(seed=4))


def bare(sample: Survey, id: str) -> tuple[object, Margin]:
    weighting = Weighting(sample)
    part = definition(id).measure(weighting.everyone("income"))
    moved = totals(weighting, part)
    error = math.sqrt(sample.clusters.variance(moved))
    return part, Margin(error, freedom(weighting, part), 0.95, moved)


def test_the_interval_of_a_median_does_not_hang_on_the_density(sample: Survey):
    """Its ends are quantiles: of a share that an unclustered sample has within 2 / sqrt(4n)."""
    alone = Survey(people(seed=4).drop("cluster", "strata", "household"), household="person")
    found = indicators(alone, "median").one("median")
    spread = Weighting(alone).everyone("income").spread("income")
    shares = [weighted.share_below(spread, end, "<=") for end in (found.lower, found.upper)]
    effective = unbiased.units(spread.weight)
    assert shares[0] == pytest.approx(0.5 - 1.96 * 0.5 / math.sqrt(effective), abs=0.004)
    assert shares[1] == pytest.approx(0.5 + 1.96 * 0.5 / math.sqrt(effective), abs=0.004)
    assert {found.lower, found.upper} <= set(spread.income)


def test_the_threshold_has_the_interval_of_the_median(sample: Survey):
    results = indicators(sample, ["arpt", "median"])
    threshold, median = results.one("arpt"), results.one("median")
    assert threshold.lower == pytest.approx(0.6 * median.lower)
    assert threshold.upper == pytest.approx(0.6 * median.upper)


def test_the_gap_is_never_below_nothing():
    few = of_incomes([100.0] * 180 + [30.0, 59.0, 59.9] * 7 + [101.0] * 20)
    found = indicators(few, "rmpg").one("rmpg")
    assert 0 <= found.lower <= found.value <= found.upper <= 100


@pytest.mark.parametrize("id", ["arop", "rmpg", "s80s20", "gini", "mean", "median", "arpt"])
def test_a_value_is_inside_its_interval_and_more_confidence_is_wider(sample: Survey, id: str):
    narrow = indicators(sample, id, confidence=0.8).one(id)
    wide = indicators(sample, id, confidence=0.99).one(id)
    assert wide.lower < narrow.lower <= narrow.value <= narrow.upper < wide.upper


def test_where_all_or_nobody_meets_it_the_interval_is_from_the_number_of_clusters():
    data = people(seed=4)
    none = Rate("none", "1", condition=Level(role="age", operator=">", level=200))
    found = indicators(survey(data), none).one("none")
    assert (found.value, found.lower) == (0, 0)
    weight = np.bincount(data["cluster"], data["weight"])
    effective = weight.sum() ** 2 / (weight**2).sum()
    t = intervals.student(0.975, 33)
    assert found.upper == pytest.approx(100 * t * t / (effective + t * t))


def test_the_ratio_of_whole_households_is_mended_and_that_of_many_at_the_cut_is_not():
    data = [10.0, 20, 30, 40, 50, 60, 70, 80, 90, 100, 110]
    domain = Weighting(of_incomes(data)).everyone("income").ascending("income")
    official = weighted.quintile_ratio(domain.spread("income"))
    # Up to 2.2 of 11 people the official fifth holds 3, and the richest fifth only 2.
    assert official == pytest.approx((100 + 110) / (10 + 20 + 30))
    assert unbiased.exact_ratio(domain, "income", 0.2, official) > official
    heaps = [10.0] * 1500 + [20.0] * 1500 + [30.0] * 500 + [40.0] * 500
    domain = Weighting(of_incomes(heaps)).everyone("income").ascending("income")
    official = weighted.quintile_ratio(domain.spread("income"))
    assert unbiased.exact_ratio(domain, "income", 0.2, official) == pytest.approx(
        official, rel=2e-3
    )


def test_pairs_within_a_household_are_counted():
    whole = Survey({"income": [1.0, 1, 2, 5], "weight": [1.0] * 4, "household": [1, 1, 2, 3]})
    domain = Weighting(whole).everyone("income").ascending("income")
    assert unbiased.paired_with_itself(domain, "income") == pytest.approx((4 + 1 + 1) / 16)
    apart = of_incomes([1.0, 1, 2, 5])
    domain = Weighting(apart).everyone("income").ascending("income")
    assert unbiased.paired_with_itself(domain, "income") == pytest.approx(4 / 16)


def test_care_makes_a_margin_wider_and_less_sure_but_not_in_a_large_sample(
    sample: Survey, monkeypatch: pytest.MonkeyPatch
):
    part, margin = bare(sample, "gini")
    careful = margins.with_care(part.domain, margin, 2)
    assert margin.error < careful.error < 1.2 * margin.error
    assert 1 <= careful.freedom < margin.freedom
    monkeypatch.setattr(margins, "MANY_CLUSTERS", 10)
    assert margins.with_care(part.domain, margin, 2) == margin
    monkeypatch.setattr(unbiased, "MANY_PEOPLE", 10)
    assert unbiased.paired_with_itself(part.domain, "income") == 0
    assert unbiased.exact_ratio(part.domain, "income", 0.2, 4.5) == 4.5


def test_what_is_left_out_in_a_large_sample_is_little(monkeypatch: pytest.MonkeyPatch):
    """At the number where it stops, ends move by less than a twentieth of a standard error."""
    large = survey(people(seed=6, strata=4, clusters=1650, size=10))
    assert len(large) > unbiased.MANY_PEOPLE - 5_000 > 100_000
    asked = ["gini", "s80s20"]
    monkeypatch.setattr(unbiased, "MANY_PEOPLE", 1_000_000)
    mended = indicators(large, asked)
    monkeypatch.setattr(unbiased, "MANY_PEOPLE", 10)
    left_out = indicators(large, asked)
    for one, other in zip(mended, left_out, strict=True):
        assert one.lower == pytest.approx(other.lower, abs=one.standard_error / 20)
        assert one.upper == pytest.approx(other.upper, abs=one.standard_error / 20)


def test_without_parts_per_cluster_the_margin_stays_as_replicates_gave_it(sample: Survey):
    part, margin = bare(sample, "gini")
    replicated = margin._replace(moved=None)
    assert margins.with_care(part.domain, replicated, 2) is replicated


def test_printed_errors_are_the_linearised_ones(sample: Survey):
    found = indicators(sample, "gini").one("gini")
    assert found.standard_error == pytest.approx(100 * bare(sample, "gini")[1].error, rel=1e-12)
    assert np.isfinite([found.lower, found.upper]).all()


def test_where_the_ends_would_reach_a_thousandfold_no_margin_can_be_told():
    """Of a ratio to nearly nothing they would be a number without end."""
    assert intervals.of_amount(1.0, 3.4, 2)[1] < 1000
    assert all(map(math.isnan, intervals.of_amount(1.0, 3.5, 2)))
    incomes = [1000.0 * place + 500.05 for place in range(-10, 10)]
    sample = of_incomes([*incomes, *(10_000.0 + place for place in range(80))])
    found = indicators(sample, "s80s20").one("s80s20")
    assert found.standard_error > found.value > 100_000
    assert (found.lower, found.upper, found.flag) == (None, None, "no margin")
    other = of_incomes([*incomes, *(10_000.0 + 2 * place for place in range(80))])
    changed = differences(sample, other, "s80s20")[0]
    assert (changed.told, changed.flag) == (None, "no margin")


def test_of_incomes_that_are_nearly_equal_the_ratio_is_even_on_its_own_scale():
    low, high = intervals.of_ratio(1.0001, 0.01, 2)
    assert low * high == pytest.approx(1.0001**2)
    assert 0.97 < low < high < 1.03


def test_what_is_printed_is_in_its_interval_also_where_its_bias_is_much():
    """Of 21 households the poorest fifth by the definition are 5, and the richest 4."""
    found = indicators(of_incomes([1000 * 1.02**place for place in range(21)]), "s80s20")[0]
    assert found.lower <= found.value < found.upper
