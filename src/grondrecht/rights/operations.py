"""What can be computed, each with both ends of what is not certain: the meaning of every operation.

A value is a pair of whole numbers: the least and the most that it can be. What is known has both
the same; no and yes are 0 and 1 (or False and True, which are those), and unknown is from 0 to 1,
so three-valued logic is the arithmetic of these pairs. vector.py does the same with columns; a
property test holds them together.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

from grondrecht.rights.vocabulary import EPOCH

Value = tuple[int, int]
NO, YES, UNKNOWN = (0, 0), (1, 1), (0, 1)


def add(a: Value, b: Value) -> Value:
    """a + b."""
    return a[0] + b[0], a[1] + b[1]


def multiply(a: Value, b: Value) -> Value:
    """a times b; either may be below 0."""
    if a[0] == a[1] and b[0] == b[1]:
        return a[0] * b[0], a[0] * b[0]
    ends = (a[0] * b[0], a[0] * b[1], a[1] * b[0], a[1] * b[1])
    return min(ends), max(ends)


def smaller(a: Value, b: Value) -> Value:
    """The smaller of two."""
    return (a[0] if a[0] < b[0] else b[0]), (a[1] if a[1] < b[1] else b[1])


def greater(a: Value, b: Value) -> Value:
    """The greater of two."""
    return (a[0] if a[0] > b[0] else b[0]), (a[1] if a[1] > b[1] else b[1])


def both(a: Value, b: Value) -> Value:
    """The smaller of two that are no or yes."""
    return a[0] & b[0], a[1] & b[1]


def either(a: Value, b: Value) -> Value:
    """The greater of two that are no or yes."""
    return a[0] | b[0], a[1] | b[1]


def under(a: Value, b: Value) -> Value:
    """Whether a < b."""
    return a[1] < b[0], a[0] < b[1]


def within(a: Value, b: Value) -> Value:
    """Whether a <= b."""
    return a[1] <= b[0], a[0] <= b[1]


def same(a: Value, b: Value) -> Value:
    """Whether a = b."""
    return a[0] == a[1] == b[0] == b[1], a[0] <= b[1] and b[0] <= a[1]


def negated(a: Value) -> Value:
    """Whether it does not hold."""
    return 1 - a[1], 1 - a[0]


def chosen(when: Value, then: Value, otherwise: Value) -> Value:
    """then where it holds, otherwise where not, and what spans both where that is unknown."""
    if when[0]:
        return then
    if not when[1]:
        return otherwise
    return min(then[0], otherwise[0]), max(then[1], otherwise[1])


def divided(mode: str) -> Callable[[Value, Value], Value]:
    """The quotient, rounded to a whole number; b is above 0, always."""
    rounded = ROUNDED[mode]

    def divide(a: Value, b: Value) -> Value:
        low = rounded(a[0], b[1] if a[0] >= 0 else b[0])
        high = rounded(a[1], b[0] if a[1] >= 0 else b[1])
        return low, high

    return divide


def down(a: int, b: int) -> int:
    """The quotient, towards less."""
    return a // b


def up(a: int, b: int) -> int:
    """The quotient, towards more."""
    return -(-a // b)


def half_up(a: int, b: int) -> int:
    """The nearest whole number, of two the greater."""
    return (2 * a + b) // (2 * b)


def half_even(a: int, b: int) -> int:
    """The nearest whole number, of two the even one."""
    whole = a // b
    twice = 2 * (a - whole * b)
    return whole + (twice > b or (twice == b and whole % 2 == 1))


ROUNDED = {"down": down, "up": up, "half_up": half_up, "half_even": half_even}


def months_between(first: int, last: int) -> int:
    """Whole months from a day to a day, both counted from 1970; 0 where the last comes first."""
    a, b = date.fromordinal(first + EPOCH), date.fromordinal(last + EPOCH)
    months = (b.year - a.year) * 12 + b.month - a.month - (b.day < a.day)
    return max(months, 0)


def months(a: Value, b: Value) -> Value:
    """Whole months from a to b, each a day."""
    return months_between(a[1], b[0]), months_between(a[0], b[1])


def years(a: Value, b: Value) -> Value:
    """Whole years from a to b, each a day."""
    return months_between(a[1], b[0]) // 12, months_between(a[0], b[1]) // 12


# The operations on values of one person or household, by name; divide_<mode> beside them.
_DIVIDE: dict[str, Callable[..., Value]] = {f"divide_{mode}": divided(mode) for mode in ROUNDED}
ONE: dict[str, Callable[..., Value]] = {
    **_DIVIDE,
    "add": add,
    "multiply": multiply,
    "min": smaller,
    "max": greater,
    "and": both,
    "or": either,
    "under": under,
    "within": within,
    "same": same,
    "not": negated,
    "choose": chosen,
    "months": months,
    "years": years,
}


def total(values: Sequence[Value]) -> Value:
    """The sum over persons."""
    return sum(value[0] for value in values), sum(value[1] for value in values)


def least(values: Sequence[Value]) -> Value:
    """The least over persons."""
    return min(value[0] for value in values), min(value[1] for value in values)


def most(values: Sequence[Value]) -> Value:
    """The greatest over persons."""
    return max(value[0] for value in values), max(value[1] for value in values)


# The operations over the persons of a household, of which there is always one.
OVER: dict[str, Callable[[Sequence[Value]], Value]] = {"sum": total, "least": least, "most": most}
