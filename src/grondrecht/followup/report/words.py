"""Every word that a report says of its own, in Dutch and in English: words.toml has them."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache
from importlib.resources import files
from typing import Any

from grondrecht.writing import formats

LANGUAGES = ("nl", "en")


@cache
def sayings() -> Mapping[str, Mapping[str, Any]]:
    """What words.toml holds: by key and language a sentence, or those for one and for more."""
    return tomllib.loads((files(__package__) / "words.toml").read_text("utf-8"))


@dataclass(frozen=True)
class Words:
    """The words of one language."""

    language: str

    def __call__(self, key: str, /, **values: object) -> str:
        """A sentence with its values; whole numbers are written as the language writes them.

        Where it has a form for one and for more, or for none too, the value ``n`` chooses.
        """
        said = sayings()[key][self.language]
        if not isinstance(said, str):
            said = _form(said, values["n"])
        return str(said).format_map({name: self._written(each) for name, each in values.items()})

    def _written(self, value: object) -> str:
        if isinstance(value, int | Decimal) and not isinstance(value, bool):
            return formats.number(value, self.language)
        return str(value)

    def one_of(self, prefix: str, key: object) -> str:
        """The word for a key of the copy, ``prefix_key``; the key itself where there is none."""
        whole = f"{prefix}_{key}"
        return self(whole) if whole in sayings() else str(key or "")

    def named(self, row: Mapping[str, Any]) -> str:
        """The name of a right, an office or a status: English where asked and where there is."""
        english = row.get("name_en") if self.language == "en" else ""
        return str(english or row.get("name") or row.get("code") or row.get("key") or "")

    def number(self, value: object) -> str:
        """A number of the copy, which are texts; as it stands where it is none."""
        return (
            formats.number(Decimal(str(value)), self.language) if is_number(value) else _as(value)
        )

    def money(self, value: object, currency: str = "EUR") -> str:
        """An amount of the copy."""
        if not is_number(value):
            return _as(value)
        exact = Decimal(str(value))
        if currency in ("", "EUR"):
            return formats.money(exact, self.language)
        return f"{formats.number(exact, self.language)}{formats.SPACE}{currency}"

    def day(self, value: object) -> str:
        """A day or moment of the copy in words; as it stands where it is none."""
        try:
            return formats.day(date.fromisoformat(str(value)[:10]), self.language)
        except ValueError:
            return _as(value)

    def percent(self, part: int, whole: int) -> str:
        """How much of the whole a part is."""
        return formats.percent(part, whole, self.language)


def is_number(value: object) -> bool:
    """Whether a value of the copy is a number."""
    return re.fullmatch(r"-?\d{1,30}(\.\d{1,30})?", str(value)) is not None


def _form(said: list[str], n: object) -> str:
    """The form for none (where there are three), for one and for more."""
    none = [said[0]] if len(said) == 3 else []
    one, more = said[-2:]
    if n == 0 and none:
        return none[0]
    return one if n == 1 else more


def _as(value: object) -> str:
    return "" if value is None else str(value)
