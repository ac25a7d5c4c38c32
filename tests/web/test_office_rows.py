"""What the pages of rights and offices say where much is known, and where little is."""

from datetime import date

import pytest
from django.test import Client
from registry.small_plans import plan, take_in
from web.reading_pages import linked_data, links, words

from grondrecht.registry.models import Mandate, Office, Plan, Portfolio
from grondrecht.web.office_page import contradictions

pytestmark = pytest.mark.django_db
client = Client()


def get(address):
    response = client.get(address)
    assert response.status_code == 200
    return response


def test_who_answers_leads_to_its_page_and_who_waits_does_not(db):
    take_in(plan())
    response = get("/en/proef/grondrechten/01")
    row = response.context["actions"].rows[0]
    assert row.who[0]["label"] == "Kabinet Welzijn"
    assert row.who[0]["address"] == "/en/proef/partijen/kabinet-welzijn"
    Plan.objects.get().actions.first().mentions.filter(role="responsible").update(
        party=None, how="open"
    )
    waiting = get("/en/proef/grondrechten/01").context["actions"].rows[0]
    assert waiting.who[0] == {"label": "Kabinet Welzijn", "address": "", "language": "nl"}


def test_an_action_that_names_nobody_says_so(db):
    take_in(plan())
    Plan.objects.get().actions.first().mentions.all().delete()
    assert "The form names nobody who answers." in words(get("/en/proef/grondrechten/01"))


def test_a_finding_about_another_office_is_not_told(db):
    take_in(plan())
    office = Office.objects.get(code="02")
    assert contradictions(office.plan.editions.get(), office) == []
    assert "does not fit" not in words(get("/en/proef/ambten/02"))


def test_an_office_nobody_has_described_says_what_is_not_known(db):
    take_in(plan())
    page = words(get("/en/proef/ambten/02"))
    assert "What this office is in use, this register does not know yet." in page
    assert "Who held this office and when, this register does not know yet." in page
    assert "In use" in page
    assert "not known to this register" in page
    assert "minister A. Eersteling" in page


def test_an_office_shows_its_holders_and_domains_through_time(db):
    take_in(plan())
    office = Office.objects.get(code="02")
    days = {"first_day": date(2014, 7, 25), "last_day": date(2016, 1, 31)}
    Mandate.objects.create(office=office, person="Eerste Persoon", source="Staatsblad", **days)
    Mandate.objects.create(
        office=office,
        person="Tweede Persoon",
        first_day=date(2016, 2, 1),
        source="https://example.org/besluit",
    )
    Portfolio.objects.create(office=office, name="Wonen", name_en="Housing", **days)
    response = get("/en/proef/ambten/02")
    page = words(response).replace("\N{NO-BREAK SPACE}", " ")
    assert "Eerste Persoon25 July 201431 January 2016Staatsblad" in page
    assert "Tweede Persoon1 February 2016today" in page
    assert "Housing25 July 201431 January 2016" in page
    assert "https://example.org/besluit" in links(response)
    assert response.context["holder"] == "Tweede Persoon"
    first = linked_data(response)["member"][0]
    assert first["member"]["name"] == "Eerste Persoon"
    assert (first["startDate"], first["endDate"]) == ("2014-07-25", "2016-01-31")
