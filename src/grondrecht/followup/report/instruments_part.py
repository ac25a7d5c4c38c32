"""What the actions of a round are about: systems, data sets, formulas, instruments and rights."""

from __future__ import annotations

from collections.abc import Iterator

from grondrecht.followup.report.blocks import Block, Column, Heading, Paragraph, Table
from grondrecht.followup.report.counting import Copy, status_of
from grondrecht.followup.report.tables import lines, status_names
from grondrecht.followup.report.words import Words


def instruments_part(copy: Copy, say: Words) -> Iterator[Block]:
    """Each instrument that the round covers, with the state of the actions that speak of it.

    A copy from before rounds covered instruments has none, and nothing is said of them.
    """
    if "instruments" not in copy:
        return
    yield Heading(2, say("instruments"))
    yield Paragraph(say("instruments_text", n=len(copy["instruments"])))
    if copy["instruments"]:
        heads = (say("instrument"), say("kind"), say("instrument_actions"))
        columns = tuple(Column(*pair) for pair in zip(heads, (4, 1.6, 4), strict=True))
        rows = tuple(
            (name, kind, lines(*(f"{code}: {status}" for code, status in actions)))
            for name, kind, actions in instrument_rows(copy, say)
        )
        yield Table(say("instruments_table"), columns, rows)


def instrument_rows(copy: Copy, say: Words) -> Iterator[tuple[str, str, list[tuple[str, str]]]]:
    """The name and the kind of each instrument, and its actions, each with its status."""
    names = status_names(copy, say)
    found = {report["code"]: names[status_of(report)] for report in copy["reports"]}
    for each in copy.get("instruments", ()):
        actions = [(code, found.get(code, say("not_asked"))) for code in each["actions"]]
        yield say.named(each), say.one_of("instrument", each["kind"]), actions
