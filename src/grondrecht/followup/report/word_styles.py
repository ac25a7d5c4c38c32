"""How the Word document of a report looks: its page, its styles, its header and footer."""

from __future__ import annotations

from dataclasses import dataclass
from typing import cast

from docx.document import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_TAB_ALIGNMENT
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Cm, Pt, RGBColor
from docx.styles.style import ParagraphStyle
from docx.text.paragraph import Paragraph

from grondrecht.followup.report import charts
from grondrecht.followup.report.blocks import Content
from grondrecht.followup.report.words import Words
from grondrecht.plan.marks import mark

FONT = "Calibri"
REPORT_TABLE = "ReportTable"
# The width of the text in twentieths of a point: A4 without its margins.
PAGE = 9412
_MARGIN = 2.2
# How much room the label of a fact has, in centimetres.
_LABEL = 5.2
_WARN = "#6b3a00"


@dataclass(frozen=True)
class Look:
    """``report`` for the whole, ``citizens`` for two pages in big letters."""

    manner: str

    def size(self, report: float, citizens: float) -> float:
        """The size of letters in one of the two."""
        return citizens if self.manner == "citizens" else report


# Name, sizes in points (report, citizens), air above and below, colour, bold, stays with the next.
_STYLES = (
    ("Normal", 10.5, 12.5, 0, 6, charts.INK, False, False),
    ("Body Text", 10.5, 12.5, 0, 6, charts.INK, False, False),
    ("Title", 30, 24, 0, 4, charts.DEEP, True, True),
    ("Subtitle", 15, 13.5, 0, 10, charts.SOFT, False, False),
    ("Draft", 13, 12, 0, 8, _WARN, True, False),
    ("Heading 1", 20, 16, 0, 8, charts.DEEP, True, True),
    ("Heading 2", 14, 15, 16, 5, charts.DEEP, True, True),
    ("Heading 3", 11.5, 13, 18, 5, charts.DEEP, True, True),
    ("TOC Heading", 20, 18, 0, 8, charts.DEEP, True, True),
    ("TOC 1", 11, 11, 7, 1, charts.INK, True, False),
    ("TOC 2", 10.5, 10.5, 0, 1, charts.INK, False, False),
    ("Lead", 13, 13.5, 0, 8, charts.DEEP, False, False),
    ("Note", 9.5, 11, 0, 6, charts.SOFT, False, False),
    ("Label", 10, 12, 9, 3, charts.ACCENT, True, True),
    ("List Bullet", 10.5, 12.5, 0, 3, charts.INK, False, False),
    ("Fact", 10, 12, 0, 3, charts.INK, False, False),
    ("Caption", 9.5, 11, 8, 4, charts.SOFT, False, False),
    ("Picture", 10, 12, 6, 0, charts.INK, False, True),
    ("Table Head", 9, 11, 0, 0, charts.DEEP, True, True),
    ("Table Text", 9, 11, 0, 0, charts.INK, False, False),
    ("Table Total", 9, 11, 0, 0, charts.INK, True, False),
    ("Gap", 4, 4, 0, 2, charts.INK, False, False),
    ("Header", 9, 9, 0, 0, _WARN, True, False),
    ("Footer", 9, 9, 0, 0, charts.SOFT, False, False),
)
_TABLE = f"""
<w:style {nsdecls("w")} w:type="table" w:customStyle="1" w:styleId="{REPORT_TABLE}">
<w:name w:val="Report Table"/><w:basedOn w:val="TableNormal"/><w:uiPriority w:val="99"/>
<w:tblPr><w:tblBorders><w:top w:val="nil"/><w:bottom w:val="single" w:sz="4" w:color="DCD6C9"/>
<w:insideH w:val="single" w:sz="4" w:color="DCD6C9"/></w:tblBorders>
<w:tblCellMar><w:top w:w="50" w:type="dxa"/><w:left w:w="85" w:type="dxa"/>
<w:bottom w:w="50" w:type="dxa"/><w:right w:w="85" w:type="dxa"/></w:tblCellMar></w:tblPr>
<w:tblStylePr w:type="firstRow"><w:tcPr><w:tcBorders>
<w:bottom w:val="single" w:sz="6" w:color="0B4A55"/></w:tcBorders></w:tcPr></w:tblStylePr>
</w:style>
"""


def set_up(document: Document, content: Content, look: Look) -> None:
    """Give an empty document its properties, its page and its styles."""
    properties = document.core_properties
    language = f"{content.language}-{Words(content.language)('region')}"
    properties.title, properties.author = _short(content.title), _short(content.author)
    properties.subject, properties.language = _short(content.subtitle), language
    properties.comments = ""
    if content.made:
        properties.created = properties.modified = content.made.replace(tzinfo=None)
    _set_styles(document, look, language)
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = Cm(_MARGIN)
    section.top_margin = section.bottom_margin = Cm(look.size(2.3, 1.6))
    section.header_distance = section.footer_distance = Cm(look.size(1.1, 0.8))
    section.header.paragraphs[0].text = content.mark
    _footer(section.footer.paragraphs[0], content)


def _short(text: str) -> str:
    """A text as a property of a document can hold it."""
    return mark(" ".join(text.split()))[:255]


def _set_styles(document: Document, look: Look, language: str) -> None:
    for name, report, citizens, above, below, colour, bold, keep in _STYLES:
        style = _style(document, name)
        style.font.name, style.font.size = FONT, Pt(look.size(report, citizens))
        style.font.bold, style.font.italic = bold, False
        style.font.color.rgb = RGBColor.from_string(colour[1:].upper())
        fonts = style.element.rPr.rFonts
        for attribute in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
            fonts.attrib.pop(qn(f"w:{attribute}"), None)
        style.paragraph_format.space_before = Pt(above)
        style.paragraph_format.space_after = Pt(below)
        style.paragraph_format.keep_with_next = keep
    _set_indents(document, look)
    document.styles.element.append(parse_xml(_TABLE))
    for default in document.styles.element.xpath(".//w:docDefaults//w:lang"):
        default.set(qn("w:val"), language)


def _set_indents(document: Document, look: Look) -> None:
    fact = _style(document, "Fact").paragraph_format
    fact.left_indent, fact.first_line_indent = Cm(_LABEL), Cm(-_LABEL)
    fact.tab_stops.add_tab_stop(Cm(_LABEL))
    _style(document, "TOC 2").paragraph_format.left_indent = Cm(0.6)
    if look.manner == "report":
        _style(document, "Title").paragraph_format.space_before = Pt(150)
        _style(document, "Subtitle").paragraph_format.space_after = Pt(250)
    else:
        _style(document, "Heading 1").paragraph_format.space_before = Pt(14)
    for tabs in document.styles["Footer"].element.xpath(".//w:tabs"):
        tabs.getparent().remove(tabs)
    for border in document.styles["Title"].element.xpath(".//w:pBdr"):
        border.getparent().remove(border)


def _style(document: Document, name: str) -> ParagraphStyle:
    if name not in document.styles:
        style = document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
        style.base_style = document.styles["Normal"]
    return cast(ParagraphStyle, document.styles[name])


def _footer(footer: Paragraph, content: Content) -> None:
    """The title, and at the end of the line the number of the page."""
    footer.text = f"{_short(content.title)}\t{content.words['page']} "
    footer.paragraph_format.tab_stops.add_tab_stop(Cm(21 - 2 * _MARGIN), WD_TAB_ALIGNMENT.RIGHT)
    field = f'<w:fldSimple {nsdecls("w")} w:instr="PAGE"><w:r><w:t>1</w:t></w:r></w:fldSimple>'
    footer._p.append(parse_xml(field))
