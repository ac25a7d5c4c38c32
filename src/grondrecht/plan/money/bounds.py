"""What stands around a figure and bounds it: maximum, minimum, estimate, range, change."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from grondrecht.plan.money import words
from grondrecht.plan.money.figures import Figure, alternatives


def _before(patterns: Sequence[str], name: str) -> str:
    return rf"(?:(?<!\w)(?P<{name}>{alternatives(patterns)})(?:\s(?:van|of|op))?\s{{0,3}})?"


_BOUND_BEFORE = re.compile(
    rf"(?:(?<!\w)(?:(?P<max>{alternatives(words.MAXIMUM)})|(?P<min>{alternatives(words.MINIMUM)}))"
    rf"(?:\s(?:van|of|op))?\s{{0,3}})?{_before(words.ABOUT, 'about')}\Z",
    re.IGNORECASE,
)
_BOUND_AFTER = re.compile(
    r"\s{0,2}\(?(?:(?P<max>max\.?|maximum|maximaal|at most|of minder)"
    r"|(?P<min>min\.?|minimum|minimaal|at least|of meer)"
    r"|(?P<about>ca\.?|circa|geraamd|raming|geschat|schatting|bij benadering|estimated?))(?!\w)"
    r"(?!\s{0,3}(?:€|eur|\d[\d.]{3}))\)?",
    re.IGNORECASE,
)
_RANGE = re.compile(rf"\s{{0,3}}{alternatives(words.RANGE)}\s{{0,3}}", re.IGNORECASE)
_SHORT_RANGE = re.compile(r"\s{0,3}[à–-]\s{0,3}", re.IGNORECASE)
_BETWEEN = {
    re.compile(rf"(?<!\w){opening}\s{{1,3}}\Z".replace(" ", r"\s"), re.IGNORECASE): re.compile(
        rf"\s{{0,3}}{alternatives(links)}\s{{1,3}}", re.IGNORECASE
    )
    for opening, links in words.BETWEEN.items()
}
_FROM = re.compile(r"(?<!\w)(?:van|from)\s{1,3}\Z", re.IGNORECASE)
_CHANGES = {
    name: re.compile(
        rf"(?<!\w){alternatives(patterns)}"
        r"(?:\s?:|(?:\s(?!(?:tot|naar|to)\s)[^\W\d]\w{0,20}\.?){0,4}"
        r"|(?:\s[^\W\d][\w-]{0,30}){0,8}\s(?:met|by)(?:\s[^\W\d]\w{0,12}\.?){0,2})\s{1,3}\Z",
        re.IGNORECASE,
    )
    for name, patterns in words.CHANGES.items()
}


@dataclass(frozen=True)
class Bounds:
    """The stretch ``start``:``end`` of an amount with its bounding words, and what they say:
    ``max``, ``min`` and ``about``."""

    start: int
    end: int
    says: frozenset[str]


def bounds_of(text: str, figure: Figure) -> Bounds:
    """What bounds a single figure, before it or right after it."""
    before = text[max(0, figure.start - 40) : figure.start]
    opening = _BOUND_BEFORE.search(before)
    closing = _BOUND_AFTER.match(text, figure.end)
    start = figure.start - len(before) + opening.start() if opening else figure.start
    says = frozenset(
        name
        for match in (opening, closing)
        if match
        for name, found in match.groupdict().items()
        if found
    )
    return Bounds(start, closing.end() if closing else figure.end, says)


def are_range(text: str, low: Figure, high: Figure) -> bool:
    """Whether words or a dash make a range of two figures that follow each other."""
    gap = text[low.end : high.start]
    if len(gap) > 24 or low.like_a_year:
        return False
    before = text[max(0, low.start - 24) : low.start]
    between = any(
        opening.search(before) and link.fullmatch(gap) for opening, link in _BETWEEN.items()
    )
    return between or bool(_RANGE.fullmatch(gap))


def opening_of(text: str, low: Figure) -> int:
    """Where the words begin that open a range (*tussen*, *van*), or the figure itself."""
    before = text[max(0, low.start - 24) : low.start]
    found = (pattern.search(before) for pattern in (*_BETWEEN, _FROM))
    starts = [match.start() for match in found if match]
    return low.start - len(before) + min(starts) if starts else low.start


def leaves_thousands_out(text: str, low: Figure, high: Figure) -> bool:
    """Whether the first figure of a range means thousands as the second does: "10 à 15.000"."""
    short = (
        not low.unit
        and low.digits.isdigit()
        and high.factor == 1
        and 0 < low.value < 1000 <= high.value
    )
    near = low.value * 1000 < high.value < low.value * 10_000
    return short and near and bool(_SHORT_RANGE.fullmatch(text[low.end : high.start]))


def change_of(text: str, start: int) -> str:
    """Whether the words before an amount make it a change: ``less``, ``more`` or empty."""
    before = text[max(0, start - 160) : start]
    return next((name for name, pattern in _CHANGES.items() if pattern.search(before)), "")
