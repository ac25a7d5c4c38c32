"""TOML read strictly: every key is asked for by name and kind, and none may be left over."""

from __future__ import annotations

import re
from typing import Any

from grondrecht.reading.errors import TemplateError

_REQUIRED = object()
_KINDS = {
    str: "een tekst",
    list: "een lijst",
    dict: "een tabel",
    bool: "true of false",
    int: "een geheel getal",
}


class StrictTable:
    """One TOML table whose keys are taken one by one; what is left over is unknown.

    ``where`` names the file and the table in messages. Each method raises TemplateError.
    """

    def __init__(self, data: dict[str, Any], where: str) -> None:
        self.data, self.where = dict(data), where

    def fail(self, key: str, problem: str) -> TemplateError:
        return TemplateError(f"Sjabloon {self.where}, sleutel {key}: {problem}.")

    def take(self, key: str, kind: type, default: object = _REQUIRED) -> Any:  # noqa: ANN401 (the kind is checked, not typed)
        value = self.data.pop(key, default)
        if value is _REQUIRED:
            raise self.fail(key, "ontbreekt; voeg ze toe")
        if not isinstance(value, kind) or (kind is int and isinstance(value, bool)):
            raise self.fail(key, f"moet {_KINDS[kind]} zijn, niet {value!r}")
        return value

    def strings(self, key: str, default: object = _REQUIRED) -> tuple[str, ...]:
        values = self.take(key, list, default)
        if not all(isinstance(value, str) and value.strip() for value in values):
            raise self.fail(key, "moet een lijst van niet-lege teksten zijn")
        return tuple(values)

    def words(self, key: str, default: object = _REQUIRED) -> tuple[str, ...]:
        """Printed words: at least one where they are required, each with a letter or digit."""
        found = self.strings(key, default)
        if not all(any(map(str.isalnum, word)) for word in found):
            raise self.fail(key, "bevat een tekst zonder letter of cijfer")
        if not found and default is _REQUIRED:
            raise self.fail(key, "is leeg; geef minstens een gedrukte tekst")
        return found

    def pattern(self, key: str, flags: int = 0, suffix: str = "") -> re.Pattern[str]:
        return self._compile(key, self.take(key, str), flags, suffix)

    def patterns(self, key: str) -> tuple[re.Pattern[str], ...]:
        return tuple(self._compile(key, value) for value in self.strings(key, []))

    def _compile(self, key: str, value: str, flags: int = 0, suffix: str = "") -> re.Pattern[str]:
        try:
            pattern = re.compile(value + suffix, re.IGNORECASE | flags)
        except (re.error, RecursionError, OverflowError) as error:
            problem = f"is geen geldige reguliere uitdrukking ({error}): {value}"
            raise self.fail(key, problem) from error
        if pattern.match(""):
            raise self.fail(key, f"past ook op een lege tekst: {value}")
        return pattern

    def table(self, key: str, default: object = _REQUIRED) -> StrictTable:
        return StrictTable(self.take(key, dict, default), f"{self.where}, tabel [{key}]")

    def tables(self, key: str, default: object = _REQUIRED) -> list[StrictTable]:
        rows = self.take(key, list, default)
        if not all(isinstance(row, dict) for row in rows):
            raise self.fail(key, f"moet een lijst van tabellen zijn: schrijf [[{key}]]")
        return [
            StrictTable(row, f"{self.where}, [[{key}]] nr. {n}") for n, row in enumerate(rows, 1)
        ]

    def done(self) -> None:
        for key in self.data:
            raise self.fail(key, "is onbekend; zie docs/templates.md voor de sleutels")
