"""What the font of the PDF (Libertinus Serif, part of the typst wheel) can show, and how wide."""

from __future__ import annotations

import re

from grondrecht.plan.marks import mark

# Characters, in hexadecimal, that have a glyph of their own: printed and extracted, each comes back
# as itself. Combining signs and scripts that join or turn their letters are left out.
PRINTABLE = """
21-7E A1-AC AE-2AF 2C2-2C5 2D2-2DF 2EA-2EB 2ED 2EF-2FF 375 37B-37E 384-38A 38C 38E-3A1 3A3-3CE
3D0-3E1 3F0-3F6 3F8-3F9 3FB 3FD-477 47C-47F 48C-4C4 4C7-4CC 4D0-4F9 1E00-1F15 1F18-1F1D
1F20-1F45 1F48-1F4D 1F50-1F57 1F59 1F5B 1F5D 1F5F-1F7D 1F80-1FB4 1FB6-1FC4 1FC6-1FD3 1FD6-1FDB
1FDD-1FEF 1FF2-1FF4 1FF6-1FFE 2010-2027 2030-2037 2039-203E 2042 2044 2047-204B 204F 2070
2074-207E 2080-208E 20A2-20A4 20A7-20A8 20AB-20AC 20AF 20B1 20B9 20BF 2100-2103 2105-2106 2109
210C-210F 2111 2113 2115-2116 2119-211A 211C-211D 2120 2122 2124 2126-2127 212E 2132 2135-2139
214F 2153-2184 2190-219B 21A6 21A8 21AE 21BC-21BD 21C0-21C1 21CB-21D9 2200-220D 220F-222E 2236
223C 2241 2245 2248-2249 2259 2260-2262 2264-2265 226A-226B 226E-2271 2282-2285 2295-2298
22A2-22A6 22B6-22B7 22C5 22EE-22EF 2300 2302-2303 2310 2320-2321 2326-2327 232B 237D 2380
239B-23AE 23D3 2423 2460-2487 24B6-24FF 25A0-25A1 25B2-25B3 25B6-25B7 25BC-25BD 25C0-25C1
25C6-25C7 25C9-25CC 25CE-25D7 25E6 2605 2609 2619 261B 261E 2627 262F 2639-2653 2660 2663
2665-2666 2669-266F 2695 2698 26A2-26A7 26AC-26AF 2714 2718 271D 2767 2776-277F 27C2 27E6-27E9
"""

_EDGES = [range_.partition("-")[::2] for range_ in PRINTABLE.split()]
_CLASS = "".join(f"\\u{first:0>4}-\\u{last or first:0>4}" for first, last in _EDGES)

UNPRINTABLE = re.compile(rf"[^\s{_CLASS}]")

# Widths in hundredths of an em, rounded up; accented letters are about as wide as the bare ones.
_CLASSES = {
    22: "',.|",
    28: "ijl{}:;·ïíì‘’°",
    34: '!()I\\ft²-"/J',
    40: "[]•⟨⟩*r“”`s",
    50: "?czçae~éèêëàáâä#$0123456789€FS_bgvx",
    58: "^dkopqyöóôLhuüúù+<=>EPnñÉÈË–Y",
    66: "BRTZ%KCVX½",
    74: "UAGNÀ&DOQH",
    84: "w—…mM",
}
_WIDTHS = {char: width / 100 for width, chars in _CLASSES.items() for char in chars}


def width_of(char: str) -> float:
    """An upper bound of the width of a character, in ems."""
    return _WIDTHS.get(char, 1.15)


def drawable(text: str) -> str:
    """A text on one line as a chart can draw it: a control character in one ends the program that
    draws (vl-convert)."""
    return mark(" ".join(text.split()), UNPRINTABLE)
