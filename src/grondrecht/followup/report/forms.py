"""The annexes of a report: the form of each action, the inventory of rights, how it was made."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from grondrecht.followup.report.actions_part import (
    committed,
    involvement_columns,
    involvement_rows,
    message_of,
    next_step,
)
from grondrecht.followup.report.blocks import (
    Block,
    Bullets,
    Column,
    Facts,
    Heading,
    Paragraph,
    Table,
)
from grondrecht.followup.report.counting import COMPLETIONS, NONE, Copy, Report, grouped, status_of
from grondrecht.followup.report.tables import lines, rows_of, status_names
from grondrecht.followup.report.tests_part import said
from grondrecht.followup.report.words import Words
from grondrecht.writing.printed import unbroken


def forms(copy: Copy, say: Words) -> Iterator[Block]:
    """The form of every action, under the heading of its right."""
    yield Heading(1, say("annex_forms"), new_page=True)
    yield Paragraph(say("annex_forms_text"))
    names = status_names(copy, say)
    for right, reports in grouped(copy, "right"):
        yield Heading(2, f"{right['code']} {say.named(right)}".strip())
        for report in reports:
            yield Heading(3, f"{report['code']} {report['title']}".strip())
            yield Facts(tuple(_facts(report, names, say)))
            yield from _tables(report, say)


def _facts(report: Report, names: Mapping[str, str], say: Words) -> Iterator[tuple[str, str]]:
    answer = report["answer"]
    silent = status_of(report) == NONE
    pairs = (
        ("status", say("form_no_answer") if silent else names[status_of(report)]),
        ("kind", say.one_of("kind", answer.get("kind")) if answer.get("kind") else ""),
        ("reason", answer.get("reason")),
        ("mark", lines(*(message_of(mark, say) for mark in report["honesty"]))),
        ("cabinet", ", ".join(report["cabinets"])),
        ("administration", ", ".join(report["administrations"])),
        ("form_summary", unbroken(report["summary"])),
        ("committed", committed(report, say)),
        ("form_news", answer.get("news")),
        ("next_step", next_step(report, say) or ("" if silent else say("no_next_step"))),
        ("form_no_involvement", answer.get("no_involvement")),
    )
    for key, value in pairs:
        if value:
            yield say(key), str(value)


def _tables(report: Report, say: Words) -> Iterator[Block]:
    answer = report["answer"]
    for label, columns, rows in (
        (
            "form_milestones",
            _columns(say, period=1.6, form_promised=4, form_done=4),
            _done(answer, say),
        ),
        ("form_values", _value_columns(say), _values(answer, say)),
        ("form_money", _money_columns(say), _money(answer, say)),
        ("involvement", involvement_columns(say), involvement_rows(report, say)),
        (
            "form_findings",
            _columns(say, who=2, completion=1.4, what=4, form_reply=3),
            _findings(report, say),
        ),
    ):
        held = rows_of(rows)
        if held:
            yield Paragraph(say(label), "label")
            yield Table("", columns, held)


def _columns(say: Words, **widths: float) -> tuple[Column, ...]:
    return tuple(Column(say(key), width) for key, width in widths.items())


def _value_columns(say: Words) -> tuple[Column, ...]:
    first, *rest = _columns(say, indicator=3, period=1.5, value=1.5, unit=2, note=2.5)
    period, value, *others = rest
    return first, period, Column(value.label, value.width, True), *others


def _money_columns(say: Words) -> tuple[Column, ...]:
    year, amount, words = _columns(say, year=1, amount=2, spent_on=5)
    return year, Column(amount.label, amount.width, True), words


def _done(answer: Mapping[str, Any], say: Words) -> Iterator[tuple[str, ...]]:
    for row in answer.get("milestones", ()):
        yield row["period"], unbroken(row["promised"]), row["done"] or say("form_not_done")


def _values(answer: Mapping[str, Any], say: Words) -> Iterator[tuple[str, ...]]:
    for row in answer.get("values", ()):
        value = say.number(row["value"])
        yield row["indicator"], row["period"], value, row["unit"], row["note"]


def _money(answer: Mapping[str, Any], say: Words) -> Iterator[tuple[str, ...]]:
    for row in answer.get("spent", ()):
        yield str(row["year"]), say.money(row["amount"], row["currency"]), row["words"]


def _findings(report: Report, say: Words) -> Iterator[tuple[str, ...]]:
    for each in report["findings"]:
        evidence = "; ".join(
            " ".join(filter(None, (one["text"], one["address"]))) for one in each["evidence"]
        )
        yield (
            lines(each["party"], say.day(each["made_on"])),
            say.one_of("completion", each["completion"]),
            lines(each["text"], say("form_evidence", evidence=evidence) if evidence else ""),
            lines(*(f"{reply['party']}: {reply['text']}" for reply in each["replies"])),
        )


def measures(copy: Copy, say: Words) -> Iterator[Block]:
    """The inventory of rights and social corrections."""
    yield Heading(1, say("annex_measures"), new_page=True)
    held = copy["measures"]
    yield Paragraph(say("annex_measures_text", n=len(held)))
    if not held:
        return
    columns = _columns(say, measure=2.6, kind=1.5, automatic=1.3, obstacles=2.4, conditions=3)
    rows = [
        (
            say.named(each),
            say.one_of("measure", each["kind"]),
            said(each["automatic"], say),
            each["obstacles"] or "",
            lines(*map(_condition, each["conditions"])),
        )
        for each in held
    ]
    yield Table(say("annex_measures_table"), columns, rows_of(rows))
    counted = [(each, row) for each in held for row in each["figures"]]
    if counted:
        figures = rows_of(_figures(each, row, say) for each, row in counted)
        yield Table(say("annex_figures_table"), _figure_columns(say), figures)


def _condition(row: Mapping[str, str]) -> str:
    return ": ".join(filter(None, (row["about"], row["words"])))


def _figure_columns(say: Words) -> tuple[Column, ...]:
    heads = _columns(say, measure=2.4, year=0.9, persons=1.3, paid=1.6, cost=1.4, benefit=1.4)
    numbers = (Column(each.label, each.width, True) for each in heads[2:])
    return *heads[:2], *numbers, Column(say("source"), 1.6)


def _figures(each: Mapping[str, Any], row: Mapping[str, Any], say: Words) -> tuple[str, ...]:
    money = (say.money(row[key]) for key in ("money", "cost", "benefit"))
    return (
        say.named(each),
        str(row["year"] or row["period"]),
        say.number(row["persons"]),
        *money,
        row["source"] or "",
    )


def about(copy: Copy, say: Words) -> Iterator[Block]:
    """How the report was made: what is counted, by which words, from which log."""
    yield Heading(1, say("annex_about"))
    away = [say.named(each) for each in copy["round"]["statuses"] if each["deviates"]]
    steps = ", ".join(say.one_of("completion", key) for key in COMPLETIONS)
    log = copy["log"]
    known = (say("about_log", last=log["last"], sha256=log["sha256"]),) if log else ()
    yield Bullets(
        (
            say("about_counts"),
            say("about_statuses", statuses=", ".join(away)),
            say("about_completion", steps=steps),
            say("about_names"),
            say("about_data"),
            *known,
        )
    )
