"""PDF documents: words with their place on the page, ruled tables cell by cell."""

from __future__ import annotations

import io
from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import pdfplumber
from pdfminer.pdfdocument import PDFPasswordIncorrect
from pdfplumber.page import Page

from grondrecht.plan.model import Source
from grondrecht.reading.document import Document, Line
from grondrecht.reading.errors import DocumentError

# Words whose tops differ by no more than this many points stand on one line; edges that differ by
# no more begin the same column.
SAME_LINE = 3.0
SAME_COLUMN = 4.0


@dataclass(frozen=True)
class _Word:
    text: str
    x: float
    top: float


@dataclass(frozen=True)
class _Piece:
    """A printed line of a page: outside tables, or in the cell of a table that begins at x."""

    text: str
    page: int
    table: int = 0
    row: int = 0
    x: float = 0.0


def read_pdf(data: bytes, source: Source, progress: Callable[[float], None]) -> Document:
    """Read a PDF page by page, from top to bottom; the cells of ruled tables one after the other.

    Raises DocumentError where the file is damaged, encrypted or has no text layer.
    """
    pieces: list[_Piece] = []
    pages = 0
    try:
        with pdfplumber.open(io.BytesIO(data)) as pdf:
            pages = len(pdf.pages)
            for page in pdf.pages:
                pieces += _page_pieces(page, max((piece.table for piece in pieces), default=0))
                progress(page.page_number / pages)
                page.close()
    except Exception as error:  # the parsers raise many kinds for a damaged file
        raise _refusal(source.file, error) from error
    if not pieces:
        raise _no_text(source.file, pages)
    return Document(
        Source(source.file, source.sha256, source.media_type, None, pages), _lines(pieces)
    )


def _page_pieces(page: Page, tables_before: int) -> list[_Piece]:
    """The lines of a page: those of a table stand where its top is."""
    words = page.extract_words(char_dir_rotated="btt")
    placed: list[tuple[float, list[_Piece]]] = []
    for number, table in enumerate(page.find_tables(), tables_before + 1):
        inside = [word for word in words if _within(word, table.bbox)]
        words = [word for word in words if word not in inside]
        if inside:
            placed.append(
                (table.bbox[1], list(_table_pieces(table, inside, number, page.page_number)))
            )
    for line in _in_lines([_Word(w["text"], w["x0"], w["top"]) for w in words]):
        text = " ".join(word.text for word in line)
        placed.append((line[0].top, [_Piece(text, page.page_number)]))
    return [piece for _, pieces in sorted(placed, key=lambda item: item[0]) for piece in pieces]


def _table_pieces(
    table: Any, words: Sequence[dict[str, Any]], number: int, page: int
) -> Iterator[_Piece]:
    for row_number, row in enumerate(table.rows, 1):
        for cell in filter(None, row.cells):
            inside = [_Word(w["text"], w["x0"], w["top"]) for w in words if _within(w, cell)]
            for line in _in_lines(inside):
                text = " ".join(word.text for word in line)
                yield _Piece(text, page, number, row_number, cell[0])


def _within(word: dict[str, Any], box: tuple[float, float, float, float]) -> bool:
    """Whether the middle of a word lies in a box."""
    x, y = (word["x0"] + word["x1"]) / 2, (word["top"] + word["bottom"]) / 2
    return box[0] <= x <= box[2] and box[1] <= y <= box[3]


def _in_lines(words: Sequence[_Word]) -> list[list[_Word]]:
    """Words grouped into lines from top to bottom, each from left to right."""
    lines: list[list[_Word]] = []
    for word in sorted(words, key=lambda word: word.top):
        if lines and word.top - lines[-1][0].top <= SAME_LINE:
            lines[-1].append(word)
        else:
            lines.append([word])
    return [sorted(line, key=lambda word: word.x) for line in lines]


def _lines(pieces: Sequence[_Piece]) -> list[Line]:
    """Number the lines, and the columns of all tables together so that pages can be compared."""
    edges: list[float] = []
    for x in sorted({piece.x for piece in pieces if piece.table}):
        if not edges or x - edges[-1] > SAME_COLUMN:
            edges.append(x)
    return [
        Line(piece.text, number, piece.page, _cell(piece, edges))
        for number, piece in enumerate(pieces, 1)
    ]


def _cell(piece: _Piece, edges: Sequence[float]) -> str:
    if not piece.table:
        return ""
    return f"{piece.table}.{piece.row}.{bisect_left(edges, piece.x - SAME_COLUMN) + 1}"


def _refusal(name: str, error: Exception) -> DocumentError:
    causes = [error, *error.args, error.__cause__]
    if any(isinstance(cause, PDFPasswordIncorrect) for cause in causes):
        return DocumentError(
            f"{name} is met een wachtwoord beveiligd; sla het op zonder wachtwoord."
        )
    return DocumentError(
        f"{name} is een beschadigde of onvolledige PDF; haal het bestand opnieuw op of druk het"
        " opnieuw af als PDF."
    )


def _no_text(name: str, pages: int) -> DocumentError:
    if not pages:
        return _refusal(name, ValueError())
    return DocumentError(
        f"{name} heeft {pages} bladzijden maar geen tekst: het is een scan. Maak eerst een PDF met"
        " tekstlaag (OCR)."
    )
