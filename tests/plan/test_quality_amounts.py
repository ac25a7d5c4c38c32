"""Money in the forms: sums that fail or hold, commitments that stop or go on."""

import pytest
from quality_plans import SOUND, form, found, rows

SUMS = "amounts-do-not-add-up"


@pytest.mark.parametrize(
    ("budget", "computed", "stated"),
    [
        ("100.000 euro + 50.000 euro = 160.000 euro", "150.000", "160.000"),
        ("10 x 1.000 euro = 12.000 euro", "10.000", "12.000"),
        ("2015: 100.000 euro, 2016: 150.000 euro, totaal 300.000 euro", "250.000", "300.000"),
        ("€ 20 + € 30 + € 40 = € 100", "90", "100"),
        ("4 × € 25,50 = € 120", "102", "120"),
    ],
)
def test_a_total_that_the_figures_beside_it_contradict(budget, computed, stated):
    (finding,) = found(SUMS, form(budget=budget))
    assert finding.level == "error"
    assert f"tellen op tot {computed}, maar de tekst zegt {stated}" in finding.message
    english = finding.message_en.split(" (difference")[0]
    assert english.endswith(f"the text says {stated.replace('.', ',')}")


@pytest.mark.parametrize(
    "budget",
    [
        "100.000 euro + 50.000 euro = 150.000 euro",
        "10 x 1.000 euro = 10.000 euro",
        "2015: 100.000 euro, 2016: 150.000 euro, totaal 250.000 euro",
        "2015: 100.000 euro, 2016: 150.000 euro",
        "€ 0,50 + € 0,25 = € 0,75",
        "500.000 euro waarvan 200.000 euro voor wonen",
        "20 personen + 30 personen = 60 personen",
        "p m", "geen", "",
    ],
)  # fmt: skip
def test_a_total_that_holds_or_is_no_money(budget):
    assert not found(SUMS, form(budget=budget))


def test_notes_are_no_sums():
    assert not found(SUMS, form(notes=("10 x 1.000 euro = 12.000 euro",)))


@pytest.mark.parametrize(
    ("budget", "last"),
    [
        ("2015: 900 euro", "2015"),
        ("2015: 900 euro, 2016: 800 euro", "2016"),
        ("In 2016 is er 10.000 euro", "2016"),
    ],
)
def test_money_that_stops_before_the_end_goal(budget, last):
    (finding,) = found("commitment-stops-early", form(budget=budget))
    assert finding.level == "note"
    assert f"loopt tot {last}" in finding.message
    assert f"runs to {last}" in finding.message_en
    assert "'2019 (einddoel)'" in finding.message


@pytest.mark.parametrize(
    "budget",
    [
        "2019: 900 euro", "2015: 900 euro, 2016: 800 euro, 2019: 9 euro", "900 euro",
        "Vanaf 2015: 900 euro", "2015: 900 euro per jaar", "Sinds 2015 jaarlijks 900 euro",
        "In 2015 twee personeelsleden", "", "geen",
    ],
)  # fmt: skip
def test_money_that_goes_on_or_bears_no_year(budget):
    assert not found("commitment-stops-early", form(budget=budget))


def test_an_empty_milestone_after_the_money_is_no_promise():
    milestones = rows(("2015 (nulmeting)", "9"), ("2017", "/"), ("2019 (einddoel)", ""))
    assert not found("commitment-stops-early", form(budget="2015: 900 euro", milestones=milestones))


@pytest.mark.parametrize("budget", ["Eigen middelen", "Binnen de werking", "p m"])
def test_words_without_an_amount_are_counted(budget):
    (finding,) = found("commitments-without-amount", SOUND, form("02_01_02", budget=budget))
    assert (finding.action, finding.level, finding.line) == ("", "note", 0)
    assert "Van de 2 ingevulde" in finding.message
    assert "1 name no amount" in finding.message_en


@pytest.mark.parametrize(
    "budget", ["10 euro", "5% van de kosten", "geen", "", "/", "€ 2,5 miljoen"]
)
def test_amounts_shares_and_none_are_not_counted(budget):
    assert not found("commitments-without-amount", SOUND, form("02_01_02", budget=budget))
