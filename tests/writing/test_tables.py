"""A plan as CSV and as an Excel workbook, read back with csv and openpyxl."""

from __future__ import annotations

import csv
from io import StringIO
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook
from strategies import findings, plans

from grondrecht.plan.codes import ActionCode
from grondrecht.plan.marks import unmark
from grondrecht.plan.model import Doubt, Finding, Form, Milestone, Parties, Place, Plan
from grondrecht.plan.periods import Period
from grondrecht.writing.files import WriteError
from grondrecht.writing.tables import (
    SHORTENED,
    action_table,
    guarded,
    milestone_rows,
    unguarded,
    write_csv,
    write_xlsx,
)

DOCS = Path(__file__).resolve().parents[2] / "docs"
FORM = Form(
    ActionCode.parse("03_02_01"),
    title='Een "titel"; met leestekens',
    notes=("een", "twee"),
    budget="-",
    responsible=Parties("=1+1", "Agentschap"),
    involved=Parties(other_actors="regel een\nregel twee"),
    milestones=(
        Milestone(Period.parse("2015 (beginfase, nulmeting)"), "begin\nvan"),
        Milestone(Period.parse("2016-2018"), ""),
    ),
    extra=(("contact", "iemand"),),
    source=Place(3, 9),
    doubts=(Doubt("budget", "bijna"),),
)
PLAN = Plan((FORM, FORM))
FINDING = Finding("missing-owner", "error", "03_02_01", "Niemand.", "Nobody.", 3)
in_one_folder = settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


def csv_rows(path: Path) -> list[dict[str, str]]:
    text = path.read_bytes().decode("utf-8-sig")
    return list(csv.DictReader(StringIO(text, newline=""), delimiter=";"))


def fold(text: object) -> str:
    return " ".join(str(text if text is not None else "").split())


def test_csv_has_one_row_per_action_with_every_value(tmp_path: Path):
    write_csv(PLAN, tmp_path / "a.csv")
    rows = csv_rows(tmp_path / "a.csv")
    assert len(rows) == 2
    assert rows[0]["code"] == "03_02_01"
    assert rows[0]["titel"] == FORM.title
    assert rows[0]["opmerkingen"] == "een\ntwee"
    assert rows[0]["betrokken andere actoren"] == "regel een\nregel twee"
    assert rows[0]["mijlpalen"] == "2015 (beginfase, nulmeting): begin van\n2016-2018: "
    assert rows[0]["eerste regel"] == "3"
    assert rows[0]["twijfels"] == "budget: bijna"
    assert rows[0]["contact"] == "iemand"


def test_csv_is_what_excel_in_belgium_expects(tmp_path: Path):
    write_csv(PLAN, tmp_path / "a.csv")
    data = (tmp_path / "a.csv").read_bytes()
    assert data.startswith(b"\xef\xbb\xbfcode;titel;")
    assert data.split(b"\r\n")[0].count(b";") == 16
    assert data.endswith(b"\r\n")


def test_csv_keeps_formulas_from_running(tmp_path: Path):
    write_csv(PLAN, tmp_path / "a.csv")
    row = csv_rows(tmp_path / "a.csv")[0]
    assert row["verantwoordelijk kabinet"] == "'=1+1"
    assert row["budgettair engagement"] == "-"


@given(st.text())
def test_a_guarded_text_is_no_formula_and_can_be_had_back(text: str):
    safe = guarded(text)
    assert safe == "-" or not safe.startswith(("=", "+", "-", "@", "\t", "\r"))
    assert unmark(unguarded(safe)) == text


@pytest.mark.parametrize(
    "text", ["=A1", "+32 2", "-5", "- lijst", "@SOM", "\tx", "\rx", "'s avonds"]
)
def test_what_begins_like_a_formula_is_guarded(text: str):
    assert guarded(text) == "'" + text


@given(plans())
@in_one_folder
def test_csv_of_any_plan_reads_back(tmp_path: Path, plan: Plan):
    write_csv(plan, tmp_path / "a.csv")
    rows = csv_rows(tmp_path / "a.csv")
    assert [row["code"] for row in rows] == [str(form.code) for form in plan.actions]
    for row, form in zip(rows, plan.actions, strict=True):
        back = unmark(unguarded(row["korte inhoud"]))
        assert fold(back) == fold(form.summary)


def test_an_empty_plan_gives_headings_only(tmp_path: Path):
    write_csv(Plan(), tmp_path / "a.csv")
    assert csv_rows(tmp_path / "a.csv") == []
    write_xlsx(Plan(), tmp_path / "a.xlsx")
    assert load_workbook(tmp_path / "a.xlsx")["bevindingen"].max_row == 1


