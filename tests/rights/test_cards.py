"""Cards of the rights inventory: whom a measure reaches and what it comes to in a year."""

from datetime import date

import polars as pl
import pytest
from rights.two_measures import HOUSEHOLDS, PERSONS, law_in, written
from written_measures import edited

from grondrecht.rights import RightsError, assess_population, load
from grondrecht.rights.cards import cards, inventory_row, sentences
from grondrecht.rights.yearly import TIMES

ON = date(2016, 3, 1)


@pytest.fixture(scope="module")
def answer(tmp_path_factory):
    law = law_in(tmp_path_factory.mktemp("cards"))
    return assess_population(law, PERSONS, HOUSEHOLDS, on=ON)


def card(answer, name, received=(), **more):
    tables = {name: pl.DataFrame({"id": list(received)})} if received else {}
    return next(each for each in cards(answer, tables, **more) if each.measure.id == name)


def test_who_is_entitled_and_what_is_due_in_a_year(answer):
    found = card(answer, "heating")
    assert (found.entitled, found.unknown) == (1, 2)
    assert found.due == (12 * 1001, 12 * (1001 + 500 + 800))
    assert (found.receives, found.paid, found.missed, found.non_take_up) == (None,) * 4
    once = card(answer, "pass")
    assert once.due == (8000, 12000)


def test_beside_who_receives_it(answer):
    found = card(answer, "heating", ["a", "c", "e"])
    assert (found.receives, found.receives_entitled) == (3, 1)
    assert (found.misses, found.may_miss, found.non_take_up) == (0, 1, 0.0)
    assert found.persons == 5  # two in a, two in c, one in e
    assert found.paid == (12012, 12 * 1501)
    assert found.missed == (0, 12 * 800)


@pytest.mark.parametrize("received", [["a"], ["b", "d"], ["a", "b", "c", "d", "e"]])
def test_what_is_paid_and_missed_is_what_is_due(answer, received):
    found = card(answer, "heating", received)
    assert tuple(map(sum, zip(found.paid, found.missed, strict=True))) == found.due
    assert found.receives_entitled + found.misses == found.entitled


def test_weighted(answer):
    found = card(answer, "heating", ["a", "d"], weight="weight")
    assert (found.entitled, found.unknown, found.receives) == (10.0, 70.0, 50.0)
    assert found.persons == 10 * 2 + 40
    assert found.due == (12 * 10010, 12 * (10010 + 30 * 500 + 40 * 800))


def test_in_words(answer):
    assert sentences(card(answer, "heating", ["a", "d"])) == (
        "Zeker recht: 1 gezin; misschien: 2.",
        "Ontvangen het: 2. Hebben zeker recht en ontvangen het niet: 0 (0,0 %); misschien nog 1.",
        "Waarop in een jaar recht is: van 120,12 euro tot 276,12 euro.",
        "Daarvan komt niet terecht: van 0,00 euro tot 60,00 euro.",
    )
    assert sentences(card(answer, "pass", ["a2", "b1", "d1"]), "en") == (
        "Surely entitled: 2 persons; perhaps: 1.",
        "Receive it: 3. Are surely entitled and do not: 0 (0.0 %); perhaps 0 more.",
        "What is due in a year: from 80.00 euro to 120.00 euro.",
        "Of that is missed: 0.00 euro.",
    )


MUNICIPAL = (
    ("for: person", "for: municipality"),
    ("inputs: [age, disabled]", "inputs: [inhabitants]"),
    ("when: age < 18 year or disabled", "when: inhabitants >= 1000 person"),
    (
        "given: {persons: [{id: an, role: head, age: 17}]}",
        "given: {municipality: {inhabitants: 5000}}",
    ),
)


def test_of_a_measure_for_municipalities_no_persons_are_counted(tmp_path):
    path = written(tmp_path) / "pass.yaml"
    path.write_text(edited(path.read_text("utf-8"), *MUNICIPAL), "utf-8")
    towns = pl.DataFrame({"id": ["aalst", "gent"], "inhabitants": [80_000, 250_000]})
    law = load(tmp_path / "law")
    found = assess_population(law, municipalities=towns, on=ON, measures=["pass"])
    one = card(found, "pass", ["aalst", "gent"])
    assert (one.receives, one.persons, one.paid) == (2, None, (8000, 8000))
    row = inventory_row(one, found, 2016, "telling")
    assert (row["years"], row["persons"], row["money"], row["source"]) == (
        "2016",
        "",
        "80.00",
        "telling",
    )


