"""Plain text in any of the encodings that offices use."""

from __future__ import annotations

import codecs
import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import count

from grondrecht.plan.model import Source
from grondrecht.reading.document import Document, Line
from grondrecht.reading.errors import DocumentError
from grondrecht.reading.limits import (
    LONGEST_LINE,
    MOST_LINES,
    endless_line,
    too_many_lines,
)

_MARKS = ((b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be"))
_SAMPLE = 4096
# Signs that no text has. Beyond this share of them, bytes are not text.
_JUNK = re.compile("[\\0-\\x08\\x0e-\\x19\\x1c-\\x1f\\x7f\\ufffd-\\uffff]")
_MOST_JUNK = 0.02


def read_text(data: bytes, source: Source, progress: Callable[[float], None]) -> Document:
    """Read plain text into lines; form feeds count its pages where there are any.

    Raises DocumentError where the bytes are not text, or too much of it.
    """
    _refuse_junk(data[:_SAMPLE], source.file)
    _refuse_endless_line(data, source.file)
    text = decode(data)
    length = text.count("\n") + (not text.endswith("\n"))
    if length > MOST_LINES:
        raise too_many_lines(source.file)
    lines = [line for line in _lines(text) if line.text and not line.text.isspace()]
    return Document(replace(source, lines=length), lines)


def decode(data: bytes) -> str:
    """Decode text as UTF-8, UTF-16, Windows-1252 or a mixture, found from the bytes themselves.

    Line ends become newlines; signs without any meaning (NUL, byte order marks) are dropped.
    """
    text = _decoded(data).lstrip("\ufeff").replace("\0", "")
    return text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text


def seen(line: str) -> str:
    """A line as it is seen: a soft hyphen counts where it ends the line, and nowhere else.

    It stays there as what it is, for it says for sure that the word goes on on the next line.

    >>> seen("onder\\xadsteu\\xad ")
    'ondersteu\\xad'
    """
    if "\xad" not in line:
        return line
    bare = line.rstrip()
    return bare.replace("\xad", "") + ("\xad" if bare.endswith("\xad") else "")


def _lines(text: str) -> Iterator[Line]:
    pages = count(1)
    page = next(pages) if "\f" in text else None
    for number, line in enumerate(text.split("\n"), 1):
        for place, piece in enumerate(line.split("\f") if page else [line]):
            page = next(pages) if place else page
            yield Line(seen(piece), number, page)


def _decoded(data: bytes) -> str:
    encoding = _encoding(data[:_SAMPLE])
    if encoding == "utf-8":
        return data.decode("utf-8", errors=_OLD)
    return data[: len(data) // 2 * 2].decode(encoding, errors="replace")


def _encoding(sample: bytes) -> str:
    for mark, encoding in _MARKS:
        if sample.startswith(mark):
            return encoding
    # Letters of western languages have a zero beside them in UTF-16, and a text has none else.
    even, odd = sample[::2].count(0), sample[1::2].count(0)
    if even + odd <= len(sample) // 4:
        return "utf-8"
    return "utf-16-le" if odd >= even else "utf-16-be"


def _old_letters(error: UnicodeError) -> tuple[str, int]:
    """What is no UTF-8 is a letter as Windows wrote it before: whole texts or pasted pieces."""
    if not isinstance(error, UnicodeDecodeError):
        raise error
    return error.object[error.start : error.end].decode("cp1252", errors="replace"), error.end


_OLD = "grondrecht.windows-1252"
codecs.register_error(_OLD, _old_letters)


def _refuse_junk(sample: bytes, name: str) -> None:
    text = _decoded(sample)
    if len(_JUNK.findall(text)) > _MOST_JUNK * len(text):
        raise DocumentError(
            f"{name} is geen tekst, PDF of Word-bestand (.docx); geef het document in een van die"
            " vormen."
        )


def _refuse_endless_line(data: bytes, name: str) -> None:
    at = 0
    while at + LONGEST_LINE < len(data):
        ends = (data.rfind(sign, at, at + LONGEST_LINE) for sign in (b"\n", b"\r", b"\f"))
        end = max(ends)
        if end < 0:
            raise endless_line(name, data.count(b"\n", 0, at) + 1)
        at = end + 1
