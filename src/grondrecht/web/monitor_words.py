"""How figures of the monitor are written: groups, units and flags, in the language of the page."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from decimal import Decimal
from functools import cache
from importlib.resources import files
from typing import Any

from django.utils.translation import gettext as _

from grondrecht.registry.results.estimates import flags
from grondrecht.web.templatetags.look import spoken
from grondrecht.writing import formats

# A unit of which nothing is said is written with these decimals at most.
DECIMALS = 2
# A unit of the register under the name that the monitor's words have for it.
_UNITS = {"euro": "money"}
# Codes of sexes: ISO 5218, which EU-SILC has too, and Eurostat's letters.
_SEXES = {"1": "male", "2": "female", "M": "male", "F": "female"}


@cache
def _said() -> Mapping[str, Any]:
    """The words of the monitor; its program is not loaded for them."""
    text = (files("grondrecht") / "monitor/data/words.toml").read_text("utf-8")
    return tomllib.loads(text)


def _language() -> str:
    return "en" if spoken().startswith("en") else "nl"


def group(breakdown: Mapping[str, str]) -> str:
    """Whom a value is for: ``iedereen``, or ``geslacht: vrouw, leeftijd: 0-17``."""
    parts = [f"{_column(name)}: {_value(name, value)}" for name, value in breakdown.items()]
    return ", ".join(parts) or _("everyone")


def _column(name: str) -> str:
    if name == "geo":
        return _("area")
    known = _said()["columns"].get(name)
    return str(known[_language()]) if known else name


def _value(name: str, value: str) -> str:
    known = _said()["values"].get(name, {}).get(_SEXES.get(value, value))
    return str(known[_language()]) if known else value


def flagged(flag: str) -> list[str]:
    """What is the matter with a value, in words; nothing for no flag."""
    known: Mapping[str, Any] = flags()
    if flag in known["words"]:
        return [known["words"][flag][_language()]]
    return [known["letters"][letter][_language()] for letter in flag if letter in known["letters"]]


def method(name: str) -> str:
    """How a margin was made, in words; as it stands where it is not known."""
    if name == "linearised":
        return _("linearisation")
    kind, _space, times = name.partition(" ")
    if kind == "bootstrap" and times.isdecimal():
        return _("bootstrap, %(times)s times") % {"times": times}
    return name


def number(value: Decimal, unit: str) -> str:
    """A value with as many decimals as its unit is shown with."""
    held = _said()["units"].get(_UNITS.get(unit, unit))
    rounded = round(value, int(held["decimals"]) if held else DECIMALS)
    return formats.number(rounded if held else rounded.normalize(), spoken())


def quantity(value: Decimal, unit: str) -> str:
    """A value with its unit: ``14,2 %``."""
    return f"{number(value, unit)} {shown_unit(unit)}".strip()


def shown_unit(unit: str) -> str:
    """What stands behind a value; nothing behind a ratio."""
    return "" if unit == "ratio" else unit


def change(value: Decimal, unit: str) -> str:
    """A difference with its unit: ``1,2 procentpunt``."""
    points = _("percentage points") if unit == "%" else shown_unit(unit)
    return f"{number(value, unit)} {points}".strip()
