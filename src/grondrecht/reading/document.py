"""A document as lines: what every kind of file is turned into before its forms are looked for."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import accumulate, groupby, repeat

from grondrecht.plan.model import Place, Source

# From how many blanks on a line is moved in.
INDENT = 3
# How far from its beginning a print may say how it sets values apart.
FRONT = 2000


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
    the document. ``width`` is how many characters its long lines have. ``blocks`` holds per line
    where its cell begins and ends, or the line itself outside tables; ``parts`` the stretch around
    it that no label leaves: a cell, or lines that are moved in alike. ``tabled`` says that it has
    cells, ``indented`` that it moves its values in.
    """

    lines: Sequence[Line]
    text: str
    starts: Sequence[int] = field(repr=False)
    width: int = 0
    blocks: Sequence[tuple[int, int]] = field(repr=False, default=())
    parts: Sequence[tuple[int, int]] = field(repr=False, default=())
    tabled: bool = False
    indented: bool = False

    @classmethod
    def of(cls, lines: Iterable[Line], margin_note: str = "") -> Text:
        """Join lines, one newline between them. ``margin_note`` is the sentence with which a print
        says that it moves its values in.
        """
        kept = tuple(lines)
        starts = list(accumulate((len(line.text) + 1 for line in kept), initial=0))
        text = "\n".join(line.text for line in kept)
        indented = (bool(margin_note) and margin_note in text[:FRONT]) or _is_indented(kept)
        return cls(
            kept,
            text,
            starts,
            _width(kept),
            list(_stretches(kept, starts, lambda line: line.cell or line)),
            list(_stretches(kept, starts, lambda line: (line.cell, indented and _moved_in(line)))),
            tabled=any(line.cell for line in kept),
            indented=indented,
        )

    def line_at(self, offset: int) -> Line:
        """The line on which an offset stands."""
        return self.lines[self.index_at(offset)]

    def index_at(self, offset: int) -> int:
        """The index in ``lines`` of the line on which an offset stands."""
        return min(bisect_right(self.starts, offset), len(self.lines)) - 1

    def place(self, start: int, end: int) -> Place:
        """Where text[start:end] stood, white space at its ends left out; one of white space alone
        stood on the line where it begins.
        """
        piece = self.text[start:end]
        if piece.strip():
            start += len(piece) - len(piece.lstrip())
            end -= len(piece) - len(piece.rstrip())
        else:
            end = start
        first = self.line_at(start)
        last = self.line_at(max(start, end - 1))
        return Place(first.number, last.number, first.page, first.cell or None)


def _width(lines: Sequence[Line]) -> int:
    widths = sorted(len(line.text.strip()) for line in lines)
    return widths[int(len(widths) * 0.95)] if widths else 0


def _is_indented(lines: Sequence[Line]) -> bool:
    moved = sum(_moved_in(line) for line in lines)
    return 0.2 * len(lines) < moved < 0.95 * len(lines)


def _moved_in(line: Line) -> bool:
    return not line.cell and line.text.startswith(" " * INDENT)


def _stretches(
    lines: Sequence[Line], starts: Sequence[int], key: Callable[[Line], Hashable]
) -> Iterator[tuple[int, int]]:
    """Per line, the offsets between which the neighbours with its key stand, itself among them."""
    number = 0
    for _, group in groupby(lines, key=key):
        size = sum(1 for _ in group)
        yield from repeat((starts[number], starts[number + size] - 1), size)
        number += size
