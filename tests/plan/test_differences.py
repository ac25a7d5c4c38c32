"""What differs between two readings: per action, per field, per word; and nothing is lost."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from registry.small_plans import form, plan
from strategies import plans

from grondrecht.plan.differences import compare, word_pieces
from grondrecht.plan.model import Legend, LegendEntry, Milestone, Plan
from grondrecht.plan.periods import Period

WORDS = st.lists(st.sampled_from(("de", "premie", "wordt", "50", "%", ",", "\n", "é")), max_size=12)
texts = WORDS.map(" ".join) | st.text(max_size=30)


def paths(differences):
    return [(each.code, [field.path for field in each.fields]) for each in differences.changed]


def test_the_same_plan_differs_in_nothing():
    found = compare(plan(), plan())
    assert not found
    assert found.same == 3


def test_white_space_alone_is_no_difference():
    spaced = form(summary=form().summary.replace(" ", "\n  "))
    assert not compare(plan(form()), plan(spaced))


@pytest.mark.parametrize(
    ("changes", "path"),
    [
        ({"title": "Anders"}, "title"),
        ({"budget": "/"}, "budget"),
        ({"evaluation": ""}, "evaluation"),
        ({"notes": ("Zie 01_02_02",)}, "notes[0]"),
    ],
)
def test_a_field_that_differs_is_named_with_both_texts(changes, path):
    was, now = form(), form(**changes)
    (changed,) = compare(plan(was), plan(now)).changed
    (field,) = changed.fields
    assert field.path == path
    assert field.before == dict(was.texts()).get(path, "")
    assert field.after == dict(now.texts()).get(path, "")


def test_actions_are_added_and_left_out():
    found = compare(plan(form("01_02_01")), plan(form("01_02_02")))
    assert [each.code for each in found.added] == ["01_02_02"]
    assert [each.code for each in found.removed] == ["01_02_01"]
    assert found.changed == ()


def test_a_milestone_is_known_by_its_period_wherever_its_row_stands():
    was = form()
    moved = replace(was, milestones=was.milestones[::-1])
    assert not compare(plan(was), plan(moved))
    later = replace(was, milestones=(*was.milestones, Milestone(Period.parse("2022"), "klaar")))
    assert paths(compare(plan(was), plan(later))) == [("01_02_01", ["milestone 2022"])]


def test_two_rows_of_one_period_are_both_kept():
    rows = (Milestone(Period.parse("2017"), "een"), Milestone(Period.parse("2017"), "twee"))
    other = (rows[0], Milestone(Period.parse("2017"), "drie"))
    found = compare(plan(form(milestones=rows)), plan(form(milestones=other)))
    assert paths(found) == [("01_02_01", ["milestone 2017'"])]


def test_printings_of_one_code_are_paired_with_their_equals():
    one, two = form(summary="eerst"), form(summary="dan")
    assert not compare(plan(one, two), plan(two, one))
    (gone,) = compare(plan(one, two), plan(two)).removed
    assert gone.fields
    assert compare(plan(one), plan(one, two)).added[0].code == "01_02_01"


def test_the_list_of_rights_and_offices_counts_too():
    other = replace(plan(), legend=Legend((LegendEntry("01", "deelname"),), plan().legend.offices))
    found = compare(plan(), other)
    assert found
    assert [(each.path, each.after) for each in found.legend] == [
        ("right 01", "deelname"),
        ("right 03", ""),
    ]


@settings(max_examples=30, deadline=None)
@given(plans(), plans())
def test_what_is_added_one_way_is_left_out_the_other(one, other):
    forth, back = compare(one, other), compare(other, one)
    assert sorted(each.code for each in forth.added) == sorted(each.code for each in back.removed)
    assert forth.same == back.same
    assert len(forth.changed) == len(back.changed)
    total = len(forth.added) + len(forth.changed) + forth.same
    assert total == len(other.actions)


@settings(max_examples=20, deadline=None)
@given(plans())
def test_everything_is_new_where_nothing_was(read):
    found = compare(Plan(), read)
    assert len(found.added) == len(read.actions)
    assert not found.removed


@settings(max_examples=200, deadline=None)
@given(texts, texts)
def test_the_pieces_give_both_texts_back(before, after):
    pieces = word_pieces(before, after)
    assert "".join(piece.text for piece in pieces if piece.kind != "new") == before
    assert "".join(piece.text for piece in pieces if piece.kind != "gone") == after
    assert all(piece.text for piece in pieces)


def test_pieces_are_whole_words_and_few():
    pieces = word_pieces("De premie is 20 euro per maand.", "De premie is 25 euro per maand.")
    assert [(piece.kind, piece.text) for piece in pieces] == [
        ("same", "De premie is "),
        ("gone", "20"),
        ("new", "25"),
        ("same", " euro per maand."),
    ]


def test_a_word_or_two_between_changes_is_taken_into_them():
    pieces = word_pieces("rood en groen huis", "blauw en geel huis")
    assert [piece.kind for piece in pieces] == ["gone", "new", "same"]
