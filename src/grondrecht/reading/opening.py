"""A file becomes a document, whatever its kind: text, PDF or Word, found from its first bytes."""

from __future__ import annotations

import hashlib
import sys
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import BinaryIO

from grondrecht.plan.model import Source
from grondrecht.reading.document import Document
from grondrecht.reading.errors import DocumentError

# A plan of a hundred times the Flemish one still fits; more is no plan.
LARGEST = 300_000_000
STANDARD_INPUT = "standaardinvoer"

# First bytes, how far on they may stand, media type, module and function. The modules are loaded
# only when needed: a text takes less time to read than those of PDF and Word take to load.
_DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
KINDS = (
    (b"%PDF-", 1024, "application/pdf", "pdf", "read_pdf"),
    (b"PK\x03\x04", 4, _DOCX, "word", "read_word"),
)
TEXT = ("text/plain", "text", "read_text")
# Kinds that are often given and never read: first bytes (small letters), and what they are.
REFUSED = (
    (b"\xd0\xcf\x11\xe0", "een oud Office-bestand (.doc, .xls) of een versleuteld Word-document"),
    (b"{\\rtf", "een RTF-bestand"),
    (b"pk\x05\x06", "een leeg zip-bestand"),
    (b"\x1f\x8b", "een gecomprimeerd bestand (gzip)"),
    (b"7z\xbc\xaf", "een gecomprimeerd bestand (7z)"),
    (b"<!doctype html", "een webpagina"),
    (b"<html", "een webpagina"),
    (b"\x89png", "een afbeelding"),
    (b"gif8", "een afbeelding"),
    (b"ii*\0", "een afbeelding (scan)"),
    (b"mm\0*", "een afbeelding (scan)"),
    (b"\xff\xd8\xff", "een afbeelding"),
)


def read_bytes(path: str) -> bytes:
    """The bytes of a file, or of standard input where the path is ``-``.

    Raises DocumentError where there is no such file, it may not be read, is empty or too large.
    """
    shown = STANDARD_INPUT if path == "-" else path
    try:
        if path == "-":
            data = _all_of(sys.stdin.buffer, shown)
        else:
            _refuse_large(Path(path).stat().st_size, shown)
            with Path(path).open("rb") as file:
                data = _all_of(file, shown)
    except (OSError, ValueError) as error:
        raise DocumentError(f"{shown} kan niet gelezen worden: {reason(error)}.") from error
    if not data or data.isspace():
        raise DocumentError(f"{shown} is leeg; geef een document met formulieren.")
    return data


def document_of(
    data: bytes, path: str, progress: Callable[[float], None] = lambda share: None
) -> Document:
    """Turn the bytes of a file into lines and cells.

    ``progress`` is told the share that is done, from 0 to 1. Raises DocumentError where the bytes
    are of no kind that can be read, or damaged.
    """
    name = STANDARD_INPUT if path == "-" else Path(path).name
    head = data[:1024].lstrip().lower()
    for start, kind in REFUSED:
        if head.startswith(start):
            raise DocumentError(
                f"{name} is {kind}; sla het document op als .docx, PDF of tekst en lees dat."
            )
    media_type, module, function = next(
        (kind[2:] for kind in KINDS if kind[0] in data[: kind[1]]), TEXT
    )
    source = Source(name, hashlib.sha256(data).hexdigest(), media_type)
    reader = getattr(import_module(f"grondrecht.reading.{module}"), function)
    document: Document = reader(data, source, progress)
    return document


def _all_of(file: BinaryIO, shown: str) -> bytes:
    data = file.read(LARGEST + 1)
    _refuse_large(len(data), shown)
    return data


def _refuse_large(size: int, shown: str) -> None:
    if size > LARGEST:
        raise DocumentError(
            f"{shown} is groter dan {LARGEST // 1_000_000} MB; splits het document en lees de"
            " delen."
        )


# What the system says, by its number, and what to do about it.
REASONS = {
    5: "de schijf geeft een fout; neem een andere kopie",
    2: "het bestaat niet; controleer de naam",
    13: "geen toegang; vraag leesrechten",
    20: "de map bestaat niet; controleer de naam",
    21: "het is een map; geef een bestand",
    36: "de naam is te lang; controleer de naam",
}


def reason(error: OSError | ValueError) -> str:
    """Why a file cannot be read and what to do, in Dutch: the system may speak any language."""
    if isinstance(error, ValueError):
        return "dit is geen bestandsnaam; controleer de naam"
    return REASONS.get(error.errno or 0, "het systeem weigert het; kijk het bestand na")
