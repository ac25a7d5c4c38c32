"""What holds for every overview page: few queries, no markup of a document, words, a way on."""

import re

import pytest
from django.db import connection, transaction
from django.test import Client, RequestFactory
from django.test.utils import CaptureQueriesContext
from web.reading_pages import linked_data, links, words
from web.two_plans import HOSTILE, LARGE, PAGES, SMALL, fill

from grondrecht.registry.models import Plan
from grondrecht.web.listed import listed

pytestmark = pytest.mark.django_db
MOST = 20
client = Client()


@pytest.fixture(scope="module")
def plans(django_db_setup, django_db_blocker):
    with django_db_blocker.unblock(), transaction.atomic():
        fill()
        yield
        transaction.set_rollback(True)


def get(page, plan=SMALL, language="en"):
    response = client.get(f"/{language}/{plan}/{page}")
    assert response.status_code == 200
    return response


def queries(page, plan, statuses=(200,)):
    """How often the tables are asked; what Django finds out once per connection does not count."""
    with CaptureQueriesContext(connection) as captured:
        assert client.get(f"/en/{plan}/{page}").status_code in statuses
    return len([each for each in captured if '"registry_' in each["sql"]])


@pytest.mark.parametrize("page", PAGES)
def test_a_page_takes_few_queries_however_many_rows_there_are(plans, page):
    assert 0 < queries(page, SMALL) == queries(page, LARGE) <= MOST


@pytest.mark.parametrize("code", ["01_02_00/csv", "01_02_00/kaart", "01.02.00", "01_02_99"])
def test_what_belongs_to_an_action_takes_few_queries_too(plans, code):
    small, large = (queries(f"acties/{code}", plan, (200, 301, 404)) for plan in (SMALL, LARGE))
    assert 0 < small == large <= MOST


@pytest.mark.parametrize("page", PAGES)
def test_nothing_in_a_document_becomes_markup(plans, page):
    body = get(page).content.decode()
    assert "<script>alert" not in body
    assert body.count("<script") == body.count('<script type="application/ld+json">') <= 1
    assert not re.search(r"\sstyle=|\son\w+=\"", body)


@pytest.mark.parametrize("page", PAGES)
def test_a_page_has_a_title_a_description_a_heading_and_a_place(plans, page):
    body = get(page).content.decode()
    assert re.search(r"<title>\S.*</title>", body)
    assert re.search(r'<meta name="description" content="\S', body)
    assert body.count("<h1") == 1
    assert 'aria-current="page"' in body


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize("page", PAGES)
def test_a_page_says_which_language_it_speaks(plans, page, language):
    body = get(page, language=language).content.decode()
    assert f'<html lang="{language}"' in body
    other = {"nl": "en", "en": "nl"}[language]
    assert f'href="/{other}/{SMALL}/{page.partition("?")[0]}' in body


@pytest.mark.parametrize(
    "page", ["grondrechten/01", "ambten/02", "partijen/kabinet-welzijn", "instrumenten/system/boos"]
)
def test_a_thing_leads_to_its_data(plans, page):
    response = get(page)
    data = linked_data(response)
    assert data["@context"] == "https://schema.org"
    assert f'href="{data["@id"]}.jsonld"' in response.content.decode()
    assert f'href="{data["@id"]}.ttl"' in response.content.decode()


def test_hostile_names_stand_there_as_words(plans):
    assert HOSTILE in words(get("instrumenten/system/boos"))
    assert HOSTILE in words(get("ambten/02"))
    assert f"{HOSTILE} actie 0" in words(get("grondrechten/01"))


@pytest.mark.parametrize(
    "address",
    [
        "geenplan/",
        "geenplan/geld",
        "geenplan/grondrechten",
        "klein/grondrechten/77",
        "klein/ambten/77",
        "klein/partijen/niemand",
        "klein/instrumenten/boot",
        "klein/instrumenten/system/niets",
        "klein/instrumenten/dataset/boos",
        "klein/indicatoren/niets",
        "klein/indicatoren/niets/grafiek.svg",
        "klein/indicatoren/niets/waarnemingen.csv",
    ],
)
def test_what_is_not_there_is_said_to_be_not_there(plans, address):
    response = client.get(f"/en/{address}")
    assert response.status_code == 404
    assert "This page does not exist" in response.content.decode()


@pytest.mark.parametrize("page", PAGES)
def test_a_page_is_only_read(plans, page):
    assert client.post(f"/en/{SMALL}/{page}").status_code == 405


def test_the_menu_and_the_foot_lead_to_every_part(plans):
    found = set(links(get("")))
    parts = ["grondrechten", "ambten", "partijen", "geld", "instrumenten", "indicatoren"]
    parts += ["kwaliteit", "wijzigingen", "zoeken", "data"]
    assert {f"/en/{SMALL}/{part}" for part in parts} <= found
    assert {"/en/", "/en/over", "/en/woordenlijst", "/en/toegankelijkheid"} <= found


def test_the_menu_shows_where_one_is(plans):
    menu = r'<li><a href="/en/klein/ambten" aria-current="(\w+)">'
    assert re.search(menu, get("ambten").content.decode())[1] == "page"
    assert re.search(menu, get("ambten/02").content.decode())[1] == "true"
    assert re.search(menu, get("geld").content.decode()) is None


def test_a_list_of_actions_is_turned_page_by_page(plans):
    of_plan = Plan.objects.get(slug=LARGE)
    request = RequestFactory().get("/", {"bladzijde": "2"})
    first = listed(RequestFactory().get("/"), of_plan, of_plan.actions.all(), size=8)
    second = listed(request, of_plan, of_plan.actions.all(), size=8)
    codes = [row.code for row in (*first.rows, *second.rows)]
    assert codes == sorted(of_plan.actions.values_list("code", flat=True))
    assert len(first.rows) == 8
    assert (first.page.next_address, second.page.next_address) == ("/?bladzijde=2", "")
    assert first.rows[0].who[0]["label"] == "Kabinet Welzijn"


@pytest.mark.parametrize("page", ["grondrechten/01", "ambten/02"])
def test_right_and_office_have_a_feed(plans, page):
    body = get(page).content.decode()
    feed = f"/en/{SMALL}/{page}/wijzigingen.atom"
    assert re.search(
        rf'<link rel="alternate" type="application/atom\+xml" [^>]*href="{feed}"', body
    )
