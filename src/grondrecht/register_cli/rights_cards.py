"""``grondrecht rights cards``: whom each measure reaches and what it comes to in a year."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from typing import Any

import typer

from grondrecht import __version__
from grondrecht.outputs import write_all
from grondrecht.register_cli.rights_given import day, file_names, language, law_in, refused, said
from grondrecht.register_cli.rights_law import measure_named, measures_named, stale_lines
from grondrecht.register_cli.rights_shown import euros, print_json, print_lines, write_rows
from grondrecht.register_cli.rights_tables import (
    alike,
    asked_for,
    assessed,
    population_in,
    table_in,
)
from grondrecht.rights import Law, PopulationAnswer
from grondrecht.rights.cards import Card, cards, inventory_row, sentences
from grondrecht.rights.wording import day_text
from grondrecht.writing.files import STANDARD_OUTPUT

FORMAT = "grondrecht-cards/1"


def run(
    population: Sequence[str],
    on: str,
    received: Sequence[str] | None,
    weight: str,
    year: int,
    source: str,
    measures: str,
    folder: str,
    lang: str,
    as_json: bool,
    csv: str | None,
) -> int:
    """Make a card for each measure, and the table that the inventory takes in."""
    lang, at = language(lang), day(on)
    law = law_in(folder)
    files = received_files(law, received or ())
    outputs = asked_for((*population, *files.values()), as_json, csv=csv)
    given = population_in(population, law)
    answer = assessed(law, given, at, measures_named(law, measures))
    found = _cards(answer, files, weight)
    read = file_names((*given.files, *files.values()))
    from_where = source or said(
        "cards", "source", "nl", version=__version__, files=read, day=day_text(at, "nl")
    )
    if given.is_synthetic:
        from_where += f" ({said('said', 'synthetic', 'nl').rstrip('.')})"
    rows = [inventory_row(each, answer, year or at.year, from_where) for each in found]
    write_all({out: partial(write_rows, rows) for out in outputs.values()})
    stale = stale_lines(len(answer.in_force.stale), lang)
    if as_json:
        told = {"format": FORMAT, "on": at, "synthetic": given.is_synthetic, "weight": weight}
        print_json(told | {"cards": [as_data(each) for each in found]})
    elif STANDARD_OUTPUT not in outputs.values():
        synthetic = [said("said", "synthetic", lang)] * given.is_synthetic
        print_lines([*lines(found, lang), *stale, *synthetic])
    return 0


def received_files(law: Law, given: Sequence[str]) -> dict[str, str]:
    """The file of who receives, by measure: ``water-scan=ontvangers.csv``.

    Raises GivenError, typer.BadParameter.
    """
    found: dict[str, str] = {}
    for each in given:
        name, mark, file = each.partition("=")
        if not mark or not file:
            raise typer.BadParameter(
                "schrijf maatregel=bestand: water-scan=ontvangers.csv", param_hint="--received"
            )
        found[measure_named(law, name.strip()).id] = file.strip()
    return found


def _cards(answer: PopulationAnswer, files: Mapping[str, str], weight: str) -> tuple[Card, ...]:
    tables = {}
    for name, file in files.items():
        with refused():
            of = answer.rules(name).measure.of
        tables[name] = alike(table_in(file), answer.tables.frames[of]["id"])
    with refused({"received": file_names(tuple(files.values()))}):
        return cards(answer, tables, weight or None)


def lines(found: Sequence[Card], lang: str) -> list[str]:
    """The cards in lines: the name of each measure, and what its card says."""
    made: list[str] = []
    for each in found:
        said_of = [f"  {line}" for line in sentences(each, lang)]
        made += [each.measure.names.in_(lang), *said_of, ""]
    return made


def as_data(card: Card) -> dict[str, Any]:
    """A card as data; amounts are euros in a year, as text, least and most."""
    money = {
        key: None if ends is None else {"least": euros(ends[0]), "most": euros(ends[1])}
        for key in ("due", "paid", "missed")
        for ends in (getattr(card, key),)
    }
    counts = ("entitled", "unknown", "receives", "receives_entitled", "misses", "may_miss")
    return {
        "measure": card.measure.id,
        "for": card.measure.of,
        **{key: getattr(card, key) for key in (*counts, "persons")},
        "non_take_up": card.non_take_up,
        **money,
        "stale": [each.parameter.name for each in card.stale],
        "sentences": {each: list(sentences(card, each)) for each in ("nl", "en")},
    }
