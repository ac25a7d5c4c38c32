"""Conditions that a person meets, does not meet, or is known too little of.

A condition's ``met(domain)`` gives two masks: surely met, surely not met. ``forced`` asks what
would hold if all met one condition of income, or nobody did: so is known of whom it decides.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Literal, cast

import numpy as np

from grondrecht.monitor import allowed, fields, linear, weighted
from grondrecht.monitor.checking import spread_out
from grondrecht.monitor.domain import Domain, Weighting
from grondrecht.monitor.names import Holds
from grondrecht.monitor.weighted import Floats, Mask

Met = tuple[Mask, Mask]
Operator = Literal["<", "<="]
Forced = tuple["Poor", bool] | None
COMPARED = {"<": np.less, "<=": np.less_equal, "=": np.equal}
COMPARED |= {">": np.greater, ">=": np.greater_equal}


def combined(met: Sequence[Met], least: int = 1) -> Met:
    """Who surely meets at least so many conditions, and who surely does not."""
    if len(met) == 1 and least == 1:
        return met[0]
    surely = np.sum([yes for yes, _ in met], axis=0)
    perhaps = np.sum([~no for _, no in met], axis=0)
    return surely >= least, perhaps < least


@dataclass(frozen=True)
class Threshold:
    """The line below which income is low: a share of a quantile over the whole survey.

    ``income``: the role that the quantile is of (after transfers, also for the rate before them).
    ``fixed``: an amount that is given: the anchored threshold, or the national one for a survey of
    a region; it has no margin of its own. Raises SurveyError where it is not above zero.
    """

    share: float = 0.6
    quantile: float = 0.5
    income: str = "income"
    fixed: float | None = None

    def __post_init__(self) -> None:
        fields.threshold(self.share, self.quantile, self.fixed)

    def line(self, sample: Weighting) -> float:
        """The threshold, in the money unit of the income."""
        if self.fixed is not None:
            return self.fixed
        return cast(float, sample.once(self, lambda: self._line(sample)))

    def _line(self, sample: Weighting) -> float:
        spread = self._spread(sample)
        return self.share * weighted.quantile(spread, self.quantile)

    def _spread(self, sample: Weighting) -> weighted.Spread:
        everyone = sample.everyone(self.income).ascending(self.income)
        return cast(
            weighted.Spread,
            sample.once(("spread", self.income), lambda: spread_out(everyone, self.income)),
        )

    def totals(self, sample: Weighting) -> Floats:
        """Per cluster, how the threshold moves with its weights; zeros where it is given."""
        if self.fixed is not None:
            return np.zeros(sample.survey.clusters.count)
        return cast(Floats, sample.once(("totals", self), lambda: self._totals(sample)))

    def _totals(self, sample: Weighting) -> Floats:
        everyone, moved = self.moves(sample)
        moved *= everyone.weights
        return sample.survey.cluster_totals(everyone, moved)

    def moves(self, sample: Weighting) -> tuple[Domain, Floats]:
        """All whose income is known, and how the threshold moves with the weight of each."""
        spread = self._spread(sample)
        at = weighted.quantile(spread, self.quantile)
        moved = linear.of_quantile(spread, self.quantile, at)
        moved *= self.share
        return sample.everyone(self.income).ascending(self.income), moved


@dataclass(frozen=True)
class Condition:
    """What a person may meet; ``lines`` are the conditions of income in it."""

    @property
    def lines(self) -> tuple[Poor, ...]:
        """The conditions of income in it, which move with their thresholds."""
        return ()

    @property
    def roles(self) -> tuple[str, ...]:
        """The roles of columns that it needs."""
        raise NotImplementedError

    def possible(self, survey: Holds) -> bool:
        """Whether the survey has the columns that it needs."""
        return all(map(survey.has, self.roles))

    def given(self, amounts: Iterator[float]) -> Condition:
        """The same with each threshold at the next of some amounts."""
        return self

    def met(self, domain: Domain, forced: Forced = None) -> Met:
        """Who surely meets it, and who surely does not."""
        raise NotImplementedError

    def decided(self, domain: Domain, line: Poor) -> Mask:
        """Those of whom one condition of income decides whether they meet this one."""
        return self.met(domain, (line, True))[0] & self.met(domain, (line, False))[1]


@dataclass(frozen=True)
class Poor(Condition):
    """Income below a threshold (``<``, the official text), or on it too (``<=``)."""

    threshold: Threshold = field(default_factory=Threshold)
    income: str = "income"
    operator: Operator = "<"

    def __post_init__(self) -> None:
        fields.one_of("operator", self.operator, fields.ON_INCOME)

    @property
    def roles(self) -> tuple[str, ...]:
        """Its income, and that of its threshold."""
        return tuple(dict.fromkeys((self.income, self.threshold.income)))

    @property
    def lines(self) -> tuple[Poor, ...]:
        """This one."""
        return (self,)

    def given(self, amounts: Iterator[float]) -> Poor:
        """The same with its threshold at the next amount."""
        return replace(self, threshold=replace(self.threshold, fixed=next(amounts)))

    def met(self, domain: Domain, forced: Forced = None) -> Met:
        """Who is below, and who is not; of unknown income neither."""
        if forced is not None and forced[0] is self:
            all_of_them = np.full(len(domain), forced[1])
            return all_of_them, ~all_of_them
        line = self.threshold.line(domain.sample)
        income = domain.values(self.income)
        if self.operator == "<":
            return income < line, income >= line
        return income <= line, income > line

    def share(self, domain: Domain) -> float:
        """The share (0 to 1) of those with a known income who meet it; nan where there are none."""
        line = self.threshold.line(domain.sample)
        spread = domain.ascending(self.income).spread(self.income)
        if not len(spread.income) or spread.total <= 0:
            return np.nan
        return weighted.share_below(spread, line, self.operator)

    def thickness(self, domain: Domain, decided: Domain) -> float:
        """How thick the decided stand at the threshold: per money unit, as a share of the domain.

        The kernel is as wide as the incomes of the whole domain make it.
        """
        if not len(decided):
            return 0.0
        those = decided.ascending(self.income)
        if not len(those) or those.population <= 0:
            return 0.0
        own = those.spread(self.income)
        everyone = own if decided is domain else domain.ascending(self.income).spread(self.income)
        line = self.threshold.line(domain.sample)
        return weighted.density(own, line, weighted.bandwidth(everyone)) / domain.population


@dataclass(frozen=True)
class Level(Condition):
    """A number on the near side of a level: work intensity of at most 0.2, seven months, …

    ``none_above``: a number above this says that there is none, so the level is not met (RX040 is
    99 where there is no work intensity). ``ages``: nobody else meets it.
    """

    role: str = ""
    operator: Literal["<", "<=", ">", ">=", "="] = "<="
    level: float = 0.0
    none_above: float | None = None
    ages: tuple[int, int] | None = None

    def __post_init__(self) -> None:
        fields.one_of("operator", self.operator, tuple(COMPARED))
        fields.number("level", self.level)
        object.__setattr__(self, "ages", allowed.ages(self.ages))

    @property
    def roles(self) -> tuple[str, ...]:
        """The number, and the age where it matters."""
        return (self.role,) if self.ages is None else (self.role, "age")

    def met(self, domain: Domain, forced: Forced = None) -> Met:
        """Who is on the near side. Outside ``ages`` nobody meets it."""
        value = domain.values(self.role)
        known = ~np.isnan(value)
        if self.none_above is not None:
            value = np.where(value > self.none_above, np.nan, value)
        near = cast(Mask, COMPARED[self.operator](value, self.level))
        if self.ages is None:
            return near, known & ~near
        age = domain.values("age")
        inside = (age >= self.ages[0]) & (age <= self.ages[1])
        return near & inside, (known & ~near) | (~inside & ~np.isnan(age))


@dataclass(frozen=True)
class AtLeast(Condition):
    """At least so many of some conditions: deprivation, the persistent rate, any of several."""

    of: tuple[Condition, ...] = ()
    least: int = 1

    def __post_init__(self) -> None:
        fields.count("least", self.least, len(self.of))

    @property
    def roles(self) -> tuple[str, ...]:
        """Those of all its conditions."""
        return tuple(dict.fromkeys(role for each in self.of for role in each.roles))

    @property
    def lines(self) -> tuple[Poor, ...]:
        """Those of all its conditions."""
        return tuple(line for each in self.of for line in each.lines)

    def given(self, amounts: Iterator[float]) -> AtLeast:
        """The same with each threshold at the next of some amounts."""
        return replace(self, of=tuple(each.given(amounts) for each in self.of))

    def possible(self, survey: Holds) -> bool:
        """Whether all its conditions are."""
        return all(each.possible(survey) for each in self.of)

    def met(self, domain: Domain, forced: Forced = None) -> Met:
        """Who surely meets so many, and who surely does not."""
        return combined([each.met(domain, forced) for each in self.of], self.least)
