"""The answer to one household: of each measure yes, no or unknown, the amount, and why."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

from grondrecht.rights.households import Given, given
from grondrecht.rights.law import InForce, Law, Stale
from grondrecht.rights.measures import Measure
from grondrecht.rights.operations import NO, YES, Value
from grondrecht.rights.resolved import Resolved
from grondrecht.rights.scalar import Values
from grondrecht.rights.vocabulary import EPOCH

OUTCOMES = {NO: "no", YES: "yes"}


class Answer(NamedTuple):
    """What one measure says to one person or household.

    ``entitled`` is yes, no or unknown. ``amount`` is the least and the most that it gives or asks,
    in cents, or None where the measure has no amount or the right is not there. ``among`` are the
    places of the persons of whom a reason within a group speaks, None where that is all of them.
    """

    rules: Resolved
    who: str
    position: int | None
    entitled: str
    amount: Value | None
    values: Values
    given: Given
    among: tuple[int, ...] | None = None

    @property
    def measure(self) -> Measure:
        """The measure."""
        return self.rules.measure

    def outcome(self, index: int) -> Value:
        """The value of a node for the one who is answered."""
        return _value(self.values, index, self.position)


@dataclass(frozen=True, slots=True)
class Assessment:
    """The answers of all measures of a day to one household, and what it was computed with."""

    on: date
    given: Given
    in_force: InForce
    answers: tuple[Answer, ...]

    @property
    def stale(self) -> tuple[Stale, ...]:
        """The figures that are past their review: a warning beside every answer."""
        return self.in_force.stale

    @property
    def not_in_force(self) -> tuple[Measure, ...]:
        """The measures that do not hold on this day."""
        return self.in_force.not_in_force

    def of(self, measure: str, who: str | None = None) -> Answer:
        """The answer of a measure; to the first person, or to ``who``. Raises KeyError."""
        for answer in self.answers:
            if answer.measure.id == measure and who in (None, answer.who):
                return answer
        raise KeyError((measure, who))


def assess(
    law: Law,
    household: Mapping[str, Any] | Given,
    *,
    on: date,
    measures: Iterable[str] | None = None,
) -> Assessment:
    """What a household is entitled to on a day, of all measures or some.

    A measure for persons answers each person of it. Raises RightsError where what is given
    cannot be so: it names who and what.
    """
    in_force = law.on(on) if measures is None else law.on(on).only(measures)
    known = household if isinstance(household, Given) else given(household, law.inputs)
    return answered(in_force, known)


def answered(in_force: InForce, known: Given) -> Assessment:
    """The answers of what is in force, by the measures for what is given."""
    in_force = in_force.fitting(known.of)
    values = in_force.program.run(in_force.on.toordinal() - EPOCH, known.one, known.persons)
    answers: list[Answer] = []
    for rules in in_force.measures:
        answers += _answers(rules, known, values)
    return Assessment(in_force.on, known, in_force, tuple(answers))


def _answers(rules: Resolved, known: Given, values: Values) -> list[Answer]:
    of = rules.measure.of
    if of != "person":
        return [_answer(rules, known, None, values)] if of == known.of else []
    return [_answer(rules, known, at, values) for at in range(len(known.ids))]


def _answer(rules: Resolved, known: Given, position: int | None, values: Values) -> Answer:
    entitled = _value(values, rules.entitled.index, position)
    amount = None if rules.amount is None else _value(values, rules.amount.index, position)
    outcome = OUTCOMES.get(entitled, "unknown")
    who = known.id if position is None else known.ids[position]
    return Answer(rules, who, position, outcome, None if outcome == "no" else amount, values, known)


def _value(values: Values, index: int, position: int | None) -> Value:
    held = values[index]
    return held[position or 0] if isinstance(held, list) else held
