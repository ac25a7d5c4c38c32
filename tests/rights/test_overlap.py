"""Target groups beside each other: their sizes, what they share, and what makes the difference."""

from datetime import date
from itertools import permutations

import numpy as np
import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rights.two_measures import HOUSEHOLDS, PERSONS, law_in

from grondrecht.rights import RightsError, assess_population, load
from grondrecht.rights.overlap import overlap, sentence
from grondrecht.rights.synthetic import DATA, synthetic

ON = date(2016, 3, 1)


@pytest.fixture(scope="module")
def law(tmp_path_factory):
    return law_in(tmp_path_factory.mktemp("overlap"))


@pytest.fixture(scope="module")
def found(law):
    return overlap(assess_population(law, PERSONS, HOUSEHOLDS, on=ON, conditions=True))


def test_a_household_s_right_counts_for_each_of_its_persons(found):
    assert (found.of, found.sizes, found.unknown) == (
        "person",
        {"heating": 2, "pass": 2},
        {"heating": 3, "pass": 1},
    )
    pair = found.pair("heating", "pass")
    assert (pair.n_both, pair.n_only_first, pair.n_unknown) == (1, 1, 0)
    assert [(each.condition, each.n, each.n_alone) for each in pair.differences] == [
        ("group", 1, 1)
    ]


def test_the_article_of_a_condition_is_its_own_or_that_of_the_version(found):
    other = found.pair("pass", "heating").differences
    assert [(each.condition, each.article) for each in other] == [("income", "art. 2")]
    assert found.pair("heating", "pass").differences[0].article == "art. 9"


def test_one_sentence_for_each_difference(found):
    pair = found.pair("heating", "pass")
    assert sentence(found, pair) == (
        "1 persoon heeft recht op Steun voor verwarming en niet op Pas; voor 1 daarvan geldt niet:"
        " “U bent jonger dan achttien of u hebt een handicap.”"
    )
    assert sentence(found, pair, "en") == (
        "1 person has Heating support and not Pass; for 1 of them this does not hold:"
        " “You are under eighteen or disabled.”"
    )


def test_a_sentence_where_nothing_differs_and_where_nobody_is_entitled(law):
    everyone = PERSONS.with_columns(disabled=pl.lit(True), net_income=pl.lit(0.0))
    homes = HOUSEHOLDS.with_columns(owns_home=pl.lit(False))
    found = overlap(assess_population(law, everyone, homes, on=ON, conditions=True))
    assert sentence(found, found.pair("heating", "pass")) == (
        "Al wie zeker recht heeft op Steun voor verwarming en van wie Pas gekend is, heeft beide."
    )
    nobody = PERSONS.with_columns(net_income=pl.lit(9000.0))
    found = overlap(assess_population(law, nobody, homes, on=ON, conditions=True))
    pair = found.pair("heating", "pass")
    assert sentence(found, pair) == "Niemand heeft zeker recht op Steun voor verwarming."
    assert sentence(found, pair, "en") == "Nobody surely has Heating support."


def test_a_weight_of_the_households_counts_for_each_person(law):
    answer = assess_population(law, PERSONS, HOUSEHOLDS, on=ON, conditions=True)
    found = overlap(answer, "weight")
    assert found.sizes == {"heating": 20.0, "pass": 30.0}
    assert found.pair("heating", "pass").n_both == 10.0
    assert sentence(found, found.pair("heating", "pass")).startswith("10 personen hebben recht op")


def test_figures_that_are_past_their_review_go_with_the_overlap(law, found):
    assert found.stale == ()
    later = assess_population(law, PERSONS, HOUSEHOLDS, on=date(2017, 3, 1), conditions=True)
    (stale,) = overlap(later).stale
    assert (stale.measure, stale.parameter.name) == ("heating", "limit")


def test_one_measure_alone_and_answers_without_conditions_are_refused(law):
    given = {"on": ON, "conditions": True}
    with pytest.raises(RightsError, match="two measures or more"):
        overlap(assess_population(law, PERSONS, HOUSEHOLDS, measures=["pass"], **given))
    with pytest.raises(RightsError, match="conditions=True"):
        overlap(assess_population(law, PERSONS, HOUSEHOLDS, on=ON))


@pytest.fixture(scope="module")
def flemish():
    law = load(DATA / "flanders")
    return assess_population(law, *synthetic(3000, 5), on=date(2017, 3, 1), conditions=True)


@settings(max_examples=25, deadline=None)
@given(st.data())
def test_of_every_two_groups_the_parts_are_the_whole(flemish, data):
    """Who is in the first is in both, in the first alone, or unknown for the second."""
    names = data.draw(
        st.lists(st.sampled_from(sorted(flemish.columns)), min_size=2, max_size=4, unique=True)
    )
    answer = type(flemish)(
        flemish.on,
        flemish.in_force.only(names),
        flemish.tables,
        {name: flemish.columns[name] for name in names},
    )
    found = overlap(answer)
    assert {(pair.first, pair.second) for pair in found.pairs} == set(permutations(names, 2))
    for pair in found.pairs:
        assert pair.n_both + pair.n_only_first + pair.n_unknown == found.sizes[pair.first]
        assert pair.n_both == found.pair(pair.second, pair.first).n_both
        assert sum(each.n_alone for each in pair.differences) <= pair.n_only_first
        assert sum(each.n for each in pair.differences) >= pair.n_only_first
        assert all(0 < each.n <= pair.n_only_first for each in pair.differences)
        counts = [each.n for each in pair.differences]
        assert counts == sorted(counts, reverse=True)


def test_sizes_are_those_of_the_answers(flemish):
    found = overlap(flemish)
    starts = np.diff(flemish.tables.starts)
    for name, size in found.sizes.items():
        entitled = flemish.columns[name].entitled == 1
        persons = starts if flemish.rules(name).measure.of == "household" else 1
        assert size == np.sum(entitled * persons)
