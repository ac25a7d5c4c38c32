"""Rules become tables: laws that hold for every grid."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from grondrecht.reading.ruled import MOST_RULES, Rule, tables

sizes = st.lists(st.floats(8, 90), min_size=1, max_size=6)


def edges(widths, start=10.0):
    found = [start]
    for width in widths:
        found.append(found[-1] + width)
    return found


def grid(down, across):
    """Rules along every line of a grid."""
    lying = [Rule(at, across[0], across[-1]) for at in down]
    standing = [Rule(at, down[0], down[-1]) for at in across]
    return lying, standing


def middles(places):
    return [(one + two) / 2 for one, two in pairwise(places)]


@given(sizes, sizes)
def test_every_mesh_of_a_full_grid_is_a_cell(heights, widths):
    down, across = edges(heights), edges(widths)
    found = tables(*grid(down, across))
    if len(heights) * len(widths) == 1:
        assert not found
        return
    [table] = found
    for row, y in enumerate(middles(down)):
        for column, x in enumerate(middles(across)):
            assert table.cell_at(x, y) == (row, column)
    assert table.cell_at(across[0] - 20, down[0] + 1) is None
    assert table.cell_at(across[0] + 1, down[-1] + 20) is None


@given(sizes, sizes, st.integers(1, 9), st.floats(-1.4, 1.4))
def test_rules_in_pieces_and_a_little_off_draw_the_same(heights, widths, pieces, off):
    down, across = edges(heights), edges(widths)
    whole = tables(*grid(down, across))
    cut = []
    for rules in grid(down, across):
        for rule in rules:
            step = (rule.end - rule.start) / pieces
            cut.append(
                [
                    Rule(
                        rule.at + off * (n % 2), rule.start + n * step, rule.start + n * step + step
                    )
                    for n in range(pieces)
                ]
            )
    lying = [rule for group in cut[: len(down)] for rule in group]
    standing = [rule for group in cut[len(down) :] for rule in group]
    assert [table.cells for table in tables(lying, standing)] == [table.cells for table in whole]


@given(sizes, sizes, st.randoms(use_true_random=False))
def test_the_order_of_drawing_does_not_matter(heights, widths, random):
    lying, standing = grid(edges(heights), edges(widths))
    before = tables(lying, standing)
    random.shuffle(lying)
    random.shuffle(standing)
    assert tables(lying + lying, standing) == before


def test_cells_run_on_where_no_rule_keeps_them_apart():
    lying = [Rule(0, 0, 90), Rule(30, 30, 90), Rule(60, 0, 90)]
    standing = [Rule(0, 0, 60), Rule(30, 0, 60), Rule(60, 30, 60), Rule(90, 0, 60)]
    [table] = tables(lying, standing)
    assert table.cell_at(15, 15) == table.cell_at(15, 45) == (0, 0)
    assert table.cell_at(45, 15) == table.cell_at(75, 15) == (0, 1)
    assert table.cell_at(45, 45) == (1, 1)
    assert table.cell_at(75, 45) == (1, 2)


def test_tables_that_do_not_touch_are_apart():
    first = grid([0, 20, 40], [0, 50, 100])
    beside = grid([0, 20, 40], [120, 170, 220])
    below = grid([60, 80], [0, 50, 100])
    lying, standing = (
        [*one, *two, *three] for one, two, three in zip(below, beside, first, strict=True)
    )
    found = tables(lying, standing)
    assert [(table.down[0], table.across[0]) for table in found] == [(0, 0), (0, 120), (60, 0)]


def test_a_table_open_at_its_sides():
    [table] = tables([Rule(0, 0, 90), Rule(30, 0, 90)], [Rule(40, 0, 30)])
    assert table.cell_at(10, 10) == (0, 0)
    assert table.cell_at(80, 10) == (0, 1)


def test_no_table_without_two_rules_across_and_one_down():
    assert tables([Rule(0, 0, 90)], [Rule(40, 0, 30)]) == []
    assert tables([Rule(0, 0, 90), Rule(30, 0, 90)], []) == []
    assert tables([], [Rule(40, 0, 30)]) == []


def test_a_frame_is_no_table():
    assert tables(*grid([0, 50], [0, 90])) == []


def test_dots_are_no_rules():
    dots = [Rule(at, 40, 42) for at in range(0, 60, 7)]
    assert tables([*dots, Rule(0, 0, 90), Rule(60, 0, 90)], [Rule(40, 0, 2)]) == []


def test_a_page_full_of_rules_is_a_drawing():
    far = [Rule(5.0 * n, 0, 50) for n in range(MOST_RULES)]
    assert tables(far, [Rule(10, 0, 5.0 * MOST_RULES), Rule(30, 0, 9)]) == []
