"""The measures that ship say the same of one household as of many, to the cent; see the bench."""

import random
import sys
from collections import Counter
from dataclasses import replace

import numpy as np
import pytest
from documented_commands import ROOT

from grondrecht import rights
from grondrecht.rights.households import given

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


def completed(rng, law, known):
    """What is known of a household, with something for all that is not."""

    def whole(of, held):
        own = [each for each in law.inputs.values() if each.of == of and each.name not in held]
        more = {each.name: 2 * (rng.randint(each.low, each.high),) for each in own}
        return {**more, **held}

    persons = tuple(whole("person", person) for person in known.persons)
    return replace(known, one=whole(known.of, known.one), persons=persons)


@pytest.mark.parametrize("known", [0.5, 0.95])
def test_what_is_certain_stays_so_whatever_the_unknown_is(law, known):
    rng = np.random.default_rng(3)
    day = bench.days(law)[4]
    persons, households = bench.homes(law, day, rng, np.full(80, known), 0)
    n_certain = 0
    for home in bench.each_one({"persons": persons, "households": households}):
        part = given(home, law.inputs)
        whole = completed(random.Random(4), law, part)
        before, after = (rights.assess(law, each, on=day).answers for each in (part, whole))
        for one, other in zip(before, after, strict=True):
            assert one.entitled in (other.entitled, "unknown")
            (least, most), (cents, _) = (each.amount or (0, 0) for each in (one, other))
            assert least <= cents <= most
            n_certain += one.entitled != "unknown"
    assert n_certain > 2_000
