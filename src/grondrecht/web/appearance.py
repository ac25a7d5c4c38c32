"""The colour and the icon of a right: data in appearance.toml, written out as a stylesheet.

``python -m grondrecht.web.appearance`` writes static/web/tints.css; a test keeps the two the same.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
STYLESHEET = HERE / "static" / "web" / "tints.css"
HEAD = "/* Made from data/appearance.toml by python -m grondrecht.web.appearance. */\n"


@dataclass(frozen=True)
class Appearance:
    """How a right looks: a symbol of icons.svg and a colour of appearance.toml."""

    icon: str
    colour: str


@cache
def data() -> dict[str, Any]:
    """What appearance.toml says."""
    return tomllib.loads((HERE / "data" / "appearance.toml").read_text("utf-8"))


def of_right(template: str, code: str) -> Appearance:
    """The looks of the right with that code in a plan printed by that template.

    A right that the data does not name gets looks by its position.
    """
    known = data()["templates"].get(template, {}).get(code)
    return Appearance(**known) if known else by_position(position(code))


def position(code: str) -> int:
    """The number that a code is; a code in letters counts as a number in base 36."""
    letters = "".join(sign for sign in code.casefold() if sign.isascii() and sign.isalnum())
    if not letters:
        return 0
    return int(letters) if letters.isdecimal() else int(letters, 36)


def by_position(place: int) -> Appearance:
    """The looks of the right at that place. There is one icon more than there are colours, so
    that the pairs begin to repeat only when all of them have been used."""
    lists = data()["by_position"]
    icons, colours = lists["icons"], lists["colours"]
    return Appearance(icons[place % len(icons)], colours[place % len(colours)])


def stylesheet() -> str:
    """The colours as classes ``tint-NAME``, for light and for dark."""
    colours = data()["colours"]
    light = "".join(rule(name, pair["light"]) for name, pair in colours.items())
    dark = "".join(rule(name, pair["dark"]) for name, pair in colours.items())
    return f"{HEAD}{light}@media screen and (prefers-color-scheme: dark) {{\n{dark}}}\n"


def rule(name: str, strengths: dict[str, str]) -> str:
    """One class with the strengths of a colour as custom properties."""
    values = " ".join(f"--tint-{key}: {value};" for key, value in strengths.items())
    return f".tint-{name} {{ {values} }}\n"


if __name__ == "__main__":
    STYLESHEET.write_text(stylesheet(), "utf-8")
