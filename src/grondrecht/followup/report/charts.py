"""The drawings of a report: one Vega-Lite specification each, drawn as SVG and as PNG.

Every bar has its number and every line its points, so that nothing hangs on colour alone.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from functools import lru_cache
from importlib.resources import files
from typing import Any, Literal

import vl_convert

from grondrecht.writing.glyphs import drawable

Locale = Literal["nl-NL", "en-GB"]
FONT = "Atkinson Hyperlegible Next"
FONTS = files(__package__) / "fonts"
# The colours of the site (web/static/web/tokens.css); a test compares them.
INK, SOFT, LINE = "#1d1b18", "#4b463e", "#dcd6c9"
ACCENT, DEEP, PALE, WASH, QUIET = "#0b4a55", "#06323a", "#a3cbcb", "#e6f0ef", "#f1eee6"
# Dark with white on it, light with ink on it, paper with an edge: they differ in grey too.
_SHARES = ((ACCENT, "#ffffff"), (PALE, INK), (QUIET, INK))
_WIDTH, _ROW = 330, 26
_LOOK: dict[str, Any] = {
    "background": "#ffffff",
    "font": FONT,
    "padding": 2,
    "view": {"stroke": None},
    "axis": {
        "labelColor": INK,
        "titleColor": SOFT,
        "gridColor": LINE,
        "domain": False,
        "ticks": False,
        "labelFontSize": 12,
        "titleFontSize": 12,
        "titleFontWeight": "normal",
        "labelLimit": 230,
        "labelPadding": 6,
    },
    "legend": {
        "labelColor": INK,
        "labelFontSize": 12,
        "labelLimit": 300,
        "orient": "top",
        "symbolType": "square",
        "symbolSize": 130,
        "symbolStrokeWidth": 1,
    },
}


def bars(rows: Sequence[tuple[str, int]]) -> dict[str, Any]:
    """A bar for each name, with its count behind it."""
    encoding = {
        "y": {"field": "name", "type": "nominal", "sort": None, "title": None},
        "x": {"field": "count", "type": "quantitative", "axis": None, "scale": {"domainMin": 0}},
    }
    counts = {"type": "text", "align": "left", "dx": 6, "fontSize": 12, "color": INK}
    layers: list[dict[str, Any]] = [
        {"mark": {"type": "bar", "color": ACCENT, "height": 15}},
        {"mark": counts, "encoding": {"text": {"field": "count", "format": ","}}},
    ]
    values = [{"name": drawable(name), "count": count} for name, count in rows]
    return _made(values, layers, encoding, (_WIDTH, _ROW * max(1, len(rows))))


def shares(rows: Sequence[tuple[str, Sequence[int]]], names: Sequence[str]) -> dict[str, Any]:
    """For each name a bar of parts with their counts in them; ``names`` are those of the parts."""
    values: list[dict[str, Any]] = [
        {
            "name": drawable(name),
            "part": names[part],
            "count": counts[part],
            "from": sum(counts[:part]),
        }
        for name, counts in rows
        for part in range(len(names))
        if counts[part]
    ]
    for value in values:
        value["to"] = value["from"] + value["count"]
        value["middle"] = value["from"] + value["count"] / 2
    fills, inks = zip(*_SHARES[: len(names)], strict=True)
    order = [drawable(name) for name, _ in rows]
    encoding = {"y": {"field": "name", "type": "nominal", "sort": order, "title": None}}
    legend = {"title": None, "symbolStrokeColor": SOFT}
    box = {"type": "bar", "stroke": SOFT, "strokeWidth": 0.6, "height": 17}
    layers: list[dict[str, Any]] = [
        {
            "mark": box,
            "encoding": {
                "x": {"field": "from", "type": "quantitative", "axis": None},
                "x2": {"field": "to"},
                "fill": _coloured(names, fills, legend),
            },
        },
        {
            "mark": {"type": "text", "fontSize": 11},
            "encoding": {
                "x": {"field": "middle", "type": "quantitative"},
                "text": {"field": "count", "format": ","},
                "color": _coloured(names, inks, None),
            },
        },
    ]
    return _made(values, layers, encoding, (_WIDTH, _ROW * max(1, len(rows))))


def _coloured(names: Sequence[str], colours: Sequence[str], legend: object) -> dict[str, Any]:
    scale = {"domain": list(names), "range": list(colours)}
    return {"field": "part", "type": "nominal", "scale": scale, "legend": legend}


def line(rows: Sequence[Mapping[str, Any]], unit: str) -> dict[str, Any]:
    """Observations with their margins: ``period``, ``kind``, ``value``, ``margin`` (or None).

    Periods that are years lie apart as years do; others one after the other.
    """
    values = [_row(row) for row in rows]
    zero = min(row["low"] for row in values) <= max(row["high"] for row in values) / 2
    axis = {"titleAngle": 0, "titleAlign": "left", "titleAnchor": "end", "titleX": 0, "titleY": -10}
    scale = {"zero": zero, "nice": True, "padding": 0 if zero else 12}
    y = {"type": "quantitative", "scale": scale}
    named = {**y, "field": "value", "title": drawable(unit) or None, "axis": axis}
    seen = [{"filter": "datum.kind != 'target'"}]
    sure, aim = [{"filter": "datum.sure"}], [{"filter": "datum.kind == 'target'"}]
    bar = {"type": "rule", "color": ACCENT, "strokeWidth": 1.5}
    ring = {"type": "point", "shape": "diamond", "size": 120, "strokeWidth": 2.5, "color": INK}
    path = {"type": "line", "color": ACCENT, "strokeWidth": 2.5}
    dot = {"type": "point", "filled": True, "color": ACCENT, "size": 60, "opacity": 1}
    ends = {"y": {**y, "field": "low"}, "y2": {"field": "high"}}
    layers: list[dict[str, Any]] = [
        {"transform": seen + sure, "mark": bar, "encoding": ends},
        {"transform": seen, "mark": path, "encoding": {"y": named}},
        {"transform": seen, "mark": dot, "encoding": {"y": named}},
        {"transform": aim, "mark": ring, "encoding": {"y": named}},
    ]
    return _made(values, layers, {"x": _x(values)}, (440, 170))


def _row(row: Mapping[str, Any]) -> dict[str, Any]:
    value, margin = float(row["value"]), float(row["margin"] or 0)
    return {
        "period": drawable(row["period"]),
        "kind": row["kind"],
        "value": value,
        "low": value - margin,
        "high": value + margin,
        "sure": bool(margin),
    }


def _x(values: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    if not all(len(row["period"]) == 4 and row["period"].isdigit() for row in values):
        level = {"labelAngle": 0}
        return {"field": "period", "type": "ordinal", "sort": None, "title": None, "axis": level}
    years = sorted({int(row["period"]) for row in values})
    axis = {"format": "d", "values": years, "grid": False, "labelOverlap": "greedy"}
    scale = {"zero": False, "nice": False, "padding": 20}
    x = {"field": "period", "type": "quantitative", "title": None}
    return {**x, "axis": axis, "scale": scale}


def _made(
    values: list[dict[str, Any]],
    layers: list[dict[str, Any]],
    encoding: dict[str, Any],
    size: tuple[int, int],
) -> dict[str, Any]:
    resolved = {"scale": {"color": "independent", "fill": "independent"}}
    return {
        "$schema": "https://vega.github.io/schema/vega-lite/v5.json",
        "config": _LOOK,
        "data": {"values": values},
        "encoding": encoding,
        "layer": layers,
        "resolve": resolved,
        "width": size[0],
        "height": size[1],
    }


def svg(spec: Mapping[str, Any], language: str) -> str:
    """A drawing as SVG, with numbers as the language writes them."""
    return _svg(json.dumps(spec), "nl-NL" if language == "nl" else "en-GB")


@lru_cache(maxsize=64)
def _svg(spec: str, locale: Locale) -> str:
    _know_the_font()
    return str(vl_convert.vegalite_to_svg(json.loads(spec), format_locale=locale))


def png(spec: Mapping[str, Any], language: str) -> bytes:
    """A drawing as PNG, sharp enough to print."""
    drawn = svg(spec, language)
    return bytes(vl_convert.svg_to_png(drawn, scale=PNG_SCALE))


def size(drawing: str) -> tuple[float, float]:
    """The width and the height of a drawing as SVG."""
    found = re.match(r'<svg [^>]*?width="([\d.]+)" height="([\d.]+)"', drawing)
    return (float(found[1]), float(found[2])) if found else (FULL, FULL / 2)


# How wide a drawing is that fills the width of the page.
FULL = 620
# Dots of a PNG for each of a drawing; Word is told the size of the drawing.
PNG_SCALE = 3


@lru_cache(maxsize=1)
def _know_the_font() -> None:
    vl_convert.register_font_directory(str(FONTS))
