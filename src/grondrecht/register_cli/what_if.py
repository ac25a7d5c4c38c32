"""``grondrecht what-if``: who wins and loses by a reform, what it costs, and what poverty does."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from importlib import import_module
from typing import Any

from grondrecht.given import GivenError, Progress
from grondrecht.monitor.breakdowns import Breakdown
from grondrecht.outputs import write_all
from grondrecht.register_cli.indicators import breakdowns
from grondrecht.register_cli.indicators_computed import parts
from grondrecht.register_cli.rights_given import day, file_names, language, law_in, refused
from grondrecht.register_cli.rights_population import refuse_many
from grondrecht.register_cli.rights_shown import print_json, print_lines, print_tables, write_rows
from grondrecht.register_cli.rights_tables import Population, asked_for, population_in
from grondrecht.register_cli.workbook import write_workbook
from grondrecht.rights import Law
from grondrecht.rights.reforms import Reform, reform
from grondrecht.whatif.effects import Effects, effects
from grondrecht.whatif.poverty import Poverty, poverty
from grondrecht.writing.files import STANDARD_OUTPUT, atomic_write


@dataclass(frozen=True)
class Found:
    """What a reform changes for a population; ``poverty`` is None where ``lacks`` says why."""

    reform: Reform
    effects: Effects
    poverty: Poverty | None
    lacks: str
    by: tuple[Breakdown, ...]
    weight: str
    population: Population


def run(
    reform_file: str,
    population: Sequence[str],
    on: str,
    by: str,
    weight: str,
    income: str,
    folder: str,
    lang: str,
    as_json: bool,
    csv: str | None,
    xlsx: str | None,
    html: str | None,
    plan: str,
    test: str,
    apply: bool,
    who: str,
    why: str,
) -> int:
    """Compute what a reform changes, show it, and write the files that were asked for."""
    lang, at = language(lang), day(on)
    if bool(plan) != bool(test):
        raise GivenError("Geef --plan en --test samen: de armoedetoets waar dit bij hoort.")
    read = (reform_file, *population)
    outputs = asked_for(read, as_json, csv=csv, xlsx=xlsx, html=html)
    law = law_in(folder)
    with refused():
        changed = reform(law, reform_file)
    found = _computed(
        law, changed, population_in(population, law), at, breakdowns(by), weight, income
    )
    shown = import_module("grondrecht.register_cli.what_if_shown")
    data = shown.as_data(found)
    _write(shown, found, data, outputs, lang)
    if as_json:
        print_json(data)
    elif STANDARD_OUTPUT not in outputs.values():
        print_lines([shown.title(data, lang), ""])
        print_tables(shown.tables(data, lang), shown.notes(data, lang), lang)
    if not test:
        return 0
    attached = {"plan": plan, "test": test, "data": data, "by": who, "why": why, "apply": apply}
    return int(
        import_module("grondrecht.register_cli.doing").do("what_if_attached", "attach", **attached)
    )


def _write(
    shown: Any,  # noqa: ANN401 (a module)
    found: Found,
    data: dict[str, Any],
    outputs: dict[str, str],
    lang: str,
) -> None:
    jobs: dict[str, Callable[[str], None]] = {
        "csv": partial(write_rows, shown.rows(data)),
        "xlsx": lambda path: write_workbook(shown.sheets(data, lang), path),
        "html": lambda path: atomic_write(path, shown.page(data, lang).encode("utf-8")),
    }
    write_all({out: jobs[kind] for kind, out in outputs.items()})


def _computed(
    law: Law,
    changed: Reform,
    given: Population,
    on: Any,  # noqa: ANN401 (a date)
    by: tuple[Breakdown, ...],
    weight: str,
    income: str,
) -> Found:
    files = file_names(given.files)
    with refused(given.named), Progress(f"Rekenen: {files}") as progress:
        progress(0)
        found = effects(law, changed, given.persons, given.households, on=on)
        progress(0.5)
        for breakdown in map(parts, by):
            refuse_many(found.answers[0], breakdown)
            found.table(breakdown, weight or None)
        lacks = _lacks(found, income or "net_income", bool(income))
        poor = None
        if not lacks:
            poor = poverty(found, income=income or "net_income", weight=weight or None, by=by)
        progress(1)
    return Found(changed, found, poor, lacks, by, weight, given)


def _lacks(found: Effects, income: str, is_asked: bool) -> str:
    """Why the poverty rate cannot be computed; empty where it can. Raises GivenError."""
    persons = found.tables.frames["person"]
    missing = next((name for name in (income, "age") if name not in persons.columns), "")
    if missing and is_asked:
        raise GivenError(f"De personen hebben geen kolom {missing}; voeg ze toe.")
    if missing:
        return missing
    return "" if found.measures else "amount"
