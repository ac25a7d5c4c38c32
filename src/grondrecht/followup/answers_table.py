"""The answers of a round as a table, a row per action: what a file of answers looks like.

What is written here can be taken in again (answers_import); docs/rounds.md has the columns.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal
from functools import cache
from typing import Any

from grondrecht.followup.answers import Answer, Involved, from_json
from grondrecht.followup.by_plan import packaged
from grondrecht.followup.frozen import Copy
from grondrecht.followup.statuses import statuses_from
from grondrecht.registry.export.values import exact
from grondrecht.writing.lists import Headings, csv_bytes, xlsx_bytes

_WIDTHS = {
    "code": 11,
    "title": 40,
    "reason": 40,
    "news": 60,
    "done": 50,
    "said": 40,
    "next_step": 40,
}
_PEOPLE = ("who", "phase", "said", "outcome", "why_not")


@cache
def words_of(key: str) -> dict[str, list[str]]:
    """A table of data/columns.toml: key -> the words for it, the first of which is written."""
    words: dict[str, list[str]] = packaged("columns")[key]
    return words


def heading(key: str) -> str:
    """What a column is called in a file that the program writes."""
    everything = words_of("columns") | words_of("numbered") | words_of("beside")
    return everything[key][0]


def as_csv(copy: Copy) -> bytes:
    """The answers of a round's copy as CSV: semicolons, UTF-8 with a byte order mark."""
    return csv_bytes(*answers_table(copy))


def as_xlsx(copy: Copy) -> bytes:
    """The answers of a round's copy as an Excel workbook with one sheet."""
    return xlsx_bytes("verslagen", *answers_table(copy))


Column = tuple[str, int]
"""A key, and the number behind it; 0 for a column that is there once."""


def answers_table(copy: Copy) -> tuple[Headings, list[list[str]]]:
    """The headings with their widths, and a row for each report of a round's copy."""
    answers = [from_json(report["answer"]) for report in copy["reports"]]
    columns = list(_columns(answers))
    statuses = {key: each.name for key, each in statuses_from(copy["round"]["statuses"]).items()}
    rows = [
        [_cell(key, number, report, answer, statuses) for key, number in columns]
        for report, answer in zip(copy["reports"], answers, strict=True)
    ]
    return [(_named(*column), _WIDTHS.get(column[0], 18)) for column in columns], rows


def _named(key: str, number: int) -> str:
    return f"{heading(key)} {number}" if number else heading(key)


def _columns(answers: Sequence[Answer]) -> Iterable[Column]:
    """As many numbered columns as the answers need."""
    for key in ("code", "title", "right", "office", "administration"):
        yield key, 0
    for key in ("kind", "status", "reason", "news"):
        yield key, 0
    most = max((each.position for answer in answers for each in answer.milestones), default=0)
    yield from (("done", number) for number in range(1, most + 1))
    years = {each.year for answer in answers for each in answer.spent}
    yield from (("spent", year) for year in sorted(years))
    groups = max((len(answer.involvement) for answer in answers), default=0)
    yield from ((key, number) for number in range(1, groups + 1) for key in _PEOPLE)
    for key in ("no_involvement", "next_step", "next_on", "answered_by", "validated_by"):
        yield key, 0


def _cell(
    key: str, number: int, report: dict[str, Any], answer: Answer, statuses: dict[str, str]
) -> str:
    if key == "done":
        return next((each.done for each in answer.milestones if each.position == number), "")
    if key == "spent":
        return spent_in(answer, number)
    if key in _PEOPLE:
        return _of_group(key, answer.involvement[number - 1 : number])
    if key == "kind":
        return _choice("kinds", answer.kind)
    if key == "status":
        return statuses.get(answer.status, answer.status)
    if key == "next_on":
        return answer.next_on.isoformat() if answer.next_on else ""
    if key == "administration":
        return ", ".join(report["administrations"])
    return str(report[key] if key in report else getattr(answer, key))


def _of_group(key: str, group: tuple[Involved, ...]) -> str:
    """What is said of a group of people in poverty; nothing where there is none of that number."""
    words = "".join(str(getattr(each, key)) for each in group)
    return _choice("phases", words) if key == "phase" else words


def _choice(kind: str, key: str) -> str:
    return words_of(kind)[key][0] if key else ""


def spent_in(answer: Answer, year: int) -> str:
    """What was spent in a year, in all; empty where nothing is said of it."""
    amounts = [each.amount for each in answer.spent if each.year == year]
    return exact(sum(amounts, Decimal(0))) if amounts else ""
