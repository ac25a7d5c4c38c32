"""What type a file is, told by its content; its name only says what it claims to be.

Each check gives the words for what is wrong, or nothing. None of them unpacks more than a few parts
of a package, and those up to a bound.
"""

from __future__ import annotations

import io
import re
import tomllib
import zipfile
import zlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import PurePosixPath
from struct import error as StructError
from struct import unpack
from types import MappingProxyType

from django.utils.translation import gettext as _

from grondrecht.followup.attachments.names import ending_of
from grondrecht.registry.errors import RegisterError

# What a package may unpack to, how many times its packed size, and in how many parts.
LARGEST_UNPACKED = 200_000_000
SMALL = 10_000_000
MOST_TIMES = 250
MOST_PARTS = 2_000
_LIST_OF_PARTS = "[Content_Types].xml"
_LARGEST_LIST = 1_000_000
_END_OF_ZIP = 22
_MACROS = re.compile(r"(?i)vbaproject|vbadata|(?:^|/)(?:basic|scripts)/|activex|\.(?:exe|dll|js)\Z")
# How a page, a drawing with scripts or a script begins; a text that does is no text to us.
_MARKUP = re.compile(rb"\s*(?:<[a-z!?/]|#!|%pdf|\{\\rtf)", re.IGNORECASE)
_END_OF_PDF = re.compile(rb"startxref\s+(\d{1,10})\s+%%EOF[\0\s]*\Z")
_LIST_OF_PDF = re.compile(rb"\s*(?:xref\b|\d+\s+\d+\s+obj\b)")
_NEAR_END = 2_000
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0e-\x1f\x7f]")


@dataclass(frozen=True)
class Type:
    """A type that may be attached, by the ending of its names (data/attachments.toml)."""

    ending: str
    media_type: str
    checked: str
    begins: bytes = b""
    holds: str = ""
    also: tuple[str, ...] = ()


@cache
def types() -> tuple[Type, ...]:
    """The types that may be attached, in the order of the data."""
    text = (files("grondrecht.followup") / "data" / "attachments.toml").read_text("utf-8")
    return tuple(
        Type(
            **row
            | {"begins": bytes.fromhex(row.get("begins", "")), "also": tuple(row.get("also", ()))}
        )
        for row in tomllib.loads(text)["type"]
    )


def type_of(name: str, data: bytes) -> Type:
    """The type of a file, once its content has proved to be what its name says.

    Raises RegisterError with what is wrong and what to do.
    """
    ending = ending_of(name)
    found = next((each for each in types() if ending in (each.ending, *each.also)), None)
    if found is None:
        known = ", ".join(each.ending for each in types())
        raise RegisterError(
            _("Files of this type cannot be attached; choose from: %(known)s.") % {"known": known}
        )
    if not data:
        raise RegisterError(_("This file is empty; choose another."))
    if not data.startswith(found.begins):
        raise _not(found, _("its content is of another type"))
    if wrong := CHECKS[found.checked](data, found):
        raise _not(found, wrong)
    return found


def _not(claimed: Type, wrong: str) -> RegisterError:
    return RegisterError(
        _(
            "This is no good %(type)s file: %(wrong)s. Save it again in the program that made it, "
            "and attach that file."
        )
        % {"type": claimed.ending, "wrong": wrong}
    )


def pdf(data: bytes, claimed: Type) -> str:
    """A PDF ends where it says that it ends, and names where its list of objects begins."""
    if re.match(rb"%PDF-[12]\.\d", data) is None:
        return _("its first line is not that of a PDF")
    end = _END_OF_PDF.search(data, max(0, len(data) - _NEAR_END))
    if end is None:
        return _("it is cut short or something stands behind its end")
    at = int(end[1])
    return "" if _LIST_OF_PDF.match(data, at) else _("it is damaged")


