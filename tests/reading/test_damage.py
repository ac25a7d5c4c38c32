"""Damaged prints of the example plan are still read."""

from pathlib import Path
from random import Random
from runpy import run_path

import pytest

from grondrecht.reading.template import load_template

BENCH = run_path(str(Path(__file__).resolve().parents[2] / "bench" / "damage.py"))
SEED, compare, forms_in = BENCH["SEED"], BENCH["compare"], BENCH["forms_in"]
TEMPLATE = load_template("vapa")
KINDS = {kind.name: kind for kind in BENCH["kinds"](TEMPLATE)}
HELD = (
    "blank lines lost",
    "line ends stripped, blank lines lost",
    "wrapped at 60",
    "paragraphs set again at 80",
    "hyphenated at 70",
    "5 % of the lines joined",
    "3 % of the words on a new line",
    "page numbers elsewhere",
    "running heads",
    "shuffled, stripped, wrapped at 70",
    "labels in capitals, wrapped at 80",
    "line ends of Windows",
    "form feeds",
    "capitals, shuffled, stripped, hyphenated, page numbers",
)


@pytest.fixture(scope="module")
def text():
    return BENCH["EXAMPLE"].read_text("utf-8")


@pytest.fixture(scope="module")
def clean(text):
    return forms_in(text, TEMPLATE)


@pytest.mark.parametrize("name", HELD)
def test_at_least_97_percent_of_the_fields_survive(name, text, clean):
    kind = KINDS[name]
    damaged = kind.damage(text, Random(SEED))
    assert damaged != text
    results = compare(clean, forms_in(damaged, TEMPLATE), kind.hyphens)
    wrong = [(code, *item) for code, fields, _ in results for item in fields.items()]
    assert len(wrong) <= 0.03 * sum(count for _, _, count in results), wrong


@pytest.mark.parametrize("kind", KINDS.values(), ids=KINDS)
def test_damage_does_the_same_each_time(kind, text):
    head = text[: len(text) // 8]
    assert kind.damage(head, Random(1)) == kind.damage(head, Random(1))


@pytest.mark.parametrize("kind", KINDS.values(), ids=KINDS)
def test_damage_moves_and_marks_words_and_loses_none(kind, text):
    head = text[: len(text) // 8]
    before = sorted("".join(filter(str.isalpha, head.lower())))
    after = sorted("".join(filter(str.isalpha, kind.damage(head, Random(1)).lower())))
    assert len(after) >= len(before)
    assert after == before or kind.name == "running heads"


def test_comparing_counts_each_field_that_differs(clean):
    form = clean[0]
    other = {**form, "title": "x", "milestones": form["milestones"][:-1]}
    ((code, fields, count),) = compare([form], [other])
    last = len(form["milestones"]) - 1
    assert code == form["code"]
    assert set(fields) == {"title", f"milestones[{last}].period", f"milestones[{last}].text"}
    assert count > len(fields)


def test_comparing_takes_the_form_of_its_code_that_differs_least(clean):
    form = clean[0]
    ((_, fields, _),) = compare([form], [{**form, "title": "x"}, form])
    assert fields == {}


def test_a_form_that_is_lost_is_wholly_wrong(clean):
    ((_, fields, _),) = compare(clean[:1], [])
    assert "title" in fields


def test_fields_that_could_be_read_in_two_ways_do_not_count(clean):
    form = {**clean[0], "ambiguous": ["title", "milestones"]}
    ((_, fields, _),) = compare([form], [{**clean[0], "title": "x", "milestones": []}])
    assert fields == {}


def test_blanks_never_count_and_hyphens_only_where_words_are_whole(clean):
    form = {**clean[0], "title": "een-twee drie"}
    other = {**clean[0], "title": "eentwee\n drie"}
    assert compare([form], [other], hyphens=True)[0][1] == {}
    assert set(compare([form], [other])[0][1]) == {"title"}
