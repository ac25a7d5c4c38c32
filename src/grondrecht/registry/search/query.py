"""What a person asks for, as clauses that both databases can answer. Any text is a question."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from grondrecht.plan.codes import codes_in
from grondrecht.registry.search.words import LANGUAGES, STOP_WORDS, fold, stem, words_of

Phrase = tuple[str, ...]
# More words than this add nothing to a question.
MOST = 16
_PARTS = re.compile(r'(?P<minus>(?<!\S)-)?(?:"(?P<phrase>[^"]*)"?|(?P<words>[^\s"]+))')


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
    def stems(self) -> frozenset[str]:
        """Every stem that is looked for: what is marked in what was found."""
        return frozenset(s for clause in self.clauses for phrase in clause.phrases for s in phrase)


def parse(text: str, beginning: Callable[[str], Iterable[str]]) -> Query:
    """Words, "phrases", begin* of words, -words to leave out, and codes in any spelling.

    ``beginning`` gives the stems of the known words that begin with a folded word. Words that tell
    nothing are left out, unless nothing else is asked for.
    """
    clauses: list[Clause] = []
    without: list[Clause] = []
    for code, start, end in reversed(codes_in(text)):
        code_word = str(code)
        clauses.append(Clause(((code_word,), code.segments), code_word, is_word=False))
        text = f"{text[:start]} {text[end:]}"
    for match in _PARTS.finditer(text):
        found = _clauses(match, beginning)
        (without if match["minus"] else clauses).extend(found)
    telling = [clause for clause in clauses if clause.written not in STOP_WORDS]
    return Query(tuple((telling or clauses)[:MOST]), tuple(without[:MOST]))


def _clauses(match: re.Match[str], beginning: Callable[[str], Iterable[str]]) -> list[Clause]:
    if match["phrase"] is not None:
        row = [word.folded for word in words_of(match["phrase"])]
        return [_phrase(row)] if row else []
    words = [word.folded for word in words_of(match["words"])]
    if match["words"].endswith("*") and words:
        *before, last = words
        known = tuple((each,) for each in sorted(set(beginning(last)))) or ((last,),)
        return [word_clause(word) for word in before] + [Clause(known, f"{last}*", is_word=False)]
    return [word_clause(word) for word in words]


def word_clause(folded: str) -> Clause:
    """A clause for one word: its stem in any language."""
    return Clause(tuple((each,) for each in _stems(folded)), folded)


def _phrase(row: list[str]) -> Clause:
    phrases = dict.fromkeys(tuple(stem(word, each) for word in row) for each in LANGUAGES)
    return Clause(tuple(phrases), " ".join(row), is_word=len(row) == 1)


def _stems(folded: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(stem(fold(folded), language) for language in LANGUAGES))
