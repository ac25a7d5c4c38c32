"""Conditions on given criteria: so many items lacked, a value known, the first that is known."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any, Literal

import numpy as np

from grondrecht.monitor import fields as checked
from grondrecht.monitor.conditions import Condition, Forced, Met, Poor, Threshold, combined
from grondrecht.monitor.domain import Domain
from grondrecht.monitor.errors import SurveyError
from grondrecht.monitor.names import Holds
from grondrecht.monitor.weighted import Mask


def once(domain: Domain, condition: Condition, make: Callable[[], Met]) -> Met:
    """Who meets a condition that hangs on no weight: worked out once for all replicates."""
    key = repr(condition)
    if key not in domain.columns:
        yes, no = make()
        domain.columns[key] = np.where(yes, 1.0, np.where(no, 0.0, np.nan))
    told = domain.columns[key]
    return told == 1, told == 0


@dataclass(frozen=True)
class Lacking(Condition):
    """At least so many items lacked, each a column with 1 (lacks it) and 0 (does not).

    ``household_least``: of people below ``children_below`` at least so many of the lacks must be
    among ``household``. ``unknown``: an item that is not known may be lacked or not
    (``unknown``), or counts as not lacked (``not lacked``).
    """

    items: tuple[str, ...] = ()
    least: int = 1
    household: tuple[str, ...] = ()
    household_least: int = 0
    children_below: int = 16
    unknown: Literal["unknown", "not lacked"] = "unknown"

    def __post_init__(self) -> None:
        checked.count("least", self.least, len(self.items))
        checked.one_of("unknown", self.unknown, ("unknown", "not lacked"))

    @property
    def roles(self) -> tuple[str, ...]:
        """The items, and the age where children have a rule of their own."""
        return (*self.items, "age") if self.household_least else self.items

    def met(self, domain: Domain, forced: Forced = None) -> Met:
        """Who surely lacks so many, and who surely does not."""
        return once(domain, self, lambda: self._met(domain))

    def _met(self, domain: Domain) -> Met:
        yes, no = combined([self._item(domain, item) for item in self.items], self.least)
        if not self.household_least:
            return yes, no
        of_home = [self._item(domain, item) for item in self.household]
        enough, too_few = combined(of_home, self.household_least)
        age = domain.values("age")
        child, grown = age < self.children_below, age >= self.children_below
        return yes & (enough | grown), no | (too_few & child)

    def _item(self, domain: Domain, item: str) -> Met:
        value = domain.values(item)
        lacked: Mask = value > 0
        if self.unknown == "not lacked":
            return lacked, ~lacked
        return lacked, value == 0


@dataclass(frozen=True)
class Known(Condition):
    """A value is known of a person in each of some columns."""

    of: tuple[str, ...] = ()

    @property
    def roles(self) -> tuple[str, ...]:
        """The columns."""
        return self.of

    def met(self, domain: Domain, forced: Forced = None) -> Met:
        """Of whom all are known, and of whom not."""
        known: Mask = np.full(len(domain), True)
        for role in self.of:
            known = known & ~np.isnan(domain.values(role))
        return known, ~known


@dataclass(frozen=True)
class FirstKnown(Condition):
    """For each person the first of some conditions that can be told; the others are not asked.

    Conditions whose columns the survey has not are passed over.
    """

    of: tuple[Condition, ...] = ()

    @property
    def roles(self) -> tuple[str, ...]:
        """Those of all its conditions, of which one is enough."""
        return tuple(dict.fromkeys(role for each in self.of for role in each.roles))

    @property
    def lines(self) -> tuple[Poor, ...]:
        """Those of all its conditions."""
        return tuple(line for each in self.of for line in each.lines)

    def given(self, amounts: Iterator[float]) -> FirstKnown:
        """The same with each threshold at the next of some amounts."""
        return replace(self, of=tuple(each.given(amounts) for each in self.of))

    def possible(self, survey: Holds) -> bool:
        """Whether one of them is."""
        return any(each.possible(survey) for each in self.of)

    def met(self, domain: Domain, forced: Forced = None) -> Met:
        """Who surely meets the first that can be told, and who surely does not."""
        if self.lines:
            return self._met(domain, forced)
        return once(domain, self, lambda: self._met(domain, forced))

    def _met(self, domain: Domain, forced: Forced) -> Met:
        survey = domain.sample.survey
        held = [each for each in self.of if each.possible(survey)] or self._refuse(survey)
        yes, no = held[0].met(domain, forced)
        for each in held[1:]:
            unknown = ~(yes | no)
            also, not_so = each.met(domain, forced)
            yes, no = yes | (unknown & also), no | (unknown & not_so)
        return yes, no

    def _refuse(self, survey: Holds) -> list[Condition]:
        missing = [
            ", ".join(role for role in dict.fromkeys(each.roles) if not survey.has(role))
            for each in self.of
        ]
        raise SurveyError(
            f"The survey has not the columns for this: no {'; and no '.join(missing)}."
            " derived() works out what the raw items allow.",
            f"De enquête heeft de kolommen hiervoor niet: geen {'; en geen '.join(missing)}."
            " derived() leidt af wat de ruwe items toelaten.",
        )


def with_fields(condition: Condition, fields: Mapping[str, Any]) -> Condition | None:
    """A condition with some of its fields changed; None where it has not all of them.

    Of several conditions of which the first that is known counts, only the first that has the
    fields is kept: a status that was given is the answer to another question. Fields of the
    threshold are fields of the condition on it.
    """
    if isinstance(condition, FirstKnown):
        made = (with_fields(each, fields) for each in condition.of)
        return next((each for each in made if each is not None), None)
    own = {key: value for key, value in fields.items() if key in _names(condition)}
    rest = {key: value for key, value in fields.items() if key not in own}
    if rest and not (isinstance(condition, Poor) and rest.keys() <= _names(condition.threshold)):
        return None
    if rest and isinstance(condition, Poor):
        own["threshold"] = replace(condition.threshold, **rest)
    return replace(condition, **own)


def _names(of: Condition | Threshold) -> set[str]:
    return {field.name for field in dataclasses.fields(of)}
