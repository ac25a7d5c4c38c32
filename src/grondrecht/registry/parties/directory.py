"""The parties that are known, with every name they go by."""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from importlib.resources import files
from pathlib import Path
from typing import Any

from grondrecht.registry.parties.index import Index, Name
from grondrecht.registry.parties.words import language, words_of

KINDS = ("cabinet", "administration", "association", "other")
_TEXTS = ("slug", "name", "name_en", "kind", "part_of")
_LISTS = ("abbreviations", "aliases")
_SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
# What the columns of the register hold.
LONGEST = {"slug": 120, "name": 300, "name_en": 300, "kind": 20, "part_of": 120}


class DirectoryError(ValueError):
    """Party data that cannot be used: one sentence for a person, with file and key."""


@dataclass(frozen=True)
class Holder:
    """A person whose name stands for a cabinet, and from which to which day it does."""

    name: str
    first_day: date | None = None
    last_day: date | None = None

    @property
    def names(self) -> tuple[str, ...]:
        """The full name, and the surname alone."""
        surname = self.name.partition(" ")[2]
        return (self.name, surname) if surname else (self.name,)

    def holds(self, day: date | None) -> bool:
        """Whether the person holds the office on a day; on an unknown day everyone may."""
        if day is None:
            return True
        return (self.first_day or day) <= day <= (self.last_day or day)


@dataclass(frozen=True)
class Member:
    """A party: its slug, names and kind, and the slug of the party it is part of."""

    slug: str
    name: str
    kind: str
    name_en: str = ""
    abbreviations: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()
    holders: tuple[Holder, ...] = ()
    part_of: str = ""

    @property
    def names(self) -> tuple[str, ...]:
        """Every name it goes by, each once, its own name first."""
        return self.names_on(None)

    def names_on(self, day: date | None) -> tuple[str, ...]:
        """Every name it goes by on a day: those of its holders only while they hold office."""
        held = (name for who in self.holders if who.holds(day) for name in who.names)
        own = (self.name, self.name_en, *self.abbreviations, *self.aliases)
        return tuple(dict.fromkeys(name for name in (*own, *held) if name.strip()))


@dataclass(frozen=True)
class Directory:
    """All known parties. Make one with ``Directory.of`` or ``load_directory``."""

    members: tuple[Member, ...] = ()
    _indexes: dict[date | None, Index] = field(default_factory=dict, compare=False, repr=False)

    @classmethod
    def of(cls, members: Iterable[Member]) -> Directory:
        """A directory of parties, in the order given. Raises DirectoryError for a slug twice."""
        chosen = tuple(members)
        for slug, count in Counter(member.slug for member in chosen).items():
            if count > 1:
                raise DirectoryError(f"De partij {slug} staat er twee keer; laat er een weg.")
        return cls(chosen)

    @cached_property
    def by_slug(self) -> dict[str, Member]:
        """The parties by their slug."""
        return {member.slug: member for member in self.members}

    def index(self, day: date | None = None) -> Index:
        """The names by which words are looked up, on a day; made once."""
        if day not in self._indexes:
            names = [
                Name.of(name, member.slug, member.kind)
                for member in self.members
                for written in member.names_on(day)
                for name in _forms(written, member.kind)
            ]
            self._indexes[day] = Index.of(names)
        return self._indexes[day]

    def contains(self, whole: str, part: str) -> bool:
        """Whether a party is (a part of a part of) another; a circle in the data ends."""
        seen: set[str] = set()
        while part in self.by_slug and part not in seen:
            seen.add(part)
            part = self.by_slug[part].part_of
            if part == whole:
                return True
        return False


def _forms(name: str, kind: str) -> tuple[str, ...]:
    """A name as it is, and that of a cabinet without the word kabinet too."""
    words = words_of(name)
    if kind != "cabinet" or len(words) < 2 or words[0].kind != "cabinet":
        return (name,)
    neutral = language().neutral
    place = next((n for n, word in enumerate(words) if n and word.fold not in neutral), 1)
    return (name, name[words[place].start :])


def shipped_directories() -> tuple[str, ...]:
    """The names of the party data that come with the program, for load_directory."""
    folder = files("grondrecht.registry") / "data"
    found = (entry.name for entry in folder.iterdir())
    return tuple(
        sorted(
            name.removeprefix("parties-").removesuffix(".toml")
            for name in found
            if name.startswith("parties-") and name.endswith(".toml")
        )
    )


