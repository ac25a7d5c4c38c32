"""Data from outside, taken apart key by key: what is wrong is named by its path."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import Any, TypeVar

_KINDS: dict[type, str] = {
    str: "tekst",
    int: "een geheel getal",
    list: "een lijst",
    dict: "een object",
}
_Kind = TypeVar("_Kind", str, int, list[Any], dict[str, Any])
_HALF = re.compile("[\ud800-\udfff]")
# No document has more lines or pages; no database column holds more.
_MOST = 2**31 - 1


class PlanFormatError(ValueError):
    """Data that is no plan; the message says in one sentence which key is wrong, and why."""


class CheckedObject:
    """One JSON object and its path; each method takes a key and checks what kind its value is."""

    def __init__(self, data: Mapping[str, Any], path: str) -> None:
        self.data, self.path = data, path

    def where(self, key: str) -> str:
        # A name that somebody made up may hold line ends and worse.
        name = key if key.isprintable() else json.dumps(key)
        return f"{self.path}.{name}" if self.path else name

    def named(self, key: str) -> list[tuple[str, CheckedObject]]:
        """The names under a key that may be any text, each with the object that holds it."""
        held = self.object(key)
        return [(clean(name, held.path), held) for name in held.data]

    def take(self, key: str, kind: type[_Kind], default: _Kind) -> _Kind:
        value = self.data.get(key, default)
        # A path is only made where something is wrong: a page of the site reads hundreds of values.
        return value if type(value) is kind else checked(value, kind, self.where(key))

    def text(self, key: str) -> str:
        text = self.take(key, str, "")
        return clean(text, self.where(key)) if _HALF.search(text) else text

    def number(self, key: str) -> int:
        number = self.take(key, int, 0)
        if number < 0:
            raise PlanFormatError(
                f"{self.where(key)} is {number}: regels en pagina's tellen vanaf 0."
            )
        if number > _MOST:
            raise PlanFormatError(f"{self.where(key)} is groter dan {_MOST}: verbeter het getal.")
        return number

    def number_or_none(self, key: str) -> int | None:
        return None if self.data.get(key) is None else self.number(key)

    def object(self, key: str) -> CheckedObject:
        return CheckedObject(self.take(key, dict, {}), self.where(key))

    def items(self, key: str) -> list[tuple[Any, str]]:
        """The items of a list, each with its path."""
        return [(v, f"{self.where(key)}[{n}]") for n, v in enumerate(self.take(key, list, []))]

    def objects(self, key: str) -> list[CheckedObject]:
        return [CheckedObject(checked(value, dict, path), path) for value, path in self.items(key)]


def checked(value: object, kind: type[_Kind], path: str) -> _Kind:
    """The value as it is; raises PlanFormatError where it is of another kind."""
    # In Python true is an int; in a plan it is not.
    if not isinstance(value, kind) or isinstance(value, bool):
        raise PlanFormatError(f"{path} moet {_KINDS[kind]} zijn, niet {shown(value)}.")
    return value


def shown(value: object) -> str:
    """A value as JSON for a message, shortened to 40 characters."""
    text = json.dumps(value, ensure_ascii=True, default=repr)
    return text if len(text) <= 40 else text[:39] + "…"


def clean(text: str, path: str) -> str:
    """The text as it is; raises PlanFormatError where it holds what no file can."""
    # JSON may spell half of a surrogate pair, which no file or page can hold.
    if _HALF.search(text):
        raise PlanFormatError(f"{path} bevat een half teken (\\ud800-\\udfff) dat geen tekst is.")
    return text
