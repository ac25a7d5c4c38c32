"""What measures compute: a graph in which each thing stands once, however many need it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from math import gcd

from grondrecht.rights import operations
from grondrecht.rights.operations import Value

# A household of more persons is refused, so that a sum over it is bounded.
MOST_PERSONS = 60
# Nothing that a measure means has more bits than this; without a bound a few terms that each square
# the one before would never end. Growth each year, kept exact over centuries, takes some thousands.
MOST_BITS = 8192


@dataclass(frozen=True, slots=True, eq=False)
class Node:
    """One computation: what it does to which, for whom, and between which ends it always lies.

    ``of`` is whom it is computed for: person, household, municipality or organisation; "" where it
    is the same for all. ``op`` is a name of operations.ONE or OVER, or constant, input, on (the day
    asked), or lift: a value of the household, or one for all, beside each of its persons.
    """

    index: int
    op: str
    parts: tuple[Node, ...]
    of: str
    ends: Value
    name: str = ""

    @property
    def is_constant(self) -> bool:
        return self.op == "constant"


@dataclass
class Graph:
    """The nodes that were made; asking for the same again gives the one that there is."""

    nodes: list[Node] = field(default_factory=list)
    _known: dict[tuple[object, ...], Node] = field(default_factory=dict)

    def constant(self, value: int) -> Node:
        """A whole number that is the same for all."""
        return self._node("constant", (), "", (value, value))

    def given(self, name: str, of: str, ends: Value) -> Node:
        """An input, within its ends."""
        return self._node("input", (), of, ends, name)

    def on(self, first: int, last: int) -> Node:
        """The day that is asked for, within the days of a version."""
        return self._node("on", (), "", (first, last))

    def one(self, op: str, *parts: Node) -> Node:
        """An operation on values of the same person or household, or on those that are for all.

        Raises ValueError where the parts are of two that cannot be brought together.
        """
        if all(part.is_constant for part in parts):
            value = operations.ONE[op](*(part.ends for part in parts))
            return self.constant(value[0])
        of = self._common(parts)
        short = _shortened(op, parts) or self._simpler(op, parts)
        if short is not None:
            return short
        lifted = tuple(self.lift(part) if of == "person" else part for part in parts)
        ends = operations.ONE[op](*(part.ends for part in lifted))
        return self._node(op, lifted, of, ends)

    def _simpler(self, op: str, parts: tuple[Node, ...]) -> Node | None:
        """The same with fewer steps, where constants are multiplied or divided by; or None.

        So a rounding to whole steps of what is whole steps already is no computation at all.
        """
        if op == "multiply" and parts[0].is_constant:
            return self.one(op, parts[1], parts[0])
        if not parts[-1].is_constant or op not in _BY:
            return None
        (inner, times), by = factored(parts[0]), parts[-1].ends[0]
        if op == "multiply":
            return None if times == 1 else self.one(op, inner, self.constant(times * by))
        common = gcd(times, by)
        if common == 1:
            return self.one("multiply", inner, self.constant(times)) if by == 1 else None
        above = self.one("multiply", inner, self.constant(times // common))
        return self.one(op, above, self.constant(by // common))

    def over(self, op: str, part: Node, ends: Value | None = None) -> Node:
        """An operation over the persons of a household, on a value of each.

        ``ends`` are those between which it lies, where more is known than of any persons.
        """
        lifted = self.lift(part)
        low, high = lifted.ends
        if op == "sum":
            low, high = min(low, low * MOST_PERSONS), max(high, high * MOST_PERSONS)
        return self._node(op, (lifted,), "household", ends or (low, high))

    def lift(self, part: Node) -> Node:
        """A value beside each person."""
        if part.of == "person":
            return part
        return self._node("lift", (part,), "person", part.ends)

    def _common(self, parts: Iterable[Node]) -> str:
        whose = {part.of for part in parts} - {""}
        if whose == {"person", "household"}:
            return "person"
        if len(whose) > 1:
            raise ValueError(" and ".join(sorted(whose)))
        return whose.pop() if whose else ""

    def _node(self, op: str, parts: tuple[Node, ...], of: str, ends: Value, name: str = "") -> Node:
        key = (op, tuple(part.index for part in parts), of, ends, name)
        if key not in self._known:
            made = Node(len(self.nodes), op, parts, of, ends, name)
            self._known[key] = made
            self.nodes.append(made)
        return self._known[key]


# What an operation is beside a constant that does nothing, and beside one that decides.
_NOTHING = {"and": 1, "or": 0, "multiply": 1, "add": 0}
_DECIDES = {"and": 0, "or": 1, "multiply": 0}


# What may have a constant behind it that joins others.
_BY = frozenset(("multiply", *(f"divide_{mode}" for mode in operations.ROUNDED)))


def factored(node: Node) -> tuple[Node, int]:
    """A node as another one times a constant, 1 where it is none."""
    if node.op == "multiply":
        inner, by = node.parts
        constant = by.parts[0] if by.op == "lift" else by
        if constant.is_constant:
            return inner, constant.ends[0]
    return node, 1


def _shortened(op: str, parts: tuple[Node, ...]) -> Node | None:
    """The one of the parts that an operation always gives, or None."""
    if op == "choose" and parts[0].is_constant:
        return parts[1] if parts[0].ends[0] else parts[2]
    for at, part in enumerate(parts if op in _NOTHING else ()):
        if part.is_constant and part.ends[0] == _NOTHING[op]:
            return parts[1 - at]
        if part.is_constant and part.ends[0] == _DECIDES.get(op):
            return part
    return None


def needed(roots: Iterable[Node]) -> list[Node]:
    """The nodes that some need, each after its parts."""
    seen: dict[int, Node] = {}
    waiting = list(roots)
    while waiting:
        node = waiting.pop()
        if node.index not in seen:
            seen[node.index] = node
            waiting += node.parts
    return [seen[index] for index in sorted(seen)]
