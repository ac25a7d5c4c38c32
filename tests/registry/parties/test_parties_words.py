"""Words of a cell: their places, their folding, and what stands between them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from grondrecht.registry.parties import folded
from grondrecht.registry.parties.index import Name, is_abbreviation
from grondrecht.registry.parties.words import words_of


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Departement WVG", "dept. wvg"),
        ("Afdeling Welzijn & Samenleving", "afd. Welzijn en Samenleving"),
        ("Financiën", "FINANCIEN"),
        ("V.D.A.B.", "VDAB"),
        ("OCMW’s", "OCMW"),
        ("OCMW's", "ocmw"),
        ("Welzijn+Gezin", "Welzijn and Gezin"),
        ("Volksge-\nzondheid", "Volksgezondheid"),
        ("Volks\xadgezondheid", "Volksgezondheid"),
        ("Department of Justice", "departement of justice"),
        ("Departemnt Werk", "Departement Werk"),
        ("Kabi-\nnet Werk", "kabinet werk"),
    ],
)
def test_spellings_of_one_name_meet(one, other):
    assert folded(one) == folded(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Departement Werk", "Agentschap Werk"),
        ("Wonen", "Werk"),
        ("VMSW", "VMW"),
        ("jeugd- en sportbeleid", "jeugdensportbeleid"),
        ("ESF", "ESF2"),
    ],
)
def test_other_names_stay_apart(one, other):
    assert folded(one) != folded(other)


@pytest.mark.parametrize(
    ("text", "gaps"),
    [
        ("Kind en Gezin", ["space", "space"]),
        ("Wonen, Werk", ["cut"]),
        ("Wonen\nWerk", ["wrap"]),
        ("Wonen-Werk", ["join"]),
        ("Wonen - Werk", ["cut"]),
        ("Wonen – Werk", ["cut"]),
        ("Wonen/Werk", ["cut"]),
        ("Wonen (Werk)", ["cut"]),
        ("Sport.Vlaanderen", ["join"]),
        ("Sport. Vlaanderen", ["cut"]),
        ("Dept. Werk", ["space"]),
        ("minister- president", ["join"]),
        ("Wonen\n• Werk", ["cut"]),
        ("Wonen\n- Werk", ["cut"]),
    ],
)
def test_what_stands_between_words(text, gaps):
    assert [word.gap for word in words_of(text)[1:]] == gaps


def test_a_hyphen_at_the_end_of_a_line_breaks_no_word_before_en():
    assert [word.fold for word in words_of("Welzijns-\nen gezondheidszorg")] == [
        "welzijns",
        "en",
        "gezondheidszorg",
    ]


@pytest.mark.parametrize(
    ("written", "told"),
    [("WVG", True), ("AgO", True), ("Werk", False), ("werk", False), ("WELZIJN", False)],
)
def test_an_abbreviation_has_capitals_and_is_short(written, told):
    assert is_abbreviation(words_of(written)[0]) is told


def test_a_names_key_leaves_out_small_words_but_not_its_first():
    assert Name.of("De Lijn", "x", "other").key == "delijn"
    assert Name.of("Agentschap voor Zorg", "x", "other").key == "agentschapzorg"


@given(st.text(max_size=80))
def test_words_lie_where_they_say(text):
    end = 0
    for word in words_of(text):
        assert end <= word.start < word.end <= len(text)
        assert text[end : word.start] == word.between
        assert word.fold
        end = word.end


@given(st.text(max_size=40))
def test_folding_twice_changes_nothing(text):
    assert folded(folded(text)) == folded(text)
