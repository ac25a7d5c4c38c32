"""A whole population: the operations of operations.py, on columns.

A value is two columns, the least and the most; where all is known both are the very same column
and each thing is computed once. Where a value is the same for all it is one value and no column.
Yes and no are columns of those; numbers stay whole, in as few bytes as an operation can do with
(the ends of its node tell). Where one can pass 64 bits the column holds Python's own numbers,
which have no bound.
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
# Numbers within these leave room for what an operation works out on the way (a division doubles
# both of its parts and adds them).
NARROW, WIDE = 2**28, 2**60


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
    if isinstance(a[0], int) and a[0] is a[1]:
        a, b = b, a
    if isinstance(b[0], int) and b[0] is b[1]:
        low, high = np.multiply(a[0], b[0]), np.multiply(a[1], b[0])
        return (low, high) if b[0] >= 0 else (high, low)
    corners = [np.multiply(one, other) for one in a for other in b]
    low = np.minimum(np.minimum(corners[0], corners[1]), np.minimum(corners[2], corners[3]))
    high = np.maximum(np.maximum(corners[0], corners[1]), np.maximum(corners[2], corners[3]))
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
    low = _picked(when[0], then[0], otherwise[0])
    if when[0] is when[1]:
        if then[0] is then[1] and otherwise[0] is otherwise[1]:
            return low, low
        return low, _picked(when[0], then[1], otherwise[1])
    # Where it is not known which, all that either can be.
    unknown = np.logical_and(when[1], np.logical_not(when[0]))
    high = _picked(when[1], then[1], otherwise[1])
    low = _picked(unknown, np.minimum(then[0], otherwise[0]), low)
    return low, _picked(unknown, np.maximum(then[1], otherwise[1]), high)


def _picked(when: Held, then: Held, otherwise: Held) -> Held:
    """then where it holds, otherwise where not.

    Worked out by arithmetic: np.where waits for each value to know which way to go.
    """
    if np.ndim(when) == 0:
        return then if when else otherwise
    if isinstance(otherwise, int) and otherwise == 0:
        return np.multiply(when, then)
    if _is_flag(then) or _is_flag(otherwise):
        return (when & then) | (~when & otherwise)
    if np.ndim(then) == np.ndim(otherwise) == 0:
        return np.where(when, then, otherwise)
    return np.subtract(then, otherwise) * when + otherwise


def _is_flag(held: Held) -> bool:
    return isinstance(held, np.ndarray) and held.dtype == np.bool_


def _divide(mode: str) -> Callable[[Ends, Ends], Ends]:
    rounded: Callable[[Held, Held], Held] = _half_even if mode == "half_even" else ROUNDED[mode]

    def divide(a: Ends, b: Ends) -> Ends:
        if a[0] is a[1] and b[0] is b[1]:
            both = rounded(a[0], b[0])
            return both, both
        if b[0] is b[1]:
            return rounded(a[0], b[0]), rounded(a[1], b[0])
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
        return _each(lambda column: _lifted(column, homes))(parts[0])
    if node.op in OVER:
        kind = _kind(node)
        return _each(lambda column: _over(node.op, column, kind, homes))(parts[0])
    if node.op in _COUNTS:
        kind = _kind(node, *node.parts)
        parts = [_fitted(part, kind) for part in parts]
    elif node.op in _JOINS:
        kind = _joined_kind(*node.parts[-2:])
        parts[-2:] = [_fitted(part, kind) for part in parts[-2:]]
    return ONE[node.op](*parts)


def _lifted(column: Held, homes: Homes) -> Held:
    return column if np.ndim(column) == 0 else column[homes.rows]


def _over(op: str, column: Held, kind: Any, homes: Homes) -> Held:  # noqa: ANN401 (a type of numpy)
    held = np.broadcast_to(column, homes.n_persons)
    if op == "sum":
        held = held.astype(kind, copy=False)
    return _REDUCED[op].reduceat(held, homes.starts)


# What reckons with numbers, for which yes and no are 1 and 0, and what puts one of two in a column.
_COUNTS = {"add", "multiply", *(name for name in ONE if name.startswith("divide_"))}
_JOINS = {"min", "max", "choose"}


def _kind(*nodes: Node) -> Any:  # noqa: ANN401 (a type of numpy)
    """As few bytes as hold all that these nodes can be."""
    reach = max(max(-node.ends[0], node.ends[1]) for node in nodes)
    if reach < NARROW:
        return np.int32
    return np.int64 if reach < WIDE else np.object_


def _joined_kind(*nodes: Node) -> Any:  # noqa: ANN401 (a type of numpy)
    """The same, and yes and no stay those."""
    flags = all(node.ends[0] >= 0 and node.ends[1] <= 1 for node in nodes)
    return np.bool_ if flags else _kind(*nodes)


def _fitted(part: Ends, kind: Any) -> Ends:  # noqa: ANN401 (a type of numpy)
    low = _cast(part[0], kind)
    return (low, low) if part[0] is part[1] else (low, _cast(part[1], kind))


def _cast(held: Held, kind: Any) -> Held:  # noqa: ANN401 (a type of numpy)
    """A column of some kind; one value for all becomes Python's own, that fits every column."""
    if np.ndim(held):
        return held.astype(kind, copy=False)
    if kind is np.object_:
        return np.array(int(held), np.object_)
    return bool(held) if kind is np.bool_ else int(held)
