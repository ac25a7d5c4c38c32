"""How much a candidate looks like a label: features weighed by how often labels have them.

Each feature adds the logarithm of how often a label has its value over how often a chance
occurrence of the same words has it (naive Bayes). Expectations are given as data; what a document
shows is added to them as counts.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from itertools import pairwise

from grondrecht.reading.candidates import Candidate, Feature, Years
from grondrecht.reading.slots import Slot

# How many imagined candidates the expectations weigh against those seen in the document.
PRIOR_WEIGHT = 4.0
# No single feature decides alone.
LIMIT = 4.0
STEP_LIMIT = 4.0
STEP_WEIGHT = 2.0
# How many labels open their lines as a rule, and how periods that do not open theirs stand there.
OPENING = 0.8
INSIDE = {"ended": 0.45, "odd": 0.45, "usual": 0.1}
WORD_BONUS = 2.5
UNNAMED = (0.25, 0.25)

END = 9999
_Shares = dict[str, tuple[float, float]]

# A document that sets values apart leaves little doubt.
FRAMES: _Shares = {
    "whole": (0.94, 0.03),
    "part": (0.02, 0.87),
    "out": (0.02, 0.1),
    "margin": (0.98, 0.03),
    "indented": (0.02, 0.97),
}
# Per kind and feature: value -> (share among labels, share among chance occurrences). A value that
# is not named is expected as often in both, and only the document can say otherwise.
EXPECTED: dict[str, dict[str, _Shares]] = {
    "label": {
        "opens": {"True": (0.75, 0.25), "False": (0.25, 0.75)},
        "after": {
            "": (0.6, 0.2),
            "glued": (0.02, 0.2),
            "lower": (0.1, 0.4),
            "upper": (0.2, 0.1),
            "digit": (0.04, 0.05),
            "mark": (0.04, 0.05),
        },
        "frame": FRAMES,
    },
    "milestones": {
        "opens": {"True": (0.97, 0.3), "False": (0.03, 0.7)},
        "after": {"": (0.9, 0.2), "glued": (0.01, 0.3), "lower": (0.04, 0.4)},
        "spelling": {"pieces": (0.9, 0.02), "whole": (0.1, 0.98)},
        "frame": FRAMES,
    },
    # The shares of chance are those of years in running text.
    "period": {
        "opens": {
            "True": (0.97, 0.12),
            "ended": (0.01, 0.035),
            "odd": (0.015, 0.15),
            "usual": (0.005, 0.695),
        },
        "runs_on": {"True": (0.05, 0.2), "False": (0.95, 0.8)},
        "after": {
            "": (0.45, 0.11),
            "glued": (0.01, 0.4),
            "lower": (0.1, 0.4),
            "upper": (0.3, 0.03),
            "digit": (0.04, 0.015),
            "year": (0.03, 0.005),
            "mark": (0.1, 0.03),
            "figures": (0.005, 0.01),
        },
        "stage": {"True": (0.4, 0.02), "False": (0.6, 0.98)},
        "frame": FRAMES,
    },
    "period-last": {
        "opens": {
            "True": (0.5, 0.3),
            "ended": (0.2, 0.1),
            "odd": (0.25, 0.1),
            "usual": (0.05, 0.5),
        },
        "after": {"": (0.95, 0.3), "glued": (0.01, 0.3)},
        "frame": FRAMES,
    },
    "heading": {
        "opens": {"True": (0.97, 0.3), "False": (0.03, 0.7)},
    },
    "start": {
        "opens": {"True": (0.97, 0.3), "False": (0.03, 0.7)},
        "frame": {"margin": FRAMES["margin"], "indented": FRAMES["indented"]},
    },
}


class Looks:
    """The scores of candidates, slot by slot."""

    def __init__(self, slots: Sequence[Slot], opening: float = OPENING) -> None:
        self._slots = slots
        self._opening = opening
        self._labels: Counter[tuple[str, Feature]] = Counter()
        self._others: Counter[tuple[str, Feature]] = Counter()
        self._totals: Counter[tuple[str, str, bool]] = Counter()
        self._steps: Counter[tuple[Years, int]] = Counter()
        self._usual: dict[Years, tuple[int, int]] = {}
        self._known: dict[tuple[str, Feature], float] = {}
        self._by_spelling: dict[tuple[str, str], list[int]] = defaultdict(list)
        for number, slot in enumerate(slots):
            for spelling in slot.spellings:
                self._by_spelling[slot.kind, spelling].append(number)

    def learn(
        self,
        found: Sequence[Candidate],
        taken: Sequence[tuple[Slot, Candidate]],
        surely: bool = True,
    ) -> Looks:
        """What labels look like where ``taken`` are labels and the rest of ``found`` are not.

        Where that is not yet sure, periods teach how they stand on their lines, not which years
        they name: those of a whole kind may have been missed.
        """
        labels = [candidate.opens for slot, candidate in taken if slot.kind == "label"]
        looks = Looks(self._slots, sum(labels) / len(labels) if labels else OPENING)
        for slot, candidate in taken:
            looks._count(slot, candidate, True, surely)
        looks._count_steps(taken)
        for under, candidate in _left(found, taken):
            for number in self.slots_for(candidate):
                if _could_be(self._slots[number], under):
                    looks._count(self._slots[number], candidate, False, surely)
        return looks

    def slots_for(self, candidate: Candidate) -> list[int]:
        """The slots whose spelling a candidate has."""
        return self._by_spelling.get((candidate.kind, candidate.spelling), [])

    def score(self, slot: Slot, candidate: Candidate) -> float:
        """How much more the candidate looks like this slot's label than like chance (log odds)."""
        total = sum(self._odds(slot, feature) for feature in candidate.features)
        return total + WORD_BONUS * (candidate.word_count - 1) * (slot.kind in ("label", "heading"))

    def step(self, held: Years, following: int) -> float:
        """What it costs that a row passes over the year that most often follows the period (first
        and last year) before it, in log odds; a row between two usual ones costs nothing. The end
        of the form follows as END.
        """
        usual = self._usual.get(held)
        if usual is None or following <= usual[0]:
            return 0.0
        odds = (usual[1] + STEP_WEIGHT) / (self._steps[held, following] + STEP_WEIGHT)
        return min(STEP_LIMIT, max(0.0, math.log(odds)))

    def _count_steps(self, taken: Sequence[tuple[Slot, Candidate]]) -> None:
        for (slot, one), (after, two) in pairwise(taken):
            held, years = one.years, two.years
            if slot.kind == "period" and held and (years or after.kind != "period"):
                following = years[0] if years and after.kind == "period" else END
                self._steps[held, following] += 1
        for (held, following), seen in self._steps.items():
            if seen > self._usual.get(held, (0, 0))[1]:
                self._usual[held] = (following, seen)

    def _count(self, slot: Slot, candidate: Candidate, label: bool, surely: bool) -> None:
        known = candidate.features if surely or slot.kind != "period" else candidate.features[:1]
        counts = self._labels if label else self._others
        for feature in known:
            counts[slot.name, feature] += 1
            self._totals[slot.name, feature[0][0], label] += 1

    def _odds(self, slot: Slot, feature: Feature) -> float:
        key = (slot.name, feature)
        if key not in self._known:
            label, other = self._expected(slot.look or slot.kind, feature)
            label = self._share(
                self._labels[key], label, self._totals[slot.name, feature[0][0], True]
            )
            other = self._share(
                self._others[key], other, self._totals[slot.name, feature[0][0], False]
            )
            self._known[key] = max(-LIMIT, min(LIMIT, math.log(label / other)))
        return self._known[key]

    def _expected(self, look: str, feature: Feature) -> tuple[float, float]:
        """The shares of a feature's parts multiplied, among labels and among others.

        Periods open their lines where labels do; in a document whose lines were broken anew neither
        says much.
        """
        shares = [EXPECTED[look].get(name, {}).get(value, UNNAMED) for name, value in feature]
        if look == "period" and feature[0][0] == "opens":
            opens = min(1.2 * self._opening, 0.97)
            inside = INSIDE.get(feature[0][1])
            shares[0] = (opens if inside is None else (1 - opens) * inside, shares[0][1])
        return math.prod(share[0] for share in shares), math.prod(share[1] for share in shares)

    @staticmethod
    def _share(seen: int, expected: float, total: int) -> float:
        return (seen + PRIOR_WEIGHT * expected) / (total + PRIOR_WEIGHT)


def _left(
    found: Sequence[Candidate], taken: Sequence[tuple[Slot, Candidate]]
) -> Iterator[tuple[Slot, Candidate]]:
    """The candidates that no taken one overlaps, each with the slot it stands under."""
    at = 0
    for candidate in found:
        while at < len(taken) and taken[at][1].end <= candidate.start:
            at += 1
        if at and (at == len(taken) or taken[at][1].start >= candidate.end):
            yield taken[at - 1][0], candidate


def _could_be(slot: Slot, under: Slot) -> bool:
    """Whether a candidate under one slot is a chance occurrence of another: a year before the
    milestones is no example of a year among them that is no period, and headings are too few and
    too much alike to learn from.
    """
    if slot.kind == "period":
        return under.kind in ("period", "milestones")
    return slot.kind != "heading"
