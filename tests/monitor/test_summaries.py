"""Summaries add up: however rows are split, in whatever order parts come, the sum is the same."""

from itertools import pairwise

import numpy as np
import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from samples import people

from grondrecht.monitor import summaries
from grondrecht.monitor.bootstrap import Draws
from grondrecht.monitor.clusters import Clusters
from grondrecht.monitor.domain import PEOPLE
from grondrecht.monitor.summaries import CLUSTER, COARSE, STRATUM, UNITS, Columns

UNIT = 2.0**30
COLUMNS = Columns("weight", {"income": "income", "sex": "sex"}, "strata", "cluster", UNIT)
ROWS = people(strata=2, clusters=4, size=4)


def summed(task: summaries.Task, parts: list[pl.DataFrame]) -> pl.DataFrame:
    made = [task.make(part.select(COLUMNS.all).lazy()).collect() for part in parts]
    return summaries.added_up(made, task.keys)


def split(rows: pl.DataFrame, cuts: list[int]) -> list[pl.DataFrame]:
    ends = [0, *sorted(cut % (len(rows) + 1) for cut in cuts), len(rows)]
    return [rows[first:last] for first, last in pairwise(ends)]


def draws() -> Draws:
    own = ROWS.select("strata", "cluster").unique().sort("cluster")
    stratum = own["strata"].to_numpy().astype(np.int32) - 1
    rows = np.arange(len(own), dtype=np.int32)
    return Draws(Clusters(rows, stratum, own["cluster"].to_numpy(), np.array([1, 2])), 1)


def lookup() -> pl.DataFrame:
    own = summed(summaries.people(COLUMNS), [ROWS]).select("income", "sex")
    return own.with_columns(moved=pl.col("income").sqrt() * 1e6, group=pl.int_range(pl.len()) % 3)


TASKS = {
    "people": summaries.people(COLUMNS),
    "moved": summaries.moved(COLUMNS, lookup(), ["group"]),
    "weights_in": summaries.weights_in(COLUMNS, draws().cuts(range(3))),
    "heaviest": summaries.heaviest("weight"),
}


@pytest.mark.parametrize("task", [name for name in TASKS if name != "heaviest"])
@settings(max_examples=15, deadline=None)
@given(cuts=st.lists(st.integers(0, 10**6), max_size=5), seed=st.integers(0, 99))
def test_any_split_of_rows_in_any_order_sums_to_the_same(task: str, cuts: list[int], seed: int):
    shuffled = ROWS.sample(fraction=1, shuffle=True, seed=seed)
    whole = summed(TASKS[task], [ROWS])
    parts = split(shuffled, cuts)
    assert summed(TASKS[task], parts).equals(whole)
    made = [TASKS[task].make(part.select(COLUMNS.all).lazy()).collect() for part in parts]
    keys = TASKS[task].keys
    pairs = [summaries.added_up(made[start : start + 2], keys) for start in range(0, len(made), 2)]
    assert summaries.added_up(reversed(pairs), keys).equals(whole)


@settings(max_examples=15, deadline=None)
@given(cuts=st.lists(st.integers(0, 10**6), max_size=5), seed=st.integers(0, 99))
def test_the_unit_of_weights_is_the_same_of_every_split(cuts: list[int], seed: int):
    shuffled = ROWS.sample(fraction=1, shuffle=True, seed=seed)
    found = summed(TASKS["heaviest"], split(shuffled, cuts))
    most = len(ROWS) * ROWS["weight"].max()  # type: ignore[operator]
    assert summaries.unit_of(found) == summaries.scale_of(most)


def test_people_are_counted_by_income_with_whole_units_of_weight():
    rows = pl.DataFrame(
        {
            "income": [100.25, 100.25, 7.0, None, -3.5],
            "sex": ["m", "m", "m", "w", None],
            "weight": [1.5, 0.25, 2.0, 1.0, 0.0],
            "strata": 1,
            "cluster": 1,
        }
    )
    found = summed(summaries.people(COLUMNS), [rows])
    assert found.select("income", "sex", UNITS, PEOPLE).rows() == [
        (-3.5, None, 0, 0),
        (7.0, "m", int(2 * UNIT), 1),
        (100.25, "m", int(1.75 * UNIT), 2),
        (None, "w", int(UNIT), 1),
    ]


def test_incomes_are_rounded_to_significant_digits_where_that_is_asked():
    columns = Columns("weight", {"income": "income", "sex": "sex"}, digits=7)
    rows = pl.DataFrame(
        {
            "income": [21534.2712, 21534.2698, 0.0215342712, 0.0, -1234567.89],
            "sex": "m",
            "weight": 1.0,
        }
    )
    made = summaries.people(columns).make(rows.lazy()).collect()
    assert sorted(made["income"].to_list()) == [-1234568.0, 0.0, 0.02153427, 21534.27]


def test_a_weight_that_would_be_lost_in_the_total_is_counted():
    rows = ROWS[:3].with_columns(weight=pl.Series([1.0, 2.0**-21, 0.0]))
    found = summed(summaries.people(COLUMNS), [rows])
    assert found[COARSE].sum() == 1


def test_a_summary_is_a_survey_whose_rows_stand_for_several_people():
    survey = summaries.survey_of(COLUMNS, summed(summaries.people(COLUMNS), [ROWS]))
    assert survey.numbers(PEOPLE).sum() == len(ROWS)
    assert survey.weights.sum() == pytest.approx(ROWS["weight"].sum(), rel=1e-12)
    assert set(survey.numbers("income")) == set(ROWS["income"])
    assert survey.clusters.count == len(survey)


def test_what_each_moves_is_added_up_by_cluster_and_group():
    found = summed(TASKS["moved"], [ROWS])
    by_hand = (
        ROWS.join(lookup(), on=["income", "sex"])
        .group_by("strata", "cluster", "group")
        .agg((pl.col("moved") * pl.col("weight")).sum(), pl.len())
        .sort("strata", "cluster", "group")
    )
    assert found.select(STRATUM, CLUSTER).rows() == by_hand.select("strata", "cluster").rows()
    np.testing.assert_allclose(found["moved"], by_hand["moved"], rtol=1e-7)
    assert found[PEOPLE].to_list() == by_hand["len"].to_list()


def test_part_of_the_clusters_have_the_factors_that_all_together_have():
    drawn = draws()
    cuts = drawn.cuts(range(4))
    own = ROWS.select("strata", "cluster").unique().sort("cluster")
    some = own[[1, 5, 6]]
    found = cuts.factors(some["strata"].to_numpy(), some["cluster"].to_numpy())
    for replicate in range(4):
        assert (found[:, replicate] == drawn.factors(replicate)[[1, 5, 6]]).all()


def test_the_scale_leaves_room_for_the_total_and_changes_no_digit():
    for total in (1e-9, 3.7, 8e12):
        scale = summaries.scale_of(total)
        assert total * scale <= 2**61 < total * scale * 4
        assert np.log2(scale) == int(np.log2(scale))
    assert summaries.scale_of(0.0) == summaries.scale_of(float("nan")) == 1.0
    assert 0 < summaries.scale_of(5e-324) < np.inf
    assert 0 < summaries.scale_of(1e308) < 1
