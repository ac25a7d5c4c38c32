"""``grondrecht report``: the report of a round as files, all of them or none."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from grondrecht.followup.freezing import held_copy
from grondrecht.followup.frozen import Copy
from grondrecht.followup.report.content import is_frozen
from grondrecht.followup.report.files import WRITERS
from grondrecht.followup.report.words import LANGUAGES
from grondrecht.given import Progress
from grondrecht.outputs import refuse_outputs, write_all
from grondrecht.register_cli.rounds import round_named
from grondrecht.registry.errors import RegisterError
from grondrecht.writing.files import STANDARD_OUTPUT, atomic_write

_KINDS = ("docx", "pdf", "xlsx", "json")


def report(
    round: str,
    docx: str,
    pdf: str,
    xlsx: str,
    json: str,
    citizens: str,
    lang: str,
    plan: str,
) -> None:
    """Write the report of a round. Raises RegisterError and WriteError."""
    asked = dict(zip(_KINDS, (docx, pdf, xlsx, json), strict=True))
    outputs = [(kind, path, f"report.{kind}") for kind, path in asked.items() if path]
    if citizens:
        outputs.append(("citizens", citizens, _citizens(citizens)))
    if not outputs:
        raise RegisterError("Zeg wat er gemaakt moet worden: bijvoorbeeld --pdf rapport.pdf.")
    if lang not in LANGUAGES:
        raise RegisterError(f"--lang is {lang!r}; kies uit {', '.join(LANGUAGES)}.")
    refuse_outputs("", [(kind, path) for kind, path, _ in outputs])
    copy = held_copy(round_named(round, plan))
    with Progress("Rapport maken") as progress:
        jobs: dict[str, Callable[[str], None]] = {}
        for place, (_, path, name) in enumerate(outputs, 1):
            share = place / len(outputs)
            jobs[path] = partial(_write, copy, name, lang, partial(progress, share))
        write_all(jobs)
    if STANDARD_OUTPUT not in jobs:
        draft = "" if is_frozen(copy) else " (ontwerp: de ronde is nog niet bevroren)"
        print(f"Geschreven: {', '.join(jobs)}{draft}")


def _write(copy: Copy, name: str, lang: str, tell: Callable[[], None], path: str) -> None:
    atomic_write(path, WRITERS[name](copy, lang))
    tell()


def _citizens(path: str) -> str:
    """Which file of the two that citizens get a path asks for."""
    suffix = path.rpartition(".")[2].lower()
    if suffix not in ("pdf", "docx"):
        raise RegisterError(f"--citizens is {path}; geef een naam die eindigt op .pdf of .docx.")
    return f"citizens.{suffix}"
