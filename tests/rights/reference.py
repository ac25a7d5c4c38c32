"""The language, read straight from its page: exact fractions, one person at a time, all known.

It shares nothing with the evaluators but the tree of an expression, so that it can say when both of
them are wrong.
"""

from __future__ import annotations

import operator
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from math import ceil, floor
from typing import Any

from grondrecht.rights.measures import Measure, Version

COMPARED = {
    "<": operator.lt,
    "<=": operator.le,
    "=": operator.eq,
    "!=": operator.ne,
    ">=": operator.ge,
    ">": operator.gt,
}
COUNTED = {"+": operator.add, "-": operator.sub, "*": operator.mul, "/": operator.truediv}


def half_up(value: Fraction) -> int:
    return floor(value + Fraction(1, 2))


def half_even(value: Fraction) -> int:
    return round(value)


ROUNDED = {"down": floor, "up": ceil, "half_up": half_up, "half_even": half_even}


def months(first: date, last: date) -> int:
    """Whole months from a day to a day: as many as can be added to the first."""
    if last < first:
        return 0
    whole = (last.year - first.year) * 12 + last.month - first.month
    return whole if last.day >= first.day else whole - 1


@dataclass
class Reference:
    """One measure on one day, for one household (or municipality) of which all is known."""

    measure: Measure
    on: date
    one: dict[str, Any]
    persons: list[dict[str, Any]]

    @property
    def version(self) -> Version:
        version = self.measure.version_on(self.on)
        assert version is not None
        return version

    def entitled(self, at: int | None) -> bool:
        """Whether all conditions hold for a person, or for the household where ``at`` is None."""
        return all(self.condition(rule.name, at) for rule in self.version.conditions)

    def condition(self, name: str, at: int | None) -> bool:
        (rule,) = [rule for rule in self.version.conditions if rule.name == name]
        return self.value(rule.tree, at)

    def cents(self, at: int | None) -> int | None:
        """The amount for who is entitled; None where the measure has none, 0 for who is not."""
        amount = self.version.amount
        if amount is None:
            return None
        if not self.entitled(at):
            return 0
        step = self.value(amount.step.tree, at)
        found = ROUNDED[amount.mode](self.value(amount.value.tree, at) / step) * step
        if amount.cap is not None:
            found = min(found, self.value(amount.cap.tree, at))
        cents = found * 100
        assert cents.denominator == 1
        return int(cents)

    def value(self, expr: Any, at: int | None) -> Any:
        """What an expression comes to: a Fraction, a day, true or false, or an option."""
        op, parts = expr.op, expr.parts
        if op == "number":
            return expr.value.value
        if op in ("day", "flag"):
            return expr.value
        if op == "on":
            return self.on
        if op == "name":
            return self.named(expr.value, at)
        if op in COMPARED:
            left = self.value(parts[0], at)
            right = parts[1].value if isinstance(left, str) else self.value(parts[1], at)
            return COMPARED[op](left, right)
        if op == "among":
            return self.value(parts[0], at) in expr.value
        if op in ("sum", "count", "any", "all", "highest", "lowest"):
            return self.over(expr, at)
        if op == "if":
            return self.value(parts[1] if self.value(parts[0], at) else parts[2], at)
        found = [self.value(part, at) for part in parts]
        return self.combined(op, found)

    def combined(self, op: str, found: list[Any]) -> Any:
        if op in ("and", "or"):
            return all(found) if op == "and" else any(found)
        if op == "not":
            return not found[0]
        if op == "negative":
            return -found[0]
        if op in COUNTED:
            return COUNTED[op](*found)
        if op in ("min", "max"):
            return min(found) if op == "min" else max(found)
        if op == "months":
            return Fraction(months(*found))
        if op == "years":
            return Fraction(months(*found) // 12)
        value, step = found
        return ROUNDED[op.removeprefix("round_")](value / step) * step

    def named(self, name: str, at: int | None) -> Any:
        version = self.version
        if name in version.parameters:
            return version.parameters[name].value_on(self.on)
        if name in version.terms:
            return self.value(version.terms[name].tree, at)
        return (
            self.persons[at][name]
            if at is not None and name in self.persons[at]
            else self.one[name]
        )

    def over(self, expr: Any, at: int | None) -> Any:
        group, has_where = expr.value
        members = self.members(group, at)
        if has_where:
            members = [each for each in members if self.value(expr.parts[-1], each)]
        if expr.op == "count":
            return Fraction(len(members))
        found = [self.value(expr.parts[0], each) for each in members]
        how = {"sum": sum, "any": any, "all": all, "highest": max, "lowest": min}[expr.op]
        return Fraction(how(found)) if expr.op == "sum" else how(found)

    def members(self, group: str, at: int | None) -> list[int]:
        """Who is in a group, as the household or a person of it sees it."""
        roles = [person["role"] for person in self.persons]
        by_role = {
            "household": range(len(roles)),
            "adults": [n for n, role in enumerate(roles) if role != "child"],
            "children": [n for n, role in enumerate(roles) if role == "child"],
            "head": [n for n, role in enumerate(roles) if role == "head"],
            "partner": [n for n, role in enumerate(roles) if role == "partner"],
        }
        if self.measure.of == "household" or group not in ("partner", "children"):
            return list(by_role[group])
        # Of a measure for a person: as that person, or the member that is spoken of, sees it.
        if roles[at] not in ("head", "partner"):
            return []
        if group == "children":
            return by_role["children"]
        return by_role["partner" if roles[at] == "head" else "head"]


def known(given: dict[str, Any]) -> tuple[dict[str, Any], list[dict[str, Any]]]:
    """What is given of a household or municipality, with exact numbers and true or false."""
    inner = given.get("municipality", given)
    one = {name: exact(value) for name, value in inner.items() if name not in ("id", "persons")}
    persons = [
        {name: exact(value) for name, value in person.items() if name != "id"}
        for person in inner.get("persons", [])
    ]
    return one, persons


def exact(value: Any) -> Any:
    if value in ("yes", "no"):
        return value == "yes"
    if isinstance(value, (str, bool, date)):
        return value
    return Fraction(str(value))
