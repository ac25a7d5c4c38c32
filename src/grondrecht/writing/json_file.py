"""A plan as a JSON file."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from grondrecht.plan.exchange import to_text
from grondrecht.plan.model import Finding, Plan
from grondrecht.writing.files import atomic_write


def write_json(plan: Plan, path: str | Path, findings: Iterable[Finding] = ()) -> None:
    """Write a plan and its findings as UTF-8 JSON; ``-`` is standard output. Raises WriteError."""
    atomic_write(path, to_text(plan, findings).encode("utf-8"))
