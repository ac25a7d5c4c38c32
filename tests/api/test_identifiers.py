"""Permanent identifiers: each names one thing for ever, and answers as it is asked."""

import pytest
from django.urls import resolve
from rdflib import Graph, URIRef

from grondrecht.registry.export.dcat import FILES
from grondrecht.registry.export.records import address_of
from grondrecht.registry.export.things import THINGS
from grondrecht.registry.models import Form, Party

pytestmark = pytest.mark.django_db
OF_CATALOGUE = ["catalogue", "service", "publisher", "dataset/proef"]


@pytest.mark.parametrize(
    ("accept", "media"),
    [
        ("application/ld+json", "application/ld+json"),
        ("text/turtle", "text/turtle; charset=utf-8"),
        ("text/turtle;q=0.9, application/ld+json;q=0.5", "text/turtle; charset=utf-8"),
        ("application/json", "application/json"),
    ],
)
def test_an_identifier_answers_as_it_is_asked(client, full, accept, media):
    answer = client.get("/id/action/proef/01_02_01", headers={"Accept": accept})
    assert (answer.status_code, answer["Content-Type"]) == (200, media)
    assert "Accept" in answer["Vary"]
    assert b"/id/action/proef/01_02_01" in answer.content


def test_a_person_is_led_to_the_page_in_their_language(client, full):
    for language in ("nl", "en"):
        answer = client.get(
            "/id/action/proef/01_02_01",
            headers={"Accept": "text/html,*/*;q=0.8", "Accept-Language": language},
        )
        assert answer.status_code == 303
        assert answer["Location"] == f"/{language}/proef/acties/01_02_01"


def test_a_suffix_needs_no_negotiation(client, full):
    assert client.get("/id/right/proef/01.ttl")["Content-Type"].startswith("text/turtle")
    assert "@graph" in client.get("/id/plan/proef.jsonld").json()


def test_a_form_that_is_not_given_is_refused(client, full):
    answer = client.get("/id/plan/proef", headers={"Accept": "image/png"})
    assert answer.status_code == 406


@pytest.mark.parametrize(
    "name", ["plan/niets", "action/proef", "iets/proef", "form/proef/1/x", "action/proef/a/b/c"]
)
def test_an_identifier_of_nothing_is_not_found(client, full, name):
    assert client.get(f"/id/{name}", headers={"Accept": "text/turtle"}).status_code == 404


def test_a_form_that_browsers_ask_for_leads_to_the_page(client, full):
    browser = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"
    for accept in (browser, "*/*", "application/ld+json;q=0.1, text/html", ""):
        headers = {"Accept": accept} if accept else {}
        assert client.get("/id/plan/proef", headers=headers).status_code == 303


def names_of(row, thing):
    values = []
    for path in thing.fields:
        value = row
        for name in path.split("__"):
            value = getattr(value, name)
        values.append(str(value))
    return values


@pytest.mark.parametrize("kind", sorted(THINGS))
def test_everything_has_a_page_and_says_itself_what_it_is(client, full, kind):
    thing = THINGS[kind]
    rows = list(thing.rows())
    assert rows
    for row in rows:
        own = address_of(kind, *names_of(row, thing))
        path = own.removeprefix("http://127.0.0.1:8000")
        led = client.get(path, headers={"Accept": "text/html", "Accept-Language": "en"})
        assert led.status_code == 303
        assert led["Location"].startswith("/en/")
        graph = Graph().parse(data=client.get(f"{path}.ttl").content, format="turtle")
        assert (URIRef(own), None, None) in graph


def test_a_form_leads_to_its_action_in_its_edition(client, full):
    form = Form.objects.filter(edition__slug="1", action__code="03_04_01").get()
    led = client.get(f"/id/form/proef/1/{form.position}.html")
    assert led["Location"] == "/nl/proef/acties/03_04_01?editie=1"


def test_a_party_leads_to_a_plan_that_names_it(client, full):
    assert client.get("/id/party/de-brug.html")["Location"] == "/nl/proef/partijen/de-brug"
    Party.objects.create(slug="onbekend", name="Onbekend", kind="other")
    assert client.get("/id/party/onbekend.html")["Location"] == "/nl/"


@pytest.mark.parametrize("name", OF_CATALOGUE)
def test_the_parts_of_the_catalogue_are_found_too(client, full, name):
    graph = Graph().parse(data=client.get(f"/id/{name}.ttl").content, format="turtle")
    assert (URIRef(address_of(*name.split("/"))), None, None) in graph
    led = client.get(f"/id/{name}", headers={"Accept": "text/html"})
    assert led.status_code == 303
    assert led["Location"].startswith(("/nl/", "/api/v1/"))


@pytest.mark.parametrize("file", [each[0] for each in FILES])
def test_a_distribution_leads_to_its_file(client, full, file):
    led = client.get(f"/id/distribution/proef/{file}", headers={"Accept": "text/html"})
    assert resolve(led["Location"]).url_name == "download"
    answer = client.get(led["Location"])
    assert answer.status_code == 200
    assert b"".join(answer)


@pytest.mark.parametrize(
    "name",
    [
        "iets",
        "catalogue/x",
        "dataset",
        "dataset/niets",
        "dataset/proef/x/y",
        "distribution/proef",
        "distribution/proef/secret-key",
        "distribution/niets/full.xlsx",
    ],
)
def test_what_the_catalogue_does_not_hold_is_not_found(client, full, name):
    assert client.get(f"/id/{name}", headers={"Accept": "text/turtle"}).status_code == 404


def test_letters_that_mean_something_in_an_address_are_written_as_letters():
    assert address_of("right", "proef", "a/b?#é").endswith("/id/right/proef/a%2Fb%3F%23%C3%A9")
