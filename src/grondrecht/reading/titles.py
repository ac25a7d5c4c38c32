"""The words between a form's code and its first label: the title, and remarks about the form."""

from __future__ import annotations

import re
from collections.abc import Sequence


def title_and_notes(
    lines: Sequence[str], width: int, lead: int, patterns: Sequence[re.Pattern[str]]
) -> tuple[str, tuple[str, ...]]:
    """Split the lines behind a code into the title and the notes.

    ``width`` is how many characters fit on a line of the title cell: a line that leaves room for
    the next line's first word ends a paragraph; ``lead`` characters of the first line are the code.
    A paragraph that one of the ``patterns`` finds is a note; the others are the title.
    """
    title: list[str] = []
    notes: list[str] = []
    for paragraph in paragraphs(lines, width, lead):
        text = "\n".join(paragraph)
        (notes if any(pattern.search(text) for pattern in patterns) else title).append(text)
    if not title and notes:
        title, notes = notes[:1], notes[1:]
    return "\n".join(title), tuple(notes)


def paragraphs(lines: Sequence[str], width: int, lead: int = 0) -> list[list[str]]:
    """Group lines into paragraphs by whether the next word would still have fitted."""
    groups: list[list[str]] = []
    length = 0
    for number, line in enumerate(filter(None, (line.strip() for line in lines))):
        if groups and length + 1 + len(line.split()[0]) > width:
            groups[-1].append(line)
        else:
            groups.append([line])
        length = len(line) + (0 if number else lead)
    return groups
