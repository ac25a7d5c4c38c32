"""The report as Word, PDF, Excel and JSON, opened again: the same counts, well built."""

from __future__ import annotations

import io
import json
import re
import zipfile
from collections import Counter
from dataclasses import replace

import docx
import openpyxl
import pdfplumber
import pypdfium2
import pytest
from docx.oxml.ns import qn
from followup.round_copies import (
    COUNTS_OF_2017,
    HARD,
    STATUSES,
    empty_copy,
    hard_copy,
    round_copy,
    the_counts_of_2017,
)
from pace import takes_at_most

from grondrecht.followup.frozen import canonical
from grondrecht.followup.report.blocks import Chart, Heading, Table
from grondrecht.followup.report.content import content
from grondrecht.followup.report.files import WRITERS
from grondrecht.followup.report.pdf import pdf
from grondrecht.plan.marks import unmark
from grondrecht.writing.glyphs import UNPRINTABLE

NAMES = {key: name for key, name, *_ in STATUSES}
COUNTS = {NAMES[key]: count for key, count in COUNTS_OF_2017.items()} | {"Totaal": 161}


@pytest.fixture(scope="module")
def counts():
    """Every file of the report with the counts of 2017."""
    copy = the_counts_of_2017()
    return {name: make(copy, "nl") for name, make in WRITERS.items()}


@pytest.fixture(scope="module")
def whole():
    """Every file of a report with all parts, and what it says."""
    copy = round_copy(12)
    return content(copy, "nl"), {name: make(copy, "nl") for name, make in WRITERS.items()}


def fold(text):
    return " ".join(text.split())


def shown(data):
    """The text of a PDF."""
    with pypdfium2.PdfDocument(data) as pdf:
        return "\n".join(page.get_textpage().get_text_range() for page in pdf)


class TestCounts:
    """135, 10, 7, 4, 4 and 1 of 161, whatever the format."""

    def test_word(self, counts):
        document = docx.Document(io.BytesIO(counts["report.docx"]))
        rows = [[cell.text for cell in row.cells] for row in document.tables[0].rows]
        found = {name: int(count) for name, count, _ in rows[1:] if count != "0"}
        assert found == COUNTS

    def test_pdf(self, counts):
        text = shown(counts["report.pdf"])
        for name, count in COUNTS.items():
            assert re.search(rf"^{name} {count} .+%", text.replace("\r", ""), re.MULTILINE), name

    def test_excel(self, counts):
        book = openpyxl.load_workbook(io.BytesIO(counts["report.xlsx"]))
        found = dict(row[:2] for row in book["tellingen"].iter_rows(2, values_only=True) if row[1])
        assert {name: found[name] for name in COUNTS} == COUNTS
        states = Counter(row[7] for row in book["acties"].iter_rows(2, values_only=True))
        assert {**states, "Totaal": states.total()} == COUNTS

    def test_json(self, counts):
        reports = json.loads(counts["report.json"])["reports"]
        assert Counter(report["answer"]["status"] for report in reports) == COUNTS_OF_2017

    @pytest.mark.parametrize("kind", ["pdf", "docx"])
    def test_citizens(self, counts, kind):
        data = counts[f"citizens.{kind}"]
        text = shown(data) if kind == "pdf" else words_of(docx.Document(io.BytesIO(data)))
        assert "161 acties" in fold(text)
        drawn = [f"{name}: {count}" for name, count in COUNTS.items() if name != "Totaal"]
        if kind == "docx":
            assert all(each in text for each in drawn)


def words_of(document):
    """Every text of a Word document, those of its drawings too."""
    body = document.element.body
    texts = [node.text or "" for node in body.iter(qn("w:t"))]
    return " ".join([*texts, *(node.get("descr", "") for node in body.iter(qn("wp:docPr")))])


@pytest.fixture(scope="module")
def document(whole):
    """The Word document of a report with all parts."""
    return docx.Document(io.BytesIO(whole[1]["report.docx"]))


@pytest.fixture(scope="module")
def printed(whole):
    """Its PDF."""
    with pdfplumber.open(io.BytesIO(whole[1]["report.pdf"])) as opened:
        yield opened


