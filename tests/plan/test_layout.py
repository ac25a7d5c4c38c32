"""The order and the words of a printed form."""

from __future__ import annotations

from strategies import FLEMISH

from grondrecht.plan.codes import ActionCode
from grondrecht.plan.layout import Layout, LayoutRow
from grondrecht.plan.model import Form


def test_rows_of_one_line_stand_beside_each_other():
    rows = tuple(LayoutRow(name, name, line) for name, line in (("a", 1), ("b", 1), ("c", 2)))
    assert [len(line) for line in Layout(rows).lines()] == [2, 1]


def test_rows_without_a_line_stand_alone():
    assert [len(line) for line in Layout((LayoutRow("a"), LayoutRow("b"))).lines()] == [1, 1]


def test_lines_keep_every_row_in_order():
    assert tuple(row for line in FLEMISH.lines() for row in line) == FLEMISH.rows


def test_the_flemish_form_has_a_row_for_every_field_but_those_with_a_place_of_their_own():
    paths = {path for path, _ in Form(ActionCode(("1",))).texts()} - {"title"}
    assert {row.field for row in FLEMISH.rows if row.field} == paths


def test_the_group_of_a_row_is_the_first_part_of_its_path():
    assert LayoutRow("kabinet", "involved.cabinet").group == "involved"
    assert LayoutRow("inhoud", "summary").group == ""


def test_the_heading_of_all_rights_differs():
    assert FLEMISH.heading_of("ALLE  grondrechten") == "Acties die inzetten op ALLE grondrechten"
    assert FLEMISH.heading_of("wonen") == "Acties die inzetten op het grondrecht wonen"


def test_braces_in_a_name_stay_as_they_are():
    assert FLEMISH.heading_of("{0} {x}").endswith("grondrecht {0} {x}")
