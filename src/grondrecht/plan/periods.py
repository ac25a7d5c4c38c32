"""The periods that milestones are promised for: their words, years and stage."""

from __future__ import annotations

import re
from dataclasses import dataclass

_YEAR = re.compile(r"(?<!\d)((?:19|20)\d{2})(?!\d)")
_RANGE = re.compile(r"((?:19|20)\d{2})\s*(?:[-–—/]|t/?m|tot(?: en met)?|until|to)\s*((?:19|20)\d{2})")
_BASELINE = re.compile(r"begin\s*fase|nul\s*meting|baseline|start\s*situatie", re.IGNORECASE)
_FINAL = re.compile(r"eind\s*doel|eind\s*meting|end\s*goal|final", re.IGNORECASE)


@dataclass(frozen=True)
class Period:
    """A period as printed, the years it covers and its stage in the plan.

    ``years`` are all years covered, in order: ``2016-2018`` covers 2016, 2017 and 2018, ``2015 en
    2016`` two. ``stage`` is ``baseline`` (beginfase, nulmeting), ``final`` (einddoel) or
    ``interim``; only the printed words decide, never the year.
    """

    text: str
    years: tuple[int, ...] = ()
    stage: str = "interim"

    @classmethod
    def parse(cls, text: str) -> Period:
        """Read a period from its words; a text without a year gives no years."""
        return cls(text, _years(text), _stage(text))


def _years(text: str) -> tuple[int, ...]:
    years = {int(year) for year in _YEAR.findall(text)}
    for first, last in _RANGE.findall(text):
        years.update(range(int(first), int(last) + 1))
    return tuple(sorted(years))


def _stage(text: str) -> str:
    if _FINAL.search(text):
        return "final"
    return "baseline" if _BASELINE.search(text) else "interim"
