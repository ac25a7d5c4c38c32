"""The words of a text, folded and stemmed, each with its place."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from hashlib import blake2s

import Stemmer

# A code such as 03_06_07 is one word.
_WORD = re.compile(r"[^\W_]+(?:_[^\W_]+)*")
_LONGEST = 60
_STEMMERS = {"nl": Stemmer.Stemmer("dutch"), "en": Stemmer.Stemmer("english")}
LANGUAGES = tuple(_STEMMERS)
# Plurals that the Dutch stemmer keeps apart from their singular: kind, toelage, toeslag, dag.
_PLURALS = re.compile(r"(kind|lag|slag|dag)(?:er)?en$")
# Words that tell nothing of a text because every text has them.
STOP_WORDS = frozenset(
    """
    de het een en van in is op te voor met dat die zijn aan om er niet ook als of bij door naar
    uit tot dit deze worden wordt werd maar nog wel kan kunnen zal zullen hun over onder meer
    the a an and of in is on to for with that this are be by at as or it from not was were will
    """.split()  # noqa: SIM905
)


def words_of(text: str) -> Iterator[re.Match[str]]:
    """The words of a text in order, with their places."""
    return _WORD.finditer(text)


def roots_of(text: str, language: str) -> list[str]:
    """The stems of the words of a text in order; empty for a word that is none."""
    return [root(word, language) for word in _WORD.findall(text)]


def folded_words(text: str) -> list[str]:
    """The words of a text in order, folded. A word of more than 60 characters is cut."""
    return [folded for folded in map(fold, _WORD.findall(text)) if folded]


@lru_cache(maxsize=65536)
def fold(word: str) -> str:
    """A word in small letters, without accents, and without what is no letter or digit then."""
    plain = unicodedata.normalize("NFKD", word.casefold())
    kept = (letter for letter in plain if letter == "_" or letter.isalnum())
    return "".join(kept)[:_LONGEST].strip("_")


@lru_cache(maxsize=65536)
def stem(folded: str, language: str) -> str:
    """The stem of a folded word in a language (nl or en); a word with a digit is its own.

    A stem is ASCII: databases differ in which other letters they know, so one with others in it is
    written as a number that stands for it.
    """
    found = folded
    if folded.isalpha():
        plain = _PLURALS.sub(r"\1", folded) if language == "nl" else folded
        found = _STEMMERS[language].stemWord(plain)
    return found if found.isascii() else f"__{blake2s(found.encode(), digest_size=8).hexdigest()}"


@lru_cache(maxsize=65536)
def root(word: str, language: str) -> str:
    """The stem of a word as it is written; empty where it has no letter or digit."""
    return stem(fold(word), language)
