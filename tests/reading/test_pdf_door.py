"""PDFs: odd layouts, set by Typst or written by hand, give their lines and cells."""

from __future__ import annotations

from collections import Counter

import pytest
from broken_files import unpacked_pdf
from hypothesis import HealthCheck, given, settings
from pace import takes_at_most
from pdf_files import stream, turned, typeset, written
from strategies import FLEMISH, plans

from grondrecht.plan.marks import unmark
from grondrecht.plan.model import Source
from grondrecht.reading.pdf import read_pdf
from grondrecht.reading.pdf_pages import pages
from grondrecht.reading.word import read_word
from grondrecht.writing.pdf import write_pdf
from grondrecht.writing.word import write_word

BOX = "/Type/XObject/Subtype/Form/BBox[0 0 500 700]"


def read(data, progress=lambda share: None):
    return read_pdf(data, Source(file="plan.pdf"), progress)


def found(data):
    return [piece for _, page in pages(data) for piece in page]


def texts(data):
    return [piece.text for piece in found(data)]


def cells(data):
    """The words of each cell as [row, words], in reading order; lines outside tables as row 0."""
    merged: list[list] = []
    for piece in found(data):
        key = (piece.table, piece.row, piece.left)
        if piece.table and merged and merged[-1][0] == key:
            merged[-1][1] += f" {piece.text}"
        else:
            merged.append([key, piece.text])
    return [(key[1], words) for key, words in merged]


def test_a_ruled_table_cell_by_cell():
    data = typeset("Voor\n#table(columns: 2, [een], [twee\\ regels], [drie], [vier])\nNa")
    assert cells(data) == [
        (0, "Voor"),
        (1, "een"),
        (1, "twee regels"),
        (2, "drie"),
        (2, "vier"),
        (0, "Na"),
    ]


def test_cells_merged_both_ways():
    data = typeset(
        """#table(columns: (1fr, 1fr, 1fr),
        table.cell(rowspan: 2)[hoog], table.cell(colspan: 2)[breed], [c], [d],
        table.cell(rowspan: 2, colspan: 2)[groot], [f], [g])"""
    )
    rows = [(1, "hoog"), (1, "breed"), (2, "c"), (2, "d"), (3, "groot"), (3, "f"), (4, "g")]
    assert cells(data) == rows


def test_the_cells_of_a_column_begin_at_the_same_place():
    data = typeset("#table(columns: (1fr, 2fr), table.cell(colspan: 2)[breed], [een], [twee])")
    lefts = {piece.text: piece.left for piece in found(data)}
    assert lefts["breed"] == lefts["een"] < lefts["twee"]


@pytest.mark.parametrize("angle", [-90, 90, 180])
def test_turned_text_in_a_cell(angle):
    word = f"#rotate({angle}deg, reflow: true)[mijlpalen van de actie]"
    data = typeset(f"#table(columns: 2, table.cell(rowspan: 2)[{word}], [2015], [2017])")
    assert cells(data) == [(1, "mijlpalen van de actie"), (1, "2015"), (2, "2017")]


def test_turned_text_over_more_lines_in_a_cell():
    word = "#rotate(-90deg, reflow: true)[mijlpalen\\ van de actie]"
    data = typeset(f"#table(columns: 2, {word}, [2015])".replace("2, #", "2, "))
    assert texts(data) == ["mijlpalen", "van de actie", "2015"]


@pytest.mark.parametrize("degrees", [0, 90, 180, 270])
def test_pages_that_are_shown_turned_are_read_along_their_text(degrees):
    data = typeset("#table(columns: 2, [een], [twee woorden], [drie], [vier])\nNa de tabel")
    assert found(turned(data, degrees)) == found(data)


