"""One household: every computation of a day, in order, with both ends of what is not certain."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from grondrecht.rights import operations
from grondrecht.rights.graph import Node
from grondrecht.rights.operations import Value

# What is computed for each person is a list of values, in the order of the persons.
Values = dict[int, Value | list[Value]]
_Step = tuple[str, int, Callable[..., Value], tuple[int, ...]]


@dataclass(frozen=True, slots=True)
class Program:
    """The steps for a household, each with the numbers of the nodes that it takes."""

    fixed: Values
    given: tuple[Node, ...]
    on: tuple[int, ...]
    steps: tuple[_Step, ...]

    def run(
        self,
        on: int,
        one: Mapping[str, Value],
        persons: Sequence[Mapping[str, Value]],
    ) -> Values:
        """The values of all nodes, by their index.

        ``on`` is the day asked, ``one`` what is known of the household (or municipality, or
        organisation), ``persons`` of each of its persons; what is not there lies between its ends.
        """
        values = self.fixed.copy()
        for index in self.on:
            values[index] = (on, on)
        for node in self.given:
            name, ends = node.name, node.ends
            if node.of == "person":
                values[node.index] = [person.get(name, ends) for person in persons]
            else:
                values[node.index] = one.get(name, ends)
        self._compute(values, len(persons))
        return values

    def _compute(self, values: Any, n_persons: int) -> None:  # noqa: ANN401 (one value, or a list)
        held = values.__getitem__
        for how, index, function, parts in self.steps:
            if how == "each":
                values[index] = list(map(function, *map(held, parts)))
            elif how == "one":
                values[index] = function(*map(held, parts))
            else:
                values[index] = [values[parts[0]]] * n_persons


def programmed(nodes: Sequence[Node]) -> Program:
    """The program that computes nodes, which stand each after its parts."""
    return Program(
        fixed={node.index: node.ends for node in nodes if node.is_constant},
        given=tuple(node for node in nodes if node.op == "input"),
        on=tuple(node.index for node in nodes if node.op == "on"),
        steps=tuple(_step(node) for node in nodes if node.parts),
    )


def _step(node: Node) -> _Step:
    parts = tuple(part.index for part in node.parts)
    if node.op == "lift":
        return "lift", node.index, operations.add, parts
    if node.op in operations.OVER:
        return "one", node.index, operations.OVER[node.op], parts
    how = "each" if node.of == "person" else "one"
    return how, node.index, operations.ONE[node.op], parts
