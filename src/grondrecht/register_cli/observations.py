"""``grondrecht import-observations``: results of the monitor taken in, or what would differ."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict

from grondrecht.register_cli.ready import whoever
from grondrecht.register_cli.shown import print_json
from grondrecht.registry.actions.observations import (
    Difference,
    ObservationsReport,
    import_observations,
)
from grondrecht.registry.errors import RegisterError
from grondrecht.registry.find import plan_named
from grondrecht.registry.models import Plan
from grondrecht.registry.results.reading import read_results

# How many differences are shown; --json has them all.
SHOWN = 40


def import_files(
    files: list[str],
    plan: str,
    period: str,
    source: str,
    synthetic: bool,
    by: str,
    why: str,
    apply: bool,
    as_json: bool,
) -> int:
    """Take files of results in, or show what they would change; status 1 where a cell is wrong."""
    of_plan = plan_named(plan or _only_plan())
    said = {"period": period, "source": source, "synthetic": "true" if synthetic else ""}
    results = read_results(files, {key: value for key, value in said.items() if value})
    reason = why or f"import van {', '.join(files)}"
    report = import_observations(of_plan, results, by=whoever(by), why=reason, apply=apply)
    if as_json:
        print_json(asdict(report))
    else:
        print("\n".join(_lines(report)))
    return 1 if report.mistakes else 0


def _only_plan() -> str:
    """The plan of a register that has one. Raises RegisterError."""
    slugs = list(Plan.objects.values_list("slug", flat=True)[:10])
    if len(slugs) != 1:
        known = ", ".join(slugs) or "geen; importeer eerst een plan met: grondrecht import"
        raise RegisterError(f"Zeg met --plan om welk plan het gaat: {known}.")
    return slugs[0]


def _lines(report: ObservationsReport) -> Iterator[str]:
    for mistake in report.mistakes[:SHOWN]:
        yield str(mistake)
    if len(report.mistakes) > SHOWN:
        yield f"… en nog {len(report.mistakes) - SHOWN} (zie --json)"
    for each in report.differences[:SHOWN]:
        yield _difference(each)
    if len(report.differences) > SHOWN:
        yield f"… en nog {len(report.differences) - SHOWN} (zie --json)"
    new = sum(each.before is None for each in report.differences)
    yield f"indicatoren   {len(report.indicators)}"
    yield f"nieuw         {new}"
    yield f"gewijzigd     {len(report.differences) - new}"
    yield f"hetzelfde     {report.same}"
    yield f"zonder waarde {report.empty}"
    if report.mistakes:
        yield "Er is niets geschreven; verbeter eerst wat hierboven staat."
    elif not report.applied:
        yield "Er is niets geschreven; voeg --apply toe om het op te nemen."
    elif report.differences:
        yield "Opgenomen; het logboek zegt wat er veranderde."
    else:
        yield "Er verandert niets: het register heeft dit al."


def _difference(each: Difference) -> str:
    """A value that differs, on a line: what it was and what it becomes."""
    where = "  ".join(filter(None, (each.indicator, each.period, each.group)))
    before, after = each.before or {}, each.after
    parts = [
        f"{name} {before[name]} → {after.get(name, '-')}" if name in before else f"{after[name]}"
        for name in dict.fromkeys((*before, *after))
        if before.get(name) != after.get(name) and (each.before or name in _WHAT_IS_NEW)
    ]
    return f"{where}: {', '.join(parts)}"


# Of a value that is new, this is shown; all of it is with --json.
_WHAT_IS_NEW = ("value", "flag")
