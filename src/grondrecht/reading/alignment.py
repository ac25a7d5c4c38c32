"""The labels of a template aligned with a whole document at once.

The document is a run of candidates; a path through it takes some of them as the labels of a form,
in the template's order, form after form, and leaves the others to the values. The score of a path
is what its labels look like, minus what is missing, minus words where none belong. The best path is
found by dynamic programming in time linear in the candidates.

What a label looks like in this document (see looks.py) is learnt from the document itself: a first
pass uses weak expectations, later passes what the pass before took and left (Viterbi training).
"""

from __future__ import annotations

import heapq
from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import accumulate, count

from grondrecht.reading.candidates import Candidate, Years
from grondrecht.reading.document import Text
from grondrecht.reading.looks import END, Looks
from grondrecht.reading.slots import FRONT, START, Slot

PASSES = 3
# After how many candidates progress is told.
TELL = 2000
# A period that begins no later than the one before it, or within it, is hardly the next row.
BACKWARD = 6.0
OVERLAP = 0.5
# The most that labels missing one after the other cost.
MOST_MISSING = 14.0
# What looks less like a label than this is not tried: leaving a label out costs less.
HOPELESS = -8.0
# A path so far behind the best one does not catch up within a form.
BEHIND = 60.0
# A value has one cell; each further one costs this.
SECOND_CELL = 2.0
SAME_ROW = 8.0
# Where cells or margins set rows apart, the order of the years says less.
FRAMED_ORDER = 0.2


@dataclass(frozen=True, slots=True)
class Taken:
    """A candidate taken as the label of a slot."""

    slot: Slot
    candidate: Candidate


@dataclass(slots=True)
class _Node:
    """The best path that ends with a candidate taken as a slot."""

    score: float
    slot: int
    years: Years | None
    candidate: Candidate | None
    before: _Node | None
    cells: int = 0


def align(
    text: Text,
    found: Sequence[Candidate],
    slots: Sequence[Slot],
    progress: Callable[[float], None] = lambda share: None,
) -> tuple[list[Taken], Looks]:
    """Take the best labels of a document, in order; give the looks they were judged by too.

    ``progress`` is told the share that is done, from 0 to 1.
    """
    looks = Looks(slots)
    taken: list[Taken] = []
    for number in range(PASSES):
        if number:
            looks = looks.learn(found, taken_pairs(taken), number > 1)
        taken = _best_path(text, found, slots, looks, partial(_tell, progress, number))
    return taken, looks


def _tell(progress: Callable[[float], None], number: int, share: float) -> None:
    """Tell how far all passes are where one of them has done its share."""
    progress((number + share) / PASSES)


def taken_pairs(taken: Sequence[Taken]) -> list[tuple[Slot, Candidate]]:
    """The taken labels as (slot, candidate)."""
    return [(item.slot, item.candidate) for item in taken]


def _best_path(
    text: Text,
    found: Sequence[Candidate],
    slots: Sequence[Slot],
    looks: Looks,
    progress: Callable[[float], None],
) -> list[Taken]:
    sweep = _Sweep(text, slots, looks)
    for number, candidate in enumerate(found):
        if number % TELL == 0:
            progress(number / len(found))
        sweep.move_to(candidate.start)
        for slot in looks.slots_for(candidate):
            look = looks.score(slots[slot], candidate)
            if look > HOPELESS:
                sweep.take(candidate, slot, look)
    sweep.move_to(len(text.text))
    return list(_trace(sweep.end(), slots))


def _trace(node: _Node | None, slots: Sequence[Slot]) -> Iterator[Taken]:
    path = []
    while node is not None and node.candidate is not None:
        path.append(Taken(slots[node.slot], node.candidate))
        node = node.before
    yield from reversed(path)


