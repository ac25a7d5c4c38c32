"""Whether two laws say the same of a measure: on days that matter, to people around its limits.

Rules that come to the same computation are the same, for all. Of others all is tried that is near
to where a comparison turns: for people of the examples and some made up, each fact is moved to its
ends, to just before and past each turn, and step by step around where it is. What agrees on all of
those is taken to agree.
"""

from __future__ import annotations

import random
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import islice

from grondrecht.rights.grammar import Expr
from grondrecht.rights.graph import Node, needed
from grondrecht.rights.households import Given
from grondrecht.rights.law import Law, days_of
from grondrecht.rights.operations import Value
from grondrecht.rights.questions import told
from grondrecht.rights.resolved import Resolved
from grondrecht.rights.scalar import Program, Values, programmed
from grondrecht.rights.vocabulary import EPOCH, ROLES, Input

# People made up beside those of the examples; steps around where a fact is and where it turns, past
# the digits that a rounding may hang on; and at how many the search ends.
MADE_UP, AROUND, AT_TURN, MOST_TRIED = 12, 60, 25, 6000
_HOMES = (("head",), ("head", "partner"), ("head", "child"), ("head", "partner", "child", "other"))


@dataclass(frozen=True, slots=True)
class Somebody:
    """Who is answered otherwise, on which day; nobody where the measure is not in force at all."""

    on: date
    given: Given | None


def difference(before: Law, after: Law, measure: str, people: Sequence[Given]) -> Somebody | None:
    """Somebody of whom two laws say something else of a measure, or None; ``people`` come first."""
    agreed: set[tuple[int, int]] = set()
    for day in _days(before, after, measure):
        one, other = (law.on(day).measures for law in (before, after))
        if len(one) != len(other):
            return Somebody(day, None)
        if not one or (id(one[0]), id(other[0])) in agreed:
            continue
        search = _Search(one[0], other[0], day, before.inputs)
        found = search.found(people)
        if found is not None:
            return Somebody(day, found)
        if not search.program.on:
            # The same figures on another day, which nothing asks for, say the same.
            agreed.add((id(one[0]), id(other[0])))
    return None


def _days(before: Law, after: Law, measure: str) -> list[date]:
    """The days on which something changes in either law, and those beside them."""
    versions = [each for law in (before, after) for each in law.measures[measure].versions]
    days = {day for version in versions for day in (*days_of(version), version.until)}
    days.update(day for version in versions for rule in version.rules for day in _named(rule.tree))
    return sorted({day + timedelta(step) for day in days for step in (-1, 0, 1)})


def _named(expr: Expr) -> Iterator[date]:
    """The days that an expression names."""
    if isinstance(expr.value, date):
        yield expr.value
    for part in expr.parts:
        yield from _named(part)


class _Search:
    """Two sets of rules on a day, side by side."""

    def __init__(
        self, one: Resolved, other: Resolved, on: date, inputs: Mapping[str, Input]
    ) -> None:
        self.on = on.toordinal() - EPOCH
        self.pairs = [(one.entitled, other.entitled)]
        if one.amount is not None and other.amount is not None:
            self.pairs.append((one.amount, other.amount))
        self.of = one.measure.of
        nodes = needed(node for pair in self.pairs for node in pair)
        self.program: Program = programmed(nodes)
        self.turns = [node for node in nodes if node.op in ("under", "within", "same")]
        names = dict.fromkeys(node.name for node in nodes if node.op == "input")
        self.inputs = [inputs[name] for name in names if name != "role"]

    def found(self, people: Sequence[Given]) -> Given | None:
        """Somebody of whom they say something else."""
        if all(one is other for one, other in self.pairs):
            return None
        tried = islice(self.around(people), MOST_TRIED)
        return next((each for each in tried if self.differs(self.run(each))), None)

    def run(self, given: Given) -> Values:
        return self.program.run(self.on, given.one, given.persons)

    def differs(self, values: Values) -> bool:
        return any(values[one.index] != values[other.index] for one, other in self.pairs)

    def around(self, people: Sequence[Given]) -> Iterator[Given]:
        """People near the limits: those given and some made up, then each with one fact moved."""
        rng = random.Random(0)
        of = "household" if self.of == "person" else self.of
        some = [each for each in people if each.of == of]
        some += [_nobody(of, number) for number in range(MADE_UP)]
        whole = [self.completed(each, rng) for each in some]
        yield from whole
        for given in whole:
            for each, who in self.facts(given):
                for value in sorted(self.values(given, each, who)):
                    yield told(given, (each.name, who), value)

    def completed(self, given: Given, rng: random.Random) -> Given:
        """What is given, with something for what is not known."""
        for each, who in self.facts(given):
            if _held(given, each, who) is None:
                ends = (each.low, each.high, rng.randint(each.low, each.high))
                given = told(given, (each.name, who), rng.choice(ends))
        return given

    def facts(self, given: Given) -> Iterator[tuple[Input, str]]:
        """What may be known of whom."""
        for each in self.inputs:
            for who in given.ids if each.of == "person" else ("",):
                yield each, who

    def values(self, given: Given, each: Input, who: str) -> set[int]:
        """What a fact is moved to."""
        if each.high - each.low <= 2 * AROUND:
            return set(range(each.low, each.high + 1))
        held = _held(given, each, who)
        assert held is not None
        near = set(range(held - AROUND, held + AROUND + 1))
        for end in (each.low, each.high):
            turn = self.turn(given, (each.name, who), held, end)
            near |= set(range(turn - AT_TURN, turn + AT_TURN + 1)) | {end}
        return {value for value in near if each.low <= value <= each.high}

    def turn(self, given: Given, fact: tuple[str, str], here: int, there: int) -> int:
        """Somewhere between two values at which a comparison turns; else the first."""
        at_here = self.order(told(given, fact, here))
        if self.order(told(given, fact, there)) == at_here:
            return here
        while abs(there - here) > 1:
            middle = (here + there) // 2
            if self.order(told(given, fact, middle)) == at_here:
                here = middle
            else:
                there = middle
        return there

    def order(self, given: Given) -> list[object]:
        """Of each comparison, which of its sides is the greater."""
        values = self.run(given)
        return [_order(values, node) for node in self.turns]


def _order(values: Values, node: Node) -> object:
    a, b = (values[part.index] for part in node.parts)
    if isinstance(a, list) and isinstance(b, list):
        return [_sign(one, other) for one, other in zip(a, b, strict=True)]
    assert isinstance(a, tuple)
    assert isinstance(b, tuple)
    return _sign(a, b)


def _sign(a: Value, b: Value) -> int:
    return (a[0] > b[0]) - (a[0] < b[0])


def _held(given: Given, each: Input, who: str) -> int | None:
    held = given.persons[given.ids.index(who)] if who else given.one
    return held[each.name][0] if each.name in held else None


def _nobody(of: str, number: int) -> Given:
    """A household (or what stands alone) of which nothing is known but its roles."""
    if of != "household":
        return Given(of, of, {})
    roles: Iterable[str] = _HOMES[number % len(_HOMES)]
    persons = [{"role": (ROLES.index(role), ROLES.index(role))} for role in roles]
    return Given("household", "home", {}, tuple(persons), tuple(map(str, range(len(persons)))))
