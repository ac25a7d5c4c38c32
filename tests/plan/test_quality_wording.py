"""Rules about what words leave open: each fires, and each keeps quiet."""

import pytest
from quality_plans import SOUND, cabinet, form, found, rows

from grondrecht.plan.model import Doubt
from grondrecht.plan.quality.placeholders import placeholders


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Nog te bepalen", ["Nog te bepalen"]),
        ("2015: 900 euro\n2016: nog te\nonderzoeken", ["nog te onderzoeken"]),
        ("Te onderzoeken", ["Te onderzoeken"]),
        ("Vervolg: te bekijken", ["te bekijken"]),
        ("p m", ["p m"]),
        ("2016: p.m.", ["p.m."]),
        ("PM", ["PM"]),
        ("X% van het budget", ["X%"]),
        ("ongeveer xx plaatsen", ["xx"]),
        ("€ … per plaats", ["€ …"]),
        ("n.t.b.", ["n.t.b."]),
        ("in te vullen", ["in te vullen"]),
        ("Het bedrag is nog niet gekend", ["nog niet gekend"]),
        ("niet gedefinieerd", ["niet gedefinieerd"]),
        ("To be determined", ["To be determined"]),
        ("X euro", ["X euro"]),
        ("Aantal: ???", ["???"]),
        (
            "Jaarlijks te bepalen, later in te vullen",
            ["Jaarlijks te bepalen", "later in te vullen"],
        ),
    ],
)
def test_placeholders_are_found_in_their_own_words(text, words):
    assert placeholders(text) == words


@pytest.mark.parametrize(
    "text",
    [
        "De vergadering begint om 8 pm en eindigt laat",
        "Open tot 20.30 pm",
        "De groep komt samen om de noden te bepalen en te bekijken wie nog hulp zoekt",
        "Een werkgroep krijgt de opdracht te onderzoeken hoe dat kan",
        "werk, wonen, gezondheid, …",
        "maat XXL",
        "boxx en taxi",
        "10% van het budget",
        "Opvolging van TBC bij kinderen",
        "geen",
        "",
    ],
)
def test_words_that_only_look_like_placeholders(text):
    assert placeholders(text) == []


def test_the_finding_names_the_field_and_the_milestone_by_its_period():
    milestones = rows(("2015 (nulmeting)", "900"), ("2019 (einddoel)", "X% meer"))
    budget, goal = found("placeholder", form(budget="Te bepalen", milestones=milestones))
    assert (
        budget.message == "Het veld 'budgettair engagement' laat het antwoord open: 'Te bepalen'."
    )
    assert "'mijlpaal 2019 (einddoel)'" in goal.message
    assert "'milestone 2019 (einddoel)'" in goal.message_en
    assert not found("placeholder", SOUND)


@pytest.mark.parametrize(
    "texts",
    [
        ("In 2015 begonnen", "Verder in 2019"),
        ("Sinds 1/9/2015", "Zie actie 01_02_03"),
        ("", ""),
    ],
)
def test_an_indicator_for_which_there_is_no_figure(texts):
    milestones = rows(*zip(("2015", "2019"), texts, strict=True))
    (finding,) = found("indicator-without-number", form(milestones=milestones))
    assert "aantal bezoekers" in finding.message or "Indicator" in finding.message


def test_an_indicator_with_a_figure_or_no_indicator():
    assert not found("indicator-without-number", SOUND)
    bare = rows(("2015", "begonnen"), ("2019", "klaar"))
    assert not found("indicator-without-number", form(evaluation="Jaarverslag", milestones=bare))
    worded = rows(("2015", "twee steden"), ("2019", "alle steden"))
    assert not found("indicator-without-number", form(milestones=worded))


@pytest.mark.parametrize("said", ["Niet voorzien", "geen", "n.v.t.", "Niet van toepassing"])
def test_an_evaluation_that_will_not_be(said):
    (finding,) = found("evaluation-not-foreseen", form(evaluation=said))
    assert f"'{said}'" in finding.message
    assert not found("evaluation-not-foreseen", form(evaluation=f"{said} voor 2017, wel daarna"))


def test_an_evaluation_of_labels_only():
    (finding,) = found("evaluation-says-nothing", form(evaluation="Evaluatie:\nIndicator:"))
    assert "Evaluatie:" in finding.message
    assert not found("evaluation-says-nothing", form(evaluation="Evaluatie: jaarlijks"))
    assert not found("evaluation-says-nothing", form(evaluation="/"))


@pytest.mark.parametrize("said", ["Allen", "Alle kabinetten", "alle ministers", "Iedereen"])
def test_everyone_is_responsible(said):
    (finding,) = found("owner-is-everyone", form(responsible=cabinet(said)))
    assert said in finding.message
    assert not found("owner-is-everyone", form(responsible=cabinet(f"Water, met {said}")))


def test_an_unreadable_character():
    (finding,) = found("unreadable-character", form(summary="Een caf\ufffd voor iedereen"))
    assert "korte inhoud" in finding.message
    assert not found("unreadable-character", form(summary="Een café voor iedereen"))


def test_the_doubts_of_the_reader_are_notes():
    doubts = (Doubt("budget", "de regel kan bij de titel horen."), Doubt("milestones[9].text", "?"))
    first, second = found("reader-doubt", form(doubts=doubts))
    assert first.level == "note"
    assert first.message.endswith("kan ook anders gelezen worden: de regel kan bij de titel horen.")
    assert "milestones[9].text" in second.message
    assert not found("reader-doubt", SOUND)