@pytest.fixture(scope="module")
def book(whole):
    """Its workbook."""
    return openpyxl.load_workbook(io.BytesIO(whole[1]["report.xlsx"]))


class TestWord:
    """Real headings, captions, contents and tables, so that people can go on writing."""

    def test_headings_are_those_of_the_content(self, whole, document):
        styled = [
            (int(each.style.name[-1]), each.text)
            for each in document.paragraphs
            if each.style.name.startswith("Heading")
        ]
        headings = [each for each in whole[0].blocks if isinstance(each, Heading)]
        assert styled == [(each.level, fold(each.text)) for each in headings]

    def test_the_contents_are_filled_in_and_lead_to_the_headings(self, whole, document):
        body = document.element.body
        instructions = [node.text for node in body.iter(qn("w:instrText"))]
        assert [text.split()[:3] for text in instructions] == [["TOC", "\\o", '"1-2"']]
        kinds = [node.get(qn("w:fldCharType")) for node in body.iter(qn("w:fldChar"))]
        assert kinds == ["begin", "separate", "end"]
        places = {
            node.get(qn("w:name")): "".join(each.text for each in node.getparent().iter(qn("w:t")))
            for node in body.iter(qn("w:bookmarkStart"))
        }
        links = [
            (node.get(qn("w:anchor")), "".join(each.text for each in node.iter(qn("w:t"))))
            for node in body.iter(qn("w:hyperlink"))
        ]
        assert [places[anchor] for anchor, _ in links] == [text for _, text in links]
        listed = [b for b in whole[0].blocks if isinstance(b, Heading) and b.level < 3]
        assert len(links) == len(listed)

    def test_captions_number_themselves(self, whole, document):
        captions = [each for each in document.paragraphs if each.style.name == "Caption"]
        fields = [
            node.get(qn("w:instr")).split()
            for each in captions
            for node in each._p.iter(qn("w:fldSimple"))
        ]
        assert [field[:2] for field in fields] == [["SEQ", text_of(c).split()[0]] for c in captions]
        tables = [b for b in whole[0].blocks if isinstance(b, Table) and b.caption]
        charts = [b for b in whole[0].blocks if isinstance(b, Chart)]
        numbers = Counter(field[1] for field in fields)
        assert numbers == {"Tabel": len(tables), "Figuur": len(charts)}
        assert text_of(captions[0]) == "Figuur 1. Acties naar stand"

    def test_every_drawing_is_told_in_words(self, whole, document):
        told = [node.get("descr") for node in document.element.body.iter(qn("wp:docPr"))]
        assert told == [fold(b.alt) for b in whole[0].blocks if isinstance(b, Chart)]

    def test_the_first_row_of_a_table_comes_back_on_each_page(self, document):
        assert document.tables
        for table in document.tables:
            head, *rest = table._tbl.tr_lst
            assert head.xpath("./w:trPr/w:tblHeader")
            assert not any(row.xpath("./w:trPr/w:tblHeader") for row in rest)

    def test_title_author_and_language_are_set(self, document):
        properties = document.core_properties
        found = properties.title, properties.author, properties.language
        assert found == ("Voortgangsrapport 2017", "Landsregering 2014-2019", "nl-BE")
        assert document.styles.element.xpath("string(.//w:docDefaults//w:lang/@w:val)") == "nl-BE"
        assert "PAGE" in document.sections[0].footer._element.xml

    def test_every_style_that_is_used_exists(self, document):
        used = {node.get(qn("w:val")) for node in document.element.body.iter(qn("w:pStyle"))}
        used |= {node.get(qn("w:val")) for node in document.element.body.iter(qn("w:tblStyle"))}
        assert used <= {style.style_id for style in document.styles}

    def test_ids_are_used_once(self, document):
        for name in ("w:bookmarkStart", "wp:docPr"):
            ids = [
                node.get(qn("w:id")) or node.get("id")
                for node in document.element.body.iter(qn(name))
            ]
            assert len(ids) == len(set(ids))

    def test_properties_stand_in_the_order_that_the_standard_asks(self, document):
        order = ["pStyle", "keepNext", "pageBreakBefore", "jc"]
        for node in document.element.body.iter(qn("w:pPr")):
            names = [child.tag.rpartition("}")[2] for child in node]
            assert names == sorted(names, key=order.index)
        order = ["tblStyle", "tblW", "tblLayout", "tblLook", "tblCaption"]
        for node in document.element.body.iter(qn("w:tblPr")):
            names = [child.tag.rpartition("}")[2] for child in node]
            assert names == sorted(names, key=order.index)

    def test_a_draft_says_so_on_every_page(self):
        made = WRITERS["report.docx"](round_copy(2, state="open"), "nl")
        document = docx.Document(io.BytesIO(made))
        assert document.sections[0].header.paragraphs[0].text == "Ontwerp"


