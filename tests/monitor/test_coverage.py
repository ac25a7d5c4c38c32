"""95 % intervals hold the truth in about 95 of 100 samples. bench/monitor_coverage.py draws 2,000.

Here 100 samples are drawn from a smaller population. What is 95 % by right is then below 88 % once
in a few hundred times, and the seed is fixed; what the first methods gave (80 %, less) is found.
"""

from pathlib import Path
from runpy import run_path
from typing import Any

import numpy as np
import polars as pl
import pytest

from grondrecht.monitor.intervals import Ends, plain
from grondrecht.monitor.margins import Margin
from grondrecht.monitor.measures import Definition, Part

BENCH = run_path(str(Path(__file__).resolve().parents[2] / "bench" / "monitor_coverage.py"))
DESIGN = BENCH["DESIGNS"]["few"]._replace(there=60)


@pytest.fixture(scope="module")
def true() -> dict[tuple[str, str], float]:
    return BENCH["truths"](DESIGN)


def covered(true: dict[tuple[str, str], float], samples: int, seed: int) -> pl.DataFrame:
    outcomes = [BENCH["outcome"](DESIGN, true, seed, sample) for sample in range(samples)]
    return BENCH["table"]("few", true, np.array(outcomes))


def test_every_interval_holds_the_truth_as_often_as_it_says(true: dict[tuple[str, str], float]):
    found = covered(true, 100, 3)
    assert len(found) == 4 * 13 + 11
    assert found["none"].sum() == 0
    wrong = found.filter(~pl.col("covered").is_between(88, 100))
    assert wrong.to_dicts() == []
    assert found["covered"].mean() == pytest.approx(95, abs=1)
    # Standard errors are as the spread over samples; in the small domain some are too small.
    errors = found.filter(pl.col("what") != "small domain")["error"]
    assert errors.is_between(0.82, 1.22).all()


def test_intervals_that_do_not_hold_are_found(
    true: dict[tuple[str, str], float], monkeypatch: pytest.MonkeyPatch
):
    """As they were first: a standard error times t to both sides."""

    def first(definition: Definition, part: Part, margin: Margin) -> Ends:
        return plain(part.value, margin.t * margin.error)

    now = covered(true, 30, 3)
    monkeypatch.setattr("grondrecht.monitor.estimating.ends", first)
    then = covered(true, 30, 3)
    small = pl.col("what") == "small domain"
    missed = then.filter(small, pl.col("covered") < 85)["indicator"].to_list()
    assert "s80s20" in missed
    assert len(missed) >= 3
    # The same samples: the intervals of margins.ends hold the truth where those missed it.
    held = now.filter(small, pl.col("indicator").is_in(missed))["covered"]
    assert held.min() >= 85
    assert now["covered"].mean() > then["covered"].mean()


def test_a_sample_is_drawn_as_it_is_said(true: dict[tuple[str, str], float]):
    people = BENCH["population"](len(DESIGN.clusters), DESIGN.there)
    draw = np.random.default_rng(5)
    first, second = BENCH["drawn"](people, DESIGN, draw)
    for survey in (first, second):
        assert survey.clusters.sizes.tolist() == list(DESIGN.clusters)
        # The weights stand for ten times the population, give or take what chance does.
        assert survey.weights.sum() == pytest.approx(10 * people.members.sum(), rel=0.12)
    names: list[Any] = [set(survey.clusters.names.tolist()) for survey in (first, second)]
    assert len(names[0] & names[1]) == 75 - len(range(0, 75, 4))


def test_in_the_table_of_the_page_every_interval_holds_in_93_to_97_of_100():
    page = BENCH["PAGE"].read_text("utf-8")
    table = page.partition(BENCH["BEGIN"])[2].partition(BENCH["END"])[0]
    assert "2,000 samples of each design" in table
    rows = [[cell.strip() for cell in line.split("|")[1:-1]] for line in table.splitlines()]
    rows = [row for row in rows if row and row[0] in BENCH["DESIGNS"]]
    assert len(rows) == 2 * (4 * 13 + 11)
    assert [row for row in rows if not 93 <= float(row[4]) <= 97] == []


def test_the_table_is_put_between_its_marks(
    true: dict[tuple[str, str], float], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    page = tmp_path / "page.md"
    page.write_text(f"Before.\n{BENCH['BEGIN']}\nold\n{BENCH['END']}\nAfter.\n", "utf-8")
    monkeypatch.setitem(BENCH["write"].__globals__, "PAGE", page)
    BENCH["write"](covered(true, 2, 1), 2, 1)
    words = page.read_text("utf-8")
    assert words.startswith(f"Before.\n{BENCH['BEGIN']}\n2 samples of each design, seed 1.")
    assert words.endswith(f"{BENCH['END']}\nAfter.\n")
    assert words.count("| few |") == len(true)
    assert "old" not in words
