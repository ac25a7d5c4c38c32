"""Every place where a label could stand, and what it looks like there."""

import re
import string
from dataclasses import replace

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from reading.small_template import found_in, small, text_of

from grondrecht.reading.candidates import Letters, candidates
from grondrecht.reading.document import Line, Text
from grondrecht.reading.slips import one_slip
from grondrecht.reading.template import squash

spellings = st.text("abcdeé1", min_size=2, max_size=12)
# Pieces that labels, periods and codes are made of, beside others.
PIECES = tuple(
    """
    project 01_02 Kostprijs Wat kost het wie doet mee raad RAAD verenigingen verenigigen
    korte beschrijving t ijd pad tijdpad 2015 2016-2018 (begin) (einde deel b . : - x
    """.split()  # noqa: SIM905
)
pages = st.lists(
    st.builds(
        Line,
        st.lists(st.sampled_from(PIECES), max_size=6).map(" ".join),
        st.integers(1, 99),
        st.none(),
        st.sampled_from(("", "1.1.1", "1.1.2")),
    ),
    max_size=8,
)


def kinds(text):
    return {(item.kind, " ".join(item.words.split())) for item in found_in(text)}


def only(text, kind="label", template=None):
    found = [item for item in found_in(text, template) if item.kind == kind]
    assert len(found) == 1, found
    return found[0]


@pytest.mark.parametrize(
    "text",
    [
        "korte beschrijving",
        "KORTE Beschrijving",
        "korte\nbeschrijving",
        "korte be-\nschrijving",
        "k o r t e beschrijving",
        "korte  beschrijving:",
    ],
)
def test_a_label_is_found_however_it_is_printed(text):
    assert only(text).spelling == "kortebeschrijving"


@pytest.mark.parametrize("text", ["kraad", "raadje", "2raad", "raad1"])
def test_a_label_within_a_word_is_none(text):
    assert kinds(text) == set()


def test_a_label_beside_punctuation_is_one():
    assert [only(text).words for text in ("(raad)", "raad:", "de-raad")] == ["raad"] * 3


def test_overlapping_labels_are_all_found():
    found = found_in("wie doet mee raad raad")
    assert [item.spelling for item in found if item.kind == "label"] == [
        "wiedoetmee",
        "raad",
        "raad",
    ]


@pytest.mark.parametrize("text", ["verenigngen", "vereniginggen", "vereingingen", "verenigimgen"])
def test_one_slip_of_the_pen_is_forgiven_in_a_long_label(text):
    item = only(f"{text} De Fiets")
    assert (item.spelling, item.words) == ("verenigingen", text)


@pytest.mark.parametrize("text", ["vereniggen", "xerenigingen", "rad", "kotre beschrivjing"])
def test_two_slips_or_one_in_a_short_label_or_at_its_beginning_are_not(text):
    assert kinds(text) == set()


def test_a_slip_is_not_looked_for_where_the_label_is_right():
    assert only("verenigingen").words == "verenigingen"


def test_the_code_of_a_form_is_found_with_its_word():
    assert only("Project 01_02 Een bank", "start").words == "Project 01_02"


@pytest.mark.parametrize("text", ["subproject 01_02", "project 01_023"])
def test_a_code_within_a_longer_word_or_number_is_none(text):
    assert kinds(text) == set()


def test_a_heading_between_forms_is_found():
    assert only("Deel B: water", "heading").words == "Deel B"


@pytest.mark.parametrize("text", ["t\nijd\npad", "T ij dp ad", "tij\nd", "Tijdp\nad"])
def test_a_vertical_word_is_found_in_pieces(text):
    assert only(text, "milestones").spelling == "pieces"


def test_a_vertical_word_may_be_cut_off_after_four_letters():
    assert only("t\nij\nd\n2015", "milestones").words == "t\nij\nd"
    assert kinds("t\nij\n2015") == {("period", "2015")}


def test_a_whole_word_is_told_from_one_in_pieces():
    assert only("tijdpad", "milestones").spelling == "whole"


def test_words_that_are_not_vertical_are_found_whole_only():
    level = small()
    flat = replace(level, milestones=replace(level.milestones, vertical=False))
    assert not [item for item in found_in("t\nij\nd", flat) if item.kind == "milestones"]
    assert only("tijdpad", "milestones", flat)


@pytest.mark.parametrize("text", ["2015", "2015 - 2017", "2015 (begin)", "2015\n(be-\ngin)"])
def test_a_period_is_found_with_its_brackets(text):
    assert only(text, "period").words == text


@pytest.mark.parametrize("text", ["12015", "2015x", "a2015", "20155"])
def test_a_year_within_a_longer_word_or_number_is_no_period(text):
    assert kinds(text) == set()


def test_a_month_before_a_year_may_also_end_the_line_before():
    months = replace(small().milestones, period=re.compile(r"(?:mei\s+)?20\d\d"))
    wider = replace(small(), milestones=months)
    found = [item.words for item in found_in("mei 2016", wider) if item.kind == "period"]
    assert found == ["mei 2016", "2016"]


def test_candidates_come_in_order_of_place_the_longest_first():
    text = "2015 raad\nverenigingen\nkorte beschrijving 2016-2018"
    places = [(item.start, -item.end) for item in found_in(text)]
    assert places == sorted(places)


