"""Rights beside OpenFisca-Core, on one machine in one run: time, memory, and the bounds to keep.

People are the synthetic population. Each case runs in a process of its own, from data in memory to
totals; times are medians. OpenFisca (PyPI, AGPL) is put in a virtual environment of this bench and
is no dependency; where it cannot be had the rest is measured and that is said. It answers one
measure, the same as ours: the part of a water bill above five percent of income.
With --write the table goes into docs/rights-speed.md.

example: python bench/rights_speed.py --write
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import cycle
from pathlib import Path
from statistics import median

import numpy as np
import polars as pl

from grondrecht import rights
from grondrecht.rights.many import tables_of_json
from grondrecht.rights.reasons import reasons
from grondrecht.rights.reforms import reform
from grondrecht.rights.synthetic import DATA, PERSONS, in_households, synthetic

PAGE = Path(__file__).parents[1] / "docs" / "rights-speed.md"
BEGIN, END = "<!-- measured -->\n", "<!-- until here -->\n"
OPENFISCA = ("openfisca-core[web-api]==46.*", "openfisca-country-template")
ON = date(2016, 6, 1)
MEASURES = 30
ONE = "water-bill-five-percent"
# What JSON says of a household and its persons, where known.
GIVEN = (
    *("age", "net_income", "speaks_dutch", "receives_living_wage", "receives_income_guarantee"),
    *("has_increased_reimbursement", "in_poverty", "has_disability", "is_jobseeker"),
    *("jobseeker_since", "region", "tenure", "is_protected_customer", "is_vulnerable"),
    "water_bill",
)
SAME = ("net_income", "is_vulnerable", "water_bill")
HOUSEHOLDS = (10_000, 50_000)
REFORM = """\
format: grondrecht-reform/1
id: six-percent
names: {nl: Zes procent, en: Six percent}
changes:
  - measure: water-bill-five-percent
    parameters: {line: {2015-01-01: 6}}
"""


@dataclass(frozen=True)
class Case:
    """What is measured; ``seconds`` and ``gigabytes`` are bounds, ``beside`` OpenFisca's case."""

    name: str
    work: Callable[[Path], dict[str, float]]
    seconds: float | None = None
    gigabytes: float | None = None
    beside: tuple[str, str] | None = None


