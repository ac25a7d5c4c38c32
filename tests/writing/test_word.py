"""A plan as a Word document, read back with python-docx."""

from __future__ import annotations

import time
from pathlib import Path

import docx
import pytest
from docx.document import Document
from docx.table import Table
from hypothesis import HealthCheck, given, settings
from strategies import FLEMISH, plans

from grondrecht.plan.codes import ActionCode
from grondrecht.plan.layout import Layout, LayoutRow
from grondrecht.plan.marks import unmark
from grondrecht.plan.model import Form, Legend, LegendEntry, Milestone, Parties, Plan
from grondrecht.plan.periods import Period
from grondrecht.writing.files import WriteError
from grondrecht.writing.word import write_word

FORM = Form(
    ActionCode.parse("03_02_01"),
    title="Titel & <meer>",
    notes=("zie 03_02_02",),
    budget="kabinet",
    responsible=Parties("RC", "RA"),
    evaluation="eerst:\nveel langere regel daaronder",
    milestones=(Milestone(Period.parse("2015"), "a"), Milestone(Period.parse("2019"))),
)
LEGEND = Legend((LegendEntry("03", "inkomen"),), (LegendEntry("02", "Werk"),))


def fold(text: str) -> str:
    return " ".join(text.split())


def written(plan: Plan, folder: Path, layout: Layout = FLEMISH) -> Document:
    write_word(plan, layout, folder / "a.docx")
    return docx.Document(str(folder / "a.docx"))


def cells(table: Table) -> list[list[str]]:
    """The texts of the cells by row, each merged cell at its first place only."""
    seen: list[object] = []
    rows = []
    for row in table.rows:
        kept = [cell for cell in row.cells if not any(cell._tc is other for other in seen)]
        fresh = [c for n, c in enumerate(kept) if not any(c._tc is d._tc for d in kept[:n])]
        seen += [cell._tc for cell in fresh]
        rows.append([cell.text for cell in fresh])
    return rows


def test_a_form_is_a_real_table_with_merged_label_cells(tmp_path: Path):
    form, milestones = written(Plan((FORM,)), tmp_path).tables
    assert cells(form) == [
        ["opmerking", "zie 03_02_02"],
        ["Budgettair engagement", "kabinet", "verantwoordelijken", "kabinet", "RC"],
        ["Evaluatie en indicator", "eerst:\nveel langere regel daaronder", "administratie", "RA"],
        ["betrokkenen"],
        ["kabinet", "", "mensen in armoede", ""],
        ["administratie", "", "andere actoren", ""],
        ["korte inhoud actie", ""],
    ]
    assert cells(milestones) == [["mijlpalen", "2015", "a"], ["2019", ""]]


def test_labels_and_values_have_styles_of_their_own(tmp_path: Path):
    form = written(Plan((FORM,)), tmp_path).tables[0]
    styles = [cell.paragraphs[0].style.name for cell in form.rows[1].cells]
    assert styles == ["Fichelabel", "Ficheveld", "Fichelabel", "Fichelabel", "Ficheveld"]


def test_headings_let_word_navigate(tmp_path: Path):
    document = written(Plan((FORM, FORM), LEGEND), tmp_path)
    found = [(p.style.name, p.text) for p in document.paragraphs if p.style.name != "Tussenruimte"]
    assert found == [
        ("Title", "Actieplan: actiefiches"),
        ("Inleiding", FLEMISH.rights_introduction),
        ("Legende", "03\tinkomen"),
        ("Inleiding", FLEMISH.offices_introduction),
        ("Legende", "02\tWerk"),
        ("Heading 1", "Acties die inzetten op het grondrecht inkomen"),
        ("Heading 2", "ACTIE 03_02_01\nTitel & <meer>"),
        ("Heading 2", "ACTIE 03_02_01\nTitel & <meer>"),
    ]


def test_title_and_language_are_set(tmp_path: Path):
    document = written(Plan((FORM,)), tmp_path)
    languages = document.styles.element.xpath("string(.//w:docDefaults//w:lang/@w:val)")
    assert document.core_properties.title == "Actieplan: actiefiches"
    assert document.core_properties.language == "nl-BE"
    assert languages == "nl-BE"


def test_pages_are_numbered_on_a4(tmp_path: Path):
    section = written(Plan((FORM,)), tmp_path).sections[0]
    assert "PAGE" in section.footer._element.xml
    assert round(section.page_width.cm, 1) == 21.0


def test_the_words_come_from_the_layout(tmp_path: Path):
    layout = Layout(
        (LayoutRow("Money", "budget"),),
        language="en-GB",
        title="Plan",
        code_word="Commitment",
        note_label="remark",
        milestones="milestones",
    )
    document = written(Plan((FORM,)), tmp_path, layout)
    assert document.core_properties.language == "en-GB"
    assert cells(document.tables[0])[:2] == [["remark", "zie 03_02_02"], ["Money", "kabinet"]]
    assert cells(document.tables[1])[0][0] == "milestones"


@given(plans())
@settings(
    max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_every_value_of_any_plan_is_in_a_cell_of_its_own(tmp_path: Path, plan: Plan):
    document = written(plan, tmp_path)
    found = iter(document.tables)
    for form in plan.actions:
        values = [fold(unmark(text)) for row in cells(next(found)) for text in row]
        assert {fold(words) for path, words in form.texts() if _in_table(path)} <= set(values)
        if form.milestones:
            rows = [[fold(unmark(text)) for text in row] for row in cells(next(found))]
            expected = [[m.period.text, fold(m.text)] for m in form.milestones]
            assert [row[-2:] for row in rows] == expected
    assert next(found, None) is None


def _in_table(path: str) -> bool:
    return path != "title" and not path.startswith("milestones")


def test_characters_that_xml_refuses_come_back(tmp_path: Path):
    text = "".join(map(chr, range(0xA1))) + "\ufffe\ufeff😀"
    document = written(Plan((Form(ActionCode(("1",)), title=text, budget=text),)), tmp_path)
    assert fold(unmark(document.tables[0].cell(0, 1).text)) == fold(text)
    assert fold(unmark(document.paragraphs[1].text)) == fold("ACTIE 1 " + text)


def test_an_empty_plan_is_its_title(tmp_path: Path):
    document = written(Plan(), tmp_path)
    assert [p.text for p in document.paragraphs] == ["Actieplan: actiefiches"]


def test_two_hundred_forms_are_quick(tmp_path: Path):
    long = Form(ActionCode.parse("03_02_01"), summary="woorden " * 300, milestones=FORM.milestones)
    start = time.perf_counter()
    write_word(Plan((long,) * 200), FLEMISH, tmp_path / "a.docx")
    assert time.perf_counter() - start < 10


def test_a_folder_that_is_not_there_gets_one_sentence(tmp_path: Path):
    with pytest.raises(WriteError, match="de map bestaat niet"):
        write_word(Plan(), FLEMISH, tmp_path / "niet" / "a.docx")
