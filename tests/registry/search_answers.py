"""Fill the database that DATABASE_URL names with plans and answer searches, as one JSON text.

Run as a program with the path of a JSON file: plans as JSON texts by slug, and questions, each a
text, the values chosen per facet and a page. test_search_databases.py asks two databases the same.
"""

import json
import os
import sys
from multiprocessing import get_context
from pathlib import Path

import django

if __name__ == "__main__":
    os.environ["DJANGO_SETTINGS_MODULE"] = "grondrecht.config.settings"
    django.setup()

from django.core.management import call_command
from django.db import connections

from grondrecht.plan.exchange import from_text
from grondrecht.registry.actions.imports import Target, import_plan
from grondrecht.registry.actions.texts import maintain_text
from grondrecht.registry.models import Action
from grondrecht.registry.search import search

WHO = {"by": "An Coördinator", "why": "om te vergelijken"}
NEW = "De ooievaar klappert"


def answer(text, choices, page):
    """All that a search gives, but for the numbers of rows."""
    told = search(text, choices, page, 10)
    return {
        "total": told.total,
        "corrected": told.corrected,
        "mode": told.mode,
        "hits": [[hit.plan, hit.code, hit.title, hit.field, hit.snippet] for hit in told.hits],
        "facets": told.facets,
    }


def write():
    """Change a text, as another process than the one that answers."""
    action = Action.objects.order_by("pk").first()
    maintain_text(action, "summary", NEW, **WHO)


def elsewhere(work):
    """Do something in a process of its own."""
    connections.close_all()
    child = get_context("fork").Process(target=work)
    child.start()
    child.join()
    assert child.exitcode == 0


def main():
    """Answer the questions, and once more after another process wrote."""
    asked = json.loads(Path(sys.argv[1]).read_text("utf-8"))
    call_command("migrate", verbosity=0)
    for slug, text in asked["plans"].items():
        import_plan(from_text(text), Target(slug, "1", slug), apply=True, **WHO)
    answers = [answer(*question) for question in asked["questions"]]
    before = answer(NEW, {}, 1)
    elsewhere(write)
    json.dump({"answers": answers, "new": [before, answer(NEW, {}, 1)]}, sys.stdout)


if __name__ == "__main__":
    main()
