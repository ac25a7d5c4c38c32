"""The page that describes the API to people says what the document for programs says."""

import re
from html import unescape

import pytest
from django.test import Client

pytestmark = pytest.mark.django_db


@pytest.fixture
def document(client):
    return client.get("/api/v1/openapi.json").json()


@pytest.fixture
def page(client):
    return client.get("/api/v1/", headers={"Accept-Language": "en"}).content.decode()


def test_it_tells_every_address_parameter_and_field(document, page):
    for path, operations in document["paths"].items():
        assert path in page
        for parameter in operations["get"].get("parameters", ()):
            assert f"<code>{parameter['name']}</code>" in page
    words = unescape(page)
    for name, schema in document["components"]["schemas"].items():
        if name.endswith("Row"):
            for field, described in schema["properties"].items():
                assert f"<code>items[].{field}</code>" in page, (name, field)
                assert described["description"] in words


def test_the_contents_lead_to_every_part(page):
    anchors = re.findall(r'<a href="#([\w-]+)">', page)
    assert len(anchors) > 25
    assert all(page.count(f' id="{anchor}"') == 1 for anchor in anchors)


def test_every_table_has_a_name_of_its_own(page):
    captions = re.findall(r'<caption id="([\w-]+)"', page)
    assert len(set(captions)) == len(captions) > 25
    named = re.findall(r'role="region" aria-labelledby="([^"]+)"', page)
    assert len(set(named)) == len(captions)
    ids = set(re.findall(r' id="([^"]+)"', page))
    assert {each for names in named for each in names.split()} <= ids


def test_it_runs_nothing_and_loads_nothing_from_elsewhere(client, page):
    assert not re.search(r"<script(?! type=\"application/ld\+json\")|<style| style=| on\w+=", page)
    assert not re.search(r'(?:src|href)="(?!http://127\.0\.0\.1:8000/|/|#)', page)
    assert "script-src" not in client.get("/api/v1/")["Content-Security-Policy"]


def test_it_speaks_the_language_of_the_reader():
    for language in ("nl", "en"):
        page = Client().get("/api/v1/", headers={"Accept-Language": language})
        assert f'<html lang="{language}"' in page.content.decode()
        assert "Accept-Language" in page["Vary"]
