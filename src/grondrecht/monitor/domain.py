"""People of a survey seen together: the rows of a domain, with one set of weights."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property
from typing import cast

import numpy as np

from grondrecht.monitor import ordering
from grondrecht.monitor.ordering import Ordered, taken
from grondrecht.monitor.survey import Survey
from grondrecht.monitor.weighted import Floats, Mask, Spread, Whole

# The role of how many people a row stands for, where those who are alike were put together.
PEOPLE = "people in row"


@dataclass(frozen=True)
class Weighting:
    """A survey with one set of weights: its own, or those of a replicate.

    ``factors``: per cluster what a replicate multiplies weights by. What holds for everyone
    (orders, thresholds) is worked out once.
    """

    survey: Survey
    factors: Floats | None = None
    known: dict[object, object] = field(default_factory=dict)
    orders: dict[str, Ordered] = field(default_factory=dict)
    original: Weighting | None = None

    def once(self, key: object, make: Callable[[], object]) -> object:
        """What ``make`` gives, worked out the first time that ``key`` is asked for."""
        if key not in self.known:
            self.known[key] = make()
        return self.known[key]

    def forget(self) -> None:
        """Let go of what was worked out: people and their weights hold each other otherwise."""
        self.known.clear()

    def ascending(self, role: str) -> Ordered:
        """All rows in ascending order of a role, those of which it is unknown last; its values."""
        if role not in self.orders:
            self.orders[role] = ordering.ascending(self.survey.numbers(role))
        return self.orders[role]

    def everyone(self, role: str = "") -> Domain:
        """All people, in ascending order of a role where one is given."""
        if not role:
            return Domain(self, np.arange(len(self.survey), dtype=np.int32))
        return cast(Domain, self.once(("everyone", role), lambda: self._everyone(role)))

    def _everyone(self, role: str) -> Domain:
        if self.original is not None:
            return self.original.everyone(role).weighted_by(self)
        rows, values = self.ascending(role)
        return Domain(self, rows, role, {role: values})

    def replicate(self, factors: Floats) -> Weighting:
        """The same survey with other weights; orders are kept, thresholds are not."""
        return Weighting(self.survey, factors, orders=self.orders, original=self)


@dataclass(frozen=True)
class Domain:
    """Some rows of a survey; ``by`` is the role that they ascend by, unknown ones last."""

    sample: Weighting
    rows: Whole
    by: str = ""
    # What was looked up: columns and parts stay when weights change, spreads do not.
    columns: dict[str, Floats] = field(default_factory=dict, repr=False)
    places: dict[str, Whole] = field(default_factory=dict, repr=False)
    parts: dict[object, Domain] = field(default_factory=dict, repr=False)
    spreads: dict[str, Spread] = field(default_factory=dict, repr=False)

    def __len__(self) -> int:
        return len(self.rows)

    def people(self, which: Mask | slice = slice(None)) -> int:
        """How many people were asked: a row is one, or as many as the role PEOPLE says.

        Who weighs nothing stands for nobody, and is not counted.
        """
        if self.sample.survey.has(PEOPLE):
            return int(self.values(PEOPLE)[which].sum())
        return int(np.count_nonzero(self.weights[which]))

    @cached_property
    def weights(self) -> Floats:
        """The weights of the rows."""
        own = self.values("weight")
        factors = self.sample.factors
        if factors is None:
            return own
        weights = taken(factors, self.clusters)
        weights *= own
        return weights

    @property
    def clusters(self) -> Whole:
        """The cluster of each row."""
        if "clusters" not in self.places:
            self.places["clusters"] = taken(self.sample.survey.clusters.of_row, self.rows)
        return self.places["clusters"]

    @cached_property
    def population(self) -> float:
        """How many people the rows stand for."""
        return float(self.weights.sum())

    def values(self, role: str) -> Floats:
        """The values of a role, nan where unknown."""
        if role not in self.columns:
            self.columns[role] = taken(self.sample.survey.numbers(role), self.rows)
        return self.columns[role]

    def weighted_by(self, sample: Weighting) -> Domain:
        """The same people with the weights of a replicate."""
        if sample is self.sample:
            return self
        return cast(Domain, sample.once(id(self.columns), lambda: self._weighted_by(sample)))

    def _weighted_by(self, sample: Weighting) -> Domain:
        return Domain(sample, self.rows, self.by, self.columns, self.places, self.parts)

    def part(self, key: object, make: Callable[[], Domain]) -> Domain:
        """A part of these people that does not hang on weights, worked out once."""
        if key not in self.parts:
            self.parts[key] = make()
        return self.parts[key].weighted_by(self.sample)

    def where(self, mask: Mask) -> Domain:
        """Only the rows of a mask."""
        return self if mask.all() else self._only(mask, self.by)

    def _only(self, which: Mask | Whole | slice, by: str) -> Domain:
        """Weights that were put together stay with their rows."""
        held = self.columns.get("weight")
        columns = {} if held is None else {"weight": held[which]}
        return Domain(self.sample, self.rows[which], by, columns)

    def aged(self, ages: tuple[int, int] | None) -> Domain:
        """Only people of these ages, both ends included; of unknown age nobody."""
        return self if ages is None else self.part(ages, lambda: self._aged(*ages))

    def _aged(self, youngest: int, oldest: int) -> Domain:
        age = self.values("age")
        return self.where((age >= youngest) & (age <= oldest))

    def ascending(self, role: str) -> Domain:
        """Those whose ``role`` is known, in ascending order of it."""
        if self.by == role and not np.isnan(self.values(role)[-1:]).any():
            return self
        return self.part(("ascending", role), lambda: self._ascending(role))

    def _ascending(self, role: str) -> Domain:
        values = self.values(role)
        known = len(values) - int(np.isnan(values).sum())
        if self.by != role:
            return self._only(ordering.ascending(values)[0][:known], role)
        return self._only(slice(known), role)

    def spread(self, role: str) -> Spread:
        """The incomes of an ascending domain, with weights."""
        if role not in self.spreads:
            self.spreads[role] = Spread.of(self.values(role), self.weights)
        return self.spreads[role]
