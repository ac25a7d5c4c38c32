"""The page of an action through editions, printings and years, and what people add to it."""

import re
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from django.db import transaction
from django.test import Client
from django.utils.translation import override
from registry.small_plans import WHO, form, plan, take_in
from web.reading_pages import linked_data, links
from web.test_action_page import said, section
from web.two_plans import HOSTILE

from grondrecht.plan.model import Milestone, Parties
from grondrecht.plan.periods import Period
from grondrecht.registry.actions.links import link_actions, record_involvement
from grondrecht.registry.actions.offices import Held, appoint
from grondrecht.registry.actions.texts import maintain_text, say_plainly
from grondrecht.registry.models import Action, Amount, Edition, Mention, Office, Party, Plan
from grondrecht.web import action_page
from grondrecht.web.found import find_action, find_all

pytestmark = pytest.mark.django_db
PLAN = "/en/proef/acties"
FIRST, SECOND, THIRD, LAPSED, BARE = "01_02_01", "01_02_02", "01_02_03", "03_04_01", "01_02_09"
client = Client()


@pytest.fixture(scope="module", autouse=True)
def register(django_db_setup, django_db_blocker):
    """Two editions, the second with an action printed twice, and all that people can add."""
    with django_db_blocker.unblock(), transaction.atomic():
        take_in(plan(form(FIRST), form(LAPSED, "De premie vanzelf")), "1")
        take_in(plan(*_second()), "2")
        _add()
        yield
        transaction.set_rollback(True)


def _second():
    again = form(
        FIRST,
        "Meer kinderen in de opvang",
        budget="2018: 40.000 euro",
        milestones=(*form().milestones[:1], Milestone(Period.parse("2016"), "1.700 plaatsen")),
    )
    periods = ("later", "2099", "2017 (einddoel)")
    milestones = tuple(Milestone(Period.parse(each), f"iets in {each}") for each in periods)
    bare = form(SECOND, HOSTILE, budget="", milestones=milestones)
    who = Parties(cabinet="Kabinet Welzijn", administration="Dienst om de hoek")
    other = form(THIRD, milestones=(), budget="binnen de middelen", responsible=who)
    return form(FIRST), again, bare, other


def _add():
    first, second, third = Action.objects.select_related("plan").order_by("code")[:3]
    maintain_text(first, "summary", "Elke gemeente krijgt er honderd bij.", **WHO)
    maintain_text(first, "milestones[1].text", "1.650 plaatsen", **WHO)
    say_plainly(first, "Er komen plaatsen bij.", "There will be more places.", **WHO)
    for kind in ("replaces", "split", "merged", "see_also"):
        day = date(2018, 5, 3)
        link_actions(first, second, kind, decision=f"Brief {kind}", decided_on=day, **WHO)
        link_actions(third, first, kind, decision="Brief 9", **WHO)
    record_involvement(first, "De Brug", phase="evaluation", said="Te ver", outcome="Nog 1", **WHO)
    office = Office.objects.get(plan__slug="proef", code="02")
    appoint(office, Held("02", "A. Eerste", date(2014, 1, 1)), **WHO)
    appoint(office, Held("02", "B. Tweede", date(2018, 1, 1)), **WHO)
    Edition.objects.filter(plan__slug="proef").update(decided_on=date(2015, 3, 3))
    Action.objects.create(plan=first.plan, code=BARE, right=first.right)


def get(code=FIRST, language="en", **query):
    response = client.get(f"/{language}/proef/acties/{code}", query)
    assert response.status_code == 200
    return response


def found(code=FIRST, edition=""):
    return find_all(find_action("proef", code), edition)


# Editions and printings


def test_the_maintained_text_stands_beside_the_printed_one():
    html = section(get(), "fiche")
    pair = re.search(r'<div class="has-both">.*?</div>', html, re.S)[0]
    assert form().summary in pair
    assert "Elke gemeente krijgt er honderd bij." in pair.partition('class="changed"')[2]
    assert html.count("Elke gemeente krijgt er honderd bij.") == 1
    milestones = section(get(), "mijlpalen")
    assert milestones.count('<div class="pair">') == 1
    assert "1.500 plaatsen" in milestones.partition("1.650 plaatsen")[0]


def test_an_older_edition_is_shown_as_it_was_and_leads_to_the_newest():
    page = get(editie="1")
    assert "You are reading an older edition." in said(page.content.decode())
    assert f"{PLAN}/{FIRST}" in links(page)
    assert f"{PLAN}/{FIRST}?editie=2" in links(page)
    assert "honderd bij" not in section(page, "fiche")
    assert "1.650" not in section(page, "mijlpalen")
    assert len(page.context["printings"]) == 1
    assert "Editie 1" in section(page, "citation-title")


