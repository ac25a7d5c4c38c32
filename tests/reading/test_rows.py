"""Rows of a table that a page break has cut in two."""

from hypothesis import given
from hypothesis import strategies as st
from reading.small_template import small

from grondrecht.reading.document import Line
from grondrecht.reading.rows import joined_rows

table_lines = st.lists(
    st.builds(
        Line,
        st.sampled_from(("raad", "van de", "wijk", "2015", "korte beschrijving")),
        st.just(0),
        st.none() | st.integers(1, 2),
        st.sampled_from(("", "1.1.1", "1.1.2", "1.2.1", "1.2.2", "2.1.1")),
    ),
    max_size=10,
)


def row(number, page, *cells):
    return [
        Line(words, 10 * number + column, page, f"1.{number}.{column}")
        for column, words in enumerate(cells, 1)
        if words
    ]


def shown(lines):
    return [(line.text, line.cell) for line in joined_rows(lines, small())]


def test_the_rest_of_a_row_follows_its_own_cells():
    lines = row(1, 1, "raad", "De raad van") + row(2, 2, "", "de wijk")
    assert shown(lines) == [("raad", "1.1.1"), ("De raad van", "1.1.2"), ("de wijk", "1.1.2")]


def test_each_cell_gets_its_own_rest():
    lines = row(1, 1, "Tegen", "Een bank") + row(2, 2, "de zomer", "op het plein")
    assert [words for words, _ in shown(lines)] == ["Tegen", "de zomer", "Een bank", "op het plein"]


def test_a_rest_keeps_its_line_and_page():
    lines = row(1, 1, "raad", "De raad van") + row(2, 2, "", "de wijk")
    last = joined_rows(lines, small())[-1]
    assert (last.number, last.page) == (22, 2)


def test_a_row_may_be_cut_twice():
    lines = row(1, 1, "raad", "een") + row(2, 2, "", "twee") + row(3, 3, "", "drie")
    assert [cell for _, cell in shown(lines)] == ["1.1.1", "1.1.2", "1.1.2", "1.1.2"]


def test_a_rest_in_a_column_of_its_own_comes_last():
    lines = row(1, 1, "raad") + row(2, 2, "", "de wijk")
    assert shown(lines) == [("raad", "1.1.1"), ("de wijk", "1.2.2")]


def same(lines):
    return joined_rows(lines, small()) == lines


def test_a_row_with_a_label_is_a_row_of_its_own():
    assert same(row(1, 1, "raad", "De raad") + row(2, 2, "Verenigingen:", "De Buurtfiets"))


def test_a_row_with_the_word_of_the_milestones_is_one_too():
    assert same(row(1, 1, "raad", "De raad") + row(2, 2, "Tijdpad", "x"))


def test_a_row_with_a_period_is_one_too():
    assert same(row(1, 1, "2015", "klaar") + row(2, 2, "2017 (begin)", "bezig"))


def test_a_label_of_several_lines_in_one_cell_is_a_label():
    lines = row(1, 1, "raad", "De raad")
    lines += [Line("korte", 20, 2, "1.2.1"), Line("beschrijving", 21, 2, "1.2.1")]
    assert same(lines)


def test_a_row_on_the_same_page_is_a_row_of_its_own():
    assert same(row(1, 1, "raad", "De raad van") + row(2, 1, "", "de wijk"))


def test_lines_outside_tables_stay_where_they_are():
    assert same([Line("een", 1, 1), Line("twee", 2, 2), *row(1, 3, "", "drie")])


@given(table_lines)
def test_no_line_is_lost(lines):
    joined = joined_rows(lines, small())
    assert sorted(line.text for line in joined) == sorted(line.text for line in lines)
