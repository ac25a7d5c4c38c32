"""Part 1 of a report: the state of the actions."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import groupby

from grondrecht.followup.report.blocks import Block, Column, Heading, Paragraph, Table
from grondrecht.followup.report.counting import (
    COMPLETIONS,
    NONE,
    Copy,
    Report,
    counted,
    deviating,
    findings,
    grouped,
    marks,
    spent,
    status_of,
    unanswered,
)
from grondrecht.followup.report.instruments_part import instruments_part
from grondrecht.followup.report.tables import (
    action_name,
    answered_names,
    bar_chart,
    counts_of,
    crossed,
    lines,
    rows_of,
    status_names,
)
from grondrecht.followup.report.words import Words
from grondrecht.writing.printed import unbroken


def actions_part(copy: Copy, say: Words) -> Iterator[Block]:
    """All that the round says of the actions, and what others found, apart."""
    yield Heading(1, say("part_actions"), new_page=True)
    for section in _SECTIONS:
        yield from section(copy, say)


def _all(copy: Copy, say: Words) -> Iterator[Block]:
    yield Heading(2, say("all_actions"))
    yield Paragraph(say("all_actions_text"))
    kinds = {
        "measure": say("kind_measure"),
        "project": say("kind_project"),
        "": say("without_kind"),
    }
    heads = [
        (name, [report for report in copy["reports"] if status_of(report) == key])
        for key, name in answered_names(copy, say).items()
    ]
    caption = say("all_actions_table")
    yield crossed(caption, heads, list(kinds.items()), _kind_of, say("status"), say)


def _kind_of(report: Report) -> str:
    return str(report["answer"].get("kind") or "")


def _per(field: str) -> Callable[[Copy, Words], Iterator[Block]]:
    """A section with the statuses by right or by office."""

    def section(copy: Copy, say: Words) -> Iterator[Block]:
        yield Heading(2, say(f"per_{field}"))
        yield Paragraph(say(f"per_{field}_text"))
        heads = [
            (lines(f"{row['code']} {say.named(row)}", row.get("holder")), held)
            for row, held in grouped(copy, field)
        ]
        names = list(answered_names(copy, say).items())
        yield crossed(say(f"per_{field}_table"), heads, names, status_of, say(field), say)

    return section


def _deviations(copy: Copy, say: Words) -> Iterator[Block]:
    yield Heading(2, say("deviations"))
    found = deviating(copy)
    yield Paragraph(say("deviations_text", n=len(found)))
    if not found:
        return
    names = status_names(copy, say)
    heads = (say("action"), say("status"), say("reason"), say("next_step"))
    columns = tuple(Column(*pair) for pair in zip(heads, (3, 1.6, 3.4, 2.6), strict=True))
    rows = [
        (
            action_name(report),
            names[status_of(report)],
            report["answer"].get("reason") or say("no_reason"),
            next_step(report, say) or say("no_next_step"),
        )
        for report in found
    ]
    yield Table(say("deviations_table"), columns, rows_of(rows))


def next_step(report: Report, say: Words) -> str:
    """The next dated step of an action; empty where there is none."""
    answer = report["answer"]
    day = say.day(answer.get("next_on"))
    return ": ".join(text for text in (day, answer.get("next_step")) if text)


def _beside(copy: Copy, say: Words) -> Iterator[Block]:
    yield Heading(2, say("beside"))
    found = findings(copy)
    yield Paragraph(say("beside_text", n=len(found)))
    if not found:
        return
    names = [(key, say.one_of("completion", key)) for key in COMPLETIONS]
    counts = counted(({"answer": {"status": each["completion"]}} for _, each in found))
    rows = [(name, counts[key]) for key, name in names]
    yield bar_chart(say("beside_counts"), "beside_counts_alt", rows, say)
    yield counts_of(say("beside_counts"), names, counts, say("completion"), say)
    heads = (say("action"), say("administration_says"), say("who"), say("others_found"))
    columns = tuple(Column(*pair) for pair in zip(heads, (2.6, 2.2, 1.9, 3.6), strict=True))
    yield Table(say("beside_table"), columns, rows_of(_found(copy, say)))


def _found(copy: Copy, say: Words) -> Iterator[tuple[str, ...]]:
    """A row for each finding; the action and what its administration says stand before it."""
    statuses = status_names(copy, say)
    for report, each in findings(copy):
        says = lines(statuses[status_of(report)], report["answer"].get("reason"))
        step = say.one_of("completion", each["completion"])
        yield action_name(report), says, lines(each["party"], step), each["text"]


def _marks(copy: Copy, say: Words) -> Iterator[Block]:
    yield Heading(2, say("marks"))
    found = marks(copy)
    marked = {report["code"] for pairs in found.values() for report, _ in pairs}
    yield Paragraph(say("marks_text", n=len(marked)))
    if not found:
        return
    columns = (
        Column(say("rule"), 2.4),
        Column(say("mark_count"), 1, True),
        Column(say("marked_actions"), 6.6),
    )
    rows = [
        (say.one_of("rule", rule), str(len(codes)), ", ".join(codes))
        for rule, pairs in found.items()
        if (codes := list(dict.fromkeys(report["code"] for report, _mark in pairs)))
    ]
    yield Table(say("marks_table"), columns, rows_of(rows))
    yield Paragraph(say("marks_where"), "note")


def message_of(mark: Report, say: Words) -> str:
    """What a rule says of a report."""
    english = mark.get("message_en") if say.language == "en" else ""
    return str(english or mark["message"])


def _money(copy: Copy, say: Words) -> Iterator[Block]:
    yield Heading(2, say("money"))
    found = [report for report in copy["reports"] if report["answer"].get("spent")]
    yield Paragraph(say("money_text", n=len(found)))
    if not found:
        return
    columns = (Column(say("year"), 1), Column(say("amount"), 2, True))
    sums = [(str(year), say.money(sum_, unit)) for (year, unit), sum_ in spent(found).items()]
    yield Table(say("money_years"), columns, rows_of(sums))
    heads = (say("action"), say("committed"), say("spent"))
    wide = tuple(Column(*pair) for pair in zip(heads, (3.6, 3.6, 2.8), strict=True))
    rows = [(action_name(r), committed(r, say), spent_lines(r, say)) for r in found]
    yield Table(say("money_table"), wide, rows_of(rows))


def committed(report: Report, say: Words) -> str:
    """The commitment of an action in the words of the plan."""
    return unbroken(report.get("budget") or "") or say("no_commitment")


def spent_lines(report: Report, say: Words) -> str:
    """The money spent on an action, a line for each year and currency."""
    return lines(
        *(f"{year}: {say.money(sum_, unit)}" for (year, unit), sum_ in spent([report]).items())
    )


def _involvement(copy: Copy, say: Words) -> Iterator[Block]:
    yield Heading(2, say("involvement"))
    found = [report for report in copy["reports"] if report["answer"].get("involvement")]
    yield Paragraph(say("involvement_text", n=len(found)))
    without = sum(bool(r["answer"].get("no_involvement")) for r in copy["reports"])
    if without:
        yield Paragraph(say("not_involved_text", n=without))
    if found:
        rows = [(action_name(r), *row) for r in found for row in involvement_rows(r, say)]
        first = Column(say("action"), 2.6)
        columns = (first, *involvement_columns(say))
        yield Table(say("involvement_table"), columns, rows_of(rows))


def involvement_columns(say: Words) -> tuple[Column, ...]:
    """The columns of who took part."""
    heads = (say("who"), say("phase"), say("said"), say("outcome"))
    return tuple(Column(*pair) for pair in zip(heads, (2, 1.6, 2.4, 2.4), strict=True))


def involvement_rows(report: Report, say: Words) -> Iterator[tuple[str, ...]]:
    """Who took part in an action, when, what they said and what was done with it."""
    for row in report["answer"].get("involvement", ()):
        not_done = say("not_done", why=row["why_not"]) if row.get("why_not") else ""
        phase = say.one_of("phase", row.get("phase") or "")
        yield row["who"], phase, row.get("said", ""), lines(row.get("outcome"), not_done)


def _not_answered(copy: Copy, say: Words) -> Iterator[Block]:
    yield Heading(2, say("not_answered"))
    found = unanswered(copy["reports"])
    yield Paragraph(say("not_answered_text", n=len(found)))
    if found:
        columns = (Column(say("administration"), 3), Column(say("actions"), 5))
        ordered = sorted(found, key=_answers_for)
        groups = groupby(ordered, _answers_for)
        rows = [
            (name, lines(*(f"{r['code']} {r['title']}" for r in held))) for name, held in groups
        ]
        yield Table(say("not_answered_table"), columns, rows_of(rows))


def _answers_for(report: Report) -> str:
    return ", ".join(report["administrations"] or report["cabinets"]) or NONE


_SECTIONS = (
    _all,
    _per("right"),
    _per("office"),
    _deviations,
    _beside,
    _marks,
    _money,
    _involvement,
    _not_answered,
    instruments_part,
)