@pytest.mark.parametrize("asked", ["", "2", "99", "<b>"])
def test_the_newest_edition_is_shown_where_no_other_is_asked_for(asked):
    page = get(editie=asked)
    assert page.context["found"].edition.slug == "2"
    assert "older edition" not in page.content.decode()
    assert f"{PLAN}/{FIRST}?editie=1" in links(page)


def test_two_printings_are_told_apart_by_the_fields_that_differ():
    first, second = get().context["printings"]
    assert (first.unlike, second.number) == ([], 2)
    assert second.unlike == [
        *("Title", "Commitment", "Milestone 2016", "Milestone 2019 (einddoel)"),
    ]
    assert "Printed more than once" in said(section(get(), "fiche"))


def test_what_both_printings_promise_is_there_once_and_in_order():
    rows = get().context["milestones"]
    assert [(row["period"], row["promised"]) for row in rows] == [
        ("2015 (beginfase, nulmeting)", "1.200 plaatsen"),
        ("2016", "1.700 plaatsen"),
        ("2017", "1.500 plaatsen"),
        ("2019 (einddoel)", "2.000 plaatsen"),
    ]
    assert [row["maintained"] for row in rows] == ["", "", "1.650 plaatsen", ""]


def test_what_is_past_is_told_from_what_is_to_come_and_what_has_no_year_comes_last():
    rows = get(SECOND).context["milestones"]
    assert [row["period"] for row in rows] == ["2017 (einddoel)", "2099", "later"]
    assert [row["is_past"] for row in rows] == [True, False, False]
    html = section(get(SECOND), "mijlpalen")
    assert html.count("is-past") == html.count("is-final") == 1


def test_money_of_every_printing_is_there_once():
    html = section(get(), "geld")
    assert html.count("<blockquote>") == 2
    told = [said(each) for each in re.findall(r'<th scope="row">(.*?)</th>', html)]
    figures = [each for each in told if each.startswith("€")]
    assert figures == ["€20,000", "€1,500,000", "€40,000"]
    ids = re.findall(r'id="(bedragen-\d)"', html)
    assert len(ids) == len(set(ids)) == 2


def test_a_form_that_promises_nothing_says_so():
    assert "promises nothing for a certain year" in section(get(THIRD), "mijlpalen")
    assert "with means that are there already" in section(get(THIRD), "geld")


def test_an_action_that_lapsed_says_so_and_shows_its_last_edition():
    page = get(LAPSED)
    assert "This action has lapsed" in page.content.decode()
    assert page.context["found"].edition.slug == "1"
    assert "older edition" not in page.content.decode()
    assert "has lapsed" not in get().content.decode()


def test_an_action_that_no_edition_prints_has_a_page_all_the_same():
    page = get(BARE)
    assert "No edition prints this action." in said(section(page, "fiche"))
    assert page.context["segments"][-1]["code"] == "09"
    assert page.context["heading"] == BARE
    assert [each["address"] for each in page.context["downloads"]][1].endswith("/csv")
    assert client.get(f"{PLAN}/{BARE}/csv").content.decode("utf-8-sig").count("\r\n") == 1


# What people add


@pytest.mark.parametrize(
    ("how", "code"),
    [
        ("This action replaces", SECOND),
        ("This action was replaced by", THIRD),
        ("This action was split into", SECOND),
        ("This action is a part of what was", THIRD),
        ("This action was merged into", SECOND),
        ("This action takes in", THIRD),
        ("This form points at", SECOND),
        ("This action is named in the form of", THIRD),
    ],
)
def test_a_link_is_told_from_this_side(how, code):
    told = {(row["how"], row["code"]): row for row in get().context["links"]}
    assert len(told) == 8
    assert told[how, code]["address"] == f"{PLAN}/{code}"
    assert f"<h3>{how}</h3>" in section(get(), "verbanden")


def test_a_link_is_told_from_the_other_side_with_its_decision():
    html = section(get(SECOND), "verbanden")
    assert "This action was replaced by" in html
    assert "Decision: Brief replaces , 3 May 2018" in said(html)
    assert f'href="{PLAN}/{FIRST}"' in html


def test_who_took_part_what_they_said_and_what_came_of_it():
    told = said(section(get(), "betrokken"))
    assert "De vereniging De Brug las mee" in told
    assert "Who took part De Brug When evaluation What they said Te ver What came of it" in told
    assert "evaluatie" in section(get(language="nl"), "betrokken")


def test_the_holder_of_the_office_today_and_then():
    told = said(section(get(), "wie"))
    assert "Holder of the office today B. Tweede" in told
    assert "When the edition was decided A. Eerste" in told
    assert "not known to this register" in said(section(get(LAPSED), "wie"))


def test_a_name_that_waits_for_a_person_says_so():
    page = get(THIRD)
    waits = "Dienst om de hoek (not yet known which party this is)"
    assert waits in said(section(page, "wie"))
    assert [each["name"] for each in linked_data(page)["about"]] == [
        each["label"] for each in page.context["responsible"] if each["party"]
    ]
    assert len(page.context["responsible"]) == 2


