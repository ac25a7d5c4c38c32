"""Where this stood: the words of a form's fields found back in the lines of its document.

A value is found whatever happened to its white space: lines that were joined, words that were
hyphenated at the end of one, lines of another matter (a page number) in between. What is marked is
exactly the value, neither the label before it nor the same words elsewhere on the line.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

from grondrecht.plan.model import Form, Place

SOFT_HYPHEN = "\N{SOFT HYPHEN}"
HYPHENS = "-\N{HYPHEN}\N{NON-BREAKING HYPHEN}\N{EN DASH}\N{EM DASH}\N{MINUS SIGN}"
_MILESTONE = re.compile(r"milestones\[(\d+)\]")

Row = Sequence[object]
Span = tuple[int, int]


@dataclass(frozen=True)
class PlacedLine:
    """A line of the document: its number, its page where known, its words in pieces.

    ``pieces`` are (text, marked); together they are the line.
    """

    number: int
    page: int | None
    pieces: tuple[tuple[str, bool], ...]

    @property
    def is_marked(self) -> bool:
        """Whether the line holds words of the chosen field."""
        return any(marked for _, marked in self.pieces)


@dataclass(frozen=True)
class Passage:
    """The lines of a form as one text, with where each begins."""

    rows: Sequence[Row]

    @cached_property
    def text(self) -> str:
        """The lines, one under the other."""
        return "\n".join(str(row[2]) for row in self.rows)

    @cached_property
    def starts(self) -> list[int]:
        """Where each line begins in the text."""
        starts, at = [], 0
        for row in self.rows:
            starts.append(at)
            at += len(str(row[2])) + 1
        return starts

    def span(self, place: Place) -> Span:
        """The stretch of text that a place names; all of it where it names none of these lines."""
        inside = [
            number
            for number, row in enumerate(self.rows)
            if place.first_line <= int(str(row[0])) <= place.last_line
        ]
        if not inside:
            return 0, len(self.text)
        last = inside[-1]
        return self.starts[inside[0]], self.starts[last] + len(str(self.rows[last][2]))

    def lines(self, spans: Iterable[Span]) -> list[PlacedLine]:
        """The lines, with what the spans cover marked."""
        marked = sorted(spans)
        return [
            PlacedLine(
                number=int(str(row[0])),
                page=int(str(row[1])) if row[1] else None,
                pieces=_pieces(str(row[2]), start, marked),
            )
            for row, start in zip(self.rows, self.starts, strict=True)
        ]


def lines_of(printed: Sequence[Row], form: Form, path: str = "") -> list[PlacedLine]:
    """The lines on which a form stood, with the words of the field at ``path`` marked."""
    passage = Passage(printed)
    return passage.lines(find_field(passage, form, path) if path else ())


def place_of(form: Form, path: str) -> Place:
    """Where a field stood, milestones included; the whole form where that is not known."""
    match = _MILESTONE.match(path)
    if match and int(match[1]) < len(form.milestones):
        place = form.milestones[int(match[1])].place
        return place if place.first_line else form.source
    return form.place_of(path)


def find_field(passage: Passage, form: Form, path: str) -> list[Span]:
    """Where the words of a field stand in the passage; nothing where they cannot be found.

    Fields that share its lines are found first, the longest before the others, so that no field
    takes the words of another.
    """
    texts = dict(form.texts())
    if not texts.get(path, "").strip():
        return []
    place = place_of(form, path)
    sharing = [
        (other, words)
        for other, words in reversed(texts.items())
        if words.strip() and _overlap(place_of(form, other), place)
    ]
    taken: list[Span] = []
    for other, words in sorted(sharing, key=lambda pair: -len(pair[1])):
        spans = find_words(passage, words, place_of(form, other), taken)
        if other == path:
            return spans
        taken += spans
    return []


def find_words(
    passage: Passage, words: str, place: Place, taken: Sequence[Span] = ()
) -> list[Span]:
    """Where these words stand, within a place if they can be found there, else anywhere.

    One span where they stand together; one per line where other lines come between them.
    """
    whole = (0, len(passage.text))
    for stretch in dict.fromkeys((passage.span(place), whole)):
        for hyphens in (False, True):
            found = _together(passage, words, stretch, hyphens, taken)
            if found:
                return [found]
        spans = _line_by_line(passage, words, stretch)
        if spans:
            return spans
    return []


def _overlap(one: Place, other: Place) -> bool:
    return one.first_line <= other.last_line and other.first_line <= one.last_line


def _squeezed(text: str, start: int = 0, hyphens: bool = False) -> tuple[str, list[int]]:
    """A text without white space (and hyphens, if asked), and where each letter stood."""
    dropped = SOFT_HYPHEN + (HYPHENS if hyphens else "")
    kept = [
        (at, sign)
        for at, sign in enumerate(text, start)
        if not sign.isspace() and sign not in dropped
    ]
    return "".join(sign for _, sign in kept), [at for at, _ in kept]


def _together(
    passage: Passage, words: str, stretch: Span, hyphens: bool, taken: Sequence[Span]
) -> Span | None:
    """The words in one piece: the last time on the line where the place begins, else the first.

    A label stands before its value, so that the last of two is the value.
    """
    needle, _ = _squeezed(words, hyphens=hyphens)
    start, end = stretch
    text, places = _squeezed(passage.text[start:end], start, hyphens)
    if not needle:
        return None
    found = [
        (places[at], places[at + len(needle) - 1] + 1)
        for at in _occurrences(text, needle)
        if _is_free((places[at], places[at + len(needle) - 1] + 1), taken)
    ]
    apart = [span for span in found if _stands_apart(passage.text, span)] or found
    first_line = passage.text.find("\n", start, end)
    on_first = [span for span in apart if first_line < 0 or span[0] < first_line]
    chosen = on_first[-1] if on_first else apart[0] if apart else None
    return _with_its_hyphens(passage.text, chosen, words) if chosen and hyphens else chosen


def _occurrences(text: str, needle: str) -> list[int]:
    found, at = [], text.find(needle)
    while at >= 0:
        found.append(at)
        at = text.find(needle, at + 1)
    return found


def _is_free(span: Span, taken: Sequence[Span]) -> bool:
    return all(span[1] <= start or end <= span[0] for start, end in taken)


def _stands_apart(text: str, span: Span) -> bool:
    """Whether a stretch neither begins nor ends inside a word."""
    start, end = span
    before, after = text[start - 1 : start], text[end : end + 1]
    begins = not (before.isalnum() and text[start].isalnum())
    return begins and not (after.isalnum() and text[end - 1].isalnum())


def _with_its_hyphens(text: str, span: Span, words: str) -> Span:
    """A span that was found without hyphens, with those that the words begin and end with."""
    start, end = span
    if words.strip()[0] in HYPHENS:
        before = text[:start].rstrip()
        start = len(before) - 1 if before and before[-1] in HYPHENS else start
    if words.strip()[-1] in HYPHENS and text[end : end + 1] in tuple(HYPHENS):
        end += 1
    return start, end


def _line_by_line(passage: Passage, words: str, stretch: Span) -> list[Span]:
    """The words piece by piece, each to the end of a line, where other lines stand in between."""
    rest, _ = _squeezed(words)
    spans: list[Span] = []
    for start, row in zip(passage.starts, passage.rows, strict=True):
        if not rest or not stretch[0] <= start < stretch[1]:
            continue
        text, places = _squeezed(str(row[2]), start)
        at, length = _next_part(text, rest)
        if length:
            spans.append((places[at], places[at + length - 1] + 1))
            rest = rest[length:]
    return spans if not rest else []


def _next_part(line: str, rest: str) -> tuple[int, int]:
    """Where the next part of the words stands on a line, and its length; 0 where it does not.

    It ends where the line ends, or where the words do.
    """
    if rest in line:
        return line.rfind(rest), len(rest)
    for at in range(len(line)):
        if rest.startswith(line[at:]):
            return at, len(line) - at
    return 0, 0


def _pieces(text: str, start: int, spans: Sequence[Span]) -> tuple[tuple[str, bool], ...]:
    """A line cut where marks begin and end; white space at the ends of a line stays unmarked."""
    pieces, at = [], 0
    for first, last in spans:
        begin, end = max(first - start, 0), min(last - start, len(text))
        part = text[begin:end] if begin < end else ""
        if not part.strip():
            continue
        begin += len(part) - len(part.lstrip())
        end = begin + len(part.strip())
        pieces += [(text[at:begin], False), (text[begin:end], True)]
        at = end
    pieces.append((text[at:], False))
    return tuple(piece for piece in pieces if piece[0])
