"""Differences between years, regions and reforms have a margin of their own."""

import numpy as np
import polars as pl
import pytest
from samples import of_incomes, people

from grondrecht.monitor import (
    Survey,
    SurveyDesign,
    SurveyError,
    anchored,
    contrasts,
    differences,
    indicators,
)


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


def test_clusters_and_strata_numbered_as_7_and_as_7_0_are_the_same():
    """A table with a gap somewhere is read with decimals."""
    first, second = people(), richer(people(), 1.03)
    asked = differences(Survey(first), Survey(second), "mean")[0]
    with_points = second.with_columns(pl.col("cluster", "strata").cast(pl.Float64))
    assert differences(Survey(first), Survey(with_points), "mean")[0] == asked
    halves = second.with_columns(pl.col("cluster") + 0.5)
    apart = differences(Survey(first), Survey(halves), "mean")[0].standard_error
    assert apart == pytest.approx((error(first) ** 2 + error(second) ** 2) ** 0.5)


@pytest.mark.parametrize("single", ["certainty", "centre", "average"])
def test_single_clusters_in_common_move_together_too(single: str):
    """The same people twice, of which one cluster more is in the second survey."""
    frame = people().filter((pl.col("strata") > 1) | (pl.col("cluster") == 10))
    more = pl.concat(
        [frame, people(2).filter(pl.col("cluster") == 20).with_columns(strata=pl.lit(3, pl.Int64))]
    )
    design = SurveyDesign(single=single)  # type: ignore[arg-type]
    one, same, other = (Survey(each, design=design) for each in (frame, frame, more))
    for each in differences(one, same, ["mean", "arop"]):
        assert (each.value, each.standard_error, each.told) == (0, 0, False)
    found = differences(one, other, "mean")[0]
    alone = indicators(one, "mean").one("mean").standard_error
    assert found.standard_error is not None
    assert alone is not None
    assert 0 < found.standard_error < alone / 2


def test_what_two_samples_share_is_never_more_than_both_allow():
    """All clusters but one in common, and people who hardly changed."""
    first = people()
    for factor in (1.0, 1.5):
        later = first.with_columns(
            income=pl.col("income") * factor,
            cluster=pl.when(pl.col("cluster") == 10).then(5000).otherwise("cluster"),
        )
        for each in differences(Survey(first), Survey(later), ["mean", "gini", "arop"]):
            assert each.flag == ""
            assert each.standard_error is not None
            assert each.told is not None


def test_a_reform_on_the_same_people_is_surer_than_two_samples():
    """Other incomes of one frame: what both sides share through all clusters is gone."""
    before = people()
    after = before.with_columns(
        income=pl.when(pl.col("age") >= 65).then(pl.col("income") + 2000).otherwise("income")
    )
    rate, mean = differences(Survey(before), Survey(after), ["arop", "mean"])
    assert rate.standard_error is not None
    assert rate.standard_error < 0.6 * error(before, "arop")
    # Of the mean it is known by hand: the old's share of the people, times 2,000 euro.
    old = Survey(before.with_columns(income=pl.when(pl.col("age") >= 65).then(2000.0).otherwise(0)))
    gift = indicators(old, "mean").one("mean")
    assert mean.value == pytest.approx(gift.value)
    assert mean.standard_error == pytest.approx(gift.standard_error)
    assert mean.told is True


@pytest.mark.parametrize("confidence", [0, 1, 95, -0.5, float("nan")])
def test_a_confidence_that_is_none_is_refused(confidence: float):
    survey = Survey(people())
    with pytest.raises(SurveyError, match="between 0 and 1"):
        differences(survey, survey, "arop", confidence=confidence)
    with pytest.raises(SurveyError, match="between 0 and 1"):
        contrasts(survey, "arop", [("region=north", "total")], confidence=confidence)


def test_a_change_is_told_only_where_the_interval_leaves_out_zero():
    frame = people()
    for factor in (1.0, 1.005, 1.02, 1.1):
        later = Survey(richer(frame, factor))
        for each in differences(Survey(frame), later, ["mean", "arop", "median"], by="region"):
            assert each.lower is not None
            assert each.upper is not None
            assert each.told is (each.lower > 0 or each.upper < 0)


