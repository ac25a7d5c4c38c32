"""A real plan, as it was printed: every form, and every field of those that were read by hand."""

import json
from collections import Counter
from itertools import pairwise
from pathlib import Path
from runpy import run_path

import pytest

from grondrecht.plan.exchange import to_json, to_text
from grondrecht.reading import read_plan

SHARED = Path(__file__).resolve().parents[2].parent / "shared"
DOCUMENTS = sorted((SHARED / "plan").glob("*.txt"))
pytestmark = pytest.mark.skipif(
    not DOCUMENTS, reason="the printed plan is not beside this repository"
)


@pytest.fixture(scope="module")
def plan():
    return read_plan(str(DOCUMENTS[0]))


@pytest.fixture(scope="module")
def gold():
    return json.loads((SHARED / "gold" / "forms.json").read_text("utf-8"))


@pytest.fixture(scope="module")
def lines():
    return ["", *DOCUMENTS[0].read_text("utf-8").split("\n")]


def test_all_forms_are_read(plan):
    assert len(plan.actions) == 203
    assert len({form.code for form in plan.actions}) == 201
    assert plan.template == "vapa"


def test_forms_that_are_printed_twice_are_there_twice_in_order(plan):
    twice = {
        code for code, count in Counter(form.code for form in plan.actions).items() if count > 1
    }
    assert len(twice) == 2
    codes = [form.code for form in plan.actions]
    rest = [code for place, code in enumerate(codes) if code not in codes[:place]]
    assert rest == sorted(rest)


def test_every_field_that_was_read_by_hand_is_right(plan, tmp_path, capsys):
    path = tmp_path / "plan.json"
    path.write_text(to_text(plan), encoding="utf-8")
    score = run_path(str(SHARED / "tools" / "score_forms.py"))["main"]
    wrong = score(path, SHARED / "gold" / "forms.json")
    assert wrong == 0, capsys.readouterr().out


def test_the_legend_is_read(plan):
    rights, offices = plan.legend.rights, plan.legend.offices
    assert [entry.code for entry in rights] == [f"{number:02}" for number in range(11)]
    assert [entry.code for entry in offices] == [f"{number:02}" for number in range(1, 10)]
    assert all(entry.name for entry in (*rights, *offices))


def test_every_form_begins_with_its_code(plan, lines):
    for form in plan.actions:
        first = form.source.first_line
        assert "".join("".join(lines[first : first + 3]).split()).startswith(f"ACTIE{form.code}")


def test_forms_stand_where_they_were_seen_to_stand(plan, gold):
    places = {str(form.code): form.source for form in plan.actions}
    for form in gold:
        place = places[form["code"]]
        assert place.first_line == form["source"]["first_line"]
        # Blank lines and a page number may end a form on paper.
        assert place.last_line <= form["source"]["last_line"] <= place.last_line + 8


def test_every_value_stands_where_its_place_says(plan, lines):
    for form in plan.actions:
        for path, place in form.places:
            words = dict(form.texts()).get(path, "").split()
            there = "\n".join(lines[place.first_line : place.last_line + 1])
            assert not words or words[0] in there
            assert not words or words[-1] in there


def test_forms_follow_each_other(plan):
    assert all(
        before.source.last_line < after.source.first_line
        for before, after in pairwise(plan.actions)
    )


def test_no_form_is_empty_and_none_holds_another(plan):
    assert all(form.title for form in plan.actions)
    assert not [
        form.code
        for form in plan.actions
        for _, words in form.texts()
        if "korte inhoud actie" in words
    ]


def test_no_page_number_is_left_in_a_field(plan):
    lone = [
        (form.code, line)
        for form in plan.actions
        for _, words in form.texts()
        for line in words.split("\n")[1:]
        if line.isdigit() and not 1900 < int(line) < 2100
    ]
    assert lone == []


def test_the_reading_is_always_the_same(plan):
    assert to_json(read_plan(str(DOCUMENTS[0]))) == to_json(plan)
