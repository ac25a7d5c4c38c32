"""The drawing of a series: what is in it, where it stands, and that colour is never alone."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from grondrecht.web.charts import (
    COLOURS,
    GROUPS,
    NARROW,
    SHAPES,
    WIDE,
    Point,
    Words,
    begins_at_zero,
    drawn,
    groups_of,
    specification,
)

WORDS = Words("%", "iedereen", "nulmeting", "doel", "nl")


def point(year, value, kind="observed", group="", margin=None):
    return Point(kind, group, date(year, 1, 1), date(year, 12, 31), value, margin)


def rows(points):
    (values,) = specification(points, WORDS)["datasets"].values()
    return values


def marks(points):
    layers = specification(points, WORDS)["layer"]
    return [mark if isinstance(mark := each["mark"], str) else mark["type"] for each in layers]


def test_a_year_stands_at_its_number_and_a_quarter_beside_it():
    assert point(2015, 1).year == pytest.approx(2015, abs=0.01)
    quarter = Point("observed", "", date(2015, 1, 1), date(2015, 3, 31), 1)
    assert 2014.5 < quarter.year < 2014.7
    assert Point("observed", "", date(2015, 1, 1), date(2016, 12, 31), 1).year == pytest.approx(
        2015.5, abs=0.01
    )


def test_the_axis_begins_at_zero_unless_the_values_lie_far_from_it():
    assert begins_at_zero([])
    assert begins_at_zero([point(2015, 10), point(2016, 20)])
    assert not begins_at_zero([point(2015, 11), point(2016, 20)])
    assert begins_at_zero([point(2015, 11, margin=2), point(2016, 17, margin=2)])
    assert begins_at_zero([point(2015, -3), point(2016, 2)])


def test_a_series_has_a_line_dots_and_bars_and_a_promise_a_line_of_its_own():
    series = [point(2015, 3, margin=1), point(2016, 4)]
    assert marks(series) == ["errorbar", "line", "point"]
    both = [*series, point(2014, 5, "baseline"), point(2019, 2, "target")]
    assert marks(both) == [*["rule", "point", "text"] * 2, "errorbar", "line", "point"]


def test_the_ends_of_an_error_bar_are_the_value_and_its_margin():
    low, none = rows([point(2015, 3.0, margin=1.5), point(2016, 4.0)])
    assert (low["low"], low["high"], low["sure"]) == (1.5, 4.5, False)
    assert (none["low"], none["high"], none["sure"]) == (4.0, 4.0, True)


def test_only_the_first_groups_are_drawn_and_promises_of_the_first_alone():
    many = [point(2015, n, group=f"g{n}") for n in range(8)]
    many += [point(2019, 9, "target", "g0"), point(2019, 8, "target", "g1")]
    assert groups_of(many) == [f"g{n}" for n in range(GROUPS)]
    drawn_rows = rows(many)
    assert {row["group"] for row in drawn_rows} == set(groups_of(many))
    assert [row["value"] for row in drawn_rows if row["kind"] == "target"] == [9]


def test_each_group_has_a_shape_beside_its_colour():
    assert len(set(SHAPES)) == len(set(COLOURS)) == GROUPS


@pytest.mark.parametrize("colour", COLOURS)
def test_colours_have_seven_to_one_on_white(colour):
    channels = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    light = sum(
        part * weight for part, weight in zip(linear, (0.2126, 0.7152, 0.0722), strict=True)
    )
    assert 1.05 / (light + 0.05) >= 7


def test_the_drawing_speaks_the_language_and_names_what_is_promised():
    points = (point(2015, 1200.5), point(2016, 2400.5), point(2019, 3000, "target"))
    dutch = drawn(points, WORDS)
    assert ">doel<" in dutch
    assert ">1.000<" in dutch
    assert ">1,000<" in drawn(points, Words("%", "all", "baseline", "target", "en"))


def test_there_is_a_narrow_drawing_for_a_phone():
    points = (point(2015, 1), point(2016, 2))
    assert width(drawn(points, WORDS, NARROW)) < 320 < width(drawn(points, WORDS, WIDE))


def width(drawing):
    return Decimal(drawing.partition('width="')[2].partition('"')[0])


@settings(max_examples=6, deadline=None)
@given(
    st.lists(
        st.builds(
            point,
            st.integers(1990, 2060),
            st.floats(-1e12, 1e12),
            st.sampled_from(["observed", "baseline", "target"]),
            st.sampled_from(["", "a", "'", "datum.kind"]),
            st.none() | st.floats(0, 1e6),
        ),
        min_size=1,
        max_size=6,
    )
)
def test_any_series_can_be_drawn(points):
    assert drawn(tuple(points), WORDS).startswith("<svg")


def test_letters_that_cannot_be_drawn_do_not_end_the_program():
    point = Point("observed", "groep\x07\x1b a", date(2015, 1, 1), date(2015, 12, 31), 3.0)
    words = Words('eenheid\x07\nper "jaar" \\', "iedereen", "nul", "doel", "nl")
    other = replace(point, group="b\x00")
    assert "<svg" in drawn((point, other), words)


def test_an_interval_need_not_lie_around_the_middle():
    one = replace(point(2015, 14.2), between=(13.0, 16.0))
    assert one.ends == (13.0, 16.0)
    (row,) = rows([one])
    assert (row["low"], row["high"], row["sure"]) == (13.0, 16.0, False)


def test_only_values_of_one_part_are_joined():
    points = [replace(point(year, 1), part=int(year > 2016)) for year in range(2015, 2019)]
    assert [row["part"] for row in rows(points)] == [0, 0, 1, 1]
    lines = [each for each in specification(points, WORDS)["layer"] if "line" in str(each["mark"])]
    assert [each["encoding"]["detail"]["field"] for each in lines] == ["part"]


def axis_of(points):
    (line,) = (
        each for each in specification(points, WORDS)["layer"] if "line" in str(each["mark"])
    )
    return line["encoding"]["x"]["axis"]


def test_each_year_has_its_mark_where_there_are_few():
    assert axis_of([point(2015, 1), point(2019, 2)])["values"] == [2015, 2019]
    assert "values" not in axis_of([point(year, 1) for year in range(2000, 2020)])
    quarter = Point("observed", "", date(2015, 1, 1), date(2015, 3, 31), 1)
    assert "values" not in axis_of([quarter, point(2016, 1)])
