"""``grondrecht round adjust``: the adjusted edition of a plan, from a frozen round."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict
from datetime import date

from grondrecht.followup.actions.adjusting import AdjustReport, NewEdition, adjust, decide_change
from grondrecht.followup.actors import operator
from grondrecht.followup.cells import CellError, day
from grondrecht.followup.changes_file import read_changes
from grondrecht.register_cli.ready import whoever
from grondrecht.register_cli.rounds import round_named
from grondrecht.register_cli.shown import print_json
from grondrecht.registry.errors import RegisterError
from grondrecht.registry.intake import file_bytes
from grondrecht.registry.trial import kept


def adjust_plan(
    name: str,
    edition: str,
    edition_name: str,
    decided_on: str,
    changes: str,
    plan: str,
    by: str,
    why: str,
    apply: bool,
    as_json: bool,
) -> None:
    """Record the changes of a file and make the adjusted edition, or show what it would be."""
    of, who = round_named(name, plan), operator(whoever(by))
    new = NewEdition(edition, edition_name or edition, _day(decided_on))
    with kept(apply):
        for change in read_changes(file_bytes(changes), changes) if changes else ():
            decide_change(who, of, change, why=why or change.decision)
        report = adjust(who, of, new, why=why or f"bijsturing na {of.name}", apply=apply)
    if as_json:
        print_json(_json(report, new))
    else:
        print("\n".join(_lines(report, new)))


def _json(report: AdjustReport, new: NewEdition) -> dict[str, object]:
    return {
        "edition": asdict(new),
        "differences": asdict(report.differences),
        "changes": [asdict(change) for change in report.changes],
        "undecided": report.undecided,
        "applied": report.applied,
    }


def _lines(report: AdjustReport, new: NewEdition) -> Iterator[str]:
    groups = (
        ("nieuw", report.differences.added),
        ("verdwijnt", report.differences.removed),
        ("anders", report.differences.changed),
    )
    for word, rows in groups:
        codes = " ".join(dict.fromkeys(row.code for row in rows))
        yield f"{word:<15}{codes or '-'}"
    yield f"{'blijft':<15}{report.differences.same} fiches"
    yield f"{'onbeslist':<15}{' '.join(report.undecided) or '-'}"
    yield (
        f"Editie {new.slug} is gemaakt."
        if report.applied
        else "Er is niets geschreven; voeg --apply toe om de editie te maken."
    )


def _day(text: str) -> date | None:
    try:
        return day(text) if text else None
    except CellError as error:
        raise RegisterError(f"--decided-on: {error}") from error
