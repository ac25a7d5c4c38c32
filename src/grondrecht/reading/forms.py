"""Forms put together from aligned labels: values, their places, and doubts."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from grondrecht.plan.codes import ActionCode
from grondrecht.plan.marks import unmark
from grondrecht.plan.model import Doubt, Form, Milestone, Parties, Place
from grondrecht.plan.periods import Period
from grondrecht.reading.alignment import Taken
from grondrecht.reading.document import Text
from grondrecht.reading.doubts import Rivals
from grondrecht.reading.errors import TemplateError
from grondrecht.reading.template import FIELDS, ORDERS, Template
from grondrecht.reading.titles import title_and_notes

# What is no field: rows of their own, and what stands between two forms.
_ROWS = frozenset({"notes", "milestones", "period", "heading"})
# From how many lines on the width of a title is measured by most of them.
ENOUGH_LINES = 10
_LABEL_MARKS = (":", "?")


@dataclass(frozen=True)
class Value:
    """The words under a label, and where they stood."""

    name: str
    label: Taken
    text: str
    place: Place


def forms(text: Text, taken: Sequence[Taken], template: Template, rivals: Rivals) -> list[Form]:
    """Build the forms of a document from its labels, in document order."""
    starts = [n for n, item in enumerate(taken) if item.slot.kind == "start"]
    groups = [taken[a:b] for a, b in zip(starts, [*starts[1:], len(taken)], strict=True)]
    ends = [taken[b].candidate.start for b in starts[1:]] + [len(text.text)]
    values = [_values(text, group, end) for group, end in zip(groups, ends, strict=True)]
    width = _title_width(values, text)
    doubts = [tuple(rivals.doubts(group, end)) for group, end in zip(groups, ends, strict=True)]
    return [
        replace(_form(text, group, template, width), doubts=(*_missing(group, template), *unsure))
        for group, unsure in zip(values, doubts, strict=True)
    ]


def _values(text: Text, group: Sequence[Taken], end: int) -> list[Value]:
    areas = [_area(text, item) for item in group]
    stops = [start for start, _ in areas[1:]] + [end]
    return [
        Value(item.slot.name, item, *_cut(text, behind, stop))
        for item, (_, behind), stop in zip(group, areas, stops, strict=True)
    ]


def _area(text: Text, item: Taken) -> tuple[int, int]:
    """Where a label begins and ends: a cell of its own is its own with all marks in it; elsewhere a
    colon or question mark glued to it is part of it.
    """
    start, end = item.candidate.start, item.candidate.end
    if item.candidate.frame == "whole":
        return text.blocks[text.index_at(start)]
    return start, end + (text.text[end : end + 1] in _LABEL_MARKS)


def _cut(text: Text, start: int, stop: int) -> tuple[str, Place]:
    """The words between two labels, line by line, the white space at line ends dropped; a word that
    a soft hyphen parts at a line's end is whole again.
    """
    lines = (line.strip() for line in text.text[start:stop].split("\n"))
    words = "\n".join(filter(None, lines)).replace("\xad\n", "").replace("\xad", "")
    return unmark(words), text.place(start, stop)


def _title_width(values: Sequence[Sequence[Value]], text: Text) -> int:
    """How wide the title cell is: what nearly all of its lines that another follows keep to, or
    the longest line where they are few.
    """
    titles = [_printed(text, group[0]) for group in values]
    followed = sorted(len(line) for lines in titles for line in lines[:-1])
    if len(followed) >= ENOUGH_LINES:
        return followed[int(len(followed) * 0.95)]
    return max((len(line) for lines in titles for line in lines), default=0)


def _printed(text: Text, head: Value) -> list[str]:
    """The lines of a title as printed, the code that may stand before it included."""
    lines = head.text.split("\n")
    if not head.label.candidate.closes:
        lines[0] = f"{head.label.candidate.words} {lines[0]}"
    return lines


def _form(text: Text, values: Sequence[Value], template: Template, width: int) -> Form:
    head = values[0]
    found = _joined(values[1:])
    lead = 0 if head.label.candidate.closes else len(head.label.candidate.words) + 1
    title, notes = title_and_notes(head.text.split("\n"), width, lead, template.notes)
    return Form(
        code=_code(text, head.label, template),
        title="\n".join(filter(None, (title, found.get("title", "")))),
        notes=(*notes, *(value.text for value in values if value.name == "notes")),
        budget=found.get("budget", ""),
        responsible=_parties(found, "responsible"),
        evaluation=found.get("evaluation", ""),
        involved=_parties(found, "involved"),
        summary=found.get("summary", ""),
        milestones=tuple(_milestones(values, template)),
        extra=tuple(
            (name[6:], words) for name, words in found.items() if name.startswith("extra.")
        ),
        source=_whole(text, values),
        places=(("title", head.place), *((value.name, value.place) for value in values[1:])),
    )


def _joined(values: Sequence[Value]) -> dict[str, str]:
    """The words per field. Those under a further label of a field, or under one that only heads a
    group, are added to the field before, so that no word is lost.
    """
    found: dict[str, str] = {}
    field = "title"
    for value in values:
        if value.name in _ROWS:
            continue
        field = value.name if value.name in FIELDS or value.name.startswith("extra.") else field
        found[field] = "\n".join(filter(None, (found.get(field, ""), value.text)))
    return found


def _code(text: Text, label: Taken, template: Template) -> ActionCode:
    match = template.start.match(text.text, label.candidate.start)
    words = match["code"] if match else label.candidate.words
    try:
        return ActionCode.parse("".join(words.split()))
    except ValueError as error:
        line = text.line_at(label.candidate.start).number
        raise TemplateError(
            f"Sjabloon {template.name}, sleutel form.start: vindt op regel {line} {words!r}, en dat"
            " is geen code van letters en cijfers."
        ) from error


def _parties(found: dict[str, str], role: str) -> Parties:
    names = ("cabinet", "administration", "people_in_poverty", "other_actors")
    return Parties(**{name: found.get(f"{role}.{name}", "") for name in names})


def _milestones(values: Sequence[Value], template: Template) -> Iterator[Milestone]:
    """The rows of the table; words beside every row are one without a period."""
    rows = [value for value in values if value.name in ("milestones", "period")]
    first = template.milestones.order == ORDERS[0]
    periods: list[Value | None] = [value if value.name == "period" else None for value in rows]
    for period, words in zip(periods if first else [*periods[1:], None], rows, strict=True):
        if period or words.text:
            text = " ".join(period.label.candidate.words.split()) if period else ""
            yield Milestone(Period.parse(text), words.text, words.place)


def _whole(text: Text, values: Sequence[Value]) -> Place:
    """From the line of the code to the last line that holds a label or a word of the form."""
    first = text.line_at(values[0].label.candidate.start)
    own = [value for value in values if value.name != "heading"]
    ends = [text.line_at(value.label.candidate.end - 1).number for value in own]
    ends += [value.place.last_line for value in own]
    return Place(first.number, max(ends), first.page)


def _missing(values: Sequence[Value], template: Template) -> Iterator[Doubt]:
    present = {value.name for value in values}
    for label in template.labels:
        name = label.field or label.name
        if name not in present:
            yield Doubt(name, f"label niet gevonden: {label.words[0]}")
    if not present & {"milestones", "period"}:
        yield Doubt("milestones", f"niet gevonden: {template.milestones.words[0]}")
