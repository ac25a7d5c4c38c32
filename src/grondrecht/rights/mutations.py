"""What the examples of a measure do not see: one figure, sign, word or day changed at a time.

A change that no example notices, though it changes what somebody gets, is a rule that nothing holds
in its place: the next hand at the file may break it and all is still well. neighbours.py says
whether a change says something else at all.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from fractions import Fraction

from grondrecht.rights import units
from grondrecht.rights.errors import Place, RightsError
from grondrecht.rights.examples import Example, example
from grondrecht.rights.grammar import COMPARISONS, GROUPS, OVER, ROUNDINGS, Expr, Number
from grondrecht.rights.graph import Graph
from grondrecht.rights.law import Law, check
from grondrecht.rights.measures import MODES, Measure, Rule, Version
from grondrecht.rights.neighbours import Somebody, difference
from grondrecht.rights.parameters import Parameter
from grondrecht.rights.units import Unit
from grondrecht.rights.vocabulary import ROLE, Input

DAY = timedelta(1)
_SWAPPED = {
    **{"and": "or", "or": "and", "min": "max", "max": "min", "+": "-", "-": "+"},
    **{"any": "all", "all": "any", "highest": "lowest", "lowest": "highest"},
}
# A part of a rule changed: what is said of it, the whole after it, and where the part stands.
_Change = tuple[str, Expr, int]


@dataclass(frozen=True, slots=True)
class Mutant:
    """A measure with one thing changed; ``what`` says it as ``1500 → 1500.01``."""

    what: str
    place: Place
    measure: Measure


@dataclass(frozen=True, slots=True)
class Unnoticed:
    """A change that no example notices, and somebody whose answer it changes."""

    mutant: Mutant
    somebody: Somebody


def unnoticed(law: Law, measure: str) -> list[Unnoticed]:
    """The changes to a measure that its examples do not notice and that are changes indeed."""
    held = law.measures[measure]
    before = Law(law.inputs, {measure: held}, Graph())
    written = [each for version in held.versions for each in version.examples]
    mine = [example(before, held, each) for each in written]
    people = [each.given for each in mine]
    found = []
    for mutant in mutants(held, law.inputs):
        after = Law(law.inputs, {measure: mutant.measure}, before.graph, dict(before.known))
        if not _notices(after, mine):
            somebody = difference(before, after, measure, people)
            if somebody is not None:
                found.append(Unnoticed(mutant, somebody))
    return found


def _notices(after: Law, examples: list[Example]) -> bool:
    """Whether an example fails, or the measure cannot be loaded any more."""
    try:
        for at, each in enumerate(examples):
            if each.differs(after) is not None:
                # What noticed one change often notices the next.
                examples.insert(0, examples.pop(at))
                return True
        for measure in after.measures.values():
            check(after, measure)
    except RightsError:
        return True
    return False


def mutants(measure: Measure, inputs: Mapping[str, Input]) -> Iterator[Mutant]:
    """The measure with each of its figures, signs, words and days changed in turn."""
    for number, version in enumerate(measure.versions):
        before, after = measure.versions[:number], measure.versions[number + 1 :]
        for what, place, changed in _of_version(version, inputs):
            yield Mutant(what, place, replace(measure, versions=(*before, changed, *after)))


def _of_version(
    version: Version, inputs: Mapping[str, Input]
) -> Iterator[tuple[str, Place, Version]]:
    first = version.first + DAY
    yield f"from {version.first} → {first}", version.place, replace(version, first=first)
    if version.last is not None:
        last = version.last - DAY
        yield f"to {version.last} → {last}", version.place, replace(version, last=last)
    for name, parameter in version.parameters.items():
        for what, changed in _of_parameter(parameter):
            parameters = {**version.parameters, name: changed}
            yield f"{name}: {what}", parameter.place, replace(version, parameters=parameters)
    choices = _choices(version, inputs)
    for name, rule in version.terms.items():
        for what, place, made in _of_rule(rule, choices):
            yield what, place, replace(version, terms={**version.terms, name: made})
    for at, rule in enumerate(version.conditions):
        before, after = version.conditions[:at], version.conditions[at + 1 :]
        if before or after:
            without = replace(version, conditions=(*before, *after), is_reformed=True)
            yield f"without {rule.name}", rule.source.place, without
        for what, place, made in _of_rule(rule, choices):
            yield what, place, replace(version, conditions=(*before, made, *after))
    yield from _of_amount(version, choices)


def _of_amount(
    version: Version, choices: Mapping[str, tuple[str, ...]]
) -> Iterator[tuple[str, Place, Version]]:
    amount = version.amount
    if amount is None:
        return
    for what, place, rule in _of_rule(amount.value, choices):
        yield what, place, replace(version, amount=replace(amount, value=rule))
    for what, place, rule in _of_rule(amount.step, choices):
        yield what, place, replace(version, amount=replace(amount, step=rule))
    for what, place, rule in _of_rule(amount.cap, choices) if amount.cap else ():
        yield what, place, replace(version, amount=replace(amount, cap=rule))
    if amount.cap is not None:
        without = replace(version, amount=replace(amount, cap=None), is_reformed=True)
        yield "without cap", amount.cap.source.place, without
    for mode in MODES:
        if mode != amount.mode:
            made = replace(version, amount=replace(amount, mode=mode))
            yield f"{amount.mode} → {mode}", amount.step.source.place, made


def _of_parameter(parameter: Parameter) -> Iterator[tuple[str, Parameter]]:
    for at, (day, value) in enumerate(parameter.values):
        step = _step(value / parameter.factor, parameter.unit) * parameter.factor
        near = [(day, value - step), (day, value + step), (day - DAY, value), (day + DAY, value)]
        for pair in near:
            values = [*parameter.values[:at], pair, *parameter.values[at + 1 :]]
            said = _said(day, value, pair)
            yield said, replace(parameter, values=tuple(sorted(values, key=lambda each: each[0])))
    if parameter.grows is not None:
        for grows in (parameter.grows - Fraction(1, 1000), parameter.grows + Fraction(1, 1000)):
            said = f"grows by {_text(parameter.grows)} → {_text(grows)}"
            yield said, replace(parameter, grows=grows)


def _said(day: date, value: Fraction, pair: tuple[date, Fraction]) -> str:
    if pair[0] != day:
        return f"{day} → {pair[0]}"
    return f"{_text(value)} → {_text(pair[1])}"


def _choices(version: Version, inputs: Mapping[str, Input]) -> dict[str, tuple[str, ...]]:
    """For each option that a rule may name, those of the same choice."""
    held = [ROLE, *(inputs[name] for name in version.inputs)]
    return {code: each.codes for each in held for code in each.codes}


def _of_rule(
    rule: Rule, choices: Mapping[str, tuple[str, ...]]
) -> Iterator[tuple[str, Place, Rule]]:
    for what, tree, at in _changes(rule.tree, choices):
        yield what, rule.source.at(at), replace(rule, tree=tree)


def _changes(expr: Expr, choices: Mapping[str, tuple[str, ...]]) -> Iterator[_Change]:
    """Each change to a tree: of what it does itself, then of each of its parts."""
    for what, made in _own(expr, choices):
        yield what, made, expr.at
    parts = expr.parts[:1] if _is_choice(expr, choices) else expr.parts
    for number, part in enumerate(parts):
        for what, made, at in _changes(part, choices):
            changed = (*expr.parts[:number], made, *expr.parts[number + 1 :])
            yield what, replace(expr, parts=changed), at


def _is_choice(expr: Expr, choices: Mapping[str, tuple[str, ...]]) -> bool:
    """Whether an option is compared."""
    right = expr.parts[1] if expr.op in ("=", "!=") else expr
    return right.op == "name" and expr.op in ("=", "!=") and right.value in choices


def _own(expr: Expr, choices: Mapping[str, tuple[str, ...]]) -> Iterator[tuple[str, Expr]]:
    op = expr.op
    if op in OVER or op == "count":
        yield from _of_group(expr)
    if _is_choice(expr, choices):
        yield from _of_choice(expr, choices)
    elif op in COMPARISONS or op in ROUNDINGS:
        for other in COMPARISONS if op in COMPARISONS else ROUNDINGS:
            if other != op:
                yield f"{op} → {other}", replace(expr, op=other)
    elif op in _SWAPPED:
        yield f"{op} → {_SWAPPED[op]}", replace(expr, op=_SWAPPED[op])
        yield from _without_one(expr) if op in ("and", "or") else ()
    elif op == "not":
        yield "not → ", expr.parts[0]
    elif op == "flag":
        words = {True: "yes", False: "no"}
        yield (
            f"{words[bool(expr.value)]} → {words[not expr.value]}",
            replace(expr, value=not expr.value),
        )
    elif op == "among":
        yield from _of_list(expr, choices)
    elif op in ("number", "day"):
        yield from _of_literal(expr)


def _of_group(expr: Expr) -> Iterator[tuple[str, Expr]]:
    """What is taken over a group, over others; without the condition that members must meet."""
    assert isinstance(expr.value, tuple)
    group, has_where = expr.value
    for other in GROUPS if expr.op not in ("highest", "lowest") else ():
        if other != group:
            yield f"{group} → {other}", replace(expr, value=(other, has_where))
    if has_where:
        yield "without where", replace(expr, parts=expr.parts[:-1], value=(group, False))


def _without_one(expr: Expr) -> Iterator[tuple[str, Expr]]:
    """What is joined with one of it left out."""
    for at in range(len(expr.parts)):
        kept = (*expr.parts[:at], *expr.parts[at + 1 :])
        yield f"{expr.op} … without part {at + 1}", replace(expr, parts=kept)


def _of_choice(expr: Expr, choices: Mapping[str, tuple[str, ...]]) -> Iterator[tuple[str, Expr]]:
    other = "!=" if expr.op == "=" else "="
    yield f"{expr.op} → {other}", replace(expr, op=other)
    left, right = expr.parts
    for code in choices[str(right.value)]:
        if code != right.value:
            made = replace(expr, parts=(left, replace(right, value=code)))
            yield f"{right.value} → {code}", made


def _of_list(expr: Expr, choices: Mapping[str, tuple[str, ...]]) -> Iterator[tuple[str, Expr]]:
    listed = expr.value
    assert isinstance(listed, tuple)
    for code in choices.get(listed[0], ()):
        if code not in listed:
            yield f"{{…, {code}}}", replace(expr, value=(*listed, code))
        elif len(listed) > 1:
            without = tuple(each for each in listed if each != code)
            yield f"{{… without {code}}}", replace(expr, value=without)


def _of_literal(expr: Expr) -> Iterator[tuple[str, Expr]]:
    held = expr.value
    near: Iterable[object]
    if isinstance(held, Number):
        step = _step(held.value, held.unit)
        near = [held._replace(value=held.value + each) for each in (-step, step)]
    else:
        assert isinstance(held, date)
        near = [held - DAY, held + DAY]
    for value in near:
        texts = [_text(each.value) if isinstance(each, Number) else each for each in (held, value)]
        yield f"{texts[0]} → {texts[1]}", replace(expr, value=value)


def _step(value: Fraction, unit: Unit) -> Fraction:
    """The smallest step of a figure: a cent, or one of its last decimal."""
    decimals = 2 if units.is_money(unit) else 0
    while value * 10**decimals % 1 and decimals < 15:
        decimals += 1
    return Fraction(1, 10**decimals)


def _text(value: Fraction) -> str:
    return f"{float(value):.10g}"
