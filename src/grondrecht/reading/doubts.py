"""Where another reading of a form was nearly as good as the one that was taken."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence

from grondrecht.plan.model import Doubt
from grondrecht.reading.alignment import Taken
from grondrecht.reading.candidates import Candidate
from grondrecht.reading.document import Text
from grondrecht.reading.looks import Looks
from grondrecht.reading.slots import Slot

# Within this many log odds another place is as good a label: about one in eight.
CLOSE = 2.0
# A year that looks this little like a period may still be one.
FAINT = -2.0


class Rivals:
    """The candidates of a document that were left, to be asked for between two offsets."""

    def __init__(
        self, text: Text, found: Sequence[Candidate], slots: Sequence[Slot], looks: Looks
    ) -> None:
        self.text, self.found, self.looks = text, found, looks
        self.starts = [candidate.start for candidate in found]
        self.numbers = {slot.name: number for number, slot in enumerate(slots)}

    def doubts(self, form: Sequence[Taken], end: int) -> Iterator[Doubt]:
        """The doubts about one form: its labels in order, and the offset where it ends."""
        stops = [item.candidate.start for item in form[1:]] + [end]
        befores = [None, *form]
        for before, item, stop in zip(befores, form, stops, strict=False):
            start = before.candidate.end if before else item.candidate.start
            if item.slot.kind == "period":
                yield from self._periods(item, stop)
            elif item.slot.kind == "label":
                yield from self._label(item, start, stop)

    def _label(self, item: Taken, start: int, stop: int) -> Iterator[Doubt]:
        """Other places between the labels around it where this label could be."""
        enough = self.looks.score(item.slot, item.candidate) - CLOSE
        for rival in self._between(start, stop, item):
            if self.looks.score(item.slot, rival) >= enough:
                yield Doubt(item.slot.name, f"label kan ook staan op {self._place(rival)}")

    def _periods(self, item: Taken, stop: int) -> Iterator[Doubt]:
        """Years under a period that could begin a row of their own."""
        for rival in self._between(item.candidate.end, stop, item):
            if self.looks.score(item.slot, rival) >= FAINT:
                yield Doubt("milestones", f"rij kan ook beginnen op {self._place(rival)}")

    def _between(self, start: int, stop: int, item: Taken) -> Iterator[Candidate]:
        """Candidates for the same slot from start to stop that do not overlap what was taken."""
        number = self.numbers[item.slot.name]
        for place in range(bisect_left(self.starts, start), bisect_left(self.starts, stop)):
            rival = self.found[place]
            apart = rival.end <= item.candidate.start or rival.start >= item.candidate.end
            if apart and rival.end <= stop and number in self.looks.slots_for(rival):
                yield rival

    def _place(self, rival: Candidate) -> str:
        words = " ".join(rival.words.split())
        return f"regel {self.text.line_at(rival.start).number} ({words})"
