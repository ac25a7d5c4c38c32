"""How much of a document is read: what is larger is a mistake or an attack, and is refused."""

from __future__ import annotations

from grondrecht.reading.errors import DocumentError

# A plan of a hundred times the Flemish one still fits.
MOST_LINES = 3_000_000
# A line of a printed page is never this long; what has one is no document.
LONGEST_LINE = 1_000_000


def too_many_lines(name: str) -> DocumentError:
    """What is said of a document without end."""
    return DocumentError(
        f"{name} heeft meer dan drie miljoen regels; splits het document en lees de delen."
    )


def endless_line(name: str, number: int) -> DocumentError:
    """What is said of a line, or a paragraph, that goes on and on."""
    return DocumentError(
        f"{name}, regel {number}: een regel van meer dan een miljoen tekens is geen gedrukt"
        " formulier; geef het document met zijn regeleinden."
    )
