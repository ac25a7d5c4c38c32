"""Drawings of results in Vega-Lite: levels, changes and small multiples, each with its interval.

Each comes with its table and its sentences. Nothing hangs on colour: values are printed beside
their points, and shapes differ. Needs altair, and vl-convert to draw without a browser.

    drawn = level(results, "arop")
    drawn.chart, drawn.table, drawn.sentences, svg(drawn)
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from textwrap import wrap
from typing import Any, Literal, NamedTuple

import altair as alt
import vl_convert

from grondrecht.monitor.differences import Difference
from grondrecht.monitor.results import Result
from grondrecht.monitor.sentences import certainty, sentence, verdict
from grondrecht.monitor.tables import Table, change_table, level_table, remark, verdict_words
from grondrecht.monitor.wording import Words, decimals, finer

Chart = alt.LayerChart | alt.FacetChart
# Ink and soft ink have more than 7:1 on white; both are dark in grey print.
INK, SOFT, LINE = "#1d1b18", "#4b463e", "#dcd6c9"
WIDTH, ROW, SMALL = 360, 26, 150
COLUMNS = 3
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


class Drawn(NamedTuple):
    """A drawing with what says the same: its table, and a sentence for each row of it."""

    chart: alt.TopLevelMixin
    table: Table
    sentences: tuple[str, ...]
    words: Words


def svg(drawn: Drawn) -> str:
    """A drawing as SVG, with numbers as its language writes them."""
    locale: Literal["nl-NL", "en-GB"] = "nl-NL" if drawn.words.language == "nl" else "en-GB"
    return str(vl_convert.vegalite_to_svg(drawn.chart.to_dict(), format_locale=locale))


def level(results: Iterable[Result], indicator: str, words: Words | None = None) -> Drawn:
    """The level of an indicator in each domain: a point, its interval, and both in figures."""
    words = words or Words()
    own = [each for each in results if each.indicator == indicator]
    table = level_table(own, indicator, words)
    rows = [_level_row(each, words) for each in own]
    chart = _points(rows, table.columns[1].heading, _zero(rows))
    return _drawn(chart, table, own, words)


def change(found: Iterable[Difference], indicator: str, words: Words | None = None) -> Drawn:
    """The change of an indicator in each domain, beside a line at zero."""
    words = words or Words()
    own = [each for each in found if each.indicator == indicator]
    table = change_table(own, indicator, words)
    rows = [_change_row(each, words) for each in own]
    heading = next(column.heading for column in table.columns if column.decimals is not None)
    line = alt.Chart().mark_rule(color=INK, strokeDash=[4, 3], strokeWidth=1.5)
    zero = line.encode(x=alt.datum(0, type="quantitative"))
    return _drawn(alt.layer(zero, _points(rows, heading, True)), table, own, words)


def multiples(
    series: Mapping[str, Iterable[Result]], indicator: str, words: Words | None = None
) -> Drawn:
    """A small drawing for each domain, with the periods of ``series`` along the bottom.

    Whether anything changed between them is for ``differences`` to say; the drawing's sentences
    are those of the last period.
    """
    words = words or Words()
    by_period = {
        period: [each for each in results if each.indicator == indicator]
        for period, results in series.items()
    }
    rows = [
        {**_level_row(each, words), "period": period, "figure": _figure(each, words)}
        for period, own in by_period.items()
        for each in own
    ]
    last = list(by_period.values())[-1] if by_period else []
    table = _joined(by_period, indicator, words)
    heading = table.columns[2].heading
    for row in rows:
        row["group"] = "\n".join(wrap(row["group"], SMALL // 6))
    groups = list(dict.fromkeys(row["group"] for row in rows))
    # A header is one line, cut off where it is long; an array of lines is not.
    lines = alt.Header(labelExpr=r"split(datum.label, '\n')")
    facet = alt.Facet("group:N", sort=groups, title=None, header=lines)
    chart = alt.layer(*_small(heading, list(by_period), _zero(rows)), data=_data(rows))
    few = any(row["figure"].endswith("*") for row in rows)
    note = f"* {words.flag('few')}" if few else ""
    return _drawn(chart.facet(facet=facet, columns=COLUMNS), table, last, words, note)


def _figure(each: Result, words: Words) -> str:
    """The estimate in figures; one that rests on few people has a mark."""
    if each.flag == "withheld" or each.value is None:
        return ""
    return words.number(each.value, decimals(each.unit)) + ("*" if each.flag == "few" else "")


def _joined(by_period: Mapping[str, Sequence[Result]], indicator: str, words: Words) -> Table:
    """One table of all periods, with the period in front of each row."""
    first = level_table([each for own in by_period.values() for each in own], indicator, words)
    periods = [period for period, own in by_period.items() for _ in own]
    rows = tuple((period, *row) for period, row in zip(periods, first.rows, strict=True))
    heading = type(first.columns[0])(words.of("headings", "period"))
    return Table(first.title, (heading, *first.columns), rows)


def _level_row(each: Result, words: Words) -> dict[str, Any]:
    kind = certainty(each)
    shape = "few" if kind == "known" and each.flag == "few" else kind
    text = _figures(each, words, "value") if kind in ("known", "no_margin") else ""
    said = "; ".join(filter(None, (text, remark(each, words))))
    return _row(each, shape, words.group(each.domain), said, kind == "known")


def _change_row(each: Difference, words: Words) -> dict[str, Any]:
    kind = verdict(each)
    group = words.group(each.second)
    if each.first != each.second:
        group = f"{group} / {words.group(each.first)}"
    text = _figures(each, words, "change") if kind not in ("withheld", "unknown") else ""
    said = "; ".join(filter(None, (text, verdict_words(each, words))))
    return _row(each, kind, group, said, kind in ("fell", "rose", "unclear"))


def _row(
    each: Result | Difference, shape: str, group: str, said: str, sure: bool
) -> dict[str, Any]:
    hidden = each.flag == "withheld" or each.value is None
    return {
        "group": group,
        "value": None if hidden else each.value,
        "lower": each.lower if sure else None,
        "upper": each.upper if sure else None,
        "said": said,
        "shape": shape,
        "top": None if hidden else (each.upper if sure else each.value),
        "shown": not hidden,
        "sure": sure,
    }


def _figures(each: Result | Difference, words: Words, kind: Literal["value", "change"]) -> str:
    """The estimate and its interval in figures: ``18,0 % (14,8 tot 21,7)``."""
    signed = kind == "change"
    ends = [end for end in (each.lower, each.upper) if end is not None]
    more = finer(each.unit, *ends) if signed and len(ends) == 2 and min(ends) * max(ends) > 0 else 0
    text = words.quantity(each.value or 0.0, each.unit, kind, more, signed)
    if len(ends) < 2 or ends[0] >= ends[1]:
        return text
    lower, upper = (words.number(end, decimals(each.unit) + more, signed) for end in ends)
    return f"{text} ({words.of('words', 'between', lower=lower, upper=upper)})"


def _points(rows: Sequence[dict[str, Any]], heading: str, zero: bool) -> Chart:
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
    return alt.layer(*layers, data=_data(rows)).properties(width=WIDTH, height=height)


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


def _small(heading: str, periods: Sequence[str], zero: bool) -> list[alt.Chart]:
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


def _zero(rows: Sequence[Mapping[str, Any]]) -> bool:
    """Whether the axis begins at zero: it does, unless the values lie together far from it."""
    ends = [row[key] for row in rows for key in ("value", "lower", "upper") if row[key] is not None]
    return not ends or min(ends) <= max(ends) / 2


def _data(rows: Sequence[dict[str, Any]]) -> alt.InlineData:
    return alt.InlineData(values=list(rows))


def _drawn(
    chart: Chart,
    table: Table,
    found: Sequence[Result | Difference],
    words: Words,
    note: str = "",
) -> Drawn:
    title = alt.TitleParams(table.title, subtitle=note) if note else table.title
    sentences = tuple(sentence(each, words) for each in found)
    told = " ".join(sentences[:1]) or table.title
    made = chart.properties(title=title, description=told).configure(**LOOK)
    return Drawn(made, table, sentences, words)
