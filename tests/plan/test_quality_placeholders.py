"""Words that hold the place of an answer in every field, and sentences that only look so."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from quality_plans import SOUND, cabinet, form, found, rows

from grondrecht.plan.model import Parties
from grondrecht.plan.quality.placeholders import placeholders

OPEN = [
    "nog te bepalen", "Nader te bepalen", "later te bepalen", "verder te onderzoeken",
    "nog te bekijken", "nog te definiëren", "nog te berekenen", "nog te ramen", "Te bespreken",
    "te begroten", "nog vast te leggen", "nog vast te stellen", "nader uit te werken",
    "nog in te vullen", "nog aan te vullen", "aan te vullen", "nog niet duidelijk",
    "nog niet vastgelegd", "nog onduidelijk", "nog onbekend", "onbekend",
    "p m", "P M", "pm", "p.m.", "p. m.", "pro memorie", "X%", "x %", "XX%", "xx", "xxx", "X euro",
    "€ X", "€ …", "… euro", "... %", "??", "ntb", "n.t.b.", "nnb", "n.n.b.", "tbd", "TBD",
    "to be determined", "to be confirmed", "to be agreed", "not yet known", "unknown",
    "to follow", "lorem ipsum", "[bedrag]", "<datum>", "[amount]", "in afwachting",
]  # fmt: skip
CLOSED = [
    "Een dienst kreeg de opdracht om dit verder te onderzoeken",
    "We komen samen om het bedrag nader te bepalen",
    "Door dit later te bekijken winnen we tijd",
    "De nog te weinig bekende premie krijgt een campagne",
    "Om 3 pm begint de zitting",
    "De adviezen volgen in mei",
    "Er zijn nog niet genoeg plaatsen",
    "Wonen, werk, school, …",
    "10 % meer, 20 % minder",
    "Xerox en Linux",
    "50 euro per gezin...",
    "Verder te zetten in 2017",
    "Wie onbekend is met het loket krijgt een brief",
    "De brochure [1] en de bijlage [A]",
    "a < b",
    "Wat is er nodig? Een loket",
]


@pytest.mark.parametrize("words", OPEN)
def test_the_words_alone_leave_the_answer_open(words):
    assert placeholders(words)
    (finding,) = found("placeholder", form(budget=words))
    assert finding.level == "warning"
    assert finding.message.startswith("Het veld 'budgettair engagement' laat het antwoord open: '")
    assert finding.message_en.startswith("The field 'commitment' leaves the answer open: '")


@pytest.mark.parametrize("words", OPEN)
def test_the_words_after_a_label_leave_the_answer_open(words):
    assert placeholders(f"2016: 900 euro; 2017: {words}")


@pytest.mark.parametrize("words", CLOSED)
def test_sentences_that_answer(words):
    assert placeholders(words) == []


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"title": "Nog te bepalen"}, "titel"),
        ({"notes": ("Nog te bepalen",)}, "opmerking"),
        ({"responsible": cabinet("Nog te bepalen")}, "verantwoordelijk kabinet"),
        ({"responsible": cabinet("Water", "Nog te bepalen")}, "verantwoordelijke administratie"),
        ({"evaluation": "Nog te bepalen"}, "evaluatie en indicator"),
        ({"involved": Parties("Nog te bepalen", "b", "c", "d")}, "betrokken kabinet"),
        ({"involved": Parties("a", "b", "Nog te bepalen", "d")}, "betrokken mensen in armoede"),
        ({"summary": "Nog te bepalen"}, "korte inhoud"),
        ({"milestones": rows(("2017", "Nog te bepalen"))}, "mijlpaal 2017"),
        ({"extra": (("contact", "Nog te bepalen"),)}, "extra.contact"),
    ],
)
def test_every_field_is_looked_at_and_named(changes, field):
    (finding,) = found("placeholder", form(**changes))
    assert finding.message == f"Het veld '{field}' laat het antwoord open: 'Nog te bepalen'."


def test_several_in_one_field_are_one_finding():
    (finding,) = found("placeholder", form(budget="2016: p m; 2017: X%; 2018: p m"))
    assert finding.message.endswith("open: 'p m' en 'X%'.")
    assert finding.message_en.endswith("open: 'p m' and 'X%'.")


@given(st.text(max_size=60), st.sampled_from(OPEN[:6]))
def test_whatever_stands_before_it_the_answer_stays_open(before, words):
    assert placeholders(f"{before}. {words}")


@given(st.text(max_size=80))
def test_what_is_found_stands_in_the_text(text):
    words = " ".join(text.split())
    assert all(word in words or word in words.casefold() for word in placeholders(text))


def test_the_sound_form_has_none():
    assert not found("placeholder", SOUND)