@pytest.mark.parametrize(
    ("text", "opens", "closes"),
    [
        ("raad", True, True),
        ("raad:", True, True),
        ("de raad", False, True),
        ("raad van de wijk", True, False),
        ("x\n  raad \ny", True, True),
    ],
)
def test_it_is_known_what_stands_beside_it_on_its_line(text, opens, closes):
    item = only(text)
    assert (item.opens, item.closes) == (opens, closes)


@pytest.mark.parametrize(
    ("rest", "after"),
    [
        ("", ""),
        (" van de wijk", "lower"),
        (" Van de wijk", "upper"),
        (" 3 leden", "digit"),
        (" (de wijk)", "mark"),
        (" - de wijk", "mark"),
        (": de wijk", "glued"),
        (", de wijk", "glued"),
        (" : de wijk", "glued"),
        (" 2017 in de wijk", "year"),
        (" 3 + 4", "figures"),
        ("\nde wijk", ""),
    ],
)
def test_it_is_known_what_follows_on_its_line(rest, after):
    assert only(f"raad{rest}").after == after


@pytest.mark.parametrize(
    ("words", "case"),
    [("raad", "lower"), ("RAAD", "upper"), ("Raad", "title"), ("rAAd", "mixed")],
)
def test_its_capitals_are_known(words, case):
    assert only(words).case == case


@pytest.mark.parametrize(
    ("before", "ended"), [("Klaar.", True), ("Klaar", False), ("(klaar)", True), ("", False)]
)
def test_it_is_known_whether_a_sentence_ends_before_it(before, ended):
    assert only(f"{before} raad").ended == ended


def test_it_is_known_whether_the_line_before_runs_on():
    full = "zo staat het in het besluit van"
    text = f"{full}\nraad en stad\nkort\nraad\n{full}.\nraad"
    assert [item.runs_on for item in found_in(text)] == [True, False, False]


def test_a_line_in_another_cell_does_not_run_on():
    lines = [
        Line("zo staat het in het besluit van", 1, None, "1.1.1"),
        Line("raad", 2, None, "1.1.2"),
    ]
    (item,) = candidates(Text.of(lines), small())
    assert not item.runs_on


def test_a_label_does_not_run_from_one_cell_into_the_next():
    halves = [Line("korte", 1, None, "1.1.1"), Line("beschrijving", 2, None, "1.1.2")]
    assert candidates(Text.of(halves), small()) == []
    one_cell = [Line(line.text, line.number, None, "1.1.1") for line in halves]
    assert len(candidates(Text.of(one_cell), small())) == 1


def test_words_are_counted():
    assert only("wie\ndoet mee").word_count == 3


@given(pages)
def test_candidates_lie_within_the_text_and_never_cross_cells(lines):
    text = Text.of(lines)
    for item in candidates(text, small()):
        assert 0 <= item.start < item.end <= len(text.text)
        assert item.words == text.text[item.start : item.end]
        assert text.line_at(item.start).cell == text.line_at(item.end - 1).cell


@given(pages)
def test_no_candidate_cuts_a_word_in_two(lines):
    text = Text.of(lines)
    for item in candidates(text, small()):
        before, after = text.text[: item.start][-1:], text.text[item.end : item.end + 1]
        assert not before.isalnum()
        assert not after.isalnum()


@given(st.text("aBé1 -\nİß", max_size=30), st.data())
def test_letters_lead_back_to_their_offsets(words, data):
    letters = Letters(words)
    assert len(letters.letters) == len(letters.offsets)
    for letter, offset in zip(letters.letters, letters.offsets, strict=True):
        assert words[offset].lower().startswith(letter) or letter == words[offset]


@given(st.text("ab", min_size=1, max_size=4), st.text("ab -\n", max_size=40))
def test_a_spelling_is_found_where_its_letters_are_between_words(spelling, words):
    for start, end in Letters(words).find(spelling):
        assert squash(words[start:end]) == spelling


@given(spellings, spellings)
def test_one_slip_goes_both_ways(first, second):
    assert one_slip(first, second) == one_slip(second, first)


@given(spellings)
def test_the_same_spelling_is_no_slip(word):
    assert not one_slip(word, word)


@given(spellings, st.data())
def test_any_single_edit_is_a_slip(word, data):
    at = data.draw(st.integers(0, len(word) - 2))
    letter = data.draw(st.sampled_from(string.ascii_lowercase))
    edits = (
        word[:at] + letter + word[at:],
        word[:at] + word[at + 1 :],
        word[:at] + letter + word[at + 1 :],
        word[:at] + word[at + 1] + word[at] + word[at + 2 :],
    )
    edited = data.draw(st.sampled_from(edits))
    assume(edited != word)
    assert one_slip(word, edited)


@pytest.mark.parametrize(("first", "second"), [("abcd", "abxy"), ("abcd", "ab"), ("abc", "cba")])
def test_more_than_one_edit_is_no_slip(first, second):
    assert not one_slip(first, second)


def test_an_empty_text_has_no_candidates():
    assert candidates(text_of(""), small()) == []
