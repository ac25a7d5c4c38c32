"""Word documents: every way of keeping words in them, and every way of laying cells."""

from __future__ import annotations

import io

import docx as python_docx
import pytest
from pace import takes_at_most
from word_files import STRICT, cell, docx, paragraph, table

from grondrecht.plan.model import Source
from grondrecht.reading.errors import DocumentError
from grondrecht.reading.word import read_word


def read(data, progress=lambda share: None):
    return read_word(data, Source(file="plan.docx"), progress)


def texts(body):
    return [line.text for line in read(docx(body)).lines]


def placed(body):
    return [(line.cell, line.text) for line in read(docx(body)).lines]


def saved(document):
    data = io.BytesIO()
    document.save(data)
    return data.getvalue()


@pytest.mark.parametrize(
    ("runs", "line"),
    [
        ("<w:r><w:t>kabi</w:t></w:r><w:r><w:t>net</w:t></w:r>", "kabinet"),
        ("<w:r><w:t>a</w:t><w:tab/><w:t>b</w:t></w:r>", "a\tb"),
        ("<w:r><w:t>zelf</w:t><w:noBreakHyphen/><w:t>hulp</w:t></w:r>", "zelf-hulp"),
        ("<w:r><w:t>be</w:t><w:softHyphen/><w:t>leid</w:t></w:r>", "beleid"),
        ("<w:r><w:t>be\u00adleid</w:t></w:r>", "beleid"),
        ("<w:ins><w:r><w:t>nieuw</w:t></w:r></w:ins>", "nieuw"),
        ("<w:moveTo><w:r><w:t>hier</w:t></w:r></w:moveTo>", "hier"),
        ("<w:r><w:t>a</w:t></w:r><w:del><w:r><w:delText>b</w:delText></w:r></w:del>", "a"),
        ("<w:r><w:t>a</w:t></w:r><w:moveFrom><w:r><w:t>weg</w:t></w:r></w:moveFrom>", "a"),
        ("<w:hyperlink><w:r><w:t>www.voorbeeld.be</w:t></w:r></w:hyperlink>", "www.voorbeeld.be"),
        ("<w:smartTag><w:r><w:t>Gent</w:t></w:r></w:smartTag>", "Gent"),
        ("<w:sdt><w:sdtContent><w:r><w:t>keuze</w:t></w:r></w:sdtContent></w:sdt>", "keuze"),
        ('<w:fldSimple w:instr="PAGE"><w:r><w:t>7</w:t></w:r></w:fldSimple>', "7"),
        ("<w:r><w:instrText>REF</w:instrText></w:r><w:r><w:t>zie 3</w:t></w:r>", "zie 3"),
        ("<w:pPr><w:tabs><w:tab/></w:tabs></w:pPr><w:r><w:t>a</w:t></w:r>", "a"),
        ("<w:r><w:t>r&amp;d &lt; &#233;&#8364;</w:t></w:r>", "r&d < é€"),
        ("<w:customXml><w:r><w:t>eigen</w:t></w:r></w:customXml>", "eigen"),
    ],
)
def test_words_of_a_paragraph(runs, line):
    assert texts(f"<w:p>{runs}</w:p>") == [line]


@pytest.mark.parametrize("sign", ["<w:br/>", "<w:cr/>", '<w:br w:type="page"/>'])
def test_line_breaks_begin_a_line(sign):
    assert texts(f"<w:p><w:r><w:t>een</w:t>{sign}<w:t>twee</w:t></w:r></w:p>") == ["een", "twee"]


@pytest.mark.parametrize("drawn", ["drawing", "pict", "object"])
def test_text_boxes_are_left_out(drawn):
    box = f"<w:{drawn}><w:txbxContent>{paragraph('in een kader')}</w:txbxContent></w:{drawn}>"
    body = f"<w:p><w:r><w:t>voor</w:t>{box}<w:t> en na</w:t></w:r></w:p>"
    assert texts(body) == ["voor en na"]


