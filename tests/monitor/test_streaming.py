"""Rows read a part at a time: the results of rows in memory, the same however they are split."""

from pathlib import Path

import numpy as np
import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from samples import people, survey

from grondrecht.monitor import (
    Results,
    Survey,
    SurveyDesign,
    SurveyError,
    anchored,
    derived,
    indicators,
)
from grondrecht.monitor.domain import Weighting
from grondrecht.monitor.estimating import freedom
from grondrecht.monitor.names import Roles
from grondrecht.monitor.streaming import Streamed, streamed
from grondrecht.monitor.synthetic import synthetic

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


@pytest.fixture(scope="module")
def items() -> pl.DataFrame:
    """A synthetic survey with all that is worked out from its items, of some of its households."""
    return derived(synthetic(2024).filter(pl.col("RX030") % 4 == 0))


@pytest.mark.parametrize(
    "without",
    [
        [],
        ["work_intensity_2030"],
        ["lwi_status_2030"],
        ["smsd_status"],
        ["work_intensity_2030", "arope_status_2030"],
        ["income"],
    ],
)
def test_what_stands_in_for_a_column_that_is_not_there_is_read(
    items: pl.DataFrame, without: list[str]
):
    known = Roles.of(items.columns, {}, None)
    rows = items.drop({column for role in without if (column := known.column(role))})
    assert not any(map(Roles.of(rows.columns, {}, None).has, without))
    asked = ["lwi2030", "smsd", "arope2030"]
    design = SurveyDesign(single="certainty")
    memory = indicators(Survey(rows, design=design), asked, "RB090")
    assert all(each.value is not None for each in memory)
    same(memory, streamed(parts(rows, [0, 2, 1]), asked, "RB090", design=design))


@pytest.mark.parametrize(
    ("unit", "heavy"),
    [(1e3, 1.0), (1e6, 1e-6), (1e9, 1e-12), (3.0, 1e9), (1e-9, 1e-20), (1e-20, 1e20)],
)
def test_incomes_and_weights_may_be_in_any_unit(unit: float, heavy: float):
    """Incomes in thousands were cut to cents of them, and weights that add up to 1 to nothing."""
    rows = people().with_columns(pl.col("income") / unit, pl.col("weight") * heavy)
    asked = ["arop", "rmpg", "s80s20", "gini", "median"]
    memory = indicators(survey(rows), asked, "sex")
    there = streamed(parts(rows, [0, 1]), asked, "sex")
    for one, other in zip(memory, there, strict=True):
        assert other.value == pytest.approx(one.value, rel=1e-11)
        assert other.population == pytest.approx(one.population, rel=1e-11)
        # That of the Gini coefficient counts people with one income as one row.
        near = 0.03 if one.indicator == "gini" else 1e-10
        assert other.standard_error == pytest.approx(one.standard_error, rel=near)
    drawn = streamed(parts(rows, [0, 1]), asked, "sex", replicates=10)
    same(indicators(survey(rows), asked, "sex", replicates=10), drawn, 1e-10)


def test_more_people_than_there_are_in_the_world_are_added_up():
    rows = people().with_columns(pl.col("weight") * 1e9)
    assert rows["weight"].sum() > 2**33
    here, there = indicators(survey(rows), "arop"), streamed(Streamed(rows.lazy()), "arop")
    same(here, there)


def test_incomes_that_are_rounded_differ_in_no_digit_that_is_shown():
    rows = people().with_columns(pl.col("income") / 1.5)
    exact, rounded = (streamed(Streamed(rows.lazy()), ASKED, digits=digits) for digits in (None, 7))
    for one, other in zip(exact, rounded, strict=True):
        assert other.value == pytest.approx(one.value, rel=1e-6)
    with pytest.raises(SurveyError, match="rounded to 0 significant digits"):
        streamed(Streamed(rows.lazy()), "arop", digits=0)


def test_files_of_different_kinds_of_numbers_are_one_table(tmp_path: Path):
    rows = people()
    narrow = rows[:50].with_columns(pl.col("cluster", "strata", "age", "household").cast(pl.Int32))
    broad = rows[50:].with_columns(pl.col("cluster").cast(pl.Float64), pl.col("age").cast(pl.Int8))
    split = Streamed([narrow.lazy(), broad.lazy()])
    asked = ["arop", "child-arop"]
    same(streamed(Streamed(rows.lazy()), asked, BY), streamed(split, asked, BY))
    whole = streamed(Streamed(rows.lazy()), asked, replicates=20)
    assert streamed(split, asked, replicates=20) == whole


def test_incomes_and_weights_in_text_are_read_as_in_memory():
    rows = people().with_columns(pl.col("income", "weight", "age").cast(pl.String))
    rows = rows.with_columns(
        pl.when(pl.int_range(pl.len()) % 7 > 0).then(" " + pl.col("income")).otherwise(pl.lit(" "))
    )
    asked = ["arop", "mean", "child-arop"]
    same(indicators(survey(rows), asked), streamed(parts(rows, [0, 1]), asked))


def test_a_group_in_which_all_have_one_income_has_a_value_without_margin():
    rows = people().with_columns(
        pl.when(pl.col("region") == "west").then(9000.0).otherwise(pl.col("income")).alias("income")
    )
    asked = ["median", "arpt"]
    memory = indicators(survey(rows), asked, "region")
    there = streamed(Streamed(rows.lazy()), asked, "region")
    for one, other in zip(memory, there, strict=True):
        assert other.value == pytest.approx(one.value, rel=1e-12)
        assert (other.standard_error is None) == (one.standard_error is None)


def test_clusters_of_weight_zero_tell_nothing_in_rows_that_are_read_either():
    """R's survey counts them neither: they add no degree of freedom to an interval."""
    frame = people(strata=2, clusters=6, size=30)
    none = frame.with_columns(
        weight=pl.when(pl.col("cluster") % 3 == 0).then(0.0).otherwise(pl.col("weight")),
        other=pl.lit("all"),
    )
    asked = anchored(12_000.0)
    held = indicators(Survey(none), asked, ["other", "age", "sex"])
    read = streamed(Streamed(none.lazy()), asked, ["other", "age", "sex"])
    for one, other in zip(held, read, strict=True):
        assert (one.lower, one.upper) == pytest.approx((other.lower, other.upper))
    assert (held[0].domain, held[1].domain) == ("total", "other=all")
    assert (held[0].lower, held[0].upper) == (held[1].lower, held[1].upper)
    sample = Weighting(Survey(none))
    part = asked.measure(sample.everyone("income"))
    counted = none.filter(pl.col("weight") > 0)["cluster"].n_unique()
    assert freedom(sample, part) == counted - 2 < none["cluster"].n_unique() - 2
