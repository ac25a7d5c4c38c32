"""What keeps rights fast and small; bench/rights_speed.py measures the rest."""

import subprocess
import sys
import tracemalloc
from datetime import date
from itertools import cycle
from pathlib import Path

import pytest
from pace import TRIES, seconds, takes_at_most

from grondrecht.rights import assess, assess_population, load
from grondrecht.rights.many import tables_of
from grondrecht.rights.reasons import reasons
from grondrecht.rights.synthetic import DATA, listed, synthetic

ROOT = Path(__file__).parents[2]
ON = date(2016, 6, 1)


@pytest.fixture(scope="module")
def law():
    return load(DATA / "flanders")


@pytest.fixture(scope="module")
def households(law):
    return listed(*synthetic(4_600, inputs=law.inputs), law.inputs)


def test_a_household_with_all_its_reasons_takes_little(law, households):
    # A millisecond on a machine that does nothing else; the bound allows for one that does.
    some = cycle(households)

    def work():
        for _ in range(50):
            for answer in assess(law, next(some), on=ON).answers:
                for _, reason in reasons(answer).walk():
                    reason.text("nl")

    work()
    assert takes_at_most(0.15, work)


def test_households_of_json_take_time_in_proportion(law, households):
    few, many = households[:400], households[:1_600]

    def is_in_proportion():
        once = min(seconds(lambda: tables_of(few, law.inputs)) for _ in range(3))
        return seconds(lambda: tables_of(many, law.inputs)) < 8 * once

    assert any(is_in_proportion() for _ in range(TRIES))


def test_a_population_takes_little_memory_beside_its_answers(law):
    persons, homes = synthetic(120_000, inputs=law.inputs)
    assess_population(law, persons[:1], homes[:1], on=ON)
    tracemalloc.start()
    try:
        answer = assess_population(law, persons, homes, on=ON)
        held, most = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    # A byte for the answer, and as few as hold the amounts.
    rows = sum(column.entitled.size for column in answer.columns.values())
    assert held < 6 * rows
    assert most < held + 50_000_000


def test_the_page_names_the_command_that_measures():
    page = (ROOT / "docs" / "rights-speed.md").read_text("utf-8")
    assert "python bench/rights_speed.py --write" in page


def test_the_bench_runs():
    run = [sys.executable, "bench/rights_speed.py", "--persons", "3000", "--without-openfisca"]
    made = subprocess.run(
        [*run, "--only", "people-thirty"], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert "| persons in tables, 30 measures | 3,000 |" in made.stdout
