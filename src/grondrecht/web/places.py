"""Where this stood: the words of a form's fields found back in the lines of its document.

A value is found whatever happened to its white space: lines that were joined, words that were
hyphenated or cut at the end of one, lines of another matter (a page number) in between. What is
marked is exactly the value, neither the label before it nor the same words elsewhere on the line.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from grondrecht.plan.marks import CUT, unmark
from grondrecht.plan.model import Form, Place

SOFT_HYPHEN = "\N{SOFT HYPHEN}"
HYPHENS = "-\N{HYPHEN}\N{NON-BREAKING HYPHEN}\N{EN DASH}\N{EM DASH}\N{MINUS SIGN}"
_MILESTONE = re.compile(r"milestones\[(\d+)\]")
_PRINTED = re.compile(rf"⟨U\+[0-9A-F]{{4,6}}⟩|{CUT}(?=\s|$)")

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
        """The lines, one under the other, each letter where it stands."""
        return "\n".join(_legible(str(row[2])) for row in self.rows)

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

    One span where they stand together; one per line where other lines come between them. No span
    runs into those that are taken.
    """
    whole = (0, len(passage.text))
    for stretch in dict.fromkeys((passage.span(place), whole)):
        for hyphens in (False, True):
            found = _together(passage, words, stretch, hyphens, taken)
            if found:
                return [_with_its_mark(passage.text, found)]
        for hyphens in (False, True):
            spans = _line_by_line(passage, words, stretch, hyphens, taken)
            if spans:
                return [_with_its_mark(passage.text, span) for span in spans]
    return []


def _overlap(one: Place, other: Place) -> bool:
    return one.first_line <= other.last_line and other.first_line <= one.last_line


def _legible(line: str) -> str:
    """A line with what its print marks by number as the sign itself, and words that it cut whole.

    Each letter stays where it stands: soft hyphens, which count for nothing, fill what falls away.
    """
    return _PRINTED.sub(_sign, line)


def _sign(match: re.Match[str]) -> str:
    return unmark(f"{match[0]} ").strip(" ").ljust(len(match[0]), SOFT_HYPHEN)


def _with_its_mark(text: str, span: Span) -> Span:
    """A span that ends on a sign that was marked by its number, with the whole of that mark."""
    end = span[1]
    while text[end : end + 1] == SOFT_HYPHEN:
        end += 1
    return span[0], end


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
    if words.strip()[-1] in HYPHENS:
        after = text[end:].lstrip()
        end = len(text) - len(after) + 1 if after and after[0] in HYPHENS else end
    return start, end


def _line_by_line(
    passage: Passage, words: str, stretch: Span, hyphens: bool, taken: Sequence[Span]
) -> list[Span]:
    """The words piece by piece, each to the end of a line, where other lines stand in between.

    A line may end as the words go on without being a part of them. So all ways to come as far are
    kept; of those that come equally far the one in the fewest pieces.
    """
    needle, _ = _squeezed(words, hyphens=hyphens)
    ways: dict[int, list[Span]] = {0: []}
    for start, row in zip(passage.starts, passage.rows, strict=True):
        if not needle or len(needle) in ways or not stretch[0] <= start < stretch[1]:
            continue
        line = _squeezed(passage.text[start : start + len(str(row[2]))], start, hyphens)
        before = dict(ways)
        for so_far, span, length in _steps(line, needle, sorted(before)):
            pieces = [*before[so_far], span]
            known = ways.get(so_far + length)
            better = known is None or len(pieces) < len(known)
            if better and _is_free(span, taken) and _stands_apart(passage.text, span):
                ways[so_far + length] = pieces
    return ways.get(len(needle), [])


def _steps(
    line: tuple[str, list[int]], needle: str, reached: Sequence[int]
) -> Iterator[tuple[int, Span, int]]:
    """How a line takes the words further: from where in them, with which span, and how far."""
    text, places = line
    for so_far in reached:
        for at, length in _parts(text, needle[so_far:]):
            yield so_far, (places[at], places[at + length - 1] + 1), length


def _parts(line: str, rest: str) -> Iterator[tuple[int, int]]:
    """The ways in which the words may go on with a line: where on it, and how much.

    They go on to the end of the line, or to where the words end.
    """
    if rest in line:
        yield line.rfind(rest), len(rest)
    for at in range(max(len(line) - len(rest), 0), len(line)):
        if rest.startswith(line[at:]):
            yield at, len(line) - at


def _pieces(text: str, start: int, spans: Sequence[Span]) -> tuple[tuple[str, bool], ...]:
    """A line cut where marks begin and end; white space at the ends of a line stays unmarked."""
    pieces, at = [], 0
    for first, last in spans:
        begin, end = max(first - start, at), min(last - start, len(text))
        part = text[begin:end] if begin < end else ""
        if not part.strip():
            continue
        begin += len(part) - len(part.lstrip())
        end = begin + len(part.strip())
        pieces += [(text[at:begin], False), (text[begin:end], True)]
        at = end
    pieces.append((text[at:], False))
    return tuple(piece for piece in pieces if piece[0])
