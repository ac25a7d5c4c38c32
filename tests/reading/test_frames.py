"""Documents that set their values apart: in table cells, or moved in from the margin."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from reading.small_template import FORM, lines_of, small

from grondrecht.plan.model import Source
from grondrecht.reading import plan_of
from grondrecht.reading.candidates import candidates
from grondrecht.reading.document import Document, Line, Text
from grondrecht.reading.looks import Looks
from grondrecht.reading.slots import slots_of

NOTE = "Wat inspringt, is een waarde."
LABELS = ("project 01_01", "Kostprijs", "raad", "verenigingen", "tijdpad", "2015", "2017")
LABELS += ("wie doet mee", "korte beschrijving")
cell_names = st.lists(st.sampled_from(("", "1.1.1", "1.1.2", "1.2.1")), min_size=1, max_size=8)


def moved_in(form=FORM):
    """A form whose values are moved in, its labels at the margin."""
    lines = form.splitlines()
    return "\n".join(line if line in LABELS else f"    {line}" for line in lines)


def frame(lines, note=""):
    found = candidates(Text.of(lines, note), small())
    return [item.frame for item in found if item.spelling == "raad"]


def one_cell(text, cell="1.1.1"):
    return [Line(line, number, None, cell) for number, line in enumerate(text.split("\n"), 1)]


def test_a_text_knows_whether_it_has_cells():
    assert Text.of(one_cell("raad")).tabled
    assert not Text.of(lines_of("raad")).tabled


def test_a_text_knows_whether_it_moves_lines_in():
    assert Text.of(lines_of(moved_in())).indented
    assert not Text.of(lines_of(FORM)).indented


def test_a_text_that_moves_every_line_in_has_no_margin():
    assert not Text.of([Line(f"    {line}", 1) for line in FORM.splitlines()]).indented


def test_a_print_may_say_that_it_moves_values_in():
    lines = lines_of(f"{NOTE}\n{FORM}")
    assert Text.of(lines, NOTE).indented
    assert not Text.of(lines).indented


@given(cell_names)
def test_blocks_are_the_cells_or_the_lines_outside_them(cells):
    lines = [Line(f"w{n}", n, None, cell) for n, cell in enumerate(cells)]
    text = Text.of(lines)
    for line, start, (first, last) in zip(lines, text.starts, text.blocks, strict=False):
        assert first <= start <= last
        inside = text.text[first:last].split("\n")
        same = {other.cell for other in lines if other.text in inside}
        assert same == {line.cell}
        assert line.cell or inside == [line.text]


@pytest.mark.parametrize(
    ("lines", "frames"),
    [
        (one_cell("raad"), ["whole"]),
        (one_cell("de\nraad"), ["part"]),
        ([*one_cell("x"), Line("raad", 9)], ["out"]),
        (lines_of("raad"), [""]),
        (lines_of("raad\n    van de raad\nverenigingen"), ["margin", "indented"]),
    ],
)
def test_a_candidate_knows_its_frame(lines, frames):
    assert frame(lines) == frames


def test_cells_and_margins_say_most():
    slots = slots_of(small())
    council = next(slot for slot in slots if slot.name == "involved.cabinet")
    margin, indented = (
        item
        for item in candidates(Text.of(lines_of("raad\n    raad\nx")), small())
        if item.spelling == "raad"
    )
    looks = Looks(slots)
    assert looks.score(council, margin) > 2 > 0 > looks.score(council, indented)


@pytest.mark.parametrize("value", ["raad", "verenigingen", "korte beschrijving", "tijdpad", "2016"])
def test_a_value_that_is_a_label_word_stays_a_value_where_it_is_moved_in(value):
    text = moved_in(FORM.replace("400 euro", f"400 euro\n    {value}"))
    (form,) = plan_of(Document(Source(), lines_of(text)), small()).actions
    assert form.budget == f"400 euro\n{value}"
    assert form.summary == "Wie moe is, kan zitten."


@pytest.mark.parametrize(
    "printed", ["raad:", "raad :", "raad *", "raad (invullen)", "1. raad", "• raad"]
)
def test_marks_around_a_label_in_its_cell_are_no_words(printed):
    rows = [("project 01_01 Een bank",), ("kostprijs", "12 euro"), ("wie doet mee",)]
    rows += [(printed, "de raad van de wijk"), ("verenigingen", ""), ("korte beschrijving", "x")]
    cells = [
        (words, f"1.{row}.{column}")
        for row, pair in enumerate(rows, 1)
        for column, words in enumerate(pair, 1)
    ]
    lines = [Line(words, n, None, cell) for n, (words, cell) in enumerate(cells, 1) if words]
    form = plan_of(Document(Source("cellen"), lines), small()).actions[0]
    assert form.involved.cabinet == "de raad van de wijk"
    assert form.budget == "12 euro"
