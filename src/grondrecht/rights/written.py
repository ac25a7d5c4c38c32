"""YAML as measures use it: every value is the text that stands there, with its line and column.

YAML itself guesses what a text is: ``no`` becomes false, ``03_05_02`` a number. Here each reader
says what it wants, so a guess can never be wrong. Anchors, aliases, tags and a key that stands
twice are refused: nobody needs them in a measure, and with them a small file can grow without end.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from pathlib import Path
from typing import Any

import yaml

from grondrecht.rights.errors import Place, RightsError, Words, listed, shortened

LARGEST, DEEPEST = 1_000_000, 20
NUMBER = re.compile(r"-?\d{1,15}(\.\d{1,15})?", re.ASCII)
DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
_NO_LETTER = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
# libyaml where it is there; what it reads the other reads alike, or refuses.
LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


_NOT_READ = Words(
    "het systeem weigert het; kijk na wie het mag lezen",
    "the system refuses it; look who may read it",
)
_WHY_NOT: Mapping[type[OSError], Words] = {
    FileNotFoundError: Words(
        "het bestaat niet; kijk de naam na", "it is not there; check the name"
    ),
    IsADirectoryError: Words("het is een map; geef een bestand", "it is a folder; give a file"),
}


@dataclass(frozen=True, slots=True)
class Written:
    """A value of a file: a text, a list or a mapping, and where it stands."""

    held: str | list[Written] | dict[str, Written]
    place: Place
    keys: Mapping[str, Place]
    # A text as the file holds it, with its quotes and lines.
    raw: str = ""

    def refuse(self, en: str, nl: str) -> RightsError:
        """What is wrong here."""
        return RightsError(en, nl, self.place)

    def text(self) -> str:
        """The text that stands here; never empty. Raises RightsError."""
        if not isinstance(self.held, str) or not self.held.strip():
            raise self.refuse("Write a text here.", "Schrijf hier een tekst.")
        return " ".join(self.held.split())

    def one_of(self, options: Iterable[str]) -> str:
        """The text, which is one of some. Raises RightsError."""
        known = tuple(options)
        text = self.text()
        if text not in known:
            raise self.refuse(
                f"{shortened(text)} is not known here; write {listed(known, text)}.",
                f"{shortened(text)} is hier niet gekend; schrijf {listed(known, text)}.",
            )
        return text

    def number(self) -> Fraction:
        """The number, exact. Raises RightsError."""
        text = self.text()
        if not NUMBER.fullmatch(text):
            raise self.refuse(
                f"{shortened(text)} is not a number; write it as 1250 or 1250.50.",
                f"{shortened(text)} is geen getal; schrijf het als 1250 of 1250.50.",
            )
        return Fraction(text)

    def day(self) -> date:
        """The day. Raises RightsError."""
        return day_of(self.text(), self.place)

    def words(self) -> Words:
        """The text in two languages: nl and en. Raises RightsError."""
        both = self.mapping(("nl", "en"))
        return Words(both["nl"].text(), both["en"].text())

    def items(self) -> list[Written]:
        """The values of a list. Raises RightsError."""
        if not isinstance(self.held, list):
            raise self.refuse("Write a list here.", "Schrijf hier een lijst.")
        return self.held

    def table(self) -> dict[str, Written]:
        """The values of a mapping whose keys are free. Raises RightsError."""
        if not isinstance(self.held, dict):
            raise self.refuse(
                "Write keys with values here.", "Schrijf hier sleutels met hun waarden."
            )
        return self.held

    def mapping(self, required: Iterable[str], optional: Iterable[str] = ()) -> dict[str, Written]:
        """The values of a mapping of which each key is known. Raises RightsError."""
        held, needed = self.table(), tuple(required)
        known = (*needed, *optional)
        for key in held:
            if key not in known:
                raise RightsError(
                    f"The key {shortened(key)} is not known here; there is {', '.join(known)}.",
                    f"De sleutel {shortened(key)} is hier niet gekend; er is {', '.join(known)}.",
                    self.keys[key],
                )
        missing = [key for key in needed if key not in held]
        if missing:
            raise self.refuse(
                f"The key {missing[0]} is missing here; add it.",
                f"De sleutel {missing[0]} ontbreekt hier; voeg ze toe.",
            )
        return held


def day_of(text: str, place: Place | None = None) -> date:
    """A day written as 2016-03-01. Raises RightsError."""
    try:
        if DAY.fullmatch(text):
            return date.fromisoformat(text)
    except ValueError:
        pass  # A day that the calendar does not have is refused below too.
    raise RightsError(
        f"{shortened(text)} is not a day; write it as 2016-03-01.",
        f"{shortened(text)} is geen dag; schrijf die als 2016-03-01.",
        place,
    )


def read(path: Path) -> Written:
    """The one document of a file. Raises RightsError where it cannot be read as plain YAML."""
    try:
        data = path.read_bytes()
        text = data.decode("utf-8-sig") if len(data) <= LARGEST else None
    except OSError as error:
        why = _WHY_NOT.get(type(error), _NOT_READ)
        raise RightsError(
            f"The file cannot be read: {why.en}.",
            f"Het bestand kan niet gelezen worden: {why.nl}.",
            Place(str(path)),
        ) from error
    except UnicodeDecodeError as error:
        raise RightsError(
            "The file is not UTF-8; save it as UTF-8.",
            "Het bestand is geen UTF-8; bewaar het als UTF-8.",
            Place(str(path), error.object.count(b"\n", 0, error.start) + 1),
        ) from error
    if text is None:
        raise RightsError(
            f"The file is over {LARGEST:,} bytes; a measure is some hundreds of lines.",
            f"Het bestand is groter dan {LARGEST:,} bytes; een maatregel is veel korter.",
            Place(str(path)),
        )
    return read_text(text, str(path))


def read_text(text: str, file: str = "<text>", loader: Any = LOADER) -> Written:  # noqa: ANN401
    """The one document of a text. Raises RightsError where it is not plain YAML."""
    try:
        return _document(text, file, loader)
    except (yaml.YAMLError, UnicodeError) as error:
        mark = getattr(error, "problem_mark", None)
        why = getattr(error, "problem", None) or str(error).splitlines()[0]
        place = Place(file, mark.line + 1, mark.column + 1) if mark else _of_letter(file, text)
        raise RightsError(
            f"This is not YAML ({why}); mend indentation, brackets and quotes, and put a text"
            " with a colon in quotes.",
            "Dit is geen YAML; verbeter insprong, haakjes en aanhalingstekens, en zet een tekst"
            " met een dubbelpunt tussen aanhalingstekens.",
            place,
        ) from error


def _of_letter(file: str, text: str) -> Place:
    """Where the first letter stands that YAML cannot have, of which it says no place itself."""
    found = _NO_LETTER.search(text)
    return Place(file, text.count("\n", 0, found.start()) + 1) if found else Place(file)


@dataclass(slots=True)
class _Open:
    """A list or mapping of which the end was not seen yet."""

    value: Written
    between_braces: bool
    key: str | None = None


def _document(text: str, file: str, loader: Any) -> Written:  # noqa: ANN401
    opened: list[_Open] = []
    found: list[Written] = []
    for event in yaml.parse(text, Loader=loader):
        mark = event.start_mark
        place = Place(file, mark.line + 1, mark.column + 1) if mark else Place(file)
        _refuse_clever(event, place)
        if isinstance(event, yaml.ScalarEvent):
            _put(Written(event.value, place, {}, _raw(text, event)), opened, found)
        elif isinstance(event, yaml.CollectionStartEvent):
            held: Any = {} if isinstance(event, yaml.MappingStartEvent) else []
            value = Written(held, place, {})
            _put(value, opened, found)
            opened.append(_Open(value, bool(event.flow_style)))
            _refuse_deep(len(opened), place)
        elif isinstance(event, yaml.CollectionEndEvent):
            opened.pop()
    if len(found) != 1:
        raise RightsError(
            "A file holds one document; this one is empty or holds more.",
            "Een bestand bevat één document; dit is leeg of bevat er meer.",
            Place(file),
        )
    return found[0]


def _raw(text: str, event: yaml.Event) -> str:
    start, end = event.start_mark, event.end_mark
    return text[start.index : end.index] if start and end else ""


def _put(value: Written, opened: list[_Open], found: list[Written]) -> None:
    """Give a value to the list or mapping that is open, as a key or as a value."""
    if not opened:
        found.append(value)
        return
    within = opened[-1]
    if isinstance(within.value.held, list):
        within.value.held.append(value)
    elif within.key is None:
        within.key = _key(value, within.value)
    else:
        assert isinstance(within.value.held, dict)
        if within.between_braces and value.held == "" and not value.raw:
            raise _comma(within.key, within.value.keys[within.key])
        within.value.held[within.key] = value
        within.key = None


def _key(value: Written, within: Written) -> str:
    if not isinstance(value.held, str):
        raise value.refuse(
            "A key is a text; write one.", "Een sleutel is een tekst; schrijf er een."
        )
    key = value.held
    assert isinstance(within.keys, dict)
    if key in within.keys:
        first, said = within.keys[key].line, shortened(key)
        raise value.refuse(
            f"The key {said} stands here a second time (first in line {first}); keep one.",
            f"De sleutel {said} staat hier opnieuw (eerst op regel {first}); behoud er één.",
        )
    within.keys[key] = value.place
    return key


def _comma(key: str, place: Place) -> RightsError:
    """Between braces a comma ends a value: 1530,50 is 1530 and a key 50 without one."""
    said = shortened(key)
    return RightsError(
        f"{said} is a key without a value here; write a number with a point (1530.50), and put a"
        " text with a comma in quotes.",
        f"{said} is hier een sleutel zonder waarde; schrijf een getal met een punt (1530.50), en"
        " zet een tekst met een komma tussen aanhalingstekens.",
        place,
    )


def _refuse_clever(event: yaml.Event, place: Place) -> None:
    """What YAML can do and no measure needs."""
    clever = isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None)
    if clever or getattr(event, "tag", None):
        raise RightsError(
            "Anchors (&), aliases (*) and tags (!) are not used in measures; write it out.",
            "Ankers (&), verwijzingen (*) en etiketten (!) horen niet in een maatregel;"
            " schrijf het uit.",
            place,
        )


def _refuse_deep(depth: int, place: Place) -> None:
    if depth > DEEPEST:
        raise RightsError(
            f"This is nested deeper than {DEEPEST}; no measure needs that.",
            f"Dit zit dieper genest dan {DEEPEST}; geen maatregel heeft dat nodig.",
            place,
        )
