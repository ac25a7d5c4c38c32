"""The words of the field, each explained in plain words, in Dutch and in English."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

FILE = Path(__file__).parent / "data" / "glossary.toml"
LANGUAGES = ("nl", "en")


@dataclass(frozen=True)
class Term:
    """A word and its meaning in one language. ``key`` is the same in every language."""

    key: str
    word: str
    meaning: str


@cache
def terms(language: str) -> dict[str, Term]:
    """All terms by key, in the order of their words; Dutch for a language that is not there."""
    spoken = language[:2] if language[:2] in LANGUAGES else LANGUAGES[0]
    entries = tomllib.loads(FILE.read_text("utf-8"))
    found = [Term(key, **entry[spoken]) for key, entry in entries.items()]
    return {term.key: term for term in sorted(found, key=lambda term: term.word.casefold())}


def term(key: str, language: str) -> Term:
    """The term of that key. Raises KeyError with the keys there are."""
    found = terms(language).get(key)
    if not found:
        raise KeyError(f"The glossary has no term {key!r}; it has {', '.join(terms(language))}.")
    return found
