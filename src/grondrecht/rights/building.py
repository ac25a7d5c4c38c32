"""From an expression to what it means, each part checked against the others."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction
from math import lcm
from typing import NoReturn

from grondrecht.rights import units
from grondrecht.rights.errors import RightsError, Words, listed, shortened
from grondrecht.rights.grammar import COMPARISONS, ELAPSED, OVER, ROUNDINGS, Expr, Number
from grondrecht.rights.graph import MOST_BITS, Graph, Node
from grondrecht.rights.groups import Members
from grondrecht.rights.meaning import CALLED, Meaning, constant
from grondrecht.rights.sources import Source
from grondrecht.rights.units import Unit
from grondrecht.rights.vocabulary import EPOCH

_COMPARED = {
    "<": ("under", False),
    "<=": ("within", False),
    ">": ("under", True),
    ">=": ("within", True),
}

Named = Callable[[str], Meaning | None]


@dataclass
class Builder:
    """Gives expressions their meaning, within one version of one measure."""

    graph: Graph
    of: str
    days: tuple[date, date]
    named: Named
    source: Source
    member: bool = False

    def refuse(self, expr: Expr, en: str, nl: str) -> NoReturn:
        """Say what is wrong with a part of the expression."""
        raise RightsError(en, nl, self.source.at(expr.at))

    def built(self, expr: Expr) -> Meaning:
        """The meaning of an expression. Raises RightsError."""
        op = expr.op
        if op in COMPARISONS:
            return self._compared(expr)
        if op in OVER or op == "count":
            return self._over(expr)
        if op in ROUNDINGS:
            return self._rounded(expr)
        if op in ELAPSED:
            return self._elapsed(expr)
        made: Meaning = getattr(self, _METHODS[op])(expr)
        self._refuse_large(expr, made)
        return made

    def _refuse_large(self, expr: Expr, made: Meaning) -> None:
        if max(map(int.bit_length, (*made.node.ends, made.scale))) > MOST_BITS:
            self.refuse(
                expr,
                "The numbers of this have no bound that a computer can work with; multiply less.",
                "De getallen hiervan hebben geen grens die een computer aankan; vermenigvuldig"
                " minder.",
            )

    def flag(self, expr: Expr) -> Meaning:
        """The meaning of what must be yes or no. Raises RightsError."""
        made = self.built(expr)
        if made.kind != "flag":
            self.refuse(
                expr,
                "This must be yes or no; compare it with something.",
                "Dit moet ja of nee zijn; vergelijk het met iets.",
            )
        return made

    def number(self, expr: Expr) -> Meaning:
        """The meaning of what must be a number. Raises RightsError."""
        made = self.built(expr)
        if made.kind != "number":
            self.refuse(
                expr,
                f"This must be a number and is {CALLED[made.kind].en}; write one here.",
                f"Dit moet een getal zijn en is {CALLED[made.kind].nl}; schrijf er hier een.",
            )
        return made

    # Things that are there

    def _number(self, expr: Expr) -> Meaning:
        assert isinstance(expr.value, Number)
        value, unit = expr.value
        return constant(self.graph, value, unit)

    def _day(self, expr: Expr) -> Meaning:
        assert isinstance(expr.value, date)
        return Meaning("literal", self.graph.constant(expr.value.toordinal() - EPOCH), "date")

    def _flag(self, expr: Expr) -> Meaning:
        return Meaning("literal", self.graph.constant(int(expr.value is True)), "flag")

    def _on(self, expr: Expr) -> Meaning:
        first, last = (day.toordinal() - EPOCH for day in self.days)
        label = Words("de dag waarvoor u het vraagt", "the day that you ask about")
        return Meaning("input", self.graph.on(first, last), "date", label=label)

    def _name(self, expr: Expr) -> Meaning:
        name = str(expr.value)
        made = self.named(name)
        if made is None:
            self.refuse(
                expr,
                f"{shortened(name)} is no input, parameter or term of this measure; name it there.",
                f"{shortened(name)} is geen input, parameter of term van deze maatregel; noem het"
                " daar.",
            )
        self._refuse_other(expr, name, made)
        return made

    def _refuse_other(self, expr: Expr, name: str, made: Meaning) -> None:
        """A name of one person where a household is meant, or of a household in a municipality."""
        whose, own = made.node.of, self.of
        if whose in ("", own) or (own == "person" and whose == "household"):
            return
        if own == "household" and whose == "person":
            if self.member:
                return
            self.refuse(
                expr,
                f"{name} belongs to a person, and this is about a household; say sum({name} over"
                " household), or any, all, highest or lowest.",
                f"{name} hoort bij een persoon, en dit gaat over een gezin; zeg sum({name} over"
                " household), of any, all, highest of lowest.",
            )
        self.refuse(
            expr,
            f"{name} belongs to a {whose}, and this measure is for a {own}; use what belongs to"
            " that.",
            f"{name} hoort bij {whose}, en deze maatregel is voor {own}; gebruik iets daarvan.",
        )

    # Logic

    def _both(self, expr: Expr) -> Meaning:
        parts = tuple(self.flag(part) for part in expr.parts)
        node = parts[0].node
        for part in parts[1:]:
            node = self.one(expr, expr.op, node, part.node)
        return Meaning(expr.op, node, "flag", parts=parts)

    def _not(self, expr: Expr) -> Meaning:
        inner = self.flag(expr.parts[0])
        return Meaning("not", self.one(expr, "not", inner.node), "flag", parts=(inner,))

    def _if(self, expr: Expr) -> Meaning:
        when, then = self.flag(expr.parts[0]), self.built(expr.parts[1])
        otherwise = self.built(expr.parts[2])
        if then.kind == "choice":
            self.refuse(
                expr,
                "A choice does not come out of an if; compare it with its options within.",
                "Een keuze komt niet uit een if; vergelijk ze daarbinnen met haar opties.",
            )
        parts = (when, then, otherwise)
        a, b = self.alike(expr, then, otherwise)
        node = self.one(expr, "choose", when.node, a.node, b.node)
        return Meaning("if", node, a.kind, a.unit, a.scale, parts=parts)

    # Comparing

    def _compared(self, expr: Expr) -> Meaning:
        left = self.built(expr.parts[0])
        if left.kind == "choice":
            return self._choice(expr, left)
        right = self.built(expr.parts[1])
        a, b = self.alike(expr, left, right)
        if a.kind == "flag":
            self.refuse(
                expr,
                "Yes and no are not compared; write it as it is, or with not before it.",
                "Ja en nee worden niet vergeleken; schrijf het zoals het is, of met not ervoor.",
            )
        if expr.op in _COMPARED:
            op, swap = _COMPARED[expr.op]
            node = self.one(expr, op, *((b.node, a.node) if swap else (a.node, b.node)))
        else:
            node = self.one(expr, "same", a.node, b.node)
            node = self.one(expr, "not", node) if expr.op == "!=" else node
        return Meaning("compare", node, "flag", parts=(left, right), said=(expr.op,))

    def _choice(self, expr: Expr, left: Meaning) -> Meaning:
        option = expr.parts[1]
        if expr.op not in ("=", "!=") or option.op != "name":
            self.refuse(
                expr,
                "A choice is compared with = or != and the name of an option; write it so.",
                "Een keuze wordt vergeleken met = of != en de naam van een optie; schrijf dat.",
            )
        node = self._is(option, left, str(option.value))
        node = self.one(expr, "not", node) if expr.op == "!=" else node
        said = (expr.op, str(option.value))
        return Meaning("among", node, "flag", parts=(left,), said=said)

    def _among(self, expr: Expr) -> Meaning:
        left = self.built(expr.parts[0])
        names = expr.value
        assert isinstance(names, tuple)
        if left.kind != "choice":
            self.refuse(
                expr,
                "Only a choice can be in a list; compare this with =.",
                "Enkel een keuze kan in een lijst staan; vergelijk dit met =.",
            )
        node = self._is(expr, left, names[0])
        for name in names[1:]:
            node = self.one(expr, "or", node, self._is(expr, left, name))
        return Meaning("among", node, "flag", parts=(left,), said=("=", *names))

    def _is(self, expr: Expr, choice: Meaning, option: str) -> Node:
        codes = tuple(choice.options)
        if option not in codes:
            self.refuse(
                expr,
                f"{shortened(option)} is no option; there is {listed(codes, option)}.",
                f"{shortened(option)} is geen optie; er is {listed(codes, option)}.",
            )
        return self.one(expr, "same", choice.node, self.graph.constant(codes.index(option)))

    # Arithmetic

    def _sum(self, expr: Expr) -> Meaning:
        parts = tuple(self.number(part) for part in expr.parts)
        a, b = self.alike(expr, *parts)
        other = b.node
        if expr.op == "-":
            other = self.one(expr, "multiply", b.node, self.graph.constant(-1))
        node = self.one(expr, "add", a.node, other)
        return Meaning("arithmetic", node, "number", a.unit, a.scale, parts=parts, said=(expr.op,))

    def _product(self, expr: Expr) -> Meaning:
        a, b = (self.number(part) for part in expr.parts)
        node = self.one(expr, "multiply", a.node, b.node)
        unit, scale = units.times(a.unit, b.unit), a.scale * b.scale
        return Meaning("arithmetic", node, "number", unit, scale, parts=(a, b), said=("*",))

    def _quotient(self, expr: Expr) -> Meaning:
        a, b = (self.number(part) for part in expr.parts)
        if not b.node.is_constant:
            self.refuse(
                expr,
                "A quotient by what varies is rounded; write round_half_up(a / b to …).",
                "Een deling door wat verschilt wordt afgerond; schrijf round_half_up(a / b to …).",
            )
        by = Fraction(b.node.ends[0], b.scale)
        if by == 0:
            self.refuse(
                expr,
                "This divides by 0; divide by something else.",
                "Dit deelt door 0; deel door iets anders.",
            )
        inverse = constant(self.graph, 1 / by, units.NONE)
        node = self.one(expr, "multiply", a.node, inverse.node)
        unit, scale = units.times(a.unit, b.unit, -1), a.scale * inverse.scale
        return Meaning("arithmetic", node, "number", unit, scale, parts=(a, b), said=("/",))

    def _negative(self, expr: Expr) -> Meaning:
        a = self.number(expr.parts[0])
        node = self.one(expr, "multiply", a.node, self.graph.constant(-1))
        return Meaning("arithmetic", node, "number", a.unit, a.scale, parts=(a,), said=("-",))

    def _extreme(self, expr: Expr) -> Meaning:
        parts = tuple(self.built(part) for part in expr.parts)
        a, b = self.alike(expr, *parts)
        if a.kind not in ("number", "date"):
            self.refuse(
                expr,
                f"{expr.op} takes numbers or days; give it those.",
                f"{expr.op} neemt getallen of dagen; geef het die.",
            )
        node = self.one(expr, expr.op, a.node, b.node)
        return Meaning("arithmetic", node, a.kind, a.unit, a.scale, parts=parts, said=(expr.op,))

    def _elapsed(self, expr: Expr) -> Meaning:
        a, b = (self.built(part) for part in expr.parts)
        if a.kind != "date" or b.kind != "date":
            self.refuse(
                expr,
                f"{expr.op} goes from one day to another; both sides of to must be days.",
                f"{expr.op} gaat van een dag tot een andere; beide kanten van to zijn dagen.",
            )
        node = self.one(expr, expr.op, a.node, b.node)
        unit = ((expr.op.removesuffix("s"), 1),)
        return Meaning("arithmetic", node, "number", unit, parts=(a, b), said=(expr.op,))

    def _rounded(self, expr: Expr) -> Meaning:
        inner, to = expr.parts
        step, mode = self.number(to), expr.op.removeprefix("round_")
        if inner.op == "/":
            a, b = (self.number(part) for part in inner.parts)
            if not b.node.is_constant:
                return self._rounded_quotient(expr, a, b, step, mode)
        return self.to_step(expr, self.number(inner), step, mode)

    def to_step(self, expr: Expr, value: Meaning, step: Meaning, mode: str) -> Meaning:
        """A number rounded to a whole number of steps. Raises RightsError."""
        size = self._step(expr, value.unit, step)
        above = self.one(expr, "multiply", value.node, self.graph.constant(size.denominator))
        below = self.graph.constant(value.scale * size.numerator)
        return self._steps(expr, (above, below), value.unit, size, mode, (value,))

    def _rounded_quotient(
        self, expr: Expr, a: Meaning, b: Meaning, step: Meaning, mode: str
    ) -> Meaning:
        unit = units.times(a.unit, b.unit, -1)
        size = self._step(expr, unit, step)
        if b.node.ends[0] <= 0:
            self.refuse(
                expr,
                "What stands below the line can be 0; give it a least above 0.",
                "Wat onder de deelstreep staat, kan 0 zijn; geef het een least boven 0.",
            )
        up = self.graph.constant(b.scale * size.denominator)
        above = self.one(expr, "multiply", a.node, up)
        down = self.graph.constant(a.scale * size.numerator)
        below = self.one(expr, "multiply", b.node, down)
        return self._steps(expr, (above, below), unit, size, mode, (a, b))

    def _steps(
        self,
        expr: Expr,
        fraction: tuple[Node, Node],
        unit: Unit,
        size: Fraction,
        mode: str,
        parts: tuple[Meaning, ...],
    ) -> Meaning:
        node = self.one(expr, f"divide_{mode}", *fraction)
        node = self.one(expr, "multiply", node, self.graph.constant(size.numerator))
        said = ("round", mode)
        return Meaning("arithmetic", node, "number", unit, size.denominator, parts=parts, said=said)

    def _step(self, expr: Expr, unit: Unit, step: Meaning) -> Fraction:
        fits = step.unit == unit or (step.unit == units.EURO and units.is_money(unit))
        own = units.shown(unit) or "count"
        if not step.node.is_constant or step.node.ends[0] <= 0 or not fits:
            self.refuse(
                expr,
                f"Rounding is to a fixed step above 0 in its own unit; write one in {own}.",
                f"Afronden gaat op een vaste stap boven 0 in de eigen eenheid; schrijf er een in"
                f" {own}.",
            )
        return Fraction(step.node.ends[0], step.scale)

    # Groups

    def _over(self, expr: Expr) -> Meaning:
        if self.of not in ("person", "household"):
            self.refuse(
                expr,
                f"Only persons and households have members; this measure is for a {self.of}.",
                f"Enkel personen en gezinnen hebben leden; deze maatregel is voor een {self.of}.",
            )
        assert isinstance(expr.value, tuple)
        group, has_where = str(expr.value[0]), bool(expr.value[1])
        within = replace(self, member=True)
        body = within.built(expr.parts[0]) if expr.op != "count" else None
        where = within.flag(expr.parts[-1]) if has_where else None
        self._refuse_body(expr, body, group, has_where)
        members = Members(
            self.graph, expr.op, body.node if body else None, where.node if where else None
        )
        node = members.of_person(group) if self.of == "person" else members.of_household(group)
        parts = tuple(part for part in (body, where) if part)
        said = (expr.op, group)
        if body is None or body.kind == "flag":
            kind = "flag" if expr.op in ("any", "all") else "number"
            return Meaning("group", node, kind, parts=parts, said=said)
        return Meaning("group", node, body.kind, body.unit, body.scale, parts=parts, said=said)

    def _refuse_body(self, expr: Expr, body: Meaning | None, group: str, has_where: bool) -> None:
        needs = {"any": ("flag",), "all": ("flag",), "sum": ("number",)}
        kinds = needs.get(expr.op, ("number", "date"))
        if body is not None and body.kind not in kinds:
            self.refuse(
                expr,
                f"{expr.op} is taken over {CALLED[kinds[0]].en}, and this is"
                f" {CALLED[body.kind].en}; write another.",
                f"{expr.op} gaat over {CALLED[kinds[0]].nl}, en dit is {CALLED[body.kind].nl};"
                " schrijf iets anders.",
            )
        if expr.op in ("highest", "lowest") and (group != "household" or has_where):
            self.refuse(
                expr,
                f"{expr.op} is over the whole household, as others may be empty; write over"
                " household, without where.",
                f"{expr.op} gaat over het hele gezin, want andere kunnen leeg zijn; schrijf over"
                " household, zonder where.",
            )

    # What parts need of each other

    def alike(self, expr: Expr, a: Meaning, b: Meaning) -> tuple[Meaning, Meaning]:
        """Two of one kind and unit, brought to one scale."""
        if a.kind != b.kind:
            self.refuse(
                expr,
                f"Here {CALLED[a.kind].en} meets {CALLED[b.kind].en}; write both of one kind.",
                f"Hier staat {CALLED[a.kind].nl} tegenover {CALLED[b.kind].nl}; schrijf beide van"
                " één soort.",
            )
        if a.unit != b.unit and not (a.is_zero or b.is_zero):
            one, other = (units.shown(each.unit) or "count" for each in (a, b))
            self.refuse(
                expr,
                f"The units differ: {one} and {other}; bring them to one.",
                f"De eenheden verschillen: {one} en {other}; breng ze op één.",
            )
        scale = lcm(a.scale, b.scale)
        unit = b.unit if a.is_zero else a.unit
        return self._scaled(a, scale, unit), self._scaled(b, scale, unit)

    def _scaled(self, meaning: Meaning, scale: int, unit: Unit) -> Meaning:
        times = self.graph.constant(scale // meaning.scale)
        node = meaning.node
        if meaning.scale != scale:
            node = self.graph.one("multiply", node, times)
        return Meaning(
            meaning.form, node, meaning.kind, unit, scale, meaning.label, options=meaning.options
        )

    def one(self, expr: Expr, op: str, *parts: Node) -> Node:
        try:
            return self.graph.one(op, *parts)
        except ValueError as error:
            self.refuse(
                expr,
                f"This brings together what belongs to a {error}; use what belongs to one.",
                f"Dit brengt samen wat hoort bij {error}; gebruik wat bij één hoort.",
            )


_METHODS = {
    "number": "_number",
    "day": "_day",
    "flag": "_flag",
    "on": "_on",
    "name": "_name",
    "and": "_both",
    "or": "_both",
    "not": "_not",
    "if": "_if",
    "among": "_among",
    "+": "_sum",
    "-": "_sum",
    "*": "_product",
    "/": "_quotient",
    "negative": "_negative",
    "min": "_extreme",
    "max": "_extreme",
}
