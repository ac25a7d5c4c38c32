"""A plan with values beyond reason is kept whole or refused in one sentence, on both databases."""

from dataclasses import replace
from decimal import Decimal

import pytest
from django.urls import reverse
from registry.small_plans import LEGEND, form, plan, take_in
from registry.verbs import refused

from grondrecht.plan.model import Legend, LegendEntry, Milestone, Parties
from grondrecht.plan.periods import Period
from grondrecht.reading.document import Line
from grondrecht.registry import models
from grondrecht.registry.actions.fitting import RESERVED
from grondrecht.registry.held import held_plan
from grondrecht.registry.models import (
    Amount,
    Commitment,
    Edition,
    Mention,
    Office,
    Party,
    Plan,
    Right,
)
from grondrecht.registry.parties import Directory

pytestmark = pytest.mark.django_db


NOBODY = Directory.of(())


def listing(rights=LEGEND.rights, offices=LEGEND.offices):
    return replace(plan(form()), legend=Legend(tuple(rights), tuple(offices)))


LONG = {
    "names in the lists": listing(
        [LegendEntry("01", "n" * 10_000)], [LegendEntry("02", "m" * 9_000)]
    ),
    "an entry without a name": listing([LegendEntry("01", "")], [LegendEntry("02", "")]),
    "an entry without a code": listing([LegendEntry("", "iets")], [LegendEntry("", "iets")]),
    "the longest code": plan(form("_".join(["1" * 13] * 2 + ["2" * 12]))),
    "a period": plan(form(milestones=(Milestone(Period.parse("2015 " + "x" * 900), "t"),))),
    "a title": plan(form(title="t" * 10_000)),
    "a name of a party": plan(
        form(responsible=Parties("Kabinet " + "x" * 9_000, "Agentschap " + "Woordje" * 500))
    ),
    "a list of parties": plan(form(involved=Parties(other_actors="Dienst Zee, " * 300))),
    "words": plan(form(summary=" ".join("ab" * (n % 45 + 1) for n in range(1000)))),
    "notes": plan(form(notes=("n" * 50_000,))),
    "an amount": plan(form(budget="9" * 30 + " euro en 0," + "1" * 30 + " euro")),
    "signs of every kind": plan(form(summary="\u200f\u2028 \U0001f3e0 'x' \"y\" \\ %s {} é")),
}


@pytest.mark.parametrize("name", LONG)
def test_long_values_are_kept_whole(name):
    directory = None if "part" in name else NOBODY
    take_in(LONG[name], directory=directory)
    assert held_plan(Edition.objects.get()) == LONG[name]


def test_long_names_and_periods_stand_whole_in_their_columns():
    take_in(LONG["names in the lists"])
    assert not take_in(LONG["names in the lists"]).differences.changed
    assert Right.objects.get().name == "n" * 10_000
    assert Office.objects.get().printed_name == "m" * 9_000
    take_in(LONG["a period"], slug="ander")
    assert models.Milestone.objects.latest("pk").period == "2015 " + "x" * 900


def test_a_right_without_a_name_goes_by_its_code():
    take_in(LONG["an entry without a name"])
    assert Right.objects.get().name == "01"


def test_words_too_long_for_a_name_are_no_party_and_wait_for_a_person():
    take_in(LONG["a name of a party"])
    assert not Party.objects.exists()
    waiting = Mention.objects.filter(how="open", role="responsible")
    longest = {"Kabinet " + "x" * 9_000, "Agentschap " + "Woordje" * 500}
    assert {each.words for each in waiting} == longest


def test_a_figure_beyond_the_column_is_no_money_and_its_words_stay():
    budget = f"2016: {10**17} euro, daarna 20.000 euro"
    take_in(plan(form(budget=budget)))
    assert [amount.value for amount in Amount.objects.all()] == [Decimal(20_000)]
    assert Commitment.objects.get().text == budget


@pytest.mark.parametrize(
    ("read", "told"),
    [
        (plan(form("a" * 200)), "Actie aaa"),
        (plan(form("1" * 41)), "de code is langer dan 40 tekens"),
        (plan(form("1" * 21 + "_02_01")), "langer dan 20"),
        (plan(form("01_" + "1" * 21 + "_01")), "langer dan 20"),
        (listing([LegendEntry("1" * 200, "n")]), "De lijst van grondrechten: code 111"),
        (listing((), [LegendEntry("1" * 21, "n")]), "De lijst van ambten: code 111"),
        (listing([LegendEntry("01", "a\0")]), "De lijst van grondrechten bevat een teken"),
        (plan(form(summary="a\0b")), "Actie 01_02_01, summary bevat een teken"),
        (plan(form(notes=("goed", "a\ud800b"))), "Actie 01_02_01, notes[1] bevat een teken"),
        (
            plan(form(milestones=(Milestone(Period.parse("2015 \0"), ""),))),
            "Actie 01_02_01, de periode van een mijlpaal bevat",
        ),
        (plan(form(), file="x" * 301), "300 tekens"),
        (replace(plan(), template="x" * 81), "80 tekens"),
    ],
    ids=range(12),
)
def test_what_no_column_holds_is_refused(read, told):
    with refused(told):
        take_in(read)


def test_the_sentence_does_not_repeat_a_code_without_end():
    with pytest.raises(ValueError, match=r"^Actie a{40}…: de code") as told:
        take_in(plan(form("a" * 5000)))
    assert len(str(told.value)) < 250


def test_a_line_of_the_document_that_is_no_text_is_refused():
    with refused("Regel 7 van het document bevat een teken"):
        take_in(plan(form()), lines=[Line("goed", 6), Line("a\0", 7)])


def test_trying_refuses_what_writing_would():
    with refused("Actie aaa"):
        take_in(plan(form("a" * 200)), apply=False)
    with refused("Een plan kan niet 'zoeken' heten"):
        take_in(plan(), slug="zoeken", apply=False)


@pytest.mark.parametrize("slug", sorted(RESERVED))
def test_a_plan_cannot_be_called_as_a_page_of_the_site(slug):
    with pytest.raises(ValueError, match=f"^Een plan kan niet '{slug}' heten, want zo heet een"):
        take_in(plan(form()), slug=slug)
    assert not Plan.objects.exists()


@pytest.mark.parametrize("slug", ["Mijn plan", "-a", "a--b", "a/b", "é", "", "x" * 81])
def test_a_name_that_is_no_part_of_an_address_is_refused(slug):
    with pytest.raises(ValueError, match=r"^plan: slug"):
        take_in(plan(form()), slug=slug)
    with pytest.raises(ValueError, match=r"^edition: slug"):
        take_in(plan(form()), edition=slug)
    assert not Plan.objects.exists()


def test_a_party_with_letters_that_no_address_has_gets_a_page(client):
    cells = Parties(administration="Agentschap Œuvre\nAgentschap Ελλάδα\nAgentschap 東京")
    take_in(plan(form(responsible=cells)))
    slugs = sorted(Party.objects.values_list("slug", flat=True))
    assert len(slugs) == 3
    for slug in slugs:
        reverse("party", args=("proef", slug))
