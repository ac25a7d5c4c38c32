"""Indicator cards of the rights inventory: whom a measure reaches, and what it comes to in a year.

A card says how many are entitled and for how many that is not known; set beside who receives it
also how many are missed, and how much money.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from grondrecht.rights.awards import receiving, stale_of
from grondrecht.rights.errors import RightsError
from grondrecht.rights.law import Stale
from grondrecht.rights.measures import Measure
from grondrecht.rights.overlap import WHOM, count_text
from grondrecht.rights.populations import UNKNOWN, YES, PopulationAnswer
from grondrecht.rights.resolved import Resolved
from grondrecht.rights.totals import refuse_endless
from grondrecht.rights.weights import weights_of
from grondrecht.rights.wording import money_text
from grondrecht.rights.yearly import brings_money, times_a_year

Array = NDArray[Any]
Money = tuple[int, int]
# What the inventory calls a measure, and how it is granted.
_CORRECTIONS = ("tariff", "correction")
_AUTOMATIC = {"automatic": "yes", "partly": "partly", "on_request": "no"}


@dataclass(frozen=True)
class Card:
    """Whom a measure reaches, in those that it is for; weighted where a weight was given.

    ``receives`` to ``persons`` are None where it is not known who receives it: how many do, how
    many of them are surely entitled, how many surely and how many perhaps entitled do not, and how
    many persons it reaches (of a household all; None too of a measure for municipalities or
    organisations). ``due``, ``paid`` and ``missed`` are cents in a year, least and most; None where
    the measure brings no money. ``stale`` are the figures of the measure past their review.
    """

    measure: Measure
    entitled: float
    unknown: float
    due: Money | None
    receives: float | None = None
    receives_entitled: float | None = None
    misses: float | None = None
    may_miss: float | None = None
    persons: float | None = None
    paid: Money | None = None
    missed: Money | None = None
    stale: tuple[Stale, ...] = ()

    @property
    def non_take_up(self) -> float | None:
        """The share of those surely entitled who do not receive; None where it is not known."""
        return self.misses / self.entitled if self.misses is not None and self.entitled else None


def cards(
    answer: PopulationAnswer,
    received: Mapping[str, Any] | None = None,
    weight: str | None = None,
) -> tuple[Card, ...]:
    """A card for each measure of an answer.

    ``received`` has, by measure, a table of who receives it, with a column id. Raises RightsError
    for a measure that was not answered, and where those tables do not fit the population.
    """
    given = received or {}
    for name in given:
        answer.rules(name)
    return tuple(_card(answer, name, given.get(name), weight) for name in answer.columns)


def _card(answer: PopulationAnswer, name: str, received: Any, weight: str | None) -> Card:  # noqa: ANN401
    rules, held = answer.rules(name), answer.columns[name]
    of = rules.measure.of
    one = None if weight is None else weights_of(answer.beside(of, weight))
    sure, perhaps = held.entitled == YES, held.entitled == UNKNOWN
    money = _Money(answer, rules, one)
    known = Card(
        rules.measure,
        _sum(sure, one),
        _sum(perhaps, one),
        money.of(sure | perhaps),
        stale=stale_of(answer, name),
    )
    if received is None:
        return known
    receives, _ = receiving(answer.tables.frames[of]["id"], received)
    persons = _persons(answer, of)
    return replace(
        known,
        receives=_sum(receives, one),
        receives_entitled=_sum(receives & sure, one),
        misses=_sum(~receives & sure, one),
        may_miss=_sum(~receives & perhaps, one),
        persons=None if persons is None else _sum(receives * persons, one),
        paid=money.of(receives & (sure | perhaps)),
        missed=money.of(~receives & (sure | perhaps)),
    )


class _Money:
    """What a measure comes to in a year, for those of a mask."""

    def __init__(self, answer: PopulationAnswer, rules: Resolved, weights: Array | None) -> None:
        held = answer.columns[rules.measure.id]
        self._ends: tuple[Array, Array] | None = None
        self._weights = weights
        if brings_money(rules) and held.least is not None and held.most is not None:
            times = times_a_year(rules)
            refuse_endless(rules.measure.id, held, times)
            self._ends = held.least.astype(np.int64) * times, held.most.astype(np.int64) * times

    def of(self, mask: Array) -> Money | None:
        """The least and the most, in cents."""
        if self._ends is None:
            return None
        least, most = (_sum(end * mask, self._weights) for end in self._ends)
        return round(least), round(most)


def _sum(values: Array, weights: Array | None) -> float:
    """A sum, exact where nothing is weighted."""
    if weights is None:
        return int(values.sum(dtype=np.int64))
    return float(np.dot(values.astype(np.float64), weights))


def _persons(answer: PopulationAnswer, of: str) -> Array | None:
    """How many persons stand behind each that a measure is for; None where that is not known."""
    if of not in ("person", "household"):
        return None
    if of == "household" and "person" in answer.tables.frames:
        sizes: Array = np.diff(answer.tables.starts)
        return sizes
    return np.ones(answer.tables.size(of), np.int64)


# In words


def sentences(card: Card, language: str = "nl") -> tuple[str, ...]:
    """What a card says, in Dutch (nl) or English (en)."""
    words = _WORDS[language]
    said = [words["entitled"].format(**_counts(card, language))]
    if card.receives is not None:
        said.append(words["receives"].format(**_counts(card, language)))
    if card.due is not None:
        said.append(words["due"].format(due=_money(card.due, language)))
    if card.missed is not None:
        said.append(words["missed"].format(missed=_money(card.missed, language)))
    return tuple(said)


def _counts(card: Card, language: str) -> dict[str, str]:
    counts = {
        key: count_text(value, language)
        for key in ("entitled", "unknown", "receives", "misses", "may_miss")
        if (value := getattr(card, key)) is not None
    }
    share = card.non_take_up
    counts["share"] = "-" if share is None else _percent(share, language)
    return counts | {"whom": WHOM[language][card.measure.of][0 if card.entitled == 1 else 1]}


def _percent(share: float, language: str) -> str:
    text = f"{share * 100:.1f}"
    return f"{text.replace('.', ',')} %" if language == "nl" else f"{text} %"


def _money(ends: Money, language: str) -> str:
    low, high = (money_text(cents, "", language) for cents in ends)
    if low == high:
        return low
    return f"van {low} tot {high}" if language == "nl" else f"from {low} to {high}"


_WORDS = {
    "nl": {
        "entitled": "Zeker recht: {entitled} {whom}; misschien: {unknown}.",
        "receives": "Ontvangen het: {receives}. Hebben zeker recht en ontvangen het niet: {misses}"
        " ({share}); misschien nog {may_miss}.",
        "due": "Waarop in een jaar recht is: {due}.",
        "missed": "Daarvan komt niet terecht: {missed}.",
    },
    "en": {
        "entitled": "Surely entitled: {entitled} {whom}; perhaps: {unknown}.",
        "receives": "Receive it: {receives}. Are surely entitled and do not: {misses} ({share});"
        " perhaps {may_miss} more.",
        "due": "What is due in a year: {due}.",
        "missed": "Of that is missed: {missed}.",
    },
}


# For the inventory


def inventory_row(card: Card, answer: PopulationAnswer, year: int, source: str) -> dict[str, str]:
    """A row of the table that the rights inventory takes in, in the columns of docs/measures.md.

    Figures only where it is known who receives: who is entitled is not yet reached. What is paid is
    left out where it is not certain to the cent. Raises RightsError without a source.
    """
    if not source.strip():
        raise RightsError(
            "Figures need a source; say where they come from.",
            "Cijfers hebben een bron nodig; zeg waar ze vandaan komen.",
        )
    measure, rules = card.measure, answer.rules(card.measure.id)
    automatic = _AUTOMATIC[measure.how]
    row = {
        "slug": measure.id,
        "kind": "correction" if measure.kind in _CORRECTIONS else "right",
        "name": measure.names.nl,
        "name_en": measure.names.en,
        "what": measure.what.nl,
        "automatic": automatic,
        "obstacles": "" if automatic == "yes" else measure.award.nl,
        "conditions": " | ".join(
            f"{each.rule.name}: {each.rule.label.nl.replace('|', '/')}" for each in rules.conditions
        ),
    }
    figures = dict.fromkeys(("years", "persons", "money", "source"), "")
    if card.receives is not None:
        paid = card.paid if card.paid is not None and card.paid[0] == card.paid[1] else None
        figures = {
            "years": str(year),
            "persons": "" if card.persons is None else str(round(card.persons)),
            "money": "" if paid is None else f"{paid[0] // 100}.{paid[0] % 100:02}",
            "source": source,
        }
    return row | figures
