"""Read a catalogue: JSON Lines that say what the forms of a plan speak of, one thing a line.

docs/register.md describes the keys. Everything is checked before anything is taken in; an error is
one sentence with the file, the line, the key and what to do.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from grondrecht.plan.checked import shown
from grondrecht.plan.codes import ActionCode
from grondrecht.reading.opening import reason
from grondrecht.registry.errors import RegisterError

KINDS = ("system", "dataset", "formula", "instrument", "right", "indicator", "actor")
# What a file may hold. The catalogue of a plan of 200 actions is a hundredth of this.
LARGEST, MOST_LINES = 20_000_000, 50_000
LONGEST_NAME, LONGEST_TEXT, MOST_FACTS, MOST_ACTIONS = 300, 10_000, 200, 2_000
# No document has more lines; no column of the database holds more.
LAST_LINE = 2**31 - 1
_KEYS = ("kind", "name", "name_en", "actions", "what", "facts", "line")


@dataclass(frozen=True)
class CatalogueItem:
    """One thing that forms speak of: what it is, the actions that do, and facts about it.

    ``line`` is the line of the plan's document where it is first named.
    """

    kind: str
    name: str
    name_en: str = ""
    actions: tuple[ActionCode | str, ...] = ()
    what: str = ""
    facts: tuple[str, ...] = ()
    line: int | None = None


def read_catalogue(files: Iterable[str | Path]) -> tuple[CatalogueItem, ...]:
    """The items of catalogue files, in order. Raises RegisterError where anything is wrong."""
    return tuple(item for file in files for item in catalogue_items(file_text(file), str(file)))


def catalogue_items(text: str, name: str) -> Iterator[CatalogueItem]:
    """The items of a catalogue's text; ``name`` is the file's in messages. Raises RegisterError."""
    lines = text.split("\n")
    if len(lines) > MOST_LINES:
        raise RegisterError(f"{name} heeft meer dan {MOST_LINES} regels; splits het bestand.")
    filled = [(number, line) for number, line in enumerate(lines, start=1) if line.strip()]
    if not filled:
        raise RegisterError(f"{name} is leeg; geef een bestand met een JSON-object per regel.")
    for number, line in filled:
        yield _item(line, f"{name}, regel {number}")


def file_bytes(file: str | Path, largest: int = LARGEST) -> bytes:
    """The bytes of a file. Raises RegisterError where it cannot be read or is too large."""
    try:
        with Path(file).open("rb") as opened:
            data = opened.read(largest + 1)
    except (OSError, ValueError) as error:
        raise RegisterError(f"{file} kan niet gelezen worden: {reason(error)}.") from error
    if len(data) > largest:
        raise RegisterError(f"{file} is groter dan {largest // 1_000_000} MB; splits het bestand.")
    return data


def file_text(file: str | Path, largest: int = LARGEST) -> str:
    """The text of a UTF-8 file, a byte order mark left out. Raises RegisterError."""
    return text_in(file_bytes(file, largest), file)


def text_in(data: bytes, file: str | Path) -> str:
    """The text of the bytes of a UTF-8 file, as ``file_text``. Raises RegisterError."""
    try:
        return data.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        raise RegisterError(
            f"{file}, regel {line} is geen UTF-8; sla het bestand op als UTF-8."
        ) from error


def _item(line: str, where: str) -> CatalogueItem:
    try:
        data = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise RegisterError(
            f"{where} is geen geldige JSON; zet op elke regel een object {{...}}."
        ) from error
    if not isinstance(data, dict):
        raise RegisterError(f"{where} is geen JSON-object; zet op elke regel een object {{...}}.")
    for key in data:
        if key not in _KEYS:
            raise _fail(where, shown(key), f"is onbekend; kies uit {', '.join(_KEYS)}")
    return CatalogueItem(
        kind=_kind(data, where),
        name=_text(data, "name", where, LONGEST_NAME, needed=True),
        name_en=_text(data, "name_en", where, LONGEST_NAME),
        actions=tuple(_codes(data, where)),
        what=_text(data, "what", where, LONGEST_TEXT),
        facts=_list(data, "facts", where, MOST_FACTS),
        line=_line(data, where),
    )


def _kind(data: Mapping[str, Any], where: str) -> str:
    kind = data.get("kind")
    if kind not in KINDS:
        problem = f"is {shown(kind)}" if "kind" in data else "ontbreekt"
        raise _fail(where, "kind", f"{problem}; kies uit {', '.join(KINDS)}")
    return str(kind)


def _text(
    data: Mapping[str, Any], key: str, where: str, longest: int, *, needed: bool = False
) -> str:
    if key not in data and needed:
        raise _fail(where, key, "ontbreekt; voeg het toe")
    text = printable(data.get(key, ""), where, key, longest)
    if needed and not text:
        raise _fail(where, key, "is leeg; vul het in")
    return text


def printable(value: object, where: str, key: str, longest: int) -> str:
    """A value as text that a database and a page can hold. Raises RegisterError."""
    if not isinstance(value, str):
        raise _fail(where, key, f'moet een tekst zijn, niet {shown(value)}; zet er "..." rond')
    if len(value) > longest:
        raise _fail(where, key, f"is langer dan {longest} tekens; kort het in")
    for char in value:
        if char == "\x7f" or (char < " " and char not in "\t\n") or "\ud800" <= char <= "\udfff":
            raise _fail(where, key, f"bevat een stuurteken of half teken ({shown(char)}); wis het")
    return value.strip()


def _list(data: Mapping[str, Any], key: str, where: str, most: int) -> tuple[str, ...]:
    values = data.get(key, [])
    if not isinstance(values, list):
        raise _fail(where, key, f"moet een lijst van teksten zijn, niet {shown(values)}")
    if len(values) > most:
        raise _fail(where, key, f"heeft meer dan {most} waarden; splits het ding in twee")
    return tuple(
        printable(value, where, f"{key}[{n}]", LONGEST_TEXT) for n, value in enumerate(values)
    )


def _codes(data: Mapping[str, Any], where: str) -> Iterator[ActionCode]:
    for number, text in enumerate(_list(data, "actions", where, MOST_ACTIONS)):
        try:
            yield ActionCode.parse(text)
        except ValueError as error:
            problem = f"{shown(text)} is geen actiecode; geef een code zoals 00_01_02"
            raise _fail(where, f"actions[{number}]", problem) from error


def _line(data: Mapping[str, Any], where: str) -> int | None:
    line = data.get("line")
    if line is None:
        return None
    if isinstance(line, bool) or not isinstance(line, int) or not 0 <= line <= LAST_LINE:
        raise _fail(where, "line", f"is {shown(line)}; geef het nummer van een regel, of laat weg")
    return line


def _fail(where: str, key: str, problem: str) -> RegisterError:
    return RegisterError(f"{where}, {key}: {problem}.")
