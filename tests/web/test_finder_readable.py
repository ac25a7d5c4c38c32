"""Everybody can read what the finder says: its Dutch is at the level that B1 asks for.

The measure is that of tests/readable.py. A text of 50 words or more has 60 or more of 100: what
Douma calls normal, for who finished primary school. No sentence has more than 20 words, and they
have 12 or fewer on average: Wablieft, the centre for plain language in Flanders, asks for 15 to 20
(https://fonds127.be/nl/nieuws/nieuwsbericht/detail/10000-stappen-op-het-werk-1). Words of the desk
that the Dutch government gives plain ones for are not used
(https://www.communicatierijk.nl/vakkennis/rijkswebsites/aanbevolen-richtlijnen/taalniveau-b1).
A question with a name that cannot be made easier has a line of help.
"""

import re
from functools import cache
from pathlib import Path
from runpy import run_path

import pytest
import readable
from hypothesis import given
from hypothesis import strategies as st

from grondrecht.web.finder.rules import SHIPPED, rules_of

ROOT = Path(__file__).resolve().parents[2]
NORMAL, LONGEST, USUAL = 60, 20, 12
# Of fewer words a formula says nothing.
ENOUGH = 50
# A question this hard holds a term of art.
HARD = 30
DESK = re.compile(
    r"\b(betreffende|creëren|prioriteit|relevant|verstrekken|teneinde|middels|inzake|omtrent"
    r"|desbetreffende|dienen|aangaande|conform|derhalve|indien|reeds|tevens|alsmede|doch)\b",
    re.IGNORECASE,
)


# The measure itself


@pytest.mark.parametrize(
    ("word", "count"),
    [
        ("huis", 1), ("woning", 2), ("premie", 2), ("huurpremie", 3), ("elektriciteit", 5),
        ("nieuw", 1), ("ooit", 1), ("lawaai", 2), ("leeftijd", 2), ("boeien", 2), ("eeuw", 1),
        ("financiën", 4), ("geïsoleerd", 4), ("reünie", 3), ("beëindigd", 4), ("café", 2),
        ("kinderbijslag", 4), ("OCMW", 4), ("VDAB", 4), ("u", 1), ("2017", 1), ("Ja", 1),
    ],
)  # fmt: skip
def test_sounds_are_counted_as_one_says_them(word, count):
    assert readable.syllables(word) == count


def test_the_formula_is_that_of_douma():
    """Counted by hand: 8 words in 2 sentences, with 8 sounds, and with 12."""
    text = "De kat zit op het dak. Zij slaapt."
    assert len(readable.words(text)) == 8
    assert readable.douma(text) == pytest.approx(206.84 - 0.77 * 100 * 8 / 8 - 0.93 * 4)
    harder = "De organisatie zit op het dak. Zij slaapt."
    assert readable.douma(harder) == pytest.approx(206.84 - 0.77 * 100 * 12 / 8 - 0.93 * 4)


def test_text_of_the_desk_is_hard():
    desk = (
        "Rechthebbenden die aanspraak wensen te maken op een tegemoetkoming dienen teneinde in"
        " aanmerking te komen voorafgaandelijk een gemotiveerde aanvraag in te dienen bij de"
        " bevoegde administratie, onverminderd de toepassing van andersluidende bepalingen."
    )
    assert readable.douma(desk) < HARD
    assert max(map(len, readable.sentences(desk))) > LONGEST


@given(st.lists(st.sampled_from(["De kat slaapt.", "Wie komt er?", "Ga mee!"]), min_size=1))
def test_sentences_are_counted_where_they_end(said):
    assert len(readable.sentences(" ".join(said))) == len(said)


def test_an_address_is_no_sentence():
    assert readable.words("Zie https://example.org/een-lang-adres.html.") == ["Zie"]


# What the finder says


@cache
def shipped():
    return rules_of(str(SHIPPED))


def interface():
    """The Dutch of the finder's own screens."""
    tool = run_path(str(ROOT / "tools" / "messages.py"))
    ours = re.compile(r"web/(finder/|views/finder|templates/web/finder/)")
    found = []
    for message in tool["refreshed"](tool["read_catalogue"]()):
        if message.id and any(ours.search(file) for file, _line in message.locations):
            found += [re.sub(r"%\(\w+\)s", "3", each) for each in tool["told"](message)]
    return found


def questions(topic):
    """The questions about a topic, as they are put to the one who answers, with their help."""
    held, found = shipped(), {}
    for name in topic.measures:
        for version in held.law.measures[name].versions:
            for each in version.inputs:
                asked = held.law.inputs[each]
                found[each] = "\n".join([asked.ask.nl, asked.help.nl if asked.help else ""])
    return list(found.values())


def of_measure(measure):
    """What the result says of a measure."""
    conditions = [rule.label.nl for each in measure.versions for rule in each.conditions]
    what_to_do = [measure.what.nl, measure.award.nl, measure.do.nl]
    return what_to_do + conditions + [each.nl for each in measure.open]


PEOPLE = [each.id for each in shipped().for_people]
TOPICS = [each.id for each in shipped().asking.topics]


def test_the_screens_can_be_read():
    said = interface()
    assert len(said) > 80
    assert_easy(said)


@pytest.mark.parametrize("topic", TOPICS)
def test_the_questions_can_be_read(topic):
    assert_easy(questions(shipped().topic(topic)))


def test_all_questions_together_can_be_read():
    assert_easy([each for topic in shipped().asking.topics for each in questions(topic)])


@pytest.mark.parametrize("name", PEOPLE)
def test_what_is_said_of_a_right_can_be_read(name):
    measure = shipped().law.measures[name]
    assert len(readable.words("\n".join(of_measure(measure)))) >= ENOUGH
    assert_easy(of_measure(measure))
    # What to do, alone: the part that somebody acts on.
    assert readable.douma("\n".join(of_measure(measure)[:3])) >= NORMAL - 2


def test_why_something_was_not_asked_can_be_read():
    assert_easy([each.why.nl for each in shipped().asking.taken])


def assert_easy(texts):
    """Each sentence is short, all together are normal to read, and no word is of the desk."""
    whole = "\n".join(texts)
    long = [" ".join(each) for each in readable.sentences(whole) if len(each) > LONGEST]
    assert long == []
    assert len(readable.words(whole)) / len(readable.sentences(whole)) <= USUAL
    if len(readable.words(whole)) >= ENOUGH:
        assert readable.douma(whole) >= NORMAL
    assert DESK.findall(whole) == []


def test_a_hard_question_is_explained():
    held = shipped()
    asked = [held.law.inputs[name] for name in sorted(_asked_of_people(held))]
    unexplained = [
        each.name for each in asked if readable.douma(each.ask.nl) < HARD and each.help is None
    ]
    assert unexplained == []


def _asked_of_people(held):
    return {
        name for each in held.for_people for version in each.versions for name in version.inputs
    }


def test_questions_speak_to_the_reader_and_of_others_by_name():
    held = shipped()
    for name in _asked_of_people(held):
        asked = held.law.inputs[name]
        assert asked.ask.nl.endswith("?"), name
        if asked.of == "person":
            assert asked.ask_of is not None, name
            assert "{who}" in asked.ask_of.nl, name
            assert "{who}" in asked.ask_of.en, name
            assert not re.search(r"\b(u|uw|Uw|U)\b", asked.ask_of.nl), name
