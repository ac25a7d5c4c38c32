"""Who pays an amount, in the words of the text."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence

from grondrecht.plan.money import words
from grondrecht.plan.money.context import REACH, STRONG, Mark, Span
from grondrecht.plan.money.figures import alternatives

_ENDS = rf"(?!{alternatives(words.NAME_ENDS)}(?!\w))"
_NAME = (
    rf"(?:(?:de|het|een|the|our)\s{{1,3}})?(?P<name>(?!(?:de|het|een|the)\s){_ENDS}[^\W\d][\w&’'+-]{{0,40}}"
    rf"(?:\s{{1,3}}(?:en\s(?=(?-i:[A-Z])[a-z]+)|{_ENDS})[^\W\d][\w&’'+-]{{0,40}}){{0,5}})"
)
_FROM = re.compile(rf"(?<!\w){alternatives(words.PAID_FROM)}\s{{1,3}}{_NAME}", re.IGNORECASE)
_SUBJECT = re.compile(
    r"(?:^|(?<=[.;:,(\n]))\s{0,3}(?!(?:te|om|en|of|die)\s)(?:(?:De|Het|The)\s{1,3})?"
    r"(?P<name>(?:[^\W\d][\w&’'+-]{0,40}\s{1,3}){1,5}?)"
    rf"(?:{alternatives(words.PAYS)})(?!\w)",
    re.IGNORECASE,
)
_BRACKETS = re.compile(
    rf"\s{{0,3}}\((?P<name>(?!{alternatives(words.NO_PAYERS)}\b)[A-Z][A-Z+&-]{{1,7}}"
    rf"|[^()\d]{{0,40}}?{alternatives(words.SOURCES)}[^()\d]{{0,40}})\)"
)
_OUT_OF = re.compile(
    r"(?<!\w)uit\s(?:het|de)\s(?P<name>(?:[^\W\d][\w-]{0,30}\s)?[\w-]{0,30}(?:fonds|begroting))(?!\w)",
    re.IGNORECASE,
)
_ARTICLE = re.compile(r"(?<!\w)(De|Het)\s\Z")
_PROPER = re.compile(r"[A-ZÀ-Þ][a-zß-ÿ]+")
_FUND = re.compile(rf"(?<![\w-])(?P<name>{alternatives(words.FUNDS, literal=True)})(?!\w)")
_BY = re.compile(rf"\s{{0,3}}(?:door|by)\s{{1,3}}{_NAME}", re.IGNORECASE)


def payer_marks(text: str, spans: Sequence[Span]) -> list[Mark[str]]:
    """The payers that a text names, as marks to attach to the amounts at ``spans``.

    Named after a word such as *vanuit* or *funded by*, as the subject of a verb such as
    *financiert*, as a European fund, or right behind an amount: between brackets or after *door*.
    """
    marks = {mark.start: mark for mark in _named(text, spans)}
    for _, end in spans:
        match = _BRACKETS.match(text, end) or _BY.match(text, end)
        if match:
            marks[match.start("name")] = _mark(match)
    return [marks[start] for start in sorted(marks)]


def _named(text: str, spans: Sequence[Span]) -> Iterator[Mark[str]]:
    for pattern in (_FROM, _OUT_OF, _FUND):
        for match in pattern.finditer(text):
            yield _mark(match)
    starts = [start for start, _ in spans]
    for match in _SUBJECT.finditer(text):
        paid = starts[slice(*[bisect_left(starts, match.end()) + n for n in (0, 1)])]
        if paid and not STRONG.search(text[match.end() : paid[0]][:REACH]):
            yield _mark(match)


def _mark(match: re.Match[str]) -> Mark[str]:
    """The name without its article, but for one that is part of it, as in *De Lijn*."""
    name = match["name"].strip().rstrip(".")
    article = _ARTICLE.search(match.string, max(0, match.start("name") - 6), match.start("name"))
    whole = f"{article[1]} {name}" if article and _PROPER.fullmatch(name) else name
    return Mark(match.start("name"), match.end("name"), whole)
