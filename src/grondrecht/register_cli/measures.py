"""``grondrecht measures``: rights and social corrections taken in from the machine itself."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict

from grondrecht.followup.actions.measures_import import (
    MeasuresReport,
    import_measures,
    take_rights,
)
from grondrecht.followup.actors import operator
from grondrecht.followup.measures_file import read_table
from grondrecht.register_cli.ready import whoever
from grondrecht.register_cli.shown import print_json
from grondrecht.registry.find import plan_named
from grondrecht.registry.intake import file_bytes


def import_file(file: str, plan: str, by: str, why: str, apply: bool, as_json: bool) -> int:
    """Take a table in, or show what it would change; status 1 where a cell is wrong."""
    rows, mistakes = read_table(file_bytes(file))
    of_plan, who = plan_named(plan), operator(whoever(by))
    reason = why or f"import van {file}"
    report = import_measures(who, of_plan, rows, mistakes, why=reason, apply=apply)
    return _told(report, as_json)


def import_rights(plan: str, by: str, why: str, apply: bool, as_json: bool) -> int:
    """Put the entitlements of a plan into its inventory, or show which."""
    reason = why or "rechten waarover het plan spreekt"
    report = take_rights(operator(whoever(by)), plan_named(plan), why=reason, apply=apply)
    return _told(report, as_json)


def _told(report: MeasuresReport, as_json: bool) -> int:
    if as_json:
        print_json(asdict(report))
    else:
        print("\n".join(_lines(report)))
    return 1 if report.mistakes else 0


def _lines(report: MeasuresReport) -> Iterator[str]:
    for mistake in report.mistakes:
        where = f"rij {mistake.row}, {mistake.column}".rstrip(", ")
        yield f"{where}: {mistake.message}"
    for word, slugs in (
        ("nieuw", report.new),
        ("gewijzigd", report.changed),
        ("hetzelfde", report.same),
    ):
        yield f"{word:<11}{' '.join(slugs) or '-'}"
    if report.mistakes:
        yield "Er is niets geschreven; verbeter eerst wat hierboven staat."
    elif not report.applied:
        yield "Er is niets geschreven; voeg --apply toe om het op te nemen."
