"""The best first: words in the title, then how often an action holds the words for its length."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from grondrecht.registry.search import fulltext
from grondrecht.registry.search.query import Query
from grondrecht.registry.search.snapshot import Positions, Snapshot

# How many of the best are compared by how often they hold the words.
COMPARED = 100
# The k1 and b of BM25, and how many times a word of the title counts.
_K1, _B, _TITLE = 1.2, 0.75, 3


def ranked(hits: Positions, query: Query, known: Snapshot, wanted: int) -> Positions:
    """The hits that come first, at least as many as wanted.

    Titles with every word come before those with some, and those before the rest; within that the
    newest plan and the lowest code. The first 100 of that order are then compared by their words.
    """
    tiers = _tiers(hits, query, known)
    score = tiers * len(known.ids) - known.order[hits]
    many = max(wanted, COMPARED)
    if len(hits) > many:
        top = np.argpartition(-score, many)[:many]
        hits, score, tiers = hits[top], score[top], tiers[top]
    best = np.argsort(-score, kind="stable")
    hits, tiers = hits[best], tiers[best]
    if not query.clauses:
        return hits
    weights = _weights(known.ids[hits[:COMPARED]].tolist(), query)
    order = sorted(
        range(len(weights)), key=lambda n: (-int(tiers[n]), -weights[n], int(known.order[hits[n]]))
    )
    return np.concatenate([hits[:COMPARED][order], hits[COMPARED:]])


def _tiers(hits: Positions, query: Query, known: Snapshot) -> Positions:
    """2 where the title holds every word, 1 where it holds any, 0 elsewhere."""
    if not query.clauses:
        return np.zeros(len(hits), np.int64)
    titled = [known.having(clause, title=True)[hits] for clause in query.clauses]
    some, every = np.logical_or.reduce(titled), np.logical_and.reduce(titled)
    tiers: Positions = some.astype(np.int64) + every
    return tiers


def _weights(ids: Sequence[int], query: Query) -> list[float]:
    """How often each action holds the words, for its length: as BM25 does."""
    held = fulltext.backend().held(ids) if ids else {}
    alone = {phrase[0] for phrase in query.phrases if len(phrase) == 1}
    rows = [f" {' '.join(phrase)} " for phrase in query.phrases if len(phrase) > 1]
    counted = []
    for pk in ids:
        title, body = held.get(pk, ("", ""))
        often = sum(_times(stem, body) + _TITLE * _times(stem, title) for stem in alone)
        often += sum(f" {body} ".count(row) + _TITLE * f" {title} ".count(row) for row in rows)
        counted.append((often, body.count(" ") + 1))
    mean = sum(length for _, length in counted) / len(counted) if counted else 1
    return [
        often * (_K1 + 1) / (often + _K1 * (1 - _B + _B * length / (mean or 1))) if often else 0.0
        for often, length in counted
    ]


def _times(stem: str, stems: str) -> int:
    """How often a stem is among stems with spaces between them; each has spaces of its own here."""
    return f" {stems.replace(' ', '  ')} ".count(f" {stem} ") if stem in stems else 0
