"""What can be measured: named, versioned definitions whose operators, ages and items are fields.

A definition's ``measure(domain)`` gives a ``Part``: the value and how it moves with each weight.
``value(domain)`` gives the value alone, which is what a bootstrap asks a thousand times. Rates and
shares run from 0 to 1 here; results print them in the definition's unit. Here are rates; what is
measured on incomes is in income_measures.py.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

import numpy as np

from grondrecht.monitor import allowed, weighted
from grondrecht.monitor.conditions import Condition, Poor, Threshold
from grondrecht.monitor.domain import Domain
from grondrecht.monitor.weighted import Floats

Ages = tuple[int, int] | None
Slopes = tuple[tuple[Threshold, float], ...]


@dataclass(frozen=True)
class Part:
    """An estimate before its margin.

    ``domain``: the people it rests on; ``n_met``: of these, who are poor (deprived, …); None where
    nobody can be. ``moves()`` works out how the value moves: per row of the domain with the weight,
    and per threshold with that.
    """

    value: float
    domain: Domain
    n_met: int | None
    moves: Callable[[], tuple[Floats, Slopes]]


def unknown(domain: Domain, n_met: int | None = None) -> Part:
    """The part of an estimate that cannot be told."""
    return Part(np.nan, domain, n_met, lambda: (np.full(len(domain), np.nan), ()))


@dataclass(frozen=True)
class Definition:
    """What all definitions have. ``unit`` is ``%``, ``ratio`` or ``money``."""

    id: str
    version: str
    source: str = ""
    name_en: str = ""
    name_nl: str = ""
    unit: str = "%"
    better: str = "down"
    ages: Ages = None

    def __post_init__(self) -> None:
        object.__setattr__(self, "ages", allowed.ages(self.ages))

    @property
    def scale(self) -> float:
        """What a value is multiplied by when it is printed."""
        return 100.0 if self.unit == "%" else 1.0

    @property
    def roles(self) -> tuple[str, ...]:
        """The roles of columns that it needs."""
        return () if self.ages is None else ("age",)

    @property
    def is_share(self) -> bool:
        """Whether it is a share of people."""
        return False

    def rests_on(self, part: Part) -> int:
        """How many people asked an estimate rests on, by which it is flagged."""
        return part.domain.people()

    def value(self, domain: Domain) -> float:
        """The value in a domain; nan where it cannot be told."""
        raise NotImplementedError

    def measure(self, domain: Domain) -> Part:
        """The value in a domain with how it moves."""
        raise NotImplementedError


@dataclass(frozen=True)
class Rate(Definition):
    """The share of people who meet a condition; ``among`` says of whom.

    Who is known too little of to be placed is in neither numerator nor denominator.
    """

    condition: Condition = field(default_factory=Poor)
    among: tuple[Condition, ...] = ()

    @property
    def roles(self) -> tuple[str, ...]:
        """Those of its conditions."""
        own = (role for each in (self.condition, *self.among) for role in each.roles)
        return (*super().roles, *own)

    @property
    def is_share(self) -> bool:
        """It is."""
        return True

    def value(self, domain: Domain) -> float:
        """The share (0 to 1)."""
        domain = self._asked(domain)
        if isinstance(self.condition, Poor):
            return self.condition.share(domain)
        yes, no = self.condition.met(domain)
        weight = domain.weights
        known = weighted.dot(weight, yes | no)
        return weighted.dot(weight, yes) / known if known > 0 else np.nan

    def measure(self, domain: Domain) -> Part:
        """The share with how it moves, also with the thresholds in its condition."""
        domain = self._asked(domain)
        if isinstance(self.condition, Poor) and self.condition.income == domain.by:
            return self._below(domain.ascending(domain.by), self.condition)
        yes, no = self.condition.met(domain)
        known = yes | no
        domain, yes = domain.where(known), yes if known.all() else yes[known]
        population = domain.population
        if population <= 0:
            return unknown(domain, 0)
        value = weighted.dot(domain.weights, yes) / population

        def moves() -> tuple[Floats, Slopes]:
            slopes = ((line.threshold, self._slope(domain, line)) for line in self.condition.lines)
            return np.asarray((yes - value) / population, np.float64), tuple(slopes)

        return Part(value, domain, domain.people(yes), moves)

    def _below(self, domain: Domain, poor: Poor) -> Part:
        """Where people ascend by income, the poor come first."""
        spread = domain.spread(poor.income)
        if not len(domain) or spread.total <= 0:
            return unknown(domain, 0)
        value = poor.share(domain)
        n_met = spread.count_below(poor.threshold.line(domain.sample), poor.operator)

        def moves() -> tuple[Floats, Slopes]:
            influence = np.full(len(domain), -value / spread.total)
            influence[:n_met] = (1 - value) / spread.total
            return influence, ((poor.threshold, poor.thickness(domain, domain)),)

        return Part(value, domain, domain.people(slice(n_met)), moves)

    def _asked(self, domain: Domain) -> Domain:
        if not self.among:
            return domain.aged(self.ages)
        return domain.part((self.ages, self.among), lambda: self._among(domain.aged(self.ages)))

    def _among(self, domain: Domain) -> Domain:
        for each in self.among:
            domain = domain.where(each.met(domain)[0])
        return domain

    def _slope(self, domain: Domain, line: Poor) -> float:
        """How the share moves with a threshold: by how thick people stand at it."""
        if line is self.condition:
            return line.thickness(domain, domain)
        return line.thickness(domain, domain.where(self.condition.decided(domain, line)))
