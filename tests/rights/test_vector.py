"""Columns give what one household at a time gives: random computations on random values."""

from __future__ import annotations

import random

import numpy as np
import pytest

from grondrecht.rights.columns import Column
from grondrecht.rights.graph import Graph, Node
from grondrecht.rights.operations import ONE, ROUNDED
from grondrecht.rights.scalar import programmed
from grondrecht.rights.vector import Homes, computed
from grondrecht.rights.vocabulary import NO_WORDS, Input

ON = 17_000
# Ends of inputs: yes or no, a choice, a small count that may stand below a line, a day, cents, and
# numbers of which a product passes 32 bits, or 64.
ENDS = [(0, 1), (0, 5), (1, 90), (-3_000, 20_000), (0, 10_000_000), (-(10**9), 10**9), (0, 10**15)]
FLAGS = ("and", "or", "not")
DAYS = (-20_000, 80_000)


class Drawn:
    """A graph of random computations on random inputs."""

    def __init__(self, seed: int) -> None:
        self.draw = random.Random(seed)
        self.graph = Graph()
        self.inputs: dict[str, Input] = {}
        for of in ("person", "household"):
            for ends in ENDS:
                self._given(of, ends)
        for number in (0, 7, -3, 10**10):
            self.graph.constant(number)
        self.graph.on(ON - 500, ON + 500)
        for _ in range(60):
            self._more()

    def _given(self, of: str, ends: tuple[int, int]) -> None:
        kind = "yes_no" if ends == (0, 1) else "number"
        name = f"{of}{len(self.inputs)}"
        self.inputs[name] = Input(name, of, kind, NO_WORDS, *ends)
        self.graph.given(name, of, ends)

    def _more(self) -> None:
        op = self.draw.choice([*ONE, "sum", "least", "most"])
        if op in ("sum", "least", "most"):
            self.graph.over(op, self._one(lambda node: node.of != "household"))
        elif op == "choose":
            self.graph.one(op, self._flag(), self._one(), self._one())
        elif op in FLAGS:
            self.graph.one(op, *(self._flag() for _ in range(1 if op == "not" else 2)))
        elif op in ("months", "years"):
            self.graph.one(op, self._one(_is_day), self._one(_is_day))
        elif op.startswith("divide_"):
            self.graph.one(op, self._one(), self._one(lambda node: node.ends[0] > 0))
        else:
            self.graph.one(op, self._one(), self._one())

    def _one(self, fits=lambda node: True) -> Node:
        held = [node for node in self.graph.nodes if fits(node) and _is_moderate(node)]
        return self.draw.choice(held)

    def _flag(self) -> Node:
        return self._one(lambda node: 0 <= node.ends[0] <= node.ends[1] <= 1)

    def value(self, given: Input) -> tuple[int, int] | None:
        """A value, often at an end; nothing where it is not known."""
        if self.draw.random() < 0.15:
            return None
        value = self.draw.choice([given.low, given.high, self.draw.randint(given.low, given.high)])
        return value, value


def _is_moderate(node: Node) -> bool:
    """Numbers grow with each product; these already pass 64 bits."""
    return max(-node.ends[0], node.ends[1]) < 10**40


def _is_day(node: Node) -> bool:
    return node.of != "" and DAYS[0] <= node.ends[0] and node.ends[1] <= DAYS[1]


def _column(given: Input, values: list[tuple[int, int] | None]) -> tuple[object, object]:
    """Both ends, in as few bytes as the input needs, as a table gives them."""
    kind = {1: np.bool_, 5: np.int8, 90: np.int8, 20_000: np.int16}.get(given.high, np.int32)
    kind = np.int64 if given.high > 2**31 else kind
    held = np.array([given.low if value is None else value[0] for value in values], kind)
    known = np.array([value is not None for value in values])
    return Column(held, None if known.all() else known).part(slice(None), given)


@pytest.mark.parametrize("seed", range(40))
def test_columns_give_what_one_household_gives(seed: int):
    made = Drawn(seed)
    nodes = made.graph.nodes
    sizes = [made.draw.randint(1, 5) for _ in range(12)]
    # Some inputs are known of everybody, some of nobody.
    certain = set(made.draw.sample(list(made.inputs), 5))
    nothing = set(made.draw.sample(list(made.inputs), 2)) - certain

    def known(given: Input) -> tuple[int, int] | None:
        if given.name in nothing:
            return None
        value = made.value(given)
        return (given.high, given.high) if value is None and given.name in certain else value

    def some(of: str) -> dict[str, tuple[int, int] | None]:
        return {name: known(each) for name, each in made.inputs.items() if each.of == of}

    households = [some("household") for _ in sizes]
    persons = [[some("person") for _ in range(size)] for size in sizes]
    rows = {"household": households, "person": [one for home in persons for one in home]}
    given = {
        name: (each.low, each.high)
        if name in nothing
        else _column(each, [row[name] for row in rows[each.of]])
        for name, each in made.inputs.items()
    }
    homes = Homes(
        np.concatenate(([0], np.cumsum(sizes)[:-1])), np.repeat(np.arange(len(sizes)), sizes)
    )
    found = computed(nodes, frozenset(node.index for node in nodes), given, ON, homes)
    at = 0
    for home, (household, members) in enumerate(zip(households, persons, strict=True)):
        values = programmed(nodes).run(
            ON, _only_known(household), [_only_known(member) for member in members]
        )
        for node in nodes:
            places = range(at, at + len(members)) if node.of == "person" else [home]
            own = [tuple(int(_at(end, place)) for end in found[node.index]) for place in places]
            expected = values[node.index]
            assert own == (expected if node.of == "person" else [expected]), (seed, node)
        at += len(members)


def _only_known(row: dict[str, tuple[int, int] | None]) -> dict[str, tuple[int, int]]:
    return {name: value for name, value in row.items() if value is not None}


def _at(held: object, place: int) -> object:
    return held[place] if np.ndim(held) else held


def test_every_operation_is_drawn():
    drawn = {node.op for seed in range(40) for node in Drawn(seed).graph.nodes}
    assert drawn >= {*ONE, "sum", "least", "most", "lift", "on", "input", "constant"}
    assert {f"divide_{mode}" for mode in ROUNDED} <= drawn
