"""A reform: an overlay of changed figures, conditions and amounts on the measures of a law.

    format: grondrecht-reform/1
    id: wider-limit
    names: {nl: Ruimere grens, en: Wider limit}
    changes:
      - measure: example-support
        version: 2015-01-01                    # the first day of the version that is changed
        parameters: {limit: {2016-01-01: 1600}}
        conditions: {rent: "tenure = tenant"}  # a new rule for a condition that there is
        without: [income]                      # conditions that fall away
        also: [{id: …, nl: …, en: …, when: …}] # and new ones
        amount: {value: "…", cap: "…"}

Nothing is copied: the law after a reform shares all with the law before it but what is changed.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from types import MappingProxyType
from typing import TypeVar

from grondrecht.rights import written
from grondrecht.rights.errors import RightsError, Words, listed, shortened
from grondrecht.rights.law import Law, check
from grondrecht.rights.measures import Amount, Measure, Rule, Version, conditions, rule_of
from grondrecht.rights.parameters import Parameter, values_of
from grondrecht.rights.written import Written, day_of

FORMAT = "grondrecht-reform/1"
Kept = TypeVar("Kept")
_PARTS = ("parameters", "conditions", "without", "also", "amount")


@dataclass(frozen=True, slots=True)
class Reform:
    """A reform, and the law as it would be."""

    id: str
    names: Words
    changed: tuple[str, ...]
    law: Law


def reform(law: Law, path: str | Path) -> Reform:
    """A reform from a file, on a law. Raises RightsError with file, line and column."""
    return reform_of(law, written.read(Path(path)))


def reform_of(law: Law, document: Written) -> Reform:
    """A reform as it is written, on a law. Raises RightsError."""
    held = document.mapping(("format", "id", "names", "changes"))
    held["format"].one_of((FORMAT,))
    measures = dict(law.measures)
    changed: dict[str, Written] = {}
    for change in _some(held["changes"]).items():
        made = _changed(change, measures, law)
        measures[made.id] = made
        changed[made.id] = change
    with law.lock:
        known = dict(law.known)
    after = Law(law.inputs, MappingProxyType(measures), law.graph, known, law.lock)
    for name, change in changed.items():
        _checked(after, measures[name], change)
    return Reform(held["id"].text(), held["names"].words(), tuple(changed), after)


def _checked(after: Law, measure: Measure, change: Written) -> None:
    """Refuse what a change makes wrong in a rule that it leaves as it is, at the change itself."""
    try:
        check(after, measure)
    except RightsError as error:
        if error.place is None or error.place.file == change.place.file:
            raise
        where = f"{Path(error.place.file).name}:{error.place.line}"
        own = RightsError(error.en, error.nl.removeprefix(f"{error.place}: "))
        raise RightsError(
            f"With this change {where} no longer holds: {own.en}",
            f"Met deze wijziging klopt {where} niet meer: {own.nl}",
            change.place,
        ) from error


def _changed(change: Written, measures: Mapping[str, Measure], law: Law) -> Measure:
    held = change.mapping(("measure",), ("version", *_PARTS))
    measure = measures[held["measure"].one_of(measures)]
    version = _version(held.get("version"), measure, change)
    made = replace(version, is_reformed=True, inputs=tuple(n for n in law.inputs if n != "role"))
    parts = [part for part in _PARTS if part in held]
    for part in parts:
        made = _CHANGES[part](made, _some(held[part]))
    if not parts:
        raise _idle(change)
    versions = tuple(made if each is version else each for each in measure.versions)
    return replace(measure, versions=versions)


def _some(written: Written) -> Written:
    """What is written, where that is something."""
    if not written.held:
        raise _idle(written)
    return written


def _idle(written: Written) -> RightsError:
    return written.refuse(
        "This changes nothing; take it out, or write what must change.",
        "Dit verandert niets; haal het weg, of schrijf wat moet veranderen.",
    )


def _other(before: Rule | None, after: Rule, written: Written) -> Rule:
    """A rule that says something else than the one before."""
    if before is not None and before.source.text.split() == after.source.text.split():
        raise _idle(written)
    return after


def _version(day: Written | None, measure: Measure, change: Written) -> Version:
    days = [str(version.first) for version in measure.versions]
    if day is not None:
        return measure.versions[days.index(day.one_of(days))]
    if len(days) > 1:
        raise change.refuse(
            f"{measure.id} has versions from {', '.join(days)}; say which with version.",
            f"{measure.id} heeft versies vanaf {', '.join(days)}; zeg met version welke.",
        )
    return measure.versions[0]


def _parameters(version: Version, given: Written) -> Version:
    found: dict[str, Parameter] = dict(version.parameters)
    for name, values in given.table().items():
        parameter = _known(found, name, given)
        changed = dict(parameter.values) | dict(values_of(values, parameter.factor))
        found[name] = made = replace(
            parameter,
            values=tuple(sorted(changed.items())),
            # A later value of the reform does not stop the growth that the law has before it.
            grows_from=parameter.growing_from,
        )
        _refuse_outside(version, made, values)
        _refuse_same(version, parameter, made, values)
    return replace(version, parameters=found)


def _refuse_outside(version: Version, made: Parameter, given: Written) -> None:
    """A figure of days on which the version does not hold."""
    begins = max(day for day in made.days() if day <= version.first)
    for key in given.table():
        if not begins <= day_of(key) <= version.until:
            raise RightsError(
                f"This changes nothing from {version.first} to {version.until}, the days of the"
                " version; give it a day within them, or name another version.",
                f"Dit verandert niets van {version.first} tot {version.until}, de dagen van de"
                " versie; geef het een dag daarbinnen, of noem een andere versie.",
                given.keys[key],
            )


def _refuse_same(version: Version, before: Parameter, made: Parameter, given: Written) -> None:
    days = {version.first}
    for each in (before, made):
        days |= each.changes(version.first, version.until)
    if all(before.value_on(day) == made.value_on(day) for day in days):
        raise _idle(given)


def _conditions(version: Version, given: Written) -> Version:
    rules: dict[str, Rule] = {rule.name: rule for rule in version.conditions}
    for name, when in given.table().items():
        before = _known(rules, name, given)
        made = rule_of(name, before.label, when, before.article)
        rules[name] = _other(before, made, when)
    return replace(version, conditions=tuple(rules.values()))


def _without(version: Version, given: Written) -> Version:
    names = [rule.name for rule in version.conditions]
    gone = {each.one_of(names) for each in given.items()}
    kept = tuple(rule for rule in version.conditions if rule.name not in gone)
    if not kept:
        raise given.refuse(
            "At least one condition must stay; a right of everybody needs also.",
            "Minstens één voorwaarde moet blijven; een recht voor iedereen vraagt also.",
        )
    return replace(version, conditions=kept)


def _also(version: Version, given: Written) -> Version:
    names = [rule.name for rule in version.conditions]
    return replace(version, conditions=(*version.conditions, *conditions(given, names)))


def _amount(version: Version, given: Written) -> Version:
    held = given.mapping((), ("value", "cap"))
    before = version.amount
    if before is None:
        raise given.refuse(
            "This measure has no amount to change; leave amount out.",
            "Deze maatregel heeft geen bedrag om te veranderen; laat amount weg.",
        )
    made: Amount = before
    if "value" in held:
        value = rule_of("value", before.label, held["value"])
        made = replace(made, value=_other(before.value, value, held["value"]))
    if "cap" in held:
        cap = rule_of("cap", before.label, held["cap"])
        made = replace(made, cap=_other(before.cap, cap, held["cap"]))
    return replace(version, amount=made)


def _known(found: Mapping[str, Kept], name: str, given: Written) -> Kept:
    if name not in found:
        raise RightsError(
            f"There is no {shortened(name)} in this version; there is {listed(found, name)}.",
            f"Er is geen {shortened(name)} in deze versie; er is {listed(found, name)}.",
            given.keys[name],
        )
    return found[name]


_CHANGES = {
    "parameters": _parameters,
    "conditions": _conditions,
    "without": _without,
    "also": _also,
    "amount": _amount,
}