@pytest.mark.parametrize("matrix", ["0 1 -1 0 300 50", "0 -1 1 0 300 600", "-1 0 0 -1 400 400"])
def test_text_drawn_on_its_side_on_a_turned_page(matrix):
    content = f"BT /F 10 Tf {matrix} Tm (een twee) Tj 0 -14 Td (drie vier) Tj ET"
    assert texts(written(content)) == ["een twee", "drie vier"]


def test_two_tables_side_by_side():
    tables = "#table(columns: 2, [a], [b], [c], [d])", "#table(columns: 2, [e], [f], [g], [h])"
    data = typeset(f"#grid(columns: (1fr, 1fr), [{tables[0]}], [{tables[1]}])")
    assert [piece.table for piece in found(data)] == [1, 1, 1, 1, 2, 2, 2, 2]
    assert texts(data) == list("abcdefgh")


def test_tables_are_numbered_over_all_pages_and_columns_compared():
    data = typeset(
        "#table(columns: (20%, 80%), [a], [b])\n#pagebreak()\n#table(columns: (20%, 80%), [c], [d])"
    )
    document = read(data)
    assert [(line.cell, line.page, line.text) for line in document.lines] == [
        ("1.1.1", 1, "a"),
        ("1.1.2", 1, "b"),
        ("2.1.1", 2, "c"),
        ("2.1.2", 2, "d"),
    ]
    assert document.source.pages == 2


def test_tables_keep_apart_where_a_page_ends_outside_a_table():
    one = "#table(columns: 2, [a], [b])\nvoet"
    document = read(typeset(f"{one}\n#pagebreak()\n{one}\n#pagebreak()\nleeg\n#pagebreak()\n{one}"))
    names = [line.cell for line in document.lines]
    assert names == ["1.1.1", "1.1.2", "", "2.1.1", "2.1.2", "", "", "3.1.1", "3.1.2", ""]


def test_a_reader_that_stops_leaves_no_program_behind():
    class Enough(Exception):
        pass

    def stop(share):
        raise Enough

    with pytest.raises(Enough):
        read(typeset("een\n#pagebreak()\n" * 9), stop)


def test_a_cell_split_over_a_page_break_keeps_its_column():
    data = typeset(f"#table(columns: (20%, 80%), [label], [{'woord ' * 400}])", height=300)
    columns = {line.cell.rpartition(".")[2] for line in read(data).lines if "woord" in line.text}
    assert columns == {"2"}


def test_a_table_without_rules_at_its_sides():
    stroke = "(x, y) => (top: 1pt, bottom: 1pt, left: if x > 0 { 1pt })"
    data = typeset(f"#table(columns: 2, stroke: {stroke}, [een], [twee\\ regels], [drie], [vier])")
    assert cells(data) == [(1, "een"), (1, "twee regels"), (2, "drie"), (2, "vier")]


@pytest.mark.parametrize(
    "drawing",
    [
        "50 400 m 450 400 l 50 450 m 450 450 l 50 500 m 450 500 l 50 400 m 50 500 l"
        " 200 400 m 200 500 l 450 400 m 450 500 l S",
        "50 400 400 50 re 50 450 400 50 re 200 400 0 100 re S",
        "50 400 400 .5 re 50 450 400 .5 re 50 500 400 .5 re 50 400 .5 100 re 200 400 .5 100 re"
        " 450 400 .5 100 re f",
        ".9 g 50 400 150 50 re f 50 450 150 50 re f .8 g 200 400 250 50 re f 200 450 250 50 re f",
        "q 2 0 0 2 0 0 cm 25 200 200 25 re 25 225 200 25 re 100 200 m 100 250 l S Q",
    ],
    ids=["lines", "rectangles", "thin bars", "shades", "scaled"],
)
def test_every_way_of_drawing_a_table(drawing):
    words = "BT /F 10 Tf 60 480 Td (een) Tj 150 0 Td (twee) Tj -150 -50 Td (drie) Tj ET"
    assert cells(written(f"0 g {drawing} 0 g {words}")) == [(1, "een"), (1, "twee"), (2, "drie")]


