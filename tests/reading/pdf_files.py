"""PDFs made in memory for tests: set by Typst, or written by hand object by object."""

from __future__ import annotations

import hashlib
import io
from itertools import accumulate

import pypdfium2
import typst

CATALOG = "<</Type/Catalog/Pages 2 0 R>>"
PAGES = "<</Type/Pages/Kids[3 0 R]/Count 1>>"
FONT = "<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>"
_PADDING = bytes.fromhex("28BF4E5E4E758A4164004E56FFFA01082E2E00B6D0683E802F0CA9FE6453697A")
_FILE_ID = b"0123456789abcdef"


def typeset(source, width=500, height=700):
    """A PDF of Typst source, on pages of so many points."""
    head = f"#set page(width: {width}pt, height: {height}pt, margin: 40pt)\n"
    head += '#set text(font: "Libertinus Serif", size: 10pt, lang: "nl")\n'
    fonts = typst.Fonts(include_system_fonts=False)
    compiler = typst.Compiler((head + source).encode(), font_paths=fonts)
    return compiler.compile(format="pdf")


def turned(data, degrees):
    """The same PDF with its pages shown turned clockwise."""
    document = pypdfium2.PdfDocument(data)
    for page in document:
        page.set_rotation(degrees)
    saved = io.BytesIO()
    document.save(saved)
    document.close()
    return saved.getvalue()


def stream(content, extra=""):
    """A stream object; ``content`` is text or bytes."""
    data = content.encode("cp1252") if isinstance(content, str) else content
    return f"<<{extra}/Length {len(data)}>>stream\n".encode() + data + b"\nendstream"


def page(contents="4 0 R", extra="", parent=2):
    box = "/MediaBox[0 0 500 700]/Resources<</Font<</F 5 0 R>>/XObject<</X 6 0 R>>>>"
    return f"<</Type/Page/Parent {parent} 0 R{box}/Contents {contents}{extra}>>"


def written(content, extra="", more=()):
    """A PDF of one page that draws ``content``; ``more`` are objects from number 6 on."""
    return assembled([CATALOG, PAGES, page(extra=extra), stream(content), FONT, *more])


def assembled(objects, trailer=""):
    """A PDF of objects, numbered from 1, the first of which is its catalogue."""
    parts = [b"%PDF-1.7\n"]
    for number, content in enumerate(objects, 1):
        data = content.encode("cp1252") if isinstance(content, str) else content
        parts.append(f"{number} 0 obj\n".encode() + data + b"\nendobj\n")
    places = list(accumulate(map(len, parts)))
    rows = "".join(f"{place:010} 00000 n \n" for place in places[:-1])
    size = len(objects) + 1
    end = (
        f"xref\n0 {size}\n0000000000 65535 f \n{rows}trailer\n<</Size {size}/Root 1 0 R{trailer}>>"
    )
    return b"".join(parts) + f"{end}\nstartxref\n{places[-1]}\n%%EOF\n".encode()


def encrypted(content, user="", owner="eigenaar"):
    """A PDF of one page, encrypted with the oldest of the standard ways (RC4, 40 bits)."""
    owner_key = hashlib.md5(_padded(owner)).digest()[:5]
    owner_entry = _rc4(owner_key, _padded(user))
    allowed = (2**32 - 4).to_bytes(4, "little")
    key = hashlib.md5(_padded(user) + owner_entry + allowed + _FILE_ID).digest()[:5]
    user_entry = _rc4(key, _PADDING)
    sealed = _rc4(hashlib.md5(key + b"\4\0\0\0\0").digest()[:10], content.encode("cp1252"))
    standard = f"/Filter/Standard/V 1/R 2/P -4/O<{owner_entry.hex()}>/U<{user_entry.hex()}>"
    trailer = f"/Encrypt 6 0 R/ID[<{_FILE_ID.hex()}><{_FILE_ID.hex()}>]"
    objects = [CATALOG, PAGES, page(), stream(sealed), FONT, f"<<{standard}>>"]
    return assembled(objects, trailer)


def _padded(password):
    return (password.encode() + _PADDING)[:32]


def _rc4(key, data):
    box, at = list(range(256)), 0
    for n in range(256):
        at = (at + box[n] + key[n % len(key)]) % 256
        box[n], box[at] = box[at], box[n]
    out, left, right = bytearray(), 0, 0
    for byte in data:
        left = (left + 1) % 256
        right = (right + box[left]) % 256
        box[left], box[right] = box[right], box[left]
        out.append(byte ^ box[(box[left] + box[right]) % 256])
    return bytes(out)
