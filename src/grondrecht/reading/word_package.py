"""A Word document is a zip of XML parts: the part that holds the text, found and bounded."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from pathlib import PurePosixPath
from typing import IO
from xml.parsers import expat

from grondrecht.reading.errors import DocumentError
from grondrecht.reading.limits import LONGEST_LINE

# What the text of a Word document may unpack to, and how many times its packed size; more is a
# mistake or an attack. Small texts may be as repetitive as they like.
LARGEST = 250_000_000
SMALL = 10_000_000
MOST_TIMES = 250
# Office documents have tens of parts; the list of parts of a zip is read whole.
MOST_PARTS = 20_000
_CHUNK = 1 << 16
_RELATIONS = "_rels/.rels"
_USUAL = "word/document.xml"
# The kind of an office document, by the folder of its main part.
OTHER_OFFICE = {"xl": "een Excel-bestand", "ppt": "een PowerPoint-bestand"}


def archive_of(data: bytes, name: str) -> zipfile.ZipFile:
    """Open a zip. Raises DocumentError where it has too many parts, zipfile's errors where it is
    damaged.
    """
    if data.count(b"PK\x01\x02") > MOST_PARTS:
        raise _too_large(name)
    return zipfile.ZipFile(io.BytesIO(data))


def main_part(archive: zipfile.ZipFile, name: str) -> zipfile.ZipInfo:
    """The part that holds the text, as the package itself names it.

    Raises DocumentError where there is none, or it unpacks to too much.
    """
    parts = set(archive.namelist())
    target = (_target(archive) if _RELATIONS in parts else "") or _USUAL
    kind = OTHER_OFFICE.get(PurePosixPath(target).parts[0])
    if "mimetype" in parts and "content.xml" in parts:
        kind = "een OpenDocument-bestand"
    if kind or target not in parts:
        raise DocumentError(
            f"{name} is {kind or 'een zip-bestand, maar geen Word-document'}; geef een .docx, een"
            " PDF of een tekst."
        )
    part = archive.getinfo(target)
    bomb = part.file_size > SMALL and part.file_size > MOST_TIMES * part.compress_size
    if bomb or part.file_size > LARGEST:
        raise _too_large(name)
    return part


def feed(parser: expat.XMLParserType, stream: IO[bytes]) -> Iterator[int]:
    """Parse a stream piece by piece, saying each time how many bytes are done.

    Raises ValueError for what no Office program writes: a document type, which may define entities
    that grow without end, and a single tag of megabytes.
    """
    parser.StartDoctypeDeclHandler = _refuse_doctype
    done = 0
    while chunk := stream.read(_CHUNK):
        parser.Parse(chunk, False)
        done += len(chunk)
        if done - parser.CurrentByteIndex > LONGEST_LINE:
            raise ValueError("a tag without end")
        yield done
    parser.Parse(b"", True)
    yield done


def _refuse_doctype(*declaration: object) -> None:
    raise ValueError("a document type")


def _target(archive: zipfile.ZipFile) -> str:
    """The name of the main part of an office document, empty where it names none."""
    found: list[str] = []

    def start(tag: str, attributes: dict[str, str]) -> None:
        if attributes.get("Type", "").endswith("/officeDocument"):
            found.append(attributes.get("Target", "").lstrip("/"))

    parser = expat.ParserCreate()
    parser.StartElementHandler = start
    with archive.open(_RELATIONS) as stream:
        for _ in feed(parser, io.BytesIO(stream.read(LONGEST_LINE))):
            pass
    return found[0] if found else ""


def _too_large(name: str) -> DocumentError:
    return DocumentError(
        f"{name} wordt uitgepakt veel groter dan een Word-document hoort te zijn; open het in Word"
        " en sla het opnieuw op, of splits het."
    )
