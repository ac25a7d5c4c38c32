"""How an indicator goes: whether its values move away from what the plan is after. Pure values."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal


@dataclass(frozen=True)
class Point:
    """A value of an indicator for a period that ends on ``day``.

    ``kind`` is that of an observation: observed, baseline or target.
    """

    kind: str
    day: date
    value: Decimal
    margin: Decimal = Decimal(0)
    period: str = ""


@dataclass(frozen=True)
class Course:
    """The values of an indicator for everybody; ``better`` is which way is progress, if either."""

    name: str
    name_en: str
    better: str
    points: list[Point]

    def ends(self) -> tuple[Point, Point] | None:
        """Where it began and where it is now: the last baseline, else the first value seen."""
        seen = sorted(self._of("observed"), key=lambda point: point.day)
        baselines = sorted(self._of("baseline"), key=lambda point: point.day)
        start = baselines[-1] if baselines else seen[0] if seen else None
        later = [point for point in seen if start and point.day > start.day]
        return (start, later[-1]) if start and later else None

    def moves_away(self) -> bool:
        """Whether it is now farther from its target, or worse, than where it began.

        What stays within the margins of error of both values counts as no move.
        """
        ends = self.ends()
        if ends is None:
            return False
        start, now = ends
        if abs(now.value - start.value) <= start.margin + now.margin:
            return False
        if self.better:
            return (now.value < start.value) == (self.better == "up")
        targets = sorted(self._of("target"), key=lambda point: point.day)
        goal = targets[-1].value if targets else None
        return goal is not None and abs(now.value - goal) > abs(start.value - goal)

    def _of(self, kind: str) -> Iterator[Point]:
        return (point for point in self.points if point.kind == kind)
