"""What kind of file it is shows in its first bytes, not in its name."""

from __future__ import annotations

import hashlib
import io
import os
import subprocess
import sys

import pytest
from pdf_files import written
from word_files import docx, paragraph, zipped

from grondrecht.reading import opening
from grondrecht.reading.errors import DocumentError
from grondrecht.reading.opening import document_of, read_bytes

PDF = written("BT /F 10 Tf 50 500 Td (tekst) Tj ET")
DOCX = docx(paragraph("tekst"))
TEXT = b"tekst\n"


@pytest.mark.parametrize(
    ("data", "media_type", "length"),
    [
        (TEXT, "text/plain", (1, None)),
        (
            DOCX,
            "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
            (1, None),
        ),
        (PDF, "application/pdf", (None, 1)),
        (b"\n \0junk" + PDF, "application/pdf", (None, 1)),
    ],
)
def test_kinds_are_told_by_their_bytes(data, media_type, length):
    document = document_of(data, "map/plan.anders")
    assert [line.text for line in document.lines] == ["tekst"]
    source = document.source
    assert (source.file, source.media_type) == ("plan.anders", media_type)
    assert (source.lines, source.pages) == length
    assert source.sha256 == hashlib.sha256(data).hexdigest()


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "oud Office-bestand"),
        (b"{\\rtf1\\ansi tekst}", "RTF-bestand"),
        (b"\x1f\x8b\x08" + bytes(90), "gecomprimeerd"),
        (b"7z\xbc\xaf\x27\x1c" + bytes(90), "gecomprimeerd"),
        (b"\x89PNG\r\n\x1a\n" + bytes(90), "afbeelding"),
        (b"GIF89a" + bytes(90), "afbeelding"),
        (b"\xff\xd8\xff\xe0" + bytes(90), "afbeelding"),
        (b"II*\0" + bytes(90), "scan"),
        (b"MM\0*" + bytes(90), "scan"),
        (b"PK\x05\x06" + bytes(18), "leeg zip-bestand"),
        (b"\n<!DOCTYPE html><html><body>kabinet", "webpagina"),
        (b"<HTML><body>kabinet", "webpagina"),
        (zipped({"tekst.txt": "kabinet"}), "zip-bestand, maar geen Word-document"),
        (docx("", target="xl/workbook.xml"), "Excel-bestand"),
        (docx("", target="ppt/presentation.xml"), "PowerPoint-bestand"),
        (
            zipped({"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": "<a/>"}),
            "OpenDocument-bestand",
        ),
    ],
)
def test_what_is_often_given_and_never_read_is_named(data, words):
    with pytest.raises(DocumentError, match=words) as caught:
        document_of(data, "map/plan.docx")
    assert str(caught.value).startswith("plan.docx is een ")
    assert "PDF" in str(caught.value)


def test_bytes_of_a_file(tmp_path):
    path = tmp_path / "plan.txt"
    path.write_bytes(TEXT)
    assert read_bytes(str(path)) == TEXT


def test_bytes_of_standard_input(monkeypatch):
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(TEXT)))
    data = read_bytes("-")
    assert data == TEXT
    assert document_of(data, "-").source.file == "standaardinvoer"


def test_a_pipe_is_read_as_a_file(tmp_path):
    pipe = tmp_path / "pijp"
    os.mkfifo(pipe)
    with subprocess.Popen(["sh", "-c", f"printf 'tekst' > '{pipe}'"]) as writer:
        assert read_bytes(str(pipe)) == b"tekst"
    assert writer.returncode == 0


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("weg.txt", "het bestaat niet"),
        ("", "het is een map"),
        ("leeg.txt/binnen", "de map bestaat niet"),
        ("x" * 3000, "de naam is te lang"),
        ("nul\0byte", "geen bestandsnaam"),
    ],
)
def test_what_cannot_be_opened(tmp_path, name, words):
    (tmp_path / "leeg.txt").write_bytes(b"")
    with pytest.raises(DocumentError, match=f"kan niet gelezen worden: .*{words}"):
        read_bytes(f"{tmp_path}/{name}")


def test_a_file_that_may_not_be_read(tmp_path):
    path = tmp_path / "dicht.txt"
    path.write_bytes(TEXT)
    path.chmod(0)
    if os.access(path, os.R_OK):
        pytest.skip("this user may read everything")
    with pytest.raises(DocumentError, match="geen toegang; vraag leesrechten"):
        read_bytes(str(path))


@pytest.mark.parametrize("data", [b"", b" ", b"\n \t\r\n" * 1000])
def test_nothing_but_white_space(tmp_path, data):
    path = tmp_path / "leeg.txt"
    path.write_bytes(data)
    with pytest.raises(DocumentError, match="is leeg; geef een document met formulieren"):
        read_bytes(str(path))


def test_what_is_too_large_is_refused_unread(tmp_path):
    path = tmp_path / "groot.txt"
    with path.open("wb") as file:
        file.truncate(10**12)
    with pytest.raises(DocumentError, match="is groter dan 300 MB; splits het document"):
        read_bytes(str(path))


def test_what_turns_out_too_large_is_refused(monkeypatch, tmp_path):
    monkeypatch.setattr(opening, "LARGEST", 5)
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(TEXT)))
    with pytest.raises(DocumentError, match="standaardinvoer is groter dan"):
        read_bytes("-")
