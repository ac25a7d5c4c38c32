"""Whoever works here reaches every page by links, no link is broken, and no page asks too much.

query_budgets.json holds how many queries each kind of page of the workplace may take, whoever
opens it; raise a budget only for a reason.
"""

import json
from pathlib import Path

import pytest
from django.conf import settings
from followed_register import take_in_followed
from followup.cast import actor_for, signed_in
from web.crawler import crawl

from grondrecht.followup.actions.actions import involve

BUDGETS = json.loads((Path(__file__).parent / "query_budgets.json").read_text("utf-8"))
MOST_QUERIES = 25
# What is kept of a person, and what a report is made of, is asked for table by table.
FILES = {"work-me-data", "work-person-data", "work-round-report"}
# The public site has a crawl of its own; of a report one file is enough, the others are made of the
# same; the fields of an action have pages alike.
SKIP = (
    r"^/(?!nl/werk/)|/afmelden|/rapport/(?!report\.json$)"
    r"|/herstelcodes|/twee-stappen|/veld/(?!summary)"
)
pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def visited(cast, django_db_blocker):
    """What each of the cast reaches from the workbench."""
    with django_db_blocker.unblock():
        take_in_followed()
        involve(actor_for(cast.els), cast.own_action, "Platform", why="x")
        return {
            name: list(crawl(signed_in(person), "/nl/werk/", settings.PUBLIC_URL, SKIP, choices=2))
            for name, person in cast.everyone.items()
            if name in ("coordinator", "cabinet", "official", "association", "nobody")
        }


def test_no_link_of_the_workplace_is_broken(visited):
    broken = [
        (name, page.address, page.found_on, page.status)
        for name, pages in visited.items()
        for page in pages
        if page.status not in (200, 301, 302)
    ]
    assert broken == []


def test_no_page_of_the_workplace_takes_more_queries_than_its_budget(visited):
    most = most_of(visited)
    over = {kind: count for kind, count in most.items() if count > BUDGETS.get(kind, 0)}
    assert over == {}
    assert max(count for kind, count in BUDGETS.items() if kind not in FILES) <= MOST_QUERIES


def test_no_budget_is_kept_for_a_page_of_the_workplace_that_is_gone(visited):
    assert BUDGETS.keys() <= most_of(visited).keys()


def most_of(visited):
    """Kind of page -> the most queries that it took anybody."""
    most = {}
    for pages in visited.values():
        for page in pages:
            most[page.kind] = max(page.queries, most.get(page.kind, 0))
    return most
