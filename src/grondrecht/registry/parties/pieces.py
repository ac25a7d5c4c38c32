"""What is left of a cell when its known names are found: the pieces that may name others."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from grondrecht.registry.parties.index import is_abbreviation
from grondrecht.registry.parties.words import AND, Word, language

LIST_LINE = 40
LONGEST_NAME = 12


@dataclass(frozen=True)
class Piece:
    """words[start:end] of a cell; ``after`` and ``before`` say whether it touches a known name.

    ``trails`` says that it explains what came before: ``voor het project``, ``onder leiding van``.
    """

    start: int
    end: int
    after: bool = False
    before: bool = False
    trails: bool = False


def pieces(words: Sequence[Word], taken: set[int], long_named: frozenset[str]) -> Iterator[Piece]:
    """The stretches between commas, line ends and the words already taken, in order.

    A name that a class of ``long_named`` opens may run on over commas: ``Departement A, B en C``.
    """
    starts = lines_that_begin_a_name(words)
    start = 0
    while start < len(words):
        end = start + 1
        while end < len(words) and not _breaks(words, end, start, taken, starts):
            end += 1
        if words[start].kind in long_named and start not in taken and end - start > 1:
            end = _end_of_list(words, start, end, taken, starts)
        if start not in taken:
            yield from _trimmed(words, start, end, taken)
        start = end


def is_empty(words: Sequence[Word]) -> bool:
    """Whether words only say that there is nothing: nvt, geen, nog te bepalen, a lone number."""
    known = language()
    told = [word for word in words if word.fold not in known.neutral or word.fold in known.empty]
    text = " ".join(word.fold for word in words)
    if text in known.empty or not told:
        return True
    return all(
        word.kind or word.fold in known.filler or word.fold == AND or word.fold.isdigit()
        for word in told
    ) or all(len(word.fold) == 1 for word in told)


def is_sentence(words: Sequence[Word]) -> bool:
    """Whether words tell something, rather than name someone."""
    return len(words) > LONGEST_NAME or any(
        word.fold in language().sentence and not word.capital for word in words
    )


def _breaks(
    words: Sequence[Word], place: int, start: int, taken: set[int], starts: set[int]
) -> bool:
    word, previous = words[place], words[place - 1]
    if (place in taken) != (place - 1 in taken) or word.gap == "cut":
        return True
    if place in starts and previous.fold != AND and previous.fold not in language().neutral:
        return True
    return bool(word.kind) and previous.fold == AND and place - 1 > start


def _end_of_list(
    words: Sequence[Word], start: int, end: int, taken: set[int], starts: set[int]
) -> int:
    """Where a list ``A, B en C`` ends that goes on after its first comma, or where it was cut."""
    joined, place = False, end
    if any(word.fold == AND or is_abbreviation(word) for word in words[start : end + 1]):
        return end
    while place < len(words) and place not in taken and not words[place].kind:
        word = words[place]
        if place in starts or (word.gap == "cut" and (joined or word.between.strip() != ",")):
            break
        joined = joined or word.fold == AND
        place += 1
    ended = joined and words[place - 1].fold != AND and place - end <= LONGEST_NAME
    return place if ended and not (place < len(words) and place in taken) else end


def lines_that_begin_a_name(words: Sequence[Word]) -> set[int]:
    """Words after a line break that begin a new name: lines are short, or this one ended early."""
    if not words:
        return set()
    breaks = [n for n, word in enumerate(words) if n and "\n" in word.between]
    bounds = [0, *breaks, len(words)]
    lengths = [
        sum(len(word.written) + 1 for word in words[begin:end]) for begin, end in pairwise(bounds)
    ]
    longest = max(lengths, default=0)
    return {
        n
        for n, length in zip(breaks, lengths, strict=False)
        if words[n].kind or (words[n].capital and (longest <= LIST_LINE or length < 0.7 * longest))
    }


def _trimmed(words: Sequence[Word], start: int, end: int, taken: set[int]) -> Iterator[Piece]:
    first = words[start]
    touches = first.gap in ("space", "join") or (first.gap == "wrap" and not first.capital)
    after = start > 0 and start - 1 in taken and touches
    trails = start > 0 and first.fold in language().trailing and not first.capital
    before = end < len(words) and end in taken and words[end].gap in ("space", "join")
    if after and words[start].fold == AND:
        after = False
    if before and words[end - 1].fold == AND:
        before = False
    while start < end and _is_loose(words[start]):
        start += 1
    while start < end and _is_loose(words[end - 1]):
        end -= 1
    if start < end:
        yield Piece(start, end, after, before, trails)


def _is_loose(word: Word) -> bool:
    known = language()
    if word.fold == AND or word.fold in known.neutral:
        return True
    return not word.capital and word.fold in known.opening
