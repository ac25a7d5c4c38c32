"""Whatever is given instead of a plan: one sentence, soon, in little memory."""

from __future__ import annotations

import io
import os
import random
import struct
import subprocess
import sys
import zipfile
import zlib
from contextlib import contextmanager

import pytest
from pdf_files import CATALOG, FONT, PAGES, assembled, encrypted, page, stream, typeset, written
from word_files import RELATIONS, document, docx, paragraph, table, zipped

from grondrecht.reading import plan_of, word
from grondrecht.reading.errors import DocumentError
from grondrecht.reading.opening import document_of
from grondrecht.reading.pdf_pages import pages

TEXT = "BT /F 10 Tf 50 500 Td (tekst) Tj ET"
MEGABYTE = 1_000_000


@contextmanager
def soon():
    """Fail where more than five seconds are computed, in this program and those it starts."""
    begin = sum(os.times()[:4])
    yield
    assert sum(os.times()[:4]) - begin < 5


def refused(data, name="plan"):
    """The sentence with which data is refused; it says what to do and comes soon."""
    with soon(), pytest.raises(DocumentError) as caught:
        plan_of(document_of(data, name))
    words = str(caught.value)
    assert words.startswith(name)
    assert words.endswith((".", ")."))
    assert "\n" not in words
    return words


def read(data):
    with soon():
        return [line.text for line in document_of(data, "plan").lines]


# Any kind of file.


@pytest.mark.parametrize("seed", range(5))
def test_random_bytes(seed):
    assert "geen tekst, PDF of Word" in refused(random.Random(seed).randbytes(50_000))


def test_a_program():
    head = b"\x7fELF\x02\x01\x01\x00" + bytes(8) + struct.pack("<HHI", 3, 62, 1)
    assert "geen tekst" in refused(head + random.Random(1).randbytes(9000))


def test_a_document_without_any_form():
    assert "geen enkel formulier" in refused(b"Een brief.\n\nGeachte,\n\nMet dank.\n" * 50)


@pytest.mark.parametrize("data", [b"PK\x03\x04", b"%PDF-1.7\n", b"%PDF-", b"\xff\xfe", b"x"])
def test_hardly_any_bytes(data):
    refused(data)


# PDF.


@pytest.fixture(scope="module")
def whole():
    rows = ", ".join(f"[label {n}], [waarde {n}]" for n in range(40))
    return typeset(f"#table(columns: 2, {rows})", height=300)


