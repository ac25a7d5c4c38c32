"""The measures that ship say the same of one household as of many, to the cent; see the bench."""

import sys
from collections import Counter

import numpy as np
import pytest
from documented_commands import ROOT

from grondrecht import rights

sys.path.insert(0, str(ROOT / "bench"))
import rights_agreement as bench


@pytest.fixture(scope="module")
def law():
    return rights.load(bench.MEASURES)


@pytest.mark.parametrize("number", range(6))
def test_random_households_are_answered_alike_one_by_one_and_together(law, number):
    counts = {name: Counter() for name in law.measures}
    # Every second day, so that six parts see the years of the plan.
    bench.compare(law, counts, np.random.default_rng((7, number)), 2 * number, 250)
    assert {name: held["differ"] for name, held in counts.items() if held["differ"]} == {}
    total = sum(counts.values(), Counter())
    assert total["answers"] > 15_000
    assert min(total[each] for each in bench.OUTCOMES) > 1_000
    assert total["cents"] > 0


def test_the_days_of_the_bench_are_those_on_which_measures_change(law):
    days = bench.days(law)
    firsts = {version.first for held in law.measures.values() for version in held.versions}
    assert firsts <= set(days)
    assert sum(len(law.on(day).measures) for day in days[:12:2]) > 200