def text_of(paragraph):
    return "".join(node.text for node in paragraph._p.iter(qn("w:t")))


class TestPdf:
    """PDF/UA-1: typst refuses to write what breaks it; here is what it wrote."""

    def test_it_claims_pdf_ua_with_title_and_language(self, printed):
        catalog = printed.doc.catalog
        assert catalog["MarkInfo"]["Marked"] is True
        assert catalog["Lang"] == b"nl-BE"
        assert printed.metadata["Title"] == "Voortgangsrapport 2017"
        assert b"pdfuaid:part>1<" in catalog["Metadata"].resolve().get_data()

    def test_bookmarks_are_the_headings(self, whole, printed):
        found = [(level, fold(title)) for level, title, *_ in printed.doc.get_outlines()]
        headings = [each for each in whole[0].blocks if isinstance(each, Heading)]
        assert found == [(each.level, fold(each.text)) for each in headings]

    def test_tables_have_heads_and_drawings_words(self, whole, printed):
        elements = list(_elements(printed.structure_tree))
        kinds = Counter(element["type"] for element in elements)
        assert {"Table", "THead", "TH", "TR", "TD", "L", "LI", "H1", "H2", "H3"} <= set(kinds)
        told = [each["alt_text"] for each in elements if each.get("alt_text")]
        assert told == [fold(b.alt) for b in whole[0].blocks if isinstance(b, Chart)]
        assert kinds["Table"] == sum(isinstance(b, Table) for b in whole[0].blocks)
        assert kinds["THead"] == kinds["Table"]

    def test_every_code_can_be_found(self, whole):
        text = shown(whole[1]["report.pdf"])
        codes = [
            b.text.split()[0] for b in whole[0].blocks if isinstance(b, Heading) and b.level == 3
        ]
        assert [code for code in codes if code not in text] == []

    def test_its_fonts_are_its_own(self, printed):
        names = {
            char["fontname"].partition("+")[2] for page in printed.pages[:3] for char in page.chars
        }
        assert names == {"AtkinsonHyperlegibleNext-Regular", "AtkinsonHyperlegibleNext-SemiBold"}

    def test_the_same_copy_gives_the_same_bytes(self):
        copy = round_copy(2)
        assert WRITERS["report.pdf"](copy, "nl") == WRITERS["report.pdf"](copy, "nl")


def _elements(tree):
    for element in tree:
        yield element
        yield from _elements(element.get("children", []))


class TestExcel:
    """A sheet for each kind of thing, its head in sight, its values of their own type."""

    def test_every_sheet_filters_under_a_head_that_stays(self, book):
        assert len(book.sheetnames) == 15
        for sheet in book:
            assert sheet.freeze_panes in ("A2", "B2")
            assert sheet.auto_filter.ref.startswith("A1:")
            heads = [cell.value for cell in sheet[1]]
            assert all(heads)
            assert len(heads) == len(set(heads))

    def test_numbers_and_days_are_no_texts(self, book):
        kinds = {
            (sheet.title, sheet.cell(1, cell.column).value): cell.data_type
            for sheet in book
            for cell in sheet[2]
            if cell.value is not None
        }
        assert kinds["geld", "Bedrag"] == kinds["armoedemonitor", "Waarde"] == "n"
        assert kinds["bevindingen", "Dag"] == "d"
        assert kinds["acties", "Code"] == "s"

    def test_every_row_of_the_copy_has_one(self, whole, book):
        copy = json.loads(whole[1]["report.json"])
        answers = [report["answer"] for report in copy["reports"]]
        expected = {
            "acties": len(copy["reports"]),
            "mijlpalen": sum(len(answer["milestones"]) for answer in answers),
            "geld": sum(len(answer["spent"]) for answer in answers),
            "betrokkenheid": sum(len(answer["involvement"]) for answer in answers),
            "bevindingen": sum(len(report["findings"]) for report in copy["reports"]),
            "instrumenten": sum(len(each["actions"]) or 1 for each in copy["instruments"]),
            "armoedetoetsen": len(copy["tests"]),
            "overleg": len(copy["consultations"]),
        }
        assert {name: book[name].max_row - 1 for name in expected} == expected


