"""What each payment of an amount is for, and how often it is paid."""

from __future__ import annotations

import re
from decimal import Decimal

from grondrecht.plan.money import words
from grondrecht.plan.money.figures import Figure, alternatives
from grondrecht.plan.money.numerals import number_in_words

_WORD = r"(?!jaar|year|annum|jr?\b|\w{0,9}jaar)[^\W\d][\w²³-]{0,40}"
_PERIODS = "|".join(
    rf"(?P<{name}>{alternatives(patterns)})" for name, patterns in words.PERIODS.items()
)
_AFTER = re.compile(
    rf"\s{{0,3}}(?:(?:per\s{{1,3}}|/|voor\s(?:elke?|iedere?)\s|for\s(?:each|every)\s)"
    rf"(?P<per>{_WORD})|/\s(?P<listed>(?=(?-i:[a-zà-ÿ])){_WORD})(?!\w|\s?:)"
    rf"|(?:{_PERIODS})(?!\w))",
    re.IGNORECASE,
)
_BEFORE = re.compile(
    rf"(?<!euro\s)(?<!eur\s)(?<!€\s)(?<!\w)(?:per\s(?P<per>{_WORD})|{_PERIODS})(?!\w)"
    r"(?:\s(?!(?:en|of|and|or|plus)\s)[^\W\d]\w{0,20}){0,3}\s{1,3}\Z",
    re.IGNORECASE,
)
_SIGNS = alternatives(words.TIMES)
_TIMES_BEFORE = re.compile(
    rf"(?<![\w.,])(?:(?P<count>\d{{1,6}})(?:\s[^\W\d]\w{{0,20}})?\s{{0,3}}{_SIGNS}"
    r"|(?P<word>[a-zéë]{3,12}?)\s?(?:maal|keer|times)|(?P<twice>twice))"
    rf"\s{{0,3}}(?:{alternatives((*words.ABOUT, *words.MAXIMUM, *words.MINIMUM))})?\s{{0,3}}\Z",
    re.IGNORECASE,
)
_TIMES_AFTER = re.compile(
    rf"\s{{0,3}}{_SIGNS}\s{{0,3}}(?P<count>\d{{1,6}})(?![\d.,%]\d|\s?(?:%|€|eur))", re.IGNORECASE
)


def rate_of(text: str, figure: Figure) -> str:
    """What each such amount is for (``leerling``, ``maand``), or empty; a year is no rate."""
    before = text[max(0, figure.start - 80) : figure.start]
    match = _AFTER.match(text, figure.end) or _BEFORE.search(before)
    if not match:
        return ""
    name, found = next((pair for pair in match.groupdict().items() if pair[1]), ("per", ""))
    return found if name in ("per", "listed") else name


def times_of(text: str, figure: Figure) -> Decimal:
    """How often the amount is paid; 1 where nothing is said."""
    match = _TIMES_BEFORE.search(text, max(0, figure.start - 40), figure.start)
    match = match or (_TIMES_AFTER.match(text, figure.end) if figure.currency else None)
    if not match:
        return Decimal(1)
    said = match.groupdict()
    if said["count"]:
        return Decimal(said["count"])
    return Decimal(2) if said["twice"] else number_in_words(said["word"]) or Decimal(1)