def png(data: bytes, claimed: Type) -> str:
    """A PNG is a row of chunks, each with its checksum, and nothing behind the last."""
    at, kind = len(claimed.begins), b""
    while at < len(data) and kind != b"IEND":
        try:
            size, kind = unpack(">I4s", data[at : at + 8])
            (told,) = unpack(">I", data[at + 8 + size : at + 12 + size])
        except StructError:
            return _("it is cut short")
        if told != zlib.crc32(data[at + 4 : at + 8 + size]):
            return _("it is damaged")
        at += 12 + size
    if kind != b"IEND":
        return _("it is cut short")
    return _("something stands behind its end") if at != len(data) else ""


def jpeg(data: bytes, claimed: Type) -> str:
    """A JPEG ends with its own mark."""
    return "" if data.endswith(b"\xff\xd9") else _("it is cut short or something stands behind it")


def text(data: bytes, claimed: Type) -> str:
    """A text is UTF-8 without control signs, and is no page or script under another name."""
    try:
        words = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return _("it is not written in UTF-8")
    if _CONTROL.search(words):
        return _("it holds signs that no text has")
    return _("its content is of another type") if _MARKUP.match(words.encode()) else ""


def office(data: bytes, claimed: Type) -> str:
    """A Word or Excel file: a package that says so in its own list of parts, without macros."""
    return _package(data, lambda archive: _said_by_office(archive, claimed))


def open_document(data: bytes, claimed: Type) -> str:
    """An OpenDocument file: a package whose first part, not packed, names its type."""
    return _package(data, lambda archive: _said_by_open_document(archive, claimed))


def _package(data: bytes, said: Callable[[zipfile.ZipFile], str]) -> str:
    """What is wrong with a ZIP: glued to something else, a bomb, odd names, not what it says."""
    if data[-_END_OF_ZIP:-18] != b"PK\x05\x06":
        return _("something stands behind its end, or it is cut short")
    if data.count(b"PK\x01\x02") > MOST_PARTS:
        return _("it has too many parts")
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return _parts(archive) or said(archive)
    except (zipfile.BadZipFile, zlib.error, ValueError, NotImplementedError, EOFError, OSError):
        return _("it is damaged")


def _parts(archive: zipfile.ZipFile) -> str:
    rows = archive.infolist()
    size, packed = sum(row.file_size for row in rows), sum(row.compress_size for row in rows)
    if size > LARGEST_UNPACKED or (size > SMALL and size > MOST_TIMES * packed):
        return _("it unpacks to far more than it should")
    if len({row.filename for row in rows}) != len(rows) or not all(map(_is_part, rows)):
        return _("its parts have names that cannot be")
    if any(row.flag_bits & 1 for row in rows):
        return _("it is locked with a password")
    return _("it holds macros") if any(_MACROS.search(row.filename) for row in rows) else ""


def _is_part(row: zipfile.ZipInfo) -> bool:
    path = PurePosixPath(row.filename)
    return not path.is_absolute() and ".." not in path.parts and "\\" not in row.orig_filename


def _said_by_office(archive: zipfile.ZipFile, claimed: Type) -> str:
    if _LIST_OF_PARTS not in archive.namelist():
        return _("its content is of another type")
    with archive.open(_LIST_OF_PARTS) as part:
        listed = part.read(_LARGEST_LIST)
    quoted = (f'"{claimed.holds}"'.encode(), f"'{claimed.holds}'".encode())
    if b"macroEnabled" in listed:
        return _("it holds macros")
    return "" if any(each in listed for each in quoted) else _("its content is of another type")


def _said_by_open_document(archive: zipfile.ZipFile, claimed: Type) -> str:
    first = archive.infolist()[0]
    if first.filename != "mimetype" or first.compress_type != zipfile.ZIP_STORED:
        return _("its content is of another type")
    with archive.open(first) as part:
        is_it = part.read(len(claimed.holds) + 1).strip() == claimed.holds.encode()
    return "" if is_it else _("its content is of another type")


CHECKS: Mapping[str, Callable[[bytes, Type], str]] = MappingProxyType(
    {
        "pdf": pdf,
        "png": png,
        "jpeg": jpeg,
        "text": text,
        "office": office,
        "open_document": open_document,
    }
)
