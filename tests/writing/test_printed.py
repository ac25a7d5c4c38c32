"""The printed form as blocks."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from strategies import FLEMISH, forms, plans, texts

from grondrecht.plan.codes import ActionCode
from grondrecht.plan.layout import Layout, LayoutRow
from grondrecht.plan.model import Form, Legend, LegendEntry, Milestone, Parties, Plan
from grondrecht.plan.periods import Period
from grondrecht.writing.printed import Heading, Table, blocks, lines, paragraphs, tables

FORM = Form(
    ActionCode.parse("03_02_01"),
    title="Titel",
    budget="B",
    responsible=Parties("RC", "RA"),
    evaluation="E",
    involved=Parties("IC", "IA", "IP", "IO"),
    summary="S",
    milestones=(
        Milestone(Period.parse("2015"), "a"),
        Milestone(Period.parse("2019 (einddoel)"), ""),
    ),
)


def shown(table: Table) -> list[str]:
    """A table as lines: each cell's text, its span in brackets where it is more than one."""

    def cell(it) -> str:
        span = f"[{it.columns}x{it.rows}]" if it.columns * it.rows > 1 else ""
        return ("^" if it.kind == "covered" else it.text) + span

    return [" | ".join(map(cell, row)) for row in table.rows]


def test_the_flemish_form_is_laid_out_as_on_paper():
    form, milestones = tables(FORM, FLEMISH)
    assert shown(form) == [
        "Budgettair engagement | B | verantwoordelijken[1x2] | kabinet | RC",
        "Evaluatie en indicator | E | ^ | administratie | RA",
        "betrokkenen[5x1]",
        "kabinet | IC | mensen in armoede | IP[2x1]",
        "administratie | IA | andere actoren | IO[2x1]",
        "korte inhoud actie | S[4x1]",
    ]
    assert shown(milestones) == ["mijlpalen[1x2] | 2015 | a", "^ | 2019 (einddoel) | "]


def test_notes_come_first_and_what_the_layout_lacks_last():
    form = replace(FORM, notes=("een", "twee"), extra=(("contact", "iemand"),), milestones=())
    (table,) = tables(form, FLEMISH)
    assert shown(table)[:2] == ["opmerking | een[4x1]", "opmerking | twee[4x1]"]
    assert shown(table)[-1] == "extra.contact | iemand[4x1]"


def test_a_layout_without_lines_gives_two_columns():
    layout = Layout((LayoutRow("Money", "budget"), LayoutRow("Who"), LayoutRow("What", "summary")))
    form = Form(ActionCode(("1",)), budget="B", summary="S")
    (table,) = tables(form, layout)
    assert shown(table) == ["Money | B", "Who[2x1]", "What | S"]


def test_a_form_without_anything_in_a_layout_without_rows_has_no_table():
    assert list(tables(Form(ActionCode(("1",))), Layout(()))) == []


@given(forms())
@settings(max_examples=60, deadline=None)
def test_every_cell_of_the_grid_is_taken_once_and_every_value_printed(form: Form):
    for table in tables(form, FLEMISH):
        assert sum(table.widths) == pytest.approx(1)
        for row in table.rows:
            assert sum(cell.columns for cell in row) == len(table.widths)
    printed = [cell.text for table in tables(form, FLEMISH) for row in table.rows for cell in row]
    assert all(words in printed for path, words in form.texts() if path != "title")


@given(forms())
@settings(max_examples=30, deadline=None)
def test_no_row_is_lost_whatever_the_layout(form: Form):
    layout = Layout(tuple(row for row in FLEMISH.rows if row.field in ("", "summary")))
    kept = {row.field for line in lines(form, layout) for row, words in line if words}
    filled = {p for p, words in form.texts() if words and p.partition("[")[0] == p} - {"title"}
    assert filled <= kept


def headings(plan: Plan) -> list[tuple[int, str, str]]:
    found = (block for block in blocks(plan, FLEMISH) if isinstance(block, Heading))
    return [(heading.level, heading.code, heading.text) for heading in found]


def test_forms_stand_under_the_heading_of_their_right():
    legend = Legend(rights=(LegendEntry("03", "inkomen"),))
    other = replace(FORM, code=ActionCode.parse("04_01_01"))
    assert headings(Plan((FORM, FORM, other), legend)) == [
        (1, "", "Acties die inzetten op het grondrecht inkomen"),
        (2, "ACTIE 03_02_01", "Titel"),
        (2, "ACTIE 03_02_01", "Titel"),
        (1, "", "Acties die inzetten op het grondrecht 04"),
        (2, "ACTIE 04_01_01", "Titel"),
    ]


def test_forms_without_a_right_are_headings_of_the_first_level():
    plain = replace(FORM, code=ActionCode(("7",)))
    assert headings(Plan((plain,))) == [(1, "ACTIE 7", "Titel")]


@given(plans())
@settings(max_examples=30, deadline=None)
def test_headings_never_skip_a_level(plan: Plan):
    levels = [level for level, _, _ in headings(plan)]
    assert levels[0] == 1
    assert sum(bool(code) for _, code, _ in headings(plan)) == len(plan.actions)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", []),
        (" \n ", []),
        ("een regel die lang genoeg is om\nafgebroken te zijn", 1),
        ("kort:\neen regel die veel langer is dan die", 2),
        ("- een punt van de lijst\n- nog een punt van de lijst", 2),
        ("a) een punt van de lijst\n2. nog een punt van de lijst", 2),
        ("boven de lege regel\n\nonder de lege regel", 2),
    ],
)
def test_paragraphs_are_those_that_were_meant(text, expected):
    found = paragraphs(text)
    assert (len(found) if found else []) == expected


@given(texts)
def test_paragraphs_keep_every_word(text: str):
    assert " ".join(paragraphs(text)).split() == text.split()