def load_directory(source: str | Path) -> Directory:
    """Read party data: a TOML file, the name of shipped data, or the TOML text itself.

    A text with a line break or an ``=`` is TOML. Raises DirectoryError.
    """
    if isinstance(source, str) and ("\n" in source or "=" in source):
        return _directory_of(source, "tekst")
    if str(source) in shipped_directories():
        shipped = files("grondrecht.registry") / "data" / f"parties-{source}.toml"
        return _directory_of(shipped.read_text("utf-8"), shipped.name)
    try:
        text = Path(source).read_text("utf-8")
    except (OSError, UnicodeError) as error:
        known = ", ".join(shipped_directories())
        raise DirectoryError(
            f"{source} is niet te lezen als partijgegevens; geef een TOML-bestand of een van: "
            f"{known}."
        ) from error
    return _directory_of(text, str(source))


def _directory_of(text: str, where: str) -> Directory:
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise DirectoryError(f"{where} is geen geldige TOML ({error}); verbeter het.") from error
    rows = data.pop("party", [])
    for key in data:
        raise _fail(where, key, "is onbekend; schrijf elke partij als [[party]]")
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        raise _fail(where, "party", "moet een lijst van tabellen zijn: schrijf [[party]]")
    members = [_member(row, f"{where}, [[party]] nr. {n}") for n, row in enumerate(rows, 1)]
    _check(members, where)
    return Directory.of(members)


def _check(members: list[Member], where: str) -> None:
    slugs = [member.slug for member in members]
    for number, member in enumerate(members, 1):
        place = f"{where}, [[party]] nr. {number}"
        if slugs.index(member.slug) != number - 1:
            raise _fail(place, "slug", f"{member.slug} staat er al; kies een andere")
        if member.part_of and member.part_of not in slugs:
            raise _fail(place, "part_of", f"{member.part_of} is geen slug uit dit bestand")


def _member(row: dict[str, Any], where: str) -> Member:
    values: dict[str, Any] = {}
    for key in _TEXTS:
        values[key] = row.pop(key, "")
        if not isinstance(values[key], str):
            raise _fail(where, key, f"moet een tekst zijn, niet {values[key]!r}")
    for key in _LISTS:
        values[key] = _strings(row.pop(key, []), where, key)
    holders = row.pop("holders", [])
    for key in row:
        raise _fail(where, key, "is onbekend; zie docs/parties.md voor de sleutels")
    for key in ("slug", "name"):
        if not values[key].strip():
            raise _fail(where, key, "ontbreekt; voeg ze toe")
    if not _SLUG.fullmatch(values["slug"]):
        raise _fail(where, "slug", "moet kleine letters, cijfers en losse koppeltekens zijn")
    for key in _TEXTS:
        if len(values[key]) > LONGEST[key]:
            raise _fail(where, key, f"is langer dan {LONGEST[key]} tekens; kort het in")
    if values["kind"] not in KINDS:
        raise _fail(where, "kind", f"moet een van {', '.join(KINDS)} zijn")
    return Member(**values, holders=_holders(holders, where))


def _strings(values: object, where: str, key: str) -> tuple[str, ...]:
    if not isinstance(values, list) or not all(isinstance(v, str) and v.strip() for v in values):
        raise _fail(where, key, "moet een lijst van niet-lege teksten zijn")
    return tuple(values)


def _holders(rows: object, where: str) -> tuple[Holder, ...]:
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        raise _fail(where, "holders", "moet een lijst zijn van { name, first_day, last_day }")
    return tuple(_holder(row, where) for row in rows)


def _holder(row: dict[str, Any], where: str) -> Holder:
    unknown = set(row) - {"name", "first_day", "last_day"}
    for key in sorted(unknown):
        raise _fail(where, f"holders.{key}", "is onbekend; zie docs/parties.md voor de sleutels")
    name, days = row.get("name"), [row.get("first_day"), row.get("last_day")]
    if not isinstance(name, str) or not name.strip():
        raise _fail(where, "holders.name", "ontbreekt; voeg de naam toe")
    if type(days[0]) is not date or not (days[1] is None or type(days[1]) is date):
        raise _fail(where, "holders.first_day", "moet een datum zijn, zoals 2014-07-25")
    if days[1] and days[1] < days[0]:
        raise _fail(where, "holders.last_day", "ligt voor first_day; verwissel ze")
    return Holder(name, days[0], days[1])


def _fail(where: str, key: str, problem: str) -> DirectoryError:
    return DirectoryError(f"Partijgegevens {where}, sleutel {key}: {problem}.")
