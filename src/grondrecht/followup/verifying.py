"""Whether what was frozen is still what it was: the copy, the log and the tables against another.

Who can write in the database past the program can change one of the three; not all of them so that
they still agree with a copy of the SHA-256 that was kept elsewhere.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from grondrecht.followup.answers import from_json, to_json
from grondrecht.followup.freezing import OF_ROUND
from grondrecht.followup.frozen import Copy, canonical, log_digest, sha256_of
from grondrecht.followup.models import FrozenRound, Report, Round
from grondrecht.registry.errors import RegisterError
from grondrecht.registry.export.values import plain
from grondrecht.registry.models import LogEntry

FREEZE = "round.freeze"
_SAID = ("answered_by", "answered_at", "validated_by", "validated_at")


@dataclass(frozen=True)
class Verdict:
    """What was found of a frozen round: its SHA-256, and a sentence for each difference."""

    plan: str
    round: str
    sha256: str
    differences: tuple[str, ...]


def verify() -> list[Verdict]:
    """A verdict on every round that is frozen, or that the log says was. Reads all of the log."""
    rounds = {(of.plan.slug, of.slug): of for of in Round.objects.select_related("plan", "edition")}
    told = _told()
    held = {key for key, of in rounds.items() if of.state in ("frozen", "sent")}
    held |= {(row.round.plan.slug, row.round.slug) for row in _copies()}
    return [_verdict(key, rounds.get(key), told.get(key, [])) for key in sorted({*told, *held})]


def _copies() -> Iterator[FrozenRound]:
    yield from FrozenRound.objects.select_related("round__plan").defer("body")


def _told() -> dict[tuple[str, str], list[str]]:
    """(plan, round) -> the SHA-256s under which the log says that it was frozen."""
    entries = LogEntry.whole.filter(verb=FREEZE, subject__startswith="round:").order_by("id")
    found: dict[tuple[str, str], list[str]] = {}
    for plan, subject, after in entries.values_list("plan", "subject", "after"):
        key = (plan, subject.removeprefix("round:"))
        found.setdefault(key, []).append(str(after.get("sha256", "")))
    return found


def _verdict(key: tuple[str, str], of: Round | None, told: list[str]) -> Verdict:
    frozen = FrozenRound.objects.filter(round=of.pk).first() if of else None
    found = tuple(_differences(of, frozen, told))
    return Verdict(*key, frozen.sha256 if frozen else "", found)


def _differences(of: Round | None, frozen: FrozenRound | None, told: list[str]) -> Iterator[str]:
    if of is None:
        yield "het logboek zegt dat ze bevroren is, maar de ronde is weg."
        return
    if of.state not in ("frozen", "sent"):
        yield f"het logboek zegt dat ze bevroren is, maar de ronde staat op {of.state}."
    if frozen is None:
        yield "de bevroren kopie is weg."
        return
    yield from _of_copy(frozen, told)
    body = _read(frozen.body)
    if body is None:
        yield "de bevroren kopie is geen leesbare JSON meer."
        return
    yield from _of_log(body)
    yield from _of_tables(of, frozen, body)


def _of_copy(frozen: FrozenRound, told: list[str]) -> Iterator[str]:
    found = sha256_of(frozen.body)
    if found != frozen.sha256:
        yield f"de bevroren kopie heeft SHA-256 {found}, maar ernaast staat {frozen.sha256}."
    if told != [frozen.sha256]:
        words = ", ".join(told) or "niets"
        yield f"naast de kopie staat SHA-256 {frozen.sha256}, maar het logboek zegt: {words}."


def _read(body: str) -> Copy | None:
    """The copy, if it can be read as one."""
    try:
        copy: Copy = json.loads(body)
        _ = copy["log"]["last"], copy["log"]["sha256"], copy["round"], copy["reports"]
    except (ValueError, KeyError, TypeError):
        return None
    return copy


def _of_log(body: Copy) -> Iterator[str]:
    last = body["log"]["last"]
    found = log_digest(last)
    if found != body["log"]["sha256"]:
        yield (
            f"het logboek tot en met nummer {last} heeft SHA-256 {found}, maar bij het bevriezen"
            f" was dat {body['log']['sha256']}."
        )


def _of_tables(of: Round, frozen: FrozenRound, body: Copy) -> Iterator[str]:
    """Where the tables say something else than the copy."""
    now = {key: plain(getattr(of, key)) for key in OF_ROUND}
    # Sending is the one thing that is done to a round after it was frozen.
    now |= {"state": "frozen", "sent_on": None}
    yield from _keys("de ronde", now, body["round"])
    at = {"frozen_at": frozen.frozen_at.isoformat(), "frozen_by": frozen.frozen_by}
    yield from _keys("de ronde", at, {key: body[key] for key in at})
    reports = {row.action.code: row for row in of.reports.select_related("action")}
    copied = {row["code"]: row for row in body["reports"]}
    for code in sorted({*reports, *copied}):
        if code not in reports or code not in copied:
            where = "de kopie" if code in copied else "de tabellen"
            yield f"verslag {code} staat alleen nog in {where}."
        else:
            yield from _of_report(code, reports[code], copied[code])


def _of_report(code: str, report: Report, copied: dict[str, Any]) -> Iterator[str]:
    try:
        answer: object = to_json(from_json(report.answer))
    except RegisterError:
        answer = report.answer
    now = {key: plain(getattr(report, key)) for key in _SAID} | {"answer": answer}
    now["state"] = report.state
    then = {key: copied[key] for key in (*_SAID, "answer")} | {"state": "frozen"}
    yield from _keys(f"verslag {code}", now, then)
    repeated = {key: plain(getattr(report, key)) for key in ("kind", "status", "next_on")}
    yield from _keys(f"verslag {code}", repeated, {key: copied["answer"][key] for key in repeated})


def _keys(what: str, now: dict[str, Any], then: dict[str, Any]) -> Iterator[str]:
    for key in now:
        if canonical(now[key]) != canonical(then.get(key)):
            yield f"{what}: {key} in de tabellen is anders dan in de bevroren kopie."
