"""Plain text in any of the encodings that offices use."""

from __future__ import annotations

from itertools import accumulate

from grondrecht.reading.document import Line

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
    """The lines of a text file; form feeds count its pages where there are any."""
    text = decode(data, name).replace("\r\n", "\n").replace("\r", "\n")
    if "\f" not in text:
        return [Line(line, number) for number, line in enumerate(text.split("\n"), 1)]
    pages = accumulate(line.count("\f") for line in text.split("\n"))
    lines = zip(text.split("\n"), pages, strict=True)
    return [
        Line(line.replace("\f", " "), number, page + 1)
        for number, (line, page) in enumerate(lines, 1)
    ]
