"""The labels of a template aligned with a whole document."""

from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from reading.small_template import FORM, small, taken_in

from grondrecht.reading.slots import slots_of

WHOLE = ["start", "budget", "wie", "involved.cabinet", "involved.other_actors", "summary"]
WHOLE += ["milestones", "period", "period"]
LINES = (*FORM.splitlines(), "de raad van 2016", "deel B", "t", "ijd", "", "2015 - 2018 (begin)")
documents = st.lists(st.sampled_from(LINES), max_size=40).map("\n".join)


def names(text, template=None):
    return [item.slot.name for item in taken_in(text, template)]


def words(text, template=None):
    return [(item.slot.name, item.candidate.words) for item in taken_in(text, template)]


def without(*lines):
    return "".join(f"{line}\n" for line in FORM.splitlines() if line not in lines)


def test_a_form_is_aligned_whole():
    assert names(FORM) == WHOLE


def test_form_after_form():
    assert names(FORM * 3) == WHOLE * 3


def test_no_form_no_labels():
    assert names("raad\nverenigingen\n") == []
    assert names("") == []


def test_words_before_the_first_form_are_no_labels():
    assert names(f"raad\n2015\n{FORM}") == WHOLE


@pytest.mark.parametrize(
    ("line", "slot"),
    [
        ("Kostprijs", "budget"),
        ("wie doet mee", "wie"),
        ("verenigingen", "involved.other_actors"),
        ("korte beschrijving", "summary"),
        ("tijdpad", "milestones"),
    ],
)
def test_a_missing_label_does_not_derail_the_rest(line, slot):
    assert names(without(line)) == [name for name in WHOLE if name != slot]


def test_a_label_word_that_opens_a_value_is_no_label():
    text = FORM.replace("400 euro", "raad betaalt 400 euro")
    labels = [item for item in taken_in(text) if item.slot.name == "involved.cabinet"]
    assert names(text) == WHOLE
    assert text[labels[0].candidate.start :].startswith("raad\nraad van de wijk")


def test_two_labels_on_one_line_are_both_taken():
    assert names(FORM.replace("wie doet mee\nraad\n", "wie doet mee raad\n")) == WHOLE


def test_a_value_and_the_next_label_on_one_line_are_told_apart():
    assert names(FORM.replace("400 euro\nwie", "400 euro wie")) == WHOLE


def test_a_year_in_a_sentence_of_a_milestone_is_no_row():
    text = FORM.replace("plan getekend", "plan getekend, zoals in\n2014 is beloofd")
    assert words(text)[-2:] == [("period", "2015"), ("period", "2017")]


def test_rows_come_in_the_order_of_their_years():
    text = FORM.replace(
        "bank geplaatst", "bank geplaatst\n2016 is een goed jaar geweest voor banken"
    )
    assert [w for name, w in words(text) if name == "period"] == ["2015", "2017"]


def test_periods_behind_their_texts_may_come_in_any_order():
    last = replace(small(), milestones=replace(small().milestones, order="text-period"))
    text = without("2015", "2017", "plan getekend", "bank geplaatst")
    text += "Bank geplaatst\n2017\nPlan getekend\n2015\n"
    assert [w for name, w in words(text, last) if name == "period"] == ["2017", "2015"]


def test_a_heading_between_forms_is_taken_from_the_last_milestone():
    assert names(f"{FORM}Deel B\n{FORM}") == [*WHOLE, "heading", *WHOLE]


def test_a_reference_to_a_form_is_no_start_of_one():
    text = FORM.replace("400 euro", "400 euro, zoals project 01_02\nvan vorig jaar")
    assert names(text) == WHOLE


def test_labels_in_capitals_are_learnt_from_the_document():
    text = (FORM * 6).replace("raad\nraad van", "RAAD\nraad\nraad van")
    taken = [
        item.candidate.words for item in taken_in(text) if item.slot.name == "involved.cabinet"
    ]
    assert taken == ["RAAD"] * 6


def test_notes_with_a_label_of_their_own_may_be_several():
    noted = replace(small(), note_words=("let op",))
    text = FORM.replace("Kostprijs", "let op\nzie de kaart\nlet op\nnieuw\nKostprijs")
    assert names(text, noted)[:4] == ["start", "notes", "notes", "budget"]


@given(documents)
def test_overlapping_candidates_are_never_taken_together(text):
    taken = taken_in(text)
    assert all(a.candidate.end <= b.candidate.start for a, b in pairwise(taken))


@given(documents)
def test_slots_are_taken_in_order_within_each_form(text):
    order = {slot.name: number for number, slot in enumerate(slots_of(small()))}
    taken = taken_in(text)
    assert not taken or taken[0].slot.kind == "start"
    for before, after in pairwise(taken):
        if after.slot.kind != "start":
            rises = order[before.slot.name] < order[after.slot.name]
            assert rises or (before.slot == after.slot and after.slot.repeats)


@given(documents)
def test_every_label_taken_has_a_spelling_of_its_slot(text):
    for item in taken_in(text):
        assert item.candidate.spelling in item.slot.spellings
        assert item.candidate.kind == item.slot.kind


@given(documents)
def test_the_same_text_is_always_aligned_in_the_same_way(text):
    assert taken_in(text) == taken_in(text)
