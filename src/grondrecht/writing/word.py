"""A plan as a Word document: headings for its navigation pane, a real table per form."""

from __future__ import annotations

from collections.abc import Sequence
from io import BytesIO
from pathlib import Path
from typing import Any, cast
from xml.sax.saxutils import escape

import docx
from docx.document import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Cm, Pt, RGBColor
from docx.styles.style import ParagraphStyle
from docx.text.paragraph import Paragraph

from grondrecht.plan.layout import Layout
from grondrecht.plan.marks import mark
from grondrecht.plan.model import Plan
from grondrecht.writing.files import atomic_write
from grondrecht.writing.printed import Block, Cell, Heading, Legend, Table, blocks, paragraphs

FONT = "Calibri"
LABEL, VALUE = "Fichelabel", "Ficheveld"
_INK, _SOFT = RGBColor(0x1D, 0x27, 0x33), RGBColor(0x46, 0x56, 0x6A)
_CODE_LOOK = '<w:rPr><w:color w:val="46566A"/><w:sz w:val="18"/></w:rPr>'
# Widths in twentieths of a point: 17 cm is A4 without its margins.
_PAGE = 9638
# A row of more text than this may be broken between pages: about a third of a page.
_LONG = 1500
_BORDERS = "".join(
    f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="AAB4C0"/>'
    for side in ("top", "left", "bottom", "right", "insideH", "insideV")
)


def write_word(plan: Plan, layout: Layout, path: str | Path) -> None:
    """Print a plan as .docx to a file, or to standard output where the path is ``-``.

    Raises WriteError where the file cannot be written.
    """
    document = docx.Document()
    _set_up(document, layout)
    document.add_paragraph(_plain(layout.title), "Title")
    pairs = [(block, _elements(block)) for block in blocks(plan, layout)]
    # Everything goes before the section's properties, which Word wants last.
    end = document.element.body[-1]
    for _, elements in pairs:
        for element in elements:
            end.addprevious(element)
    data = BytesIO()
    document.save(data)
    atomic_write(path, data.getvalue())


def _elements(block: Block) -> list[Any]:
    xml = _table(block) if isinstance(block, Table) else _running(block)
    return [parse_xml(part) for part in xml]


def _running(block: Heading | Legend) -> list[str]:
    if isinstance(block, Heading):
        return [_heading(block)]
    entries = (f"{_plain(entry.code)}\t{_plain(entry.name)}" for entry in block.entries)
    return [
        _paragraph(_plain(block.introduction), "Inleiding"),
        *(_paragraph(entry, "Legende") for entry in entries),
    ]


def _heading(block: Heading) -> str:
    """One paragraph: the code, small, and the title on the next line of it."""
    code = _run(_plain(block.code), _CODE_LOOK) if block.code else ""
    title = _plain(" ".join(paragraphs(block.text)))
    next_line = "<w:r><w:br/></w:r>" if code and title else ""
    return _styled(f"Heading {block.level}", code + next_line + _run(title))


def _table(block: Table) -> list[str]:
    widths = [round(share * _PAGE) for share in block.widths]
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    rows = "".join(_row(row, widths) for row in block.rows)
    properties = (
        f'<w:tblW w:w="{sum(widths)}" w:type="dxa"/><w:tblBorders>{_BORDERS}</w:tblBorders>'
        '<w:tblLayout w:type="fixed"/><w:tblCellMar><w:top w:w="57" w:type="dxa"/>'
        '<w:left w:w="85" w:type="dxa"/><w:bottom w:w="57" w:type="dxa"/>'
        '<w:right w:w="85" w:type="dxa"/></w:tblCellMar>'
        '<w:tblLook w:val="0080" w:firstRow="0" w:lastRow="0" w:firstColumn="1" w:lastColumn="0"'
        ' w:noHBand="1" w:noVBand="1"/>'
    )
    table = (
        f"<w:tbl {nsdecls('w')}><w:tblPr>{properties}</w:tblPr>"
        f"<w:tblGrid>{grid}</w:tblGrid>{rows}</w:tbl>"
    )
    # Word joins tables that touch.
    return [table, _paragraph("", "Tussenruimte")]


