"""The pages of rights and offices: what is promised, who must see to it, who held the office."""

from datetime import date

import pytest
from django.test import Client
from web.reading_pages import linked_data, links, words

from grondrecht.registry.models import Action, Mandate, Office, Right
from grondrecht.web.office_page import holder_on

pytestmark = pytest.mark.django_db
client = Client()
HOME = "/en/voorbeeld"


def get(address):
    response = client.get(address)
    assert response.status_code == 200
    return response


def test_the_rights_are_listed_with_their_numbers(example):
    response = get(f"{HOME}/grondrechten")
    assert len(response.context["per_right"]) == Right.objects.count() == 11
    for row in response.context["per_right"]:
        assert row["count"] == Action.objects.filter(right=row["right"]).count()
        assert row["address"] in links(response)
    assert "housing and energy" in words(response)


def test_a_right_tells_what_is_promised_for_it(example):
    response = get(f"{HOME}/grondrechten/08")
    page = words(response)
    own = Action.objects.filter(right__code="08")
    assert "What the plan promises for the basic right housing and energy." in page
    assert [row.code for row in response.context["actions"].rows] == sorted(
        own.values_list("code", flat=True)
    )
    assert all(f"{HOME}/acties/{action.code}" in links(response) for action in own)
    assert response.context["figures"][0]["count"] == own.count()
    for each in response.context["figures"]:
        assert "right=08" in each["address"]
        assert client.get(each["address"]).context["found"].total == each["count"]


def test_a_right_names_the_offices_that_must_see_to_it(example):
    response = get(f"{HOME}/grondrechten/08")
    offices = response.context["offices"]
    assert sum(row["count"] for row in offices) == response.context["figures"][0]["count"]
    for row in offices:
        assert client.get(row["search"]).context["found"].total == row["count"] > 0
        assert f"right=08&office={row['office'].code}" in row["search"]


def test_a_right_tells_its_money_and_where_it_is_counted(example):
    response = get(f"{HOME}/grondrechten/08")
    assert response.context["sums"]
    for each in response.context["sums"]:
        assert client.get(each["address"]).context["sum"] == each["value"]
    assert f"{HOME}/geld#hoe" in links(response)


def test_a_right_leads_to_its_data_and_speaks_both_languages(example):
    response = get(f"{HOME}/grondrechten/08")
    data = linked_data(response)
    assert (data["@type"], data["termCode"]) == ("DefinedTerm", "08")
    assert data["inDefinedTermSet"]["@id"].endswith("/id/plan/voorbeeld")
    assert "<h1" in (dutch := get("/nl/voorbeeld/grondrechten/08").content.decode())
    assert "Wonen en energie" in dutch


def test_the_offices_are_listed_with_who_holds_them(example):
    response = get(f"{HOME}/ambten")
    held = Mandate.objects.get(office__code="03", last_day__isnull=True)
    assert f"Minister of Budget, Finance and Energy{held.person}" in words(response)
    for row in response.context["offices"]:
        assert client.get(row["search"]).context["found"].total == row["count"]


def test_an_office_tells_what_it_is_and_that_the_list_contradicts_it(example):
    response = get(f"{HOME}/ambten/03")
    office = Office.objects.get(code="03")
    page = words(response)
    assert "Minister of Budget, Finance and Energy" in page
    assert office.name in page
    assert f"{office.printed_name} (does not fit the forms)" in page
    assert "The document's own list does not fit its forms" in page
    assert response.context["contradictions"][0]["message"].startswith("Office 03 is ")
    dutch = get("/nl/voorbeeld/ambten/03").context["contradictions"]
    assert dutch[0]["message"].startswith("Ambt 03 is ")


def test_the_printed_list_is_never_taken_for_the_holder(example):
    for office in Office.objects.exclude(printed_name=""):
        assert get(f"{HOME}/ambten/{office.code}").context["holder"] != office.printed_name


def test_the_holder_on_a_day_is_whoever_had_the_mandate_then():
    mandates = [
        Mandate(person="A", first_day=date(2014, 1, 1), last_day=date(2015, 12, 31)),
        Mandate(person="B", first_day=date(2017, 1, 1)),
    ]
    days = [date(2013, 12, 31), date(2014, 1, 1), date(2015, 12, 31), date(2016, 6, 1)]
    assert [holder_on(mandates, day) for day in days] == ["", "A", "A", ""]
    assert holder_on(mandates, date(2030, 1, 1)) == "B"


def test_the_actions_of_an_office_stand_under_their_rights(example):
    response = get(f"{HOME}/ambten/06")
    body = response.content.decode()
    rights = [row.right.code for row in response.context["actions"].rows]
    assert rights == sorted(rights)
    assert body.count('<h3 class="group-heading">') == len(set(rights)) > 1
    per_right = response.context["per_right"]
    assert sum(row["count"] for row in per_right) == response.context["figures"][0]["count"]


def test_the_cabinets_that_forms_name_are_counted_per_action(example):
    response = get(f"{HOME}/ambten/06")
    cabinets = response.context["cabinets"]
    assert cabinets == sorted(cabinets, key=lambda each: -each["count"])
    assert cabinets[0]["address"] in links(response)
    assert cabinets[0]["count"] <= response.context["figures"][0]["count"]
