"""Amounts of money and percentages, read from sentences."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from grondrecht.plan.money import words
from grondrecht.plan.money.context import attach, recurrence_marks, year_marks
from grondrecht.plan.money.figures import Figure, alternatives, figures
from grondrecht.plan.money.payers import payer_marks
from grondrecht.plan.money.verdicts import money_among


@dataclass(frozen=True)
class Amount:
    """An amount of money, or a percentage, as stated at ``start``:``end`` of a text.

    ``value`` is the stated figure in whole units of the currency (euro; the unit is applied), or in
    percent; None for a range, which has no single value. ``low`` and ``high`` are what it can be:
    both the value where it is exact, the ends of a range, and None at the open end of a minimum or
    maximum. ``about`` says that the text calls it an estimate (*ca.*, *ongeveer*).

    ``currency`` is an ISO 4217 code, empty for a percentage; an amount without a currency sign in a
    budget is in euro. ``unit`` is how it was stated: ``euro`` (or another currency's code),
    ``cent``, ``kEUR``, ``thousand``, ``million``, ``billion``, ``percent``, or empty where a bare
    number was.

    ``years`` are those it is for; ``recurrence`` is ``once``, ``per_year``, ``whole_term`` or empty
    where nothing is said; ``payer`` the name of who pays, in the text's words; ``per`` what each
    such amount is for (``m²`` in "23 euro per m²"); ``times`` how often it is paid ("tweemaal").
    ``words`` is the text from ``start`` to ``end``.
    """

    value: Decimal | None
    low: Decimal | None
    high: Decimal | None
    currency: str
    unit: str
    words: str
    start: int
    end: int
    years: tuple[int, ...] = ()
    recurrence: str = ""
    payer: str = ""
    about: bool = False
    per: str = ""
    times: Decimal = Decimal(1)

    @property
    def is_money(self) -> bool:
        """Whether it is an amount in a currency, not a percentage."""
        return self.unit != "percent"


def _before(patterns: Sequence[str], name: str) -> str:
    return rf"(?:(?<!\w)(?P<{name}>{alternatives(patterns)})(?:\s(?:van|of|op))?\s{{0,3}})?"


_BOUND_BEFORE = re.compile(
    rf"(?:(?<!\w)(?:(?P<max>{alternatives(words.MAXIMUM)})|(?P<min>{alternatives(words.MINIMUM)}))"
    rf"(?:\s(?:van|of))?\s{{0,3}})?{_before(words.ABOUT, 'about')}$",
    re.IGNORECASE,
)
_BOUND_AFTER = re.compile(
    r"\s{0,2}\(?(?:(?P<max>max\.?|maximum|maximaal|at most)|(?P<min>min\.?|minimum|minimaal"
    r"|at least)|(?P<about>ca\.?|circa|geraamd|raming|estimated?))(?!\w)\)?",
    re.IGNORECASE,
)
_RANGE = re.compile(rf"\s{{0,3}}{alternatives(words.RANGE)}\s{{0,3}}", re.IGNORECASE)
_BETWEEN = {
    re.compile(rf"(?<!\w){opening}\s{{1,3}}$", re.IGNORECASE): re.compile(
        rf"\s{{1,3}}{alternatives(links)}\s{{1,3}}", re.IGNORECASE
    )
    for opening, links in words.BETWEEN.items()
}
_FROM = re.compile(r"(?<!\w)(?:van|from)\s{1,3}$", re.IGNORECASE)
_PER = re.compile(
    r"\s{0,3}(?:per\s{1,3}|/)(?!jaar|year|annum|\w{0,9}jaar)([^\W\d][\w²³-]{0,40})", re.IGNORECASE
)
_TIMES = re.compile(
    rf"(?<![\w.,])(?:(?P<count>\d{{1,6}})\s{{0,3}}{alternatives(words.TIMES)}"
    rf"|(?P<word>{alternatives(words.TIMES_IN_WORDS)}))\s{{0,3}}(?:{alternatives(words.ABOUT)})?"
    r"\s{0,3}$",
    re.IGNORECASE,
)


def read_amounts(text: str, *, budget: bool = False) -> tuple[Amount, ...]:
    """The amounts of money and percentages of a text, in order.

    A figure with a currency is money anywhere. A figure without one ("2,5 miljoen", "800.000 per
    jaar") and a percentage count only where the text speaks of money: in a budget cell
    (``budget``), after a word such as *subsidie* or *kosten* in the same sentence, or where the
    text says nothing else. What counts persons, places or pieces, a year, a date, an article or a
    telephone number is never read.
    """
    return amounts_among(text, figures(text), budget=budget)


def amounts_among(text: str, found: Sequence[Figure], *, budget: bool) -> tuple[Amount, ...]:
    """The amounts among the figures that were found in a text (see ``read_amounts``)."""
    found = _with_unit_of_range(text, list(found))
    kept = _joined(text, found, money_among(text, found, budget=budget))
    if not kept:
        return ()
    spans = [(amount.start, amount.end) for amount in kept]
    years = attach(text, spans, year_marks(text, spans))
    recurrences = attach(text, spans, recurrence_marks(text, spans))
    payers = attach(text, spans, payer_marks(text, spans))
    return tuple(
        replace(amount, years=when or (), recurrence=often or "", payer=payer or "")
        for amount, when, often, payer in zip(kept, years, recurrences, payers, strict=True)
    )


def _with_unit_of_range(text: str, found: list[Figure]) -> list[Figure]:
    """Give a bare figure the scale and currency of the range it opens: "5 à 6 miljoen euro"."""
    for number in range(len(found) - 2, -1, -1):
        low, high = found[number], found[number + 1]
        if not high.unit or low.factor > 1 or not _are_range(text, low, high):
            continue
        factor = high.factor if not low.unit else low.factor
        scaled = replace(low, factor=factor, unit=high.unit, currency=low.currency or high.currency)
        if scaled.value < high.value:
            found[number] = scaled
    return found


def _are_range(text: str, low: Figure, high: Figure) -> bool:
    gap = text[low.end : high.start]
    if len(gap) > 24 or low.like_a_year:
        return False
    before = text[max(0, low.start - 12) : low.start]
    between = any(
        opening.search(before) and link.fullmatch(gap) for opening, link in _BETWEEN.items()
    )
    return between or bool(_RANGE.fullmatch(gap))


def _joined(text: str, found: Sequence[Figure], money: Sequence[bool]) -> list[Amount]:
    """One amount per figure that is money, and one per range of two."""
    amounts: list[Amount] = []
    number = 0
    while number < len(found):
        pair = found[number : number + 2]
        if money[number] and len(pair) == 2 and money[number + 1] and _bounds_agree(text, *pair):
            amounts.append(_range(text, *pair))
            number += 1
        elif money[number]:
            amounts.append(_single(text, found[number]))
        number += 1
    return amounts


def _bounds_agree(text: str, low: Figure, high: Figure) -> bool:
    same = low.currency == high.currency and (low.unit == "percent") == (high.unit == "percent")
    return same and low.value < high.value and _are_range(text, low, high)


def _range(text: str, low: Figure, high: Figure) -> Amount:
    before = text[max(0, low.start - 12) : low.start]
    openings = [opening.search(before) for opening in (*_BETWEEN, _FROM)]
    opened = next((match for match in openings if match), None)
    start = low.start - len(before) + opened.start() if opened else low.start
    amount = _amount(text, high, start, high.end)
    return replace(amount, value=None, low=low.value, high=high.value)


def _single(text: str, figure: Figure) -> Amount:
    before = text[max(0, figure.start - 40) : figure.start]
    opening = _BOUND_BEFORE.search(before)
    closing = _BOUND_AFTER.match(text, figure.end)
    start = figure.start - len(before) + opening.start() if opening else figure.start
    amount = _amount(text, figure, start, closing.end() if closing else figure.end)
    says = {
        name
        for match in (opening, closing)
        if match
        for name, found in match.groupdict().items()
        if found
    }
    return replace(
        amount,
        low=None if "max" in says else amount.low,
        high=None if "min" in says else amount.high,
        about="about" in says,
    )


def _amount(text: str, figure: Figure, start: int, end: int) -> Amount:
    rate = _PER.match(text, figure.end) if figure.unit != "percent" else None
    money = figure.unit != "percent"
    return Amount(
        value=figure.value,
        low=figure.value,
        high=figure.value,
        currency=(figure.currency or "EUR") if money else "",
        unit=figure.unit,
        words=text[start:end],
        start=start,
        end=end,
        per=rate[1] if rate else "",
        times=_times(text[max(0, figure.start - 30) : figure.start]),
    )


def _times(before: str) -> Decimal:
    match = _TIMES.search(before)
    if not match:
        return Decimal(1)
    word = " ".join((match["word"] or "").casefold().split())
    return Decimal(match["count"] or words.TIMES_IN_WORDS[word])