def _row(row: Sequence[Cell], widths: Sequence[int]) -> str:
    # Some programs lose a row that may not be broken beside a cell that runs over many rows.
    loose = any(len(cell.text) > _LONG or cell.kind == "covered" or cell.rows > 1 for cell in row)
    keep = "" if loose else "<w:cantSplit/>"
    cells, column = "", 0
    for cell in row:
        cells += _cell(cell, sum(widths[column : column + cell.columns]))
        column += cell.columns
    return f"<w:tr><w:trPr>{keep}</w:trPr>{cells}</w:tr>"


def _cell(cell: Cell, width: int) -> str:
    style = VALUE if cell.kind == "value" else LABEL
    fill = "" if cell.kind == "value" else '<w:shd w:val="clear" w:color="auto" w:fill="F1F4F7"/>'
    span = f'<w:gridSpan w:val="{cell.columns}"/>' if cell.columns > 1 else ""
    merge = '<w:vMerge w:val="restart"/>' if cell.rows > 1 else ""
    merge = "<w:vMerge/>" if cell.kind == "covered" else merge
    words = "".join(_paragraph(_plain(part), style) for part in paragraphs(cell.text) or [""])
    properties = f'<w:tcW w:w="{width}" w:type="dxa"/>{span}{merge}{fill}'
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{words}</w:tc>"


def _paragraph(text: str, style: str) -> str:
    return _styled(style, _run(text) if text else "")


def _styled(style: str, runs: str) -> str:
    """A paragraph in a style, given by its name."""
    properties = f'<w:pPr><w:pStyle w:val="{style.replace(" ", "")}"/></w:pPr>'
    return f"<w:p {nsdecls('w')}>{properties}{runs}</w:p>"


def _run(text: str, look: str = "") -> str:
    pieces = (f'<w:t xml:space="preserve">{escape(piece)}</w:t>' for piece in text.split("\t"))
    return f"<w:r>{look}{'<w:tab/>'.join(pieces)}</w:r>"


def _plain(text: str) -> str:
    return mark(" ".join(text.split()))


def _set_up(document: Document, layout: Layout) -> None:
    document.core_properties.title = _plain(layout.title)
    document.core_properties.language = layout.language
    document.core_properties.author = ""
    document.core_properties.comments = ""
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = section.top_margin = Cm(2)
    section.bottom_margin, section.footer_distance = Cm(2.2), Cm(1.1)
    _set_styles(document, layout.language)
    _number_pages(section.footer.paragraphs[0])


# Name, size in points, air above and below in points, colour, whether it stays with what follows.
_STYLES = (
    ("Normal", 10, 0, 6, _INK, False),
    ("Title", 22, 0, 14, _INK, True),
    ("Heading 1", 17, 24, 8, _INK, True),
    ("Heading 2", 13, 20, 7, _INK, True),
    ("Inleiding", 10, 10, 4, _INK, True),
    ("Legende", 10, 0, 2, _INK, False),
    (LABEL, 8, 0, 0, _SOFT, False),
    (VALUE, 9.5, 0, 3, _INK, False),
    ("Tussenruimte", 4, 0, 0, _INK, False),
)


def _set_styles(document: Document, language: str) -> None:
    for name, size, above, below, colour, keep in _STYLES:
        style = _style(document, name)
        style.font.name, style.font.size, style.font.bold = FONT, Pt(size), False
        style.font.color.rgb = colour
        fonts = style.element.rPr.rFonts
        for attribute in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
            fonts.attrib.pop(qn(f"w:{attribute}"), None)
        style.paragraph_format.space_before = Pt(above)
        style.paragraph_format.space_after = Pt(below)
        style.paragraph_format.keep_with_next = keep
    _style(document, "Legende").paragraph_format.tab_stops.add_tab_stop(Cm(1))
    for border in document.styles["Title"].element.xpath(".//w:pBdr"):
        border.getparent().remove(border)
    for default in document.styles.element.xpath(".//w:docDefaults//w:lang"):
        default.set(qn("w:val"), language)


def _style(document: Document, name: str) -> ParagraphStyle:
    if name not in document.styles:
        document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
    return cast(ParagraphStyle, document.styles[name])


def _number_pages(footer: Paragraph) -> None:
    footer.alignment = WD_ALIGN_PARAGRAPH.CENTER
    field = f'<w:fldSimple {nsdecls("w")} w:instr="PAGE"><w:r><w:t>1</w:t></w:r></w:fldSimple>'
    footer._p.append(parse_xml(field))
