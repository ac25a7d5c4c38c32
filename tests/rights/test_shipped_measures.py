"""The measures that ship: their examples pass, and notice whatever changes in them."""

import pytest
from documented_commands import ROOT

from grondrecht import rights
from grondrecht.rights.examples import example
from grondrecht.rights.mutations import mutants, unnoticed

LAW = rights.load(ROOT / "src/grondrecht/rights/data/flanders")
MEASURES = [pytest.param(each, id=each.id) for each in LAW.measures.values()]


@pytest.mark.parametrize("measure", MEASURES)
def test_every_example_of_a_measure_comes_out(measure):
    found = [
        (each.what, each.differs(LAW))
        for version in measure.versions
        for each in (example(LAW, measure, written) for written in version.examples)
    ]
    assert len(found) >= 2
    assert [(what, why) for what, why in found if why is not None] == []


@pytest.mark.parametrize("measure", MEASURES)
def test_an_example_notices_each_figure_sign_word_and_day_that_changes(measure):
    assert len(list(mutants(measure, LAW.inputs))) >= 1
    missed = [
        f"{each.mutant.place}: {each.mutant.what} changes {each.somebody}"
        for each in unnoticed(LAW, measure.id)
    ]
    assert missed == []


def test_there_are_thirty_measures_or_more_and_hundreds_of_changes_to_notice():
    assert len(LAW.measures) >= 30
    changes = [each for held in LAW.measures.values() for each in mutants(held, LAW.inputs)]
    assert len(changes) >= 800
