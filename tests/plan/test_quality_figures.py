"""Rules about figures: each fires, and each keeps quiet."""

import pytest
from quality_plans import SOUND, form, found, rows


def milestones(first: str, second: str):
    return rows(("2015 (nulmeting)", first), ("2019 (einddoel)", second))


def test_a_sum_that_its_own_text_contradicts():
    (finding,) = found(
        "amounts-do-not-add-up", form(budget="50 x 10 euro + 3 x 20 euro = 660 euro")
    )
    assert finding.level == "error"
    assert "tellen op tot 560" in finding.message
    assert "660 (verschil 100)" in finding.message
    assert not found("amounts-do-not-add-up", form(budget="50 x 10 euro + 3 x 20 euro = 560 euro"))


def test_a_product_that_the_commitment_contradicts():
    counted = milestones(
        "50 groepen met een toelage (€ 1.000), 2 met een hogere (€ 2.500,50)", "60"
    )
    (finding,) = found("amounts-do-not-add-up", form(budget="56.000 euro", milestones=counted))
    assert "55.001" in finding.message
    assert "56.000" in finding.message
    assert "55,001" in finding.message_en
    right = form(budget="€ 55.001", milestones=counted)
    assert not found("amounts-do-not-add-up", right)
    assert not found("amounts-do-not-add-up", form(budget="9 miljoen euro", milestones=counted))


def test_money_that_stops_before_the_milestones():
    (finding,) = found("commitment-stops-early", form(budget="2015: 900 euro\n2016: 800 euro"))
    assert "loopt tot 2016" in finding.message
    assert "'2017' en '2019 (einddoel)'" in finding.message


@pytest.mark.parametrize(
    "budget", ["2015: 900 euro 2019: 800 euro", "900 euro per jaar vanaf 2015", "900 euro", "geen"]
)
def test_money_that_does_not_stop(budget):
    assert not found("commitment-stops-early", form(budget=budget))


def test_commitments_without_an_amount_are_counted_once_for_the_plan():
    forms = [SOUND, form("02_01_02", budget="Binnen de werkingsmiddelen"), form("02_01_03")]
    (finding,) = found("commitments-without-amount", *forms)
    assert "Van de 3 ingevulde budgettaire engagementen noemen er 1 geen bedrag" in finding.message
    assert finding.action == ""
    assert not found("commitments-without-amount", SOUND, form("02_01_02", budget="geen"))


def test_the_same_count_for_the_same_year_that_differs():
    spoilt = form(
        summary="In 2014 liepen er een 650 trajecten.",
        milestones=milestones("2014: 680 trajecten begeleid", "900 trajecten"),
    )
    (finding,) = found("differing-figures", spoilt)
    assert "650 trajecten" in finding.message
    assert "680 trajecten" in finding.message
    assert "2014" in finding.message


@pytest.mark.parametrize(
    "text",
    [
        "2015: 680 trajecten begeleid",
        "2014: 680 gezinnen begeleid",
        "2014: 650 trajecten begeleid",
        "2014: 12 maart",
    ],
)
def test_counts_of_something_else_or_the_same(text):
    kept = form(summary="In 2014 liepen er 650 trajecten.", milestones=milestones(text, "9"))
    assert not found("differing-figures", kept)


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (
            "Er zijn 40 actieve klassen. Wie zich inschrijft beschouwen we als een ‘actieve klas’.",
            "30. Actieve klassen zijn klassen die een aanvraag deden.",
        ),
        (
            "Onder bereikt gezin verstaan we elk gezin dat belt.",
            "Onder bereikt gezin verstaan we elk gezin dat langskomt.",
        ),
        (
            "Active users are people who log in.",
            "Active users are defined as people with an account.",
        ),
    ],
)
def test_a_definition_that_changes_between_milestones(first, second):
    (finding,) = found("changing-definition", form(milestones=milestones(first, second)))
    assert "2019 (einddoel)" in finding.message
    assert not found("changing-definition", form(milestones=milestones(first, first + " En meer.")))


def test_definitions_of_different_terms_do_not_change():
    texts = ("Onder gezin verstaan we ouders.", "Onder buurt verstaan we straten.")
    assert not found("changing-definition", form(milestones=milestones(*texts)))
