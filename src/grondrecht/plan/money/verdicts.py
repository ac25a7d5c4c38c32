"""Which figures of a text are money: those with a currency, and others where the text says so."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cached_property

from grondrecht.plan.money import words
from grondrecht.plan.money.context import RECURRENCE, sentence_of, sentence_starts
from grondrecht.plan.money.figures import Figure, alternatives

_MONEY_WORD = re.compile(alternatives(words.MONEY), re.IGNORECASE)
_COUNTED = re.compile(
    rf"\s{{0,3}}(?![\s]|$|[.,;:()/&+=*|<\[\]•▪–—!?\"”-]|{alternatives(words.AFTER_BARE)}(?!\w)"
    r"|(?:19|20)\d\d(?!\d)|\d{1,3}\.\d{3}(?!\d))",
    re.IGNORECASE,
)
_NOT_MONEY_BEFORE = re.compile(
    rf"(?:(?<!\w){alternatives(words.BEFORE_NO_MONEY)}[\s:]{{0,3}}(?:\w{{1,20}}\s)?"
    r"(?:\d{1,9}(?:,|\s(?:en|of|tot|and|or))\s){0,3}"
    r"|(?<!\w)(?:aantal|aantallen|number of)\s[\w\s]{1,40}:\s{0,3}"
    r"|\d[\s./-]{1,3}|(?<!\d)(?<!\d\s)\+|[A-Z0-9]-)$",
    re.IGNORECASE,
)
_COUNTS = re.compile(r"(?<!\w)(?:aantal|aantallen|number of)(?!\w)", re.IGNORECASE)
#: A year, or an amount with its thousands parted, is no part of the figure that follows.
_OTHER_BEFORE = re.compile(r"(?:(?:19|20)\d\d|\d\.\d{3}(?:,\d{1,2})?)\s{1,3}\Z")
_AFTER_YEAR = re.compile(r"\s{0,2}:|\s{1,3}\d{1,3}[.\s]\d{3}(?!\d)")
_CONJUNCTION = re.compile(r"\s{0,3}(?:,|en|of|tot|à|and|or|to|[-–—+&])\s{0,3}", re.IGNORECASE)
_LETTERS = re.compile(r"[^\W\d_]{2}")


def money_among(text: str, found: Sequence[Figure], *, budget: bool) -> list[bool]:
    """Per figure whether it is an amount. A bare figure that a conjunction links to the next one is
    what the next one is."""
    context = _Context(text, found, budget)
    verdicts: list[bool] = []
    for number in range(len(found) - 1, -1, -1):
        figure, after = found[number], found[number + 1 : number + 2]
        linked = after and _CONJUNCTION.fullmatch(text[figure.end : after[0].start][:12])
        if linked and not figure.unit and not verdicts[-1]:
            verdicts.append(False)
        else:
            verdicts.append(context.is_amount(figure))
    return verdicts[::-1]


class _Context:
    """What a text as a whole says about its figures, computed once."""

    def __init__(self, text: str, found: Sequence[Figure], budget: bool) -> None:
        self.text = text
        self.budget = budget or _says_only_figures(text, found)

    @cached_property
    def _sentences(self) -> tuple[list[int], dict[int, int]]:
        """Where the sentences begin, and where in a sentence the first word of money stands."""
        starts = sentence_starts(self.text)
        found = [match.start() for match in _MONEY_WORD.finditer(self.text)]
        return starts, {sentence_of(starts, place): place for place in reversed(found)}

    def _speaks_ofmoney_among(self, figure: Figure) -> bool:
        """Whether the figure's sentence does: before it, or anywhere for a percentage."""
        if self.budget:
            return True
        starts, speaking = self._sentences
        number = sentence_of(starts, figure.start)
        place = speaking.get(number)
        if place is None or figure.unit == "percent":
            return place is not None
        counts = _COUNTS.search(self.text, starts[number], figure.start)
        return place < figure.start and not counts

    def is_amount(self, figure: Figure) -> bool:
        """Whether the figure is money or a percentage of it."""
        if figure.currency:
            return not (figure.digits[0].isdigit() and self._is_year_label(figure))
        fits = figure.unit == "percent" or self._stands_alone(figure)
        return fits and self._speaks_ofmoney_among(figure)

    def _is_year_label(self, figure: Figure) -> bool:
        year = re.fullmatch(r"(?:19|20)\d\d", figure.digits)
        return bool(year and _AFTER_YEAR.match(self.text, figure.end))

    def _stands_alone(self, figure: Figure) -> bool:
        """A bare figure large enough for money, that nothing else claims."""
        large = figure.factor > 1 or (abs(figure.value) >= 1000 and not figure.like_a_year)
        if not large or _COUNTED.match(self.text, figure.end):
            return False
        before = self.text[max(0, figure.start - 60) : figure.start]
        return not _NOT_MONEY_BEFORE.search(before) or bool(_OTHER_BEFORE.search(before))


def _says_only_figures(text: str, found: Sequence[Figure]) -> bool:
    """Whether a short text holds no words but figures, years, recurrences and bounds."""
    if len(text) > 200 or not found:
        return False
    rest = text
    for figure in reversed(found):
        rest = rest[: figure.start] + " " + rest[figure.end :]
    for pattern in (*RECURRENCE.values(), _ONLY):
        rest = pattern.sub(" ", rest)
    return not _LETTERS.search(rest)


_ONLY = re.compile(
    rf"(?<!\w)(?:{alternatives((*words.MAXIMUM, *words.MINIMUM, *words.ABOUT, *words.RANGE))}"
    r"|tussen|between|and|en|in|voor|for|van)(?!\w)",
    re.IGNORECASE,
)