class _Sweep:
    """The best path to every slot while the document is walked from its first word to its last.

    A taken label counts from its end on, so that labels never overlap; until then it waits.
    """

    def __init__(self, text: Text, slots: Sequence[Slot], looks: Looks) -> None:
        self.text, self.slots, self.looks, self.at = text.text, slots, looks, 0
        # In tables, paths to a slot through other cells are kept apart: they owe other cells.
        self.best: dict[tuple[int, Years | None, int], _Node] = {
            (FRONT, None, 0): _Node(0.0, FRONT, None, None, None)
        }
        self.waiting: list[tuple[int, int, _Node]] = []
        self.numbers = count()
        self.missing = list(accumulate((slot.missing for slot in slots), initial=0.0))
        self.trust_in_order = FRAMED_ORDER if text.tabled or text.indented else 1.0
        self.cells = [block[0] for block in sorted(set(text.blocks))] if text.tabled else []
        self.period = next(n for n, slot in enumerate(slots) if slot.kind == "period")
        self.costly = {number for number, slot in enumerate(slots) if slot.word_cost}

    def move_to(self, offset: int) -> None:
        """Walk on, charging words to the slots they stand under; let waiting labels in."""
        while self.waiting and self.waiting[0][0] <= offset:
            end, _, node = heapq.heappop(self.waiting)
            self._charge(end)
            self._keep(node)
        self._charge(offset)

    def take(self, candidate: Candidate, slot: int, look: float) -> None:
        """Continue every path that may take the candidate as this slot."""
        ordered = self.slots[slot].kind == "period" and self.slots[slot].ordered
        years = candidate.years if ordered else None
        reached = [
            (node.score + look - self._cost(node, slot, years) - _crowded(node, candidate), node)
            for node in self.best.values()
            if slot == START or node.slot >= START
            if slot == START or slot > node.slot or (slot == node.slot and self.slots[slot].repeats)
        ]
        if reached:
            score, node = max(reached, key=lambda pair: pair[0])
            taken = _Node(score, slot, years, candidate, node)
            heapq.heappush(self.waiting, (candidate.end, next(self.numbers), taken))

    def end(self) -> _Node:
        """The best path to the end of the document, what its last form misses counted."""
        return max(self.best.values(), key=lambda node: node.score - self._cost(node, START, None))

    def _charge(self, offset: int) -> None:
        """Charge what is passed on the way to an offset: words, and cells beyond a value's own."""
        if offset <= self.at:
            return
        words = len(self.text[self.at : offset].split())
        cells = bisect_left(self.cells, offset) - bisect_left(self.cells, self.at)
        for node in self.best.values():
            if node.slot in self.costly:
                node.score -= words * self.slots[node.slot].word_cost
            if cells and node.slot != FRONT:
                node.score -= SECOND_CELL * (max(1, node.cells + cells) - max(1, node.cells))
                node.cells += cells
        self.at = offset

    def _keep(self, node: _Node) -> None:
        """Let a path in; one that begins a form ends those that have fallen far behind."""
        key = (node.slot, node.years, node.candidate.start if self.cells and node.candidate else 0)
        held = self.best.get(key)
        if held is None or node.score > held.score:
            self.best[key] = node
        if node.slot == START:
            enough = max(path.score for path in self.best.values()) - BEHIND
            self.best = {key: path for key, path in self.best.items() if path.score >= enough}

    def _cost(self, node: _Node, slot: int, years: Years | None) -> float:
        """What it costs that a slot follows a path: what is passed over, and years out of order."""
        if slot == node.slot == self.period:
            return self._disorder(node.years, years)
        ended = self.looks.step(node.years, END) * self.trust_in_order if node.years else 0.0
        return ended + self._skipped(node.slot, len(self.slots) if slot == START else slot)

    def _skipped(self, after: int, before: int) -> float:
        """What the slots between two cost when nothing is taken for them: a form that was filled in
        for a part lacks many of them together.
        """
        if after == FRONT:
            return 0.0
        return min(MOST_MISSING, self.missing[before] - self.missing[after + 1])

    def _disorder(self, held: Years | None, years: Years | None) -> float:
        """What it costs that one period's row follows another's."""
        if held is None or years is None:
            return 0.0
        later = years[0] > held[0] or (years[0] == held[0] and years[1] > held[1])
        order = (OVERLAP if years[0] <= held[1] else 0.0) if later else BACKWARD
        return (order + self.looks.step(held, years[0])) * self.trust_in_order


def _crowded(node: _Node, candidate: Candidate) -> float:
    """What it costs that two periods stand in one row of a table, where one has its text."""
    before = node.candidate
    if before is None or not candidate.row or not before.kind == candidate.kind == "period":
        return 0.0
    return SAME_ROW if before.row == candidate.row else 0.0
