"""Every page can be reached from the home page, no link is broken, and no page asks too much.

query_budgets.json holds how many queries each kind of page may take. A page that needs more fails;
raise its budget only for a reason. bench/crawl.py does the same with any register.
"""

import json
from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client
from followed_register import take_in_followed
from web.crawler import crawl, local

from grondrecht.api import urls as api_urls
from grondrecht.registry.models import Action, Indicator, Instrument, Office, Party, Right
from grondrecht.web import urls as web_urls

BUDGETS = json.loads((Path(__file__).parent / "query_budgets.json").read_text("utf-8"))
MOST_QUERIES = 20
pytestmark = pytest.mark.django_db
# A file of the whole register asks once per table.
FILES = {"download"}
# Addresses that are asked for by programs and told in texts, not by a link on a page.
NOT_LINKED = {"style"}


@pytest.fixture(scope="module")
def visited(example, django_db_setup, django_db_blocker):
    """Every page in Dutch, with what it answered; one crawl serves all tests."""
    with django_db_blocker.unblock():
        take_in_followed()
        # English and Turtle are the same pages once more; bench/crawl.py goes there too.
        skip = r"^/en/|/id/.*\.ttl$"
        pages = crawl(Client(), "/nl/", settings.PUBLIC_URL, skip, choices=3)
        return {page.address: page for page in pages}


def test_no_link_is_broken(visited):
    broken = [
        (page.address, page.found_on, page.status)
        for page in visited.values()
        if page.status not in (200, 301, 302, 303)
    ]
    assert broken == []


def test_a_link_to_a_place_on_a_page_finds_it(visited):
    lost = []
    for page in visited.values():
        for link in page.links:
            target, _hash, place = link.partition("#")
            address = local(target, page.address, settings.PUBLIC_URL)
            found = visited.get(address)
            if place and found and found.media == "text/html" and place not in found.ids:
                lost.append((page.address, link))
    assert lost == []


def test_every_kind_of_page_is_reached(visited):
    patterns = [*web_urls.urlpatterns, *api_urls.urlpatterns]
    names = {pattern.name for pattern in patterns if getattr(pattern, "name", None)}
    assert names - {page.kind for page in visited.values()} == NOT_LINKED


@pytest.mark.parametrize(
    ("model", "path"),
    [
        (Action, "acties/{0.code}"),
        (Right, "grondrechten/{0.code}"),
        (Office, "ambten/{0.code}"),
        (Indicator, "indicatoren/{0.slug}"),
        (Instrument, "instrumenten/{0.kind}/{0.slug}"),
        (Party, "partijen/{0.slug}"),
    ],
    ids=lambda value: getattr(value, "__name__", ""),
)
def test_everything_that_is_held_has_a_page_that_is_reached(visited, db, model, path):
    rows = list(model.objects.all())
    wanted = {f"/nl/voorbeeld/{path.format(row)}" for row in rows if not _of_monitor(row)}
    assert wanted - visited.keys() == set()


def _of_monitor(row):
    return getattr(row, "definition", "")


def test_every_indicator_of_the_monitor_has_a_page_that_is_reached(visited, db):
    slugs = Indicator.objects.exclude(definition="").values_list("slug", flat=True)
    assert {f"/nl/voorbeeld/monitor/{slug}" for slug in slugs} - visited.keys() == set()
    assert slugs


def test_no_page_takes_more_queries_than_its_budget(visited):
    most = {}
    for page in visited.values():
        most[page.kind] = max(page.queries, most.get(page.kind, 0))
    over = {kind: count for kind, count in most.items() if count > BUDGETS.get(kind, 0)}
    assert over == {}
    assert max(count for kind, count in BUDGETS.items() if kind not in FILES) <= MOST_QUERIES


def test_no_budget_is_kept_for_a_page_that_is_gone(visited):
    assert BUDGETS.keys() <= {page.kind for page in visited.values()}


def test_every_page_has_a_title_of_its_own_kind_in_both_languages(visited, client):
    for address in ("/nl/", "/nl/voorbeeld/"):
        english = client.get(address.replace("/nl/", "/en/"))
        assert english.status_code == 200
        assert 'lang="en"' in english.text[:200]
