"""A report as PDF/UA-1: tagged headings, lists, tables and drawings, set by Typst."""

from __future__ import annotations

import json
import re
from importlib.resources import files
from typing import Any, cast

import typst

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
from grondrecht.followup.report.words import Words
from grondrecht.plan.marks import mark
from grondrecht.registry.errors import RegisterError
from grondrecht.writing.glyphs import UNPRINTABLE

# Words longer than this may be broken: behind a sign, else between letters.
_LONG = 22
_BREAK = "\u200b"
# A table with a cell of more text than this may break within a row.
_TALL = 1200


def pdf(content: Content, manner: str = "report") -> bytes:
    """Print a report; ``manner`` is ``report`` or ``citizens``. Raises RegisterError."""
    source = (files(__package__) / "report.typ").read_bytes()
    fonts = typst.Fonts(include_system_fonts=False, font_paths=[str(charts.FONTS)])
    inputs = {"report": json.dumps(_document(content, manner))}
    try:
        compiler = typst.Compiler(source, font_paths=fonts, sys_inputs=inputs)
        return cast(bytes, compiler.compile(format="pdf", pdf_standards="ua-1"))
    except typst.TypstError as error:
        raise RegisterError(f"Kan de PDF niet maken: {error}.") from error


def _document(content: Content, manner: str) -> dict[str, Any]:
    return {
        "manner": manner,
        "title": _plain(content.title),
        "subtitle": _text(content.subtitle),
        "author": _plain(content.author),
        "mark": content.mark,
        "language": content.language,
        "region": Words(content.language)("region"),
        "words": dict(content.words),
        "front": [{"label": label, "value": _lines(value)} for label, value in content.front],
        "blocks": [_block(block, content.language) for block in content.blocks],
    }


def _block(block: Block, language: str) -> dict[str, Any]:
    match block:
        case Heading():
            text = _text(block.text)
            return {
                "type": "heading",
                "level": block.level,
                "text": text,
                "new_page": block.new_page,
            }
        case Paragraph():
            return {"type": "paragraph", "style": block.style, "text": _lines(block.text)}
        case Bullets():
            return {"type": "bullets", "items": [_lines(item) for item in block.items]}
        case Facts():
            items = [{"label": label, "value": _lines(value)} for label, value in block.items]
            return {"type": "facts", "items": items}
        case Table():
            return _table(block)
        case Chart():
            return _chart(block, language)


def _table(block: Table) -> dict[str, Any]:
    return {
        "type": "table",
        "caption": _text(block.caption),
        "columns": [
            {"label": _text(column.label), "width": column.width, "number": column.number}
            for column in block.columns
        ],
        "rows": [[_lines(cell) for cell in row] for row in block.rows],
        "total": block.total,
        "breakable": any(len(cell) > _TALL for row in block.rows for cell in row),
    }


def _chart(block: Chart, language: str) -> dict[str, Any]:
    drawing = charts.svg(block.spec, language)
    width, _ = charts.size(drawing)
    return {
        "type": "chart",
        "caption": _plain(block.caption),
        "alt": _plain(block.alt),
        "svg": drawing,
        "width": width / charts.FULL,
    }


def _lines(text: str) -> list[str]:
    return [_text(line) for line in text.splitlines() if line.strip()] or [""]


def _text(text: str) -> str:
    """A text that the fonts can show, with places where long words may be broken."""
    return re.sub(rf"\S{{{_LONG},}}", _broken, _plain(text))


def _broken(match: re.Match[str]) -> str:
    signs = re.sub(r"([^\w\s])(?=\w)", rf"\1{_BREAK}", match[0])
    return re.sub(rf"([^\s{_BREAK}]{{{_LONG}}})(?=[^\s{_BREAK}])", rf"\1{_BREAK}", signs)


def _plain(text: str) -> str:
    return mark(" ".join(text.split()), UNPRINTABLE)
