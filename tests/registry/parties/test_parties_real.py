"""A real plan: whom its cells name, and a sample of them that was checked by hand."""

import csv
from pathlib import Path

import pytest

from grondrecht.reading import read_plan
from grondrecht.registry.parties import (
    Directory,
    Member,
    cells_of,
    load_directory,
    propose,
    resolve,
)

SHARED = Path(__file__).resolve().parents[3].parent / "shared"
DOCUMENTS = sorted((SHARED / "plan").glob("*.txt"))
ROWS = (Path(__file__).parent / "sample-vapa.csv").read_text("utf-8").splitlines()
SAMPLE = list(csv.DictReader(ROWS))
VAPA = load_directory("vapa")
# The cabinets by the office that the second segment of a code names.
OFFICES = {
    "01": "kabinet-algemeen-beleid",
    "02": "kabinet-onderwijs",
    "03": "kabinet-begroting-en-energie",
    "04": "kabinet-armoedebestrijding",
    "05": "kabinet-mobiliteit",
    "06": "kabinet-welzijn",
    "07": "kabinet-werk",
    "08": "kabinet-omgeving",
    "09": "kabinet-cultuur",
}
real = pytest.mark.skipif(not DOCUMENTS, reason="the printed plan is not beside this repository")


@pytest.fixture(scope="module")
def plan():
    return read_plan(str(DOCUMENTS[0]))


@pytest.fixture(scope="module")
def cells(plan):
    found = {}
    for form in plan.actions:
        for path, words in form.texts():
            found.setdefault((str(form.code), path), []).append(words)
    return found


def matched(cell, path, directory=VAPA):
    found = resolve(cell, path, directory)
    return {(" ".join(each.words.split()), each.party) for each in found if each.party}


def test_the_sample_has_a_hundred_names_each_once():
    assert len({(row["field"], row["words"]) for row in SAMPLE}) == 100
    assert {row["verdict"] for row in SAMPLE} == {"right"}
    assert all(row["party"] in VAPA.by_slug for row in SAMPLE)


@pytest.mark.parametrize("row", SAMPLE, ids=lambda row: f"{row['code']} {row['words'][:30]}")
def test_the_words_of_the_sample_name_their_party_alone(row):
    assert matched(row["words"], row["field"]) == {(row["words"], row["party"])}


@real
@pytest.mark.parametrize("row", SAMPLE, ids=lambda row: f"{row['code']} {row['words'][:30]}")
def test_the_sample_stands_in_the_plan_and_is_matched_as_checked(row, cells):
    found = [matched(cell, row["field"]) for cell in cells[row["code"], row["field"]]]
    assert any((row["words"], row["party"]) in each for each in found)


@real
def test_every_responsible_party_is_resolved(plan):
    for form in plan.actions:
        for path in ("responsible.cabinet", "responsible.administration"):
            cell = dict(form.texts())[path]
            found = resolve(cell, path, VAPA)
            assert bool(found) == bool(cell.strip())
            assert [each.words for each in found if each.party is None] == []


@real
def test_responsible_cabinets_agree_with_the_office_in_the_code(plan):
    others = set()
    for form in plan.actions:
        found = {party for _, party in matched(form.responsible.cabinet, "responsible.cabinet")}
        if found and OFFICES[form.code.segments[1]] not in found:
            others.add((str(form.code), *sorted(found)))
    assert others == {
        ("00_01_03", "kabinet-armoedebestrijding"),
        ("00_04_03", "alle-kabinetten"),
        ("00_04_04", "alle-kabinetten"),
        ("01_04_04", "alle-kabinetten"),
        ("03_04_02", "alle-kabinetten"),
        ("04_09_01", "kabinet-welzijn", "vlaams-parlement"),
    }


@real
@pytest.mark.parametrize(
    ("path", "least"),
    [
        ("involved.cabinet", 0.9),
        ("involved.administration", 0.7),
        ("involved.people_in_poverty", 0.7),
        ("involved.other_actors", 0.4),
    ],
)
def test_many_of_the_involved_are_resolved(plan, path, least):
    found = [
        each for form in plan.actions for each in resolve(dict(form.texts())[path], path, VAPA)
    ]
    assert sum(each.party is not None for each in found) >= least * len(found)


@real
def test_what_the_plan_proposes_resolves_its_responsible_parties(plan):
    directory = propose(cells_of(plan))
    for path in ("responsible.cabinet", "responsible.administration"):
        found = [resolve(cell, where, directory) for where, cell in cells_of(plan) if where == path]
        naming = [each for each in found if each]
        whole = sum(all(mention.party for mention in each) for each in naming)
        assert whole >= 0.95 * len(naming)


@real
def test_what_the_plan_proposes_merges_no_two_known_parties(plan):
    directory = propose(cells_of(plan))
    for member in directory.members:
        role = member.kind if member.kind in ("cabinet", "administration") else "other_actors"
        known = set()
        for name in member.names:
            parties = {party for _, party in matched(name, role)}
            known |= parties if len(parties) == 1 else set()
        roots = {slug for slug in known if not any(VAPA.contains(slug, one) for one in known)}
        assert len(roots) <= 1, (member.name, known)


def test_a_directory_of_plain_names_resolves_as_the_data_do():
    plain = Directory.of(
        Member(each.slug, each.name, each.kind, each.name_en, (), each.names, (), each.part_of)
        for each in load_directory("voorbeeld").members
    )
    example = read_plan("src/grondrecht/examples/vapa-voorbeeld.txt")
    for path, cell in cells_of(example):
        assert resolve(cell, path, plain) == resolve(cell, path, load_directory("voorbeeld"))
