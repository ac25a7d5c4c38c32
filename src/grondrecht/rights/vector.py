"""A whole population: the operations of operations.py, on columns.

A value is two columns, the least and the most; where all is known both are the very same column
and each thing is computed once. Numbers stay whole: where one can pass 64 bits (the ends of the
node tell), the column holds Python's own numbers, which have no bound.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from grondrecht.rights.graph import Node
from grondrecht.rights.operations import OVER, ROUNDED

Array = NDArray[Any]
# A column, or one value for all.
Held = Any
Ends = tuple[Held, Held]
WIDE = 2**61


def _each(function: Callable[..., Held]) -> Callable[..., Ends]:
    """An operation that grows with each of its parts: the least of the leasts, and the most."""

    def both(*parts: Ends) -> Ends:
        low = function(*(part[0] for part in parts))
        if all(part[0] is part[1] for part in parts):
            return low, low
        return low, function(*(part[1] for part in parts))

    return both


def _multiply(a: Ends, b: Ends) -> Ends:
    if a[0] is a[1] and b[0] is b[1]:
        return _each(np.multiply)(a, b)
    ends = [a[0] * b[0], a[0] * b[1], a[1] * b[0], a[1] * b[1]]
    low = np.minimum(np.minimum(ends[0], ends[1]), np.minimum(ends[2], ends[3]))
    high = np.maximum(np.maximum(ends[0], ends[1]), np.maximum(ends[2], ends[3]))
    return low, high


def _compare(function: Callable[[Held, Held], Held]) -> Callable[[Ends, Ends], Ends]:
    def both(a: Ends, b: Ends) -> Ends:
        low = function(a[1], b[0])
        if a[0] is a[1] and b[0] is b[1]:
            return low, low
        return low, function(a[0], b[1])

    return both


def _same(a: Ends, b: Ends) -> Ends:
    if a[0] is a[1] and b[0] is b[1]:
        low = np.equal(a[0], b[0])
        return low, low
    low = np.equal(a[0], a[1]) & np.equal(b[0], b[1]) & np.equal(a[0], b[0])
    return low, np.less_equal(a[0], b[1]) & np.less_equal(b[0], a[1])


def _not(a: Ends) -> Ends:
    low = np.logical_not(a[1])
    return (low, low) if a[0] is a[1] else (low, np.logical_not(a[0]))


def _choose(when: Ends, then: Ends, otherwise: Ends) -> Ends:
    low: Held = np.where(when[0], then[0], otherwise[0])
    if when[0] is when[1]:
        if then[0] is then[1] and otherwise[0] is otherwise[1]:
            return low, low
        return low, np.where(when[0], then[1], otherwise[1])
    unknown = np.logical_and(when[1], np.logical_not(when[0]))
    high = np.where(when[0], then[1], otherwise[1])
    low = np.where(unknown, np.minimum(then[0], otherwise[0]), low)
    return low, np.where(unknown, np.maximum(then[1], otherwise[1]), high)


def _divide(mode: str) -> Callable[[Ends, Ends], Ends]:
    rounded: Callable[[Held, Held], Held] = _half_even if mode == "half_even" else ROUNDED[mode]

    def divide(a: Ends, b: Ends) -> Ends:
        if a[0] is a[1] and b[0] is b[1]:
            both = rounded(a[0], b[0])
            return both, both
        low = rounded(a[0], np.where(np.greater_equal(a[0], 0), b[1], b[0]))
        return low, rounded(a[1], np.where(np.greater_equal(a[1], 0), b[0], b[1]))

    return divide


def _half_even(a: Held, b: Held) -> Held:
    whole = a // b
    twice = 2 * (a - whole * b)
    more = np.greater(twice, b) | (np.equal(twice, b) & np.equal(whole % 2, 1))
    return whole + more


def _months_between(first: Held, last: Held) -> Held:
    (months_a, day_a), (months_b, day_b) = _month_and_day(first), _month_and_day(last)
    return np.maximum(months_b - months_a - (day_b < day_a), 0)


def _month_and_day(days: Held) -> tuple[Array, Array]:
    held = np.asarray(days, np.int64).astype("datetime64[D]")
    months = held.astype("datetime64[M]")
    return months.astype(np.int64), (held - months.astype("datetime64[D]")).astype(np.int64)


def _elapsed(divisor: int) -> Callable[[Ends, Ends], Ends]:
    def both(a: Ends, b: Ends) -> Ends:
        low = _months_between(a[1], b[0]) // divisor
        if a[0] is a[1] and b[0] is b[1]:
            return low, low
        return low, _months_between(a[0], b[1]) // divisor

    return both


ONE: dict[str, Callable[..., Ends]] = {
    "add": _each(np.add),
    "multiply": _multiply,
    "min": _each(np.minimum),
    "max": _each(np.maximum),
    "and": _each(np.logical_and),
    "or": _each(np.logical_or),
    "under": _compare(np.less),
    "within": _compare(np.less_equal),
    "same": _same,
    "not": _not,
    "choose": _choose,
    "months": _elapsed(1),
    "years": _elapsed(12),
    **{f"divide_{mode}": _divide(mode) for mode in ROUNDED},
}
_REDUCED: dict[str, Any] = {"sum": np.add, "least": np.minimum, "most": np.maximum}


@dataclass(frozen=True, slots=True)
class Homes:
    """Some households with all their persons: where each begins, and whose each person is."""

    starts: Array
    rows: Array

    @property
    def n_persons(self) -> int:
        """How many persons they hold."""
        return len(self.rows)


def computed(
    nodes: Sequence[Node],
    keep: frozenset[int],
    given: Mapping[str, Ends],
    on: int,
    homes: Homes,
) -> dict[int, Ends]:
    """The values of the nodes in ``keep``; nodes stand each after its parts.

    ``given`` are the columns of the inputs by name. What no later node needs is let go.
    """
    last = {part.index: node.index for node in nodes for part in node.parts}
    values: dict[int, Ends] = {}
    for node in nodes:
        values[node.index] = _value(node, values, given, on, homes)
        for part in node.parts:
            if last[part.index] == node.index and part.index not in keep:
                values.pop(part.index, None)
    return values


def _value(
    node: Node, values: Mapping[int, Ends], given: Mapping[str, Ends], on: int, homes: Homes
) -> Ends:
    if node.op == "constant":
        value = node.ends[0]
        return value, value
    if node.op == "on":
        return on, on
    if node.op == "input":
        return given[node.name]
    parts = [values[part.index] for part in node.parts]
    if node.op == "lift":
        return _lifted(parts[0], node.parts[0], homes)
    if node.op in OVER:
        return _each(lambda column: _over(node.op, column, homes))(parts[0])
    if _is_wide(node) or any(_is_wide(part) for part in node.parts):
        parts = [_wide(part) for part in parts]
    return ONE[node.op](*parts)


def _lifted(part: Ends, node: Node, homes: Homes) -> Ends:
    if node.of == "":
        return part
    return _each(lambda column: np.asarray(column)[homes.rows])(part)


def _over(op: str, column: Held, homes: Homes) -> Held:
    held = np.broadcast_to(column, homes.n_persons)
    if held.dtype == np.bool_ or held.dtype.itemsize < 8:
        held = held.astype(np.int64)
    return _REDUCED[op].reduceat(held, homes.starts)


def _is_wide(node: Node) -> bool:
    return not -WIDE < node.ends[0] <= node.ends[1] < WIDE


def _wide(part: Ends) -> Ends:
    low = np.asarray(part[0]).astype(object)
    return (low, low) if part[0] is part[1] else (low, np.asarray(part[1]).astype(object))