def test_a_difference_of_the_gap_rests_on_the_fewest_poor():
    before = of_incomes([*range(10, 29), *range(1000, 1200)])
    after = of_incomes([*range(10, 70), *range(1000, 1200)])
    for pair in ((before, after), (after, before)):
        rate, gap = differences(*pair, ["arop", "rmpg"])
        assert (rate.n, rate.flag) == (219, "")
        assert (gap.n, gap.flag, gap.value) == (219, "withheld", None)


def test_a_difference_counts_nobody_of_weight_zero():
    weights = [0.0] * 30 + [1.0] * 40
    found = differences(*[of_incomes([*range(100, 170)], weights)] * 2, "mean")
    assert (found[0].n, found[0].flag) == (40, "few")


def test_a_difference_with_what_has_no_value_says_so():
    nothing = of_incomes([0.0] * 50 + [9.0])
    found = differences(of_incomes([*range(1, 61)]), nothing, "s80s20")[0]
    assert (found.value, found.standard_error, found.flag) == (None, None, ":")


def test_what_is_asked_may_be_told_once():
    survey, other = Survey(people()), Survey(richer(people(), 1.1))
    asked = ["arop", "gini"]
    told = differences(survey, other, (each for each in asked), "sex")
    assert [(each.indicator, each.second) for each in told] == [
        (id, group) for group in ("total", "sex=man", "sex=woman") for id in asked
    ]
    pairs = [("region=north", "total"), ("region=south", "total")]
    apart = contrasts(survey, (each for each in asked), (pair for pair in pairs))
    assert [(each.indicator, each.first) for each in apart] == [
        (id, first) for first, _ in pairs for id in asked
    ]


def test_what_stays_the_same_but_for_the_last_digits_of_floats_did_not_change():
    """All incomes a tenth higher: no ratio of them changes."""
    frame = people()
    higher = Survey(frame.with_columns(pl.col("income") * 1.1))
    asked = ["gini", "s80s20", "rmpg", "arop"]
    for each in differences(Survey(frame), higher, asked, by="region"):
        assert (each.value, each.standard_error, each.told) == (0, 0, False)
    assert differences(Survey(frame), higher, "mean")[0].told is True


def test_where_nobody_crosses_the_line_in_the_sample_some_still_may_outside_it():
    """A reform of a euro for everybody: of two surveys that are the same nothing may."""
    frame = people()
    asked = anchored(7_000.0)
    more = Survey(frame.with_columns(pl.col("income") + 0.01))
    found = differences(Survey(frame), more, asked)[0]
    assert (found.value, found.standard_error, found.told) == (0, 0, False)
    assert found.lower == pytest.approx(-(found.upper or 0))
    assert 0.2 < (found.upper or 0) < 3
    same = differences(Survey(frame), Survey(frame), asked)[0]
    assert (same.lower, same.upper) == (0, 0)


def test_a_group_is_called_the_same_in_a_column_with_a_gap():
    """Codes with a gap are 1.0 and 2.0 in pandas and numpy: no group of theirs is lost."""
    frame = people().with_columns(code=(pl.col("region") == "north").cast(pl.Int64) + 1)
    gap = frame.with_columns(
        code=pl.when(pl.int_range(pl.len()) > 0).then(pl.col("code").cast(pl.Float64))
    )
    for code in (pl.col("code"), pl.col("code").cast(pl.Decimal(10, 2)), pl.col("code") + 0.0):
        found = differences(Survey(gap), Survey(frame.with_columns(code)), "arop", by="code")
        assert [each.second for each in found] == ["total", "code=1", "code=2"]
    halves = Survey(frame.with_columns(code=pl.col("code") / 2))
    assert [each.domain for each in indicators(halves, "arop", by="code")][1:] == [
        "code=0.5",
        "code=1",
    ]
    endless = frame.with_columns(code=pl.lit(float("inf")))
    assert indicators(Survey(endless), "arop", by="code")[1].domain == "code=inf"
