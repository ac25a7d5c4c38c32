"""``grondrecht what-if``: who wins and loses by a reform, what it costs, and what poverty does."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

from grondrecht.given import GivenError
from grondrecht.outputs import write_all
from grondrecht.register_cli import what_if_shown as shown
from grondrecht.register_cli.doing import do
from grondrecht.register_cli.indicators import breakdowns
from grondrecht.register_cli.rights_given import day, language, law_in, refused
from grondrecht.register_cli.rights_shown import print_json, print_lines, print_tables, write_rows
from grondrecht.register_cli.rights_tables import asked_for, population_in
from grondrecht.register_cli.what_if_computed import computed
from grondrecht.register_cli.workbook import write_workbook
from grondrecht.rights.reforms import reform
from grondrecht.writing.files import STANDARD_OUTPUT, atomic_write

ATTACHED = "what_if_attached"


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
    if test:
        do(ATTACHED, "check", plan=plan, test=test)
    given = population_in(population, law)
    found = computed(law, changed, given, at, breakdowns(by), weight, income)
    data = shown.as_data(found)
    _write(data, outputs, lang)
    if as_json:
        print_json(data)
    elif STANDARD_OUTPUT not in outputs.values():
        print_lines([shown.title(data, lang), ""])
        print_tables(shown.tables(data, lang), shown.notes(data, lang), lang)
    if not test:
        return 0
    return do(ATTACHED, "attach", plan=plan, test=test, data=data, by=who, why=why, apply=apply)


def _write(data: dict[str, Any], outputs: dict[str, str], lang: str) -> None:
    jobs: dict[str, Callable[[str], None]] = {
        "csv": partial(write_rows, shown.rows(data)),
        "xlsx": lambda path: write_workbook(shown.sheets(data, lang), path),
        "html": lambda path: atomic_write(path, shown.page(data, lang).encode("utf-8")),
    }
    write_all({out: jobs[kind] for kind, out in outputs.items()})
