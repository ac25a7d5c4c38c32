"""A report as a Word document that people can go on writing in.

Real headings, captions that number themselves, tables whose first row comes back on each page,
drawings with their words, and a table of contents that is filled in already.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from io import BytesIO
from itertools import count
from typing import Any
from xml.sax.saxutils import escape, quoteattr

import docx
from docx.document import Document
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.shared import Emu

from grondrecht.followup.report import charts
from grondrecht.followup.report.blocks import (
    Block,
    Bullets,
    Chart,
    Content,
    Facts,
    Heading,
    Paragraph,
    Table,
)
from grondrecht.followup.report.word_styles import PAGE, REPORT_TABLE, Look, set_up
from grondrecht.plan.marks import mark

# A row of more text than this may be broken between pages.
_LONG = 1200
_PARAGRAPHS = {"body": "Body Text", "lead": "Lead", "note": "Note", "label": "Label"}
# The contents hold these levels.
_LISTED = 2
_TO_THE_RIGHT = '<w:jc w:val="right"/>'
# English Metric Units in a twentieth of a point.
_EMU = 635


def word(content: Content, manner: str = "report") -> bytes:
    """Print a report; ``manner`` is ``report`` or ``citizens``."""
    document = docx.Document()
    set_up(document, content, Look(manner))
    writer = _Writer(document, content)
    parts = [*_front(content, writer)] if manner == "report" else [*_top(content)]
    parts += [part for block in content.blocks for part in writer.printed(block)]
    # Everything goes before the section's properties, which Word wants last.
    end = document.element.body[-1]
    for part in parts:
        end.addprevious(part if not isinstance(part, str) else parse_xml(part))
    data = BytesIO()
    document.save(data)
    return data.getvalue()


class _Writer:
    """Prints the blocks of one document: it numbers their bookmarks and captions."""

    def __init__(self, document: Document, content: Content) -> None:
        self.document, self.content = document, content
        self.places, self.drawings = count(1), count(1)
        self.numbers = {"table": count(1), "figure": count(1)}

    def printed(self, block: Block) -> Iterator[Any]:
        """A block as XML, or as an element that the document made."""
        match block:
            case Heading():
                yield self._heading(block)
            case Paragraph():
                yield from _paragraphs(block.text, _PARAGRAPHS[block.style])
            case Bullets():
                yield from (_paragraph(item, "List Bullet") for item in block.items)
            case Facts():
                yield from (_fact(label, value) for label, value in block.items)
            case Table():
                yield from self._table(block)
            case Chart():
                yield from self._chart(block)

    def _heading(self, block: Heading) -> str:
        place = next(self.places)
        begins = "<w:pageBreakBefore/>" if block.new_page else ""
        marked = (
            f'<w:bookmarkStart w:id="{place}" w:name="{bookmark(place)}"/>{_run(block.text)}'
            f'<w:bookmarkEnd w:id="{place}"/>'
        )
        return _styled(f"Heading {block.level}", marked, begins)

    def _caption(self, kind: str, text: str, more: str = "") -> str:
        word_, number = self.content.words[kind], next(self.numbers[kind])
        field = (
            f'<w:fldSimple w:instr=" SEQ {word_} \\* ARABIC "><w:r><w:t>{number}</w:t></w:r>'
            "</w:fldSimple>"
        )
        return _styled("Caption", f"{_run(f'{word_} ')}{field}{_run(f'. {text}')}", more)

    def _table(self, block: Table) -> Iterator[str]:
        if block.caption:
            yield self._caption("table", block.caption, "<w:keepNext/>")
        yield table(block)
        # Word joins tables that touch.
        yield _paragraph("", "Gap")

    def _chart(self, block: Chart) -> Iterator[Any]:
        drawing = charts.svg(block.spec, self.content.language)
        share = min(1.0, charts.size(drawing)[0] / charts.FULL)
        picture = BytesIO(charts.png(block.spec, self.content.language))
        inline = self.document.part.new_pic_inline(picture, Emu(round(PAGE * _EMU * share)))
        inline.docPr.set("id", str(next(self.drawings)))
        inline.docPr.set("descr", _plain(block.alt))
        holder = parse_xml(_styled("Picture", "<w:r><w:drawing/></w:r>", "<w:keepNext/>"))
        holder.xpath(".//w:drawing")[0].append(inline)
        yield holder
        yield self._caption("figure", block.caption)


def bookmark(place: int) -> str:
    """The name of the bookmark of a heading, by its place among the headings."""
    return f"_Toc{place:06}"


def _front(content: Content, writer: _Writer) -> Iterator[str]:
    yield _paragraph(content.title, "Title")
    yield _paragraph(content.subtitle, "Subtitle")
    if content.mark:
        yield _paragraph(content.mark, "Draft")
    yield from (_fact(label, value) for label, value in content.front)
    yield _styled("TOC Heading", _run(content.words["contents"]), "<w:pageBreakBefore/>")
    headings = [block for block in content.blocks if isinstance(block, Heading)]
    listed = [(place, each) for place, each in enumerate(headings, 1) if each.level <= _LISTED]
    yield from _contents(listed)


def _contents(listed: Sequence[tuple[int, Heading]]) -> Iterator[str]:
    """The table of contents: a field with its entries filled in, each a link to its heading."""
    begin = (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText xml:space="preserve">'
        f' TOC \\o "1-{_LISTED}" \\n \\h \\z \\u </w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
    )
    for number, (place, heading) in enumerate(listed):
        link = (
            f'<w:hyperlink w:anchor="{bookmark(place)}" w:history="1">{_run(heading.text)}'
            "</w:hyperlink>"
        )
        yield _styled(f"TOC {heading.level}", ("" if number else begin) + link)
    yield _styled("Gap", '<w:r><w:fldChar w:fldCharType="end"/></w:r>' if listed else "")


def _top(content: Content) -> Iterator[str]:
    yield _paragraph(content.title, "Title")
    yield _paragraph(content.subtitle, "Subtitle")


def table(block: Table) -> str:
    """A table as XML: fixed widths, and a first row that comes back on each page."""
    whole = sum(column.width for column in block.columns)
    widths = [round(column.width / whole * PAGE) for column in block.columns]
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    numbers = [column.number for column in block.columns]
    labels = [column.label for column in block.columns]
    rows = [_row(labels, widths, numbers, "Table Head")]
    for place, row in enumerate(block.rows, 1):
        is_total = block.total and place == len(block.rows)
        rows.append(_row(row, widths, numbers, "Table Total" if is_total else "Table Text"))
    title = f"<w:tblCaption w:val={quoteattr(_plain(block.caption))}/>" if block.caption else ""
    properties = (
        f'<w:tblStyle w:val="{REPORT_TABLE}"/><w:tblW w:w="{sum(widths)}" w:type="dxa"/>'
        '<w:tblLayout w:type="fixed"/><w:tblLook w:val="04A0" w:firstRow="1" w:lastRow="0"'
        f' w:firstColumn="1" w:lastColumn="0" w:noHBand="0" w:noVBand="1"/>{title}'
    )
    return (
        f"<w:tbl {nsdecls('w')}><w:tblPr>{properties}</w:tblPr>"
        f"<w:tblGrid>{grid}</w:tblGrid>{''.join(rows)}</w:tbl>"
    )


def _row(cells: Sequence[str], widths: Sequence[int], numbers: Sequence[bool], style: str) -> str:
    head = style == "Table Head"
    keep = "" if any(len(cell) > _LONG for cell in cells) else "<w:cantSplit/>"
    fill = '<w:shd w:val="clear" w:color="auto" w:fill="E6F0EF"/>' if head else ""
    printed = "".join(
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{fill}</w:tcPr>'
        f"{''.join(_paragraphs(cell, style, _TO_THE_RIGHT if number else ''))}</w:tc>"
        for cell, width, number in zip(cells, widths, numbers, strict=True)
    )
    return f"<w:tr><w:trPr>{keep}{'<w:tblHeader/>' if head else ''}</w:trPr>{printed}</w:tr>"


def _fact(label: str, value: str) -> str:
    """A label, and behind a tab its value."""
    lines = [_run(line) for line in value.splitlines() if line.strip()]
    bold = "<w:rPr><w:b/></w:rPr>"
    return _styled("Fact", _run(f"{label}\t", bold) + "<w:r><w:br/></w:r>".join(lines))


def _paragraphs(text: str, style: str, more: str = "") -> Iterator[str]:
    for line in [line for line in text.splitlines() if line.strip()] or [""]:
        yield _paragraph(line, style, more)


def _paragraph(text: str, style: str, more: str = "") -> str:
    return _styled(style, _run(text) if text else "", more)


def _styled(style: str, runs: str, more: str = "") -> str:
    """A paragraph in a style, given by its name, with more properties behind it."""
    properties = f'<w:pPr><w:pStyle w:val="{style.replace(" ", "")}"/>{more}</w:pPr>'
    return f"<w:p {nsdecls('w')}>{properties}{runs}</w:p>"


def _run(text: str, look: str = "") -> str:
    pieces = (
        f'<w:t xml:space="preserve">{escape(_spaced(piece))}</w:t>' for piece in text.split("\t")
    )
    return f"<w:r>{look}{'<w:tab/>'.join(pieces)}</w:r>"


def _spaced(text: str) -> str:
    """A text with its white space folded; a space at its ends stays."""
    ends = text[:1].isspace(), text[-1:].isspace()
    return f"{' ' * ends[0]}{_plain(text)}{' ' * (ends[1] and bool(text.strip()))}"


def _plain(text: str) -> str:
    return mark(" ".join(text.split()))