def test_workbook_has_actions_milestones_and_findings(tmp_path: Path):
    write_xlsx(PLAN, tmp_path / "a.xlsx", [FINDING])
    book = load_workbook(tmp_path / "a.xlsx")
    assert book.sheetnames == ["acties", "mijlpalen", "bevindingen"]
    assert book["acties"].max_row == 3
    assert [cell.value for cell in book["mijlpalen"][2]] == [
        "03_02_01",
        FORM.title,
        1,
        "2015 (beginfase, nulmeting)",
        "2015",
        "nulmeting",
        "begin\nvan",
    ]
    assert book["mijlpalen"]["E3"].value == "2016, 2017, 2018"
    assert [cell.value for cell in book["bevindingen"][2]] == [
        "missing-owner",
        "fout",
        "03_02_01",
        "Niemand.",
        "Nobody.",
        3,
    ]


def test_workbook_is_ready_to_read(tmp_path: Path):
    write_xlsx(PLAN, tmp_path / "a.xlsx")
    sheet = load_workbook(tmp_path / "a.xlsx")["acties"]
    assert sheet.freeze_panes == "B2"
    assert sheet.auto_filter.ref == "A1:Q3"
    assert sheet.column_dimensions["B"].width == 40
    assert sheet["B2"].alignment.wrap_text
    assert sheet["A1"].font.bold


def test_workbook_holds_text_where_a_formula_or_an_error_could_be_read(tmp_path: Path):
    form = Form(ActionCode(("1",)), title="=1+1", budget="#N/A", summary="  ruimte ")
    write_xlsx(Plan((form,)), tmp_path / "a.xlsx")
    sheet = load_workbook(tmp_path / "a.xlsx")["acties"]
    assert (sheet["B2"].value, sheet["B2"].data_type) == ("=1+1", "s")
    assert (sheet["D2"].value, sheet["D2"].data_type) == ("#N/A", "s")
    assert sheet["L2"].value == "  ruimte "


def test_workbook_says_where_a_cell_is_too_small(tmp_path: Path):
    write_xlsx(Plan((Form(ActionCode(("1",)), summary="x" * 40_000),)), tmp_path / "a.xlsx")
    text = load_workbook(tmp_path / "a.xlsx")["acties"]["L2"].value
    assert len(text) == 32_767
    assert text.endswith(SHORTENED)


def test_every_control_character_can_be_written(tmp_path: Path):
    text = "".join(map(chr, range(0xA1))) + "\ufffe\ufeff😀"
    write_xlsx(Plan((Form(ActionCode(("1",)), title=text),)), tmp_path / "a.xlsx")
    back = load_workbook(tmp_path / "a.xlsx")["acties"]["B2"].value
    assert fold(unmark(back)) == fold(text)


@given(plans(max_size=2), st.lists(findings, max_size=2))
@in_one_folder
def test_workbook_of_any_plan_reads_back(tmp_path: Path, plan: Plan, found: list[Finding]):
    write_xlsx(plan, tmp_path / "a.xlsx", found)
    book = load_workbook(tmp_path / "a.xlsx")
    headings = {cell.value: number for number, cell in enumerate(book["acties"][1])}
    for row, form in zip(book["acties"].iter_rows(min_row=2), plan.actions, strict=True):
        budget = row[headings["budgettair engagement"]].value
        assert fold(unmark(budget or "")) == fold(form.budget)
    assert book["mijlpalen"].max_row == 1 + len(list(milestone_rows(plan)))
    assert book["bevindingen"].max_row == 1 + len(found)


def test_every_column_is_described_in_the_docs(tmp_path: Path):
    page = fold((DOCS / "writing.md").read_text("utf-8"))
    write_xlsx(Plan(), tmp_path / "a.xlsx")
    headings = [cell.value for sheet in load_workbook(tmp_path / "a.xlsx") for cell in sheet[1]]
    assert [heading for heading in headings if heading not in page] == []


def test_an_extra_field_that_one_form_lacks_is_empty():
    plan = Plan((FORM, Form(ActionCode(("1",)))))
    headings, rows = action_table(plan)
    assert headings[-1][0] == "contact"
    assert [row[-1] for row in rows] == ["iemand", ""]


@pytest.mark.parametrize("write", [write_csv, write_xlsx])
def test_a_folder_that_is_not_there_gets_one_sentence(tmp_path: Path, write):
    with pytest.raises(WriteError, match="de map bestaat niet"):
        write(PLAN, tmp_path / "niet" / "a")
