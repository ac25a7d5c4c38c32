"""Lines joined into one text, and the way back."""

from hypothesis import given
from hypothesis import strategies as st
from reading.small_template import text_of

from grondrecht.plan.model import Place
from grondrecht.reading.document import Line, Text

words = st.text("ab éß\t ", max_size=12)
line_lists = st.lists(
    st.builds(
        Line,
        words,
        st.integers(1, 99),
        st.none() | st.integers(1, 9),
        st.sampled_from(("", "1.1.1", "1.1.2")),
    ),
    min_size=1,
    max_size=8,
)


def test_lines_are_joined_with_one_newline():
    text = Text.of([Line("een", 1), Line("twee", 3), Line("", 4)])
    assert text.text == "een\ntwee\n"


def test_no_lines_give_an_empty_text():
    assert Text.of([]).text == ""
    assert Text.of([]).width == 0


def test_width_is_that_of_the_long_lines_and_not_of_one_endless_line():
    lines = [Line(" kort ", 1)] * 2 + [Line("x" * 40, 2)] * 96 + [Line("y" * 900, 3)]
    assert Text.of(lines).width == 40


def test_an_offset_leads_to_its_line():
    text = text_of("een\ntwee\ndrie")
    assert [text.line_at(offset).number for offset in (0, 3, 4, 8, 9, 12)] == [1, 1, 2, 2, 3, 3]


def test_an_offset_behind_the_text_is_on_its_last_line():
    assert text_of("een\ntwee").line_at(99).number == 2


def test_a_place_leaves_out_the_white_space_at_its_ends():
    text = text_of("label\n  waarde \nnog een\n\nvolgend label")
    start, stop = text.text.index("label") + 5, text.text.index("volgend")
    assert text.place(start, stop) == Place(2, 3)


def test_white_space_alone_stands_where_it_begins():
    text = text_of("label\n\nvolgend label")
    assert text.place(5, 7) == Place(1, 1)


def test_a_place_names_page_and_cell_of_its_first_line():
    text = Text.of([Line("een", 7, 2, "1.4.2"), Line("twee", 8, 3, "1.4.2")])
    assert text.place(0, 8) == Place(7, 8, 2, "1.4.2")


def test_a_place_outside_tables_has_no_cell():
    assert text_of("een").place(0, 3) == Place(1, 1, None, None)


@given(line_lists, st.data())
def test_place_and_line_at_agree_with_the_text(lines, data):
    text = Text.of(lines)
    whole = st.integers(0, len(text.text))
    start, end = sorted((data.draw(whole), data.draw(whole)))
    index = text.index_at(start)
    assert text.line_at(start) is text.lines[index]
    assert text.text[:start].count("\n") == index
    piece = text.text[start:end]
    if piece.strip():
        place = text.place(start, end)
        first = text.text[: start + len(piece) - len(piece.lstrip())].count("\n")
        last = text.text[: end - len(piece) + len(piece.rstrip())].count("\n")
        assert (place.first_line, place.last_line) == (lines[first].number, lines[last].number)
        assert (place.page, place.cell) == (lines[first].page, lines[first].cell or None)


@given(line_lists)
def test_every_line_stands_where_its_start_says(lines):
    text = Text.of(lines)
    for line, start in zip(text.lines, text.starts, strict=False):
        assert text.text[start : start + len(line.text)] == line.text
