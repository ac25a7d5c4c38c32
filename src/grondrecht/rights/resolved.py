"""A version of a measure on a day: its figures filled in, every expression with its meaning."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from grondrecht.rights import units
from grondrecht.rights.building import Builder
from grondrecht.rights.errors import Place, RightsError, shortened
from grondrecht.rights.grammar import Expr
from grondrecht.rights.graph import Graph, Node
from grondrecht.rights.meaning import Meaning, constant, of_input
from grondrecht.rights.measures import Amount, Measure, Rule, Version
from grondrecht.rights.vocabulary import Input

CENTS = 100
# An amount is counted in cents, in 64 bits.
MOST_CENTS = 10**18
# Terms within terms, with all their steps; what reads them goes down as deep.
DEEPEST = 100


@dataclass(frozen=True, slots=True)
class Condition:
    """A condition with what it means; ``node`` is yes or no for each that the measure is for."""

    rule: Rule
    meaning: Meaning
    node: Node


@dataclass(frozen=True, slots=True)
class Resolved:
    """The rules of a measure as they hold on a day.

    ``entitled`` and ``amount`` (in cents; 0 for who is not entitled) are computed for each that the
    measure is for. ``value`` is what the amount is before it is rounded and capped.
    """

    measure: Measure
    version: Version
    conditions: tuple[Condition, ...]
    entitled: Node
    amount: Node | None
    value: Meaning | None

    @property
    def roots(self) -> tuple[Node, ...]:
        """All that is asked of an evaluator."""
        held = [condition.node for condition in self.conditions] + [self.entitled]
        return tuple(held if self.amount is None else [*held, self.amount])

    @property
    def explained(self) -> Iterator[Node]:
        """All that a reason may show the value of: each part of each rule, once."""
        seen: set[int] = set()
        waiting = [condition.meaning for condition in self.conditions]
        waiting += [self.value] if self.value else []
        while waiting:
            meaning = waiting.pop()
            if id(meaning) not in seen:
                seen.add(id(meaning))
                waiting += meaning.parts
                yield meaning.node

    @property
    def per(self) -> str:
        """What an amount is for: ``month`` for euro/month, empty where it is paid once."""
        return units.shown(self.value.unit).removeprefix("euro").lstrip("/") if self.value else ""


class _Names:
    """The names of a version: each gets its meaning when it is first asked for."""

    def __init__(
        self, graph: Graph, of: str, version: Version, inputs: Mapping[str, Input], on: date
    ) -> None:
        self.graph, self.of, self.version, self.inputs, self.on = graph, of, version, inputs, on
        self.known: dict[str, Meaning] = {}
        self.used: set[str] = set()
        self.building: list[Rule] = []

    def __call__(self, name: str) -> Meaning | None:
        self.used.add(name)
        if name not in self.known:
            made = self._made(name)
            if made is None:
                return None
            self.known[name] = made
        return self.known[name]

    def builder(self, rule: Rule) -> Builder:
        days = (self.version.first, self.version.until)
        return Builder(self.graph, self.of, days, self, rule.source)

    def _made(self, name: str) -> Meaning | None:
        version = self.version
        if name in version.parameters:
            held = version.parameters[name]
            return constant(self.graph, held.value_on(self.on), held.unit, held.label)
        if name in version.terms:
            return self._term(version.terms[name])
        if name in version.inputs or name == "role":
            return of_input(self.graph, self.inputs[name])
        return None

    def _term(self, rule: Rule) -> Meaning:
        self._refuse_circle(rule)
        self.building.append(rule)
        builder = self.builder(rule)
        builder.member = True
        made = builder.built(rule.tree)
        self.building.pop()
        return Meaning(
            "term", made.node, made.kind, made.unit, made.scale, rule.label, (made,), made.options
        )

    def _refuse_circle(self, rule: Rule) -> None:
        if rule in self.building:
            names = [each.name for each in self.building[self.building.index(rule) :]]
            way = " → ".join([*names, rule.name])
            raise RightsError(
                f"The term {rule.name} needs itself ({way}); break the circle.",
                f"De term {rule.name} heeft zichzelf nodig ({way}); doorbreek de cirkel.",
                rule.source.place,
            )
        if sum(each.tree.height for each in self.building) > DEEPEST:
            raise RightsError(
                f"The term {rule.name} stands below {len(self.building)} others that need each"
                " other; shorten that.",
                f"De term {rule.name} staat onder {len(self.building)} andere die elkaar nodig"
                " hebben; kort dat in.",
                rule.source.place,
            )


def resolved(
    graph: Graph, measure: Measure, version: Version, inputs: Mapping[str, Input], on: date
) -> Resolved:
    """The rules of a version with the figures of a day. Raises RightsError."""
    _refuse_inputs(version, inputs)
    names = _Names(graph, measure.of, version, inputs, on)
    conditions = tuple(_condition(graph, measure.of, names, rule) for rule in version.conditions)
    amount = value = None
    if version.amount is not None:
        amount, value = _amount(graph, measure.of, names, version.amount)
    if not version.is_reformed:
        _refuse_unused(version, names.used)
    entitled = _all(graph, measure.of, conditions)
    if amount is not None:
        amount = graph.one("choose", entitled, amount, graph.constant(0))
        amount = beside(graph, amount, measure.of)
    return Resolved(measure, version, conditions, entitled, amount, value)


def _condition(graph: Graph, of: str, names: _Names, rule: Rule) -> Condition:
    meaning = names.builder(rule).flag(rule.tree)
    return Condition(rule, meaning, beside(graph, meaning.node, of))


def _all(graph: Graph, of: str, conditions: Iterable[Condition]) -> Node:
    node = graph.constant(1)
    for condition in conditions:
        node = graph.one("and", node, condition.node)
    return beside(graph, node, of)


def beside(graph: Graph, node: Node, of: str) -> Node:
    """A value for each that a measure is for: one of the household beside each person."""
    return graph.lift(node) if of == "person" else node


def _amount(graph: Graph, of: str, names: _Names, amount: Amount) -> tuple[Node, Meaning]:
    builder = names.builder(amount.value)
    tree = amount.value.tree
    value = builder.number(tree)
    if not units.is_money(value.unit) and not value.is_zero:
        builder.refuse(
            tree,
            f"An amount is money and this is {units.shown(value.unit) or 'a count'}; bring it to"
            " euro.",
            f"Een bedrag is geld en dit is {units.shown(value.unit) or 'een aantal'}; breng het"
            " op euro.",
        )
    if ("person", -1) in value.unit:
        said = units.shown(value.unit)
        builder.refuse(
            tree,
            f"An amount is for whom the measure is for and this is {said}; leave person out of its"
            " units, as a count has none.",
            f"Een bedrag is voor wie de maatregel krijgt en dit is {said}; laat person weg uit de"
            " eenheden ervan, want een aantal heeft er geen.",
        )
    stepping = names.builder(amount.step)
    step = stepping.number(amount.step.tree)
    rounded = stepping.to_step(amount.step.tree, value, step, amount.mode)
    _refuse_amount(builder, tree, rounded, amount.step.source.at(0))
    if amount.cap is not None:
        rounded = _capped(names, amount.cap, rounded)
    cents = graph.one("multiply", rounded.node, graph.constant(CENTS // rounded.scale))
    if cents.ends[1] > MOST_CENTS:
        builder.refuse(
            tree,
            "This amount can be beyond 10^18 cents; give it a cap, or a lower most to what it is"
            " made of.",
            "Dit bedrag kan meer dan 10^18 cent zijn; geef het een cap, of een lagere most aan dat"
            " waaruit het bestaat.",
        )
    return beside(graph, cents, of), value


def _refuse_amount(builder: Builder, tree: Expr, made: Meaning, rounding: Place) -> None:
    """An amount, or its cap, is whole cents and never below 0."""
    if CENTS % made.scale:
        raise RightsError(
            "An amount and its cap are whole cents; round to 1 cent or more.",
            "Een bedrag en het maximum ervan zijn hele centen; rond af op 1 cent of meer.",
            rounding,
        )
    if made.node.ends[0] < 0:
        builder.refuse(
            tree,
            "This amount can be negative; write max(0, …) where it stops at 0.",
            "Dit bedrag kan negatief zijn; schrijf max(0, …) waar het bij 0 stopt.",
        )


def _capped(names: _Names, cap: Rule, rounded: Meaning) -> Meaning:
    builder = names.builder(cap)
    most = builder.number(cap.tree)
    _refuse_amount(builder, cap.tree, most, cap.source.place)
    both = builder.alike(cap.tree, rounded, most)
    node = builder.one(cap.tree, "min", *(each.node for each in both))
    return Meaning("arithmetic", node, "number", both[0].unit, both[0].scale)


def _refuse_inputs(version: Version, inputs: Mapping[str, Input]) -> None:
    for name in version.inputs:
        if name not in inputs or name == "role":
            raise RightsError(
                f"{shortened(name)} is not in inputs.yaml; add it there.",
                f"{shortened(name)} staat niet in inputs.yaml; voeg het daar toe.",
                version.places.get(name, version.place),
            )


def _refuse_unused(version: Version, used: set[str]) -> None:
    for name, place in version.places.items():
        if name not in used:
            raise RightsError(
                f"{name} is named and not used; take it out.",
                f"{name} wordt genoemd en niet gebruikt; haal het weg.",
                place,
            )


def figures_on(version: Version, on: date) -> tuple[Fraction, ...]:
    """The values of a version's parameters on a day: what decides its meaning."""
    return tuple(each.value_on(on) for each in version.parameters.values())
