"""What may be known of persons, households, municipalities and organisations: inputs.yaml."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction

from grondrecht.rights import units
from grondrecht.rights.errors import NO_WORDS, Place, RightsError, Words, shortened
from grondrecht.rights.grammar import GROUPS, UNIT_WORDS, WORDS
from grondrecht.rights.units import Unit
from grondrecht.rights.written import Written, day_of

FORMAT = "grondrecht-inputs/1"
ENTITIES = ("person", "household", "municipality", "organisation")
KINDS = ("yes_no", "number", "date", "choice")
NAME = re.compile(r"[a-z][a-z0-9_]{0,59}", re.ASCII)
EPOCH = day_of("1970-01-01").toordinal()
FIRST_DAY, LAST_DAY = day_of("1900-01-01"), day_of("2199-12-31")
ROLES = ("head", "partner", "child", "other")
# Words of the language, and those that a household or a table uses for itself.
KEPT = WORDS | UNIT_WORDS | {*GROUPS, *ENTITIES, "role", "id", "persons"}
# No number that can be given is larger; sums over a household stay exact in 64 bits.
LARGEST = 10**15
_REQUIRED = ("of", "type", "nl", "en", "ask", "from")
_OPTIONAL = ("unit", "decimals", "least", "most", "options", "ask_of", "help")


@dataclass(frozen=True, slots=True)
class Input:
    """Something that may be known, as whole numbers from ``low`` to ``high``.

    A number is counted in ``1/scale`` of its unit (cents where the unit is euro), a day from 1970,
    a choice by its place among the options, and yes_no is 1 or 0.
    """

    name: str
    of: str
    kind: str
    label: Words
    low: int
    high: int
    unit: Unit = units.NONE
    scale: int = 1
    options: Mapping[str, Words] = field(default_factory=dict)
    ask: Words = NO_WORDS
    ask_of: Words | None = None
    help: Words | None = None
    source: Words = NO_WORDS
    place: Place | None = None

    @property
    def codes(self) -> tuple[str, ...]:
        """The options of a choice, in their order."""
        return tuple(self.options)


ROLE = Input(
    "role",
    "person",
    "choice",
    Words("rol in het gezin", "role in the household"),
    0,
    len(ROLES) - 1,
    options={
        "head": Words("gezinshoofd", "head"),
        "partner": Words("partner", "partner"),
        "child": Words("kind", "child"),
        "other": Words("ander gezinslid", "other member"),
    },
)


def inputs_in(document: Written) -> dict[str, Input]:
    """The inputs of a file inputs.yaml, by name, with the role. Raises RightsError."""
    held = document.mapping(("format", "inputs"))
    held["format"].one_of((FORMAT,))
    listed = held["inputs"]
    found = {"role": ROLE}
    for name, written in listed.table().items():
        refuse_name(name, listed.keys[name])
        found[name] = _input(name, written)
    return found


def refuse_name(name: str, place: Place, kept: frozenset[str] = KEPT) -> None:
    """A name is small letters, digits and _, and no word that means something already."""
    if not NAME.fullmatch(name):
        raise RightsError(
            f"{shortened(name)} is no name; write small letters, digits and _, 60 at most.",
            f"{shortened(name)} is geen naam; schrijf kleine letters, cijfers en _, hoogstens 60.",
            place,
        )
    if name in kept:
        raise RightsError(
            f"{name} is a word of the language; choose another name.",
            f"{name} is een woord van de taal; kies een andere naam.",
            place,
        )


def _input(name: str, written: Written) -> Input:
    held = written.mapping(_REQUIRED, _OPTIONAL)
    kind = held["type"].one_of(KINDS)
    _refuse_keys(kind, written, held)
    unit = _unit(held["unit"]) if "unit" in held else units.NONE
    scale = _scale(held, unit)
    options = _options(held) if kind == "choice" else {}
    low, high = _ends(kind, written, held, scale, len(options))
    help_, of = held.get("help"), held["of"].one_of(ENTITIES)
    return Input(
        name,
        of,
        kind,
        Words(held["nl"].text(), held["en"].text()),
        low,
        high,
        unit,
        scale,
        options,
        held["ask"].words(),
        _ask_of(held["ask_of"], of) if "ask_of" in held else None,
        help_.words() if help_ else None,
        held["from"].words(),
        written.place,
    )


def _ask_of(written: Written, of: str) -> Words:
    """How another person is asked after, who is named at {who}."""
    words = written.words()
    if of != "person":
        raise written.refuse(
            f"ask_of asks after another person, and this is of a {of}; leave it out.",
            f"ask_of vraagt naar een andere persoon, en dit hoort bij {of}; laat het weg.",
        )
    if any("{who}" not in text or "{" in text.replace("{who}", "") for text in words):
        raise written.refuse(
            "ask_of names whom it asks after with {who}, and has no other braces; write it so.",
            "ask_of noemt naar wie het vraagt met {who}, zonder andere accolades; schrijf dat zo.",
        )
    return words


def _refuse_keys(kind: str, written: Written, held: Mapping[str, Written]) -> None:
    """Keys that say nothing of this kind of input, and those that it needs."""
    only = {"number": ("unit", "decimals", "least", "most"), "date": ("least", "most")}
    allowed = (*only.get(kind, ()), *(("options",) if kind == "choice" else ()))
    for key in ("unit", "decimals", "least", "most", "options"):
        if key in held and key not in allowed:
            raise RightsError(
                f"{key} says nothing of a {kind}; leave it out.",
                f"{key} zegt niets over een {kind}; laat het weg.",
                written.keys[key],
            )
    needed = {"number": ("least", "most"), "choice": ("options",)}.get(kind, ())
    for key in needed:
        if key not in held:
            raise written.refuse(
                f"A {kind} needs {key}; add it.", f"Een {kind} heeft {key} nodig; voeg het toe."
            )


def _unit(written: Written) -> Unit:
    unit, factor = units.parsed(written.text(), written.place)
    if factor != 1:
        raise written.refuse(
            "An input is given in euro; cents are its decimals.",
            "Een input wordt in euro gegeven; centen zijn de decimalen ervan.",
        )
    return unit


def _scale(held: Mapping[str, Written], unit: Unit) -> int:
    if "decimals" not in held:
        return 100 if units.is_money(unit) else 1
    return int("1" + "0" * int(held["decimals"].one_of("0123456")))


def _options(held: Mapping[str, Written]) -> dict[str, Words]:
    listed = held["options"]
    found = {}
    for code, words in listed.table().items():
        refuse_name(code, listed.keys[code], WORDS | UNIT_WORDS)
        found[code] = words.words()
    if len(found) < 2:
        raise listed.refuse(
            "A choice has two options or more; add one.",
            "Een keuze heeft twee opties of meer; voeg er een toe.",
        )
    return found


def _ends(
    kind: str, written: Written, held: Mapping[str, Written], scale: int, n_options: int
) -> tuple[int, int]:
    if kind == "yes_no":
        return 0, 1
    if kind == "choice":
        return 0, n_options - 1
    if kind == "date":
        first = held["least"].day() if "least" in held else FIRST_DAY
        last = held["most"].day() if "most" in held else LAST_DAY
        low, high = first.toordinal() - EPOCH, last.toordinal() - EPOCH
    else:
        low, high = (_whole(held[key], scale) for key in ("least", "most"))
    if low >= high or max(-low, high) > LARGEST:
        raise held.get("most", written).refuse(
            "least must be below most, and neither beyond 10^15 of the smallest step; mend them.",
            "least moet onder most liggen, en geen van beide voorbij 10^15 kleinste stappen;"
            " verbeter ze.",
        )
    return low, high


def _whole(written: Written, scale: int) -> int:
    value: Fraction = written.number() * scale
    if value.denominator != 1:
        raise written.refuse(
            "This has more decimals than the input; round it, or say how many with decimals.",
            "Dit heeft meer decimalen dan de input; rond af, of zeg met decimals hoeveel.",
        )
    return int(value)
