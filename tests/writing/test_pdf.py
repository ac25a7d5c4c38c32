"""A plan as PDF, read back with pdfplumber."""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path

import pdfplumber
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from strategies import FLEMISH, plans

from grondrecht.plan.codes import ActionCode
from grondrecht.plan.layout import Layout, LayoutRow
from grondrecht.plan.marks import CUT, unmark
from grondrecht.plan.model import Form, Legend, LegendEntry, Milestone, Parties, Plan
from grondrecht.plan.periods import Period
from grondrecht.writing.files import WriteError
from grondrecht.writing.glyphs import UNPRINTABLE
from grondrecht.writing.pdf import write_pdf

FORM = Form(
    ActionCode.parse("03_02_01"),
    title="Titel #1 *met* $opmaak$ \\ [en] @haken",
    notes=("zie 03_02_02",),
    budget="kabinet",
    responsible=Parties("RC", "RA"),
    milestones=(Milestone(Period.parse("2015"), "a"), Milestone(Period.parse("2019"))),
)
LEGEND = Legend((LegendEntry("03", "inkomen"),), (LegendEntry("02", "Werk"),))
in_one_folder = settings(
    max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


def fold(text: str) -> str:
    return " ".join(text.split())


def written(plan: Plan, folder: Path, layout: Layout = FLEMISH) -> pdfplumber.PDF:
    write_pdf(plan, layout, folder / "a.pdf")
    return pdfplumber.open(folder / "a.pdf")


def rows(pdf: pdfplumber.PDF) -> Iterator[list[str]]:
    """The rows of all tables; a row that runs on over a page is put together again."""
    held: list[str] = []
    for page in pdf.pages:
        for table in page.extract_tables():
            for number, row in enumerate(table):
                cells = [fold(cell) for cell in row if cell is not None]
                # A row begins with a label, or with a period behind the merged milestones cell.
                if number == 0 and held and not cells[0] and (len(cells) != 3 or not cells[1]):
                    held = _joined(held, cells)
                    continue
                yield from [held] if held else []
                held = cells
    yield from [held] if held else []


def _joined(held: list[str], rest: list[str]) -> list[str]:
    return [fold(f"{a} {b}") for a, b in zip(held, rest[-len(held) :], strict=True)]


def values(pdf: pdfplumber.PDF) -> list[str]:
    return [unmark(cell) for row in rows(pdf) for cell in row]


def test_a_form_is_a_ruled_table(tmp_path: Path):
    with written(Plan((FORM,)), tmp_path) as pdf:
        found = list(rows(pdf))
    assert found == [
        ["opmerking", "zie 03_02_02"],
        ["Budgettair engagement", "kabinet", "verantwoordelijken", "kabinet", "RC"],
        ["Evaluatie en indicator", "", "administratie", "RA"],
        ["betrokkenen"],
        ["kabinet", "", "mensen in armoede", ""],
        ["administratie", "", "andere actoren", ""],
        ["korte inhoud actie", ""],
        ["mijlpalen", "2015", "a"],
        ["2019", ""],
    ]


def test_data_is_shown_and_never_run(tmp_path: Path):
    with written(Plan((FORM,)), tmp_path) as pdf:
        assert FORM.title in pdf.pages[0].extract_text()


def test_it_claims_pdf_ua_with_title_language_and_bookmarks(tmp_path: Path):
    with written(Plan((FORM,), LEGEND), tmp_path) as pdf:
        catalog = pdf.doc.catalog
        assert catalog["MarkInfo"]["Marked"] is True
        assert catalog["Lang"] == b"nl-BE"
        assert pdf.metadata["Title"] == "Actieplan: actiefiches"
        assert b"pdfuaid:part>1<" in catalog["Metadata"].resolve().get_data()
        titles = [(level, title) for level, title, *_ in pdf.doc.get_outlines()]
    assert titles == [
        (1, "Acties die inzetten op het grondrecht inkomen"),
        (2, f"ACTIE 03_02_01 {FORM.title}"),
    ]


def test_headings_and_tables_are_tagged(tmp_path: Path):
    with written(Plan((FORM,), LEGEND), tmp_path) as pdf:
        kinds = {element["type"] for element in _elements(pdf.structure_tree)}
    assert {"H1", "H2", "Table", "TR", "TD"} <= kinds


def _elements(tree: list[dict]) -> Iterator[dict]:
    for element in tree:
        yield element
        yield from _elements(element.get("children", []))


def test_the_front_page_holds_title_and_legend(tmp_path: Path):
    with written(Plan((FORM,), LEGEND), tmp_path) as pdf:
        lines = pdf.pages[0].extract_text().splitlines()
    assert lines[:5] == [
        "Actieplan: actiefiches",
        FLEMISH.rights_introduction,
        "03 inkomen",
        FLEMISH.offices_introduction,
        "02 Werk",
    ]


def test_pages_are_numbered(tmp_path: Path):
    with written(Plan((FORM,) * 6), tmp_path) as pdf:
        assert [page.extract_text().splitlines()[-1] for page in pdf.pages] == ["1", "2", "3"]


def test_one_font_is_used_and_it_is_embedded(tmp_path: Path):
    with written(Plan((FORM,), LEGEND), tmp_path) as pdf:
        names = {char["fontname"].partition("+")[2] for page in pdf.pages for char in page.chars}
    assert names == {"LibertinusSerif-Regular"}


@given(plans())
@in_one_folder
def test_every_value_of_any_plan_is_in_a_cell(tmp_path: Path, plan: Plan):
    with written(plan, tmp_path) as pdf:
        found = values(pdf)
    missing = [
        (path, words)
        for form in plan.actions
        for path, words in form.texts()
        if path != "title" and fold(words) and fold(words) not in map(fold, found)
    ]
    assert missing == []


@given(st.text(st.characters(codec="utf-8", max_codepoint=0x24FF), max_size=60))
@settings(in_one_folder, max_examples=35)
def test_any_characters_come_back(tmp_path: Path, text: str):
    with written(Plan((Form(ActionCode(("1",)), summary=text),)), tmp_path) as pdf:
        (row,) = [row for row in rows(pdf) if row[0] == "korte inhoud actie"]
    assert fold(unmark(" ".join(row[1:]))) == fold(text)


def test_every_character_that_is_said_to_be_printable_comes_back(tmp_path: Path):
    known = [chr(n) for n in range(0x21, 0x2BFF) if not UNPRINTABLE.match(chr(n))]
    text = " ".join(char for char in known if not char.isspace())
    assert len(known) > 1900
    with written(Plan((Form(ActionCode(("1",)), summary=text),)), tmp_path) as pdf:
        found = [word for row in rows(pdf) for cell in row for word in unmark(cell).split()]
    assert set(text.split()) <= set(found)


def test_long_words_are_cut_where_the_cell_ends_and_joined_again(tmp_path: Path):
    word = "https://voorbeeld.be/" + "heel-lang/" * 30 + "W" * 80
    form = Form(ActionCode(("1",)), title=word, budget=word, summary=word)
    with written(Plan((form,)), tmp_path) as pdf:
        assert values(pdf).count(word) == 2
        assert CUT in pdf.pages[0].extract_text()
        edge = pdf.pages[0].width
        assert max(char["x1"] for page in pdf.pages for char in page.chars) < edge - 2 * 28


def test_words_end_lines_at_spaces_only(tmp_path: Path):
    words = "nota-en/brieven in- en uitstroom 2016–2018 vraag?antwoord a!b {x}y " * 30
    with written(Plan((Form(ActionCode(("1",)), budget=words, summary=words),)), tmp_path) as pdf:
        found = values(pdf)
        lines = [line for page in pdf.pages for line in page.extract_text().splitlines()]
    assert found.count(fold(words)) == 2
    assert not [line for line in lines if line.endswith("-")]


def test_a_cell_longer_than_a_page_runs_on(tmp_path: Path):
    words = fold("een woord en nog een " * 900)
    form = Form(
        ActionCode(("1",)), summary=words, milestones=(Milestone(Period.parse("2015"), words),)
    )
    with written(Plan((form,)), tmp_path) as pdf:
        assert len(pdf.pages) > 4
        assert values(pdf).count(words) == 2


def test_the_words_come_from_the_layout(tmp_path: Path):
    layout = Layout((LayoutRow("Money", "budget"),), language="en", title="Plan", code_word="No")
    with written(Plan((FORM,)), tmp_path, layout) as pdf:
        assert pdf.doc.catalog["Lang"] == b"en"
        assert "No 03_02_01" in pdf.pages[0].extract_text()
        assert ["Money", "kabinet"] in list(rows(pdf))


def test_an_empty_plan_is_its_title(tmp_path: Path):
    with written(Plan(), tmp_path) as pdf:
        assert pdf.pages[0].extract_text().splitlines() == ["Actieplan: actiefiches", "1"]


def test_two_hundred_forms_are_quick(tmp_path: Path):
    long = Form(ActionCode.parse("03_02_01"), summary="woorden " * 300, milestones=FORM.milestones)
    start = time.perf_counter()
    write_pdf(Plan((long,) * 200), FLEMISH, tmp_path / "a.pdf")
    assert time.perf_counter() - start < 10


def test_a_folder_that_is_not_there_gets_one_sentence(tmp_path: Path):
    with pytest.raises(WriteError, match="de map bestaat niet"):
        write_pdf(Plan(), FLEMISH, tmp_path / "niet" / "a.pdf")
