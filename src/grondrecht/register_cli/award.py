"""``grondrecht award``: who is entitled to a measure and does not receive it, to act on."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import Any

import polars as pl
import typer

from grondrecht.given import GivenError
from grondrecht.outputs import write_all
from grondrecht.register_cli.award_files import WRITERS, Found, title, worded
from grondrecht.register_cli.rights_given import day, language, law_in, refused, said
from grondrecht.register_cli.rights_law import measure_named, stale_lines
from grondrecht.register_cli.rights_shown import euros, print_json, print_lines, words_in
from grondrecht.register_cli.rights_tables import (
    IDENTIFIERS,
    Population,
    asked_for,
    assessed,
    population_in,
    refuse_not_there,
    table_in,
)
from grondrecht.rights.awards import (
    award,
    plain_ids,
    pseudonymised,
    refuse_national_numbers,
)
from grondrecht.rights.wording import money_text
from grondrecht.writing.files import STANDARD_OUTPUT

FORMAT = "grondrecht-award/1"
COUNTS = (
    *("misses", "may_miss", "receives", "receives_unsure", "receives_without"),
    "not_found",
)


def run(
    measure: str,
    population: Sequence[str],
    received: str,
    on: str,
    key: str,
    out: str,
    folder: str,
    lang: str,
    as_json: bool,
) -> int:
    """Set who is entitled beside who receives; write who misses it, or nothing."""
    lang, at = language(lang), day(on)
    law = law_in(folder)
    wanted = measure_named(law, measure)
    outputs = {_kind(out): out} if out else {}
    asked_for([received, key, *population], as_json, **outputs)
    secret = key_in(key) if key else None
    given = _plain(population_in(population, law, is_hidden=True), secret)
    answer = assessed(law, given, at, [wanted.id], conditions=True)
    refuse_not_there(answer, wanted.id, at)
    with refused({"received": received}):
        found = award(answer, wanted.id, _receivers(received, secret))
    frame = found.frame if secret is None else pseudonymised(found.frame, secret, ["id"])
    rows = worded(frame, answer, wanted.id, lang)
    shown = Found(found, answer, at, rows, given.is_synthetic, lang)
    write_all({path: partial(WRITERS[kind], shown) for kind, path in outputs.items()})
    if as_json:
        print_json(as_data(shown) | {"out": Path(out).name})
    elif out != STANDARD_OUTPUT:
        print_lines(lines(shown, out))
    return 0


def _kind(out: str) -> str:
    """What kind of file a name asks for. Raises typer.BadParameter."""
    if out == STANDARD_OUTPUT or out.endswith(".csv"):
        return "csv"
    if out.endswith(".xlsx"):
        return "xlsx"
    raise typer.BadParameter("geef een naam die eindigt op .csv of .xlsx", param_hint="--out")


# Identifiers


def key_in(file: str) -> bytes:
    """The key that a file holds, byte for byte. Raises GivenError."""
    try:
        key = Path(file).read_bytes()
    except OSError as error:
        raise GivenError(
            f"De sleutel {file} kan niet gelezen worden; maak er een van minstens 16 willekeurige"
            " bytes, bijvoorbeeld met head -c 32 /dev/urandom."
        ) from error
    with refused():
        pseudonymised(pl.DataFrame({"id": []}), key, ())
    return key


def _plain(given: Population, secret: bytes | None) -> Population:
    """The population with identifiers as plain text; national numbers only where there is a key."""
    frames = [given.persons, *([given.households] if given.households is not None else [])]
    # Both tables may come from one file of JSON.
    files = [*given.files, given.files[-1]]
    made = [_texts(frame, secret, file) for frame, file in zip(frames, files, strict=False)]
    return Population(made[0], made[1] if len(made) > 1 else None, given.files)


def _receivers(file: str, secret: bytes | None) -> pl.DataFrame:
    return _texts(table_in(file), secret, file)


def _texts(frame: pl.DataFrame, secret: bytes | None, file: str) -> pl.DataFrame:
    for name in set(IDENTIFIERS) & set(frame.columns):
        if secret is None:
            with refused():
                refuse_national_numbers(frame[name], file)
        frame = frame.with_columns(plain_ids(frame[name]))
    return frame


# What is shown


def counts(found: Found) -> dict[str, int]:
    """How many, of each kind."""
    return {**found.award.counts, "not_found": found.award.not_found}


def lines(found: Found, out: str) -> list[str]:
    """What was found, in lines."""
    lang, held = found.lang, counts(found)
    numbers = words_in(lang)
    made = [title(found), ""]
    made += [f"{numbers.number(held[key], 0):>10}  {said('award', key, lang)}" for key in COUNTS]
    made.append("")
    share = found.award.non_take_up
    if share is not None:
        made.append(said("award", "non_take_up", lang, share=numbers.number(share * 100, 1)))
    if found.award.amounts:
        least, most = (
            money_text(found.award.amounts[end], found.per, lang) for end in ("least", "most")
        )
        both = least if least == most else f"{least} – {most}"
        made.append(said("award", "missed", lang, amount=both))
    if out:
        made.append(said("award", "rows", lang, n=numbers.number(found.rows.height, 0), file=out))
    made += stale_lines(len(found.answer.in_force.stale), lang)
    return [*made, *([said("said", "synthetic", lang)] * found.is_synthetic)]


def as_data(found: Found) -> dict[str, Any]:
    """What was found as data, without the rows; docs/rights-commands.md has the keys."""
    amounts = found.award.amounts
    return {
        "format": FORMAT,
        "measure": found.award.measure.id,
        "on": found.on,
        "counts": counts(found),
        "non_take_up": found.award.non_take_up,
        "missed": {end: euros(cents) for end, cents in amounts.items()} if amounts else None,
        "per": found.per,
        "rows": found.rows.height,
        "stale": [each.parameter.name for each in found.answer.in_force.stale],
        "synthetic": found.is_synthetic,
    }
