"""What is missing is missing however it is written: null, NaN or a blank."""

import numpy as np
import polars as pl
import pytest
from samples import people

from grondrecht.monitor import Survey, SurveyDesign, SurveyError, derived, indicators
from grondrecht.monitor.checking import missing

WAYS = [None, float("nan"), "", "  "]


def lost(column: str, way: float | str | None) -> pl.DataFrame:
    """The sample where row 4 of a column is missing in one of the ways."""
    kind = pl.String if isinstance(way, str) else pl.Float64
    values = people()[column].cast(kind)
    values[3] = way
    return people().with_columns(values)


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("column", ["strata", "cluster", "household"])
def test_a_sample_that_cannot_be_told_is_refused(column: str, way: float | str | None):
    frame = lost(column, way)
    if column == "household":
        frame = frame.drop("cluster")
    with pytest.raises(SurveyError, match=f"Column {column}, row 4: {column} is missing, so"):
        indicators(Survey(frame), "arop")


@pytest.mark.parametrize("way", WAYS)
def test_what_was_calibrated_on_must_be_there(way: float | str | None):
    design = SurveyDesign(calibration=("age",))
    with pytest.raises(SurveyError, match="Column age, row 4: age is missing"):
        indicators(Survey(lost("age", way), design=design), "arop")


@pytest.mark.parametrize("way", WAYS)
def test_a_household_that_is_missing_is_refused_before_anything_is_shared_out(
    way: float | str | None,
):
    with pytest.raises(SurveyError, match="Column household, row 4: the household is missing"):
        derived(lost("household", way))


@pytest.mark.parametrize("way", WAYS)
def test_who_has_no_household_beside_a_cluster_is_in_no_two_strata(way: float | str | None):
    frame = lost("household", way)
    values = frame["household"].clone()
    values[len(frame) - 1] = way
    assert indicators(Survey(frame.with_columns(values)), "arop") == indicators(
        Survey(people()), "arop"
    )


@pytest.mark.parametrize("way", WAYS)
def test_who_has_no_number_is_nobody_twice(way: float | str | None):
    values = lost("person", way)["person"].clone()
    values[5] = way
    assert len(Survey(people().with_columns(values))) == len(people())


@pytest.mark.parametrize("way", WAYS)
def test_of_whom_a_group_is_not_known_is_in_none(way: float | str | None):
    frame = lost("strata", way).rename({"strata": "kind"}).drop("cluster")
    found = indicators(Survey(frame), "mean", by="kind")
    assert len(found) == 4
    assert sum(each.n for each in list(found)[1:]) == len(frame) - 1


def test_numbers_and_words_are_not_missing():
    assert not missing(pl.Series([0, -1])).any()
    assert not missing(pl.Series([0.0, np.inf])).any()
    assert not missing(pl.Series(["0", "NaN"])).any()
    assert missing(pl.Series([None, None])).all()
