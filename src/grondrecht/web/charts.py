"""The drawing of an indicator's series, made on the server: an SVG that runs nothing.

It stands on white in the light and in the dark look, with colours that are dark enough for white.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from typing import Any, Literal

import altair as alt
import vl_convert

from grondrecht.writing.glyphs import drawable

Locale = Literal["nl-NL", "en-GB"]
# The size of what is drawn within the axes, for a wide page and for a phone.
WIDE, NARROW = (720, 360), (220, 280)
# More lines than this cannot be told apart; the table has them all.
GROUPS = 5
# More years than this have no mark each.
MARKS = 8
INK, SOFT, LINE = "#1d1b18", "#4b463e", "#dcd6c9"
# Each has 7:1 on white, and a shape of its own.
COLOURS = ["#0b4a55", "#7c2d12", "#4c1d95", "#14532d", "#831843"]
SHAPES = ["circle", "square", "triangle-up", "diamond", "cross"]
# How baseline and target are drawn: a broken line each, and the end of a target as a ring.
DASHES = {"baseline": [2, 4], "target": [8, 4]}


# The house's ink, and letters that can be read.
LOOK: dict[str, Any] = {
    "background": "#ffffff",
    "font": "sans-serif",
    "padding": 8,
    "view": {"stroke": None},
    "axis": {
        "labelColor": INK,
        "titleColor": INK,
        "gridColor": LINE,
        "domainColor": SOFT,
        "tickColor": SOFT,
        "labelFontSize": 15,
        "titleFontSize": 15,
        "titleFontWeight": "normal",
    },
    "legend": {
        "labelColor": INK,
        "labelFontSize": 15,
        "labelLimit": 340,
        "orient": "bottom",
        "symbolSize": 140,
        "symbolOpacity": 1,
        "direction": "vertical",
    },
}


@dataclass(frozen=True)
class Point:
    """A value to draw: of which kind and group, when, and how far off it may be.

    ``between`` are the ends of an interval that need not lie around the middle. Only values of one
    ``part`` are joined by a line.
    """

    kind: str
    group: str
    first_day: date
    last_day: date
    value: float
    margin: float | None = None
    between: tuple[float, float] | None = None
    part: int = 0

    @property
    def year(self) -> float:
        """The middle of the period as a number: a whole one where it is the middle of a year."""
        day = self.first_day + (self.last_day - self.first_day) / 2
        return round(day.year + (day.timetuple().tm_yday - 183) / 366, 3)

    @property
    def ends(self) -> tuple[float, float]:
        """The lowest and the highest that the value may be."""
        return self.between or (self.value - (self.margin or 0), self.value + (self.margin or 0))


@dataclass(frozen=True)
class Words:
    """What the drawing says: the unit at its axis, and what stands at a baseline and a target."""

    unit: str
    everyone: str
    baseline: str
    target: str
    language: str


@lru_cache(maxsize=256)
def drawn(points: tuple[Point, ...], words: Words, size: tuple[int, int] = WIDE) -> str:
    """The series of an indicator as an SVG: a line per group, error bars, baseline and target."""
    points = tuple(replace(point, group=drawable(point.group)) for point in points)
    words = replace(words, unit=drawable(words.unit))
    locale: Locale = "nl-NL" if words.language.startswith("nl") else "en-GB"
    spec = specification(points, words, size)
    return str(vl_convert.vegalite_to_svg(spec, format_locale=locale))


def begins_at_zero(points: Iterable[Point]) -> bool:
    """Whether the axis shows zero: it does, unless the values would lie together at the far end."""
    ends = [end for each in points for end in each.ends]
    return not ends or min(ends) <= max(ends) / 2


def groups_of(points: Iterable[Point]) -> list[str]:
    """The groups that are drawn, in the order in which they come."""
    return list(dict.fromkeys(each.group for each in points))[:GROUPS]


def specification(
    points: Sequence[Point], words: Words, size: tuple[int, int] = WIDE
) -> dict[str, Any]:
    """The drawing as a Vega-Lite specification."""
    groups = groups_of(points)
    names = [group or words.everyone for group in groups]
    kept = [each for each in points if each.group in groups and _is_drawn(each, groups)]
    zero = begins_at_zero(kept)
    x, y, low = _x(kept), _y("value", words, zero), _y("low", words, zero)
    held = {each.kind for each in kept}
    layers = [*_promises(held, words, x, y, size[0]), *_series(names, x, y, low)]
    rows = [_row(each, words) for each in kept]
    chart = alt.layer(*layers, data=alt.InlineData(values=rows))
    sized = chart.properties(width=size[0], height=size[1]).configure(**LOOK)
    made: dict[str, Any] = sized.to_dict()
    return made


def _is_drawn(point: Point, groups: list[str]) -> bool:
    """Baseline and target are drawn of the first group alone; lines of others would mix with it."""
    return point.kind == "observed" or point.group == groups[0]


def _row(point: Point, words: Words) -> dict[str, Any]:
    low, high = point.ends
    return {
        "kind": point.kind,
        "group": point.group or words.everyone,
        "year": point.year,
        "value": point.value,
        "low": low,
        "high": high,
        "sure": point.margin is None and point.between is None,
        "part": point.part,
    }


def _only(kind: str) -> alt.Chart:
    return alt.Chart().transform_filter(f"datum.kind == '{kind}'")


def _x(points: Iterable[Point]) -> alt.X:
    """Time, with a mark at each year there is a value of where these are few and whole."""
    years = sorted({each.year for each in points})
    few = len(years) <= MARKS and all(map(float.is_integer, years))
    marks = years if few else alt.Undefined
    axis = alt.Axis(format="d", tickMinStep=1, grid=False, labelOverlap="greedy", values=marks)
    return alt.X("year:Q", title=None, axis=axis, scale=alt.Scale(zero=False, padding=24))


def _y(field: str, words: Words, zero: bool) -> alt.Y:
    axis = alt.Axis(titleAngle=0, titleAlign="left", titleAnchor="end", titleX=0, titleY=-14)
    scale = alt.Scale(zero=zero, padding=0 if zero else 16)
    return alt.Y(f"{field}:Q", title=words.unit or None, axis=axis, scale=scale)


def _series(names: list[str], x: alt.X, y: alt.Y, low: alt.Y) -> list[alt.Chart]:
    """What was observed: a line per group, a dot per value, a bar as long as it may be off."""
    key = alt.Legend(title=None) if len(names) > 1 else None
    colour = alt.Color("group:N", legend=key, scale=alt.Scale(domain=names, range=COLOURS))
    shape = alt.Shape("group:N", legend=key, scale=alt.Scale(domain=names, range=SHAPES))
    seen = _only("observed")
    bars = seen.transform_filter("!datum.sure").mark_errorbar(
        ticks={"size": 12, "strokeWidth": 2}, rule={"strokeWidth": 2}
    )
    dots = seen.mark_point(filled=True, size=110, opacity=1)
    return [
        bars.encode(x, low, alt.Y2("high"), colour),
        seen.mark_line(strokeWidth=3).encode(x, y, colour, alt.Detail("part:N")),
        dots.encode(x, y, colour, shape),
    ]


def _promises(held: set[str], words: Words, x: alt.X, y: alt.Y, width: int) -> list[alt.Chart]:
    """Baseline and target: a broken line over the whole drawing, with its name at the end."""
    labels = {"baseline": words.baseline, "target": words.target}
    layers: list[alt.Chart] = []
    for kind in sorted(held & set(labels)):
        rule = _only(kind).mark_rule(strokeDash=DASHES[kind], color=SOFT, strokeWidth=2)
        ring = _only(kind).mark_point(shape="diamond", size=150, strokeWidth=3, color=INK)
        name = _only(kind).mark_text(text=labels[kind], align="left", dx=8, color=INK, fontSize=15)
        layers += [rule.encode(y), ring.encode(x, y), name.encode(y, x=alt.value(width))]
    return layers
