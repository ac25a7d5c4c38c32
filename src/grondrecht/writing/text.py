"""A plan as plain text, in the order of the printed form.

Everything that the layout says (a code, a label, a period) begins its line; every line of a value
is indented by four spaces. So a careful reader can tell them apart, whatever a value says.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from grondrecht.plan.layout import Layout
from grondrecht.plan.marks import mark
from grondrecht.plan.model import Form, Plan
from grondrecht.writing.printed import Heading, Line, blocks, legends, lines_around

INDENT = "    "


def write_text(plan: Plan, layout: Layout) -> str:
    """The whole plan as text with ``\\n`` line ends, one empty line between fields."""
    head = (_line(layout.title), _line(layout.margin_note))
    parts = [*filter(None, head), *_legend(plan, layout)]
    forms = iter(plan.actions)
    for block in blocks(plan, layout):
        if isinstance(block, Heading):
            parts += _form(next(forms), block, layout) if block.code else [_line(block.text)]
    return "\n\n".join(parts) + "\n"


def _legend(plan: Plan, layout: Layout) -> Iterator[str]:
    for legend in legends(plan, layout):
        entries = (_line(f"{entry.code} {entry.name}") for entry in legend.entries)
        yield "\n".join(filter(None, [_line(legend.introduction), *entries]))


def _form(form: Form, heading: Heading, layout: Layout) -> Iterator[str]:
    before, behind = lines_around(form, layout)
    yield _field(heading.code, form.title)
    yield from _fields(before)
    if form.milestones:
        yield _line(layout.milestones)
    for milestone in form.milestones:
        period, text = _line(milestone.period.text), _indented(milestone.text)
        yield "\n".join([period, *text] if layout.period_first else [*text, period])
    yield from _fields(behind)


def _fields(found: Sequence[Line]) -> Iterator[str]:
    for row, value in (pair for line in found for pair in line):
        yield _field(row.label, value) if row.field else _line(row.label)


def _field(label: str, value: str) -> str:
    return "\n".join([_line(label), *_indented(value)])


def _indented(value: str) -> list[str]:
    words = (" ".join(line.split()) for line in mark(value).splitlines())
    return [INDENT + line for line in words if line]


def _line(text: str) -> str:
    return " ".join(mark(text).split())
