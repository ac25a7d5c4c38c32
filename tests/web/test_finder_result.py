"""What the finder answers: which rights, what to do first, how much, why, and what is open."""

from datetime import date

import pytest
from django.utils.translation import override
from web.finder_rules import write_rules

from grondrecht.web.finder.result import result_of
from grondrecht.web.finder.rules import rules_of
from grondrecht.web.finder.told import Told

ALONE = {".partner": "no", ".children": "0", ".others": "0", "age@u": "70", ".topics": ""}
TWO = ALONE | {".partner": "yes", ".children": "1", "age@p": "40", "age@c1": "4"}


@pytest.fixture(scope="module")
def held(tmp_path_factory):
    return rules_of(write_rules(tmp_path_factory.mktemp("rules")))


@pytest.fixture(autouse=True)
def in_dutch():
    with override("nl"):
        yield


def result(held, answers, day=date(2018, 3, 1), **more):
    return result_of(Told(held, day, answers | more))


def names(entries):
    return [each.measure.id for each in entries]


def of(entries, name):
    return next(each for each in entries if each.measure.id == name)


RENTS = {"tenure": "tenant", "waiting_since": "2015-03-01", "rent": "600"}


def test_each_right_stands_in_one_list(held):
    made = result(held, ALONE, **RENTS)
    assert names(made.yes) == ["rent-help", "old-pass"]
    assert names(made.maybe) == ["job-help", "income-help", "care-card"]
    assert names(made.no) == []
    nothing = result(held, ALONE, tenure="owner", **{"age@u": "40", "job_wanted@u": "no"})
    assert names(nothing.no) == ["rent-help", "old-pass", "job-help"]


def test_what_has_to_be_asked_for_comes_before_what_comes_by_itself(held):
    made = result(held, ALONE, **RENTS, **{"net_income@u": "900", "disabled@u": "yes"})
    assert [each.how for each in made.yes] == ["on_request", "on_request", "automatic", "automatic"]
    assert made.to_ask == 2


def test_only_chosen_topics_and_people_are_answered(held):
    made = result(held, ALONE | {".topics": "work"})
    assert names([*made.yes, *made.maybe, *made.no]) == ["job-help"]


def test_a_right_of_some_says_whose_it_is_and_whose_perhaps(held):
    made = result(held, TWO, **{"disabled@u": "no", "disabled@p": "yes"})
    card = of(made.yes, "care-card")
    assert (card.whom, card.perhaps) == (("uw partner",), ("uw kind van 4 jaar",))
    assert of(result(held, TWO, **{"net_income@*": "10"}).yes, "income-help").whom == ()


# Amounts


def test_an_amount_is_said_with_what_it_is(held):
    made = result(held, ALONE, **RENTS, **{"disabled@u": "yes"})
    assert of(made.yes, "rent-help").amounts == ("Steun: 60,00 euro per maand",)
    assert of(made.yes, "care-card").amounts == ("Prijs van de kaart: gratis",)
    assert of(made.yes, "old-pass").amounts == ()


def test_an_amount_that_hangs_on_an_answer_says_so_and_asks_for_it(held):
    made = result(held, ALONE, tenure="tenant", waiting_since="2015-03-01")
    entry = of(made.yes, "rent-help")
    assert entry.amounts == ("Steun: hangt af van wat u nog niet zei",)
    assert [(each.key, each.title) for each in entry.asked] == [("rent", "Wat is uw huur?")]
    assert of(result(held, ALONE, **RENTS).yes, "rent-help").asked == ()


def test_a_right_that_is_not_sure_says_what_to_tell(held):
    made = result(held, ALONE, tenure="tenant", waiting_since="?")
    entry = of(made.maybe, "rent-help")
    assert [(each.key, each.was_skipped) for each in entry.asked] == [("waiting_since", True)]
    assert of(made.maybe, "care-card").asked[0].was_skipped is False
    of_all = of(result(held, TWO, **{"disabled@*": "?"}).maybe, "care-card")
    assert {each.was_skipped for each in of_all.asked} == {True}


# Why


def test_why_is_said_condition_by_condition_with_its_article(held):
    entry = of(result(held, ALONE, **RENTS).yes, "rent-help")
    (because,) = entry.why
    rents, waits, amount = because.lines
    assert (rents.text, rents.outcome) == ("Het gezin huurt.", "yes")
    assert rents.article == "Wet van rent-help, art. 1"
    assert rents.url == "https://example.org/rent-help"
    assert rents.parts[0].text == "Woonst: huurder – huurder"
    assert waits.parts[0].text.endswith("minstens wachttijd: 2 jaar")
    assert (amount.text, amount.outcome) == ("Steun: 60,00 euro per maand", "")


def test_an_article_of_a_condition_stands_before_that_of_the_measure(held):
    entry = of(result(held, ALONE, **{"net_income@u": "100"}).yes, "income-help")
    assert entry.why[0].lines[0].article == "Wet van income-help, art. 2"


def test_why_not_names_only_what_does_not_hold(held):
    entry = of(result(held, ALONE, **RENTS | {"tenure": "owner"}).no, "rent-help")
    assert [line.text for each in entry.why for line in each.lines] == ["Het gezin huurt."]


def test_persons_for_whom_the_same_is_said_stand_together(held):
    made = result(held, TWO, **{"disabled@*": "yes", "disabled@p": "no"})
    card = of(made.yes, "care-card")
    assert [each.whom for each in card.why] == [("u", "uw kind van 4 jaar")]


def test_the_incomes_of_a_household_are_said_by_name(held):
    incomes = {"net_income@u": "900", "net_income@p": "300", "net_income@c1": "0"}
    entry = of(result(held, TWO, **incomes).yes, "income-help")
    assert "1.200,00 euro per maand" in entry.why[0].lines[0].parts[0].text


# What is open, past, and taken


def test_what_the_rules_do_not_say_and_what_to_do_is_there(held):
    entry = of(result(held, ALONE, **RENTS).yes, "rent-help")
    assert (entry.open, entry.do, entry.granted_by) == (("Niet gezegd.",), "Doe dit.", "de dienst")
    assert entry.address == "/nl/rechten/rent-help"


def test_a_figure_past_its_review_is_a_warning_beside_its_right(held):
    made = result(held, ALONE, date(2020, 1, 1), **RENTS)
    assert "wachttijd" in of(made.yes, "rent-help").warnings[0]
    assert of(made.maybe, "job-help").warnings == ()
    assert made.warnings == 3
    assert of(result(held, ALONE, **RENTS).yes, "rent-help").warnings == ()


def test_what_was_not_asked_is_told_with_whom_it_is_about(held):
    assert result(held, TWO).taken == (
        ("Een kind zoekt geen werk.", ("uw kind van 4 jaar",)),
        ("Wie geen werk zoekt, zoekt niet lang.", ("uw kind van 4 jaar",)),
    )
    assert result(held, ALONE).taken == ()


def test_all_is_there_in_english_too(held):
    with override("en"):
        made = result(held, TWO, **RENTS)
        entry = of(made.yes, "rent-help")
        assert (entry.name, entry.amounts) == ("Rent help", ("Support: 60.00 euro a month",))
        assert made.taken[0] == ("A child does not look for work.", ("your child of 4",))
        assert entry.address == "/en/rechten/rent-help"
