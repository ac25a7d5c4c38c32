"""Parties proposed from the cells of a plan that nobody made party data for."""

from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from grondrecht.reading import read_plan
from grondrecht.registry.parties import cells_of, propose, resolve

CABINET, BODY = "responsible.cabinet", "responsible.administration"
OTHERS = "involved.other_actors"


def proposed(*cells):
    return propose(cells)


def party(directory, role, cell):
    (found,) = resolve(cell, role, directory)
    return found.party


@pytest.mark.parametrize(
    ("role", "one", "other"),
    [
        (CABINET, "Kabinet Zee", "Zee"),
        (CABINET, "Kabinet Zee", "kabinet van Zee"),
        (CABINET, "Kabinet Zeevisserij", "KABINET ZEEVISSERIJ"),
        (CABINET, "Zee, Haven en Kust", "Kabinet Zee"),
        (CABINET, "Alle kabinetten", "Allen"),
        (BODY, "Departement Zee, Haven en Kust (ZHK)", "ZHK"),
        (BODY, "Departement Zee, Haven en Kust", "Departement ZHK"),
        (BODY, "Departement Zee, Haven en Kust", "Dept. Zee, Haven & Kust"),
        (BODY, "Vlaamse Havendienst (VHD)", "VHD"),
        (BODY, "Agentschap voor Havenbeheer", "Agentschap Havenbeheer"),
        (BODY, "Agentschap Havenbeheer en Kust", "Agentschap Havenbehere en Kust"),
        (BODY, "Kust en Strand", "Kust & Strand"),
        (BODY, "Ministry of Finance (MoF)", "MoF"),
    ],
)
def test_spellings_of_one_party_are_brought_together(role, one, other):
    directory = proposed((role, one), (role, one), (role, other))
    assert len({party(directory, role, one), party(directory, role, other)}) == 1
    assert None not in {party(directory, role, one)}


@pytest.mark.parametrize(
    ("role", "one", "other"),
    [
        (CABINET, "Kabinet Economie", "Kabinet Sociale Economie"),
        (CABINET, "Kabinet Haven", "Kabinet Have"),
        (BODY, "Departement Haven", "Agentschap Haven"),
        (BODY, "Departement Haven", "Departement Haven en Kust"),
        (BODY, "Agentschap Zee", "Agentschap Zeewering"),
        (BODY, "Afdeling Kust", "Team Kust"),
        (BODY, "VHD", "VHB"),
        (BODY, "Ministry of Health", "Ministry of Health and Care"),
    ],
)
def test_different_parties_stay_apart(role, one, other):
    directory = proposed((role, one), (role, one), (role, other))
    told = {party(directory, role, one), party(directory, role, other)}
    assert len(told) == 2
    assert None not in told


def test_an_abbreviation_of_two_names_is_nobodys():
    directory = proposed(
        (BODY, "Departement Zorg, Haven en Kust"), (BODY, "Departement Zee, Handel en Kunst"),
        (BODY, "ZHK"),
    )  # fmt: skip
    names = {member.slug: member.names for member in directory.members}
    assert sorted(map(len, names.values())) == [1, 1, 1]


def test_lists_of_cabinets_are_told_from_one_cabinet_with_more_competences():
    directory = proposed(
        (CABINET, "Zorg, Welzijn en Gezin"),
        (CABINET, "Zorg, Welzijn en Gezin"),
        (CABINET, "Jeugd, Sport en Media"),
        (CABINET, "Jeugd"),
        (CABINET, "Sport"),
        (CABINET, "Media"),
    )
    assert party(directory, CABINET, "Zorg, Welzijn en Gezin")
    found = [each.party for each in resolve("Jeugd, Sport en Media", CABINET, directory)]
    assert len(set(found)) == 3
    assert None not in found


def test_units_are_parts_of_their_body():
    directory = proposed((BODY, "Departement Zee, afdeling Strand"), (BODY, "Afdeling Strand"))
    unit = directory.by_slug[party(directory, BODY, "Afdeling Strand")]
    assert directory.by_slug[unit.part_of].name == "Departement Zee"
    assert party(directory, BODY, "Departement Zee, afdeling Strand") == unit.slug
    assert party(directory, BODY, "Departement Zee, team Golf") == unit.part_of


