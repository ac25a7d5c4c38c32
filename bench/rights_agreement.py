"""Whether one household and a population say the same, to the cent, over random households.

    python bench/rights_agreement.py [--households 100000] [--seed 1] [--write]

Random households, municipalities and organisations, of each of which all is known, or nine tenths,
or half; their values lie around the limits of the measures more often than elsewhere. Each is
answered by itself (assess) and with all others as columns (assess_population), for all measures
that ship, on the days on which their rules change. Status 1 where one answer or one cent differs.
With --write the table goes into docs/rights-agreement.md.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from itertools import cycle, islice
from pathlib import Path
from typing import Any

import numpy as np
import polars as pl
from numpy.typing import NDArray

from grondrecht import rights
from grondrecht.rights.law import Law, days_of
from grondrecht.rights.questions import turns
from grondrecht.rights.values import text_of
from grondrecht.rights.vocabulary import EPOCH, Input

PAGE = Path(__file__).parents[1] / "docs" / "rights-agreement.md"
MEASURES = Path(rights.__file__).parent / "data" / "flanders"
BEGIN, END = "<!-- measured -->\n", "<!-- until here -->\n"
# Households in one go; of each the rest, and a tenth of municipalities and organisations.
CHUNK = 2_500
HOMES = (("head",), ("head", "partner"), ("head", "child"), ("head", "partner", "child", "child"))
HOMES = (
    *HOMES,
    ("other", "child", "head"),
    ("child", "child", "child", "partner", "head", "other"),
)
KNOWN = (1.0, 0.9, 0.5)
OUTCOMES = ("no", "yes", "unknown")
Answer = tuple[str, int, int]
Array = NDArray[np.float64]


def main() -> None:
    """Compare, print the table, and leave with status 1 where anything differs."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--households", type=int, default=100_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--write", action="store_true", help="write the table into docs/")
    options = parser.parse_args()
    law = rights.load(MEASURES)
    counts: dict[str, Counter[str]] = {name: Counter() for name in law.measures}
    for number, size in enumerate(chunks(options.households)):
        compare(law, counts, np.random.default_rng((options.seed, number)), number, size)
        print(f"{number * CHUNK + size:,} households", file=sys.stderr)
    lines = table(law, counts, options.households, options.seed)
    print("\n".join(lines))
    if options.write:
        before, _, rest = PAGE.read_text("utf-8").partition(BEGIN)
        _, _, after = rest.partition(END)
        PAGE.write_text(before + BEGIN + "\n".join(lines) + "\n" + END + after, "utf-8")
    sys.exit(int(any(held["differ"] for held in counts.values())))


def chunks(n_households: int) -> Iterator[int]:
    for first in range(0, n_households, CHUNK):
        yield min(CHUNK, n_households - first)


