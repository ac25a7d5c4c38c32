"""What stands in a drawing: lines, points of several shapes and figures, in Vega-Lite."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import altair as alt

Chart = alt.LayerChart | alt.FacetChart
# Ink and soft ink have more than 7:1 on white; both are dark in grey print.
INK, SOFT, LINE = "#1d1b18", "#4b463e", "#dcd6c9"
WIDTH, ROW, SMALL = 360, 26, 150
LOOK: dict[str, Any] = {
    "background": "#ffffff",
    "font": "sans-serif",
    "padding": 8,
    "view": {"stroke": None},
    "title": {"color": INK, "subtitleColor": INK, "fontSize": 14, "anchor": "start"},
    "header": {"labelColor": INK, "labelFontSize": 13},
    "axis": {
        "labelColor": INK,
        "titleColor": INK,
        "gridColor": LINE,
        "domainColor": SOFT,
        "tickColor": SOFT,
        "labelFontSize": 13,
        "titleFontSize": 13,
        "titleFontWeight": "normal",
        "labelLimit": 320,
    },
}
# How an estimate is drawn: filled where it stands, open where it rests on few or may be chance.
SHAPES = {
    "known": ("circle", True),
    "few": ("diamond", False),
    "no_margin": ("square", False),
    "fell": ("triangle-down", True),
    "rose": ("triangle-up", True),
    "unclear": ("circle", False),
    "same": ("circle", False),
}


def points(rows: Sequence[dict[str, Any]], heading: str, zero: bool) -> Chart:
    """A row for each domain: interval, point, and what is said beside it."""
    groups = [row["group"] for row in rows]
    base = alt.Chart().encode(y=alt.Y("group:N", sort=groups, title=None))
    scale = alt.Scale(zero=zero, nice=True)
    x = alt.X("value:Q", title=heading, scale=scale)
    line = base.mark_rule(color=INK, strokeWidth=2).transform_filter("datum.sure")
    said = base.mark_text(align="left", fontSize=13, color=INK)
    layers = [
        line.encode(x=alt.X("lower:Q", title=heading, scale=scale), x2="upper:Q"),
        *_shapes(base.transform_filter("datum.shown").encode(x=x), rows),
        said.encode(x=alt.value(WIDTH + 14), text="said:N"),
    ]
    height = ROW * max(1, len(rows))
    return alt.layer(*layers, data=inline(rows)).properties(width=WIDTH, height=height)


def _shapes(base: alt.Chart, rows: Sequence[dict[str, Any]]) -> list[alt.Chart]:
    """A layer for each shape that there is: filled with ink, or open with an edge of it."""
    return [
        base.transform_filter(f"datum.shape == '{name}'").mark_point(
            shape=SHAPES[name][0],
            filled=True,
            fill=INK if SHAPES[name][1] else "#ffffff",
            stroke=INK,
            strokeWidth=2,
            size=80,
            opacity=1,
        )
        for name in SHAPES
        if any(row["shape"] == name for row in rows)
    ]


def small(heading: str, periods: Sequence[str], zero: bool) -> list[alt.Chart]:
    """What stands in each small drawing."""
    x = alt.X("period:O", sort=list(periods), title=None, axis=alt.Axis(labelAngle=0, grid=False))
    base = alt.Chart().encode(x=x).properties(width=SMALL, height=SMALL)
    scale = alt.Scale(zero=zero, nice=True)
    y = alt.Y("value:Q", title=heading, scale=scale)
    ends = base.transform_filter("datum.sure").encode(
        y=alt.Y("lower:Q", title=heading, scale=scale), y2="upper:Q"
    )
    shown = base.transform_filter("datum.shown").encode(y=y)
    hidden = base.transform_filter("!datum.shown")
    figure = base.mark_text(color=INK, fontSize=12, baseline="bottom", dy=-6)
    return [
        shown.mark_line(color=SOFT, strokeWidth=1.5, strokeDash=[2, 3]),
        ends.mark_rule(color=INK, strokeWidth=2),
        shown.mark_point(fill=INK, stroke=INK, filled=True, size=70, opacity=1),
        figure.transform_filter("datum.shown").encode(y="top:Q", text="figure:N"),
        hidden.mark_text(color=INK, fontSize=13, text="–").encode(y=alt.value(SMALL - 10)),
    ]


def from_zero(rows: Sequence[Mapping[str, Any]]) -> bool:
    """Whether the axis begins at zero: it does, unless the values lie together far from it."""
    ends = [row[key] for row in rows for key in ("value", "lower", "upper") if row[key] is not None]
    return not ends or min(ends) <= max(ends) / 2


def inline(rows: Sequence[dict[str, Any]]) -> alt.InlineData:
    """Rows as the data of a drawing, within it."""
    return alt.InlineData(values=list(rows))
