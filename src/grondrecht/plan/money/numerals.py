"""Numbers in words: *drie*, *vijfentwintigduizend*, *anderhalf*, *twee en een half*."""

from __future__ import annotations

import re
from decimal import Decimal

_UNITS = {
    "een": 1, "één": 1, "twee": 2, "drie": 3, "vier": 4, "vijf": 5, "zes": 6, "zeven": 7,
    "acht": 8, "negen": 9,
}  # fmt: skip
_TENS = {
    "twintig": 20, "dertig": 30, "veertig": 40, "vijftig": 50, "zestig": 60, "zeventig": 70,
    "tachtig": 80, "negentig": 90,
}  # fmt: skip
_OTHERS = {
    "tien": 10, "elf": 11, "twaalf": 12, "dertien": 13, "veertien": 14, "vijftien": 15,
    "zestien": 16, "zeventien": 17, "achttien": 18, "negentien": 19, "one": 1, "two": 2,
    "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10,
    "twenty": 20, "fifty": 50,
}  # fmt: skip
_BELOW_HUNDRED = _UNITS | _TENS | _OTHERS | {
    unit + link + ten: value + tens
    for unit, value in _UNITS.items()
    for ten, tens in _TENS.items()
    for link in ("en", "ën")
}  # fmt: skip
_HALVES = {
    "half": Decimal("0.5"), "een half": Decimal("0.5"), "half a": Decimal("0.5"),
    "kwart": Decimal("0.25"), "een kwart": Decimal("0.25"), "driekwart": Decimal("0.75"),
    "anderhalf": Decimal("1.5"), "anderhalve": Decimal("1.5"),
}  # fmt: skip
_AND_A_HALF = re.compile(r"(.{3,20}?)\s?[eë]n\s?(?:een\s?)?hal(?:f|ve)")


def number_in_words(text: str) -> Decimal | None:
    """The value of a number in Dutch words (below a million) or of a simple one in English; None
    where the words are none."""
    word = " ".join(text.casefold().split())
    if word in _HALVES:
        return _HALVES[word]
    half = _AND_A_HALF.fullmatch(word)
    whole = _whole(half[1] if half else word)
    return Decimal(whole) + (Decimal("0.5") if half else 0) if whole else None


def _whole(word: str) -> int:
    """The value of a compound such as *tweehonderdvijftigduizend*, 0 where it is none."""
    for name, factor in (("duizend", 1000), ("honderd", 100)):
        head, found, tail = word.partition(name)
        if found:
            times, rest = _whole(head) if head else 1, _whole(tail) if tail else 0
            understood = times and (rest or not tail)
            return times * factor + rest if understood else 0
    return _BELOW_HUNDRED.get(word, 0)
