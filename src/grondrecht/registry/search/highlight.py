"""Mark what was found, and cut the piece of text where most of it stands."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from grondrecht.registry.search.query import Phrase
from grondrecht.registry.search.words import root, roots_of, words_of

Pieces = tuple[tuple[str, bool], ...]
# About how many characters of a text are shown.
_LENGTH = 240
_BLANK = re.compile(r"\s+")


class Found(NamedTuple):
    """Something that was looked for: its stems, and where it stands in a text."""

    roots: str
    start: int
    end: int


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

    def hits(self, text: str) -> tuple[Found, ...]:
        """What of a text is looked for, in order; the words of a phrase are found as one."""
        if not self.phrases:
            return ()
        language, alone = self.language, self.alone
        found = []
        # Most texts of an action hold nothing that was looked for.
        roots = roots_of(text, language)
        if not alone.isdisjoint(roots):
            found = [
                Found(stem, match.start(), match.end())
                for stem, match in zip(roots, words_of(text), strict=True)
                if stem in alone
            ]
        if not self.rows:
            return tuple(found)
        words = [match for match in words_of(text) if root(match[0], language)]
        for row in self.rows:
            found += _together(words, row, language)
        return tuple(_apart(sorted(found, key=lambda each: (each.start, -each.end))))


@dataclass(frozen=True)
class _Field:
    path: str
    text: str
    hits: tuple[Found, ...]

    @cached_property
    def worth(self) -> tuple[int, int]:
        """How many different things were found in it, and how many in all."""
        return len({hit.roots for hit in self.hits}), len(self.hits)


def marked(text: str, wanted: Wanted) -> Pieces:
    """A text in pieces, each with whether it is what was looked for. Joined they are the text."""
    return _pieces(text, wanted.hits(text), 0, len(text))


def snippet(texts: Iterable[tuple[str, str]], wanted: Wanted) -> tuple[str, Pieces]:
    """The field with most of what was looked for, and the stretch of it that holds most.

    Where nothing is found it is the beginning of the summary, else of the first field.
    """
    found = [_Field(path, text, wanted.hits(text)) for path, text in texts if text.strip()]
    best = max(found, key=lambda each: each.worth, default=None)
    if best is None:
        return "", ()
    if not best.hits:
        best = next((each for each in found if each.path == "summary"), best)
    start, end = _window(best.text, best.hits)
    return best.path, _pieces(best.text, best.hits, start, end)


def _together(words: Sequence[re.Match[str]], row: Phrase, language: str) -> list[Found]:
    """Where the stems of a phrase follow each other."""
    roots = tuple(root(match[0], language) for match in words)
    last = len(row) - 1
    return [
        Found(" ".join(row), words[at].start(), words[at + last].end())
        for at, first in enumerate(roots)
        if first == row[0] and roots[at : at + len(row)] == row
    ]


def _apart(found: Iterable[Found]) -> Iterable[Found]:
    """The words that do not stand in one before them."""
    end = 0
    for word in found:
        if word.start >= end:
            yield word
            end = word.end


def _window(text: str, hits: Sequence[Found]) -> tuple[int, int]:
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


def _pieces(text: str, hits: Iterable[Found], start: int, end: int) -> Pieces:
    pieces: list[tuple[str, bool]] = [("… ", False)] if start else []
    place = start
    for hit in hits:
        if start <= hit.start and hit.end <= end:
            pieces += [(text[place : hit.start], False), (text[hit.start : hit.end], True)]
            place = hit.end
    pieces += [(text[place:end], False), ("", False) if end == len(text) else (" …", False)]
    return tuple((words, mark) for words, mark in pieces if words)
