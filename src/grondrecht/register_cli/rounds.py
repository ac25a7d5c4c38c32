"""``grondrecht round`` and ``verify``: rounds run from the machine itself."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict, replace
from datetime import date
from pathlib import Path
from typing import Any

from grondrecht.followup.actions import rounds as verbs
from grondrecht.followup.actions.answers_import import AnswersReport, import_answers
from grondrecht.followup.actors import operator
from grondrecht.followup.answers_table import as_csv, as_xlsx
from grondrecht.followup.cells import CellError, day
from grondrecht.followup.counting import Count, counts_of
from grondrecht.followup.freezing import held_copy
from grondrecht.followup.frozen import Copy, canonical
from grondrecht.followup.models import FrozenRound, Round
from grondrecht.followup.outlines import DAYS, proposed
from grondrecht.followup.sheet import read_sheet
from grondrecht.followup.statuses import statuses_of
from grondrecht.followup.verifying import verify
from grondrecht.outputs import refuse_outputs, write_all
from grondrecht.register_cli.ready import whoever
from grondrecht.register_cli.shown import print_json, short, table
from grondrecht.registry.errors import RegisterError
from grondrecht.registry.find import plan_named
from grondrecht.registry.intake import file_bytes
from grondrecht.registry.models import Edition, Plan
from grondrecht.writing.files import atomic_write

WHY = "door wie het register beheert"
_DAYS = ("first_day", "last_day", *DAYS, "opened_on", "frozen_on", "sent_on")
STEPS: dict[str, Callable[..., object]] = {
    "open": verbs.open_round,
    "end_answers": verbs.end_answers,
    "end_validation": verbs.end_validation,
    "reopen": verbs.reopen,
    "freeze": verbs.freeze,
    "send": verbs.send,
}
WRITTEN: dict[str, Callable[[Copy], bytes]] = {
    "csv": as_csv,
    "xlsx": as_xlsx,
    "json": lambda copy: canonical(copy).encode(),
}


def round_named(slug: str, plan: str = "") -> Round:
    """The round of that short name, in a plan where one is named. Raises RegisterError."""
    found = Round.objects.select_related("plan", "edition").filter(slug=slug)
    rows = list(found.filter(plan=plan_named(plan)) if plan else found)
    if len(rows) == 1:
        return rows[0]
    if rows:
        plans = ", ".join(row.plan.slug for row in rows)
        raise RegisterError(f"Meer plannen hebben een ronde {slug!r}: {plans}; voeg --plan toe.")
    known = ", ".join(Round.objects.values_list("slug", flat=True)[:10])
    advice = f"kies uit {known}" if known else "maak er een met: grondrecht round prepare"
    raise RegisterError(f"Er is geen ronde {slug!r}; {advice}.")


def show_all(plan: str, as_json: bool) -> None:
    """The rounds, with their states and legal deadlines."""
    rows = Round.objects.select_related("plan", "edition")
    found = list(rows.filter(plan=plan_named(plan)) if plan else rows)
    if as_json:
        print_json([_json(each) for each in found])
    elif not found:
        print("Er zijn nog geen rondes. Maak er een met: grondrecht round prepare")
    else:
        headings = ("plan", "ronde", "stand", "Regering voor", "Parlement voor")
        lines = [
            (
                each.plan.slug,
                each.slug,
                each.get_state_display(),
                each.to_government,
                each.to_parliament,
            )
            for each in found
        ]
        print(table(headings, lines))


def prepare(
    plan: str,
    kind: str,
    first_day: str,
    last_day: str,
    name: str,
    slug: str,
    edition: str,
    only: list[str] | None,
    by: str,
    why: str,
    as_json: bool,
    **days: str,
) -> None:
    """Prepare a round; what is not given is as the law and the last round have it."""
    kinds = dict(Round.KINDS)
    if kind not in kinds:
        raise RegisterError(f"--kind is {kind!r}; kies uit {', '.join(kinds)}.")
    of = plan_named(plan)
    days |= {"first_day": first_day, "last_day": last_day}
    chosen: dict[str, Any] = {key: _day(key, text) for key, text in days.items() if text}
    chosen["edition"] = _edition(of, edition) if edition else None
    chosen["codes"] = tuple(only) if only else None
    outline = replace(proposed(of, kind), name=name, slug=slug, **chosen)
    made = verbs.prepare_round(operator(whoever(by)), of, outline, why=why or WHY)
    _tell(made, as_json)


def _edition(plan: Plan, slug: str) -> Edition:
    found = plan.editions.filter(slug=slug).first()
    if found is None:
        known = ", ".join(plan.editions.values_list("slug", flat=True))
        raise RegisterError(f"{plan.slug} heeft geen editie {slug!r}; kies uit {known}.")
    return found


def _day(option: str, text: str) -> date:
    try:
        return day(text)
    except CellError as error:
        name = {"first_day": "from", "last_day": "to"}.get(option, option.replace("_", "-"))
        raise RegisterError(f"--{name}: {error}") from error


def show(round: str, plan: str, as_json: bool) -> None:
    """How far a round is."""
    _tell(round_named(round, plan), as_json)


def step(
    verb: str, round: str, plan: str, by: str, why: str, as_json: bool, **_rest: object
) -> None:
    """Bring a round a step further."""
    of = round_named(round, plan)
    STEPS[verb](operator(whoever(by)), of, why=why or WHY)
    _tell(of, as_json)


def _tell(of: Round, as_json: bool) -> None:
    if as_json:
        print_json(_json(of))
        return
    found = _json(of)
    print(f"{of.name} ({of.plan.slug}, {of.slug}): {of.get_state_display()}")
    print(f"over       {of.first_day} tot en met {of.last_day}, editie {of.edition.slug}")
    print(f"Regering   voor {of.to_government}, Parlement voor {of.to_parliament}")
    for key, label in (("answer_by", "antwoorden"), ("validate_by", "valideren")):
        if found[key]:
            print(f"{label:<11}tot en met {found[key]}")
    if found["sha256"]:
        print(f"SHA-256    {found['sha256']}")
    names = {key: each.name for key, each in statuses_of(of).items()}
    rows = [(names.get(key, key), count) for key, count in found["statuses"].items()]
    if found["unanswered"]:
        rows.append(("zonder antwoord", found["unanswered"]))
    print(table(("status", "acties"), [*rows, ("samen", found["actions"])]))


def _json(of: Round) -> dict[str, Any]:
    counts: Count = counts_of(of).all
    frozen = FrozenRound.objects.filter(round=of).values_list("sha256", flat=True).first()
    return {
        "plan": of.plan.slug,
        "round": of.slug,
        "name": of.name,
        "kind": of.kind,
        "edition": of.edition.slug,
        "state": of.state,
        **{key: getattr(of, key) for key in _DAYS},
        "sha256": frozen or "",
        "actions": counts.asked,
        "unanswered": counts.unanswered,
        "deviating": counts.deviating,
        "statuses": {key: counts.statuses[key] for key in statuses_of(of)},
    }


def import_file(
    file: str, round: str, plan: str, by: str, why: str, apply: bool, as_json: bool
) -> int:
    """Take answers in from a table, or show what that would change; 1 where a cell is wrong."""
    of = round_named(round, plan)
    data = file_bytes(file)
    why = why or f"antwoorden uit {Path(file).name}"
    report = import_answers(operator(whoever(by)), of, read_sheet(data, file), why=why, apply=apply)
    if as_json:
        print_json(asdict(report))
    else:
        _print_import(report)
    return int(bool(report.mistakes))


def _print_import(report: AnswersReport) -> None:
    for heading in report.ignored:
        print(f"De kolom {heading!r} wordt niet opgenomen.")
    for mistake in report.mistakes:
        print(f"rij {mistake.row}, {mistake.column}: {mistake.message}")
    if report.mistakes:
        print("Er is niets geschreven. Verbeter de tabel en probeer opnieuw.")
        return
    for change in report.changes:
        print(f"{change.code}  {short(change.title)}")
        for field in change.fields:
            before, after = map(short, field.shown)
            print(f"    {field.label}: {before or '(leeg)'} → {after or '(leeg)'}")
    if report.same:
        print(f"ongewijzigd: {report.same}")
    if not report.changes and not report.same:
        print("Er verandert niets: geen rij zegt iets van een actie. Vul naast de code iets in.")
    elif not report.changes:
        print("Er verandert niets: de ronde heeft dit al.")
    elif report.applied:
        print(f"Opgenomen: antwoorden voor {len(report.changes)} acties.")
    else:
        print("Er is niets geschreven. Voeg --apply toe om dit op te nemen.")


def export(round: str, plan: str, **outputs: str) -> None:
    """Write a round out as files."""
    given = [(kind, path) for kind, path in outputs.items() if path]
    if not given:
        raise RegisterError("Zeg waarheen: --csv, --xlsx of --json, elk met een bestandsnaam.")
    refuse_outputs("", given)
    copy = held_copy(round_named(round, plan))
    write_all(
        {
            path: lambda beside, kind=kind: atomic_write(beside, WRITTEN[kind](copy))  # type: ignore[misc]
            for kind, path in given
        }
    )


def verify_all(as_json: bool) -> int:
    """Say of every frozen round whether it is as it was; 1 where one is not."""
    verdicts = verify()
    if as_json:
        print_json([asdict(verdict) for verdict in verdicts])
    elif not verdicts:
        print("Er is nog geen ronde bevroren.")
    else:
        for verdict in verdicts:
            state = "gewijzigd" if verdict.differences else "ongewijzigd"
            print(f"{verdict.plan}, {verdict.round}: {state}  {verdict.sha256}")
            for difference in verdict.differences:
                print(f"  {difference}")
    return int(any(verdict.differences for verdict in verdicts))
