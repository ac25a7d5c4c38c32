"""What each definition is, in words: data/explained.toml."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any


@cache
def explained() -> Mapping[str, Mapping[str, Any]]:
    """By id: ``what`` it is (nl and en), ``formula``, ``choices`` and an ``example``."""
    text = files("grondrecht.monitor").joinpath("data/explained.toml").read_text("utf-8")
    return tomllib.loads(text)
