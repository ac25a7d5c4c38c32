"""The names of parties, so that the words of a cell find them whatever their hyphens and wraps."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from math import log

from grondrecht.registry.parties.words import AND, Word, language, words_of

LONGEST_NAME = 30


@dataclass(frozen=True)
class Name:
    """One name of one party.

    ``key`` is the name without blanks and small words; ``bounds`` says at which letters of the key
    a word begins and by what gap. ``content`` are the words that tell it from other names.
    """

    written: str
    slug: str
    kind: str
    key: str
    bounds: Mapping[int, str]
    content: tuple[str, ...]
    classes: tuple[str, ...]
    abbreviated: bool

    @cached_property
    def initials(self) -> frozenset[str]:
        """The letters that those words begin with."""
        return frozenset(word[0] for word in self.content)

    @cached_property
    def length(self) -> int:
        """How many letters the words that tell it from others have together."""
        return sum(map(len, self.content))

    @classmethod
    def of(cls, written: str, slug: str, kind: str) -> Name:
        """The name as it is looked up."""
        words = words_of(written)
        key, bounds = "", {}
        for number, word in enumerate(words):
            if number == 0 or word.fold not in language().neutral:
                bounds[len(key)] = word.gap
                key += word.fold
        classes = tuple(word.kind for word in words if word.kind)
        abbreviated = any(is_abbreviation(word) for word in words)
        return cls(written, slug, kind, key, bounds, content(words), classes, abbreviated)


def is_abbreviation(word: Word) -> bool:
    """Whether a word is written as an abbreviation: two capitals or more, and not long."""
    capitals = sum(letter.isupper() for letter in word.written)
    return capitals > 1 and len(word.fold) <= 6


def may_abbreviate(short: Word, long: Sequence[Word]) -> bool:
    """Whether letters behind a name stand in it in that order, and begin one of its words."""
    letters = iter("".join(word.fold for word in long))
    begins = any(word.fold[0] == short.fold[0] for word in long)
    return is_abbreviation(short) and begins and all(letter in letters for letter in short.fold)


def content(words: Iterable[Word]) -> tuple[str, ...]:
    """The words that name: no small words, words that join, fillers or classes of bodies."""
    known = language()
    return tuple(
        word.fold
        for word in words
        if not word.kind
        and word.fold != AND
        and word.fold not in known.neutral
        and word.fold not in known.filler
    )


@dataclass(frozen=True)
class Index:
    """Names by key, the letters that keys begin with, and how rare each word is."""

    by_key: Mapping[str, tuple[Name, ...]]
    beginnings: frozenset[str]
    names: tuple[Name, ...]
    classes: Mapping[str, frozenset[str]]
    weights: Mapping[str, float]

    @classmethod
    def of(cls, names: Iterable[Name]) -> Index:
        """The index of names; a name without letters or digits is left out."""
        kept = tuple(name for name in names if name.key)
        by_key: dict[str, tuple[Name, ...]] = {}
        classes: dict[str, set[str]] = {}
        holding: dict[str, set[str]] = {}
        for name in kept:
            by_key[name.key] = (*by_key.get(name.key, ()), name)
            classes.setdefault(name.slug, set()).update(name.classes[:1])
            for word in name.content:
                holding.setdefault(word, set()).add(name.slug)
        return cls(
            by_key,
            frozenset(key[:size] for key in by_key for size in range(1, len(key) + 1)),
            kept,
            {slug: frozenset(kinds) for slug, kinds in classes.items()},
            {word: log(1 + len(classes) / len(slugs)) for word, slugs in holding.items()},
        )

    def weight(self, word: str) -> float:
        """How much a word tells: a word that no name has tells most."""
        return self.weights.get(word, log(1 + len(self.classes)) or 1.0)

    def longest(
        self, words: Sequence[Word], start: int, fits: Callable[[Name], bool]
    ) -> tuple[int, tuple[Name, ...]]:
        """The longest fitting name that begins at a word: the word after it, and the names."""
        best: tuple[int, tuple[Name, ...]] = (start, ())
        for end, key, gaps in self._windows(words, start):
            names = tuple(
                name for name in self.by_key.get(key, ()) if _bridges(name, gaps) and fits(name)
            )
            if names:
                best = (end, names)
        return best

    def _windows(
        self, words: Sequence[Word], start: int
    ) -> Iterator[tuple[int, str, dict[int, Word]]]:
        key, gaps = "", dict[int, Word]()
        pending: Word | None = None
        for number in range(start, min(start + LONGEST_NAME, len(words))):
            word = words[number]
            if number > start and word.fold in language().neutral:
                pending = pending if pending and pending.gap != "space" else word
                continue
            if key:
                gaps[len(key)] = pending if pending and pending.gap != "space" else word
            pending = None
            key += word.fold
            if key not in self.beginnings:
                return
            yield number + 1, key, gaps


def _bridges(name: Name, gaps: Mapping[int, Word]) -> bool:
    """Whether the name runs on across the gaps in the cell: a cut only where it has one itself."""
    return all(_bridge(name.bounds.get(place, ""), word) for place, word in gaps.items())


def _bridge(own: str, word: Word) -> bool:
    if word.gap == "cut":
        return own == "cut"
    return own != "" if word.gap == "wrap" else True
