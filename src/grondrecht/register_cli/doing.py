"""Run what does the work of a command, with the register made ready; Django is loaded only then."""

from __future__ import annotations

from importlib import import_module
from typing import Any


def do(module: str, function: str, **given: Any) -> int:  # noqa: ANN401 (what each takes)
    """Get the register ready and run what does the work; gives the exit status."""
    ready = import_module("grondrecht.register_cli.ready")
    return int(ready.run(module, function, given))
