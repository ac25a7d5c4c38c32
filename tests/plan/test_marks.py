"""Characters that cannot be printed, and back."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from grondrecht.plan.marks import CUT, NO_TEXT, mark, unmark


@given(st.text())
def test_unmark_gives_back_what_was_marked(text):
    assert unmark(mark(text)) == text


@given(st.text(), st.sampled_from(["[^a-z ]", r"[^\s\x20-\x7e]"]))
def test_whatever_the_font_lacks_comes_back(text, lacks):
    printable = mark(text, re.compile(lacks))
    assert unmark(printable) == text


@given(st.text(st.characters(), max_size=30))
def test_marked_text_can_be_written_as_utf_8(text):
    mark(text).encode("utf-8")


@pytest.mark.parametrize(
    ("text", "marked"),
    [
        ("a\x00b", "a⟨U+0000⟩b"),
        ("af\u00adbreken", "af⟨U+00AD⟩breken"),
        ("\ufeffbegin", "⟨U+FEFF⟩begin"),
        ("⟨U+0041⟩", "⟨U+27E8⟩U+0041⟩"),
        (CUT, "⟨U+21A6⟩"),
        ("⟨gewoon⟩ 中 😀\n\tx", "⟨gewoon⟩ 中 😀\n\tx"),
    ],
)
def test_only_what_cannot_be_printed_is_marked(text, marked):
    assert mark(text) == marked


def test_white_space_is_left_alone():
    assert not [char for char in map(chr, range(0x3001)) if char.isspace() and NO_TEXT.match(char)]


def test_a_cut_word_is_joined():
    assert unmark(f"https://a{CUT} bc{CUT}\nde f") == "https://abcde f"


def test_what_looks_like_a_mark_but_is_no_character_stays():
    assert unmark("⟨U+FFFFFF⟩ ⟨U+41⟩") == "⟨U+FFFFFF⟩ ⟨U+41⟩"
