"""A measure as it is written: what it is, its versions in time, and the texts of its rules."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from grondrecht.rights.errors import NO_WORDS, Place, RightsError, Words, shortened
from grondrecht.rights.grammar import Expr, parsed
from grondrecht.rights.parameters import Legal, Parameter, legal, parameter
from grondrecht.rights.sources import Source, source_of
from grondrecht.rights.vocabulary import ENTITIES, FIRST_DAY, LAST_DAY, refuse_name
from grondrecht.rights.written import Written

FORMAT = "grondrecht-measure/1"
KINDS = ("benefit", "tariff", "correction", "service", "subsidy")
HOW = ("automatic", "partly", "on_request")
MEANS = ("benefit", "price", "reduction", "unclear")
MODES = ("half_up", "half_even", "up", "down")
ID = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*", re.ASCII)
# A table of answers names a condition by it, between commas.
CONDITION = re.compile(r"(?=.{1,60}$)[a-z][a-z0-9]*([-_][a-z0-9]+)*", re.ASCII)
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
    place: Place
    # Where each input, parameter and term is named.
    places: Mapping[str, Place]
    # A reform may leave names unused; a measure may not.
    is_reformed: bool = False

    @property
    def until(self) -> date:
        """The last day, or the last of the calendar that is kept."""
        return self.last or LAST_DAY

    @property
    def rules(self) -> tuple[Rule, ...]:
        """All its expressions."""
        amount = self.amount
        own = [amount.value, amount.step, amount.cap] if amount else []
        return (*self.conditions, *self.terms.values(), *(rule for rule in own if rule))

    @property
    def size(self) -> int:
        """The letters of its expressions and of the names of its figures."""
        return sum(len(rule.source.text) for rule in self.rules) + sum(map(len, self.places))

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
    first, last = _day(held["from"]), _day(held["to"]) if "to" in held else None
    if last is not None and last < first:
        raise held["to"].refuse(
            f"The last day is before the first ({first}); write a later one.",
            f"De laatste dag ligt voor de eerste ({first}); schrijf een latere.",
        )
    places = _places(held)
    return Version(
        first=first,
        last=last,
        source=legal(held["source"]),
        inputs=tuple(each.text() for each in held["inputs"].items()),
        parameters=_parameters(held.get("parameters")),
        terms=_terms(held.get("terms")),
        conditions=conditions(held["conditions"]),
        amount=_amount(held["amount"]) if "amount" in held else None,
        examples=tuple(held["examples"].items()),
        place=written.place,
        places=places,
    )


def _day(written: Written) -> date:
    """A first or last day, within the calendar that is kept."""
    day = written.day()
    if not FIRST_DAY <= day <= LAST_DAY:
        raise written.refuse(
            f"A version holds within {FIRST_DAY} to {LAST_DAY}; write a day there, and leave to"
            " out where it has no end.",
            f"Een versie geldt binnen {FIRST_DAY} tot {LAST_DAY}; schrijf een dag daarin, en laat"
            " to weg waar er geen einde is.",
        )
    return day


def _places(version: Mapping[str, Written]) -> dict[str, Place]:
    """Where each name is given; a name stands for one thing. Raises RightsError."""
    found: dict[str, Place] = {}
    named = [(each.text(), each.place) for each in version["inputs"].items()]
    for part in ("parameters", "terms"):
        if part in version:
            named += [(name, version[part].keys[name]) for name in version[part].table()]
    for name, place in named:
        if name in found:
            raise RightsError(
                f"{shortened(name)} is named twice in this version; name it once, or give one of"
                " the two another name.",
                f"{shortened(name)} wordt twee keer genoemd in deze versie; noem het één keer, of"
                " geef een van beide een andere naam.",
                place,
            )
        found[name] = place
    return found


def _parameters(written: Written | None) -> dict[str, Parameter]:
    return {name: parameter(name, each, place) for name, place, each in _named(written)}


def _terms(written: Written | None) -> dict[str, Rule]:
    found = {}
    for name, _, each in _named(written):
        held = each.mapping(("nl", "en", "is"))
        found[name] = rule_of(name, Words(held["nl"].text(), held["en"].text()), held["is"])
    return found


def _named(written: Written | None) -> Iterator[tuple[str, Place, Written]]:
    """What stands under names of the writer's own, and where. Raises RightsError."""
    for name, each in written.table().items() if written else ():
        assert written is not None
        refuse_name(name, written.keys[name])
        yield name, written.keys[name], each


def conditions(written: Written, taken: Collection[str] = ()) -> tuple[Rule, ...]:
    """The conditions of a list, of which none has an id that is taken. Raises RightsError."""
    rules: dict[str, Rule] = {}
    if not written.items():
        raise written.refuse(
            "Write at least one condition; a right of everybody has one too, such as to live"
            " there.",
            "Schrijf minstens één voorwaarde; ook een recht voor iedereen heeft er een, zoals er"
            " wonen.",
        )
    for each in written.items():
        held = each.mapping(("id", "nl", "en", "when"), ("article",))
        name = _matching(held["id"], CONDITION, "small-letters-and-hyphens")
        if name in rules or name in taken:
            raise held["id"].refuse(
                f"There is a condition {shortened(name)} already; give this one another id.",
                f"Er is al een voorwaarde {shortened(name)}; geef deze een andere id.",
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
    """How an amount is rounded, and to what. Raises RightsError."""
    mode, to, step = written.text().partition(" to ")
    if mode not in MODES or not step:
        raise written.refuse(
            f"Write how it is rounded as half_up to 1 cent; there is {', '.join(MODES)}.",
            f"Schrijf hoe afgerond wordt als half_up to 1 cent; er is {', '.join(MODES)}.",
        )
    before = len((mode + to).replace(" ", ""))
    source = Source(step, written.place, written.raw, before)
    return mode, Rule("round", NO_WORDS, parsed(source), source)


def rule_of(name: str, label: Words, written: Written, article: str = "") -> Rule:
    """An expression as it is written, read, with its text. Raises RightsError."""
    source = source_of(written)
    return Rule(name, label, parsed(source), source, article)