def main() -> None:
    """Measure every case, print the table, and say which bound is not kept (exit status 1)."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--only", choices=CASES, action="append", help="a case; may be given again")
    parser.add_argument("--write", action="store_true", help="write the table into docs/")
    parser.add_argument("--without-openfisca", action="store_true", help="measure ours alone")
    parser.add_argument("--limit", type=float, default=900, help="seconds that OpenFisca may take")
    parser.add_argument("--persons", type=int, default=PERSONS, help="how many in the population")
    parser.add_argument("--case", nargs=2, help=argparse.SUPPRESS)
    parser.add_argument("--prepare", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.case:
        print(json.dumps(CASES[options.case[0]].work(Path(options.case[1]))))
        return
    if options.prepare:
        prepare(Path(options.prepare), options.persons)
        return
    kept, lines = True, []
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        # Not here: a process that this one starts would count its memory as its own.
        made = [sys.executable, __file__, "--prepare", place, "--persons", str(options.persons)]
        subprocess.run(made, check=True)
        python = None if options.without_openfisca else installed(folder)
        for key in options.only or CASES:
            line, held = told(key, folder, python, options.limit)
            print(line, flush=True)
            lines.append(line)
            kept = kept and held
    if options.write:
        write(lines)
    sys.exit(not kept)


def prepare(folder: Path, persons: int) -> None:
    """The data of all cases, in files."""
    law = rights.load(DATA / "flanders")
    people, homes = synthetic(persons, inputs=law.inputs)
    people.write_ipc(folder / "persons.arrow")
    homes.write_ipc(folder / "households.arrow")
    plain(people, homes, folder)
    few = people.filter(pl.col("household") <= max(HOUSEHOLDS)), homes.head(max(HOUSEHOLDS))
    write_json("given", GIVEN, law, *few, folder)
    write_json("same", SAME, law, *map(filled, few), folder)


def write_json(
    name: str,
    inputs: Sequence[str],
    law: rights.Law,
    people: pl.DataFrame,
    homes: pl.DataFrame,
    folder: Path,
) -> None:
    """Files of so many households with some inputs, and the same for OpenFisca."""
    made = in_households(people, homes, {each: law.inputs[each] for each in ("role", *inputs)})
    for count in HOUSEHOLDS:
        (folder / f"{name}-{count}.json").write_text(json.dumps(made[:count]))
        if name == "same":
            theirs = json.dumps(as_openfisca(made[:count]))
            (folder / f"openfisca-{count}.json").write_text(theirs)


def filled(frame: pl.DataFrame) -> pl.DataFrame:
    """The same with nothing unknown, which OpenFisca does not know of."""
    return frame.with_columns(
        pl.col(pl.Boolean).fill_null(False), pl.col(pl.Float64).fill_null(0.0)
    )


def plain(people: pl.DataFrame, homes: pl.DataFrame, folder: Path) -> None:
    """What the one measure needs, all of it known: as tables, and as the columns of OpenFisca."""
    people = filled(people.select("id", "household", "role", *SAME[:1]))
    homes = filled(homes.select("id", *SAME[1:]))
    people.write_ipc(folder / "plain-persons.arrow")
    homes.write_ipc(folder / "plain-households.arrow")
    np.savez(
        folder / "plain.npz",
        home=people["household"].to_numpy() - 1,
        role=(~people["role"].cast(pl.String).is_in(["head", "partner"])).cast(pl.Int64).to_numpy(),
        **{name: people[name].to_numpy() for name in SAME[:1]},
        **{name: homes[name].to_numpy() for name in SAME[1:]},
    )


def as_openfisca(households: Sequence[dict[str, object]]) -> dict[str, object]:
    """The same households as OpenFisca takes them."""
    persons: dict[str, object] = {}
    homes: dict[str, object] = {}
    for home in households:
        held = home["persons"]
        assert isinstance(held, list)
        adults = [each["id"] for each in held if each["role"] in ("head", "partner")]
        for each in held:
            persons[each["id"]] = {"net_income": {"2016-06": each["net_income"]}}
        homes[str(home["id"])] = {
            "adults": adults,
            "children": [each["id"] for each in held if each["id"] not in adults],
            **{name: {"2016-06": home[name]} for name in SAME[1:]},
        }
    return {"persons": persons, "households": homes}


def installed(folder: Path) -> Path | None:
    """The Python of a new virtual environment with OpenFisca; None where it cannot be had."""
    place = folder / "openfisca"
    python = place / "bin" / "python"
    subprocess.run([sys.executable, "-m", "venv", str(place)], check=True)
    asked = [str(python), "-m", "pip", "install", "--quiet", *OPENFISCA]
    found = subprocess.run(asked, check=False, capture_output=True, text=True)
    if found.returncode:
        print(f"OpenFisca cannot be had from PyPI here: {found.stderr.strip().splitlines()[-1]}")
        return None
    return python


# Ours


def law() -> rights.Law:
    """The measures that come with the package."""
    return rights.load(DATA / "flanders")


def thirty(held: rights.Law) -> list[str]:
    """Some measures for persons and households that hold on the day."""
    return [each.measure.id for each in held.on(ON).fitting("household").measures][:MEASURES]


def times(work: Callable[[], object], runs: int) -> Iterator[tuple[float, float]]:
    """Seconds, and seconds that the processors were busy."""
    for _ in range(runs):
        wall, busy = time.perf_counter(), time.process_time()
        work()
        yield time.perf_counter() - wall, time.process_time() - busy


def measured(work: Callable[[], object], runs: int, size: int) -> dict[str, float]:
    """The medians, and the most memory that the process ever held, in gigabytes."""
    wall, busy = zip(*times(work, runs), strict=True)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 2**20
    return {"size": size, "seconds": median(wall), "processor": median(busy), "gigabytes": peak}


def one_household(folder: Path) -> dict[str, float]:
    """Each time another household: its answers, and every line of every reason in Dutch."""
    held = law()
    asked = thirty(held)
    given = in_households(*synthetic(1_000, inputs=held.inputs), held.inputs)
    households = cycle(given)

    def work() -> None:
        answers = rights.assess(held, next(households), on=ON, measures=asked).answers
        for answer in answers:
            for _, reason in reasons(answer).walk():
                reason.text("nl")

    list(times(work, 20))
    return measured(work, 2_000, 1)


def json_households(name: str, count: int, some: bool) -> Callable[[Path], dict[str, float]]:
    """From the text of a file of JSON to totals, of one measure or thirty."""

    def case(folder: Path) -> dict[str, float]:
        held = law()
        asked = thirty(held) if some else [ONE]
        text = (folder / f"{name}-{count}.json").read_text()
        found = {}

        def work() -> None:
            tables = tables_of_json(text, held.inputs)
            found["sum"] = _sum(rights.assess_population(held, *tables, on=ON, measures=asked))

        return measured(work, 5, count) | found

    return case


def people(name: str, some: bool) -> Callable[[Path], dict[str, float]]:
    """From tables in memory, their checks included, to totals, of one measure or thirty."""

    def case(folder: Path) -> dict[str, float]:
        held = law()
        asked = thirty(held) if some else [ONE]
        persons = pl.read_ipc(folder / f"{name}persons.arrow")
        households = pl.read_ipc(folder / f"{name}households.arrow")
        found = {}

        def work() -> None:
            answer = rights.assess_population(held, persons, households, on=ON, measures=asked)
            found["sum"] = _sum(answer)

        return measured(work, 3, persons.height) | found

    return case


def _sum(answer: rights.PopulationAnswer) -> float:
    """What the amounts of the one measure come to, in euro."""
    totals = answer.totals().filter(pl.col("measure") == ONE)
    return int(totals["amount_least"].sum()) / 100


def new_reform(folder: Path) -> dict[str, float]:
    """A file read, its changes laid over the law, and what is in force on a day."""
    held = law()
    held.on(ON)
    file = folder / "reform.yaml"
    file.write_text(REFORM)
    return measured(lambda: reform(held, file).law.on(ON).program, 50, 1)


FEW, MANY = HOUSEHOLDS
CASES = {
    "one": Case("one household, 30 measures, every reason in Dutch", one_household, 0.001),
    "json": Case(
        "households of JSON, 15 inputs, 30 measures", json_households("given", MANY, True), 1
    ),
    "json-few": Case(
        "households of JSON, one measure",
        json_households("same", FEW, False),
        beside=("json", f"openfisca-{FEW}.json"),
    ),
    "json-many": Case(
        "households of JSON, one measure",
        json_households("same", MANY, False),
        beside=("json", f"openfisca-{MANY}.json"),
    ),
    "people-one": Case(
        "persons in tables, one measure",
        people("plain-", False),
        0.7,
        beside=("vectors", "plain.npz"),
    ),
    "people-thirty": Case("persons in tables, 30 measures", people("", True), 15, 4),
    "reform": Case("a reform set up", new_reform, 0.01),
}

# The table

HEAD = """\
| what | how many | ours, s | processor, s | OpenFisca, s | times | memory, GB | bound |
|---|--:|--:|--:|--:|--:|--:|---|
"""


def told(key: str, folder: Path, python: Path | None, limit: float) -> tuple[str, bool]:
    """The line of the table for one case, and whether its bounds are kept."""
    case = CASES[key]
    ours = process([sys.executable, __file__, "--case", key, str(folder)])
    assert ours is not None
    theirs, ratio = "", ""
    if python is not None and case.beside:
        theirs, ratio = beside(case, ours, folder, python, limit)
    bounds = [f"≤ {case.seconds:g} s"] if case.seconds else []
    bounds += [f"≤ {case.gigabytes:g} GB"] if case.gigabytes else []
    kept = case.seconds is None or ours["seconds"] <= case.seconds
    kept = kept and (case.gigabytes is None or ours["gigabytes"] <= case.gigabytes)
    cells = (
        case.name,
        f"{ours['size']:,.0f}",
        digits(ours["seconds"]),
        digits(ours["processor"]),
        theirs,
        ratio,
        f"{ours['gigabytes']:.1f}",
        ", ".join(bounds) + ("" if kept else ": **not kept**"),
    )
    return "| " + " | ".join(cells) + " |", kept


def beside(
    case: Case, ours: dict[str, float], folder: Path, python: Path, limit: float
) -> tuple[str, str]:
    """OpenFisca's seconds for the same, and how many times ours they are."""
    assert case.beside
    how, file = case.beside
    script = str(Path(__file__).with_name("openfisca_households.py"))
    theirs = process([str(python), script, how, str(folder / file)], limit)
    if theirs is None:
        return f"> {limit:,.0f}", f"> {limit / ours['seconds']:,.0f}"
    if abs(theirs["sum"] / ours["sum"] - 1) > 1e-4:
        sys.exit(f"{case.name}: {ours['sum']} is not {theirs['sum']}, so it is not the same work")
    return digits(theirs["seconds"]), f"{theirs['seconds'] / ours['seconds']:,.1f}"


def process(command: list[str], limit: float | None = None) -> dict[str, float] | None:
    """What a process prints as JSON; None where it takes longer than it may."""
    try:
        made = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True, timeout=limit)
    except subprocess.TimeoutExpired:
        return None
    found: dict[str, float] = json.loads(made.stdout)
    return found


def digits(seconds: float) -> str:
    """Seconds, as far as they say something."""
    return f"{seconds:.5f}" if seconds < 0.01 else f"{seconds:,.2f}"


def write(lines: Sequence[str]) -> None:
    """Put the table into the page."""
    before, _, rest = PAGE.read_text("utf-8").partition(BEGIN)
    _, _, after = rest.partition(END)
    when = f"Measured on {date.today():%-d %B %Y}, {os.cpu_count()} cores.\n\n"
    PAGE.write_text(f"{before}{BEGIN}{when}{HEAD}" + "\n".join(lines) + f"\n{END}{after}", "utf-8")


if __name__ == "__main__":
    main()
