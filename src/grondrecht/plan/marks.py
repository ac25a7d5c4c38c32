"""Characters that cannot be printed, written so that they can: ``⟨U+4E2D⟩`` for one character.

A printed document cannot hold every character: a control character is no text, a font lacks
glyphs. Such a character is marked by its number when a plan is printed and unmarked when the
document is read, so that nothing is lost. A word wider than its cell is cut, and each piece but the
last ends with ``↦``.
"""

from __future__ import annotations

import re

CUT = "↦"
_MARK = re.compile(r"⟨U\+([0-9A-F]{4,6})⟩")
_CUT = re.compile(rf"{CUT}\s+")
_LIKE_A_MARK = re.compile(rf"⟨(?=U\+)|{CUT}")

NO_TEXT = re.compile(
    # Controls that are no white space, halves of surrogate pairs and noncharacters: no file or XML
    # can hold them. Readers take a soft hyphen out of words and a byte order mark off a file.
    "[\0-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\xad\ud800-\udfff\ufdd0-\ufdef\ufeff\ufffe\uffff]"
)


def mark(text: str, unprintable: re.Pattern[str] = NO_TEXT) -> str:
    """Replace each character that cannot be printed, and what looks like a mark or a cut itself.

    ``unprintable`` matches one character; it should leave white space alone, which readers fold.
    """
    return unprintable.sub(_marked, _LIKE_A_MARK.sub(_marked, text))


def unmark(text: str) -> str:
    """Undo mark() and the cuts of long words. Text without marks comes back unchanged."""
    if CUT not in text and "⟨U+" not in text:
        return text
    return _MARK.sub(_unmarked, _CUT.sub("", text))


def _marked(match: re.Match[str]) -> str:
    return f"⟨U+{ord(match[0]):04X}⟩"


def _unmarked(match: re.Match[str]) -> str:
    number = int(match[1], 16)
    return chr(number) if number <= 0x10FFFF else match[0]
