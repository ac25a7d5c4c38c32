"""``grondrecht rights overlap``: who is in one target group and not in another, and why."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from typing import Any

import typer

from grondrecht.monitor.tables import Column, Table, Value
from grondrecht.outputs import write_all
from grondrecht.register_cli.rights_given import day, language, law_in, refused, said
from grondrecht.register_cli.rights_law import measure_named, stale_lines, stale_names
from grondrecht.register_cli.rights_shown import Row, print_json, print_tables, write_rows
from grondrecht.register_cli.rights_tables import (
    asked_for,
    assessed,
    population_in,
    refuse_not_there,
)
from grondrecht.register_cli.workbook import write_workbook
from grondrecht.rights.overlap import WHOM, Overlap, overlap, sentence
from grondrecht.rights.wording import day_text
from grondrecht.writing.files import STANDARD_OUTPUT

FORMAT = "grondrecht-overlap/1"


def run(
    measures: Sequence[str],
    population: Sequence[str],
    on: str,
    weight: str,
    folder: str,
    lang: str,
    as_json: bool,
    csv: str | None,
    xlsx: str | None,
) -> int:
    """Set the target groups of some measures beside each other."""
    lang, at = language(lang), day(on)
    if len(set(measures)) < 2:
        raise typer.BadParameter("noem twee maatregelen of meer")
    outputs = asked_for(population, as_json, csv=csv, xlsx=xlsx)
    law = law_in(folder)
    given = population_in(population, law)
    wanted = [measure_named(law, name).id for name in dict.fromkeys(measures)]
    answer = assessed(law, given, at, wanted, conditions=True)
    for name in wanted:
        refuse_not_there(answer, name, at)
    with refused():
        found = overlap(answer, weight or None)
    shown = [matrix(found, day_text(at, lang), lang), apart(found, lang)]
    jobs: dict[str, Callable[[str], None]] = {
        "csv": partial(write_rows, list(rows(found))),
        "xlsx": partial(write_workbook, [(each.title, each) for each in shown]),
    }
    write_all({out: jobs[kind] for kind, out in outputs.items()})
    notes = [sentence(found, pair, lang) for pair in found.pairs]
    notes += stale_lines(len(found.stale), lang)
    notes += [said("said", "synthetic", lang)] * given.is_synthetic
    if as_json:
        print_json(as_data(found) | {"on": at, "synthetic": given.is_synthetic})
    elif STANDARD_OUTPUT not in outputs.values():
        print_tables(shown, notes, lang)
    return 0


def matrix(found: Overlap, shown: str, lang: str) -> Table:
    """How many are surely in each pair of groups; in a group itself on the diagonal."""
    whom = WHOM[lang][found.of][1]
    names = [found.names[name].in_(lang) for name in found.sizes]
    columns = [Column(said("said", "measure", lang)), *(Column(name, 0) for name in names)]
    columns.append(Column(said("overlap", "unknown", lang), 0))
    rows: list[tuple[Value, ...]] = [
        (name, *(_both(found, first, second) for second in found.sizes), found.unknown[first])
        for name, first in zip(names, found.sizes, strict=True)
    ]
    title = said("overlap", "title", lang, whom=whom, day=shown)
    return Table(title, tuple(columns), tuple(rows))


def _both(found: Overlap, first: str, second: str) -> float:
    return found.sizes[first] if first == second else found.pair(first, second).n_both


def apart(found: Overlap, lang: str) -> Table:
    """Who is in one group and not in another, by each condition that makes the difference."""
    columns = (
        Column(said("said", "measure", lang)),
        Column(said("overlap", "second", lang)),
        Column(said("overlap", "condition", lang)),
        *(Column(said("overlap", key, lang), 0) for key in ("n", "alone")),
    )
    rows = [
        (
            found.names[pair.first].in_(lang),
            found.names[pair.second].in_(lang),
            each.label.in_(lang),
            each.n,
            each.n_alone,
        )
        for pair in found.pairs
        for each in pair.differences
    ]
    return Table(said("overlap", "apart", lang), columns, tuple(rows))


def rows(found: Overlap) -> Iterator[Row]:
    """A row for each pair and each condition that makes a difference between them."""
    for pair in found.pairs:
        counts: dict[str, Any] = {
            "first": pair.first,
            "second": pair.second,
            "of": found.of,
            "n_first": found.sizes[pair.first],
            "n_both": pair.n_both,
            "n_only_first": pair.n_only_first,
            "n_unknown": pair.n_unknown,
        }
        empty = {"condition": "", "condition_nl": "", "article": "", "n": None, "n_alone": None}
        for each in pair.differences:
            yield counts | {
                "condition": each.condition,
                "condition_nl": each.label.nl,
                "article": each.article,
                "n": each.n,
                "n_alone": each.n_alone,
            }
        if not pair.differences:
            yield counts | empty


def as_data(found: Overlap) -> dict[str, Any]:
    """Everything as data, with a sentence for each pair in both languages."""
    return {
        "format": FORMAT,
        "of": found.of,
        "stale": stale_names(found.stale),
        "sizes": found.sizes,
        "unknown": found.unknown,
        "pairs": [
            {
                "first": pair.first,
                "second": pair.second,
                "n_both": pair.n_both,
                "n_only_first": pair.n_only_first,
                "n_unknown": pair.n_unknown,
                "differences": [
                    {
                        "condition": each.condition,
                        **each.label._asdict(),
                        "article": each.article,
                        "n": each.n,
                        "n_alone": each.n_alone,
                    }
                    for each in pair.differences
                ],
                "sentence": {each: sentence(found, pair, each) for each in ("nl", "en")},
            }
            for pair in found.pairs
        ],
    }