def test_rules_within_a_drawing_that_is_placed_on_the_page():
    box = stream("0 0 400 50 re 0 50 400 50 re 150 0 m 150 100 l S", BOX)
    words = "BT /F 10 Tf 60 480 Td (een) Tj 150 0 Td (twee) Tj ET"
    data = written(f"q 1 0 0 1 50 400 cm /X Do Q {words}", more=[box])
    assert cells(data) == [(1, "een"), (1, "twee")]


@pytest.mark.parametrize(
    "drawing",
    [
        "1 g 50 400 400 50 re f 50 450 400 50 re f 200 400 1 100 re f",
        "50 400 400 50 re 50 450 400 50 re 200 400 m 200 500 l n",
        "50 400 400 100 re S",
        "50 470 m 200 470 l S 50 420 m 200 420 l S",
    ],
    ids=["white", "not drawn", "a frame", "underlined words"],
)
def test_what_draws_no_table(drawing):
    words = "0 g BT /F 10 Tf 60 480 Td (een) Tj 150 0 Td (twee) Tj -150 -50 Td (drie) Tj ET"
    assert cells(written(f"{drawing} {words}")) == [(0, "een twee"), (0, "drie")]


def test_a_form_without_rules_is_lines_in_reading_order():
    data = typeset(
        "#table(columns: (20%, 30%, 20%, 30%), stroke: none, [Budget], [geen], [kabinet], [Wonen])"
        "\n01_02_03 Titel\n\nNog een alinea"
    )
    lines = [(line.cell, line.text) for line in read(data).lines]
    assert lines == [
        ("", "Budget geen kabinet Wonen"),
        ("", "01_02_03 Titel"),
        ("", "Nog een alinea"),
    ]


def test_page_numbers_at_the_foot_come_last():
    data = typeset('#set page(numbering: "1")\nEerste\n#pagebreak()\nTweede', height=200)
    assert texts(data) == ["Eerste", "1", "Tweede", "2"]


def test_landscape_pages():
    assert texts(typeset("#set page(flipped: true)\nliggend blad")) == ["liggend blad"]


def test_words_set_letter_by_letter():
    widths = {"b": 5.56, "e": 5.56, "i": 2.22, "l": 2.22, "d": 5.56, "v": 5.0, "r": 3.33, " ": 2.78}
    at, content = 50.0, ""
    for letter in "beleid verder":
        if letter != " ":
            content += f"BT /F 10 Tf 1 0 0 1 {at} 400 Tm ({letter}) Tj ET "
        at += widths[letter]
    assert texts(written(content)) == ["beleid verder"]


def test_kerned_words_and_wide_steps():
    content = "BT /F 10 Tf 50 500 Td [(k)-20(a)30(b)10(i)-50(n)(et)-300(Wonen)] TJ ET"
    assert texts(written(content)) == ["kabinet Wonen"]


def test_the_narrowest_gap_between_words_and_the_widest_within():
    content = "BT /F 10 Tf 50 500 Td [(half)-160(50%)] TJ 0 -20 Td [(ge)-100(spatieerd)] TJ ET"
    assert texts(written(content)) == ["half 50%", "gespatieerd"]


def test_order_of_drawing_does_not_matter():
    content = "BT /F 10 Tf 90 500 Td (twee) Tj -40 0 Td (een) Tj 0 20 Td (kop) Tj ET"
    assert texts(written(content)) == ["kop", "een twee"]


def test_a_raised_number_stays_on_its_line():
    content = "BT /F 10 Tf 50 500 Td (tekst) Tj ET BT /F 6 Tf 72 504 Td (1) Tj ET"
    content += " BT /F 10 Tf 80 500 Td (verder) Tj 0 -12 Td (onder) Tj ET"
    assert texts(written(content)) == ["tekst 1 verder", "onder"]


