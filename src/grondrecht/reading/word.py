"""Word documents (.docx): paragraphs as lines, tables cell by cell."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Iterator
from itertools import count

import docx
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement

from grondrecht.plan.model import Source
from grondrecht.reading.document import Document, Line
from grondrecht.reading.errors import DocumentError

# What a Word document may unpack to; more is a mistake or an attack.
LARGEST = 400_000_000
_PARAGRAPH, _TABLE, _ROW, _CELL = (qn(f"w:{name}") for name in ("p", "tbl", "tr", "tc"))
_TEXT, _BREAK, _RETURN, _TAB = (qn(f"w:{name}") for name in ("t", "br", "cr", "tab"))
# Elements whose content is laid around what they hold: content controls, insertions, links.
_WRAPS = frozenset(
    qn(f"w:{name}") for name in ("sdt", "sdtContent", "ins", "hyperlink", "smartTag")
)
_SKIPPED = frozenset(qn(f"w:{name}") for name in ("del", "moveFrom", "pPr", "rPr", "fldData"))
_NO_BREAK_HYPHEN = qn("w:noBreakHyphen")
_SIGNS = {_BREAK: "\n", _RETURN: "\n", _TAB: "\t", _NO_BREAK_HYPHEN: "-"}


def read_word(data: bytes, source: Source, progress: Callable[[float], None]) -> Document:
    """Read a Word document's body in order; headers, footers, notes and deletions are left out.

    Raises DocumentError where the file is damaged, is no Word document or unpacks to too much.
    """
    _refuse_bomb(data, source.file)
    try:
        body = docx.Document(io.BytesIO(data)).element.body
    except Exception as error:  # the parsers raise many kinds for a damaged file
        raise _damaged(source.file) from error
    numbers, tables = count(1), count(1)
    lines: list[Line] = []
    children = list(body)
    for number, child in enumerate(children, 1):
        lines += _block(child, "", numbers, tables)
        progress(number / len(children))
    return Document(source, lines)


def _block(
    element: BaseOxmlElement, cell: str, numbers: Iterator[int], tables: Iterator[int]
) -> Iterator[Line]:
    """The lines of a paragraph, a table or whatever wraps them."""
    if element.tag == _PARAGRAPH:
        for text in _words(element).split("\n"):
            yield Line(text, next(numbers), None, cell)
    elif element.tag == _TABLE:
        yield from _table(element, cell, numbers, tables)
    elif element.tag in _WRAPS:
        for child in element:
            yield from _block(child, cell, numbers, tables)


def _table(
    table: BaseOxmlElement, outer: str, numbers: Iterator[int], tables: Iterator[int]
) -> Iterator[Line]:
    """The lines of a table, row by row; a table within a cell belongs to that cell."""
    name = next(tables)
    for row_number, row in enumerate(table.iter(_ROW) if not outer else table.findall(_ROW), 1):
        if not outer and next(row.iterancestors(_TABLE)) is not table:
            continue
        for column, cell in _cells(row):
            for child in cell:
                place = outer or f"{name}.{row_number}.{column}"
                yield from _block(child, place, numbers, tables)


def _cells(row: BaseOxmlElement) -> Iterator[tuple[int, BaseOxmlElement]]:
    """A row's cells with the grid column each begins in, those merged into the one above left out."""
    column = 1
    for cell in row.iter(_CELL):
        if next(cell.iterancestors(_ROW)) is not row:
            continue
        properties = cell.tcPr
        merge = properties.find(qn("w:vMerge")) if properties is not None else None
        if merge is None or merge.get(qn("w:val")) == "restart":
            yield column, cell
        column += cell.grid_span


def _words(element: BaseOxmlElement) -> str:
    """The text of a paragraph: runs, links and insertions, not deletions."""
    found = []
    for child in element:
        if child.tag == _TEXT:
            found.append(child.text or "")
        elif child.tag in _SIGNS:
            found.append(_SIGNS[child.tag])
        elif child.tag not in _SKIPPED:
            found.append(_words(child))
    return "".join(found)


def _refuse_bomb(data: bytes, name: str) -> None:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            entries = archive.infolist()
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as error:
        raise _damaged(name) from error
    if "word/document.xml" not in (entry.filename for entry in entries):
        raise DocumentError(
            f"{name} is een zip-bestand, maar geen Word-document; geef een .docx, een PDF of een"
            " tekst."
        )
    if sum(entry.file_size for entry in entries) > LARGEST:
        raise DocumentError(
            f"{name} wordt uitgepakt groter dan {LARGEST // 1_000_000} MB; dat is geen gewoon"
            " Word-document. Sla het opnieuw op, zonder afbeeldingen."
        )


def _damaged(name: str) -> DocumentError:
    return DocumentError(
        f"{name} is een beschadigd of onvolledig Word-document; open het in Word en sla het opnieuw"
        " op als .docx."
    )
