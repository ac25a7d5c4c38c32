"""Word documents (.docx): paragraphs as lines, tables cell by cell.

The document's XML is read as a stream by expat, without building a tree: memory does not grow with
what is not text, tables may be nested as deep as they like, and no entity is ever expanded.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from functools import lru_cache
from xml.parsers import expat

from grondrecht.plan.model import Source
from grondrecht.reading.document import Document, Line
from grondrecht.reading.errors import DocumentError
from grondrecht.reading.limits import LONGEST_LINE, MOST_LINES, endless_line, too_many_lines
from grondrecht.reading.text import seen
from grondrecht.reading.word_package import archive_of, feed, main_part

_NAMESPACES = (
    "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "http://purl.oclc.org/ooxml/wordprocessingml/main",
    "http://schemas.openxmlformats.org/officeDocument/2006/math",
    "http://purl.oclc.org/ooxml/officeDocument/math",
    "http://schemas.openxmlformats.org/markup-compatibility/2006",
)
# Elements whose content is not printed where they stand: what was deleted or moved away, drawings
# and text boxes, properties, the older copy of what newer programs draw.
_DRAWN = ("drawing", "pict", "object", "Fallback")
_PROPERTIES = ("pPr", "rPr", "sectPr", "sdtPr", "tblPr", "tblGrid", "fldData", "rt")
_SKIPPED = frozenset(("del", "moveFrom", *_DRAWN, *_PROPERTIES))
_SIGNS = {"br": "\n", "cr": "\n", "tab": "\t", "ptab": "\t", "noBreakHyphen": "-"}


def read_word(data: bytes, source: Source, progress: Callable[[float], None]) -> Document:
    """Read a Word document's body in order; headers, footers, notes, text boxes and deletions are
    left out, insertions are text.

    Raises DocumentError where the file is damaged, is no Word document or unpacks to too much.
    """
    reader = _Reader(source.file)
    try:
        _read_body(data, reader, progress)
    except DocumentError:
        raise
    except Exception as error:  # the parsers raise many kinds for a damaged file
        raise _damaged(source.file) from error
    return Document(replace(source, lines=reader.number), reader.lines)


def _read_body(data: bytes, reader: _Reader, progress: Callable[[float], None]) -> None:
    with archive_of(data, reader.name) as archive:
        part = main_part(archive, reader.name)
        with archive.open(part) as stream:
            for done in feed(_parser(reader), stream):
                progress(min(1.0, done / part.file_size))


@dataclass
class _Reader:
    """What expat tells about a document's body, turned into lines one after the other.

    ``words`` is the paragraph that is open, ``skipped`` how many elements are open of which nothing
    is read, ``depth`` how many tables: what stands in an inner table belongs to the outermost cell.
    """

    name: str
    number: int = 0
    lines: list[Line] = field(default_factory=list)
    words: list[str] = field(default_factory=list)
    length: int = 0
    in_text: bool = False
    skipped: int = 0
    depth: int = 0
    table: int = 0
    row: int = 0
    column: int = 1
    span: int = 1
    covered: bool = False

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        """An element begins."""
        name = _local(tag)
        if self.skipped or name in _SKIPPED:
            self.skipped += 1
        elif name in _SIGNS:
            self.add(_SIGNS[name])
        elif name == "t":
            self.in_text = True
        elif name == "tbl":
            self.open_table()
        elif self.depth == 1 and name in _IN_TABLE:
            _IN_TABLE[name](self, _value(attributes))

    def end(self, tag: str) -> None:
        """An element ends."""
        name = _local(tag)
        if self.skipped:
            self.skipped -= 1
        elif name == "t":
            self.in_text = False
        elif name == "p":
            self.close_paragraph()
        elif name == "tbl":
            self.depth -= 1
        elif name == "tc" and self.depth == 1:
            self.column += self.span

    def text(self, data: str) -> None:
        """Characters, wherever they stand."""
        if self.in_text and not self.skipped:
            self.add(data)

    def add(self, words: str) -> None:
        self.words.append(words)
        self.length += len(words)
        if self.length > LONGEST_LINE:
            raise endless_line(self.name, self.number + 1)

    def close_paragraph(self) -> None:
        """The lines of the paragraph; those of a cell that one above it covers are not printed."""
        if self.depth and self.covered:
            self.words, self.length = [], 0
            return
        place = f"{self.table}.{self.row}.{self.column}" if self.depth else ""
        for line in "".join(self.words).split("\n"):
            self.number += 1
            if line and not line.isspace():
                self.lines.append(Line(seen(line), self.number, None, place))
        if self.number > MOST_LINES:
            raise too_many_lines(self.name)
        self.words, self.length = [], 0

    def open_table(self) -> None:
        self.depth += 1
        if self.depth == 1:
            self.table += 1
            self.row, self.covered = 0, False

    def open_row(self, value: str) -> None:
        self.row, self.column = self.row + 1, 1

    def open_cell(self, value: str) -> None:
        self.span, self.covered = 1, False

    def pass_columns(self, value: str) -> None:
        self.column += _count(value, 0)

    def set_span(self, value: str) -> None:
        self.span = _count(value, 1)

    def set_merge(self, value: str) -> None:
        self.covered = value != "restart"


# What happens where such an element begins in an outermost table.
_IN_TABLE: dict[str, Callable[[_Reader, str], None]] = {
    "tr": _Reader.open_row,
    "gridBefore": _Reader.pass_columns,
    "tc": _Reader.open_cell,
    "gridSpan": _Reader.set_span,
    "vMerge": _Reader.set_merge,
    "hMerge": _Reader.set_merge,
}


@lru_cache(maxsize=1000)
def _local(tag: str) -> str:
    """The name of an element of a text document, whichever of the two standards it follows."""
    space, _, name = tag.rpartition(" ")
    return name if space in _NAMESPACES else ""


def _value(attributes: dict[str, str]) -> str:
    return next((value for name, value in attributes.items() if _local(name) == "val"), "")


def _count(value: str, least: int) -> int:
    return max(least, int(value)) if value.isdecimal() and len(value) < 4 else least


def _parser(reader: _Reader) -> expat.XMLParserType:
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = True
    parser.StartElementHandler, parser.EndElementHandler = reader.start, reader.end
    parser.CharacterDataHandler = reader.text
    return parser


def _damaged(name: str) -> DocumentError:
    return DocumentError(
        f"{name} is een beschadigd of onvolledig Word-document; open het in Word en sla het opnieuw"
        " op als .docx."
    )
