"""Rows in ascending order: what numpy's stable sort gives, whatever the number of rows."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from grondrecht.monitor import ordering

BIG = 3 * ordering.MANY


def incomes(kind: str) -> np.ndarray:
    draw = np.random.default_rng(4)
    values = draw.lognormal(9.9, 0.5, BIG)
    if kind == "cents":
        return np.round(values, 2)
    if kind == "some unknown":
        values[::7] = np.nan
    if kind == "one far away":
        values[BIG // 2] = 1e15
    if kind == "negative too":
        values -= 30_000
    if kind == "all equal":
        values[:] = 7.0
    return values


@pytest.mark.parametrize(
    "kind", ["cents", "whole", "some unknown", "one far away", "negative too", "all equal"]
)
def test_many_rows_are_in_the_order_of_a_stable_sort(kind: str):
    values = incomes(kind)
    order, along = ordering.ascending(values)
    expected = np.argsort(values, kind="stable")
    assert (order == expected).all()
    assert order.dtype == np.int32
    np.testing.assert_array_equal(along, values[expected])


def test_one_core_gives_the_same(monkeypatch: pytest.MonkeyPatch):
    values = incomes("cents")
    several = ordering.ascending(values)
    monkeypatch.setattr(ordering, "cores", lambda: 1)
    alone = ordering.ascending(values)
    assert (several[0] == alone[0]).all()
    assert (several[1] == alone[1]).all()


numbers = st.floats(-1e6, 1e6) | st.just(float("nan")) | st.sampled_from([0.0, 1.0, 2.0])


@settings(max_examples=60, deadline=None)
@given(arrays(np.float64, st.integers(0, 50), elements=numbers))
def test_few_rows_go_by_the_same_rules_as_many(values: np.ndarray):
    with pytest.MonkeyPatch.context() as patch:
        few = ordering.ascending(values)
        patch.setattr(ordering, "MANY", 2)
        many = ordering.ascending(values)
    np.testing.assert_array_equal(few[0], many[0])
    np.testing.assert_array_equal(few[1], many[1])
    assert (few[0] == np.argsort(values, kind="stable")).all()


@pytest.mark.parametrize("count", [0, 3, BIG])
def test_values_are_looked_up_by_row(count: int):
    values = np.random.default_rng(1).normal(size=1000)
    rows = np.random.default_rng(2).integers(0, 1000, count).astype(np.int32)
    assert (ordering.taken(values, rows) == values[rows]).all()


def test_work_on_all_cores_comes_back_in_order_and_a_fault_comes_through():
    assert list(ordering.on_all_cores(lambda number: number * 2, range(50))) == list(
        range(0, 100, 2)
    )
    with pytest.raises(ZeroDivisionError):
        list(ordering.on_all_cores(lambda number: 1 // number, range(3)))
