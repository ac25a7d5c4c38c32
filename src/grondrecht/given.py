"""What a command is given: the plan that a file holds, read with a progress bar over slow work."""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Sequence
from importlib import import_module
from typing import Annotated, Any

import typer

from grondrecht.plan.checked import PlanFormatError
from grondrecht.plan.exchange import from_text
from grondrecht.plan.model import Plan
from grondrecht.reading import load_template, plan_of
from grondrecht.reading.document import Line
from grondrecht.reading.opening import STANDARD_INPUT, document_of, read_bytes

# Work that takes longer than this shows how far it is, in seconds.
SLOW = 0.7

FileArgument = Annotated[
    str,
    typer.Argument(
        metavar="BESTAND", help="Tekst, PDF, Word of plan-JSON; - is de standaardinvoer."
    ),
]
TemplateOption = Annotated[
    str,
    typer.Option(
        metavar="SJABLOON",
        help="Naam of bestand van het sjabloon van de formulieren; anders kiest Grondrecht er een.",
    ),
]
JsonFlag = Annotated[bool, typer.Option("--json", help="Geef het antwoord als JSON.")]


class GivenError(ValueError):
    """What a command was given cannot be worked with; the message is one Dutch sentence."""


def plan_in(file: str, template: str) -> Plan:
    """The plan that a document or a plan JSON holds, with a progress bar over anything slow."""
    return plan_and_lines(file, template)[0]


def plan_and_lines(file: str, template: str) -> tuple[Plan, Sequence[Line]]:
    """As plan_in, with the lines of the document; a plan JSON has none."""
    data = read_bytes(file)
    if is_json(data):
        return _plan_of_json(data, STANDARD_INPUT if file == "-" else file), ()
    chosen = load_template(template) if template else None
    with Progress(f"Lezen: {file}") as progress:
        document = document_of(data, file, lambda share: progress(share / 2))
        return plan_of(document, chosen, lambda share: progress((1 + share) / 2)), document.lines


def is_json(data: bytes) -> bool:
    """Whether bytes begin as a JSON object does, in any encoding of JSON; RTF begins like it."""
    head = data[:64].decode(json.detect_encoding(data[:64]), "ignore").lstrip("\ufeff \t\r\n")
    return head.startswith("{") and not head.startswith("{\\")


def _plan_of_json(data: bytes, name: str) -> Plan:
    try:
        return from_text(data)
    except PlanFormatError as error:
        raise PlanFormatError(f"{name}: {error}") from error


class Progress:
    """Is told the share that is done; shows a bar once the work has turned out to be slow."""

    def __init__(self, what: str) -> None:
        self.what, self.began = what, time.monotonic()
        self.bar: Any = None

    def __call__(self, share: float) -> None:
        if self.bar is None and sys.stderr.isatty() and time.monotonic() - self.began > SLOW:
            self.bar = import_module("grondrecht.terminal").progress_bar()
            self.bar.start()
            self.bar.add_task(self.what, total=1.0)
        if self.bar is not None:
            self.bar.update(self.bar.task_ids[0], completed=share)

    def __enter__(self) -> Progress:
        return self

    def __exit__(self, *error: object) -> None:
        if self.bar is not None:
            self.bar.stop()
