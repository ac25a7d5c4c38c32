"""Figures and definitions that differ within a form, by kind, and those that only seem to."""

import pytest
from quality_plans import form, found, rows

FIGURES, DEFINITION = "differing-figures", "changing-definition"


def told(summary: str, goal: str):
    return form(summary=summary, milestones=rows(("2015 (nulmeting)", "9"), ("2019", goal)))


@pytest.mark.parametrize(
    ("summary", "goal", "says"),
    [
        ("In 2014 liepen 650 trajecten.", "2014: 680 trajecten", "Voor 2014"),
        ("In 2013 en 2014 telkens 650 trajecten.", "2014: 680 trajecten", "Voor 2014"),
        ("In 2014 waren er 1.650 plaatsen.", "2014: 1 680 plaatsen", "1650 plaatsen"),
        ("In 2014 there were 50 offices.", "2014: 60 offices", "60 offices"),
        ("Een actieplan in twee sporen.", "Uitrol actieplan op 3 sporen", "Voor actieplan"),
        ("Het traject telt 3 fasen.", "Start van het traject in vier fasen", "3 fasen"),
        ("The programme has two strands.", "The programme in 3 strands", "Voor programme"),
    ],
)  # fmt: skip
def test_the_same_thing_with_another_figure(summary, goal, says):
    (finding,) = found(FIGURES, told(summary, goal))
    assert finding.level == "warning"
    assert says in finding.message
    assert "'korte inhoud'" in finding.message
    assert "'mijlpaal 2019'" in finding.message
    assert "'summary'" in finding.message_en
    assert "'milestone 2019'" in finding.message_en


@pytest.mark.parametrize(
    ("summary", "goal"),
    [
        ("In 2014 liepen 650 trajecten.", "2014: 650 trajecten"),
        ("In 2014 liepen 650 trajecten.", "2017: 680 trajecten"),
        ("In 2014 liepen 650 trajecten.", "2014: 680 gezinnen"),
        ("In 2014 was er 650 euro.", "2014: 680 euro"),
        ("In 2014 liepen er trajecten.", "680 trajecten"),
        ("Op 3 mei 2014 met 6 steden.", "Op 4 juni 2014 met de steden"),
        ("Een actieplan in twee sporen.", "Een actieplan in 2 sporen"),
        ("Een actieplan in twee sporen.", "Een campagne op 3 sporen"),
        ("Een actieplan in twee sporen.", "Een actieplan in 3 pijlers"),
        ("Een loket in twee sporen.", "Een loket. 3 sporen"),
        ("Het actieplan loopt. Er zijn twee sporen.", "Het actieplan loopt. Drie sporen"),
    ],
)
def test_another_thing_or_the_same_figure(summary, goal):
    assert not found(FIGURES, told(summary, goal))


def test_figures_within_one_field_are_not_compared():
    assert not found(FIGURES, told("In 2014 eerst 650 trajecten; in 2014 later 680 trajecten.", ""))


def test_one_difference_is_told_once():
    both = told("Het nieuwe actieplan telt 2 sporen.", "Het nieuwe actieplan telt 3 sporen")
    assert len(found(FIGURES, both)) == 1


@pytest.mark.parametrize(
    ("first", "second", "term"),
    [
        ("Met bereik bedoelen we een bezoek.", "Met bereik bedoelen we een brief.", "bereik"),
        ("Onder buurt verstaan we een straat.", "Onder buurt verstaan we een wijk.", "buurt"),
        ("Gezin wordt gedefinieerd als twee.", "Gezin wordt gedefinieerd als drie.", "Gezin"),
        ("We count visits as calls.", "We count visits as letters.", "visits"),
    ],
)  # fmt: skip
def test_a_term_with_another_definition(first, second, term):
    (finding,) = found(DEFINITION, _defined(first, second))
    assert f"'{term}'" in finding.message
    assert "'2019 (einddoel)'" in finding.message
    assert "'2015 (nulmeting)'" in finding.message_en
    assert not found(DEFINITION, _defined(first, first))


def _defined(first: str, second: str):
    return form(milestones=rows(("2015 (nulmeting)", first), ("2019 (einddoel)", second)))


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("Onder buurt verstaan we een straat.", "De buurt krijgt een loket."),
        ("Onder buurt verstaan we een straat.", "ONDER BUURT VERSTAAN WE EEN STRAAT."),
        ("Het loket is open.", "Het loket is dicht."),
        ("", ""),
    ],
)
def test_terms_that_keep_their_definition(first, second):
    assert not found(DEFINITION, _defined(first, second))
