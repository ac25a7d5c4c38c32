"""The words of a cell with their places, folded so that spellings of one name meet.

Folding drops case, accents, dots within abbreviations and a Dutch plural or genitive 's; ``&`` and
``+`` are the word that joins. A word that says what kind of body is named (departement, dept,
department) is folded to its class.
"""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

from rapidfuzz.distance import OSA

_WORD = re.compile(
    r"(?:[^\W\d_]\.){2,}(?:[^\W\d_]\b)?"  # d.w.z. V.D.A.B
    r"|[^\W_]+(?:\xad[^\W_]+)*(?:[’'][^\W\d_]\b)?"
    r"|[&+]"
)
_DROPPED = str.maketrans("", "", ".\xad")
_CUT = re.compile(r"[,;:/|()\[\]{}<>•·●▪■□*–—→\"“”„!?…\\=]|\s[-‐−]\s|-\s*>|[.](?=\s)|\n\s*-\s")
AND = "en"


@dataclass(frozen=True)
class Language:
    """The words of all languages that the matching knows, each list as a set."""

    neutral: frozenset[str]
    filler: frozenset[str]
    opening: frozenset[str]
    continuing: frozenset[str]
    denying: frozenset[str]
    trailing: frozenset[str]
    every: frozenset[str]
    association: frozenset[str]
    empty: frozenset[str]
    sentence: frozenset[str]
    within: frozenset[str]
    joining: frozenset[str]
    classes: Mapping[str, str]


@dataclass(frozen=True)
class Word:
    """A word of a cell: folded, its place, and what stands between it and the word before.

    ``gap`` is ``cut`` (a comma, slash, bracket, dash ...), ``wrap`` (a line break), ``space`` or
    ``join`` (a hyphen, or nothing); ``comma`` says that the cut is a comma or line break alone.
    ``kind`` is the class of body that the word stands for, or empty.
    """

    fold: str
    start: int
    end: int
    gap: str
    between: str
    written: str
    kind: str = ""

    @property
    def capital(self) -> bool:
        """Whether it is written as a name is: with a capital somewhere, or a digit first."""
        return self.written != self.written.lower() or self.written[:1].isdigit()


@lru_cache(maxsize=1)
def language() -> Language:
    """The words of party-words.toml, of all its languages together."""
    text = (files("grondrecht.registry") / "data" / "party-words.toml").read_text("utf-8")
    tables = tomllib.loads(text).values()
    lists: dict[str, frozenset[str]] = {}
    for name in Language.__dataclass_fields__:
        if name != "classes":
            lists[name] = frozenset(word for table in tables for word in table.get(name, ()))
    classes = {
        word: kind
        for table in tables
        for kind, words in table.get("classes", {}).items()
        for word in words
    }
    return Language(**lists, classes=classes)


def folded(name: str) -> str:
    """A name as names are compared: its words folded, with one blank between them."""
    return " ".join(word.fold for word in words_of(name))


def words_of(text: str) -> tuple[Word, ...]:
    """The words of a text, in order, with their exact places."""
    found: list[Word] = []
    end = 0
    for match in _WORD.finditer(text):
        between = text[end : match.start()]
        if found and _is_broken(between, match[0]):
            found[-1] = _joined(found[-1], match)
            end = match.end()
            continue
        fold, kind = _fold(match[0])
        gap = _gap(between, match[0]) if found else "cut"
        if found and found[-1].kind and between.strip() == ".":
            gap = "space"
        found.append(Word(fold, match.start(), match.end(), gap, between, match[0], kind))
        end = match.end()
    return tuple(found)


def _is_broken(between: str, following: str) -> bool:
    """Whether a word goes on after a hyphen at the end of a line."""
    known = language().joining | {"of", "or"}
    is_break = re.fullmatch(r"[-‐]\s*\n\s*", between) is not None
    return is_break and following[0].islower() and following not in known


def _joined(first: Word, rest: re.Match[str]) -> Word:
    written = first.written + rest[0]
    fold, kind = _fold(written)
    return Word(fold, first.start, rest.end(), first.gap, first.between, written, kind)


def _gap(between: str, following: str) -> str:
    if between and not between.strip(" \t\xa0"):
        return "space"
    if _CUT.search(between):
        return "cut"
    if re.fullmatch(r"[-‐‑]\s+", between) and following[0].islower():
        return "join"
    if "\n" in between:
        return "wrap"
    return "space" if any(map(str.isspace, between)) else "join"


@lru_cache(maxsize=50_000)
def _fold(written: str) -> tuple[str, str]:
    if written in "&+":
        return AND, ""
    plain = written.translate(_DROPPED).replace("’", "'")
    plain = unicodedata.normalize("NFKD", plain)
    plain = plain.casefold().removesuffix("'s")
    plain = "".join(filter(str.isalnum, plain)) or written.casefold()
    words = language()
    if plain in words.joining:
        return AND, ""
    kind = words.classes.get(plain) or _misspelt_class(plain)
    return kind or plain, kind


def _misspelt_class(plain: str) -> str:
    """The class that a word misspells: one slip in a long word, its first letter right."""
    if len(plain) < 7 or plain in language().filler:
        return ""
    near = {
        kind
        for word, kind in language().classes.items()
        if len(word) > 6 and word[0] == plain[0] and OSA.distance(word, plain, score_cutoff=1) <= 1
    }
    return near.pop() if len(near) == 1 else ""
