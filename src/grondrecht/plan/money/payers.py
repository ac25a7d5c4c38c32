"""Who pays an amount, in the words of the text."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from grondrecht.plan.money import words
from grondrecht.plan.money.context import Mark, Span
from grondrecht.plan.money.figures import alternatives

_ENDS = rf"(?!{alternatives(words.NAME_ENDS)}(?!\w))"
_NAME = (
    rf"(?:(?:de|het|een|the|our)\s{{1,3}})?(?P<name>(?!(?:de|het|een|the)\s){_ENDS}[^\W\d][\w&’'+-]{{0,40}}"
    rf"(?:\s{{1,3}}{_ENDS}[^\W\d][\w&’'+-]{{0,40}}){{0,5}})"
)
_FROM = re.compile(rf"(?<!\w){alternatives(words.PAID_FROM)}\s{{1,3}}{_NAME}", re.IGNORECASE)
_SUBJECT = re.compile(
    r"(?:^|(?<=[.;:,(\n]))\s{0,3}(?:(?:De|Het|The)\s{1,3})?"
    r"(?P<name>(?:[^\W\d][\w&’'+-]{0,40}\s{1,3}){1,5}?)"
    rf"(?:{alternatives(words.PAYS)})(?!\w)",
    re.IGNORECASE,
)
_BRACKETS = re.compile(
    r"\s{0,3}\((?P<name>[A-Z][A-Z+&-]{1,7}"
    rf"|[^()\d]{{0,40}}?{alternatives(words.SOURCES)}[^()\d]{{0,40}})\)"
)
_FUND = re.compile(rf"(?<![\w-])(?P<name>{alternatives(words.FUNDS, literal=True)})(?!\w)")
_BY = re.compile(rf"\s{{0,3}}(?:door|by)\s{{1,3}}{_NAME}", re.IGNORECASE)


def payer_marks(text: str, spans: Sequence[Span]) -> list[Mark[str]]:
    """The payers that a text names, as marks to attach to the amounts at ``spans``.

    Named after a word such as *vanuit* or *funded by*, as the subject of a verb such as
    *financiert*, as a European fund, or right behind an amount: between brackets or after *door*.
    """
    marks = {mark.start: mark for mark in _named(text)}
    for _, end in spans:
        match = _BRACKETS.match(text, end) or _BY.match(text, end)
        if match:
            marks[match.start("name")] = _mark(match)
    return [marks[start] for start in sorted(marks)]


def _named(text: str) -> Iterator[Mark[str]]:
    for pattern in (_FROM, _SUBJECT, _FUND):
        for match in pattern.finditer(text):
            yield _mark(match)


def _mark(match: re.Match[str]) -> Mark[str]:
    return Mark(match.start("name"), match.end("name"), match["name"].strip().rstrip("."))
