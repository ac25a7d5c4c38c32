"""PDF documents: the printed lines of every page, ruled tables cell by cell.

A program of its own (pdf_pages.py) reads the pages: whatever a crafted file does to it, here it
ends in one sentence.
"""

from __future__ import annotations

import contextlib
import json
import os
import signal
import subprocess
import sys
from bisect import bisect_left
from collections.abc import Callable, Generator, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from grondrecht.plan.model import Source
from grondrecht.reading.document import Document, Line
from grondrecht.reading.errors import DocumentError
from grondrecht.reading.limits import MOST_LINES, too_many_lines

# Left edges of cells that differ by no more than this many points begin the same column.
SAME_COLUMN = 4.0
# A PDF ends with this mark, within so many bytes of its end.
_END, _NEAR_END = b"%%EOF", 1024

# What is wrong and what to do, by the word the program says or the signal that ended it.
REFUSALS = {
    "password": "is met een wachtwoord beveiligd; sla het op zonder wachtwoord",
    "damaged": "is een beschadigde of onvolledige PDF; haal het bestand opnieuw op of druk het"
    " opnieuw af als PDF",
    "crashed": "is een beschadigde of te zware PDF; haal het bestand opnieuw op of druk het opnieuw"
    " af als PDF",
    "empty": "heeft geen enkele bladzijde; haal het bestand opnieuw op",
    "pages": "heeft meer dan 20.000 bladzijden; splits het document en lees de delen",
    "signs": "heeft op bladzijde {page} meer tekens dan gedrukt kunnen zijn; druk het opnieuw af"
    " als PDF",
    "slow": "vraagt op bladzijde {page} te veel rekenwerk; druk het opnieuw af als PDF",
    "scan": "heeft geen tekstlaag ({page} blz.): het is een scan. Maak er eerst een PDF met"
    " tekstlaag van (OCR)",
}


# A line as pdf_pages.py gives it: words, table, row, left.
_Found = tuple[str, int, int, float]


@dataclass(frozen=True, slots=True)
class _Piece:
    """A printed line: outside tables (table 0), or in the cell of a table that begins at left."""

    text: str
    page: int
    table: int
    row: int
    left: float


def read_pdf(data: bytes, source: Source, progress: Callable[[float], None]) -> Document:
    """Read a PDF page by page, from top to bottom; the cells of ruled tables one after the other.

    Raises DocumentError where the file is damaged, encrypted or has no text layer.
    """
    if _END not in data.rstrip(b"\0\t\r\n ")[-_NEAR_END:]:
        raise _refusal(source.file, "damaged")
    pieces: list[_Piece] = []
    page = tables = 0
    with contextlib.closing(_pages(data, source.file)) as read:
        for page, (pages, found) in enumerate(read, 1):
            pieces += [_Piece(words, page, t and t + tables, r, x) for words, t, r, x in found]
            tables += max((table for _, table, _, _ in found), default=0)
            if len(pieces) > MOST_LINES:
                raise too_many_lines(source.file)
            progress(page / pages)
    if not pieces:
        raise _refusal(source.file, "scan" if page else "empty", page)
    return Document(replace(source, pages=page), _lines(pieces))


def _pages(data: bytes, name: str) -> Generator[tuple[int, list[_Found]], None, None]:
    """The number of pages and the pieces of the next one, as pdf_pages.py gives them."""
    command = [sys.executable, "-P", "-m", "grondrecht.reading.pdf_pages"]
    pipe, nowhere = subprocess.PIPE, subprocess.DEVNULL
    page, end = 0, "crashed"
    started = subprocess.Popen(command, stdin=pipe, stdout=pipe, stderr=nowhere, env=_env())
    with started as program, _killed(program):
        for message in _messages(program, data):
            if isinstance(message, str):
                end = message
                break
            page += 1
            yield message
    if program.returncode == -signal.SIGXCPU:
        end = "slow"
    if end:
        raise _refusal(name, end, page + 1)


@contextlib.contextmanager
def _killed(program: subprocess.Popen[bytes]) -> Iterator[None]:
    """The program does not outlive what is done with it."""
    try:
        yield
    finally:
        program.kill()


def _env() -> dict[str, str]:
    """The surroundings of this program, in which the other finds the same package first."""
    paths = (str(Path(__file__).parents[2]), os.environ.get("PYTHONPATH"))
    return {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, paths))}


def _messages(program: subprocess.Popen[bytes], data: bytes) -> Iterator[Any]:
    given, taken = program.stdin, program.stdout
    if given is None or taken is None:
        return
    with contextlib.suppress(BrokenPipeError), given:
        given.write(data)
    for line in taken:
        yield json.loads(line)


def _lines(pieces: Sequence[_Piece]) -> list[Line]:
    """Number the lines, and the columns of all tables together so that pages can be compared."""
    edges: list[float] = []
    for left in sorted({piece.left for piece in pieces if piece.table}):
        if not edges or left - edges[-1] > SAME_COLUMN:
            edges.append(left)
    return [
        Line(piece.text, number, piece.page, _cell(piece, edges))
        for number, piece in enumerate(pieces, 1)
    ]


def _cell(piece: _Piece, edges: Sequence[float]) -> str:
    if not piece.table:
        return ""
    return f"{piece.table}.{piece.row}.{bisect_left(edges, piece.left - SAME_COLUMN) + 1}"


def _refusal(name: str, why: str, page: int = 0) -> DocumentError:
    return DocumentError(f"{name} {REFUSALS[why].format(page=page)}.")
