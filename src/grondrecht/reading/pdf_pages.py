"""The pages of a PDF through PDFium: printed signs and drawn rules become lines and cells.

Run as a program, with a PDF on standard input, it writes a line of JSON per page. pdf.py does so:
what a crafted file may do to a parser (crash, hang, swallow memory) stays in that program.
"""

from __future__ import annotations

import contextlib
import json
import resource
import sys
import time
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import astuple, dataclass

import pypdfium2
import pypdfium2.raw as pdfium

from grondrecht.reading.pdfium_page import PageError, signs_and_rules
from grondrecht.reading.printed_words import Word, lines, words
from grondrecht.reading.ruled import Table, tables
from grondrecht.reading.text import seen

# More is no printed document.
MOST_PAGES = 20_000
# What a page may take: seconds of computing, bytes of memory beside the file's own.
SECONDS = 3
MEMORY = 350_000_000

_LIGATURES = str.maketrans(
    {"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st"}
)


@dataclass(frozen=True)
class Piece:
    """A printed line of a page: outside tables (table 0), or in a table's cell, which begins at row
    ``row`` and ``left`` points from the left of the page.
    """

    text: str
    table: int = 0
    row: int = 0
    left: float = 0.0


def pages(data: bytes) -> Iterator[tuple[int, list[Piece]]]:
    """The number of pages and the lines of the next one, page by page, from top to bottom.

    Raises PageError: ``password``, ``damaged``, ``pages`` (too many), ``signs`` (on one page).
    """
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        code = pdfium.FPDF_GetLastError()
        locked = code in (pdfium.FPDF_ERR_PASSWORD, pdfium.FPDF_ERR_SECURITY)
        raise PageError("password" if locked else "damaged") from error
    with contextlib.closing(document):
        count = len(document)
        if count > MOST_PAGES:
            raise PageError("pages")
        for number in range(count):
            try:
                page = document[number]
            except pypdfium2.PdfiumError as error:
                raise PageError("damaged") from error
            with contextlib.closing(page):
                yield count, pieces(page)


def pieces(page: pypdfium2.PdfPage) -> list[Piece]:
    """The lines of a page; those of a table stand where its top is, cell after cell."""
    signs, lying, standing = signs_and_rules(page)
    drawn = tables(lying, standing)
    outside: list[Word] = []
    inside: dict[tuple[int, int, int], list[Word]] = defaultdict(list)
    for word in words(signs):
        place = _place(word, drawn)
        (inside[place] if place else outside).append(word)
    placed = [(line[0].y, [Piece(_text(line))]) for line in lines(outside)]
    for number, table in enumerate(drawn):
        cells = [item for item in sorted(inside.items()) if item[0][0] == number]
        placed.append((table.down[0], list(_cell_pieces(cells, table))))
    return [piece for _, group in sorted(placed, key=lambda pair: pair[0]) for piece in group]


def _place(word: Word, drawn: Sequence[Table]) -> tuple[int, int, int] | None:
    for number, table in enumerate(drawn):
        cell = table.cell_at(word.x, word.y)
        if cell:
            return number, *cell
    return None


def _cell_pieces(
    cells: Sequence[tuple[tuple[int, int, int], list[Word]]], table: Table
) -> Iterator[Piece]:
    for (number, row, column), found in cells:
        for line in lines(found):
            yield Piece(_text(line), number + 1, row + 1, table.across[column])


def _text(line: Sequence[Word]) -> str:
    return seen(" ".join(word.text for word in line).translate(_LIGATURES))


def main() -> None:
    """Write a line of JSON per page of the PDF on standard input, at last how it went: each page is
    [number of pages, [[text, table, row, left], ...]], the end a word that is empty where all is
    well.
    """
    data = sys.stdin.buffer.read()
    _limit(resource.RLIMIT_CORE, 0)
    _limit(resource.RLIMIT_AS, MEMORY + 2 * len(data))
    _limit(resource.RLIMIT_CPU, int(time.process_time()) + SECONDS)
    end = ""
    try:
        for count, found in pages(data):
            print(json.dumps([count, [astuple(piece) for piece in found]]))
            _limit(resource.RLIMIT_CPU, int(time.process_time()) + SECONDS)
    except PageError as error:
        end = str(error)
    print(json.dumps(end), flush=True)


def _limit(kind: int, most: int) -> None:
    """Set what this program may use; some systems do not know every limit."""
    with contextlib.suppress(ValueError, OSError):
        resource.setrlimit(kind, (most, resource.getrlimit(kind)[1]))


if __name__ == "__main__":
    main()
