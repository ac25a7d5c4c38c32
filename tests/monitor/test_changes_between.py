"""Differences between years, regions and reforms have a margin of their own."""

import numpy as np
import polars as pl
import pytest
from samples import people

from grondrecht.monitor import Survey, contrasts, differences, indicators


def richer(frame: pl.DataFrame, factor: float, seed: int = 9) -> pl.DataFrame:
    """The same people a year later, each household's income changed a little."""
    draw = np.random.default_rng(seed)
    homes = frame["household"].to_numpy()
    noise = draw.lognormal(np.log(factor), 0.05, int(homes.max()) + 1)[homes]
    return frame.with_columns(income=frame["income"] * noise)


def error(frame: pl.DataFrame, indicator: str = "mean") -> float:
    found = indicators(Survey(frame), indicator).one(indicator).standard_error
    assert found is not None
    return found


def test_a_survey_differs_nothing_from_itself():
    survey = Survey(people())
    for each in differences(survey, survey, ["arop", "gini", "rmpg"], by="region"):
        assert (each.value, each.standard_error) == (0, 0)
        assert each.told is False


def test_the_same_people_twice_tell_more_than_two_samples():
    first, second = people(), richer(people(), 1.03)
    same = differences(Survey(first), Survey(second), "mean")[0]
    apart = (error(first) ** 2 + error(second) ** 2) ** 0.5
    assert same.standard_error is not None
    assert same.standard_error < apart / 3
    assert same.told is True


def test_samples_without_a_cluster_in_common_have_the_sum_of_variances():
    first = people(1)
    second = people(2).with_columns(cluster=pl.col("cluster") + 5000)
    found = differences(Survey(first), Survey(second), "arop")[0]
    expected = (error(first, "arop") ** 2 + error(second, "arop") ** 2) ** 0.5
    assert found.standard_error == pytest.approx(expected, rel=1e-12)


def test_half_of_the_clusters_in_common_lies_between():
    first = people()
    later = richer(first, 1.03)
    half = later.with_columns(
        cluster=pl.when(pl.col("cluster") % 2 == 0)
        .then("cluster")
        .otherwise(pl.col("cluster") + 5000)
    )
    some = differences(Survey(first), Survey(half), "mean")[0].standard_error
    everyone = differences(Survey(first), Survey(later), "mean")[0].standard_error
    nobody = (error(first) ** 2 + error(later) ** 2) ** 0.5
    assert everyone is not None
    assert some is not None
    assert everyone < some < nobody


def test_a_cluster_of_the_same_number_in_another_stratum_is_another():
    first = people()
    moved = richer(first, 1.03).with_columns(strata=pl.col("strata") + 100)
    found = differences(Survey(first), Survey(moved), "mean")[0]
    expected = (error(first) ** 2 + error(moved) ** 2) ** 0.5
    assert found.standard_error == pytest.approx(expected, rel=1e-12)


def test_two_orders_of_rows_are_the_same_difference():
    first, second = people(), richer(people(), 0.97)
    shuffled = second.sample(fraction=1.0, shuffle=True, seed=2)
    one = differences(Survey(first), Survey(second), "arop", by="region")
    other = differences(Survey(first), Survey(shuffled), "arop", by="region")
    for here, there in zip(one, other, strict=True):
        assert here.first == there.first
        assert there.standard_error == pytest.approx(here.standard_error, rel=1e-9)


def test_a_region_and_the_whole_share_its_people():
    survey = Survey(people())
    found = contrasts(survey, "arop", [("region=north", "total"), ("region=north", "region=south")])
    parts = indicators(survey, "arop", by="region")
    north, south = (parts.one("arop", f"region={name}") for name in ("north", "south"))
    whole = parts.one("arop")
    assert north.value is not None
    assert found[0].value == pytest.approx((whole.value or 0) - north.value)
    assert found[1].value == pytest.approx((south.value or 0) - north.value)
    assert found[0].standard_error is not None
    assert north.standard_error is not None
    apart = (north.standard_error**2 + (whole.standard_error or 0) ** 2) ** 0.5
    assert found[0].standard_error < apart


def test_a_reform_that_gives_the_poor_more_is_told_from_chance():
    frame = people()
    line = indicators(Survey(frame), "arpt").one("arpt").value
    lifted = frame.with_columns(income=pl.max_horizontal("income", pl.lit(line)))
    found = differences(Survey(frame), Survey(lifted), ["arop", "median"])
    assert found[0].told is True
    assert (found[0].upper or 0) < 0
    assert (found[1].value, found[1].told) == (0, False)


def test_a_domain_of_fewer_than_twenty_is_withheld():
    frame = people().with_columns(few=pl.when(pl.int_range(pl.len()) < 19).then(1).otherwise(2))
    survey = Survey(frame)
    found = differences(survey, Survey(richer(frame, 1.1)), "mean", by="few")
    small = next(each for each in found if each.first == "few=1")
    assert (small.flag, small.value, small.standard_error, small.told) == (
        "withheld",
        None,
        None,
        None,
    )


def test_the_table_has_a_row_for_each():
    survey = Survey(people())
    frame = differences(survey, survey, ["arop", "gini"], by="sex").frame
    assert frame.height == 6
    assert frame["told"].to_list() == [False] * 6
