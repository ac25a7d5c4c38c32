"""What is counted in the copy of a round. Every format of the report gets its counts from here."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from decimal import Decimal, InvalidOperation
from typing import Any

Copy = dict[str, Any]
Report = dict[str, Any]
# The five steps of completion, from least to most.
COMPLETIONS = ("no_evidence", "not_started", "limited", "substantial", "complete")
# The status of a report that nobody answered.
NONE = ""


def status_of(report: Report) -> str:
    """The key of the status that the administration gives; empty where it gave no answer."""
    return str(report["answer"].get("status") or NONE)


def statuses(copy: Copy) -> list[dict[str, Any]]:
    """The statuses of the round in their order, then those that only a report names."""
    known = list(copy["round"]["statuses"])
    keys = {status["key"] for status in known}
    used = dict.fromkeys(map(status_of, copy["reports"]))
    odd = [key for key in used if key not in keys and key != NONE]
    return known + [{"key": key, "name": key, "name_en": key, "deviates": False} for key in odd]


def counted(reports: Iterable[Report], of: Callable[[Report], str] = status_of) -> Counter[str]:
    """How many reports have each status, or whatever else is asked of them."""
    return Counter(map(of, reports))


def unanswered(reports: Iterable[Report]) -> list[Report]:
    """The reports without an answer."""
    return [report for report in reports if status_of(report) == NONE]


def deviating(copy: Copy) -> list[Report]:
    """The reports with a status that deviates from what was promised."""
    keys = {status["key"] for status in copy["round"]["statuses"] if status["deviates"]}
    return [report for report in copy["reports"] if status_of(report) in keys]


def shares(copy: Copy, reports: Iterable[Report]) -> tuple[int, int, int]:
    """Of some reports: how many go as promised, how many deviate, how many have no answer."""
    held = list(reports)
    away = {report["code"] for report in deviating(copy)}
    silent = len(unanswered(held))
    deviate = sum(report["code"] in away for report in held)
    return len(held) - deviate - silent, deviate, silent


def grouped(copy: Copy, field: str) -> list[tuple[dict[str, Any], list[Report]]]:
    """The rights or offices (``right``, ``office``) that have reports, each with its own."""
    known = {row["code"]: row for row in copy[f"{field}s"]}
    found: dict[str, list[Report]] = {}
    for report in copy["reports"]:
        found.setdefault(str(report[field]), []).append(report)
    order = [*known, *sorted(set(found) - set(known))]
    nameless = {"name": "", "name_en": "", "holder": ""}
    return [(known.get(c, {"code": c, **nameless}), found[c]) for c in order if c in found]


def findings(copy: Copy) -> list[tuple[Report, dict[str, Any]]]:
    """Every finding, with the report that it stands beside."""
    return [(report, each) for report in copy["reports"] for each in report["findings"]]


def marks(copy: Copy) -> dict[str, list[tuple[Report, dict[str, Any]]]]:
    """The marks that rules of honesty put on reports, by rule."""
    found: dict[str, list[tuple[Report, dict[str, Any]]]] = {}
    for report in copy["reports"]:
        for mark in report["honesty"]:
            found.setdefault(mark["rule"], []).append((report, mark))
    return dict(sorted(found.items()))


def spent(reports: Iterable[Report]) -> dict[tuple[int, str], Decimal]:
    """The money spent by year and currency, in that order."""
    sums: dict[tuple[int, str], Decimal] = {}
    for report in reports:
        for row in report["answer"].get("spent", ()):
            key = row["year"], row["currency"] or "EUR"
            sums[key] = sums.get(key, Decimal()) + (decimal(row["amount"]) or 0)
    return dict(sorted(sums.items()))


def decimal(value: object) -> Decimal | None:
    """A number of the copy, which are texts; None where there is none."""
    try:
        found = Decimal(str(value))
    except InvalidOperation:
        return None
    return found if found.is_finite() else None
