"""The interval of a difference, from those of both sides."""

import math

import numpy as np
import polars as pl
import pytest
from samples import of_incomes, people, survey

from grondrecht.monitor import Survey, contrasts, differences, indicators, intervals, margins
from grondrecht.monitor.difference_intervals import freedom_of_difference, together
from grondrecht.monitor.domain import Weighting
from grondrecht.monitor.income_measures import Quantile
from grondrecht.monitor.intervals import Share
from grondrecht.monitor.margins import Margin

Z = 1.959964


@pytest.fixture(scope="module")
def sample() -> Survey:
    return survey(people(seed=4))


@pytest.mark.parametrize(
    ("second", "first", "low", "high"),
    [
        ((56, 70), (48, 80), 0.0533, 0.3377),
        ((9, 10), (3, 10), 0.1821, 0.8370),
        ((6, 7), (2, 7), 0.0544, 0.8478),
        ((5, 56), (0, 29), -0.0313, 0.1926),
    ],
)
def test_the_interval_of_two_shares_is_mees(
    second: tuple[int, int], first: tuple[int, int], low: float, high: float
):
    """As Newcombe 1998 (Statistics in Medicine 17, 873) lists them."""
    shares = [Share(count / size, size) for count, size in (first, second)]
    found = intervals.of_two_shares(shares[0], shares[1], Z)
    assert found == (pytest.approx(low, abs=6e-5), pytest.approx(high, abs=6e-5))


def test_the_interval_of_pairs_is_tangos():
    """Of 21 pairs 1 changed the one way, 7 the other (Fagerland, Lydersen and Laake 2017)."""
    low, high = intervals.of_pairs(-6 / 21, 8 / 21, 21, Z)
    assert (low, high) == (pytest.approx(-0.517, abs=6e-4), pytest.approx(-0.026, abs=6e-4))


def test_the_ends_of_pairs_are_where_the_score_is_t():
    """With the share that changes as it is likeliest where the difference is that end."""
    more, less, people = 12, 5, 200
    for end in intervals.of_pairs(7 / 200, 17 / 200, people, 2):
        shares = np.linspace(max(-end, 0) + 1e-9, 0.2, 400_001)
        with np.errstate(invalid="ignore", divide="ignore"):
            likely = (
                more * np.log(shares + end)
                + less * np.log(shares)
                + (people - more - less) * np.log1p(-2 * shares - end)
            )
        there = shares[np.nanargmax(likely)]
        variance = people * (2 * there + end - end**2)
        assert abs(more - less - people * end) == pytest.approx(2 * math.sqrt(variance), rel=1e-3)


def test_where_none_of_the_pairs_changed_some_may():
    low, high = intervals.of_pairs(0, 0, 50, 2)
    assert (low, high) == (pytest.approx(-4 / 54), pytest.approx(4 / 54))


def test_two_shares_the_other_way_round_have_the_interval_the_other_way_round():
    one, other = Share(0.03, 40), Share(0.2, 90)
    low, high = intervals.of_two_shares(one, other, 2)
    assert intervals.of_two_shares(other, one, 2) == (pytest.approx(-high), pytest.approx(-low))


def test_a_share_less_one_that_is_certain_has_wilsons_interval():
    error = math.sqrt(0.1 * 0.9 / 100)
    alone = intervals.of_share(0.1, error, 2, 1)
    low, high = intervals.of_two_shares(Share(0.3, 1e12), Share(0.1, 100), 2)
    assert (low, high) == (pytest.approx(alone[0] - 0.3), pytest.approx(alone[1] - 0.3))


def test_where_nobody_is_counted_in_either_the_difference_may_still_be_something():
    low, high = intervals.of_two_shares(Share(0, 30), Share(0, 30), 2)
    assert low == pytest.approx(-high)
    assert 0.1 < high < 0.2


def test_how_far_two_move_together_is_from_nothing_to_one():
    assert together((3, 4), 5) == 0
    assert together((3, 3), 0) == 1
    assert together((3, 3), 3) == pytest.approx(0.5)
    assert together((3, 4), 6) == 0
    assert together((0, 4), 4) == 0


def test_a_difference_is_surer_than_its_sides_unless_they_are_the_same():
    side = Margin(2.0, 9)
    assert freedom_of_difference(side, side, 0) == pytest.approx(18)
    assert freedom_of_difference(side, side, 1) == pytest.approx(9)
    # Of one that is nearly certain only the other counts (Welch 1947).
    assert freedom_of_difference(side, Margin(1e-6, 2), 0) == pytest.approx(9)
    assert freedom_of_difference(Margin(0.0, 4), Margin(0.0, 7), 0) == 7
    assert freedom_of_difference(Margin(1e-100, 4), Margin(0.0, 7), 0) == 7


def test_the_mean_of_two_samples_apart_has_both_distances_squared_and_added():
    one = survey(people(seed=4))
    other = other_clusters(people(seed=5, clusters=11))
    found = differences(one, other, "mean")[0]
    here, there = (indicators(each, "mean").one("mean") for each in (one, other))
    below = math.hypot(there.value - there.lower, here.upper - here.value)
    above = math.hypot(there.upper - there.value, here.value - here.lower)
    # A little less: t is that of more clusters.
    assert found.value - found.lower == pytest.approx(below, rel=0.04)
    assert found.upper - found.value == pytest.approx(above, rel=0.04)
    assert found.value - found.lower < below


def other_clusters(frame: pl.DataFrame) -> Survey:
    return Survey(frame.with_columns(cluster=frame["cluster"] + 5000))


def test_a_small_domain_less_the_rest_has_the_interval_of_the_small_one():
    made = people(seed=4)
    few = survey(made.with_columns(rare=np.where(made["household"] % 40 == 0, "in", "out")))
    found = contrasts(few, "s80s20", [("rare=out", "rare=in")])[0]
    alone = indicators(few, "s80s20", by="rare").one("s80s20", "rare=in")
    assert found.upper - found.lower == pytest.approx(alone.upper - alone.lower, rel=0.1)
    # The ratio of few households is low, so the interval reaches further up than down.
    assert found.upper - found.value > found.value - found.lower


def test_the_density_of_a_small_sample_is_smoother_and_that_of_a_large_one_is_not(sample: Survey):
    median = Quantile("median", "1")
    gap = of_incomes([*range(10, 50), *range(200, 240)], [50_000.0] * 80)
    small = median.measure(Weighting(gap).everyone("income"))
    # Nobody is near the median: the narrow kernel of four million people sees next to nothing.
    assert margins.smoother(median, small) < 0.2
    large = median.measure(Weighting(sample).everyone("income"))
    assert margins.smoother(median, large) == pytest.approx(1, abs=0.15)
    alike = median.measure(Weighting(of_incomes([10.0] * 30)).everyone("income"))
    assert margins.smoother(median, alike) == 1


@pytest.mark.parametrize("id", ["arop", "s80s20", "median", "gini", "rmpg", "mean", "arpt"])
def test_a_survey_and_itself_differ_nothing(sample: Survey, id: str):
    again = survey(people(seed=4).sample(fraction=1.0, shuffle=True, seed=2))
    for other in (sample, again):
        found = differences(sample, other, id)[0]
        assert (found.value, found.standard_error) == (0, pytest.approx(0, abs=1e-9))
        assert (found.lower, found.upper) == (
            pytest.approx(0, abs=1e-7),
            pytest.approx(0, abs=1e-7),
        )
        assert (found.flag, found.told) == ("", False)
