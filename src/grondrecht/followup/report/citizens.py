"""The report of a round on two pages for everybody, in plain words.

It has the same counts as the whole report. What a plan can have any number of is cut short here, so
that two pages are always enough.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from textwrap import shorten

from grondrecht.followup.report.blocks import (
    Block,
    Bullets,
    Column,
    Content,
    Heading,
    Paragraph,
    Table,
)
from grondrecht.followup.report.content import furniture, is_frozen, moment
from grondrecht.followup.report.counting import (
    COMPLETIONS,
    Copy,
    counted,
    deviating,
    findings,
    grouped,
    shares,
)
from grondrecht.followup.report.monitor_part import ends, observed, synthetic_note
from grondrecht.followup.report.summary import MET, TESTED
from grondrecht.followup.report.tables import answered_names, bar_chart
from grondrecht.followup.report.words import Words

# The most of each that two pages have room for, and the longest name in characters.
_STATUSES, _RIGHTS, _INDICATORS = 8, 11, 3
_NAME, _PLAN, _STEP = 60, 90, 24


def citizens(copy: Copy, language: str) -> Content:
    """The two pages; ``copy`` is of the format grondrecht-round/1."""
    say = Words(language)
    return Content(
        title=say("citizens_title"),
        subtitle=_short(say.named(copy["round"]), _PLAN),
        front=(),
        language=language,
        author=str(copy["plan"].get("government") or ""),
        made=moment(copy["frozen_at"]),
        mark="" if is_frozen(copy) else say("draft"),
        words=furniture(say),
        blocks=tuple(_blocks(copy, say)),
    )


def _short(text: str, most: int) -> str:
    """A name cut to a length; a long word within it is cut too."""
    short = shorten(text, most, placeholder="…")
    return short if short != "…" else f"{text.split()[0][: most - 1]}…"


def _blocks(copy: Copy, say: Words) -> Iterator[Block]:
    """The first page is what was done, the second for which rights and with what effect."""
    plan, last = _short(say.named(copy["plan"]), _PLAN), say.day(copy["round"]["last_day"])
    yield Paragraph(say("citizens_lead", plan=plan, last=last), "lead")
    yield Heading(1, say("citizens_statuses"))
    yield Paragraph(say("citizens_actions", n=len(copy["reports"])))
    if copy["reports"]:
        yield from _statuses(copy, say)
    yield Heading(1, say("citizens_findings"))
    yield Paragraph(_found(copy, say))
    yield Heading(1, say("citizens_talks"))
    yield Paragraph(_talks(copy, say))
    yield Heading(1, say("citizens_tests"))
    done = sum(test["state"] in TESTED for test in copy["tests"])
    yield Paragraph(say("citizens_tests_text", n=len(copy["tests"]), done=done))
    if copy["reports"]:
        yield from _rights(copy, say)
    yield from _monitor(copy, say)
    yield Heading(1, say("citizens_more"))
    yield Paragraph(say("citizens_more_text"))


def _statuses(copy: Copy, say: Words) -> Iterator[Block]:
    found = counted(copy["reports"])
    rows = [(_short(name, _STEP), found[key]) for key, name in answered_names(copy, say).items()]
    rows = _most([row for row in rows if row[1]], _STATUSES, say)
    yield Paragraph(say("citizens_statuses_text"))
    yield bar_chart(say("summary_statuses"), "summary_statuses_alt", rows, say)
    marked = sum(bool(report["honesty"]) for report in copy["reports"])
    sentences = say("citizens_deviating", n=len(deviating(copy))), say("citizens_marks", n=marked)
    yield Paragraph(" ".join(filter(None, sentences)))


def _most(rows: Sequence[tuple[str, int]], most: int, say: Words) -> list[tuple[str, int]]:
    """The rows, of which those past the most are put together."""
    if len(rows) <= most:
        return list(rows)
    rest = sum(count for _, count in rows[most - 1 :])
    return [*rows[: most - 1], (say("citizens_others"), rest)]


def _found(copy: Copy, say: Words) -> str:
    steps = counted({"answer": {"status": each["completion"]}} for _, each in findings(copy))
    told = [
        say("citizens_step", n=steps[key], step=say.one_of("completion", key))
        for key in COMPLETIONS
        if steps[key]
    ]
    return say("citizens_findings_text", n=steps.total(), steps=", ".join(told))


def _rights(copy: Copy, say: Words) -> Iterator[Block]:
    yield Heading(1, say("citizens_rights"), new_page=True)
    yield Paragraph(say("citizens_rights_text"))
    groups = [
        (_short(say.named(right), _STEP + 16), shares(copy, held))
        for right, held in grouped(copy, "right")
    ]
    names = ("actions", "as_promised", "citizens_otherwise", "unanswered")
    columns = [Column(say("right"), 2.8), *(Column(say(name), 1.3, True) for name in names)]
    if len(groups) > _RIGHTS:
        rest = [sum(counts) for counts in zip(*(c for _, c in groups[_RIGHTS - 1 :]), strict=True)]
        groups = [*groups[: _RIGHTS - 1], (say("citizens_others"), (rest[0], rest[1], rest[2]))]
    whole = shares(copy, copy["reports"])
    rows = tuple(
        (name, say.number(sum(counts)), *map(say.number, counts))
        for name, counts in [*groups, (say("total"), whole)]
    )
    yield Table(say("citizens_rights_table"), tuple(columns), rows, total=True)


def _monitor(copy: Copy, say: Words) -> Iterator[Block]:
    known = [each for each in copy["monitor"] if observed(each)]
    yield Heading(1, say("citizens_monitor"))
    yield Paragraph(say("citizens_monitor_text", n=len(known)))
    if not known:
        return
    yield from synthetic_note(known, say)
    sentences = []
    for each in known[:_INDICATORS]:
        first, last = (_short(end, _NAME) for end in ends(each, say))
        key = "citizens_indicator" if len(observed(each)) > 1 else "citizens_indicator_once"
        name, unit = _short(say.named(each), _NAME), _short(each["unit"], _STEP)
        sentences.append(say(key, name=name, unit=unit, first=first, last=last))
    if len(known) > _INDICATORS:
        sentences.append(say("citizens_indicators_more", n=len(known) - _INDICATORS))
    yield Bullets(tuple(sentences))


def _talks(copy: Copy, say: Words) -> str:
    met = sum(each["state"] in MET for each in copy["consultations"])
    took_part = sum(bool(report["answer"].get("involvement")) for report in copy["reports"])
    return f"{say('citizens_talks_text', n=met)} {say('citizens_involved', n=took_part)}"
