"""A TOML table read strictly: every key is asked for by name and kind, and none is left over."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any, TypeVar

from grondrecht.plan.checked import shown
from grondrecht.registry.errors import RegisterError
from grondrecht.registry.intake import LONGEST_NAME, printable

_SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
# What the database holds: 18 digits before the point, 6 behind it.
_DECIMAL = re.compile(r"-?\d{1,18}(?:\.\d{1,6})?")
_Value = TypeVar("_Value")


class CheckedTable:
    """A TOML table whose keys are taken one by one; what is left over is unknown.

    ``where`` names the file and the table. Each method raises RegisterError with one sentence.
    """

    def __init__(self, data: Mapping[str, Any], where: str) -> None:
        self.data, self.where = dict(data), where

    def fail(self, key: str, problem: str) -> RegisterError:
        return RegisterError(f"{self.where}, {key}: {problem}.")

    def take(self, key: str, kind: type[_Value], default: _Value) -> _Value:
        value = self.data.pop(key, default)
        if not isinstance(value, kind):
            words = "een tabel" if kind is dict else "een lijst van tabellen"
            raise self.fail(key, f"moet {words} zijn, niet {shown(value)}")
        return value

    def text(self, key: str, longest: int = LONGEST_NAME, *, needed: bool = False) -> str:
        text = printable(self.data.pop(key, ""), self.where, key, longest)
        if needed and not text:
            raise self.fail(key, "ontbreekt of is leeg; vul het in")
        return text

    def slug(self, key: str) -> str:
        text = self.text(key, 80, needed=True)
        if not _SLUG.fullmatch(text):
            problem = f"is {shown(text)}; gebruik kleine letters, cijfers en losse koppeltekens"
            raise self.fail(key, problem)
        return text

    def choice(self, key: str, choices: tuple[str, ...], default: str) -> str:
        text = self.text(key) or default
        if text not in choices:
            known = ", ".join(filter(None, choices))
            raise self.fail(key, f"is {shown(text)}; kies uit {known}")
        return text

    def day(self, key: str) -> date | None:
        day = self.data.pop(key, None)
        # A datetime is a date in Python; here it is not.
        if day is not None and type(day) is not date:
            raise self.fail(key, f"moet een datum zijn zoals 2015-01-31, niet {shown(day)}")
        return day

    def days(self) -> dict[str, Any]:
        first, last = self.day("first_day"), self.day("last_day")
        if first and last and last < first:
            raise self.fail("last_day", "ligt voor first_day; verwissel ze")
        return {"first_day": first, "last_day": last}

    def decimal(self, key: str) -> Decimal:
        text = self.text(key, 40, needed=True)
        if not _DECIMAL.fullmatch(text):
            problem = (
                f'is {shown(text)}; geef een getal met een punt tussen aanhalingstekens: "12.5"'
            )
            raise self.fail(key, problem)
        return Decimal(text)

    def address(self, key: str) -> str:
        text = self.text(key, 500)
        if text and not re.fullmatch(r"https?://[^\s<>\"]+", text):
            raise self.fail(key, f"is {shown(text)}; geef een adres dat met https:// begint")
        return text

    def tables(self, key: str) -> list[CheckedTable]:
        rows = self.take(key, list, [])
        if not all(isinstance(row, dict) for row in rows):
            raise self.fail(key, "moet een lijst van tabellen zijn")
        return [CheckedTable(row, f"{self.where}, {key} nr. {n}") for n, row in enumerate(rows, 1)]

    def done(self) -> None:
        for key in self.data:
            raise self.fail(key, "is onbekend; zie docs/register.md voor de sleutels")
