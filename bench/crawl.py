"""Follow every link of the site over a real plan: what is broken, and what each kind of page costs.

usage: python bench/crawl.py [PLAN [CATALOGUE ...]]      the example plan if left out

Makes a register in a folder of its own, takes the document (and lines of a catalogue) in, and goes
through all pages in both languages. Exit status 1 where a link is broken or a page takes more than
20 queries.
"""

from __future__ import annotations

import sys
import time
from collections import defaultdict
from collections.abc import Mapping, Sequence
from pathlib import Path
from statistics import median

import own_register  # noqa: F401 (sets Django up)
from django.conf import settings
from django.core.management import call_command
from django.test import Client
from example_register import take_in_example
from web.crawler import crawl

from grondrecht.reading import plan_of
from grondrecht.reading.opening import document_of, read_bytes
from grondrecht.registry.actions.catalogue import import_catalogue
from grondrecht.registry.actions.imports import Target, import_plan
from grondrecht.registry.intake import read_catalogue

MOST_QUERIES = 20
WHO = {"by": "bench", "why": "to crawl"}


def main(files: Sequence[str]) -> int:
    """Fill a register, crawl it, print a row per kind of page."""
    call_command("migrate", verbosity=0)
    fill(files)
    kinds: dict[str, list[tuple[int, float]]] = defaultdict(list)
    broken, last = [], time.perf_counter()
    for page in crawl(Client(), "/nl/", settings.PUBLIC_URL):
        now = time.perf_counter()
        kinds[page.kind].append((page.queries, 1000 * (now - last)))
        last = now
        if page.status not in (200, 301, 302, 303):
            broken.append(f"{page.address} ({page.status}), linked on {page.found_on}")
    return report(kinds, broken)


def fill(files: Sequence[str]) -> None:
    """Take the documents in, or the example plan where none is given."""
    if not files:
        take_in_example()
        return
    plan, *catalogues = files
    document = document_of(read_bytes(plan), plan, lambda share: None)
    target = Target("plan", "1", Path(plan).stem)
    import_plan(plan_of(document), target, apply=True, lines=document.lines, **WHO)
    if catalogues:
        import_catalogue(read_catalogue(catalogues), "plan", **WHO)


def report(kinds: Mapping[str, Sequence[tuple[int, float]]], broken: Sequence[str]) -> int:
    """Print what was found; gives the exit status."""
    print(f"{'kind of page':24} {'pages':>6} {'most queries':>13} {'median ms':>10} {'most ms':>8}")
    for kind, costs in sorted(kinds.items()):
        queries, times = zip(*costs, strict=True)
        row = f"{len(costs):6} {max(queries):13} {median(times):10.1f} {max(times):8.1f}"
        print(f"{kind:24} {row}")
    most = max(queries for costs in kinds.values() for queries, _time in costs)
    total = sum(map(len, kinds.values()))
    print(f"{total} pages, {len(broken)} broken, at most {most} queries", *broken, sep="\n")
    return 1 if broken or most > MOST_QUERIES else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
