"""What is measured on the incomes of a domain: mean, quantiles, Gini, S80/S20, the median gap."""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from typing import Literal

import numpy as np

from grondrecht.monitor import checking, fields, linear, weighted
from grondrecht.monitor.conditions import Threshold
from grondrecht.monitor.domain import Domain
from grondrecht.monitor.measures import Definition, Part, Slopes, unknown
from grondrecht.monitor.weighted import Floats


@dataclass(frozen=True)
class OfIncome(Definition):
    """What is measured on the incomes of a domain; ``income`` is the role."""

    income: str = "income"

    @property
    def roles(self) -> tuple[str, ...]:
        """The income."""
        return (*super().roles, self.income)

    def _spread(self, domain: Domain) -> tuple[Domain, weighted.Spread]:
        domain = domain.aged(self.ages).ascending(self.income)
        return domain, domain.spread(self.income)

    def value(self, domain: Domain) -> float:
        """The value on a domain's incomes."""
        domain, spread = self._spread(domain)
        if not len(domain) or spread.total <= 0:
            return np.nan
        return self.of(spread, domain)

    def measure(self, domain: Domain) -> Part:
        """The value with how it moves."""
        domain, spread = self._spread(domain)
        if not len(domain) or spread.total <= 0:
            return unknown(domain)
        value = self.of(spread, domain)
        if not math.isfinite(value):
            return unknown(domain)

        def moves() -> tuple[Floats, Slopes]:
            return self.influence(spread, domain, value), ()

        return Part(value, domain, None, moves)

    def of(self, spread: weighted.Spread, domain: Domain) -> float:
        """The value of a spread."""
        raise NotImplementedError

    def influence(self, spread: weighted.Spread, domain: Domain, value: float) -> Floats:
        """Per person how the value moves with the weight."""
        raise NotImplementedError


@dataclass(frozen=True)
class Mean(OfIncome):
    """The mean income."""

    def of(self, spread: weighted.Spread, domain: Domain) -> float:
        """The mean."""
        return weighted.mean(spread)

    def influence(self, spread: weighted.Spread, domain: Domain, value: float) -> Floats:
        """Of the mean."""
        return linear.of_mean(spread)


@dataclass(frozen=True)
class Quantile(OfIncome):
    """A quantile of income times a ``factor``: the median, or the at-risk-of-poverty threshold."""

    share: float = 0.5
    factor: float = 1.0

    def __post_init__(self) -> None:
        super().__post_init__()
        fields.share("share", self.share, 1)
        fields.share("factor", self.factor, fields.MOST)

    def of(self, spread: weighted.Spread, domain: Domain) -> float:
        """The quantile times the factor."""
        return self.factor * weighted.quantile(spread, self.share)

    def influence(self, spread: weighted.Spread, domain: Domain, value: float) -> Floats:
        """Of the quantile, times the factor."""
        return self.factor * linear.of_quantile(spread, self.share, value / self.factor)


@dataclass(frozen=True)
class Inequality(OfIncome):
    """What tells how unequal incomes are: of a survey in which all are equal it is refused."""

    def measure(self, domain: Domain) -> Part:
        """The value with how it moves. Raises SurveyError where all incomes are equal."""
        everyone = domain.sample.everyone(self.income).ascending(self.income)
        checking.unequal(everyone, self.income)
        return super().measure(domain)


@dataclass(frozen=True)
class Gini(Inequality):
    """The Gini coefficient."""

    def of(self, spread: weighted.Spread, domain: Domain) -> float:
        """The coefficient (0 to 1); nan where incomes add up to nothing or less."""
        return weighted.gini(spread)

    def influence(self, spread: weighted.Spread, domain: Domain, value: float) -> Floats:
        """Of the coefficient."""
        return linear.of_gini(spread)


@dataclass(frozen=True)
class QuintileRatio(Inequality):
    """S80/S20: the income of the richest ``share`` to that of the poorest."""

    share: float = 0.2

    def __post_init__(self) -> None:
        super().__post_init__()
        fields.share("share", self.share, 0.5)

    def of(self, spread: weighted.Spread, domain: Domain) -> float:
        """The ratio; nan where nobody is above, or those below receive nothing or less."""
        return weighted.quintile_ratio(spread, self.share)

    def influence(self, spread: weighted.Spread, domain: Domain, value: float) -> Floats:
        """Of the ratio."""
        return linear.of_quintile_ratio(spread, self.share)


@dataclass(frozen=True)
class MedianGap(OfIncome):
    """How far the median income of the poor lies below the threshold, as a share of it."""

    threshold: Threshold = field(default_factory=Threshold)
    operator: Literal["<", "<="] = "<"

    def __post_init__(self) -> None:
        super().__post_init__()
        fields.one_of("operator", self.operator, fields.ON_INCOME)

    def rests_on(self, part: Part) -> int:
        """The poor, whose median it is."""
        return part.n_met or 0

    def of(self, spread: weighted.Spread, domain: Domain) -> float:
        """The gap (0 to 1); nan where nobody is poor or the line is not above zero."""
        return weighted.median_gap(spread, self.threshold.line(domain.sample), self.operator)

    def measure(self, domain: Domain) -> Part:
        """The gap with how it moves, also with the threshold."""
        domain, spread = self._spread(domain)
        line = self.threshold.line(domain.sample)
        poor = domain.people(slice(spread.count_below(line, self.operator)))
        value = self.of(spread, domain)
        if not math.isfinite(value):
            return unknown(domain, poor)

        def moves() -> tuple[Floats, Slopes]:
            influence, slope = linear.of_median_gap(spread, line, self.operator)
            return influence, ((self.threshold, slope),)

        return Part(value, domain, poor, moves)
