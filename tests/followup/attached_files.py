"""Real files of every type that may be attached, made by libraries for them; and bad ones."""

import io
import struct
import zipfile
import zlib
from functools import cache

import openpyxl
import typst
from docx import Document

TYPES_PART = "[Content_Types].xml"


@cache
def pdf():
    return typst.compile(b"Een verslag van een overleg.", format="pdf")


@cache
def docx():
    file = io.BytesIO()
    document = Document()
    document.add_paragraph("Een verslag van een overleg.")
    document.save(file)
    return file.getvalue()


@cache
def xlsx():
    file = io.BytesIO()
    book = openpyxl.Workbook()
    book.active.append(["jaar", 2017])
    book.save(file)
    return file.getvalue()


def open_document(kind):
    """What an OpenDocument program writes: the type first, not packed, then the parts."""
    return zipped(
        ("mimetype", f"application/vnd.oasis.opendocument.{kind}", zipfile.ZIP_STORED),
        ("content.xml", "<office:document-content/>"),
        ("META-INF/manifest.xml", "<manifest:manifest/>"),
    )


def zipped(*parts, comment=b""):
    """A ZIP of (name, text[, how it is packed])."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.comment = comment
        for name, text, *how in parts:
            archive.writestr(name, text, *how)
    return file.getvalue()


def png(more=b""):
    """A picture of one pixel."""
    chunks = (
        (b"IHDR", struct.pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0)),
        (b"IDAT", zlib.compress(b"\0\0")),
        (b"IEND", b""),
    )
    written = b"".join(
        struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
        for kind, data in chunks
    )
    return b"\x89PNG\r\n\x1a\n" + written + more


JPEG = b"\xff\xd8\xff\xe0\0\x10JFIF\0\x01\x01\0\0\x01\0\x01\0\0\xff\xd9"
CSV = "naam;aantal\ncafé;3\n".encode("utf-8-sig")
TEXT = b"Een notitie.\r\nMet <haken> en \t tabs.\n"

GOOD = {
    "verslag.pdf": pdf,
    "verslag.docx": docx,
    "tabel.XLSX": xlsx,
    "brief.odt": lambda: open_document("text"),
    "tabel.ods": lambda: open_document("spreadsheet"),
    "foto.png": png,
    "foto.jpg": lambda: JPEG,
    "foto.jpeg": lambda: JPEG,
    "cijfers.csv": lambda: CSV,
    "notitie.txt": lambda: TEXT,
}


def bomb():
    """A Word file of some tens of kilobytes that unpacks to 12 MB."""
    file = io.BytesIO(docx())
    with zipfile.ZipFile(file, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/media/image1.bmp", b"\0" * 12_000_000)
    return file.getvalue()


def with_part(data, name, text="x"):
    """A package with one more part."""
    file = io.BytesIO(data)
    with zipfile.ZipFile(file, "a") as archive:
        archive.writestr(name, text)
    return file.getvalue()


def locked(data):
    """A package whose parts say that they are locked with a password."""
    whole = bytearray(data)
    at = whole.find(b"PK\x01\x02")
    whole[at + 8] |= 1
    return bytes(whole)


HTML = b"<!DOCTYPE html><script>alert(1)</script>"
BAD = {
    "een pagina die zich een PDF noemt": ("verslag.pdf", lambda: HTML),
    "een pagina die zich tekst noemt": ("verslag.txt", lambda: b"  \n" + HTML),
    "een tekening met scripts": ("foto.png", lambda: b"<svg onload='alert(1)'/>"),
    "een PDF met een pagina erachter": ("verslag.pdf", lambda: pdf() + HTML),
    "een pagina in de kleren van een PDF": ("a.pdf", lambda: b"%PDF-1.7\n" + HTML + b"\n%%EOF"),
    "een PDF met een zip erachter": ("verslag.pdf", lambda: pdf() + docx()),
    "een halve PDF": ("verslag.pdf", lambda: pdf()[: len(pdf()) // 2]),
    "een PDF die naar niets wijst": (
        "verslag.pdf",
        lambda: b"%PDF-1.7\nniets\nstartxref\n99999\n%%EOF",
    ),
    "een zip die zich Word noemt": ("verslag.docx", lambda: zipped(("a.txt", "x"))),
    "een tabel die zich Word noemt": ("verslag.docx", xlsx),
    "Word dat zich een tabel noemt": ("tabel.xlsx", docx),
    "OpenDocument dat zich een tabel noemt": ("tabel.ods", lambda: open_document("text")),
    "OpenDocument zonder soort": ("brief.odt", lambda: zipped(("content.xml", "x"))),
    "een bom": ("verslag.docx", bomb),
    "een Word-bestand met macro's": (
        "verslag.docx",
        lambda: with_part(docx(), "word/vbaProject.bin"),
    ),
    "een OpenDocument met macro's": (
        "brief.odt",
        lambda: with_part(open_document("text"), "Basic/Standard/Module1.xml"),
    ),
    "een deel met een pad": ("verslag.docx", lambda: with_part(docx(), "../../etc/passwd")),
    "een deel met een vast pad": ("verslag.docx", lambda: with_part(docx(), "/etc/passwd")),
    "twee delen van één naam": (
        "brief.odt",
        lambda: with_part(open_document("text"), "content.xmm").replace(b".xmm", b".xml"),
    ),
    "een zip met een slot": ("verslag.docx", lambda: locked(docx())),
    "een zip met een staart": ("verslag.docx", lambda: docx() + HTML),
    "een zip met een opmerking": (
        "brief.odt",
        lambda: zipped(("mimetype", "x", zipfile.ZIP_STORED), comment=HTML),
    ),
    "een zip met veel te veel delen": (
        "verslag.docx",
        lambda: zipped(*((f"{number}", "") for number in range(2_100))),
    ),
    "een halve zip": ("verslag.docx", lambda: docx()[:2_000]),
    "een foto met een pagina erachter": ("foto.png", lambda: png(HTML)),
    "een foto met een kras": ("foto.png", lambda: png().replace(b"IDAT", b"IDAX")),
    "een halve foto": ("foto.png", lambda: png()[:30]),
    "een foto met een pagina erin en erachter": ("foto.jpg", lambda: JPEG + HTML),
    "een tekst met stuurtekens": ("notitie.txt", lambda: b"een\0twee"),
    "een tekst in een oude codering": ("cijfers.csv", lambda: "café".encode("cp1252")),
    "een script": ("notitie.txt", lambda: b"#!/bin/sh\nrm -rf /\n"),
    "een programma": ("verslag.exe", lambda: b"MZ"),
    "een tekening": ("foto.svg", lambda: b"<svg/>"),
    "iets zonder naam": ("", lambda: TEXT),
    "een naam die alleen een eind is": (".htaccess", lambda: TEXT),
    "een leeg bestand": ("notitie.txt", lambda: b""),
}
