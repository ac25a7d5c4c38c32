"""Mark what was found, and cut the piece of text where most of it stands."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from grondrecht.registry.search.words import Word, stem, words_of

Pieces = tuple[tuple[str, bool], ...]
# About how many characters of a text are shown.
_LENGTH = 240


@dataclass(frozen=True)
class _Found:
    field: str
    text: str
    hits: tuple[Word, ...]
    kinds: int


def marked(text: str, roots: Collection[str], language: str) -> Pieces:
    """A text in pieces, each with whether it is what was looked for. Joined they are the text."""
    return _pieces(text, _hits(text, roots, language), 0, len(text))


def snippet(
    texts: Iterable[tuple[str, str]], roots: Collection[str], language: str
) -> tuple[str, Pieces]:
    """The field with most of what was looked for, and the stretch of it that holds most.

    Where nothing is found it is the beginning of the summary, else of the first field.
    """
    held = [(field, text) for field, text in texts if text.strip()]
    found = [_found(field, text, roots, language) for field, text in held]
    best = max(found, key=lambda each: (each.kinds, len(each.hits)), default=None)
    if best is None:
        return "", ()
    if not best.hits:
        best = next((each for each in found if each.field == "summary"), best)
    start, end = _window(best.text, best.hits)
    return best.field, _pieces(best.text, best.hits, start, end)


def _found(field: str, text: str, roots: Collection[str], language: str) -> _Found:
    hits = _hits(text, roots, language)
    return _Found(field, text, hits, len({stem(hit.folded, language) for hit in hits}))


def _hits(text: str, roots: Collection[str], language: str) -> tuple[Word, ...]:
    if not roots:
        return ()
    return tuple(word for word in words_of(text) if stem(word.folded, language) in roots)


def _window(text: str, hits: Sequence[Word]) -> tuple[int, int]:
    """The stretch of about 240 characters with most hits, from one white space to another."""
    if len(text) <= _LENGTH:
        return 0, len(text)
    inside = [sum(first.start <= hit.start < first.start + 200 for hit in hits) for first in hits]
    first = hits[inside.index(max(inside))].start if hits else 0
    start = max(0, min(first - 40, len(text) - _LENGTH))
    start = text.find(" ", start, start + 40) + 1 if start else 0
    end = min(len(text), start + _LENGTH)
    cut = text.rfind(" ", start + 1, end) if end < len(text) else end
    return start, cut if cut > first else end


def _pieces(text: str, hits: Iterable[Word], start: int, end: int) -> Pieces:
    pieces: list[tuple[str, bool]] = [("… ", False)] if start else []
    place = start
    for hit in hits:
        if start <= hit.start and hit.end <= end:
            pieces += [(text[place : hit.start], False), (text[hit.start : hit.end], True)]
            place = hit.end
    pieces += [(text[place:end], False), ("", False) if end == len(text) else (" …", False)]
    return tuple((words, mark) for words, mark in pieces if words)
