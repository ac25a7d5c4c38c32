"""Plain text in any of the encodings that offices use."""

from __future__ import annotations

from collections.abc import Callable
from itertools import accumulate

from grondrecht.plan.model import Source
from grondrecht.reading.document import Document, Line
from grondrecht.reading.errors import DocumentError

_MARKS = {b"\xef\xbb\xbf": "utf-8-sig", b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16"}
_SAMPLE = 4096
# A line of a printed page is never this long; what has one is no document.
LONGEST_LINE = 1_000_000
_CONTROLS = frozenset(map(chr, range(32))) - frozenset("\t\n\r\f\v\x1a\x1b")
# Beyond this share of control characters, bytes are not text.
_JUNK = 0.02


def read_text(data: bytes, source: Source, progress: Callable[[float], None]) -> Document:
    """Read plain text into lines; form feeds count its pages where there are any.

    Raises DocumentError where the bytes are not text.
    """
    text = decode(data, source.file)
    pages = list(accumulate(line.count("\f") for line in text.split("\n")))
    paged = bool(pages[-1])
    lines = [
        Line(line.replace("\f", " "), number, page + 1 if paged else None)
        for number, (line, page) in enumerate(zip(text.split("\n"), pages, strict=True), 1)
    ]
    _refuse_endless_line(lines, source.file)
    return Document(source, lines)


def decode(data: bytes, name: str) -> str:
    """Decode text as UTF-8, UTF-16 or Latin-1 (as Windows-1252), found from the bytes themselves.

    Line ends become newlines. Raises DocumentError where the bytes are not text.
    """
    text = data.decode(_encoding(data), errors="replace")
    text = text.replace("\r\n", "\n").replace("\r", "\n").lstrip("\ufeff")
    controls = sum(map(_CONTROLS.__contains__, text[:_SAMPLE])) + text[:_SAMPLE].count("\ufffd")
    if controls > _JUNK * len(text[:_SAMPLE]):
        raise DocumentError(
            f"{name} is geen tekst, PDF of Word-bestand (.docx); geef het document in een van die"
            " vormen."
        )
    return text


def _encoding(data: bytes) -> str:
    for mark, encoding in _MARKS.items():
        if data.startswith(mark):
            return encoding
    sample = data[:_SAMPLE]
    if sample.count(0) > len(sample) // 4:
        return "utf-16-le" if sample[1::2].count(0) >= sample[::2].count(0) else "utf-16-be"
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return "cp1252"
    return "utf-8"


def _refuse_endless_line(lines: list[Line], name: str) -> None:
    for line in lines:
        if len(line.text) > LONGEST_LINE:
            raise DocumentError(
                f"{name}, regel {line.number}: een regel van {len(line.text)} tekens is geen gedrukt"
                " formulier; geef het document met zijn regeleinden."
            )
