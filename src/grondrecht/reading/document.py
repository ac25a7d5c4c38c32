"""A document as lines: what every kind of file is turned into before its forms are looked for."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import accumulate

from grondrecht.plan.model import Place, Source


@dataclass(frozen=True, slots=True)
class Line:
    """One printed line, or one paragraph of a table cell.

    ``number`` counts the lines that the document gives, from 1; ``page`` counts pages from 1;
    ``cell`` names the table cell (``table.row.column``) and is empty outside tables.
    """

    text: str
    number: int
    page: int | None = None
    cell: str = ""


@dataclass(frozen=True)
class Document:
    """The lines of a document that hold anything, in reading order, and where they came from."""

    source: Source
    lines: Sequence[Line]


@dataclass(frozen=True)
class Text:
    """Lines joined into one text, so that a value or a label may run over their ends.

    Offsets into ``text`` are the only coordinates that the alignment uses; ``place`` leads back to
    the document. ``width`` is how many characters its long lines have.
    """

    lines: Sequence[Line]
    text: str
    starts: Sequence[int] = field(repr=False)
    width: int = 0

    @classmethod
    def of(cls, lines: Iterable[Line]) -> Text:
        """Join lines, one newline between them."""
        kept = tuple(lines)
        starts = list(accumulate((len(line.text) + 1 for line in kept), initial=0))
        widths = sorted(len(line.text.strip()) for line in kept)
        width = widths[int(len(widths) * 0.95)] if widths else 0
        return cls(kept, "\n".join(line.text for line in kept), starts, width)

    def line_at(self, offset: int) -> Line:
        """The line on which an offset stands."""
        return self.lines[self.index_at(offset)]

    def index_at(self, offset: int) -> int:
        """The index in ``lines`` of the line on which an offset stands."""
        return min(bisect_right(self.starts, offset), len(self.lines)) - 1

    def place(self, start: int, end: int) -> Place:
        """Where text[start:end] stood, white space at its ends left out."""
        piece = self.text[start:end]
        start += len(piece) - len(piece.lstrip())
        end -= len(piece) - len(piece.rstrip()) if piece.strip() else 0
        first = self.line_at(start)
        last = self.line_at(max(start, end - 1))
        return Place(first.number, last.number, first.page, first.cell or None)
