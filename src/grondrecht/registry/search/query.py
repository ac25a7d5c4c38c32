"""What a person asks for, as clauses that both databases can answer. Any text is a question."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from grondrecht.plan.codes import codes_in
from grondrecht.registry.search.words import LANGUAGES, STOP_WORDS, folded_words, stem

Phrase = tuple[str, ...]
# More words than this add nothing to a question, and neither do words behind these letters.
MOST = 16
FURTHEST = 2000
# How many letters the beginning of a word has at least.
_BEGINNING = 2
_PARTS = re.compile(r'(?P<minus>(?<!\S)-)?(?:"(?P<phrase>[^"]*)"?|(?P<words>[^\s"]+))')
# What a code is while the words around it are told apart: a letter that no text holds.
_HELD = "\N{NULL}"


@dataclass(frozen=True)
class Clause:
    """One thing that must be there: any of these phrases, each a row of stems.

    ``written`` is what the person wrote, folded. ``is_word`` tells a plain word, which may be
    misspelt, from a phrase, a code or the beginning of a word.
    """

    phrases: tuple[Phrase, ...]
    written: str
    is_word: bool = True


@dataclass(frozen=True)
class Query:
    """All that must be there and all that must not."""

    clauses: tuple[Clause, ...] = ()
    without: tuple[Clause, ...] = ()

    @property
    def phrases(self) -> frozenset[Phrase]:
        """Every row of stems that is looked for: what is marked in what was found."""
        return frozenset(phrase for clause in self.clauses for phrase in clause.phrases)


def parse(text: str, beginning: Callable[[str], Iterable[str]]) -> Query:
    """Words, "phrases", begin* of words, -words to leave out, and codes in any spelling.

    ``beginning`` gives the stems of the known words that begin with a folded word. Words that tell
    nothing are left out, unless nothing else is asked for.
    """
    clauses: list[Clause] = []
    without: list[Clause] = []
    text = text[:FURTHEST].replace(_HELD, " ")
    codes = codes_in(text)
    for _, start, end in reversed(codes):
        text = f"{text[:start]}{_HELD}{text[end:]}"
    for match in _PARTS.finditer(text):
        found = _clauses(match, beginning)
        for _ in range(match[0].count(_HELD)):
            segments = codes.pop(0)[0].segments
            found.append(Clause((("_".join(segments),), segments), "_".join(segments), False))
        (without if match["minus"] else clauses).extend(found)
    telling = [clause for clause in clauses if clause.written not in STOP_WORDS]
    return Query(tuple((telling or clauses)[:MOST]), tuple(without[:MOST]))


def _clauses(match: re.Match[str], beginning: Callable[[str], Iterable[str]]) -> list[Clause]:
    if match["phrase"] is not None:
        row = folded_words(match["phrase"])
        return [_phrase(row)] if row else []
    words = folded_words(match["words"])
    if match["words"].endswith("*") and words and len(words[-1]) >= _BEGINNING:
        *before, last = words
        return [*map(word_clause, before), beginning_clause(last, beginning(last))]
    return [word_clause(word) for word in words]


def word_clause(folded: str) -> Clause:
    """A clause for one word: its stem in any language."""
    return Clause(tuple((each,) for each in _stems(folded)), folded)


def beginning_clause(folded: str, roots: Iterable[str]) -> Clause:
    """A clause for the beginning of a word, with the stems of the words that begin so."""
    known = sorted(set(roots)) or _stems(folded)
    return Clause(tuple((each,) for each in known), f"{folded}*", is_word=False)


def _phrase(row: list[str]) -> Clause:
    phrases = dict.fromkeys(tuple(stem(word, each) for word in row) for each in LANGUAGES)
    return Clause(tuple(phrases), " ".join(row), is_word=len(row) == 1)


def _stems(folded: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(stem(folded, language) for language in LANGUAGES))
