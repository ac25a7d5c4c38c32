"""The summary of a report: its counts in sentences and in drawings."""

from __future__ import annotations

from collections.abc import Iterator

from grondrecht.followup.report import charts
from grondrecht.followup.report.blocks import Block, Bullets, Chart, Heading, Paragraph
from grondrecht.followup.report.counting import (
    Copy,
    counted,
    deviating,
    findings,
    grouped,
    shares,
    unanswered,
)
from grondrecht.followup.report.tables import answered_names, bar_chart, counts_of
from grondrecht.followup.report.words import Words

TESTED = ("done", "evaluated")
MET = ("held", "published")


def summary(copy: Copy, say: Words) -> Iterator[Block]:
    """What the round comes to."""
    yield Heading(1, say("summary"), new_page=True)
    yield Paragraph(lead(copy, say), "lead")
    yield Bullets(tuple(sentences(copy, say)))
    if copy["reports"]:
        yield from _statuses(copy, say)
        yield from _rights(copy, say)


def lead(copy: Copy, say: Words) -> str:
    """What the report is about, and how many actions it asked about."""
    days = {key: say.day(copy["round"][f"{key}_day"]) for key in ("first", "last")}
    return say("summary_lead", n=len(copy["reports"]), plan=say.named(copy["plan"]), **days)


def _statuses(copy: Copy, say: Words) -> Iterator[Block]:
    yield Heading(2, say("summary_statuses"))
    names = list(answered_names(copy, say).items())
    found = counted(copy["reports"])
    rows = [(name, found[key]) for key, name in names]
    yield bar_chart(say("summary_statuses"), "summary_statuses_alt", rows, say)
    yield counts_of(say("summary_statuses"), names, found, say("status"), say)


def sentences(copy: Copy, say: Words) -> Iterator[str]:
    """One sentence for each thing that is counted."""
    reports = copy["reports"]
    if reports:
        yield say("summary_answered", n=len(reports) - len(unanswered(reports)), all=len(reports))
        yield say("summary_deviating", n=len(deviating(copy)))
        yield say("summary_marks", n=sum(bool(report["honesty"]) for report in reports))
        with_some = sum(bool(report["findings"]) for report in reports)
        actions = say("some_actions", n=with_some)
        yield say("summary_findings", n=len(findings(copy)), actions=actions)
        took_part = sum(bool(report["answer"].get("involvement")) for report in reports)
        yield say("summary_involved", n=took_part)
    done = sum(test["state"] in TESTED for test in copy["tests"])
    yield say("summary_tests", n=len(copy["tests"]), done=done)
    yield say("summary_consultations", n=sum(c["state"] in MET for c in copy["consultations"]))


def _rights(copy: Copy, say: Words) -> Iterator[Block]:
    yield Heading(2, say("summary_per_right"))
    names = [say("as_promised"), say("deviates"), say("unanswered")]
    rows = [(say.named(right), shares(copy, held)) for right, held in grouped(copy, "right")]
    kept = names if any(counts[2] for _, counts in rows) else names[:2]
    values = "; ".join(
        f"{name}: {', '.join(map(say.number, counts[: len(kept)]))}" for name, counts in rows
    )
    spec = charts.shares(rows, kept)
    yield Chart(say("summary_rights"), say("summary_rights_alt", values=values), spec)
