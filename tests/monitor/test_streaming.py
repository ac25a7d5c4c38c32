"""Rows read a part at a time: the results of rows in memory, the same however they are split."""

from pathlib import Path

import numpy as np
import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from samples import people, survey

from grondrecht.monitor import Results, SurveyDesign, SurveyError, anchored, indicators
from grondrecht.monitor.streaming import Streamed, streamed

ASKED = ["arpt", "arop", "rmpg", "s80s20", "gini", "mean", "median", "child-arop"]
BY = ["sex", "age", ("sex", "region")]
FLOATS = ("value", "standard_error", "population")
WORDS = ("indicator", "definition", "domain", "unit", "n", "n_poor", "flag", "method")


def parts(rows: pl.DataFrame, number: list[int]) -> Streamed:
    """Rows dealt out: each to the part of its number."""
    dealt = rows.with_columns(part=pl.Series(np.resize(number, len(rows))))
    return Streamed([part.drop("part").lazy() for part in dealt.partition_by("part")])


def same(one: Results, other: Results, within: float = 1e-11) -> None:
    assert one.frame.select(WORDS).equals(other.frame.select(WORDS))
    for column in FLOATS:
        np.testing.assert_allclose(
            one.frame[column].to_numpy(), other.frame[column].to_numpy(), rtol=within
        )


@pytest.fixture(scope="module")
def whole() -> Results:
    return streamed(Streamed(people().lazy()), ASKED, BY)


@pytest.fixture(scope="module")
def few() -> pl.DataFrame:
    return people(strata=2, clusters=6, size=8)


@settings(max_examples=6, deadline=None)
@given(
    number=st.lists(st.integers(0, 5), min_size=1, max_size=40),
    seed=st.none() | st.integers(0, 99),
)
def test_every_split_gives_the_same_to_the_last_digit(
    few: pl.DataFrame, number: list[int], seed: int | None
):
    # Rows are dealt out one by one, so that members of a household are in different parts.
    rows = few if seed is None else few.sample(fraction=1, shuffle=True, seed=seed)
    asked = ["arop", "gini", "child-arop"]
    assert streamed(parts(rows, number), asked, "sex") == streamed(
        Streamed(few.lazy()), asked, "sex"
    )


def test_it_is_what_rows_in_memory_give(whole: Results):
    memory = indicators(survey(), ASKED, BY)
    exact = [each for each in memory if each.indicator != "gini"]
    same(Results(exact), Results(each for each in whole if each.indicator != "gini"))
    # The margin of the Gini coefficient counts each person's own weight in the rank; here people
    # with the same income are one row.
    gini = memory.one("gini"), whole.one("gini")
    assert gini[1].value == pytest.approx(gini[0].value, rel=1e-12)
    assert gini[1].standard_error == pytest.approx(gini[0].standard_error, rel=1e-3)


def test_an_interval_is_near_that_of_rows_in_memory_where_clusters_are_many():
    rows = people(7, strata=4, clusters=60, size=6)
    here, there = indicators(survey(rows), ASKED), streamed(Streamed(rows.lazy()), ASKED)
    for one, other in zip(here, there, strict=True):
        width = one.upper - one.lower
        assert other.lower == pytest.approx(one.lower, abs=0.1 * width)
        assert other.upper == pytest.approx(one.upper, abs=0.1 * width)


@pytest.mark.parametrize("kind", [pl.Int64, pl.String])
def test_replicates_are_those_of_rows_in_memory_and_of_every_split(kind: type[pl.DataType]):
    rows = people().with_columns(pl.col("cluster", "strata", "household").cast(kind))
    memory = indicators(survey(rows), ASKED, "sex", replicates=60)
    once = streamed(Streamed(rows.lazy()), ASKED, "sex", replicates=60)
    same(memory, once, 1e-10)
    assert streamed(parts(rows, [2, 0, 1]), ASKED, "sex", replicates=60) == once


def test_incomes_may_be_unknown():
    rows = people().with_columns(
        pl.when(pl.int_range(pl.len()) % 7 > 0).then(pl.col("income")).alias("income")
    )
    memory = indicators(survey(rows), ["arop", "mean"], "sex")
    same(memory, streamed(parts(rows, [0, 1]), ["arop", "mean"], "sex"))


def test_samples_without_strata_of_households_or_with_numbers_that_begin_anew():
    rows = people().drop("strata", "cluster")
    same(indicators(survey(rows), "arop"), streamed(Streamed(rows.lazy()), "arop"))
    anew = people().with_columns(pl.col("cluster") % 12)
    design = SurveyDesign(nested=True)
    expected = indicators(survey(anew, design=design), "arop")
    same(expected, streamed(parts(anew, [0, 1]), "arop", design=design))


def test_a_threshold_that_is_given_and_all_that_the_columns_allow():
    own = anchored(9000.0)
    same(indicators(survey(), own, "sex"), streamed(Streamed(people().lazy()), own, "sex"))
    rows = people().drop("age")
    everything = {each.indicator for each in streamed(Streamed(rows.lazy()), margins=False)}
    assert {"arop", "gini"} <= everything
    assert "child-arop" not in everything


def test_values_alone_need_no_sample():
    rows = people().drop("strata", "cluster", "household")
    alone = streamed(Streamed(rows.lazy()), ASKED, "sex", margins=False)
    expected = indicators(survey(rows), ASKED, "sex", margins=False)
    assert alone.frame.select(WORDS).equals(expected.frame.select(WORDS))
    np.testing.assert_allclose(alone.frame["value"], expected.frame["value"], rtol=1e-11)


def test_files_of_parquet_by_a_pattern_and_columns_by_role(tmp_path: Path):
    rows = people().rename({"income": "HX090", "weight": "w", "strata": "h"})
    for place, part in enumerate((rows[:50], rows[50:])):
        part.write_parquet(tmp_path / f"{place}.parquet")
    found = streamed(Streamed(tmp_path / "*.parquet"), "arop", weight="w", strata="h")
    assert found == streamed(Streamed(people().lazy()), "arop")


def test_what_cannot_be_computed_is_refused(tmp_path: Path):
    with pytest.raises(SurveyError, match=r"nothing\.parquet cannot be read as Parquet"):
        Streamed(tmp_path / "nothing.parquet")
    with pytest.raises(SurveyError, match="No column is household"):
        streamed(Streamed(people().drop("cluster", "household").lazy()), "arop")
    torn = people().with_columns(strata=pl.int_range(pl.len()) % 2)
    with pytest.raises(SurveyError, match="Cluster 10 is in two strata"):
        streamed(Streamed(torn.lazy()), "arop")
    lost = people().with_columns(cluster=pl.lit(None, pl.Int64))
    with pytest.raises(SurveyError, match="A cluster or a stratum is missing"):
        streamed(Streamed(lost.lazy()), "arop")
    alone = people(strata=2, clusters=1)
    with pytest.raises(SurveyError, match="has one cluster"):
        streamed(Streamed(alone.lazy()), "arop")
    with pytest.raises(SurveyError, match="0 rows"):
        streamed(Streamed(people()[:0].lazy()), "arop")
    design = SurveyDesign(calibration=("sex",))
    with pytest.raises(SurveyError, match="calibrated"):
        streamed(Streamed(people().lazy()), "arop", design=design)
