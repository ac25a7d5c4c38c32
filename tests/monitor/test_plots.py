"""Drawings show what the table says, without colour, in ink that can be read and printed."""

import re
from dataclasses import replace
from itertools import pairwise

import polars as pl
import pytest
from samples import people, survey

from grondrecht.monitor import contrasts, differences, indicators
from grondrecht.monitor.plots import change, level, multiples, svg
from grondrecht.monitor.results import Results
from grondrecht.monitor.sentences import sentence
from grondrecht.monitor.wording import Words

TEXT = re.compile(r"<text\b([^>]*)>([^<]*)</text>")
COLOUR = re.compile(r"(?:fill|stroke)=\"(#[0-9a-f]{6}|\w+)\"")
POINT = re.compile(r'aria-roledescription="point".*?d="([^"]*)"[^>]*')
PLACE = re.compile(r'aria-roledescription="point" transform="translate\(([\d.]+),')
WHITE = "#ffffff"


@pytest.fixture(scope="module")
def first():
    return people()


@pytest.fixture(scope="module")
def results(first):
    return indicators(survey(first), ["arop", "median"], by=["sex", "age"])


@pytest.fixture(scope="module")
def moved(first):
    """Differences of which some fell, some rose, and some cannot be told."""
    factor = pl.when(pl.col("region") == "north").then(1.3).otherwise(0.8)
    later = first.with_columns(income=pl.col("income") * factor)
    return differences(survey(first), survey(later), ["median", "arop"], by=["sex", "region"])


def texts(drawing):
    return [words.replace("&#39;", "'") for _, words in TEXT.findall(drawing)]


def luminance(colour):
    parts = (int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5))
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast_on_white(colour):
    return 1.05 / (luminance(colour) + 0.05)


def drawings(results, moved):
    yield level(results, "arop")
    yield change(moved, "median", Words("en"))
    yield multiples({"2023": results, "2024": results}, "arop")


def test_every_letter_has_seven_to_one_and_no_colour_tells_anything(results, moved):
    for drawn in drawings(results, moved):
        drawing = svg(drawn)
        inks = [
            re.search(r'fill="(#\w+)"', attributes)[1] for attributes, _ in TEXT.findall(drawing)
        ]
        assert len(inks) > 5
        assert min(map(contrast_on_white, inks)) >= 7
        # Ink, soft ink, the lines of the grid and paper: what is left of it in grey is the same.
        known = {"none", "transparent", "white", WHITE, "#1d1b18", "#4b463e", "#dcd6c9", "#000000"}
        assert set(COLOUR.findall(drawing)) <= known


def test_a_level_has_its_interval_its_figures_its_table_and_its_sentences(results):
    drawn = level(results, "arop")
    drawing = svg(drawn)
    assert drawn.table.title == "Armoederisico"
    assert len(drawn.table.rows) == len(drawn.sentences) == 8
    assert drawn.sentences[0] == sentence(results.one("arop"))
    assert "18,0 % (14,8 tot 21,7)" in texts(drawing)
    for row in drawn.table.shown(drawn.words):
        assert row[0] in texts(drawing)
        assert f"{row[1]} % ({row[3]} tot {row[4]})" in texts(drawing)
    (held,) = drawn.chart.to_dict()["datasets"].values()
    for row, result in zip(held, (r for r in results if r.indicator == "arop"), strict=True):
        assert (row["lower"], row["value"], row["upper"]) == (
            *(result.lower, result.value, result.upper),
        )
    assert len(POINT.findall(drawing)) == 8


def test_points_stand_in_the_order_of_their_values(results):
    drawn = level([r for r in results if r.domain.startswith("age")], "arop", Words("en"))
    places = [float(place) for place in PLACE.findall(svg(drawn))]
    values = [row[1] for row in drawn.table.rows]
    assert len(places) == len(values) == 5
    ranked = [place for _, place in sorted(zip(values, places, strict=True))]
    assert all(low < high for low, high in pairwise(ranked))


def test_english_is_english(results):
    words = texts(svg(level(results, "arop", Words("en"))))
    assert "18.0 % (14.8 to 21.7)" in words
    assert "everyone" in words
    assert "estimate (%)" in words
    amounts = texts(svg(level(results, "median", Words("nl", money="kroon"))))
    assert "schatting (kroon)" in amounts


