"""The tables of rules that ship with the monitor, in its folder data."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any


@cache
def shipped(name: str) -> Mapping[str, Any]:
    """The table of data/<name>.toml."""
    text = files("grondrecht.monitor").joinpath(f"data/{name}.toml").read_text("utf-8")
    return tomllib.loads(text)
