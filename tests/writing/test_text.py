"""A plan as plain text."""

from __future__ import annotations

import re

from hypothesis import given, settings
from strategies import FLEMISH, plans

from grondrecht.plan.codes import ActionCode
from grondrecht.plan.layout import Layout
from grondrecht.plan.marks import unmark
from grondrecht.plan.model import Form, Legend, LegendEntry, Milestone, Plan
from grondrecht.plan.periods import Period
from grondrecht.writing.text import INDENT, write_text

FORM = Form(
    ActionCode.parse("03_02_01"),
    title="Titel",
    notes=("zie 03_02_02",),
    budget="kabinet\nACTIE 01_01_01\n2017",
    milestones=(Milestone(Period.parse("2015"), "\x00tekst"), Milestone(Period.parse("2019"))),
)


def fold(text: str) -> str:
    return " ".join(text.split())


def test_a_form_is_printed_label_by_label():
    legend = Legend(rights=(LegendEntry("03", "inkomen"),))
    text = write_text(Plan((FORM,), legend), FLEMISH)
    assert text.startswith(f"Actieplan: actiefiches\n\n{FLEMISH.margin_note}\n\nHet eerste segment")
    assert "dient:\n03 inkomen\n\nActies die inzetten op het grondrecht inkomen\n\n" in text
    assert text.endswith(
        """
ACTIE 03_02_01
    Titel

opmerking
    zie 03_02_02

Budgettair engagement
    kabinet
    ACTIE 01_01_01
    2017

verantwoordelijken

kabinet

Evaluatie en indicator

administratie

betrokkenen

kabinet

mensen in armoede

administratie

andere actoren

korte inhoud actie

mijlpalen

2015
    ⟨U+0000⟩tekst

2019
"""
    )


def test_an_empty_plan_is_its_title():
    layout = Layout((), title="Plan", margin_note="Labels staan vooraan.")
    assert write_text(Plan(), layout) == "Plan\n\nLabels staan vooraan.\n"


@given(plans())
@settings(max_examples=40, deadline=None)
def test_what_begins_a_line_is_said_by_the_layout_alone(plan: Plan):
    """The values are the indented lines, all of them and nothing else, in order."""
    text = write_text(plan, FLEMISH)
    values = [line for line in text.split("\n") if line.startswith(INDENT)]
    words = [fold(" ".join([w for _, w in sorted_texts(form)])) for form in plan.actions]
    assert fold(unmark(" ".join(values))) == fold(" ".join(words))
    starts = [line for line in text.split("\n") if re.match(r"ACTIE \d\d_\d\d_\d\d$", line)]
    assert starts == [f"ACTIE {form.code}" for form in plan.actions]


def sorted_texts(form: Form) -> list[tuple[str, str]]:
    """The texts of a form in the order of the layout."""
    rows = [row.field for row in FLEMISH.rows if row.field]

    def place(pair: tuple[str, str]) -> int:
        path = pair[0]
        if path in rows:
            return rows.index(path)
        return {"title": -2, "notes": -1}.get(path.partition("[")[0], len(rows))

    return sorted(form.texts(), key=place)


@given(plans(max_size=1))
@settings(max_examples=40, deadline=None)
def test_text_can_be_written_and_has_one_kind_of_line_end(plan: Plan):
    text = write_text(plan, FLEMISH)
    text.encode("utf-8")
    assert text.splitlines() == text.removesuffix("\n").split("\n")