def test_plain_words_stand_first_in_the_language_of_the_page():
    english, dutch = get().content.decode(), get(language="nl").content.decode()
    assert '<p class="lead">There will be more places.</p>' in english
    assert '<p class="lead" lang="nl">Er komen plaatsen bij.</p>' in dutch
    assert 'name="description" content="Er komen plaatsen bij."' in dutch


def test_nothing_hostile_comes_through():
    for address in (f"{PLAN}/{SECOND}", f"{PLAN}/{SECOND}/kaart", f"{PLAN}/{FIRST}"):
        body = client.get(address).content.decode()
        assert HOSTILE not in body
        assert "&lt;script&gt;" in body


# Words and figures


def amount(**changes):
    one = {"value": Decimal("1500000.000000"), "currency": "EUR", "unit": "euro"}
    ends = {"low": one["value"], "high": one["value"], "times": Decimal(1)}
    return Amount(**one | ends | changes)


RANGE = {"value": None, "low": Decimal(400), "high": Decimal("650.5")}


@pytest.mark.parametrize(
    ("changes", "dutch", "english"),
    [
        ({}, "€ 1.500.000", "€1,500,000"),
        ({"about": True}, "ongeveer € 1.500.000", "about €1,500,000"),
        (RANGE, "€ 400 – € 650,50", "€400 – €650.50"),
        ({"low": None}, "hoogstens € 1.500.000", "at most €1,500,000"),
        ({"high": None}, "minstens € 1.500.000", "at least €1,500,000"),
        ({"value": None, "low": None, "high": None}, "–", "–"),
        (RANGE | {"currency": "", "unit": "percent"}, "400 % – 650,5 %", "400% – 650.5%"),
        ({"currency": "USD"}, "1.500.000 USD", "1,500,000 USD"),
    ],
)
def test_an_amount_is_told_in_figures(changes, dutch, english):
    for language, words in (("nl", dutch), ("en", english)):
        with override(language):
            assert " ".join(action_page.value_of(amount(**changes)).split()) == words


@pytest.mark.parametrize(
    ("changes", "often", "years"),
    [
        ({}, "", ""),
        ({"recurrence": "per_year", "per": "gezin"}, "every year; per gezin", ""),
        (
            {"recurrence": "whole_term", "times": Decimal("3.000")},
            "for the whole term; 3 times",
            "",
        ),
        ({"recurrence": "once", "change": "more"}, "once; more than before", ""),
        ({"years": [2016, 2017, 2018]}, "", "2016-2018"),
        ({"years": [2016, 2018]}, "", "2016, 2018"),
        ({"years": [2016], "onward": True}, "", "from 2016 on"),
        ({"onward": True, "change": "less"}, "less than before", ""),
    ],
)
def test_when_and_how_often_an_amount_is_paid_is_told(changes, often, years):
    shown = found()
    one = amount(commitment_id=shown.forms[0].commitment.pk, start=0, end=4, **changes)
    with override("en"):
        (told, _) = action_page.money(replace(shown, amounts=[one]))
    assert (told.amounts[0]["often"], told.amounts[0]["years"]) == (often, years)
    assert told.pieces[0] == (form().budget[:4], True)


def test_a_party_that_is_named_twice_is_there_once_with_its_words():
    party = Party(slug="opvang", name="Opvang", name_en="Care")
    rows = [
        Mention(role="responsible", how="alias", party=party, words="Opvang"),
        Mention(role="responsible", how="alias", party=party, words="Agentschap"),
        Mention(role="responsible", how="open", words="Iemand"),
        Mention(role="responsible", how="none", words="en"),
        Mention(role="involved", how="open", words="Ander"),
    ]
    with override("en"):
        told = action_page.parties(rows, "responsible")
    assert [(each["label"], each["words"]) for each in told] == [
        ("Care", ["Opvang", "Agentschap"]),
        ("Iemand", []),
    ]


def test_what_is_not_known_keeps_its_own_name():
    with override("en"):
        assert action_page.title_of_rule("geen-regel") == "geen-regel"
        assert action_page.help_of_rule("geen-regel") == ""
        assert action_page.name_of_field(form(), "milestones[7].text") == "milestones[7].text"
        assert action_page.name_of_field(form(), "milestones[0].text").startswith("Milestone 2015")
        assert action_page.name_of_field(form(), "budget") == "Commitment"


def test_a_plan_without_government_or_day_is_cited_all_the_same():
    with override("en"):
        assert "Editie 2 (3\N{NO-BREAK SPACE}March" in action_page.citation(found())
        Edition.objects.filter(plan__slug="proef").update(decided_on=None)
        cited = action_page.citation(found())
        assert cited.startswith(
            "Proefplan, action 01_02_01: “Meer kinderen in de crèche”, Editie 2."
        )
        Plan.objects.filter(slug="proef").update(government="De regering")
        assert action_page.citation(found()).startswith("De regering, Proefplan, action")
