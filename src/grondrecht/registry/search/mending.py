"""What to look for where nothing was found: words that begin so, or are spelled nearly so."""

from __future__ import annotations

from collections.abc import Iterable

from rapidfuzz import process
from rapidfuzz.distance import OSA

from grondrecht.registry.search.query import Clause, Phrase, beginning_clause, word_clause
from grondrecht.registry.search.snapshot import Snapshot

# Shorter words have too many others near them; longer ones may have two letters wrong.
_SHORTEST, _LONG = 4, 7
_SHORTEST_BEGINNING = 3
_NEAR = 24


def mended(clause: Clause, known: Snapshot) -> Clause:
    """A clause for what nobody uses: words that begin so, else those spelled most like it.

    The clause itself where an action has it, or where nothing is near.
    """
    if not clause.is_word or not clause.written.isalpha() or known.having(clause).any():
        return clause
    return _begun(clause.written, known) or _misspelt(clause.written, known) or clause


def _begun(word: str, known: Snapshot) -> Clause | None:
    roots = known.beginning(word) if len(word) >= _SHORTEST_BEGINNING else ()
    clause = beginning_clause(word, roots)
    return clause if roots and known.having(clause).any() else None


def _misspelt(word: str, known: Snapshot) -> Clause | None:
    """A clause for all words that are equally near; it is called after the one used most."""
    if len(word) < _SHORTEST:
        return None
    furthest = 1 if len(word) < _LONG else 2
    near = process.extract(
        word, known.words, scorer=OSA.distance, score_cutoff=furthest, limit=_NEAR
    )
    for distance in range(1, furthest + 1):
        alike = [each for each, how_far, _ in near if how_far == distance]
        often = {each: int(known.having(word_clause(each)).sum()) for each in alike}
        used = sorted(
            (each for each in alike if often[each]), key=lambda each: (-often[each], each)
        )
        if used:
            return Clause(_phrases(used), used[0])
    return None


def _phrases(words: Iterable[str]) -> tuple[Phrase, ...]:
    phrases = dict.fromkeys(phrase for word in words for phrase in word_clause(word).phrases)
    return tuple(phrases)
