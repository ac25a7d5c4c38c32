"""Signs printed on a page become words and lines, whichever way their text runs.

Places are points (1/72 inch), x from the left and y from the top of the page as it is seen.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

# In sizes of the letters: how far apart two letters of a word stand at most, how far its letters
# may stand above or below each other, and how far the words of a line (raised ones too).
GAP = 0.13
LEVEL = 0.2
SAME_LINE = 0.5


@dataclass(frozen=True, slots=True)
class Sign:
    """A printed sign that runs from (x, y) on its base line over ``width``; ``turn`` is the
    direction of its text in degrees, clockwise from left to right, and ``size`` its letters' size.
    """

    text: str
    x: float
    y: float
    width: float
    size: float
    turn: int = 0


@dataclass(frozen=True, slots=True)
class Word:
    """Signs that stand together. ``start`` to ``end`` is where it runs along its text's direction,
    ``base`` how far its base line lies across it; (x, y) is its middle on the page.
    """

    text: str
    start: float
    end: float
    base: float
    size: float
    turn: int
    x: float
    y: float


def words(signs: Iterable[Sign]) -> list[Word]:
    """The words that signs make, in no order; white space only keeps them apart."""
    by_turn: dict[int, list[tuple[float, float, Sign]]] = defaultdict(list)
    for sign in signs:
        along, across = _turned(sign.x, sign.y, -sign.turn)
        by_turn[sign.turn].append((across, along, sign))
    return [
        word
        for turn, placed in by_turn.items()
        for level in _levels(placed)
        for word in _words_of(level, turn)
    ]


def lines(found: Iterable[Word]) -> list[list[Word]]:
    """Words as lines, each way of running apart: from top to bottom, each from left to right."""
    by_turn: dict[int, list[Word]] = defaultdict(list)
    for word in found:
        by_turn[word.turn].append(word)
    return [line for turn in sorted(by_turn) for line in _lines_of(by_turn[turn])]


def _turned(x: float, y: float, degrees: int) -> tuple[float, float]:
    """A point turned clockwise around the corner of the page."""
    if not degrees:
        return x, y
    cos, sin = math.cos(math.radians(degrees)), math.sin(math.radians(degrees))
    return x * cos - y * sin, x * sin + y * cos


def _levels(placed: list[tuple[float, float, Sign]]) -> Iterator[list[tuple[float, float, Sign]]]:
    """Signs on one base line, from left to right, base line after base line."""
    level: list[tuple[float, float, Sign]] = []
    for item in sorted(placed, key=lambda item: item[0]):
        if level and item[0] - level[0][0] > LEVEL * min(item[2].size, level[0][2].size):
            yield sorted(level, key=lambda item: item[1])
            level = []
        level.append(item)
    yield sorted(level, key=lambda item: item[1])


def _words_of(level: Sequence[tuple[float, float, Sign]], turn: int) -> Iterator[Word]:
    held: list[tuple[float, float, Sign]] = []
    for item in level:
        if held and (item[2].text.isspace() or _apart(held[-1], item)):
            yield _word(held, turn)
            held = []
        if not item[2].text.isspace():
            held.append(item)
    if held:
        yield _word(held, turn)


def _apart(before: tuple[float, float, Sign], after: tuple[float, float, Sign]) -> bool:
    gap = after[1] - before[1] - before[2].width
    return gap > GAP * max(before[2].size, after[2].size)


def _word(held: Sequence[tuple[float, float, Sign]], turn: int) -> Word:
    (base, start, first), (_, last_start, last) = held[0], held[-1]
    end = last_start + last.width
    # Half the height of a small letter above the base line.
    x, y = _turned((start + end) / 2, base - first.size / 4, turn)
    text = "".join(sign.text for _, _, sign in held)
    return Word(text, start, end, base, first.size, turn, x, y)


def _lines_of(found: Iterable[Word]) -> list[list[Word]]:
    grouped: list[list[Word]] = []
    for word in sorted(found, key=lambda word: word.base):
        first = grouped[-1][0] if grouped else None
        if first and word.base - first.base <= SAME_LINE * max(word.size, first.size):
            grouped[-1].append(word)
        else:
            grouped.append([word])
    return [sorted(line, key=lambda word: word.start) for line in grouped]