def test_what_is_withheld_is_said_and_its_value_is_nowhere(results):
    hidden = replace(
        results.one("arop", "age=18-24"), value=None, lower=None, upper=None, flag="withheld", n=7
    )
    few = replace(results.one("arop", "age=65+"), flag="few", n=30)
    drawn = level([results.one("arop"), hidden, few], "arop")
    drawing = svg(drawn)
    assert "steunt op minder dan 20 mensen: niet getoond" in texts(drawing)
    assert any(
        text.endswith("steunt op minder dan 50 mensen: onbetrouwbaar") for text in texts(drawing)
    )
    shapes = POINT.findall(drawing)
    assert len(shapes) == 2
    assert len(set(shapes)) == 2
    assert "not shown" in svg(level([hidden], "arop", Words("en")))


def test_a_value_that_came_with_the_flag_withheld_is_not_drawn(results):
    leaked = replace(results.one("arop"), value=33.25, flag="withheld")
    drawn = level([leaked], "arop")
    assert "33" not in "".join(texts(svg(drawn)))
    assert "33.25" not in str(drawn.chart.to_dict())
    assert "33" not in "".join(next(drawn.table.shown(drawn.words)))


def test_fallen_risen_and_untold_differ_in_shape_and_in_words(moved):
    drawn = change(moved, "median")
    drawing = svg(drawn)
    said = {row[0]: row[-1] for row in drawn.table.rows}
    assert said["gewest: north"] == "gestegen"
    assert said["gewest: south"] == "gedaald"
    assert said["geslacht: man"] == "niet van toeval te onderscheiden"
    shapes = {(found[1], 'fill="#ffffff"' in found[0]) for found in POINT.finditer(drawing)}
    assert len(shapes) == 3
    assert sum(text.endswith("; gedaald") for text in texts(drawing)) >= 2


def test_a_change_stands_beside_zero(moved):
    drawing = svg(change(moved, "arop"))
    assert drawing.count('stroke-dasharray="4,3"') == 1
    assert "verschil (procentpunt)" in texts(drawing)


def test_two_groups_compared_are_lower_or_higher(first):
    pairs = [("region=north", "region=west"), ("total", "sex=woman")]
    drawn = change(contrasts(survey(first), "arop", pairs), "arop", Words("en"))
    assert drawn.table.title == "At-risk-of-poverty rate: difference between groups"
    assert "region: west / region: north" in texts(svg(drawn))


def test_small_multiples_have_one_drawing_for_each_domain(results, first):
    later = indicators(survey(people(2)), "arop", by="age")
    drawn = multiples({"2023": results, "2024": later}, "arop")
    drawing = svg(drawn)
    assert {"2023", "2024", "iedereen", "leeftijd: 65+"} <= set(texts(drawing))
    assert len(POINT.findall(drawing)) == 8 + 6
    figures = [f"{each.value:.1f}".replace(".", ",") for each in later if each.value is not None]
    assert set(figures) <= set(texts(drawing))
    assert drawn.table.headings[:2] == ["periode", "groep"]
    assert [row[0] for row in drawn.table.rows] == ["2023"] * 8 + ["2024"] * 6
    assert drawn.sentences[0] == sentence(later.one("arop"))


def test_small_multiples_say_what_is_withheld_or_rests_on_few(results):
    one = results.one("arop")
    few = replace(one, domain="sex=man", flag="few", n=30)
    leaked = replace(one, domain="sex=woman", flag="withheld", value=33.25)
    drawn = multiples({"2024": [one, few, leaked]}, "arop")
    words = texts(svg(drawn))
    assert "* steunt op minder dan 50 mensen: onbetrouwbaar" in words
    assert sum(word.endswith("*") for word in words) == 1
    assert "–" in words
    assert "33" not in "".join(words)
    assert not re.search(r"33[.,]2", str(drawn.chart.to_dict()))


def test_a_long_name_of_a_small_drawing_is_broken_not_cut(results):
    long = "een gewest met een bijzonder lange naam die niet op een regel past"
    named = replace(results.one("arop"), domain=f"region={long}")
    words = " ".join(re.findall(r">([^<>]+)<", svg(multiples({"2024": [named]}, "arop"))))
    assert f"gewest: {long}" in " ".join(words.split())
    assert "…" not in words


@pytest.mark.parametrize("draw", [level, change, lambda x, i: multiples({}, i)])
def test_nothing_to_draw_is_drawn_as_nothing(draw):
    drawn = draw(Results(), "arop")
    assert drawn.sentences == drawn.table.rows == ()
    assert svg(drawn).startswith("<svg")
