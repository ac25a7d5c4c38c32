"""Part 2 of a report: the poverty tests."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from grondrecht.followup.report.blocks import Block, Column, Heading, Paragraph, Table
from grondrecht.followup.report.counting import Copy
from grondrecht.followup.report.tables import crossed, lines, rows_of
from grondrecht.followup.report.words import Words

Test = Mapping[str, Any]
STATES = ("listed", "scanned", "needed", "not_needed", "done", "evaluated")


def tests_part(copy: Copy, say: Words) -> Iterator[Block]:
    """How many dossiers there were, what was decided, and what became of it."""
    yield Heading(1, say("part_tests"), new_page=True)
    yield Paragraph(say("tests_text"))
    yield from _counts(copy, say)
    if copy["tests"]:
        yield from _dossiers(copy, say)
        yield from _knowledge(copy, say)
        yield from _rights(copy, say)


def _counts(copy: Copy, say: Words) -> Iterator[Block]:
    tests = copy["tests"]
    yield Heading(2, say("tests_counts"))
    yield Paragraph(say("tests_counts_text", n=len(tests)))
    if not tests:
        return
    names = [(state, say.one_of("test_state", state)) for state in STATES]
    years = sorted({test["year"] for test in tests})
    by_year = [(str(year), [t for t in tests if t["year"] == year]) for year in years]
    caption = say("tests_counts_table")
    yield crossed(caption, by_year, names, _state_of, say("year"), say)
    offices = {row["code"]: f"{row['code']} {say.named(row)}" for row in copy["offices"]}
    used = sorted({str(test["office"] or "") for test in tests})
    by_office = [
        (offices.get(code, code), [t for t in tests if str(t["office"] or "") == code])
        for code in used
    ]
    yield crossed(say("tests_offices_table"), by_office, names, _state_of, say("office"), say)


def _state_of(test: Test) -> str:
    return str(test["state"])


def _dossiers(copy: Copy, say: Words) -> Iterator[Block]:
    yield Heading(2, say("tests_dossiers"))
    heads = (say("test_dossier"), say("test_decision"), say("test_result"), say("actions"))
    columns = tuple(Column(*pair) for pair in zip(heads, (3, 3, 3, 1.3), strict=True))
    rows = [
        (
            lines(test["title"], test["year"]),
            lines(say.one_of("test_state", test["state"]), test.get("reason")),
            lines(test.get("result"), test.get("changed")) or say("test_no_result"),
            lines(*test["actions"]),
        )
        for test in copy["tests"]
    ]
    yield Table(say("tests_table"), columns, rows_of(rows))


def _knowledge(copy: Copy, say: Words) -> Iterator[Block]:
    yield Heading(2, say("tests_knowledge"))
    found = [test for test in copy["tests"] if test["knowledge"]]
    yield Paragraph(say("tests_knowledge_text", n=len(found)))
    if found:
        heads = (say("test_dossier"), say("kind"), say("who"), say("what"))
        columns = tuple(Column(*pair) for pair in zip(heads, (3, 1.5, 2.5, 3.5), strict=True))
        rows = [
            (test["title"], say.one_of("knowledge", each["kind"]), each["who"], each["what"])
            for test in found
            for each in test["knowledge"]
        ]
        yield Table(say("tests_knowledge_table"), columns, rows_of(rows))


def _rights(copy: Copy, say: Words) -> Iterator[Block]:
    yield Heading(2, say("tests_rights"))
    found = [(test, right) for test in copy["tests"] for right in test["rights"]]
    automatic = sum(right["automatic"] == "yes" for _, right in found)
    yield Paragraph(say("tests_rights_text", n=len(found), automatic=automatic))
    if found:
        heads = (say("test_dossier"), say("new_right"), say("automatic"), say("why_not"))
        columns = tuple(Column(*pair) for pair in zip(heads, (3, 2.5, 1.5, 3.5), strict=True))
        rows = [
            (test["title"], right["name"], said(right["automatic"], say), right["why_not"] or "")
            for test, right in found
        ]
        yield Table(say("tests_rights_table"), columns, rows_of(rows))


def said(value: object, say: Words) -> str:
    """Yes, no, partly or unknown in words; any other as it stands."""
    return say(str(value)) if value in ("yes", "no", "partly", "unknown") else str(value)
