"""Drawings of results in Vega-Lite: levels, changes and small multiples, each with its interval.

Each comes with its table and its sentences. Nothing hangs on colour: values are printed beside
their points, and shapes differ. Needs altair, and vl-convert to draw without a browser.

    drawn = level(results, "arop")
    drawn.chart, drawn.table, drawn.sentences, svg(drawn)
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from textwrap import wrap
from typing import Literal, NamedTuple

import altair as alt
import vl_convert

from grondrecht.monitor.differences import Difference
from grondrecht.monitor.plot_marks import INK, LOOK, SMALL, Chart, from_zero, inline, points, small
from grondrecht.monitor.plot_rows import change_row, figure, level_row
from grondrecht.monitor.results import Result
from grondrecht.monitor.sentences import sentence
from grondrecht.monitor.tables import Table, change_table, level_table
from grondrecht.monitor.wording import Words

COLUMNS = 3


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
    rows = [level_row(each, words) for each in own]
    chart = points(rows, table.columns[1].heading, from_zero(rows))
    return _drawn(chart, table, own, words)


def change(found: Iterable[Difference], indicator: str, words: Words | None = None) -> Drawn:
    """The change of an indicator in each domain, beside a line at zero."""
    words = words or Words()
    own = [each for each in found if each.indicator == indicator]
    table = change_table(own, indicator, words)
    rows = [change_row(each, words) for each in own]
    heading = next(column.heading for column in table.columns if column.decimals is not None)
    line = alt.Chart().mark_rule(color=INK, strokeDash=[4, 3], strokeWidth=1.5)
    zero = line.encode(x=alt.datum(0, type="quantitative"))
    return _drawn(alt.layer(zero, points(rows, heading, True)), table, own, words)


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
        {**level_row(each, words), "period": period, "figure": figure(each, words)}
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
    chart = alt.layer(*small(heading, list(by_period), from_zero(rows)), data=inline(rows))
    few = any(row["figure"].endswith("*") for row in rows)
    note = f"* {words.flag('few')}" if few else ""
    return _drawn(chart.facet(facet=facet, columns=COLUMNS), table, last, words, note)


def _joined(by_period: Mapping[str, Sequence[Result]], indicator: str, words: Words) -> Table:
    """One table of all periods, with the period in front of each row."""
    first = level_table([each for own in by_period.values() for each in own], indicator, words)
    periods = [period for period, own in by_period.items() for _ in own]
    rows = tuple((period, *row) for period, row in zip(periods, first.rows, strict=True))
    heading = type(first.columns[0])(words.of("headings", "period"))
    return Table(first.title, (heading, *first.columns), rows)


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
