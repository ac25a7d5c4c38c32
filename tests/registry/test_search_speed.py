"""Searching stays fast as the register grows; bench/load.py drives 200,000 actions.

Bounds are in turns of a loop that is timed beside the search, so that a slow machine, or one that
is busy with other tests, fails nothing.
"""

import time

import pytest
from django.db import transaction
from small_plans import form, plan, take_in

from grondrecht.registry.models import Action, Plan, SearchEntry
from grondrecht.registry.search import Entry, index_actions, search
from grondrecht.registry.search.snapshot import _kept, current

pytestmark = pytest.mark.django_db
MANY = 2000
WORDS = (
    "kinderen",
    "gezin",
    "huur",
    "premie",
    "school",
    "wijk",
    "energie",
    "overleg",
    "crèche",
    "o",
)


@pytest.fixture(scope="module", autouse=True)
def register(django_db_setup, django_db_blocker):
    """Two thousand actions, each with some of the words."""
    with django_db_blocker.unblock(), transaction.atomic():
        take_in(plan(form("01_02_01")))
        fill(Plan.objects.get())
        yield
        transaction.set_rollback(True)


def fill(held):
    actions = Action.objects.bulk_create(
        Action(plan=held, code=f"05_02_{n}", title=f"{WORDS[n % 7]} en {WORDS[n % 10]}")
        for n in range(MANY)
    )
    index_actions(
        Entry(
            action.pk,
            held.slug,
            "nl",
            action.code,
            action.title,
            (("summary", " ".join(WORDS[at % 9] for at in range(n % 60))),),
            {"right": ("05",), "party": (f"partij-{n % 50}",), "has": ("money",) * (n % 2)},
        )
        for n, action in enumerate(actions)
    )


def a_turn():
    """How long a fixed piece of work takes now, in seconds of this thread."""
    started = time.thread_time()
    sum(len(f"{number:x}") for number in range(100_000))
    return time.thread_time() - started


def turns_of(work):
    """How many turns a piece of work takes; the least of five tries, of both."""
    turn = min(a_turn() for _ in range(5))
    taken = []
    for _ in range(5):
        started = time.thread_time()
        work()
        taken.append(time.thread_time() - started)
    return min(taken) / turn


@pytest.mark.parametrize(
    ("text", "chosen"),
    [
        ("", {}),
        ("kinderen", {"has": ["money"]}),
        ("gezin huur -school", {"party": ["partij-3", "partij-4"]}),
        ('"overleg creche"', {}),
        ("ki* premei", {}),
    ],
)
def test_a_search_with_all_facets_takes_a_moment(text, chosen):
    assert search(text, chosen).total > 0
    # A turn is some twelve milliseconds; a search takes half of one at most.
    assert turns_of(lambda: search(text, chosen)) < 2


def test_reading_all_anew_takes_a_moment():
    assert SearchEntry.objects.count() == MANY + 1

    def read():
        _kept.clear()
        current()

    assert turns_of(read) < 6


def test_a_search_costs_four_queries_however_many_actions(django_assert_num_queries):
    search("kinderen")
    # What changed; the stems of the best; the actions; their forms.
    with django_assert_num_queries(4):
        assert search("kinderen").total > 100
    with django_assert_num_queries(3):
        assert search("").total > MANY
