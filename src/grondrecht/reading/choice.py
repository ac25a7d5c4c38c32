"""Which template fits a document best."""

from __future__ import annotations

from grondrecht.reading.candidates import Letters
from grondrecht.reading.document import Document, Text
from grondrecht.reading.template import Template, load_template, shipped_templates, squash

# So much of a document tells which forms it holds, unless they begin further on.
SAMPLE_LINES = 3000


def best_template(document: Document) -> Template:
    """The shipped template most of whose labels the document prints as often as its forms."""
    templates = [load_template(name) for name in shipped_templates()]
    for lines in (document.lines[:SAMPLE_LINES], document.lines):
        text = Text.of(lines).text
        if any(template.start.search(text) for template in templates):
            break
    letters = Letters(text)
    return max(templates, key=lambda template: _fit(template, text, letters))


def _fit(template: Template, text: str, letters: Letters) -> float:
    """How many forms begin, times the share of the labels that are there at all."""
    starts = sum(1 for _ in template.start.finditer(text))
    printed = sum(
        any(squash(word) in letters.letters for word in label.words) for label in template.labels
    )
    return (starts + 1) * printed / len(template.labels)
