"""What programs that walk the site are told: where everything is, and what to leave alone."""

from collections import Counter
from urllib.parse import urlsplit
from xml.etree import ElementTree

import pytest
from django.test import Client
from django.urls import resolve
from django.utils.translation import override

from grondrecht.registry.models import Action, Plan
from grondrecht.web import sitemap

pytestmark = pytest.mark.django_db
SPACE = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
client = Client()


def get(address):
    response = client.get(address)
    assert response.status_code == 200
    return ElementTree.fromstring(b"".join(response.streaming_content))


def addresses(root):
    return [node.text for node in root.iter(f"{SPACE}loc")]


def test_robots_are_told_where_the_index_is(example, settings):
    settings.PUBLIC_URL = "https://example.org"
    response = client.get("/robots.txt")
    assert response["Content-Type"] == "text/plain; charset=utf-8"
    assert "Sitemap: https://example.org/sitemap.xml" in response.content.decode()
    assert "Disallow: /*/zoeken?" in response.content.decode()


def test_the_index_names_a_sitemap_per_plan_and_each_is_there(example, settings):
    found = addresses(get("/sitemap.xml"))
    assert found == [
        f"{settings.PUBLIC_URL}/sitemap-site.xml",
        f"{settings.PUBLIC_URL}/sitemap/voorbeeld.xml",
    ]
    for address in found:
        assert addresses(get(urlsplit(address).path))


def test_every_address_is_a_page_in_both_languages(example):
    found = addresses(get("/sitemap/voorbeeld.xml")) + addresses(get("/sitemap-site.xml"))
    paths = [urlsplit(address).path for address in found]
    assert Counter(path[:4] for path in paths)["/nl/"] == len(paths) / 2
    with override("nl"):
        kinds = {resolve(path).url_name: path for path in paths if path.startswith("/nl/")}
    assert {client.get(path).status_code for path in kinds.values()} == {200}
    assert {"action", "quality", "compare", "data", "about", "search"} <= set(kinds)
    assert len([path for path in paths if "/acties/" in path]) == 2 * Action.objects.count()


def test_an_action_says_when_it_changed(example):
    root = get("/sitemap/voorbeeld.xml")
    code = Action.objects.first().code
    node = next(u for u in root if u.findtext(f"{SPACE}loc").endswith(f"/acties/{code}"))
    assert node.findtext(f"{SPACE}lastmod")[:2] == "20"
    versions = node.findall("{http://www.w3.org/1999/xhtml}link")
    assert [version.get("hreflang") for version in versions] == ["nl", "en"]


def test_many_plans_are_written_piece_by_piece(example, db, django_assert_num_queries):
    Plan.objects.bulk_create(
        Plan(slug=f"plan-{number}", name="Plan", language="nl") for number in range(3000)
    )
    with django_assert_num_queries(1):
        pieces = list(sitemap.index())
    assert len(pieces) == 3004
    assert max(map(len, pieces)) < 400


def test_the_number_of_queries_of_a_plan_is_fixed(example, django_assert_max_num_queries):
    with django_assert_max_num_queries(13):
        get("/sitemap/voorbeeld.xml")


def test_a_sitemap_is_never_longer_than_allowed(example, monkeypatch):
    monkeypatch.setattr(sitemap, "MOST", 10)
    assert len(addresses(get("/sitemap/voorbeeld.xml"))) == 10


def test_an_unknown_plan_is_refused(example):
    assert client.get("/sitemap/nergens.xml").status_code == 404
