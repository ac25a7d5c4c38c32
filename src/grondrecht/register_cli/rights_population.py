"""``grondrecht rights population``: who of a population is entitled to what."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from math import prod
from pathlib import Path
from typing import Any

import typer

from grondrecht import __version__
from grondrecht.given import GivenError
from grondrecht.monitor import Result
from grondrecht.monitor.breakdowns import TOTAL, Breakdown
from grondrecht.monitor.tables import Column, Table
from grondrecht.outputs import write_all
from grondrecht.register_cli.indicators import breakdowns
from grondrecht.register_cli.indicators_computed import MOST_GROUPS, parts
from grondrecht.register_cli.rights_given import (
    day,
    is_said,
    language,
    law_in,
    refused,
    said,
)
from grondrecht.register_cli.rights_law import measures_named, stale_lines, stale_names
from grondrecht.register_cli.rights_shown import (
    Row,
    euros,
    print_json,
    print_tables,
    words_in,
    write_rows,
)
from grondrecht.register_cli.rights_tables import asked_for, assessed, population_in, tables_in
from grondrecht.register_cli.workbook import write_workbook
from grondrecht.rights import Law, PopulationAnswer, assess_population
from grondrecht.rights.wording import day_text
from grondrecht.whatif.shares import shares
from grondrecht.writing.files import STANDARD_OUTPUT

FORMAT = "grondrecht-population/1"
# What some values of a column are called.
_VALUES = {"": ("said", "not_known"), "True": ("outcome", "yes"), "False": ("outcome", "no")}


@dataclass(frozen=True)
class Found:
    """The answers to a population with what they add up to, and how they are shown."""

    answer: PopulationAnswer
    rows: tuple[Row, ...]
    by: tuple[Breakdown, ...]
    weight: str
    files: tuple[str, ...]
    is_synthetic: bool
    lang: str


def run(
    persons: str,
    households: str,
    municipalities: str,
    organisations: str,
    on: str,
    by: str,
    weight: str,
    cluster: str,
    measures: str,
    folder: str,
    lang: str,
    as_json: bool,
    csv: str | None,
    xlsx: str | None,
) -> int:
    """Answer a population, show what it adds up to, and write the files that were asked for."""
    lang, at = language(lang), day(on)
    files = (persons, households, municipalities, organisations)
    outputs = asked_for(files, as_json, csv=csv, xlsx=xlsx)
    law = law_in(folder)
    wanted = measures_named(law, measures)
    answer, read = _answered(law, files, at, wanted)
    groups = breakdowns(by)
    with refused():
        rows = tuple(rows_of(answer, groups, weight, cluster))
    held = any("synthetic" in frame.columns for frame in answer.tables.frames.values())
    found = Found(answer, rows, groups, weight, read, held, lang)
    jobs: dict[str, Callable[[str], None]] = {
        "csv": partial(write_rows, found.rows),
        "xlsx": lambda path: write_workbook([("rechten", table(found))], path),
    }
    write_all({out: jobs[kind] for kind, out in outputs.items()})
    if as_json:
        print_json(as_data(found))
    elif STANDARD_OUTPUT not in outputs.values():
        print_tables([table(found)], list(notes(found)), lang)
    return 0


def _answered(
    law: Law, files: tuple[str, str, str, str], on: date, measures: Sequence[str] | None
) -> tuple[PopulationAnswer, tuple[str, ...]]:
    """The answers to the one kind of table that was given, and its files."""
    persons, households, *alone = files
    if sum(map(bool, (persons, *alone))) != 1:
        raise typer.BadParameter(
            "geef personen (en gezinnen), of --municipalities, of --organisations"
        )
    if persons:
        population = population_in((persons, households), law)
        return assessed(law, population, on, measures), population.files
    file = alone[0] or alone[1]
    of = "municipality" if alone[0] else "organisation"
    table = tables_in(file)[0]
    with refused({of: file}):
        if alone[0]:
            return assess_population(law, on=on, measures=measures, municipalities=table), (file,)
        return assess_population(law, on=on, measures=measures, organisations=table), (file,)


def rows_of(
    answer: PopulationAnswer, by: Sequence[Breakdown], weight: str = "", cluster: str = ""
) -> list[Row]:
    """Per measure a row for everyone, then one for each group of each breakdown.

    With a weight also the share that is entitled, with its margin. Raises RightsError, SurveyError.
    """
    margins = {}
    if weight:
        found = shares(answer, weight, by, cluster or None)
        margins = {(each.indicator, each.domain): each for each in found}
    made: list[Row] = []
    for breakdown in ((), *map(parts, by)):
        refuse_many(answer, breakdown)
        for row in answer.totals(breakdown, weight or None).iter_rows(named=True):
            group = "; ".join(f"{name}={_text(row[name])}" for name in breakdown) or TOTAL
            made.append(_row(answer, row, group, weight, margins.get((row["measure"], group))))
    places = {name: place for place, name in enumerate(answer.columns)}
    return sorted(made, key=lambda row: places[str(row["measure"])])


def refuse_many(answer: PopulationAnswer, breakdown: Sequence[str]) -> None:
    """Refuse columns that are no groups. Raises GivenError."""
    for of in answer.tables.frames:
        known = [answer.tables.frames[of].get_column(name, default=None) for name in breakdown]
        count = prod(each.n_unique() for each in known if each is not None)
        if count > MOST_GROUPS:
            raise GivenError(
                f"Uitsplitsen naar {'*'.join(breakdown)} kan {count} groepen geven; neem kolommen"
                f" die er samen hoogstens {MOST_GROUPS} geven."
            )


def _text(value: object) -> str:
    return "" if value is None else str(value)


def _row(
    answer: PopulationAnswer,
    row: Mapping[str, Any],
    group: str,
    weight: str,
    margin: Result | None,
) -> Row:
    rules = answer.rules(row["measure"])
    amount = rules.version.amount
    before = "weighted" if weight else "amount"
    found: dict[str, Any] = {
        "measure": row["measure"],
        "for": row["of"],
        "group": group,
        "n_yes": row["n_yes"],
        "n_no": row["n_no"],
        "n_unknown": row["n_unknown"],
        "amount_least": euros(row[f"{before}_least"]) if amount else None,
        "amount_most": euros(row[f"{before}_most"]) if amount else None,
        "per": rules.per if amount else "",
        "means": amount.means if amount else "",
    }
    if weight:
        shown = ("value", "standard_error", "lower", "upper", "flag")
        found |= {f"weighted_{each}": row[f"weighted_{each}"] for each in ("yes", "unknown")}
        found |= {
            {"value": "share"}.get(key, key): None if margin is None else getattr(margin, key)
            for key in shown
        }
    return found


# Showing


def as_data(found: Found) -> dict[str, Any]:
    """Everything as data; docs/rights-commands.md has the keys."""
    return {
        "format": FORMAT,
        "on": found.answer.on,
        "files": [Path(file).name for file in found.files],
        "synthetic": found.is_synthetic,
        "weight": found.weight,
        "rows": list(found.rows),
        "stale": stale_names(found.answer.in_force.stale),
        "not_in_force": [each.id for each in found.answer.in_force.not_in_force],
        "made_with": f"Grondrecht {__version__}",
    }


def table(found: Found) -> Table:
    """What a population adds up to, as people read it."""
    lang = found.lang
    keys = ["n_yes", "n_no", "n_unknown"]
    columns = ["yes", "no", "unknown"]
    if found.weight:
        keys, columns = ["weighted_yes", "weighted_unknown"], ["yes", "unknown"]
    counts = [Column(said("population", key, lang), 0) for key in columns]
    amounts = [Column(said("population", key, lang), 2) for key in ("least", "most")]
    margins = ["share", "standard_error", "lower", "upper"] if found.weight else []
    shown = [Column(said("population", key, lang), 1) for key in margins]
    first = [Column(said("said", "measure", lang)), Column(said("said", "for", lang))]
    if found.by:
        first.append(Column(said("said", "group", lang)))
    rows = tuple(
        (
            found.answer.rules(str(row["measure"])).measure.names.in_(lang),
            said("of", str(row["for"]), lang),
            *([group_text(str(row["group"]), lang)] if found.by else []),
            *(row[key] for key in keys),
            *(_number(row[f"amount_{end}"]) for end in ("least", "most")),
            *(row[key] for key in margins),
        )
        for row in found.rows
    )
    title = said("population", "title", lang, day=day_text(found.answer.on, lang))
    return Table(title, (*first, *counts, *amounts, *shown), rows)  # type: ignore[arg-type]


def group_text(group: str, lang: str) -> str:
    """A group in words; of a column that is not known it says so."""
    if group == TOTAL:
        return said("said", "everyone", lang)
    words, made = words_in(lang), []
    for part in group.split("; "):
        column, _, value = part.partition("=")
        heading, _, text = words.group(part).partition(": ")
        if is_said("columns", column):
            heading = said("columns", column, lang)
        made.append(f"{heading}: {said(*_VALUES[value], lang) if value in _VALUES else text}")
    return ", ".join(made)


def _number(value: Any) -> float | None:  # noqa: ANN401 (a Decimal or nothing)
    return None if value is None else float(value)


def notes(found: Found) -> Iterator[str]:
    """What stands below the table."""
    lang, in_force = found.lang, found.answer.in_force
    if found.weight:
        yield said("population", "weighted", lang)
    if in_force.not_in_force:
        names = ", ".join(each.id for each in in_force.not_in_force)
        shown = day_text(found.answer.on, lang)
        yield said("said", "not_in_force", lang, day=shown, measures=names)
    yield from stale_lines(len(in_force.stale), lang)
    if found.is_synthetic:
        yield said("said", "synthetic", lang)
