"""Part 3 of a report: the poverty monitor."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from grondrecht.followup.report import charts
from grondrecht.followup.report.blocks import Block, Chart, Column, Heading, Paragraph, Table
from grondrecht.followup.report.counting import Copy
from grondrecht.followup.report.tables import rows_of
from grondrecht.followup.report.words import Words, is_number

Indicator = Mapping[str, Any]


def monitor_part(copy: Copy, say: Words) -> Iterator[Block]:
    """Each indicator with its observations, drawn and as a table."""
    yield Heading(1, say("part_monitor"), new_page=True)
    yield Paragraph(say("monitor_text", n=len(copy["monitor"])))
    if not copy["monitor"]:
        return
    yield Paragraph(say("monitor_margin_note"), "note")
    yield from synthetic_note(copy["monitor"], say)
    yield Heading(2, say("monitor_overview"))
    yield _overview(copy, say)
    for indicator in copy["monitor"]:
        yield from _indicator(indicator, say)


def synthetic_note(monitor: Iterable[Indicator], say: Words) -> Iterator[Block]:
    """That figures were made up, where any were; a copy of before that was known says nothing."""
    rows = [row for each in monitor for row in each["observations"]]
    if any(row.get("synthetic") for row in rows):
        yield Paragraph(say("monitor_synthetic"), "note")


def _overview(copy: Copy, say: Words) -> Table:
    heads = ("indicator", "unit", "monitor_first", "monitor_last", "monitor_better")
    widths = (3.6, 2, 1.9, 1.9, 1)
    columns = tuple(Column(say(key), width) for key, width in zip(heads, widths, strict=True))
    rows = [
        (say.named(each), each["unit"], *ends(each, say), say.one_of("better", each["better"]))
        for each in copy["monitor"]
    ]
    return Table(say("monitor_overview_table"), columns, rows_of(rows))


def observed(indicator: Indicator) -> list[Mapping[str, Any]]:
    """What was observed of everyone and may be shown, without what is aimed at."""
    rows = [row for row in indicator["observations"] if is_number(row["value"])]
    return [row for row in rows if row["kind"] != "target" and not row["group"]]


def ends(indicator: Indicator, say: Words) -> tuple[str, str]:
    """The first and the last observation in words."""
    rows = observed(indicator)
    if not rows:
        return "", ""
    first, last = (
        say("monitor_in", value=with_margin(row, say), period=row["period"])
        for row in (rows[0], rows[-1])
    )
    return first, last


def with_margin(row: Mapping[str, Any], say: Words) -> str:
    """A value, with its margin of error where that is known."""
    value = say.number(row["value"])
    if not is_number(row["margin"]):
        return value
    return say("monitor_with_margin", value=value, margin=say.number(row["margin"]))


def _indicator(indicator: Indicator, say: Words) -> Iterator[Block]:
    name = say.named(indicator)
    rows = indicator["observations"]
    yield Heading(2, name)
    if not rows:
        yield Paragraph(say("nothing"))
        return
    drawable = [row for row in rows if is_number(row["value"]) and not row["group"]]
    if drawable:
        values = "; ".join(f"{row['period']}: {with_margin(row, say)}" for row in drawable)
        words = say("monitor_alt", name=name, unit=indicator["unit"], values=values)
        yield Chart(name, words, charts.line(drawable, indicator["unit"]))
    yield Table(
        say("monitor_table", name=name), _columns(say), rows_of(_cells(r, say) for r in rows)
    )


def _columns(say: Words) -> tuple[Column, ...]:
    widths = {"group": 1.8, "period": 1.3, "kind": 1.6, "value": 1.2, "margin": 1.2, "source": 2.6}
    return tuple(
        Column(say(key), width, key in ("value", "margin")) for key, width in widths.items()
    )


def _cells(row: Mapping[str, Any], say: Words) -> tuple[str, ...]:
    return (
        row["group"] or say("everyone"),
        row["period"],
        say.one_of("observation", row["kind"]),
        "–" if row["value"] is None else say.number(row["value"]),
        f"± {say.number(row['margin'])}" if is_number(row["margin"]) else "",
        row["source"] or "",
    )
