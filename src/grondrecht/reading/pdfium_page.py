"""What PDFium finds on a page: its printed signs and the rules drawn on it.

Places are points (1/72 inch), x to the right and y down on the page as it is read: turned so that
most of its text runs from left to right, whichever way it is shown.
"""

from __future__ import annotations

import contextlib
import ctypes
import math
from collections import Counter
from collections.abc import Iterator
from typing import Any

import pypdfium2
import pypdfium2.raw as pdfium

from grondrecht.reading.printed_words import Sign
from grondrecht.reading.ruled import Rule

# More is no printed page.
MOST_SIGNS = 100_000
# A page with more drawn parts is a map or a chart: its rules are no table.
MOST_PARTS = 20_000
# How deep drawings within drawings are looked into.
DEEPEST = 5

# Hyphens that end a line, as PDFium gives them.
_HYPHENS = (2, 0xFFFE)
_WHITE = 250
# How many signs tell which way a page is read, and what share of them nearly all are.
_SAMPLE = 500
_NEARLY_ALL = 0.9
# A pointer that PDFium gives.
Handle = Any
Matrix = tuple[float, float, float, float, float, float]
Point = tuple[float, float]
# From a page's own coordinates (y up) to those as it is read, by the quarter turns to the left that
# its text makes.
_READ: tuple[Matrix, ...] = (
    (1, 0, 0, -1, 0, 0),
    (0, 1, 1, 0, 0, 0),
    (-1, 0, 0, 1, 0, 0),
    (0, -1, -1, 0, 0, 0),
)


class PageError(Exception):
    """A page, or the whole file, cannot be read; the first argument says why in one word."""


def signs_and_rules(page: pypdfium2.PdfPage) -> tuple[list[Sign], list[Rule], list[Rule]]:
    """The printed signs of a page, its rules that lie and those that stand.

    What PDFium adds to the signs, and those that have no meaning, are left out; there are no rules
    where so many are drawn that they are something else than tables. Raises PageError where there
    are too many signs.
    """
    with contextlib.closing(page.get_textpage()) as text:
        count = pdfium.FPDFText_CountChars(text.raw)
        if count > MOST_SIGNS:
            raise PageError("signs")
        matrix = _READ[_quarter_turns(page.raw, text.raw, count)]
        found = (_sign(text.raw, index, matrix) for index in range(count))
        return [sign for sign in found if sign], *_rules(page.raw, matrix)