def compare(
    law: Law, counts: dict[str, Counter[str]], rng: np.random.Generator, number: int, size: int
) -> None:
    """Random people of a chunk, answered on one day in both ways."""
    day = next(islice(cycle(days(law)), number, None))
    known = rng.choice(KNOWN, size)
    persons, households = homes(law, day, rng, known, number)
    compared(law, day, counts, {"persons": persons, "households": households})
    for of, plural in (("municipality", "municipalities"), ("organisation", "organisations")):
        part = max(size // 10, 1)
        frame = pl.DataFrame(
            {"id": np.arange(part), **columns(law, day, rng, of, known[:part], number)}
        )
        compared(law, day, counts, {plural: frame})


def days(law: Law) -> list[date]:
    """The days on which rules or figures change, each with the day before."""
    versions = [version for held in law.measures.values() for version in held.versions]
    found = {day for version in versions for day in days_of(version)}
    return sorted(
        found | {day - timedelta(1) for day in found} | {date(2019, 12, 31)}, reverse=True
    )


def homes(
    law: Law, day: date, rng: np.random.Generator, known: Array, number: int
) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Persons and their households; ``known`` is the share of it that is known, per household."""
    kinds = rng.integers(0, len(HOMES), len(known))
    sizes = np.array([len(home) for home in HOMES])[kinds]
    ids = np.repeat(np.arange(len(known)), sizes)
    roles = [role for kind in kinds for role in HOMES[kind]]
    persons = {"id": np.arange(len(ids)), "household": ids, "role": roles}
    persons |= columns(law, day, rng, "person", np.repeat(known, sizes), number)
    households = columns(law, day, rng, "household", known, number)
    return pl.DataFrame(persons), pl.DataFrame({"id": np.arange(len(known)), **households})


def columns(
    law: Law, day: date, rng: np.random.Generator, of: str, known: Array, number: int
) -> dict[str, pl.Series]:
    """Random values of all inputs, each in one of the ways that a table may hold it."""
    inputs = [each for each in law.inputs.values() if each.of == of and each.name != "role"]
    return {
        each.name: column(each, numbers(each, turns(law.on(day), each), rng, known), number)
        for each in inputs
    }


def numbers(
    given: Input, marks: Sequence[int], rng: np.random.Generator, known: Array
) -> list[Any]:
    """Whole numbers: half around limits, half anywhere, small ones more; None where not known."""
    n_rows = len(known)
    spread = (given.high - given.low) * rng.random(n_rows) ** 4
    anywhere = np.minimum(given.low + np.rint(spread).astype(np.int64), given.high)
    if given.kind in ("yes_no", "choice"):
        anywhere = rng.integers(given.low, given.high + 1, n_rows)
    if given.kind == "yes_no":
        # A right with many conditions is had by few, unless some households have most.
        anywhere = (rng.random(n_rows) < np.where(known == 1, 0.9, 0.6)).astype(np.int64)
    near = rng.choice(np.asarray(marks), n_rows)
    values = np.where(rng.random(n_rows) < 0.5, near, anywhere)
    if given.kind == "yes_no":
        values = anywhere
    is_known = rng.random(n_rows) < known
    return [int(value) if there else None for value, there in zip(values, is_known, strict=True)]


def column(given: Input, values: list[Any], number: int) -> pl.Series:
    if given.kind == "number" and given.scale == 1:
        return pl.Series(given.name, values, pl.Int64)
    if given.kind == "date":
        days = [None if value is None else date.fromordinal(value + EPOCH) for value in values]
        return pl.Series(given.name, days, pl.Date)
    if given.kind == "yes_no" and number % 2:
        return pl.Series(given.name, [None if v is None else bool(v) for v in values], pl.Boolean)
    texts = [None if value is None else text_of(given, value) for value in values]
    if given.kind == "number" and number % 2:
        # The float that stands nearest to the cents.
        return pl.Series(given.name, [None if t is None else float(t) for t in texts], pl.Float64)
    return pl.Series(given.name, texts, pl.String)


def compared(
    law: Law, day: date, counts: dict[str, Counter[str]], population: dict[str, pl.DataFrame]
) -> None:
    many = rights.assess_population(law, **population, on=day)
    one: dict[str, list[Answer]] = {name: [] for name in many.columns}
    for given in each_one(population):
        for answer in rights.assess(law, given, on=day).answers:
            least, most = answer.amount or (0, 0)
            one[answer.measure.id].append((answer.entitled, least, most))
    for name, held in many.columns.items():
        nothing = np.zeros(len(held.entitled), np.int64)
        least, most = (nothing if end is None else end for end in (held.least, held.most))
        words = [OUTCOMES[each] for each in held.entitled]
        columnar = list(zip(words, least.tolist(), most.tolist(), strict=True))
        counts[name].update(words)
        counts[name]["answers"] += len(columnar)
        counts[name]["cents"] += int(most.sum())
        counts[name]["differ"] += sum(a != b for a, b in zip(one[name], columnar, strict=True))


def each_one(population: dict[str, pl.DataFrame]) -> Iterator[dict[str, Any]]:
    """The same as JSON would give it, one household, municipality or organisation at a time."""
    for plural, of in (("municipalities", "municipality"), ("organisations", "organisation")):
        for row in population[plural].iter_rows(named=True) if plural in population else ():
            yield {of: row}
    if "persons" in population:
        persons = population["persons"].partition_by("household", maintain_order=True)
        homes = population["households"].iter_rows(named=True)
        for home, members in zip(homes, persons, strict=True):
            yield {**home, "persons": members.drop("household").to_dicts()}


def table(law: Law, counts: dict[str, Counter[str]], n_households: int, seed: int) -> list[str]:
    total = sum((held for held in counts.values()), Counter[str]())
    lines = [
        f"{n_households:,} random households (seed {seed}) on {len(days(law))} days,"
        f" {len(counts)} measures: {total['answers']:,} answers compared, **{total['differ']:,}"
        " differ**.",
        "",
        "| measure | answers | yes | no | unknown | differ |",
        "|---|---:|---:|---:|---:|---:|",
    ]
    for name, held in sorted(counts.items()):
        cells = [f"{held[key]:,}" for key in ("answers", "yes", "no", "unknown", "differ")]
        lines.append(f"| {name} | {' | '.join(cells)} |")
    return lines


if __name__ == "__main__":
    main()