def test_json_is_the_copy_to_the_byte():
    copy = round_copy(5)
    assert WRITERS["report.json"](copy, "nl").decode() == canonical(copy)


def test_no_text_is_markup_or_a_formula():
    copy = hard_copy()
    made = {name: make(copy, "nl") for name, make in WRITERS.items()}
    document = docx.Document(io.BytesIO(made["report.docx"]))
    text = unmark(fold("\n".join(n.text or "" for n in document.element.body.iter(qn("w:t")))))
    book = openpyxl.load_workbook(io.BytesIO(made["report.xlsx"]))
    values = [cell.value for row in book["acties"].iter_rows(2) for cell in row]
    assert not any(cell.data_type == "f" for sheet in book for row in sheet for cell in row)
    for hard in HARD:
        assert all(fold(line) in text for line in hard.splitlines())
        assert not hard.strip() or hard in map(str, values) or "\a" in hard
    printed = fold(shown(made["report.pdf"]))
    for hard in (HARD[0], HARD[1], HARD[3]):
        assert hard in printed
    assert len(pypdfium2.PdfDocument(made["citizens.pdf"])) <= 2


def test_every_sign_that_the_pdf_does_not_mark_can_be_printed_bold_too():
    signs = " ".join(chr(n) for n in range(0x21, 0x10000) if not UNPRINTABLE.match(chr(n)))
    copy = empty_copy()
    copy["round"]["name"] = copy["plan"]["name"] = signs
    found = content(copy, "nl")
    assert pdf(replace(found, blocks=(Heading(1, signs), *found.blocks[:2]))).startswith(b"%PDF")


def crowded():
    """A plan with more of everything, and longer names, than one would think of."""
    copy = round_copy(40)
    long = "Buitengewoon langdradige benaming zonder eind "
    copy["plan"]["name"] = copy["round"]["name"] = long * 5
    copy["rights"] = [
        {"code": f"{n:02}", "name": f"{n} {long * 3}", "name_en": ""} for n in range(30)
    ]
    statuses = [
        {**copy["round"]["statuses"][2], "key": f"s{n}", "name": f"stand {n} {long}"[:40]}
        for n in range(30)
    ]
    copy["round"]["statuses"] = statuses
    for number, report in enumerate(copy["reports"]):
        report["right"] = f"{number % 30:02}"
        report["answer"]["status"] = f"s{number % 30}"
    copy["monitor"] = [{**each, "name": long * 4, "unit": long * 3} for each in copy["monitor"] * 3]
    return copy


@pytest.mark.parametrize(
    "copy", [empty_copy(), round_copy(200), crowded()], ids=["empty", "200", "crowded"]
)
@pytest.mark.parametrize("language", ["nl", "en"])
def test_two_pages_are_enough_whatever_the_size(copy, language):
    assert len(pypdfium2.PdfDocument(WRITERS["citizens.pdf"](copy, language))) <= 2


def test_a_word_file_is_a_whole_package(whole):
    with zipfile.ZipFile(io.BytesIO(whole[1]["report.docx"])) as package:
        assert package.testzip() is None
        names = package.namelist()
        assert len(names) == len(set(names))
        assert sum(name.endswith(".png") for name in names) == sum(
            isinstance(b, Chart) for b in whole[0].blocks
        )


def test_two_hundred_actions_take_ten_seconds_for_all_four_files():
    copy = round_copy(200, seed=7)
    four = [WRITERS[f"report.{kind}"] for kind in ("docx", "pdf", "xlsx", "json")]
    assert takes_at_most(10, lambda: [make(copy, "nl") for make in four])
