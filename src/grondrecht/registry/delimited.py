"""Text in rows and cells (CSV), however a spreadsheet saved it; what is wrong in plain words."""

from __future__ import annotations

import codecs
import csv
import io
import re
from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _

SEPARATORS = ";,\t"
# Excel writes the sign that keeps cells apart above the headings, and reads it there.
_TOLD = re.compile(r'"?sep=([^\w"\r\n])"?[;,\t]*(?:\r\n|\r|\n|$)', re.IGNORECASE)


class DelimitedError(ValueError):
    """What is no table: the line where it goes wrong, and why in a few words."""

    def __init__(self, line: int, why: str) -> None:
        super().__init__(why)
        self.line, self.why = line, why


@dataclass(frozen=True)
class Delimited:
    """A text whose cells are kept apart by ``separator``; ``above`` are the lines before it."""

    text: str
    separator: str
    above: int = 0

    def rows(self) -> Iterator[tuple[int, list[str]]]:
        """Every row, empty ones too, with the line of the file on which it begins, from 1.

        Raises DelimitedError.
        """
        text = io.StringIO(self.text, newline="")
        rows = csv.reader(text, delimiter=self.separator, strict=True)
        line = self.above + 1
        while True:
            try:
                cells = next(rows, None)
            except csv.Error as error:
                raise DelimitedError(line, _why(error)) from error
            if cells is None:
                return
            yield line, cells
            line = self.above + rows.line_num + 1


def delimited(text: str) -> Delimited:
    """A text as a table: the sign between its cells is as it says itself (``sep=;``), or else
    whichever of semicolon, comma and tab there is most of in its first line with words."""
    if told := _TOLD.match(text):
        return Delimited(text[told.end() :], told[1], above=1)
    first = text.lstrip("\r\n").partition("\n")[0]
    return Delimited(text, max(SEPARATORS, key=first.count))


def text_of(data: bytes) -> str:
    """The text of a file: UTF-8 or UTF-16 (Excel's “Unicode text”), with or without byte order
    mark; else as Windows in Western Europe writes. What stands for no letter becomes U+FFFD."""
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return data.decode("utf-16", "replace")
    # The first letter of a table is one of ours: half of it is zero where letters take two bytes.
    for place, encoding in ((1, "utf-16-le"), (0, "utf-16-be")):
        if data[place : place + 1] == b"\0":
            return data.decode(encoding, "replace")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252", "replace")


def _why(error: csv.Error) -> str:
    """What Python's reader says of a table, in words for people."""
    words = str(error)
    if "end of data" in words:
        return _("a quotation mark is opened and never closed")
    if "field limit" in words:
        most = csv.field_size_limit()
        return _("a cell has more than %(most)s characters") % {"most": most}
    if "expected after" in words:
        return _("something stands behind a closing quotation mark")
    return _("it has signs that no text has")