def test_a_person_is_no_cabinet_of_its_own():
    directory = proposed((CABINET, "Peeters (zee), An De Smet"), (CABINET, "Zee"))
    assert [member.name for member in directory.members] in (["Zee"], ["zee"])
    found = resolve("Peeters (zee), An De Smet", CABINET, directory)
    assert [bool(each.party) for each in found] == [False, True, False]


@pytest.mark.parametrize("cell", ["-", "nvt", "geen", "Nog te bepalen", "", "1)", "..."])
@pytest.mark.parametrize("role", [CABINET, BODY, OTHERS])
def test_nothing_is_proposed_of_nothing(role, cell):
    assert proposed((role, cell), (role, cell)).members == ()


def test_stories_and_groups_are_not_proposed():
    story = "Mensen in armoede worden betrokken bij de opmaak van de brochure"
    groups = "scholen, ouders, lokale besturen"
    cells = [("involved.people_in_poverty", story), (OTHERS, groups)] * 3
    assert propose(cells).members == ()


def test_others_are_proposed_when_more_cells_name_them():
    once = [(OTHERS, "Bond der Vissers, VVH")]
    assert propose(once).members == ()
    names = {member.name: member.kind for member in propose(once * 2).members}
    assert names == {"Bond der Vissers": "association", "VVH": "other"}


PLANS = ("vapa-voorbeeld", "ogp-example")


@pytest.mark.parametrize("name", PLANS)
def test_the_example_plans_resolve_by_what_they_propose(name):
    plan = read_plan(f"src/grondrecht/examples/{name}.txt")
    directory = propose(cells_of(plan))
    counts = Counter()
    for path, cell in cells_of(plan):
        if path.startswith("responsible"):
            found = resolve(cell, path, directory)
            counts[any(each.party for each in found)] += bool(found)
    assert counts[True] >= 0.95 * counts.total()


def test_cells_of_a_plan_are_those_that_name_parties():
    plan = read_plan("src/grondrecht/examples/ogp-example.txt")
    paths = {path for path, _ in cells_of(plan)}
    assert paths == {BODY, "involved.administration", OTHERS}
    assert all(words.strip() for _, words in cells_of(plan))


LOOSE = ["Kabinet Zee", "Departement Zee, Haven en Kust", "(ZHK)", "ZHK", "afdeling Duinen", "en"]
LOOSE += [",", "\n", "/", "VHD", "team", "Kabinet", "alle", "Allen", "van het", "nvt", "& Co"]
names = st.sampled_from(LOOSE)
texts = st.lists(names | st.text(max_size=6), max_size=6).map(" ".join)
roles = st.sampled_from([CABINET, BODY, OTHERS, "involved.people_in_poverty", "title"])


@settings(max_examples=150, deadline=None)
@given(st.lists(st.tuples(roles, texts), max_size=8))
def test_any_cells_give_a_directory_that_is_whole(cells):
    directory = propose(cells)
    assert propose(cells) == directory
    for member in directory.members:
        assert member.slug
        assert member.name.strip()
        assert member.part_of in {"", *directory.by_slug} - {member.slug}
    for role, cell in cells:
        for each in resolve(cell, role, directory):
            assert cell[each.start : each.end] == each.words


@pytest.mark.parametrize(
    ("names", "slugs"),
    [
        (["Agentschap Œuvre & Łódź"], ["agentschap-uvre-en-odz"]),
        (["Agentschap Ελλάδα", "Agentschap 東京"], ["agentschap", "agentschap-2"]),
        (["Agentschap " + "zee" * 29 + " h"], ["agentschap-" + "zee" * 29 + "-h"]),
        (["Agentschap " + "zee" * 29 + "z h"], ["agentschap-" + "zee" * 29 + "z"]),
    ],
)
def test_slugs_fit_addresses_and_are_each_of_one_party(names, slugs):
    found = proposed(*((BODY, name) for name in names))
    assert [member.slug for member in found.members] == slugs


def test_a_number_behind_a_slug_is_not_that_of_another_party():
    found = proposed((BODY, "Dienst Zee"), (CABINET, "Dienst Zee"), (BODY, "Dienst Zee 2"))
    slugs = sorted(member.slug for member in found.members)
    assert len(set(slugs)) == len(slugs)
    assert {"dienst-zee", "dienst-zee-2"} <= set(slugs)


def test_words_without_end_are_no_name():
    assert not proposed((BODY, "Agentschap " + "zee" * 100)).members
    assert proposed((BODY, "Agentschap " + "zee" * 96)).members
