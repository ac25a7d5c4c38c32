"""Mark what was found, and cut the piece of text where most of it stands."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

from grondrecht.registry.search.query import Phrase
from grondrecht.registry.search.words import Word, stem, words_of

Pieces = tuple[tuple[str, bool], ...]
# About how many characters of a text are shown.
_LENGTH = 240
_BLANK = re.compile(r"\s+")


@dataclass(frozen=True)
class Wanted:
    """What is looked for, and the language of the texts it is looked for in."""

    phrases: Collection[Phrase]
    language: str

    @cached_property
    def alone(self) -> frozenset[str]:
        """The stems that are looked for by themselves."""
        return frozenset(phrase[0] for phrase in self.phrases if len(phrase) == 1)

    @cached_property
    def rows(self) -> tuple[Phrase, ...]:
        """The phrases of more than one stem."""
        return tuple(phrase for phrase in self.phrases if len(phrase) > 1)

    def hits(self, text: str) -> tuple[Word, ...]:
        """The words of a text that are looked for, in order; those of a phrase as one word."""
        if not self.phrases:
            return ()
        words = [(word, stem(word.folded, self.language)) for word in words_of(text)]
        found = [word for word, root in words if root in self.alone]
        for row in self.rows:
            found += _together(words, row)
        return tuple(_apart(sorted(found, key=lambda word: (word.start, -word.end))))


@dataclass(frozen=True)
class _Found:
    field: str
    text: str
    hits: tuple[Word, ...]
    kinds: int


def marked(text: str, wanted: Wanted) -> Pieces:
    """A text in pieces, each with whether it is what was looked for. Joined they are the text."""
    return _pieces(text, wanted.hits(text), 0, len(text))


def snippet(texts: Iterable[tuple[str, str]], wanted: Wanted) -> tuple[str, Pieces]:
    """The field with most of what was looked for, and the stretch of it that holds most.

    Where nothing is found it is the beginning of the summary, else of the first field.
    """
    found = [_found(field, text, wanted) for field, text in texts if text.strip()]
    best = max(found, key=lambda each: (each.kinds, len(each.hits)), default=None)
    if best is None:
        return "", ()
    if not best.hits:
        best = next((each for each in found if each.field == "summary"), best)
    start, end = _window(best.text, best.hits)
    return best.field, _pieces(best.text, best.hits, start, end)


def _found(field: str, text: str, wanted: Wanted) -> _Found:
    hits = wanted.hits(text)
    return _Found(field, text, hits, len({stem(hit.folded, wanted.language) for hit in hits}))


def _together(words: Sequence[tuple[Word, str]], row: Phrase) -> list[Word]:
    """Where the stems of a phrase follow each other."""
    roots = tuple(root for _, root in words)
    last = len(row) - 1
    return [
        Word(" ".join(row), words[at][0].start, words[at + last][0].end)
        for at, root in enumerate(roots)
        if root == row[0] and roots[at : at + len(row)] == row
    ]


def _apart(found: Iterable[Word]) -> Iterable[Word]:
    """The words that do not stand in one before them."""
    end = 0
    for word in found:
        if word.start >= end:
            yield word
            end = word.end


def _window(text: str, hits: Sequence[Word]) -> tuple[int, int]:
    """The stretch of about 240 characters with most hits, from one white space to another."""
    if len(text) <= _LENGTH:
        return 0, len(text)
    starts = [hit.start for hit in hits]
    inside = [bisect_left(starts, first + 200) - n for n, first in enumerate(starts)]
    first = starts[inside.index(max(inside))] if hits else 0
    start = max(0, min(first - 40, len(text) - _LENGTH))
    blank = _BLANK.search(text, start, start + 40) if start else None
    start = blank.end() if blank else start
    end = min(len(text), start + _LENGTH)
    blanks = [blank.start() for blank in _BLANK.finditer(text, first, end)]
    return start, blanks[-1] if blanks and end < len(text) else end


def _pieces(text: str, hits: Iterable[Word], start: int, end: int) -> Pieces:
    pieces: list[tuple[str, bool]] = [("… ", False)] if start else []
    place = start
    for hit in hits:
        if start <= hit.start and hit.end <= end:
            pieces += [(text[place : hit.start], False), (text[hit.start : hit.end], True)]
            place = hit.end
    pieces += [(text[place:end], False), ("", False) if end == len(text) else (" …", False)]
    return tuple((words, mark) for words, mark in pieces if words)
