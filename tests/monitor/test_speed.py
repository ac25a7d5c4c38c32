"""What keeps the monitor fast and small; bench/ measures the rest."""

import ast
import subprocess
import sys
import tracemalloc
from pathlib import Path

import numpy as np
import polars as pl
import pytest

import grondrecht.monitor
from grondrecht.monitor import Survey, estimating, indicators, ordering

ROOT = Path(__file__).parents[2]
MONITOR = Path(grondrecht.monitor.__file__).parent
FOUR = ["arop", "s80s20", "rmpg", "gini"]
BENCHES = ("monitor_speed.py", "monitor_rows.py")


def many(rows: int) -> pl.DataFrame:
    """People in households, clusters and strata, in one piece of memory."""
    draw = np.random.default_rng(1)
    household = np.arange(rows) // 3
    return pl.DataFrame(
        {
            "income": np.round(draw.lognormal(9.9, 0.5, household[-1] + 1), 2)[household],
            "weight": draw.uniform(50, 500, rows),
            "cluster": household,
            "strata": household // 2000,
        }
    )


@pytest.mark.parametrize(
    ("rows", "options"),
    [
        # Few enough that intervals are mended for small samples, and so many that they are not.
        (15_000, {}),
        (150_000, {}),
        (300_000, {}),
        (300_000, {"margins": False}),
        # The bench's: many replicates of few rows, and replicates on both cores at once.
        (15_000, {"replicates": 1000}),
        (150_000, {"replicates": 20}),
    ],
)
def test_memory_is_at_most_three_times_the_columns(
    rows: int, options: dict[str, int], monkeypatch: pytest.MonkeyPatch
):
    # Each core holds a replicate of its own; the page tells of two.
    monkeypatch.setattr(ordering, "cores", lambda: 2)
    frame = many(rows)
    indicators(Survey(frame.head(1000)), FOUR, **options)
    size = sum(series.to_numpy().nbytes for series in frame)
    tracemalloc.start()
    try:
        indicators(Survey(frame), FOUR, **options)
        # The columns themselves were there before.
        assert size + tracemalloc.get_traced_memory()[1] <= 3 * size
    finally:
        tracemalloc.stop()


def test_replicates_that_wait_take_no_memory():
    # Replicates were all handed to the threads at once: two kilobytes for each that waits.
    def work(number: int) -> int:
        begun.append(number)
        return number

    begun: list[int] = []
    made = ordering.on_all_cores(work, range(10_000))
    assert next(made) == 0
    assert len(begun) < 1000
    assert list(made) == list(range(1, 10_000))


def test_nothing_is_held_when_the_results_are_there():
    frame = many(ordering.MANY)
    tracemalloc.start()
    try:
        indicators(Survey(frame), FOUR, replicates=3)
        # Not even until the next collection of garbage.
        assert tracemalloc.get_traced_memory()[0] < 2_000_000
    finally:
        tracemalloc.stop()


def test_numba_and_spark_are_not_needed():
    asked = "import sys, grondrecht.monitor; print(*sys.modules)"
    made = subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True, check=True)
    loaded = {name.partition(".")[0] for name in made.stdout.split()}
    assert loaded & {"numba", "pyspark", "pyarrow", "pandas", "django", "scipy"} == set()


# What numpy gives to BLAS, of which the last digit hangs on the number of threads.
BY_BLAS = {"dot", "vdot", "inner", "matmul", "tensordot"}


@pytest.mark.parametrize("path", sorted(MONITOR.glob("*.py")), ids=lambda path: path.stem)
def test_nothing_is_multiplied_on_as_many_threads_as_there_are(path: Path):
    # weighted.dot and np.einsum add up in one order.
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        assert not isinstance(node, ast.MatMult)
        if isinstance(node, ast.Attribute) and node.attr in BY_BLAS:
            assert isinstance(node.value, ast.Name)
            assert node.value.id == "weighted"


@pytest.mark.parametrize("bench", BENCHES)
def test_the_page_names_the_command_that_measures(bench: str):
    page = (ROOT / "docs" / "monitor-speed.md").read_text("utf-8")
    assert f"python bench/{bench}" in page


def test_rows_in_parquet_are_read_within_memory(tmp_path: Path):
    run = [sys.executable, "bench/monitor_rows.py", "--rows", "20000", "--folder", str(tmp_path)]
    made = subprocess.run(run, cwd=ROOT, capture_output=True, text=True, check=True)
    assert made.stdout.count("20,000 people") == 10
    assert "margins:" in made.stdout
    assert list(tmp_path.iterdir()) == []


def test_estimates_that_share_the_cores_are_the_same_to_the_last_digit(
    monkeypatch: pytest.MonkeyPatch,
):
    frame = many(6_000).with_columns(domain=pl.int_range(6_000) % 7)
    monkeypatch.setattr(ordering, "cores", lambda: 3)
    one_by_one = indicators(Survey(frame), by="domain").frame
    monkeypatch.setattr(estimating, "MANY_ROWS", 0)
    for _ in range(3):
        assert indicators(Survey(frame), by="domain").frame.equals(one_by_one)
