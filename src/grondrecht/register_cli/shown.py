"""What the register's commands print: reports as text for people, and as JSON for programs."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict
from typing import Any

from grondrecht.plan.differences import ActionDifference, FieldDifference
from grondrecht.plan.quality.rules import FIELDS
from grondrecht.registry.actions.imports import ImportReport

# Texts in a list of differences are cut to this many characters; --json has them whole.
SHORT = 90
_NOTE = re.compile(r"notes\[(\d+)\]")
_KINDS = {"milestone": "mijlpaal", "right": "grondrecht", "office": "ambt"}


def print_json(data: object) -> None:
    """Print data as JSON."""
    print(json.dumps(data, ensure_ascii=False, indent=1, default=str))


def import_json(report: ImportReport, changes: int) -> dict[str, Any]:
    """What an import changes, or changed, with every text whole; ``changes`` counts log lines."""
    return {**asdict(report), "changes": changes}


def import_text(report: ImportReport, changes: int) -> str:
    """What an import changes, or changed: per action and per field, and what is left to do."""
    return "\n".join([*_heading(report), *_differences(report), *_closing(report, changes)])


def _heading(report: ImportReport) -> Iterator[str]:
    state = " (nieuw)" if report.new_plan else ""
    yield f"plan         {report.plan}{state}"
    yield f"editie       {report.edition}{' (nieuw)' if report.new_edition else ''}"
    yield f"formulieren  {report.forms} met {report.actions} codes"
    if report.duplicates:
        yield f"dubbel       {', '.join(report.duplicates)}"
    yield f"bevindingen  {report.findings}"


def _differences(report: ImportReport) -> Iterator[str]:
    found = report.differences
    yield from _actions("nieuw", found.added, with_fields=False)
    yield from _actions("weg", found.removed, with_fields=False)
    yield from _actions("gewijzigd", found.changed, with_fields=True)
    if found.legend and not report.new_edition:
        yield "\nlijsten van rechten en ambten"
        yield from _fields(found.legend)
    if found.same:
        yield f"\nongewijzigd: {found.same}"


def _actions(word: str, actions: Sequence[ActionDifference], with_fields: bool) -> Iterator[str]:
    if actions:
        yield f"\n{word}: {len(actions)}"
    for action in actions:
        again = f" (nr. {action.number})" if action.number > 1 else ""
        yield f"  {action.code}{again}  {short(action.title)}"
        yield from _fields(action.fields) if with_fields else ()


def _fields(fields: Iterable[FieldDifference]) -> Iterator[str]:
    for field in fields:
        was, now = _apart(" ".join(field.before.split()), " ".join(field.after.split()))
        yield f"    {_name(field.path)}"
        yield f"      was    {was or '(leeg)'}"
        yield f"      wordt  {now or '(leeg)'}"


def _name(path: str) -> str:
    """What a field of a form is called, without the form at hand."""
    if path in FIELDS:
        return FIELDS[path][0]
    if found := _NOTE.fullmatch(path):
        return f"opmerking {int(found[1]) + 1}"
    kind, space, rest = path.partition(" ")
    return f"{_KINDS.get(kind, kind)}{space}{rest}".removeprefix("extra.")


def _apart(was: str, now: str) -> tuple[str, str]:
    """Two texts from shortly before where they begin to differ."""
    same = next((n for n, (a, b) in enumerate(zip(was, now, strict=False)) if a != b), None)
    start = max(0, (min(len(was), len(now)) if same is None else same) - SHORT // 3)
    lead = "…" if start else ""
    return lead + short(was[start:]), lead + short(now[start:])


def short(text: str) -> str:
    """A text on one line, cut where it is long."""
    line = " ".join(text.split())
    return line if len(line) <= SHORT else line[: SHORT - 1].rstrip() + "…"


def _closing(report: ImportReport, changes: int) -> Iterator[str]:
    if not changes:
        yield "\nEr verandert niets: het register heeft dit al."
    elif not report.applied:
        yield "\nEr is niets geschreven. Voeg --apply toe om dit op te nemen."
    else:
        yield f"\nOpgenomen, met {changes} regels in het logboek."
    if report.open_mentions:
        yield f"Namen die op een mens wachten: {report.open_mentions} (grondrecht parties open)."
    if report.descents:
        yield f"Voorstellen over oudere acties: {report.descents} (grondrecht lineage list)."


def table(headings: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """Rows under headings, in columns that are as wide as they need."""
    lines = [list(map(str, row)) for row in rows]
    widths = [max(map(len, column)) for column in zip(headings, *lines, strict=True)]
    return "\n".join(
        "  ".join(word.ljust(width) for word, width in zip(line, widths, strict=True)).rstrip()
        for line in [list(headings), *lines]
    )