def _quarter_turns(page: Handle, text: Handle, count: int) -> int:
    """The quarter turns to the left that a page's text makes: those of nearly all of it, or else
    those that showing the page makes good.
    """
    own = pdfium.FS_MATRIX()
    turns = Counter[int]()
    for index in range(0, count, max(1, count // _SAMPLE)):
        printed = pdfium.FPDFText_IsGenerated(text, index) == 0
        if printed and pdfium.FPDFText_GetMatrix(text, index, own) and (own.a or own.b):
            turns[round(math.atan2(own.b, own.a) / math.pi * 2) % 4] += 1
    turn, most = max(turns.items(), key=lambda item: item[1], default=(0, 0))
    return turn if most > _NEARLY_ALL * turns.total() else pdfium.FPDFPage_GetRotation(page) % 4


def _rules(page: Handle, matrix: Matrix) -> tuple[list[Rule], list[Rule]]:
    lying: list[Rule] = []
    standing: list[Rule] = []
    for number, (x0, y0, x1, y1) in enumerate(_strokes(page, matrix)):
        if number > MOST_PARTS:
            return [], []
        if abs(y1 - y0) <= 1:
            lying.append(Rule((y0 + y1) / 2, min(x0, x1), max(x0, x1)))
        elif abs(x1 - x0) <= 1:
            standing.append(Rule((x0 + x1) / 2, min(y0, y1), max(y0, y1)))
    return lying, standing


def _sign(text: Handle, index: int, matrix: Matrix) -> Sign | None:
    code = pdfium.FPDFText_GetUnicode(text, index)
    code = ord("-") if code in _HYPHENS else code
    if code < 32 or 0xD800 <= code < 0xE000 or pdfium.FPDFText_IsGenerated(text, index) == 1:
        return None
    origin, own = (ctypes.c_double(), ctypes.c_double()), pdfium.FS_MATRIX()
    pdfium.FPDFText_GetCharOrigin(text, index, *origin)
    pdfium.FPDFText_GetMatrix(text, index, own)
    size = pdfium.FPDFText_GetFontSize(text, index) * math.hypot(own.c, own.d)
    x, y = _at(matrix, origin[0].value, origin[1].value)
    ahead = _at(matrix, own.a, own.b)
    turn = math.atan2(ahead[1], ahead[0])
    corners = [_at(matrix, *corner) for corner in _corners(text, index)]
    width = max((cx - x) * math.cos(turn) + (cy - y) * math.sin(turn) for cx, cy in corners)
    return Sign(chr(code), x, y, max(0.0, width), abs(size) or 1.0, round(math.degrees(turn)))


def _corners(text: Handle, index: int) -> tuple[Point, Point]:
    """Two corners of the room that a sign takes: what its font gives it, or else what is inked."""
    room = pdfium.FS_RECTF()
    pdfium.FPDFText_GetLooseCharBox(text, index, room)
    if room.right > room.left and room.top > room.bottom:
        return (room.left, room.bottom), (room.right, room.top)
    left, right, bottom, top = box = [ctypes.c_double() for _ in range(4)]
    pdfium.FPDFText_GetCharBox(text, index, *box)
    return (left.value, bottom.value), (right.value, top.value)


def _strokes(holder: Handle, matrix: Matrix, depth: int = 0) -> Iterator[tuple[float, ...]]:
    """The straight strokes of a page, or of a drawing on it, as (x0, y0, x1, y1)."""
    count, get = (
        (pdfium.FPDFFormObj_CountObjects, pdfium.FPDFFormObj_GetObject)
        if depth
        else (pdfium.FPDFPage_CountObjects, pdfium.FPDFPage_GetObject)
    )
    for number in range(count(holder)):
        part = get(holder, number)
        kind = pdfium.FPDFPageObj_GetType(part)
        if kind == pdfium.FPDF_PAGEOBJ_PATH and _is_visible(part):
            yield from _path(part, _own(part, matrix))
        elif kind == pdfium.FPDF_PAGEOBJ_FORM and depth < DEEPEST:
            yield from _strokes(part, _own(part, matrix), depth + 1)


def _path(path: Handle, matrix: Matrix) -> Iterator[tuple[float, ...]]:
    first = last = (0.0, 0.0)
    x, y = ctypes.c_float(), ctypes.c_float()
    for number in range(pdfium.FPDFPath_CountSegments(path)):
        segment = pdfium.FPDFPath_GetPathSegment(path, number)
        pdfium.FPDFPathSegment_GetPoint(segment, x, y)
        point = _at(matrix, x.value, y.value)
        kind = pdfium.FPDFPathSegment_GetType(segment)
        if kind == pdfium.FPDF_SEGMENT_MOVETO:
            first = point
        elif kind == pdfium.FPDF_SEGMENT_LINETO:
            yield *last, *point
        last = point
        if pdfium.FPDFPathSegment_GetClose(segment):
            yield *last, *first


def _is_visible(path: Handle) -> bool:
    """Whether a path is drawn at all, and not filled with white only."""
    fill, stroke = ctypes.c_int(), ctypes.c_int()
    pdfium.FPDFPath_GetDrawMode(path, fill, stroke)
    if stroke.value or not fill.value:
        return bool(stroke.value)
    colour = [ctypes.c_uint() for _ in range(4)]
    pdfium.FPDFPageObj_GetFillColor(path, *colour)
    return min(part.value for part in colour[:3]) < _WHITE


def _own(part: Handle, outer: Matrix) -> Matrix:
    """The matrix of a part of a page that has ``outer``."""
    own = pdfium.FS_MATRIX()
    pdfium.FPDFPageObj_GetMatrix(part, own)
    a, b = _along(outer, own.a, own.b)
    c, d = _along(outer, own.c, own.d)
    return (a, b, c, d, *_at(outer, own.e, own.f))


def _along(matrix: Matrix, x: float, y: float) -> Point:
    a, b, c, d, _, _ = matrix
    return a * x + c * y, b * x + d * y


def _at(matrix: Matrix, x: float, y: float) -> Point:
    along = _along(matrix, x, y)
    return along[0] + matrix[4], along[1] + matrix[5]
