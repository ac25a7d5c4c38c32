"""The variance of a total over clusters in strata, by hand and by the design's choices."""

import numpy as np
import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from samples import people

from grondrecht.monitor import Survey, SurveyDesign, SurveyError, indicators
from grondrecht.monitor.clusters import Clusters, numbered


def clusters(*strata: int, single: str = "refuse") -> Clusters:
    stratum = np.array(strata)
    rows = np.arange(len(strata))
    return Clusters(rows, stratum, rows, np.unique(stratum), single)  # type: ignore[arg-type]


def test_the_variance_is_that_of_drawing_with_replacement():
    totals = np.array([1.0, 4, 7, 10, 30])
    by_hand = 3 / 2 * (9 + 0 + 9) + 2 / 1 * (100 + 100)
    assert clusters(0, 0, 0, 1, 1).variance(totals) == pytest.approx(by_hand)


def test_a_covariance_of_one_with_itself_is_its_variance():
    made = clusters(0, 0, 1, 1, 1)
    totals = np.array([3.0, 1, 4, 1, 5])
    assert made.covariance(totals, totals) == made.variance(totals)
    assert made.covariance(totals, -totals) == -made.variance(totals)


@given(st.lists(st.floats(-1e6, 1e6), min_size=4, max_size=30), st.floats(-1e3, 1e3))
def test_what_is_the_same_for_all_of_a_stratum_varies_nothing(totals: list[float], added: float):
    made = clusters(*(place % 2 for place in range(len(totals))))
    one = made.variance(np.array(totals))
    other = made.variance(np.array(totals) + added)
    assert other == pytest.approx(one, rel=1e-6, abs=1e-3)


def test_one_cluster_in_a_stratum_is_refused_by_name():
    frame = people().with_columns(strata=np.where(people()["cluster"] == 10, 9, 1))
    with pytest.raises(
        SurveyError, match=r"Stratum 9 has one cluster \(row 1\).*single = "
    ) as said:
        indicators(Survey(frame), "arop")
    assert "Stratum 9 heeft één cluster" in said.value.nl


@pytest.mark.parametrize(
    ("single", "expected"),
    [("certainty", 2 * 8), ("average", 2 * 8 * 2), ("centre", 2 * 8 + (10 - 6) ** 2)],
)
def test_one_cluster_adds_what_the_design_says(single: str, expected: float):
    # Totals 2 and 6 in one stratum: 2/1·(4 + 4); 10 alone in another; the mean of all is 6.
    made = clusters(0, 0, 1, single=single)
    assert made.variance(np.array([2.0, 6.0, 10.0])) == pytest.approx(expected)


def test_another_choice_for_single_clusters_is_refused():
    with pytest.raises(SurveyError, match="'drop'; choose one of refuse, certainty, centre"):
        SurveyDesign(single="drop")  # type: ignore[arg-type]


@given(st.lists(st.integers(-50, 10**12), min_size=1, max_size=40))
def test_numbers_are_those_of_the_sorted_list(values: list[int]):
    number, kinds = numbered(np.array(values))
    assert kinds[number].tolist() == values
    assert kinds.tolist() == sorted(set(values))


KINDS = (np.int8, np.int16, np.int32, np.int64, np.uint8, np.uint16, np.uint32, np.uint64)


@pytest.mark.parametrize("kind", KINDS)
def test_numbers_of_few_bits_are_told_apart_from_the_least_to_the_most(kind: type[np.integer]):
    ends = np.iinfo(kind)
    values = np.array([ends.max - 1, ends.min + 2, 9, ends.max - 9, ends.max - 1, 100], kind)
    number, kinds = numbered(values)
    assert kinds.tolist() == sorted(set(values.tolist()))
    assert kinds[number].tolist() == values.tolist()


@pytest.mark.parametrize("kind", KINDS)
def test_numbers_that_lie_close_to_an_end_are_told_apart(kind: type[np.integer]):
    ends = np.iinfo(kind)
    for values in ([ends.max, ends.max - 3, ends.max - 1], [ends.min + 2, ends.min, ends.min]):
        number, kinds = numbered(np.array(values, kind))
        assert kinds[number].tolist() == values


@pytest.mark.parametrize("kind", [pl.Int8, pl.Int16])
def test_a_survey_with_cluster_numbers_below_and_above_zero_is_the_same_sample(kind: pl.DataType):
    frame = people(strata=3, clusters=80, size=1)
    below = frame.with_columns((pl.col("cluster") - 130).cast(kind))
    assert indicators(Survey(below), "arop") == indicators(Survey(frame), "arop")


def test_shuffled_rows_are_the_same_sample():
    frame = people()
    shuffled = frame.sample(fraction=1.0, shuffle=True, seed=4)
    asked = ["arop", "rmpg", "gini", "s80s20", "arpt"]
    for one, other in zip(
        indicators(Survey(frame), asked, by="region"),
        indicators(Survey(shuffled), asked, by="region"),
        strict=True,
    ):
        assert other.value == pytest.approx(one.value, rel=1e-12)
        assert other.standard_error == pytest.approx(one.standard_error, rel=1e-9)


def test_numbers_that_begin_anew_in_each_stratum_are_other_clusters():
    frame = people()
    again = frame.with_columns(cluster=(frame["cluster"] - 10) % 12)
    nested = Survey(again, design=SurveyDesign(nested=True))
    whole, same = (indicators(each, "arop").one("arop") for each in (Survey(frame), nested))
    assert same.standard_error == pytest.approx(whole.standard_error, rel=1e-12)
    assert nested.clusters.count == 36


def test_without_a_cluster_the_household_is_one_and_a_person_never():
    frame = people()
    homes = indicators(Survey(frame.drop("cluster")), "arop").one("arop").standard_error
    alone = indicators(Survey(frame, cluster="person"), "arop").one("arop").standard_error
    assert homes is not None
    assert alone is not None
    assert alone < 0.8 * homes
    bare = Survey(frame.drop("cluster", "household"))
    with pytest.raises(SurveyError, match="clusters are not known; say cluster="):
        indicators(bare, "arop")


@pytest.mark.parametrize("low", [0, -3, 2**31 - 4, 2**31 + 4, -(2**31) - 4, 2**40])
def test_numbers_of_any_size_are_numbered_and_kept(low: int):
    values = np.array([low + 7, low, low + 7, low + 3])
    number, kinds = numbered(values)
    assert kinds.tolist() == [low, low + 3, low + 7]
    assert kinds[number].tolist() == values.tolist()
