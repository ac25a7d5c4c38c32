"""A document becomes a plan.

``read_plan(path)`` is the whole room: it opens a document, aligns a form template with it and gives
the plan, each value with the place where it stood.
"""

from __future__ import annotations

from collections.abc import Callable

from grondrecht.plan.model import Plan
from grondrecht.reading.alignment import align
from grondrecht.reading.candidates import candidates
from grondrecht.reading.choice import best_template
from grondrecht.reading.document import Document, Text
from grondrecht.reading.doubts import Rivals
from grondrecht.reading.errors import DocumentError, TemplateError
from grondrecht.reading.forms import forms
from grondrecht.reading.furniture import without_furniture
from grondrecht.reading.legend import read_legend
from grondrecht.reading.opening import document_of, read_bytes
from grondrecht.reading.rows import joined_rows
from grondrecht.reading.slots import slots_of
from grondrecht.reading.template import Template, load_template, shipped_templates

__all__ = [
    "DocumentError",
    "TemplateError",
    "load_template",
    "plan_of",
    "read_plan",
    "read_plan_from",
]


def read_plan(
    path: str,
    template: str = "",
    progress: Callable[[float], None] = lambda share: None,
) -> Plan:
    """Read a document: a text, PDF or Word file, or ``-`` for standard input.

    ``template`` names a form template or its file; without it the one that fits best is taken and
    named in the plan. ``progress`` is told the share of the work that is done, from 0 to 1. Raises
    DocumentError or TemplateError, each with one sentence for a person.
    """
    return read_plan_from(read_bytes(path), path, template, progress)


def read_plan_from(
    data: bytes,
    path: str,
    template: str = "",
    progress: Callable[[float], None] = lambda share: None,
) -> Plan:
    """As read_plan, from the bytes of a file; ``path`` names it in the plan and in messages."""
    chosen = load_template(template) if template else None
    document = document_of(data, path, lambda share: progress(share / 2))
    return plan_of(document, chosen, lambda share: progress((1 + share) / 2))


def plan_of(
    document: Document,
    template: Template | None = None,
    progress: Callable[[float], None] = lambda share: None,
) -> Plan:
    """Read the plan that a document holds. Raises DocumentError where it holds no form."""
    chosen = template or best_template(document)
    lines = joined_rows(without_furniture(document.lines, chosen), chosen)
    text = Text.of(lines, chosen.layout.margin_note)
    found, slots = candidates(text, chosen), slots_of(chosen)
    taken, looks = align(text, found, slots, progress)
    if not taken:
        raise _no_forms(document.source.file, chosen.name if template else "")
    front = text.text[: taken[0].candidate.start]
    legend = read_legend(front, chosen)
    actions = forms(text, taken, chosen, Rivals(text, found, slots, looks))
    return Plan(tuple(actions), legend, document.source, chosen.name)


def _no_forms(file: str, template: str) -> DocumentError:
    known = ", ".join(shipped_templates())
    tried = f"zoals sjabloon {template} het beschrijft" if template else f"zoals in {known}"
    return DocumentError(
        f"{file} bevat geen enkel formulier {tried}; geef met --template het sjabloon van dit"
        " document."
    )
