"""A typed part of an expression: its kind, its unit, and the computation that gives it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction

from grondrecht.rights import units
from grondrecht.rights.errors import NO_WORDS, Words
from grondrecht.rights.graph import Graph, Node
from grondrecht.rights.units import Unit
from grondrecht.rights.vocabulary import Input

KINDS = {"yes_no": "flag", "number": "number", "date": "date", "choice": "choice"}
# What a sentence calls a kind.
CALLED = {
    "flag": Words("ja of nee", "yes or no"),
    "number": Words("een getal", "a number"),
    "date": Words("een dag", "a day"),
    "choice": Words("een keuze", "a choice"),
}


@dataclass(frozen=True, slots=True, eq=False)
class Meaning:
    """A typed part of an expression.

    ``node`` computes it, in whole numbers of ``1/scale`` of the unit. ``form`` says what it is to a
    reader: input, parameter, term, literal, group, compare, among, and, or, not, if or arithmetic;
    ``parts`` are those that a reason may go into.
    """

    form: str
    node: Node
    kind: str
    unit: Unit = units.NONE
    scale: int = 1
    label: Words = NO_WORDS
    parts: tuple[Meaning, ...] = ()
    options: Mapping[str, Words] = field(default_factory=dict)
    said: tuple[str, ...] = ()

    @property
    def is_zero(self) -> bool:
        """The literal 0, which has any unit where none is written."""
        return self.form == "literal" and self.node.ends == (0, 0) and self.unit == units.NONE


def constant(graph: Graph, value: Fraction, unit: Unit, label: Words | None = None) -> Meaning:
    """A fixed number: a literal, or a parameter where it has a label."""
    node = graph.constant(value.numerator)
    form = "literal" if label is None else "parameter"
    return Meaning(form, node, "number", unit, value.denominator, label or NO_WORDS)


def of_input(graph: Graph, given: Input) -> Meaning:
    """An input."""
    node = graph.given(given.name, given.of, (given.low, given.high))
    kind = KINDS[given.kind]
    return Meaning("input", node, kind, given.unit, given.scale, given.label, options=given.options)
