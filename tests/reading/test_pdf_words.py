"""Signs become words and lines, whichever way they run."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from grondrecht.reading.printed_words import Sign, lines, words

letters = st.text("abcdéï-.", min_size=1, max_size=8)
texts = st.lists(st.lists(letters, min_size=1, max_size=6), min_size=1, max_size=6)


def printed(rows, turn=0, size=10.0, pitch=12.0, spaces=False):
    """Signs of lines of words, half an em wide, with spaces of a quarter, turned about a corner."""
    cos, sin = math.cos(math.radians(turn)), math.sin(math.radians(turn))
    signs = []
    for number, row in enumerate(rows):
        along, across = 50.0, 100 + number * pitch
        for letter in " ".join(row):
            x, y = along * cos - across * sin, along * sin + across * cos
            width = 0.25 * size if letter == " " else 0.5 * size
            if letter != " " or spaces:
                signs.append(Sign(letter, x, y, width, size, turn))
            along += width
    return signs


def read(signs):
    return [[word.text for word in line] for line in lines(words(signs))]


@given(texts, st.sampled_from([0, 90, 180, 270, 45, 33]), st.booleans())
def test_what_is_printed_is_read(rows, turn, spaces):
    assert read(printed(rows, turn, spaces=spaces)) == rows


@given(texts, st.randoms(use_true_random=False))
def test_the_order_of_signs_does_not_matter(rows, random):
    signs = printed(rows)
    random.shuffle(signs)
    assert read(signs) == rows


@given(texts, st.floats(2, 40))
def test_the_size_of_letters_does_not_matter(rows, size):
    assert read(printed(rows, size=size, pitch=1.2 * size)) == rows


@given(texts, st.sampled_from([0, 90, 180, 270]))
def test_the_middle_of_a_word_lies_on_it(rows, turn):
    for word in words(printed(rows, turn)):
        x, y = word.x, word.y
        back = math.radians(-turn)
        along = x * math.cos(back) - y * math.sin(back)
        across = x * math.sin(back) + y * math.cos(back)
        assert word.start <= along <= word.end
        assert word.base - word.size <= across <= word.base


def test_nothing_is_nothing():
    assert read([]) == []
    assert words([Sign(" ", 0, 0, 3, 10)]) == []


@pytest.mark.parametrize(("step", "expected"), [(0.0, ["ab"]), (1.0, ["ab"]), (1.6, ["a", "b"])])
def test_how_far_apart_letters_of_a_word_may_stand(step, expected):
    assert read([Sign("a", 0, 0, 5, 10), Sign("b", 5 + step, 0, 5, 10)]) == [expected]


@pytest.mark.parametrize(("raised", "expected"), [(4.0, [["a", "1"]]), (9.0, [["1"], ["a"]])])
def test_how_far_a_raised_number_may_stand_above_its_line(raised, expected):
    assert read([Sign("a", 0, 50, 5, 10), Sign("1", 5, 50 - raised, 3, 6)]) == expected


def test_ways_of_running_are_kept_apart():
    signs = printed([["onder"]]) + printed([["langs"]], turn=270)
    assert read(signs) == [["onder"], ["langs"]]
