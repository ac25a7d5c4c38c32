"""Which words around a figure speak of it: recurrence here, years and payers beside it.

A mark (a year, the word *jaarlijks*, a payer) belongs to the figure that it stands with in one
clause. A mark before a colon (``2015:``) is a label: it holds for every figure up to the next one.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from grondrecht.plan.money import words
from grondrecht.plan.money.figures import alternatives

Value = TypeVar("Value")
Span = tuple[int, int]

#: A mark further from a figure than this many characters does not speak of it.
REACH = 300

_ABBREVIATIONS = "".join(rf"(?<!\b{word}\.)" for word in words.ABBREVIATIONS)
_STOP = rf"[.!?]{_ABBREVIATIONS}(?=\s{{1,9}}[^\sa-zà-ÿ\d])"
STRONG = re.compile(
    rf"{_STOP}|[;•▪]|\n\s?[-–•▪]|(?:19|20)\d\d\s?:|\s[-–—]\s(?!\s{{0,3}}(?:€|\d|ca|max))"
)
WEAK = re.compile(r"[,:]\s|\s(?:en|and|of|or|plus)\s|[+&]|/\s")
_SENTENCE = re.compile(rf"{_STOP}|[•▪]|\n\s?[-–•▪]")

_DIRECTLY = re.compile(r"[\s:)]{0,9}")
_IN_BRACKETS = re.compile(r"\s{0,3}\)")
COLON = re.compile(r"\s{0,3}\)?\s{0,3}:")
_TOPIC = re.compile(r"[^\W\d][.’)]?\s{0,2}:(?!//)")

#: Per recurrence (a value of ``Amount.recurrence``) the words that say it.
RECURRENCE = {
    name: re.compile(rf"(?:(?<!\w)|(?=/)){alternatives(patterns)}(?!\w)", re.IGNORECASE)
    for name, patterns in words.RECURRENCES.items()
}


#: A number of years is the whole term unless something near it is paid per year.
_TERM_IN_YEARS = re.compile(
    r"(?<!\w)(?:voor|over|gedurende|for|over)\s(?:een\s(?:periode|termijn)\svan\s)?"
    r"(?:[2-9]|10|twee|drie|vier|vijf|zes|two|three|four|five)\s(?:jaar|jaren|years)(?!\w)",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Mark(Generic[Value]):
    """What some words at ``start``:``end`` say, and whether they are a label of what follows."""

    start: int
    end: int
    value: Value
    is_label: bool = False


def sentence_starts(text: str) -> list[int]:
    """Where each sentence or bulleted item begins; the first at 0."""
    return [0, *(match.end() for match in _SENTENCE.finditer(text))]


def sentence_of(starts: Sequence[int], offset: int) -> int:
    """The number of the sentence that holds the offset."""
    return bisect_right(starts, offset) - 1


def recurrence_marks(text: str, taken: Sequence[Span] = ()) -> list[Mark[str]]:
    """The words of recurrence in a text, in order, but those that begin a ``taken`` span."""
    inside = {start for start, _ in taken}
    marks = [
        Mark(match.start(), match.end(), value, bool(COLON.match(text, match.end())))
        for value, pattern in RECURRENCE.items()
        for match in pattern.finditer(text)
        if match.start() not in inside
    ]
    yearly = [mark.start for mark in marks if mark.value == "per_year"]
    marks += [
        Mark(match.start(), match.end(), "whole_term")
        for match in _TERM_IN_YEARS.finditer(text)
        if not _any_between(yearly, match.start() - 60, match.end() + 60)
    ]
    return sorted(marks, key=lambda mark: mark.start)


def overlaps(spans: Sequence[Span], start: int, end: int) -> bool:
    """Whether any of the spans, which are in order, shares a character with ``start``:``end``."""
    after = bisect_left(spans, (end, -1))
    return after > 0 and spans[after - 1][1] > start


def attach(text: str, spans: Sequence[Span], marks: Sequence[Mark[Value]]) -> list[Value | None]:
    """Per span what the marks say of it: its own mark, else the label it stands under, else what
    the sentence says of the span before it; None where nothing does."""
    own = _own_marks(text, spans, [mark for mark in marks if not mark.is_label])
    labels = _labels(text, spans, [mark for mark in marks if mark.is_label])
    values: list[Value | None] = []
    inherited: Mark[Value] | None = None
    for number, (start, _) in enumerate(spans):
        if number and _parted(text, spans[number - 1][1], start):
            inherited = None
        label = labels[number]
        if label and _DIRECTLY.fullmatch(text, label.end, start):
            mark: Mark[Value] | None = label
        else:
            mark = _nearest(own[number], label, start) or inherited
        values.append(mark.value if mark else None)
        if mark in own[number] and mark and mark.start < start:
            inherited = mark
    return values


def _nearest(
    own: Sequence[Mark[Value]], label: Mark[Value] | None, start: int
) -> Mark[Value] | None:
    after = [mark for mark in own if mark.start > start]
    before = [mark for mark in [*own, label] if mark and mark.start < start]
    return after[0] if after else max(before, key=lambda mark: mark.start, default=None)


def _own_marks(
    text: str, spans: Sequence[Span], marks: Sequence[Mark[Value]]
) -> list[list[Mark[Value]]]:
    owned: list[list[Mark[Value]]] = [[] for _ in spans]
    starts = [start for start, _ in spans]
    for mark in marks:
        following = bisect_left(starts, mark.start)
        owner = _owner(text, spans, mark, following)
        if owner is not None:
            owned[owner].append(mark)
    return owned


def _owner(text: str, spans: Sequence[Span], mark: Mark[Value], following: int) -> int | None:
    """The number of the span that a mark between two spans speaks of."""
    left = _gap(text, spans[following - 1][1], mark.start) if following else None
    right = _gap(text, mark.end, spans[following][0]) if following < len(spans) else None
    reaches_left = left is not None and not STRONG.search(left)
    reaches_right = right is not None and not STRONG.search(right)
    if reaches_left and reaches_right:
        return following if _belongs_right(str(left), str(right)) else following - 1
    if reaches_left or reaches_right:
        return following - 1 if reaches_left else following
    return None


def _belongs_right(left: str, right: str) -> bool:
    """Whether a mark between two spans stands apart from the left one and not from the right."""
    in_bracket = left.rfind("(") > left.rfind(")") and ")" not in right
    return bool((in_bracket or WEAK.search(left)) and not WEAK.search(right))


def _gap(text: str, start: int, end: int) -> str | None:
    return text[start:end] if end - start <= REACH else None


def _parted(text: str, start: int, end: int) -> bool:
    gap = _gap(text, start, end)
    return gap is None or STRONG.search(gap) is not None


def _labels(
    text: str, spans: Sequence[Span], labels: Sequence[Mark[Value]]
) -> list[Mark[Value] | None]:
    """The label that each span stands under. Where topics (``Werk:``) are the outer list and the
    labels stand within them, a new topic ends the label before it."""
    if not labels:
        return [None] * len(spans)
    topics = [match.end() for match in _TOPIC.finditer(text)]
    nested = bool(topics) and topics[0] <= labels[0].start
    starts = [label.start for label in labels]
    found: list[Mark[Value] | None] = []
    for start, _ in spans:
        number = bisect_left(starts, start) - 1
        label = labels[number] if number >= 0 else None
        inner = label and (nested or _IN_BRACKETS.match(text, label.end))
        ended = inner and label and _any_between(topics, label.end + 3, start)
        found.append(None if ended else label)
    return found


def _any_between(offsets: Sequence[int], start: int, end: int) -> bool:
    return bisect_left(offsets, start) < bisect_right(offsets, end)
