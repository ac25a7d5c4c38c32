"""Plain text in any of the encodings that offices use."""

from __future__ import annotations

from grondrecht.reading.document import Line
from grondrecht.reading.errors import DocumentError

_MARKS = {b"\xef\xbb\xbf": "utf-8-sig", b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16"}


def decode(data: bytes, name: str) -> str:
    """Decode text as UTF-8, UTF-16 or Latin-1 (Windows-1252), found from the bytes themselves."""
    for mark, encoding in _MARKS.items():
        if data.startswith(mark):
            return data.decode(encoding, errors="replace")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return data.decode("cp1252", errors="replace")


def text_lines(data: bytes, name: str) -> list[Line]:
    return [Line(text, n) for n, text in enumerate(decode(data, name).split("\n"), 1)]
