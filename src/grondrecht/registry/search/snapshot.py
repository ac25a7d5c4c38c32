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
from threading import Lock
from typing import Any

import numpy as np
import numpy.typing as npt
from django.db import connection
from django.db.models import Max

from grondrecht.registry.models import SearchEntry, SearchRevision, SearchWord
from grondrecht.registry.search import fulltext
from grondrecht.registry.search.facets import Bits, Facet, Gathered, Mask, packed, unpacked
from grondrecht.registry.search.query import Clause

Positions = npt.NDArray[np.int64]
FACETS = ("plan", "right", "office", "party", "period", "has", "rule", "kind")
# The stems of so many words at most stand for a beginning.
MOST_BEGINNINGS = 2000
# How many answers of the database a snapshot remembers, each of a bit per action.
_REMEMBERED = 1024
# Where more actions changed than this, all are read again.
_PATCHED = 2000
Stems = Mapping[str, tuple[str, ...]]


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
    _remembered: dict[tuple[Clause, bool], Bits] = field(default_factory=dict)

    def having(self, clause: Clause, title: bool = False) -> Mask:
        """The actions that hold a clause, in their title or anywhere."""
        key = (clause, title)
        bits = self._remembered.pop(key, None)
        if bits is None:
            bits = packed(self._ask(clause, title))
        # What was asked last stands last, so that the first is the one to forget.
        self._remembered[key] = bits
        if len(self._remembered) > _REMEMBERED:
            self._remembered.pop(next(iter(self._remembered)), None)
        return unpacked(bits, len(self.ids))

    def _ask(self, clause: Clause, title: bool) -> Mask:
        found = np.zeros(len(self.ids), bool)
        if len(self.ids):
            ids = fulltext.backend().matching(clause, title)
            places = np.searchsorted(self.ids, ids)
            places[places == len(self.ids)] = 0
            found[places[self.ids[places] == ids]] = True
        return found

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
    return replace(kept, seen=told, facets=known, words=words, stems=stems, _remembered={})


_FIELDS = ("action_id", "plan_id", "plan", "code", "facets")
# So many rows are read at once: a register may be larger than what fits in memory beside it.
_ROWS = 20_000


def _read(told: int) -> Snapshot:
    ids, keys = array("q"), []
    gathered = {name: Gathered() for name in FACETS}
    for row in _rows():
        ids.append(row["action_id"])
        keys.append((-row["plan_id"], row["code"]))
        for name, values in gathered.items():
            values.add(_values(name, row))
    words, stems = _words()
    return Snapshot(
        seen=told,
        ids=np.array(ids, np.int64),
        order=_order(keys),
        facets={name: held.facet(as_pairs=name == "plan") for name, held in gathered.items()},
        words=words,
        stems=stems,
    )


def _rows() -> Iterator[dict[str, Any]]:
    last = 0
    while True:
        after = SearchEntry.objects.filter(action_id__gt=last).order_by("action_id")
        rows = list(after.values(*_FIELDS)[:_ROWS])
        if not rows:
            return
        yield from rows
        last = rows[-1]["action_id"]


def _values(name: str, row: Mapping[str, Any]) -> Sequence[str]:
    values: Sequence[str] = [row["plan"]] if name == "plan" else row["facets"].get(name, ())
    return values


def _order(keys: Sequence[tuple[int, str]]) -> npt.NDArray[np.int32]:
    order = np.empty(len(keys), np.int32)
    order[sorted(range(len(keys)), key=keys.__getitem__)] = np.arange(len(keys), dtype=np.int32)
    return order


def _words() -> tuple[tuple[str, ...], Stems]:
    """All words in the order of their letters, as Python compares them, with their stems."""
    stems: dict[str, tuple[str, ...]] = {}
    for word, root in sorted(SearchWord.objects.values_list("word", "stem")):
        stems[word] = (*stems.get(word, ()), root)
    return tuple(stems), stems
