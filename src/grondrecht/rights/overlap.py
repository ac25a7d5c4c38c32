"""Target groups compared: who is in one and not in the other, and which condition makes it so."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import permutations
from typing import Any

import numpy as np
from numpy.typing import NDArray

from grondrecht.rights.awards import stale_of
from grondrecht.rights.errors import RightsError, Words
from grondrecht.rights.law import Stale
from grondrecht.rights.populations import NO, YES, PopulationAnswer
from grondrecht.rights.resolved import Condition
from grondrecht.rights.weights import weights_of

Array = NDArray[Any]


@dataclass(frozen=True, slots=True)
class Difference:
    """A condition of a measure that keeps out those whom another reaches.

    ``n`` are entitled to the other and fail the condition; of those ``n_alone`` fail no other
    condition of the measure. Weighted where a weight was given.
    """

    condition: str
    label: Words
    article: str
    n: float
    n_alone: float


@dataclass(frozen=True, slots=True)
class Pair:
    """Two measures: how many are surely in both, and in the first and surely not in the second."""

    first: str
    second: str
    n_both: float
    n_only_first: float
    n_unknown: float
    differences: tuple[Difference, ...]


@dataclass(frozen=True)
class Overlap:
    """The target groups of some measures, beside each other.

    Counted per person where one of them is for persons (a household's right counts for each of its
    persons), else per household. ``stale`` are the figures past their review.
    """

    of: str
    names: dict[str, Words]
    sizes: dict[str, float]
    unknown: dict[str, float]
    pairs: tuple[Pair, ...]
    stale: tuple[Stale, ...] = ()

    def pair(self, first: str, second: str) -> Pair:
        """One of the pairs. Raises KeyError."""
        for each in self.pairs:
            if (each.first, each.second) == (first, second):
                return each
        raise KeyError((first, second))


def overlap(answer: PopulationAnswer, weight: str | None = None) -> Overlap:
    """How the target groups of all measures of an answer overlap.

    The answer was asked for with ``conditions``. Raises RightsError where it was not, or where
    there are fewer than two measures.
    """
    _refuse(answer)
    measures = [answer.rules(name).measure for name in answer.columns]
    of = "person" if any(each.of == "person" for each in measures) else measures[0].of
    groups = {each.id: _Group(answer, each.id, of) for each in measures}
    weights = _weights(answer, of, weight)
    return Overlap(
        of,
        {each.id: each.names for each in measures},
        {name: _sum(group.entitled == YES, weights) for name, group in groups.items()},
        {name: _sum(group.entitled > YES, weights) for name, group in groups.items()},
        tuple(_pair(a, b, weights) for a, b in permutations(groups.values(), 2)),
        tuple(each for name in groups for each in stale_of(answer, name)),
    )


class _Group:
    """The answers of a measure beside each of those that are counted."""

    def __init__(self, answer: PopulationAnswer, measure: str, of: str) -> None:
        self.name, self._answer = measure, answer
        self.rules = answer.rules(measure)
        self._spread = of == "person" and self.rules.measure.of == "household"
        held = answer.columns[measure]
        self.entitled = self._beside(held.entitled)
        self._conditions = held.conditions

    def conditions(self) -> Iterator[tuple[Condition, Array]]:
        """Each condition with its outcomes."""
        for each in self.rules.conditions:
            yield each, self._beside(self._conditions[each.rule.name])

    def _beside(self, column: Array) -> Array:
        if not self._spread:
            return column
        return np.repeat(column, np.diff(self._answer.tables.starts))


def _pair(a: _Group, b: _Group, weights: Array | None) -> Pair:
    only = (a.entitled == YES) & (b.entitled == NO)
    return Pair(
        a.name,
        b.name,
        _sum((a.entitled == YES) & (b.entitled == YES), weights),
        _sum(only, weights),
        _sum((a.entitled == YES) & (b.entitled > YES), weights),
        _differences(b, only, weights),
    )


def _differences(b: _Group, only: Array, weights: Array | None) -> tuple[Difference, ...]:
    """The conditions of a measure that fail for some, those that keep most out first."""
    fails = [(condition, (outcomes == NO) & only) for condition, outcomes in b.conditions()]
    n_failed = np.sum([failed for _, failed in fails], axis=0)
    found = []
    for condition, failed in fails:
        n, alone = _sum(failed, weights), _sum(failed & (n_failed == 1), weights)
        if n:
            rule = condition.rule
            article = rule.article or b.rules.version.source.article
            found.append(Difference(rule.name, rule.label, article, n, alone))
    return tuple(sorted(found, key=lambda each: -each.n))


def sentence(overlap: Overlap, pair: Pair, language: str = "nl") -> str:
    """What makes the difference between two measures, in one sentence."""
    first, second = (overlap.names[name].in_(language) for name in (pair.first, pair.second))
    if not overlap.sizes[pair.first]:
        nobody = {"nl": "Niemand heeft zeker recht op {}.", "en": "Nobody surely has {}."}
        return nobody[language].format(first)
    if not pair.differences:
        return _BOTH[language].format(first=first, second=second)
    most = pair.differences[0]
    one = round(pair.n_only_first) == 1
    return _ONLY[language].format(
        n=count_text(pair.n_only_first, language),
        whom=WHOM[language][overlap.of][0 if one else 1],
        have=_HAVE[language][0 if one else 1],
        first=first,
        second=second,
        failed=count_text(most.n, language),
        label=most.label.in_(language),
    )


_BOTH = {
    "nl": "Al wie zeker recht heeft op {first} en van wie {second} gekend is, heeft beide.",
    "en": "Whoever surely has {first}, and of whom {second} is known, has both.",
}
_ONLY = {
    "nl": "{n} {whom} {have} recht op {first} en niet op {second}; voor {failed} daarvan geldt"
    " niet: “{label}”",
    "en": "{n} {whom} {have} {first} and not {second}; for {failed} of them this does not hold:"
    " “{label}”",
}
_HAVE = {"nl": ("heeft", "hebben"), "en": ("has", "have")}
# Those that a measure is for: one, and more.
WHOM = {
    "nl": {
        "person": ("persoon", "personen"),
        "household": ("gezin", "gezinnen"),
        "municipality": ("gemeente", "gemeenten"),
        "organisation": ("organisatie", "organisaties"),
    },
    "en": {
        "person": ("person", "persons"),
        "household": ("household", "households"),
        "municipality": ("municipality", "municipalities"),
        "organisation": ("organisation", "organisations"),
    },
}


def count_text(value: float, language: str) -> str:
    """A count in words: 1.200, 1,200."""
    text = f"{value:,.0f}"
    return text.replace(",", ".") if language == "nl" else text


def _weights(answer: PopulationAnswer, of: str, weight: str | None) -> Array | None:
    return None if weight is None else weights_of(answer.beside(of, weight))


def _sum(which: Array, weights: Array | None) -> float:
    return float(np.count_nonzero(which)) if weights is None else float(weights[which].sum())


def _refuse(answer: PopulationAnswer) -> None:
    columns: Sequence[Any] = list(answer.columns.values())
    if len(columns) < 2:
        raise RightsError("Name two measures or more.", "Noem twee maatregelen of meer.")
    if not all(column.conditions for column in columns):
        raise RightsError(
            "Ask for the answers with conditions=True.", "Vraag de antwoorden met conditions=True."
        )
    entities = {answer.rules(name).measure.of for name in answer.columns}
    if len(entities - {"person", "household"}) and len(entities) > 1:
        raise RightsError(
            "Measures for different kinds of bodies have no persons in common.",
            "Maatregelen voor verschillende soorten hebben geen personen gemeen.",
        )
