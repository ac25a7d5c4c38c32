"""A plan as PDF/UA-1: tagged headings and tables, set by Typst in a font that it brings along."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from importlib.resources import files
from pathlib import Path
from typing import Any, cast

import typst

from grondrecht.plan.layout import Layout
from grondrecht.plan.marks import CUT, mark
from grondrecht.plan.model import Plan
from grondrecht.writing.files import WriteError, atomic_write
from grondrecht.writing.glyphs import UNPRINTABLE, width_of
from grondrecht.writing.printed import Block, Cell, Heading, Legend, Table, blocks, paragraphs

Line = list[str]

# The widths of the page's text and of the air in a cell, in ems of the cells' 9.5 points.
_PAGE = 50.7
_AIR = 1.3
# Labels are set in 8.5 points: more of their ems fit.
_LABEL = 9.5 / 8.5
# A right's heading is set in 17 points: fewer of its ems fit on the page.
_HEADING = 28.0
# A row of more text than this may be broken between pages: about a third of a page.
_LONG = 1500

# What would be broken at another place than a space: a word with a sign inside it, and a hyphen
# at the end of a word, which a reader of the line would take for hyphenation.
_TOGETHER = re.compile(r"(?<!\S)(\S{0,12}-\s\S{1,12}(?!\S)|\S*[^\w\s]\S+)")


def write_pdf(plan: Plan, layout: Layout, path: str | Path) -> None:
    """Print a plan as PDF to a file, or to standard output where the path is ``-``.

    Raises WriteError where the file cannot be written.
    """
    data = json.dumps(_document(plan, layout))
    source = (files("grondrecht.writing") / "form.typ").read_bytes()
    fonts = typst.Fonts(include_system_fonts=False)
    try:
        compiler = typst.Compiler(source, font_paths=fonts, sys_inputs={"plan": data})
        pdf = compiler.compile(format="pdf", pdf_standards="ua-1")
    except typst.TypstError as error:
        raise WriteError(f"Kan {path} niet schrijven: {error}.") from error
    atomic_write(path, cast(bytes, pdf))


def _document(plan: Plan, layout: Layout) -> dict[str, Any]:
    language, _, region = layout.language.partition("-")
    return {
        "title": layout.title,
        "language": language,
        "region": region or None,
        "blocks": [_block(block) for block in blocks(plan, layout)],
    }


def _block(block: Block) -> dict[str, Any]:
    if isinstance(block, Heading):
        return _heading(block)
    return _legend(block) if isinstance(block, Legend) else _table(block)


def _heading(block: Heading) -> dict[str, Any]:
    text = [_line(line, _HEADING) for line in paragraphs(block.text)]
    return {"type": "heading", "level": block.level, "code": mark(block.code), "text": text}


def _legend(block: Legend) -> dict[str, Any]:
    entries = [
        {"code": _line(entry.code, _PAGE), "name": _line(entry.name, _PAGE - 3)}
        for entry in block.entries
    ]
    return {"type": "legend", "text": [_line(block.introduction, _PAGE)], "entries": entries}


def _table(block: Table) -> dict[str, Any]:
    rows = [list(_cells(row, block.widths)) for row in block.rows]
    return {"type": "table", "widths": list(block.widths), "rows": rows}


def _cells(row: tuple[Cell, ...], widths: tuple[float, ...]) -> Iterator[dict[str, Any]]:
    column = 0
    breakable = any(len(cell.text) > _LONG for cell in row)
    for cell in row:
        width = sum(widths[column : column + cell.columns]) * _PAGE - _AIR
        width *= 1 if cell.kind == "value" else _LABEL
        yield {
            "kind": cell.kind,
            "columns": cell.columns,
            "rows": cell.rows,
            "breakable": breakable or cell.rows > 1,
            "text": [_line(line, width) for line in paragraphs(cell.text)],
        }
        column += cell.columns


def _line(text: str, width: float) -> Line:
    """A paragraph as strings that may be broken (even places) and those that may not (odd)."""
    marked = mark(" ".join(text.split()), UNPRINTABLE)
    return _TOGETHER.split(re.sub(r"\S{8,}", _fitted(width), marked))


def _fitted(width: float) -> Callable[[re.Match[str]], str]:
    """Cut words that are wider than their cell (both in ems) into pieces that are not."""

    def cut(match: re.Match[str]) -> str:
        word = match[0]
        return word if _width(word) <= width else f"{CUT} ".join(_pieces(word, width))

    return cut


def _pieces(word: str, width: float) -> list[str]:
    pieces, room = [""], width
    for char in word:
        room -= width_of(char)
        if room < width_of(CUT):
            pieces.append("")
            room = width - width_of(char)
        pieces[-1] += char
    return pieces


def _width(word: str) -> float:
    return sum(map(width_of, word))
