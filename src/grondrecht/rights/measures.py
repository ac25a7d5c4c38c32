"""A measure as it is written: what it is, its versions in time, and the texts of its rules."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from grondrecht.rights.errors import NO_WORDS, Place, RightsError, Words
from grondrecht.rights.grammar import Expr, Source, parsed, source_of
from grondrecht.rights.parameters import Legal, Parameter, legal, parameter
from grondrecht.rights.vocabulary import ENTITIES, LAST_DAY, NAME
from grondrecht.rights.written import Written

FORMAT = "grondrecht-measure/1"
KINDS = ("benefit", "tariff", "correction", "service", "subsidy")
HOW = ("automatic", "partly", "on_request")
MEANS = ("benefit", "price", "reduction", "unclear")
MODES = ("half_up", "half_even", "up", "down")
ID = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*", re.ASCII)
CODE = re.compile(r"\d{2}_\d{2}_\d{2}", re.ASCII)
_KEYS = ("format", "id", "names", "what", "kind", "for", "actions", "granted_by", "award", "do")
_VERSION = ("from", "source", "inputs", "conditions", "examples")
_VERSION_ALSO = ("to", "parameters", "terms", "amount")


@dataclass(frozen=True, slots=True)
class Rule:
    """An expression, read, with the text that it is said with."""

    name: str
    label: Words
    tree: Expr
    source: Source
    article: str = ""


@dataclass(frozen=True, slots=True)
class Amount:
    """What is paid or asked, how it is rounded, and its cap."""

    label: Words
    means: str
    value: Rule
    mode: str
    step: Rule
    cap: Rule | None


@dataclass(frozen=True, slots=True)
class Version:
    """The rules of a measure from a day to a day, both within."""

    first: date
    last: date | None
    source: Legal
    inputs: tuple[str, ...]
    parameters: Mapping[str, Parameter]
    terms: Mapping[str, Rule]
    conditions: tuple[Rule, ...]
    amount: Amount | None
    examples: tuple[Written, ...]
    input_places: tuple[Place, ...]
    place: Place
    # A reform may leave names unused; a measure may not.
    is_reformed: bool = False

    @property
    def until(self) -> date:
        """The last day, or the last of the calendar that is kept."""
        return self.last or LAST_DAY

    def holds(self, on: date) -> bool:
        """Whether these rules are in force on a day."""
        return self.first <= on <= self.until


@dataclass(frozen=True, slots=True)
class Measure:
    """A benefit, tariff, correction, service or subsidy, with all its versions."""

    id: str
    names: Words
    what: Words
    kind: str
    of: str
    actions: tuple[str, ...]
    granted_by: Words
    how: str
    award: Words
    do: Words
    open: tuple[Words, ...]
    versions: tuple[Version, ...]
    place: Place

    def version_on(self, on: date) -> Version | None:
        """The version that is in force on a day."""
        return next((version for version in self.versions if version.holds(on)), None)


def measure(document: Written) -> Measure:
    """The measure of a file. Raises RightsError with the place of what is wrong."""
    held = document.mapping((*_KEYS, "open", "versions"))
    held["format"].one_of((FORMAT,))
    award = held["award"].mapping(("how", "nl", "en"))
    versions = sorted(
        (_version(each) for each in held["versions"].items()), key=lambda each: each.first
    )
    if not versions:
        raise held["versions"].refuse("Write at least one version.", "Schrijf minstens één versie.")
    _refuse_overlap(versions)
    return Measure(
        id=_matching(held["id"], ID, "small-letters-and-hyphens"),
        names=held["names"].words(),
        what=held["what"].words(),
        kind=held["kind"].one_of(KINDS),
        of=held["for"].one_of(ENTITIES),
        actions=tuple(_matching(each, CODE, "03_06_05") for each in held["actions"].items()),
        granted_by=held["granted_by"].words(),
        how=award["how"].one_of(HOW),
        award=Words(award["nl"].text(), award["en"].text()),
        do=held["do"].words(),
        open=tuple(each.words() for each in held["open"].items()),
        versions=tuple(versions),
        place=document.place,
    )


def _matching(written: Written, pattern: re.Pattern[str], like: str) -> str:
    text = written.text()
    if not pattern.fullmatch(text):
        raise written.refuse(f"Write this like {like}.", f"Schrijf dit zoals {like}.")
    return text


def _refuse_overlap(versions: list[Version]) -> None:
    for one, other in pairwise(versions):
        if other.first <= one.until:
            raise RightsError(
                f"This version begins on {other.first}, when that of {one.first} still holds;"
                " give that one an earlier last day (to).",
                f"Deze versie begint op {other.first}, wanneer die van {one.first} nog geldt;"
                " geef die een vroegere laatste dag (to).",
                other.place,
            )


def _version(written: Written) -> Version:
    held = written.mapping(_VERSION, _VERSION_ALSO)
    first, last = held["from"].day(), held["to"].day() if "to" in held else None
    if last is not None and last < first:
        raise held["to"].refuse(
            "The last day is before the first.", "De laatste dag ligt voor de eerste."
        )
    inputs = held["inputs"].items()
    made = Version(
        first=first,
        last=last,
        source=legal(held["source"]),
        inputs=tuple(each.text() for each in inputs),
        parameters=_parameters(held.get("parameters")),
        terms=_terms(held.get("terms")),
        conditions=conditions(held["conditions"]),
        amount=_amount(held["amount"]) if "amount" in held else None,
        examples=tuple(held["examples"].items()),
        input_places=tuple(each.place for each in inputs),
        place=written.place,
    )
    _refuse_twice(made)
    return made


def _refuse_twice(version: Version) -> None:
    """A name stands for one thing."""
    seen = dict(zip(version.inputs, version.input_places, strict=True))
    if len(seen) < len(version.inputs):
        raise RightsError(
            "An input is listed twice; list it once.",
            "Een input staat twee keer; zet ze één keer.",
            version.place,
        )
    places = {name: each.place for name, each in version.parameters.items()}
    places |= {name: rule.source.place for name, rule in version.terms.items()}
    clash = [name for name in version.terms if name in version.parameters]
    clash += [name for name in places if name in seen]
    if clash:
        raise RightsError(
            f"{clash[0]} is the name of two things in this version; give one another name.",
            f"{clash[0]} is de naam van twee dingen in deze versie; geef één een andere naam.",
            places[clash[0]],
        )


def _parameters(written: Written | None) -> dict[str, Parameter]:
    if written is None:
        return {}
    return {_name(written, key): parameter(key, each) for key, each in written.table().items()}


def _terms(written: Written | None) -> dict[str, Rule]:
    found = {}
    for name, each in written.table().items() if written else ():
        held = each.mapping(("nl", "en", "is"))
        _name(written, name)
        found[name] = rule_of(name, Words(held["nl"].text(), held["en"].text()), held["is"])
    return found


def _name(written: Written | None, key: str) -> str:
    assert written is not None
    if not NAME.fullmatch(key):
        raise RightsError(
            f"{key} is no name; write small letters, digits and _.",
            f"{key} is geen naam; schrijf kleine letters, cijfers en _.",
            written.keys[key],
        )
    return key


def conditions(written: Written) -> tuple[Rule, ...]:
    rules: dict[str, Rule] = {}
    for each in written.items():
        held = each.mapping(("id", "nl", "en", "when"), ("article",))
        name = held["id"].text()
        if name in rules:
            raise held["id"].refuse(
                f"There is a condition {name} already.", f"Er is al een voorwaarde {name}."
            )
        label = Words(held["nl"].text(), held["en"].text())
        article = held["article"].text() if "article" in held else ""
        rules[name] = rule_of(name, label, held["when"], article)
    return tuple(rules.values())


def _amount(written: Written) -> Amount:
    held = written.mapping(("means", "nl", "en", "value", "round"), ("cap",))
    label = Words(held["nl"].text(), held["en"].text())
    mode, step = rounding(held["round"])
    return Amount(
        label,
        held["means"].one_of(MEANS),
        rule_of("value", label, held["value"]),
        mode,
        step,
        rule_of("cap", label, held["cap"]) if "cap" in held else None,
    )


def rounding(written: Written) -> tuple[str, Rule]:
    mode, _, step = written.text().partition(" to ")
    if mode not in MODES or not step:
        raise written.refuse(
            f"Write how it is rounded as half_up to 1 cent; there is {', '.join(MODES)}.",
            f"Schrijf hoe afgerond wordt als half_up to 1 cent; er is {', '.join(MODES)}.",
        )
    return mode, rule_of("round", NO_WORDS, Written(step, written.place, {}))


def rule_of(name: str, label: Words, written: Written, article: str = "") -> Rule:
    source = source_of(written)
    return Rule(name, label, parsed(source), source, article)
