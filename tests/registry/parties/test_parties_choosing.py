"""A plan gets the party data that know its bodies; one that nobody knows shows its own."""

import pytest
from plan_document import PLAN, needs_the_plan

from grondrecht.reading import read_plan
from grondrecht.registry.parties import cells_of, directory_for, load_directory, propose
from grondrecht.registry.parties.choosing import TELLING, known_share

FOREIGN = (
    ("responsible.cabinet", "Minister for Communities"),
    (TELLING, "Department of Communities and Local Government"),
    (TELLING, "Office for Statistics"),
)


@pytest.fixture(scope="module")
def example():
    return cells_of(read_plan("src/grondrecht/examples/vapa-voorbeeld.txt"))


def slugs(directory):
    return {member.slug for member in directory.members}


def test_the_example_gets_its_own(example):
    assert slugs(directory_for(example)) == slugs(load_directory("voorbeeld"))


@needs_the_plan
def test_the_real_plan_gets_its_own():
    cells = cells_of(read_plan(str(PLAN)))
    assert slugs(directory_for(cells)) == slugs(load_directory("vapa"))
    assert known_share(cells, load_directory("voorbeeld")) < 0.2


def test_a_plan_of_other_bodies_shows_its_own():
    assert slugs(directory_for(FOREIGN)) == slugs(propose(FOREIGN))


def test_a_plan_without_names_gets_nothing():
    assert slugs(directory_for([])) == set()
    assert known_share([(TELLING, "nvt")], load_directory("vapa")) == 0


def test_the_share_counts_cells_of_which_all_is_known():
    known = load_directory("voorbeeld").members[0].name
    cells = [
        (TELLING, known),
        (TELLING, "Agentschap Maanlanding"),
        ("involved.cabinet", "x"),
    ]
    assert known_share(cells, load_directory("voorbeeld")) == 0.5
