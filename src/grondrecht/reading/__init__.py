"""A document becomes a plan."""

from __future__ import annotations

import hashlib
from pathlib import Path

from grondrecht.plan.model import Plan, Source
from grondrecht.reading.alignment import align
from grondrecht.reading.candidates import candidates
from grondrecht.reading.document import Document, Text
from grondrecht.reading.forms import forms
from grondrecht.reading.furniture import without_furniture
from grondrecht.reading.legend import read_legend
from grondrecht.reading.slots import slots_of
from grondrecht.reading.template import Template, load_template
from grondrecht.reading.text import text_lines


def plan_of(document: Document, template: Template) -> Plan:
    text = Text.of(without_furniture(document.lines, template))
    taken, _ = align(text, candidates(text, template), slots_of(template))
    front = text.text[: taken[0].candidate.start] if taken else text.text
    return Plan(tuple(forms(text, taken, template)), read_legend(front, template), document.source, template.name)


def read_plan(path: str, template: str="vapa") -> Plan:
    data = Path(path).read_bytes()
    return plan_of(Document(Source(path, hashlib.sha256(data).hexdigest(), "text/plain"), text_lines(data, path)), load_template(template))
