"""A cell becomes the parties it names: by their names, by likeness, or open for a person.

Precision goes before completeness: what is not certain is never guessed.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import pairwise

from grondrecht.registry.parties.contexts import LONG_NAMED, UNITS, Cell, Find
from grondrecht.registry.parties.directory import Directory
from grondrecht.registry.parties.index import Name, may_abbreviate
from grondrecht.registry.parties.likeness import Like, likest
from grondrecht.registry.parties.pieces import (
    Piece,
    is_empty,
    is_sentence,
    lines_that_begin_a_name,
    pieces,
)
from grondrecht.registry.parties.words import AND, Word, language, words_of

# The cells of a form that name bodies; those of the other roles tell stories as well.
NAMING_ROLES = frozenset({"cabinet", "administration"})
LONGEST_RUN = 4


@dataclass(frozen=True)
class Mention:
    """A piece of a cell that names someone: ``cell[start:end] == words``.

    ``how`` is ``alias`` or ``likeness`` where the party is known, and ``open`` where a person must
    say; ``candidates`` are then the parties that it may be, likeliest first.
    """

    words: str
    start: int
    end: int
    party: str | None
    how: str
    likeness: float = 1.0
    candidates: tuple[str, ...] = ()


@dataclass(frozen=True)
class _Span:
    """A mention by the numbers of its words; ``bare`` is where the name itself begins."""

    start: int
    end: int
    party: str | None
    how: str
    likeness: float = 1.0
    candidates: tuple[str, ...] = ()


def resolve(
    cell: str, role: str, directory: Directory, on: date | None = None
) -> tuple[Mention, ...]:
    """The names that a cell lists, in order, each with its party or open for a person.

    ``role`` is the cell's field path (``responsible.cabinet``) or its last part. ``on`` is the day
    of the document: names of holders count only while they hold office; without it they all do. A
    cell that only says that there is nobody (``-``, ``nvt``) gives nothing.
    """
    words = words_of(cell)
    if not words or is_empty(words):
        return ()
    starts = frozenset(lines_that_begin_a_name(words))
    found = Cell(words, role.rpartition(".")[2], directory.index(on), starts)
    found.look_up()
    spans = _known(found)
    spans = sorted([*spans, *_unknown(found, spans)], key=lambda span: span.start)
    spans = _merged(words, spans, directory)
    return tuple(_mention(cell, words, span) for span in spans)


def _mention(cell: str, words: Sequence[Word], span: _Span) -> Mention:
    start, end = words[span.start].start, words[span.end - 1].end
    if cell[end : end + 1] == ")" and cell[start:end].count("(") > cell[start:end].count(")"):
        end += 1
    told = cell[start:end]
    return Mention(told, start, end, span.party, span.how, span.likeness, span.candidates)


def _known(cell: Cell) -> list[_Span]:
    """The names found that stand on their own, with the words that go with them before."""
    spans = [
        _Span(find.start, find.end, find.slugs[0], "alias")
        for find in cell.settle()
        if not _runs_over_lines(cell, find)
    ]
    taken = {n for span in spans for n in range(span.start, span.end)}
    return [replace(span, start=_led_in(cell, span, taken)) for span in spans]


def _runs_over_lines(cell: Cell, find: Find) -> bool:
    """Whether a name, with the unknown line before or after it, is like that of another."""
    before, after = find.start, find.end
    if before in cell.starts and before - 1 not in cell.covered:
        while before > 0 and (before == find.start or cell.words[before].gap == "space"):
            before -= 1
    if after in cell.starts and after not in cell.covered:
        while after < len(cell.words) and (after == find.end or cell.words[after].gap == "space"):
            after += 1
    runs = ((before, find.end), (find.start, after))
    for start, end in runs:
        words = cell.words[start:end]
        slug = likest(words, cell.index, _names_for(cell, words)).slug
        if slug and slug not in find.slugs:
            return True
    return False


def _led_in(cell: Cell, span: _Span, taken: set[int]) -> int:
    """Where a name begins with the class and titles before it: ``kabinet van minister X``."""
    known, begin, place, within = language(), span.start, span.start, False
    while place > 0 and cell.words[place].gap != "cut" and place - 1 not in taken:
        place -= 1
        word = cell.words[place]
        within = within or word.fold in known.within
        if word.kind or word.fold in known.filler:
            begin = place
        elif word.fold not in known.neutral and word.fold not in known.within:
            unit = cell.unit_before(place) if within else -1
            return unit if unit >= 0 else begin
        if word.kind:
            return begin
    return begin


def _unknown(cell: Cell, known: Sequence[_Span]) -> Iterator[_Span]:
    """What the rest of the cell names: by likeness, or open."""
    taken = {n for span in known for n in range(span.start, span.end)}
    left = [
        piece
        for piece in pieces(cell.words, taken, LONG_NAMED | UNITS)
        if not _explains(cell, piece)
    ]
    place = 0
    while place < len(left):
        size, span = _by_likeness(cell, left, place, taken)
        if span is None and (span := _open(cell, left[place])) is None:
            place += 1
            continue
        yield span
        place += size


def _explains(cell: Cell, piece: Piece) -> bool:
    """Whether a piece names nobody: empty words, or words that lead to or away from a name."""
    words = cell.words[piece.start : piece.end]
    if is_empty(words) or (piece.trails and not _blocked(cell, piece)):
        return True
    if piece.after and words[0].kind in UNITS:
        return False
    return (piece.after or piece.before) and not _blocked(cell, piece)


def _blocked(cell: Cell, piece: Piece) -> list[Find]:
    return [find for find in cell.finds if piece.start <= find.start < piece.end]


def _by_likeness(
    cell: Cell, left: Sequence[Piece], place: int, taken: set[int]
) -> tuple[int, _Span | None]:
    """The longest run of pieces from a place that is like a name, and how many pieces that are."""
    for size in range(min(LONGEST_RUN, len(left) - place), 0, -1):
        run = left[place : place + size]
        start, end = run[0].start, run[-1].end
        words = cell.words[start:end]
        if is_sentence(words) or taken & set(range(start, end)) or not _in_one_list(cell, run):
            continue
        refused = any((find.start, find.end) == (start, end) for find in cell.finds)
        if refused or cell.denied(start):
            continue
        like = likest(words, cell.index, _names_for(cell, words))
        if like.slug:
            return size, _Span(start, end, like.slug, "likeness", like.likeness)
    return 1, None


def _in_one_list(cell: Cell, run: Sequence[Piece]) -> bool:
    return all(
        cell.words[piece.start].gap == "wrap" or "," in cell.words[piece.start].between
        for piece in run[1:]
    )


def _names_for(cell: Cell, words: Sequence[Word]) -> list[Name]:
    """The names that may be meant in this kind of cell."""
    kinds = {word.kind for word in words if word.kind}
    if "cabinet" in kinds or (cell.role == "cabinet" and not kinds):
        return [name for name in cell.index.names if name.kind == "cabinet"]
    return [name for name in cell.index.names if name.kind != "cabinet"]


def _open(cell: Cell, piece: Piece) -> _Span | None:
    words = cell.words[piece.start : piece.end]
    blocked = _blocked(cell, piece)
    naming = cell.role in NAMING_ROLES
    if is_sentence(words):
        if not naming or not (blocked or any(word.kind for word in words)):
            return None
    elif not naming and not blocked and not _is_name(words):
        return None
    like = likest(words, cell.index, _names_for(cell, words)) if not is_sentence(words) else None
    near = like or Like(None, 0.0, ())
    slugs = (*(slug for find in blocked for slug in find.slugs), *near.candidates)
    return _Span(piece.start, piece.end, None, "open", near.likeness, tuple(dict.fromkeys(slugs)))


def _is_name(words: Sequence[Word]) -> bool:
    """Whether words are written as a name: a capital that is not only that of a sentence."""
    return any(word.capital for word in words[1:]) or (words[0].capital and len(words) <= 3)


def _merged(words: Sequence[Word], spans: Sequence[_Span], directory: Directory) -> list[_Span]:
    """Mentions with those that are one: a unit and its body, a name and its abbreviation."""
    merged: list[_Span] = []
    for span in spans:
        one = _as_one(words, merged[-1], span, directory) if merged else None
        if one:
            merged[-1] = one
        else:
            merged.append(span)
    return _without_contradictions(words, merged, directory)


def _as_one(
    words: Sequence[Word], first: _Span, second: _Span, directory: Directory
) -> _Span | None:
    between = words[first.end : second.start]
    known = language()
    if not first.party or any(
        word.fold != AND and word.fold not in known.neutral and word.fold not in known.within
        for word in between
    ):
        return None
    both = replace(first, end=second.end, likeness=min(first.likeness, second.likeness))
    both = replace(both, how="likeness" if "likeness" in (first.how, second.how) else first.how)
    gap = "".join(word.between for word in words[first.end : second.start + 1])
    joined = any(word.fold == AND for word in between)
    if second.party == first.party:
        listed = "\n" in gap and not joined and not set(gap) & set(",(–-—")
        own = words[second.start].kind == "cabinet" or ";" in gap or "/" in gap
        return None if listed or own else both
    if joined or ("\n" in gap and not gap.strip() and not between):
        return None
    if second.party is None:
        goes_with = _goes_with(words, first, second, directory)
        return replace(first, end=second.end) if goes_with else None
    if directory.contains(first.party, second.party):
        return replace(both, party=second.party)
    return both if directory.contains(second.party, first.party) else None


def _goes_with(words: Sequence[Word], first: _Span, second: _Span, directory: Directory) -> bool:
    """Whether unknown words are a unit of the party before them, or its abbreviation."""
    member = directory.by_slug[first.party or ""]
    if {words[second.start].kind, words[second.end - 1].kind} & UNITS:
        return member.kind == "administration" and not second.candidates
    if second.end - second.start > 1 or "(" not in words[second.start].between:
        return False
    return may_abbreviate(words[second.start], words[first.start : first.end])


def _without_contradictions(
    words: Sequence[Word], spans: Sequence[_Span], directory: Directory
) -> list[_Span]:
    """Mentions in which a cabinet and another in brackets behind it are both open."""
    told = list(spans)
    for number, (one, other) in enumerate(pairwise(spans)):
        if one.party and other.party and "(" in words[other.start].between:
            kinds = {directory.by_slug[one.party].kind, directory.by_slug[other.party].kind}
            if kinds == {"cabinet"}:
                near = (one.party, other.party)
                told[number] = replace(one, party=None, how="open", candidates=near)
                told[number + 1] = replace(other, party=None, how="open", candidates=near)
    return told
