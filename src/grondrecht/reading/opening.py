"""A file becomes a document, whatever its kind: text, PDF or Word, found from its first bytes."""

from __future__ import annotations

import hashlib
import sys
from collections.abc import Callable
from importlib import import_module
from pathlib import Path

from grondrecht.plan.model import Source
from grondrecht.reading.document import Document
from grondrecht.reading.errors import DocumentError

# A plan of a hundred times the Flemish one still fits; more is no plan.
LARGEST = 300_000_000

# First bytes, how far on they may stand, media type, module and function. The modules are loaded
# only when needed: those of PDF and Word take longer to load than a whole text takes to read.
_DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
KINDS = (
    (b"%PDF-", 1024, "application/pdf", "pdf", "read_pdf"),
    (b"PK\x03\x04", 4, _DOCX, "word", "read_word"),
)
TEXT = ("text/plain", "text", "read_text")
# Kinds that are often given and never read: first bytes, and what to do.
REFUSED = (
    (b"\xd0\xcf\x11\xe0", "een oud Office-bestand (.doc, .xls) of een versleuteld Word-document"),
    (b"{\\rtf", "een RTF-bestand"),
    (b"PK\x05\x06", "een leeg zip-bestand"),
    (b"\x1f\x8b", "een gecomprimeerd bestand (gzip)"),
    (b"7z\xbc\xaf", "een gecomprimeerd bestand (7z)"),
    (b"\x89PNG", "een afbeelding"),
    (b"\xff\xd8\xff", "een afbeelding"),
)


def read_bytes(path: str) -> bytes:
    """The bytes of a file, or of standard input where the path is ``-``.

    Raises DocumentError where there is no such file, it may not be read, is empty or too large.
    """
    try:
        if path == "-":
            data = sys.stdin.buffer.read(LARGEST + 1)
        else:
            with Path(path).open("rb") as file:
                # A file of which the size is known to be too large is not read at all.
                small = Path(path).stat().st_size <= LARGEST
                data = file.read(LARGEST + 1) if small else b" " * (LARGEST + 1)
    except OSError as error:
        raise DocumentError(f"{path} kan niet gelezen worden: {_reason(error)}.") from error
    if len(data) > LARGEST:
        raise DocumentError(
            f"{path} is groter dan {LARGEST // 1_000_000} MB; splits het document en lees de delen."
        )
    if not data.strip():
        raise DocumentError(f"{path} is leeg; geef een document met formulieren.")
    return data


def document_of(
    data: bytes, path: str, progress: Callable[[float], None] = lambda share: None
) -> Document:
    """Turn the bytes of a file into lines and cells.

    ``progress`` is told the share that is done, from 0 to 1. Raises DocumentError where the bytes
    are of no kind that can be read, or damaged.
    """
    for start, kind in REFUSED:
        if data.startswith(start):
            raise DocumentError(
                f"{path} is {kind}; sla het document op als .docx, PDF of tekst en lees dat."
            )
    media_type, module, function = next(
        (kind[2:] for kind in KINDS if kind[0] in data[: kind[1]]), TEXT
    )
    name = "standaardinvoer" if path == "-" else Path(path).name
    source = Source(name, hashlib.sha256(data).hexdigest(), media_type)
    reader = getattr(import_module(f"grondrecht.reading.{module}"), function)
    document: Document = reader(data, source, progress)
    return document


def _reason(error: OSError) -> str:
    known = {2: "het bestaat niet", 13: "geen toegang", 21: "het is een map"}
    return known.get(error.errno or 0, error.strerror or "onbekende fout")