def test_only_the_newer_of_two_copies_is_read():
    space = 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    choice = "<mc:Choice><w:r><w:t>nieuw</w:t></w:r></mc:Choice>"
    fallback = "<mc:Fallback><w:r><w:t>oud</w:t></w:r></mc:Fallback>"
    alternate = f"<mc:AlternateContent {space}>{choice}{fallback}</mc:AlternateContent>"
    assert texts(f"<w:p>{alternate}</w:p>") == ["nieuw"]


def test_words_of_other_namespaces_are_no_text():
    body = f'<w:p><w:r><x:t xmlns:x="urn:x">anders</x:t></w:r></w:p>{paragraph("tekst")}'
    assert texts(body) == ["tekst"]


def test_formulas_are_text():
    space = 'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"'
    assert texts(f"<w:p><m:oMath {space}><m:r><m:t>a+b</m:t></m:r></m:oMath></w:p>") == ["a+b"]


def test_lines_are_numbered_with_the_empty_ones():
    document = read(docx(paragraph("een") + "<w:p/>" + paragraph(" ") + paragraph("vier")))
    assert [(line.number, line.text) for line in document.lines] == [(1, "een"), (4, "vier")]
    assert document.source.lines == 4


def test_cells_are_named_by_table_row_and_column():
    body = paragraph("voor") + table(
        [cell(paragraph("a") + paragraph("a2")), cell(paragraph("b"))],
        [cell(paragraph("c")), cell(paragraph("d"))],
    )
    body += paragraph("na") + table([cell(paragraph("e"))])
    assert placed(body) == [
        ("", "voor"),
        ("1.1.1", "a"),
        ("1.1.1", "a2"),
        ("1.1.2", "b"),
        ("1.2.1", "c"),
        ("1.2.2", "d"),
        ("", "na"),
        ("2.1.1", "e"),
    ]


def test_wide_cells_push_the_next_column_on():
    span = '<w:gridSpan w:val="2"/>'
    body = table(
        [cell(paragraph("breed"), span), cell(paragraph("c"))],
        [cell(paragraph("a")), cell(paragraph("b")), cell(paragraph("c"))],
    )
    assert [place for place, _ in placed(body)] == ["1.1.1", "1.1.3", "1.2.1", "1.2.2", "1.2.3"]


def test_columns_passed_over_before_a_row():
    row = f'<w:tr><w:trPr><w:gridBefore w:val="2"/></w:trPr>{cell(paragraph("c"))}</w:tr>'
    assert placed(f"<w:tbl>{row}</w:tbl>") == [("1.1.3", "c")]


@pytest.mark.parametrize("merge", ["<w:vMerge/>", '<w:vMerge w:val="continue"/>'])
def test_cells_that_run_on_below_stand_in_their_first_row(merge):
    body = table(
        [cell(paragraph("hoog"), '<w:vMerge w:val="restart"/>'), cell(paragraph("b"))],
        [cell(paragraph("bedekt"), merge), cell(paragraph("d"))],
        [cell(paragraph("e"), '<w:vMerge w:val="restart"/>'), cell(paragraph("f"))],
    )
    found = [("1.1.1", "hoog"), ("1.1.2", "b"), ("1.2.2", "d"), ("1.3.1", "e"), ("1.3.2", "f")]
    assert placed(body) == found


def test_cells_merged_both_ways():
    wide = '<w:gridSpan w:val="2"/>'
    body = table(
        [cell(paragraph("a"), wide + '<w:vMerge w:val="restart"/>'), cell(paragraph("b"))],
        [cell("<w:p/>", wide + "<w:vMerge/>"), cell(paragraph("d"))],
    )
    assert placed(body) == [("1.1.1", "a"), ("1.1.3", "b"), ("1.2.3", "d")]


def test_cells_merged_the_old_way():
    body = table(
        [
            cell(paragraph("a"), '<w:hMerge w:val="restart"/>'),
            cell(paragraph("bedekt"), "<w:hMerge/>"),
            cell(paragraph("c")),
        ]
    )
    assert placed(body) == [("1.1.1", "a"), ("1.1.3", "c")]


@pytest.mark.parametrize("value", ["", "x", "-3", "0", "²", "9" * 5000])
def test_a_span_that_is_no_number_counts_for_one(value):
    body = table([cell(paragraph("a"), f'<w:gridSpan w:val="{value}"/>'), cell(paragraph("b"))])
    assert placed(body) == [("1.1.1", "a"), ("1.1.2", "b")]