def test_a_year_that_is_more_cents_than_can_be_counted_is_refused(tmp_path):
    path = written(tmp_path) / "pass.yaml"
    text = edited(path.read_text("utf-8"), ("value: 40 euro", "value: 900000000000000 euro/day"))
    path.write_text(text.replace("amount: 40}", "amount: 900000000000000}"), "utf-8")
    found = assess_population(load(tmp_path / "law"), PERSONS, HOUSEHOLDS, on=ON)
    assert found.totals().filter(measure="pass")["amount_least"].item() == 2 * 9 * 10**16
    with pytest.raises(RightsError, match="pass: the amounts add up to more cents than can"):
        card(found, "pass")


def test_figures_that_are_past_their_review_go_with_the_card(tmp_path, answer):
    assert card(answer, "heating").stale == ()
    later = assess_population(law_in(tmp_path), PERSONS, HOUSEHOLDS, on=date(2017, 3, 1))
    for received in ((), ("a",)):
        (stale,) = card(later, "heating", received).stale
        assert (stale.measure, stale.parameter.name) == ("heating", "limit")
    assert card(later, "pass").stale == ()


def test_a_row_of_the_inventory(answer):
    row = inventory_row(card(answer, "pass", ["a2", "b1"]), answer, 2016, "telling 2016")
    assert row == {
        "slug": "pass",
        "kind": "correction",
        "name": "Pas",
        "name_en": "Pass",
        "what": "Korting op een pas.",
        "automatic": "yes",
        "obstacles": "",
        "conditions": "group: U bent jonger dan achttien of u hebt een handicap.",
        "years": "2016",
        "persons": "2",
        "money": "80.00",
        "source": "telling 2016",
    }


def test_what_is_not_certain_or_not_known_to_be_received_is_no_figure(answer):
    unsure = inventory_row(card(answer, "heating", ["a", "c"]), answer, 2016, "telling")
    assert (unsure["persons"], unsure["money"]) == ("4", "")
    assert unsure["kind"] == "right"
    assert (unsure["automatic"], unsure["obstacles"]) == ("no", "Men moet het vragen.")
    without = inventory_row(card(answer, "heating"), answer, 2016, "telling")
    assert (without["years"], without["persons"], without["source"]) == ("", "", "")
    with pytest.raises(RightsError, match="need a source"):
        inventory_row(card(answer, "heating"), answer, 2016, " ")


def test_a_table_for_a_measure_that_was_not_answered_is_refused(answer):
    with pytest.raises(RightsError, match="nothing was not answered; there is heating, pass"):
        cards(answer, {"nothing": pl.DataFrame({"id": ["a"]})})


def test_a_price_is_no_money_that_comes_to_people(tmp_path):
    folder = written(tmp_path)
    text = (folder / "pass.yaml").read_text("utf-8").replace("means: reduction", "means: price")
    (folder / "pass.yaml").write_text(text, "utf-8")
    answer = assess_population(load(folder), PERSONS, HOUSEHOLDS, on=ON)
    assert card(answer, "pass").due is None


@pytest.mark.parametrize(("per", "times"), [("month", 12), ("year", 1), ("day", 365)])
def test_how_often_in_a_year(tmp_path, per, times):
    folder = written(tmp_path)
    text = (folder / "pass.yaml").read_text("utf-8").replace("40 euro", f"40 euro/{per}")
    (folder / "pass.yaml").write_text(text, "utf-8")
    answer = assess_population(load(folder), PERSONS, HOUSEHOLDS, on=ON)
    assert card(answer, "pass").due == (8000 * times, 12000 * times)
    assert TIMES[per] == times


def test_an_amount_an_hour_has_no_yearly_total(tmp_path):
    folder = written(tmp_path)
    text = (folder / "pass.yaml").read_text("utf-8").replace("40 euro", "40 euro/hour")
    (folder / "pass.yaml").write_text(text, "utf-8")
    answer = assess_population(load(folder), PERSONS, HOUSEHOLDS, on=ON)
    with pytest.raises(RightsError, match="pass: an amount per hour has no yearly total"):
        cards(answer)