@pytest.mark.parametrize("tenth", range(1, 10))
def test_a_pdf_that_was_cut_off(whole, tenth):
    cut = whole[: len(whole) * tenth // 10]
    assert "beschadigde of onvolledige PDF; haal het bestand opnieuw op" in refused(cut)


def test_a_pdf_that_lost_its_last_bytes(whole):
    assert "onvolledige PDF" in refused(whole[:-10])


def test_white_space_behind_a_pdf_does_not_matter(whole):
    assert read(whole + b"\0\r\n" * 3000) == read(whole)


def test_a_scan():
    image = b"<</Type/XObject/Subtype/Image/Width 1/Height 1/ColorSpace/DeviceGray"
    image += b"/BitsPerComponent 8/Length 1>>stream\n\0\nendstream"
    words = refused(written("500 0 0 700 0 0 cm /X Do", more=[image]))
    assert "geen tekstlaag (1 blz.): het is een scan. Maak er eerst" in words


def test_a_pdf_with_a_password():
    words = refused(encrypted(TEXT, user="geheim"))
    assert words == "plan is met een wachtwoord beveiligd; sla het op zonder wachtwoord."


def test_a_pdf_that_only_its_owner_may_change_is_read():
    assert read(encrypted(TEXT)) == ["tekst"]


def test_a_pdf_locked_in_an_unknown_way():
    data = encrypted(TEXT).replace(b"/Filter/Standard", b"/Filter/Anderman")
    assert "wachtwoord" in refused(data)


def form(calls, inner):
    parts = f"/Resources<</Font<</F 5 0 R>>/XObject<</X {inner} 0 R>>>>"
    return stream(calls, f"/Type/XObject/Subtype/Form/BBox[0 0 9 9]{parts}")


def packed(content):
    return stream(zlib.compress(content), "/Filter/FlateDecode")


def zeros(megabytes):
    """A packed stream of zeros: one packed megabyte, again and again."""
    packer = zlib.compressobj()
    first = packer.compress(bytes(MEGABYTE)) + packer.flush(zlib.Z_FULL_FLUSH)
    again = packer.compress(bytes(MEGABYTE)) + packer.flush(zlib.Z_FULL_FLUSH)
    return stream(first + again * (megabytes - 1) + packer.flush(), "/Filter/FlateDecode")


def pdf_of(contents, pages=PAGES, page_object=None, catalog=CATALOG, trailer=""):
    return assembled([catalog, pages, page_object or page(), contents, FONT], trailer)


ENDLESS = {
    "pages that hold themselves": pdf_of(
        stream(TEXT), pages="<</Type/Pages/Kids[2 0 R 3 0 R]/Count 2>>"
    ),
    "many pages that are not there": pdf_of(
        stream(TEXT), pages="<</Type/Pages/Kids[3 0 R]/Count 19999>>"
    ),
    "too many pages": pdf_of(
        stream(TEXT), pages=f"<</Type/Pages/Kids[{'3 0 R ' * 30_000}]/Count 30000>>"
    ),
    "no pages": pdf_of(stream(TEXT), pages="<</Type/Pages/Kids[]/Count 0>>"),
    "no catalogue": pdf_of(stream(TEXT), catalog="<<>>"),
    "drawings in drawings, ten times each": written(
        f"{TEXT} /X Do",
        more=[*(form(TEXT + " /X Do" * 10, n + 1) for n in range(6, 20)), form(TEXT, 99)],
    ),
    "much text in few bytes": pdf_of(packed(f"{TEXT}\n".encode() * 1_000_000)),
    "a page of zeros": pdf_of(zeros(900)),
    "signs without end": written(TEXT.replace("tekst", "a" * 100_001)),
    "states without end": written("q " * 2_000_000 + TEXT),
    "brackets without end": written("[" * MEGABYTE + TEXT),
}


# In a program of its own: what a test's other children took would count too.
MEASURED = """
import resource, sys
from grondrecht.reading import DocumentError, read_plan_from
try:
    read_plan_from(sys.stdin.buffer.read(), "a.pdf")
except DocumentError as error:
    print(error)
print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)
"""


@pytest.mark.parametrize("name", ENDLESS)
def test_a_pdf_made_to_harm(name):
    command = [sys.executable, "-c", MEASURED]
    with soon():
        done = subprocess.run(command, input=ENDLESS[name], capture_output=True, check=True)
    sentence, kilobytes = done.stdout.decode().splitlines()
    assert sentence.endswith(".")
    assert int(kilobytes) < 500_000


def test_a_pdf_made_to_keep_a_reader_busy():
    idle = packed(b"()Tj " * 3_000_000)
    head = b"<</Type/XObject/Subtype/Form/BBox[0 0 9 9]"
    data = written("/X Do " * 1000, more=[idle.replace(b"<<", head, 1)])
    assert "vraagt op bladzijde 1 te veel rekenwerk" in refused(data)


LOOPS = {
    "outlines": pdf_of(stream(TEXT), catalog=CATALOG.replace(">>", "/Outlines 2 0 R>>")),
    "a parent below": pdf_of(stream(TEXT), pages=PAGES.replace(">>", "/Parent 3 0 R>>")),
    "a length of itself": pdf_of(b"<</Length 4 0 R>>stream\n" + TEXT.encode() + b"\nendstream"),
    "an older part before": pdf_of(stream(TEXT), trailer="/Prev 10"),
    "a drawing in itself": written(f"{TEXT} /X Do", more=[form("/X Do", 6)]),
    "a page count without end": pdf_of(stream(TEXT), pages=PAGES.replace("1>>", "2147483647>>")),
    "a page without end": pdf_of(stream(TEXT), page_object=page().replace("700", "9" * 30)),
    "objects in objects": pdf_of(stream(TEXT), page_object=page(extra="/A " + "<</A " * 200_000)),
    "contents again and again": pdf_of(stream(TEXT), page_object=page("[" + "4 0 R " * 9000 + "]")),
}


@pytest.mark.parametrize("name", LOOPS)
def test_loops_in_a_pdf_do_not_keep_it_from_being_read(name):
    with soon():
        assert {piece.text for _, page in pages(LOOPS[name]) for piece in page} == {"tekst"}


# Word.


@pytest.mark.parametrize("tenth", range(1, 10))
def test_a_word_document_that_was_cut_off(tenth):
    data = docx(paragraph("tekst") * 2000)
    words = refused(data[: len(data) * tenth // 10])
    assert "beschadigd of onvolledig Word-document; open het in Word" in words


def test_a_word_document_of_which_the_text_was_cut_off():
    xml = document(paragraph("tekst") * 9)
    assert "beschadigd" in refused(zipped({"word/document.xml": xml[: len(xml) // 2]}))


@pytest.mark.parametrize(
    "parts",
    [
        {"word/document.xml": ""},
        {"word/document.xml": "geen XML"},
        {"_rels/.rels": "<", "word/document.xml": document(paragraph("tekst"))},
        {"_rels/.rels": RELATIONS.format(kind="/officeDocument", target=".")},
        {"_rels/.rels": RELATIONS.format(kind="/officeDocument", target="weg.xml")},
    ],
)
def test_a_package_that_is_not_whole(parts):
    refused(zipped({"[Content_Types].xml": "", **parts}))


LAUGHS = "<!DOCTYPE a [<!ENTITY a 'ha'>" + "".join(
    f"<!ENTITY {chr(n + 1)} '{f'&{chr(n)};' * 10}'>" for n in range(97, 110)
)


@pytest.mark.parametrize(
    "head",
    [LAUGHS + "]>", "<!DOCTYPE a SYSTEM 'file:///etc/passwd'>", "<!DOCTYPE a>"],
    ids=["laughs", "another file", "plain"],
)
def test_xml_that_defines_entities(head):
    assert "beschadigd" in refused(docx(paragraph("&n;" if "n" in head else ""), head=head))


def test_a_tag_without_end():
    xml = f'<w:p w:a="{"x" * 3 * MEGABYTE}"/>'
    assert "beschadigd" in refused(docx(xml))


def test_a_text_that_unpacks_to_much():
    body = document(paragraph(" ") * 10).encode()
    words = refused(zipped({"word/document.xml": body + b" " * 20 * MEGABYTE}))
    assert "uitgepakt veel groter" in words


def lying(data, name, size):
    """A zip that says of one member that it unpacks to another size."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        real = archive.getinfo(name).file_size
    return data.replace(struct.pack("<I", real), struct.pack("<I", size))


@pytest.mark.parametrize("size", [10, 5000, 240 * MEGABYTE, 2**32 - 2])
def test_a_size_that_lies(size):
    data = docx(paragraph("tekst") + "<w:p/>" * 100_000)
    refused(lying(data, "word/document.xml", size))


def test_other_parts_may_be_as_large_as_they_like():
    parts = {"word/document.xml": document(paragraph("tekst")), "foto": bytes(20 * MEGABYTE)}
    assert read(zipped(parts)) == ["tekst"]


def test_a_zip_of_countless_parts():
    assert "uitgepakt" in refused(b"PK\x03\x04" + b"PK\x01\x02" * 20_001)


def test_a_part_with_a_password():
    data = bytearray(docx(paragraph("tekst")))
    for mark, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = data.rindex(mark)
        data[at + offset] |= 1
    assert "beschadigd" in refused(bytes(data))


def test_countless_empty_paragraphs(monkeypatch):
    monkeypatch.setattr(word, "MOST_LINES", 10_000)
    assert "miljoen regels; splits het document" in refused(docx("<w:p/>" * 10_001))


def test_tables_in_tables_without_end():
    body = paragraph("diep")
    for _ in range(20_000):
        body = f"<w:tbl><w:tr><w:tc>{body}</w:tc></w:tr></w:tbl>"
    assert read(docx(body)) == ["diep"]
    assert "beschadigd" in refused(docx(table(["<w:tc>" * 20_000])))


# What is large, each in a program that may hold no more than 500 MB.

READ = """
import resource, sys
resource.setrlimit(resource.RLIMIT_AS, (500_000_000, 500_000_000))
from grondrecht.reading import DocumentError, read_plan
try:
    read_plan(sys.argv[1])
except DocumentError as error:
    print(error)
"""


def in_little_memory(path, given=None):
    command = [sys.executable, "-c", READ, str(path)]
    with soon():
        done = subprocess.run(command, input=given, capture_output=True, check=False, timeout=60)
    assert done.stderr == b""
    return done.stdout.decode()


def test_a_gigabyte_on_one_line(tmp_path):
    path = tmp_path / "groot.txt"
    with path.open("wb") as file:
        file.truncate(10**9)
    assert "is groter dan 300 MB; splits" in in_little_memory(path)


def test_a_line_without_end_on_standard_input():
    words = in_little_memory("-", b"woord " * (250 * MEGABYTE // 6))
    assert words.startswith("standaardinvoer, regel 1: een regel van meer dan een miljoen tekens")


def test_nothing_but_line_ends(tmp_path):
    path = tmp_path / "leeg.txt"
    path.write_bytes(b"\n" * 50 * MEGABYTE)
    assert "is leeg" in in_little_memory(path)


def test_countless_short_lines(tmp_path):
    path = tmp_path / "kort.txt"
    path.write_bytes(b"a\n" * 25 * MEGABYTE)
    assert "meer dan drie miljoen regels" in in_little_memory(path)


def test_a_packed_word_document(tmp_path):
    path = tmp_path / "plan.docx"
    path.write_bytes(zipped({"word/document.xml": bytes(60 * MEGABYTE)}))
    assert "uitgepakt veel groter" in in_little_memory(path)


def test_countless_words_in_one_paragraph(tmp_path):
    path = tmp_path / "plan.docx"
    words = "".join(f"<w:r><w:t>{n}</w:t></w:r>" for n in range(500_000))
    path.write_bytes(docx(f"<w:p>{words}</w:p>"))
    assert "een regel van meer dan een miljoen tekens" in in_little_memory(path)
