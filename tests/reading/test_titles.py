"""The words behind a code: the title, and remarks about the form."""

import re

from hypothesis import given
from hypothesis import strategies as st

from grondrecht.reading.titles import paragraphs, title_and_notes

NOTES = (re.compile(r"^vervangt\b", re.IGNORECASE), re.compile(r"\bgelinkt met\b"))
lines = st.lists(st.text("ab c", max_size=15), max_size=8)


def test_a_full_line_runs_on_in_the_next():
    assert paragraphs(["een bank op het", "plein"], width=18) == [["een bank op het", "plein"]]


def test_a_line_with_room_for_the_next_word_ends_a_paragraph():
    assert paragraphs(["een bank", "op het plein"], width=18) == [["een bank"], ["op het plein"]]


def test_the_next_word_fits_exactly_with_its_blank():
    assert len(paragraphs(["abcd", "efgh"], width=9)) == 2
    assert len(paragraphs(["abcd", "efgh"], width=8)) == 1


def test_the_code_takes_room_on_the_first_line_only():
    assert len(paragraphs(["abcd", "efgh"], width=12, lead=5)) == 1
    assert len(paragraphs(["abcd", "efgh", "ijkl"], width=12, lead=5)) == 2


def test_blank_lines_are_left_out():
    assert paragraphs(["", " een ", "  "], width=3) == [["een"]]


@given(lines, st.integers(0, 20), st.integers(0, 9))
def test_paragraphs_keep_all_words_in_order(given_lines, width, lead):
    kept = [line for group in paragraphs(given_lines, width, lead) for line in group]
    assert kept == [line.strip() for line in given_lines if line.strip()]


def test_a_remark_before_the_title_is_a_note():
    lines = ["Vervangt project 01_02", "Een bank op het plein"]
    assert title_and_notes(lines, 40, 0, NOTES) == ("Een bank op het plein", (lines[0],))


def test_a_remark_of_two_lines_behind_the_title_is_one_note():
    lines = ["Een bank", "dit project is gelinkt", "met dat van de brug, en gelinkt met water"]
    title, notes = title_and_notes(lines, 25, 0, NOTES)
    assert title == "Een bank"
    assert notes == ("\n".join(lines[1:]),)


def test_a_title_of_two_paragraphs_stays_whole():
    assert title_and_notes(["Een bank", "op het plein"], 40, 0, NOTES) == (
        "Een bank\nop het plein",
        (),
    )


def test_words_that_are_all_remark_are_the_title():
    assert title_and_notes(["Vervangt de bank"], 40, 0, NOTES) == ("Vervangt de bank", ())


def test_no_lines_give_no_title():
    assert title_and_notes([""], 40, 0, NOTES) == ("", ())


@given(lines, st.integers(0, 20))
def test_every_word_is_in_the_title_or_in_a_note(given_lines, width):
    pattern = (re.compile("a"),)
    title, notes = title_and_notes(given_lines, width, 0, pattern)
    words = " ".join([title, *notes]).split()
    assert sorted(words) == sorted(" ".join(given_lines).split())
