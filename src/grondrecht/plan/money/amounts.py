"""Amounts of money and percentages, read from sentences."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from grondrecht.plan.money.bounds import (
    are_range,
    bounds_of,
    change_of,
    leaves_thousands_out,
    opening_of,
)
from grondrecht.plan.money.context import attach, recurrence_marks
from grondrecht.plan.money.figures import Figure, figures, scaled_as_declared
from grondrecht.plan.money.payers import payer_marks
from grondrecht.plan.money.rates import rate_of, times_of
from grondrecht.plan.money.verdicts import money_among
from grondrecht.plan.money.years import years_of


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

    ``years`` are those it is for, and ``onward`` says that those after the last are meant as well
    (*vanaf 2016*); ``recurrence`` is ``once``, ``per_year``, ``whole_term`` or empty
    where nothing is said; ``payer`` the name of who pays, in the text's words; ``per`` what each
    such amount is for (``m²`` in "23 euro per m²"); ``times`` how often it is paid ("tweemaal").
    ``change`` tells a change from a level: ``less`` in "een besparing van 500 euro", ``more`` in
    "stijgt met 500 euro". A minus sign makes the value negative.
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
    onward: bool = False
    change: str = ""

    @property
    def is_money(self) -> bool:
        """Whether it is an amount in a currency, not a percentage."""
        return self.unit != "percent"


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
    found = _with_unit_of_range(text, scaled_as_declared(text, found))
    kept = _joined(text, found, money_among(text, found, budget=budget))
    if not kept:
        return ()
    spans = [(amount.start, amount.end) for amount in kept]
    years = years_of(text, spans)
    recurrences = attach(text, spans, recurrence_marks(text, spans))
    payers = attach(text, spans, payer_marks(text, spans))
    return tuple(
        replace(
            amount,
            years=when.stated,
            onward=when.onward,
            recurrence=often or "",
            payer=payer or "",
        )
        for amount, when, often, payer in zip(kept, years, recurrences, payers, strict=True)
    )


def _with_unit_of_range(text: str, found: list[Figure]) -> list[Figure]:
    """Give each end of a range the scale and currency that only the other states: "5 à 6 miljoen
    euro", "€ 5.000-6.000"."""
    for number in range(len(found) - 2, -1, -1):
        low, high = found[number], found[number + 1]
        if leaves_thousands_out(text, low, high):
            thousands = replace(low, factor=Decimal(1000), unit=high.unit, currency=high.currency)
            low = found[number] = thousands
        if low.currency and not high.unit and are_range(text, low, high):
            high = found[number + 1] = replace(high, unit=low.unit, currency=low.currency)
        if not high.unit or low.factor > 1 or not are_range(text, low, high):
            continue
        factor = low.factor if low.unit and high.currency else high.factor
        currency = low.currency or high.currency
        scaled = replace(low, factor=factor, unit=high.unit, currency=currency)
        if scaled.value < high.value:
            found[number : number + 2] = scaled, replace(high, currency=currency)
    return found


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
    """Whether two figures are the ends of a range. It may fall only where *van* opens it."""
    same = low.currency == high.currency and (low.unit == "percent") == (high.unit == "percent")
    rises = low.value < high.value or (low.value > high.value and opening_of(text, low) < low.start)
    return same and rises and are_range(text, low, high)


def _range(text: str, one: Figure, other: Figure) -> Amount:
    amount = _amount(text, other, opening_of(text, one), other.end)
    low, high = sorted((one.value, other.value))
    return replace(amount, value=None, low=low, high=high, change=change_of(text, one.start))


def _single(text: str, figure: Figure) -> Amount:
    bounds = bounds_of(text, figure)
    amount = _amount(text, figure, bounds.start, bounds.end)
    return replace(
        amount,
        low=None if "max" in bounds.says else amount.low,
        high=None if "min" in bounds.says else amount.high,
        about="about" in bounds.says,
    )


def _amount(text: str, figure: Figure, start: int, end: int) -> Amount:
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
        per=rate_of(text, figure) if money else "",
        times=times_of(text, figure),
        change=change_of(text, figure.start),
    )
