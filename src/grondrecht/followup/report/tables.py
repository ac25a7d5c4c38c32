"""Tables and drawings that several parts of a report have."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from typing import Any

from grondrecht.followup.report import charts
from grondrecht.followup.report.blocks import Chart, Column, Table
from grondrecht.followup.report.counting import NONE, Copy, Report, status_of, statuses
from grondrecht.followup.report.words import Words

Names = Sequence[tuple[str, str]]
Row = dict[str, Any]


def status_names(copy: Copy, say: Words) -> dict[str, str]:
    """The names of the statuses by key, and that of no answer."""
    return {each["key"]: say.named(each) for each in statuses(copy)} | {NONE: say("unanswered")}


def answered_names(copy: Copy, say: Words) -> dict[str, str]:
    """As status_names, without that of no answer where every report has one."""
    names = status_names(copy, say)
    if all(status_of(report) != NONE for report in copy["reports"]):
        del names[NONE]
    return names


def counts_of(caption: str, names: Names, found: Counter[str], heading: str, say: Words) -> Table:
    """How many there are of each, their share, and the total."""
    whole = sum(found[key] for key, _ in names)
    rows = [(name, say.number(found[key]), say.percent(found[key], whole)) for key, name in names]
    columns = (
        Column(heading, 3),
        Column(say("count"), 1, True),
        Column(say("share"), 1, True),
    )
    whole_row = (say("total"), say.number(whole), say.percent(whole, whole))
    return Table(caption, columns, (*rows, whole_row), total=True)


def crossed(
    caption: str,
    heads: Sequence[tuple[str, Iterable[Row]]],
    names: Names,
    of: Callable[[Row], str],
    heading: str,
    say: Words,
) -> Table:
    """A row for each of ``heads`` with how many of its things have each of ``names``; totals."""
    found = [(head, Counter(map(of, things))) for head, things in heads]
    sums = sum((counts for _, counts in found), Counter[str]())
    used = [(key, name) for key, name in names if sums[key]]
    lines = [*found, (say("total"), sums)]
    rows = tuple(
        (head, *(say.number(counts[key]) for key, _ in used), say.number(counts.total()))
        for head, counts in lines
    )
    width = 7 / (len(used) + 1)
    numbers = [Column(name, width, True) for _, name in [*used, ("", say("total"))]]
    return Table(caption, (Column(heading, 2.6), *numbers), rows, total=True)


def bar_chart(caption: str, alt_key: str, rows: Sequence[tuple[str, int]], say: Words) -> Chart:
    """Bars, with what they show in words."""
    values = "; ".join(f"{name}: {say.number(count)}" for name, count in rows)
    return Chart(caption, say(alt_key, values=values), charts.bars(rows))


def action_name(report: Report) -> str:
    """The code and the title of an action, on two lines."""
    return f"{report['code']}\n{report['title']}".strip()


def rows_of(rows: Iterable[Sequence[str]]) -> tuple[tuple[str, ...], ...]:
    """Rows as a table has them."""
    return tuple(tuple(row) for row in rows)


def lines(*texts: object) -> str:
    """The texts that hold anything, one on each line."""
    return "\n".join(str(text) for text in texts if text)