def test_python_docx_merges_are_read_alike():
    document = python_docx.Document()
    grid = document.add_table(rows=3, cols=3)
    grid.cell(0, 0).merge(grid.cell(1, 1)).text = "groot"
    grid.cell(0, 2).text, grid.cell(1, 2).text = "rechts", "onder"
    grid.cell(2, 0).merge(grid.cell(2, 2)).text = "breed"
    found = [(line.cell, line.text) for line in read(saved(document)).lines]
    assert found == [
        ("1.1.1", "groot"),
        ("1.1.3", "rechts"),
        ("1.2.3", "onder"),
        ("1.3.1", "breed"),
    ]


def test_an_inner_table_belongs_to_the_outermost_cell():
    inner = table([cell(paragraph("i1")), cell(paragraph("i2"))], [cell(paragraph("i3"))])
    body = table(
        [cell(paragraph("voor") + inner + paragraph("na")), cell(paragraph("b"))],
        [cell(paragraph("c"))],
    )
    assert placed(body) == [
        ("1.1.1", "voor"),
        ("1.1.1", "i1"),
        ("1.1.1", "i2"),
        ("1.1.1", "i3"),
        ("1.1.1", "na"),
        ("1.1.2", "b"),
        ("1.2.1", "c"),
    ]


def test_content_controls_around_rows_cells_and_paragraphs():
    def control(content):
        properties = "<w:sdtPr><w:tag/></w:sdtPr>"
        return f"<w:sdt>{properties}<w:sdtContent>{content}</w:sdtContent></w:sdt>"

    row = f"<w:tr>{control(cell(control(paragraph('a'))))}{cell(paragraph('b'))}</w:tr>"
    body = control(f"<w:tbl>{control(row)}</w:tbl>") + control(paragraph("na"))
    assert placed(body) == [("1.1.1", "a"), ("1.1.2", "b"), ("", "na")]


def test_tables_in_tables_in_tables():
    body = paragraph("diep")
    for _ in range(500):
        body = table([cell(body)])
    assert placed(body) == [("1.1.1", "diep")]


def test_strict_documents():
    kind = "http://purl.oclc.org/ooxml/officeDocument/relationships/officeDocument"
    wide = '<w:gridSpan w:val="2"/>'
    body = table([cell(paragraph("a"), wide), cell(paragraph("b"))])
    document = read(docx(body, kind=kind, namespace=STRICT))
    assert [line.cell for line in document.lines] == ["1.1.1", "1.1.3"]


@pytest.mark.parametrize("target", ["word/document2.xml", "/word/document.xml", "tekst.xml"])
def test_the_main_part_is_where_the_package_says(target):
    assert read(docx(paragraph("tekst"), target)).lines[0].text == "tekst"


@pytest.mark.parametrize("encoding", ["utf-16", "iso-8859-1", "utf-8"])
def test_any_encoding_of_the_xml(encoding):
    head = f'<?xml version="1.0" encoding="{encoding}"?>'
    data = docx(paragraph("privé"), head=head, code=encoding)
    assert read(data).lines[0].text == "privé"


def test_headers_and_footers_are_left_out():
    document = python_docx.Document()
    document.sections[0].header.paragraphs[0].text = "hoofd"
    document.sections[0].footer.paragraphs[0].text = "voet"
    document.add_paragraph("romp")
    assert [line.text for line in read(saved(document)).lines] == ["romp"]


def test_twenty_thousand_paragraphs_quickly():
    shares = []
    data = docx(paragraph("Eén van de twintigduizend alinea's") * 20_000)
    document = read(data, shares.append)
    assert takes_at_most(2, lambda: read(data))
    assert len(document.lines) == 20_000
    assert shares == sorted(shares)
    assert shares[-1] == 1


def test_a_paragraph_without_end_is_refused():
    with pytest.raises(DocumentError, match=r"plan\.docx, regel 2: een regel van meer dan"):
        read(docx(paragraph("een") + paragraph("woord " * 200_000)))
