"""What is counted and compared, in memory: read once, and again only where something changed.

A snapshot is never changed: a new one replaces it. It remembers which actions hold a word, as long
as it lives, so that the database is asked once for each.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import takewhile
from sys import intern
from threading import Lock
from typing import Any

import numpy as np
import numpy.typing as npt
from django.db import connection
from django.db.models import Max

from grondrecht.registry.models import SearchEntry, SearchRevision, SearchWord
from grondrecht.registry.search import fulltext
from grondrecht.registry.search.facets import Compact, Facet, Gathered, Mask, compact, loosened
from grondrecht.registry.search.query import Clause

Positions = npt.NDArray[np.int64]
FACETS = ("plan", "right", "office", "party", "period", "has", "rule", "kind")
# The stems of so many words at most stand for a beginning.
MOST_BEGINNINGS = 2000
# How many bytes of answers of the database a snapshot remembers.
_REMEMBERED = 16_000_000
# Where more actions changed than this, all are read again.
_PATCHED = 2000
# The actions that hold a clause anywhere, and those that do in their title.
Answer = tuple[Compact, Compact]
Stems = Mapping[str, tuple[str, ...]]


class Remembered:
    """The last answers of the database, for threads that ask at once."""

    def __init__(self) -> None:
        self._held: dict[Clause, Answer] = {}
        self._bytes = 0
        self._lock = Lock()

    def get(self, asked: Clause) -> Answer | None:
        """The answer, if it is remembered; it is then the last to be forgotten."""
        with self._lock:
            answer = self._held.pop(asked, None)
            if answer is not None:
                self._held[asked] = answer
            return answer

    def put(self, asked: Clause, answer: Answer) -> None:
        """Remember an answer, and forget the one that was asked for longest ago."""
        with self._lock:
            self._forget(asked)
            self._held[asked] = answer
            self._bytes += _size(answer)
            while self._bytes > _REMEMBERED and len(self._held) > 1:
                self._forget(next(iter(self._held)))

    def _forget(self, asked: Clause) -> None:
        answer = self._held.pop(asked, None)
        self._bytes -= _size(answer) if answer else 0


def _size(answer: Answer) -> int:
    """About how many bytes an answer takes, its question included."""
    return sum(held.nbytes for held in answer) + 1000


@dataclass(frozen=True, eq=False)
class Snapshot:
    """All actions that can be found, in the order of their ids.

    ``order`` is the place of each where nothing else tells: newest plan first, then by code.
    """

    seen: int
    ids: npt.NDArray[np.int64]
    order: npt.NDArray[np.int32]
    facets: Mapping[str, Facet]
    words: tuple[str, ...]
    stems: Stems
    remembered: Remembered = field(default_factory=lambda: Remembered())

    def having(self, clause: Clause, title: bool = False) -> Mask:
        """The actions that hold a clause, in their title or anywhere."""
        answer = self.remembered.get(clause)
        if answer is None:
            anywhere, titled = fulltext.backend().matching(clause)
            answer = self._compact(anywhere), self._compact(titled)
            self.remembered.put(clause, answer)
        return loosened(answer[title], len(self.ids))

    def _compact(self, ids: Positions) -> Compact:
        found = np.zeros(len(self.ids), bool)
        if len(self.ids):
            places = np.searchsorted(self.ids, ids)
            places[places == len(self.ids)] = 0
            found[places[self.ids[places] == ids]] = True
        return compact(found)

    def beginning(self, start: str) -> list[str]:
        """The stems of the known words that begin so."""
        first = bisect_left(self.words, start)
        near = self.words[first : first + MOST_BEGINNINGS]
        alike = takewhile(lambda word: word.startswith(start), near)
        return [root for word in alike for root in self.stems[word]]


_kept: dict[str, Snapshot] = {}
_lock = Lock()


def current() -> Snapshot:
    """The snapshot of what the database holds now. One short query where nothing changed."""
    told = SearchRevision.objects.aggregate(last=Max("number"))["last"] or 0
    name = str(connection.settings_dict["NAME"])
    with _lock:
        kept = _kept.get(name)
        if kept is None or kept.seen != told:
            kept = (kept and _patched(kept, told)) or _read(told)
            _kept[name] = kept
        return kept


def _patched(kept: Snapshot, told: int) -> Snapshot | None:
    """The snapshot with what changed since; None where all has to be read again.

    That is where many actions changed, some came or went, or what was seen was rolled back.
    """
    if not SearchRevision.objects.filter(number=kept.seen).exists():
        return None
    rows = list(SearchEntry.objects.filter(revision__gt=kept.seen).values(*_FIELDS)[: _PATCHED + 1])
    places = np.searchsorted(kept.ids, [row["action_id"] for row in rows]).tolist()
    is_same = SearchEntry.objects.count() == len(kept.ids) and all(
        place < len(kept.ids) and kept.ids[place] == row["action_id"]
        for place, row in zip(places, rows, strict=True)
    )
    if len(rows) > _PATCHED or not is_same:
        return None
    facets = {
        name: facet.patched(
            {place: _values(name, row) for place, row in zip(places, rows, strict=True)}
        )
        for name, facet in kept.facets.items()
    }
    if None in facets.values():
        return None
    words, stems = _words()
    known = {name: facet for name, facet in facets.items() if facet}
    return replace(kept, seen=told, facets=known, words=words, stems=stems, remembered=Remembered())


_FIELDS = ("action_id", "plan_id", "plan", "code", "facets")
# So many rows are read at once: a register may be larger than what fits in memory beside it.
_ROWS = 2000


def _read(told: int) -> Snapshot:
    """All that the database holds."""
    ids, plans, codes = array("q"), array("q"), []
    gathered = {name: Gathered() for name in FACETS}
    for rows in _rows():
        ids.extend(row["action_id"] for row in rows)
        plans.extend(row["plan_id"] for row in rows)
        codes += [intern(row["code"]) for row in rows]
        for name, held in gathered.items():
            held.add(*(_values(name, row) for row in rows))
    words, stems = _words()
    return Snapshot(
        seen=told,
        ids=np.array(ids, np.int64),
        order=_order(plans, codes),
        facets={name: held.facet(as_pairs=name == "plan") for name, held in gathered.items()},
        words=words,
        stems=stems,
    )


def _rows() -> Iterator[list[dict[str, Any]]]:
    last = 0
    while True:
        after = SearchEntry.objects.filter(action_id__gt=last).order_by("action_id")
        rows = list(after.values(*_FIELDS)[:_ROWS])
        if not rows:
            return
        yield rows
        last = rows[-1]["action_id"]


def _values(name: str, row: Mapping[str, Any]) -> Sequence[str]:
    values: Sequence[str] = [row["plan"]] if name == "plan" else row["facets"].get(name, ())
    return values


def _order(plans: Sequence[int], codes: Sequence[str]) -> npt.NDArray[np.int32]:
    """The place of each action: newest plan first, then by code."""
    rank = {code: number for number, code in enumerate(sorted(set(codes)))}
    ranks = np.array([rank[code] for code in codes], np.int32)
    order = np.empty(len(codes), np.int32)
    order[np.lexsort((ranks, -np.array(plans, np.int64)))] = np.arange(len(codes), dtype=np.int32)
    return order


def _words() -> tuple[tuple[str, ...], Stems]:
    """All words in the order of their letters, as Python compares them, with their stems."""
    stems: dict[str, tuple[str, ...]] = {}
    for word, root in sorted(SearchWord.objects.values_list("word", "stem")):
        stems[word] = (*stems.get(word, ()), root)
    return tuple(stems), stems
