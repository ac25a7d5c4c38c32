"""What is counted and compared, in memory: read once, and again only where something changed.

Each facet whose values an action has several of (party, period, ...) is a bitmap per value, so that
counting 200,000 actions takes a millisecond. A snapshot is never changed: a new one replaces it.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import takewhile
from threading import Lock
from typing import Any

import numpy as np
import numpy.typing as npt
from django.db import connection
from django.db.models import Count, Max

from grondrecht.registry.models import SearchEntry, SearchWord

Mask = npt.NDArray[np.bool_]
Positions = npt.NDArray[np.int64]
FACETS = ("plan", "right", "office", "party", "period", "has", "rule", "kind")
_FIELDS = ("action_id", "plan_id", "plan", "code", "facets")


@dataclass(frozen=True)
class Facet:
    """A facet of all actions: its values, and per value the actions that have it, as bits."""

    values: tuple[str, ...]
    bits: npt.NDArray[np.uint64]

    def counts(self, mask: Mask) -> npt.NDArray[np.int64]:
        """How many of the actions in a mask have each value."""
        shared = self.bits & _packed(mask)
        return np.bitwise_count(shared).sum(axis=1, dtype=np.int64)

    def mask(self, chosen: Iterable[str], size: int) -> Mask:
        """The actions that have any of these values."""
        rows = [number for number, value in enumerate(self.values) if value in set(chosen)]
        united = (
            np.bitwise_or.reduce(self.bits[rows], axis=0) if rows else self.bits[:0].sum(axis=0)
        )
        return np.unpackbits(united.astype(np.uint64).view(np.uint8))[:size].astype(bool)


@dataclass(frozen=True)
class Codes:
    """A facet of which every action has one value at most: its number per action, -1 for none."""

    values: tuple[str, ...]
    codes: npt.NDArray[np.int32]

    def counts(self, mask: Mask) -> npt.NDArray[np.int64]:
        """How many of the actions in a mask have each value."""
        return np.bincount(self.codes[mask] + 1, minlength=len(self.values) + 1)[1:]

    def mask(self, chosen: Iterable[str], size: int) -> Mask:
        """The actions that have any of these values."""
        wanted = [number for number, value in enumerate(self.values) if value in set(chosen)]
        return np.isin(self.codes, wanted)


@dataclass(frozen=True)
class Snapshot:
    """All actions that can be found, in the order of their ids.

    ``order`` is the place of each where nothing else tells: newest plan first, then by code.
    """

    seen: tuple[int, int]
    ids: npt.NDArray[np.int64]
    order: npt.NDArray[np.int32]
    codes: tuple[str, ...]
    facets: Mapping[str, Facet | Codes]
    words: tuple[str, ...]
    stems: Mapping[str, tuple[str, ...]]
    roots: frozenset[str]

    def positions(self, ids: npt.NDArray[np.int64]) -> Positions:
        """Where these actions stand; those that are not known are left out."""
        if not len(self.ids):
            return np.zeros(0, np.int64)
        found = np.searchsorted(self.ids, ids)
        found[found == len(self.ids)] = 0
        kept: Positions = found[self.ids[found] == ids]
        return kept

    def beginning(self, start: str) -> list[str]:
        """The stems of the known words that begin so, at most 200 words."""
        first = bisect_left(self.words, start)
        alike = takewhile(lambda word: word.startswith(start), self.words[first : first + 200])
        return [root for word in alike for root in self.stems[word]]

    def knows(self, roots: Iterable[str]) -> bool:
        """Whether any of these stems stands in an action."""
        return any(root in self.roots for root in roots)


_kept: dict[str, Snapshot] = {}
_lock = Lock()


def current() -> Snapshot:
    """The snapshot of what the database holds now. One query where nothing changed."""
    told = SearchEntry.objects.aggregate(last=Max("revision"), count=Count("pk"))
    seen = (told["last"] or 0, told["count"])
    name = str(connection.settings_dict["NAME"])
    with _lock:
        kept = _kept.get(name)
        if kept is None or kept.seen != seen:
            _kept[name] = kept = _read(seen)
        return kept


def _read(seen: tuple[int, int]) -> Snapshot:
    rows = list(SearchEntry.objects.order_by("action_id").values_list(*_FIELDS))
    ids = np.array([row[0] for row in rows], np.int64)
    stems: dict[str, tuple[str, ...]] = {}
    for word, root in SearchWord.objects.order_by("word", "stem").values_list("word", "stem"):
        stems[word] = (*stems.get(word, ()), root)
    return Snapshot(
        seen=seen,
        ids=ids,
        order=_order(rows),
        codes=tuple(row[3] for row in rows),
        facets={name: _facet(name, rows) for name in FACETS},
        words=tuple(stems),
        stems=stems,
        roots=frozenset(root for known in stems.values() for root in known),
    )


def _order(rows: list[Any]) -> npt.NDArray[np.int32]:
    ordered = sorted(range(len(rows)), key=lambda number: (-rows[number][1], rows[number][3]))
    order = np.empty(len(rows), np.int32)
    order[ordered] = np.arange(len(rows), dtype=np.int32)
    return order


def _facet(name: str, rows: list[Any]) -> Facet | Codes:
    if name == "plan":
        return _single([row[2] for row in rows])
    if name in ("right", "office"):
        return _single([next(iter(row[4].get(name, ())), "") for row in rows])
    return _several([row[4].get(name, ()) for row in rows])


def _single(held: list[str]) -> Codes:
    values = tuple(sorted({value for value in held if value}))
    numbers = {value: number for number, value in enumerate(values)}
    codes = np.array([numbers.get(value, -1) for value in held], np.int32)
    return Codes(values, codes)


def _several(held: list[list[str]]) -> Facet:
    values = tuple(sorted({value for row in held for value in row}))
    numbers = {value: number for number, value in enumerate(values)}
    rows = np.zeros((len(values), _padded(len(held))), bool)
    for position, row in enumerate(held):
        for value in row:
            rows[numbers[value], position] = True
    return Facet(values, np.packbits(rows, axis=1).view(np.uint64))


def _packed(mask: Mask) -> npt.NDArray[np.uint64]:
    padded = np.zeros(_padded(len(mask)), bool)
    padded[: len(mask)] = mask
    return np.packbits(padded).view(np.uint64)


def _padded(size: int) -> int:
    """A whole number of 64 bits, at least one."""
    return max(1, -(-size // 64)) * 64