def test_letters_printed_twice_to_look_bold():
    content = "BT /F 10 Tf 50 500 Td (vet) Tj ET BT /F 10 Tf 50.2 500 Td (vet) Tj ET"
    assert texts(written(content)) == ["vet"]


def test_small_and_large_type_on_one_base_line():
    content = "BT /F 9 Tf 50 500 Td (01_02_03) Tj /F 21 Tf 60 0 Td (Titel) Tj /F 9 Tf -60 -16 Td"
    assert texts(written(content + " (onder) Tj ET")) == ["01_02_03 Titel", "onder"]


def test_ligatures_are_letters():
    data = typeset("#set text(ligatures: true)\nofficiële fiche, affiche, effectief")
    assert texts(data) == ["officiële fiche, affiche, effectief"]


def test_hyphens_show_at_line_ends_only():
    data = typeset("be\u00adleid ver\u00adant\u00adwoor\u00adde\u00adlijk\u00adheid", width=140)
    assert texts(data) == ["beleid verant\xad", "woordelijk\xad", "heid"]


def test_text_that_is_not_drawn_is_read_as_a_text_layer():
    assert texts(written("BT 3 Tr /F 10 Tf 50 500 Td (herkende tekst) Tj ET")) == ["herkende tekst"]


def test_watermarks_do_not_mix_with_lines():
    content = "BT /F 40 Tf .7 .7 -.7 .7 100 300 Tm (ONTWERP) Tj ET"
    content += " BT /F 10 Tf 50 400 Td (een regel over de hele breedte van het blad) Tj"
    content += " 0 -12 Td (nog een regel) Tj ET"
    lines = texts(written(content))
    assert "een regel over de hele breedte van het blad" in lines
    assert sorted(lines)[0] == "ONTWERP"


def test_a_page_with_a_map_has_no_table():
    paths = " ".join(f"{x} {y} m {x + 3} {y} l" for x in range(0, 490, 5) for y in range(0, 690, 3))
    data = written(f"50 400 400 50 re 50 450 400 50 re S {paths} S BT /F 9 Tf 60 480 Td (a) Tj ET")
    assert cells(data) == [(0, "a")]
    assert takes_at_most(2, lambda: cells(data))


def test_progress_rises_to_one():
    shares = []
    read(typeset("een\n#pagebreak()\ntwee\n#pagebreak()\ndrie"), shares.append)
    assert shares == [pytest.approx(1 / 3), pytest.approx(2 / 3), 1]


def test_streams_need_not_be_packed():
    data = typeset("#table(columns: 2, [een], [twee])")
    assert b"(een)" not in data
    assert found(unpacked_pdf(data)) == found(data)


def test_a_full_page_takes_less_than_a_tenth_of_a_second():
    rows = ", ".join(f"[label {n}], [{'een waarde met meer woorden ' * 3}]" for n in range(60))
    data = typeset(f"#set text(size: 7pt)\n#table(columns: (20%, 80%), {rows})", height=800)
    count = sum(1 for _ in pages(data))
    assert takes_at_most(0.1 * count, lambda: found(data))


def printed_words(lines):
    """How often each word is printed in tables, the marks of odd letters undone."""
    return Counter(unmark(" ".join(lines)).split())


@settings(max_examples=6, deadline=None, suppress_health_check=list(HealthCheck))
@given(plan=plans(max_size=1))
def test_words_printed_in_a_pdf_are_those_printed_in_word(plan, tmp_path):
    write_pdf(plan, FLEMISH, tmp_path / "plan.pdf")
    write_word(plan, FLEMISH, tmp_path / "plan.docx")
    word = read_word((tmp_path / "plan.docx").read_bytes(), Source(), lambda share: None)
    pdf = found((tmp_path / "plan.pdf").read_bytes())
    in_pdf = printed_words(piece.text for piece in pdf if piece.table)
    assert in_pdf == printed_words(line.text for line in word.lines if line.cell)
