"""The monitor beside R's laeken, on one machine in one run: time, memory, and the bounds to keep.

The data are laeken's own (eusilc, read in place), larger ones are its rows many times over with
noise of N(0,1) on each income and weights divided by as much. Ours runs in a process of its own for
each case: the median of three runs, and in a fourth the peak of the memory that numpy and Python
hold, the columns included, as so many times the columns. Where other programs keep the machine
busy, work takes longer than the processor works on it: bounds are on the lesser of the two, and
laeken's seconds, which are of one core, are its processor's.
With --write the table goes into docs/monitor-speed.md.

example: python bench/monitor_speed.py --write
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
import tracemalloc
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from statistics import median

import numpy as np
import polars as pl

from grondrecht.monitor import Survey, indicators

PAGE = Path(__file__).parents[1] / "docs" / "monitor-speed.md"
BEGIN, END = "<!-- measured -->\n", "<!-- until here -->\n"
# So many times the columns may be held.
MEMORY = 3
FOUR = ("arop", "s80s20", "rmpg", "gini")
SAMPLE = ("eqIncome", "rb050", "db040", "db030")
EXPORT = """
suppressMessages(library(laeken)); data(eusilc); options(digits = 17)
write.csv(eusilc[c("eqIncome", "rb050", "db040", "db030")], "{file}", row.names = FALSE)
"""
BOOTSTRAP = """
suppressMessages(library(laeken)); d <- read.csv("{file}", stringsAsFactors = TRUE)
took <- system.time(for (name in c("arpr", "qsr", "rmpg", "gini")) {{
  own <- get(name)("eqIncome", weights = "rb050", data = d)
  variance("eqIncome", weights = "rb050", design = "db040", cluster = "db030", data = d,
           indicator = own, R = {replicates}, bootType = "naive", seed = 1)
}})
cat(took[["user.self"]] + took[["sys.self"]])
"""


@dataclass(frozen=True)
class Case:
    """What is measured: ``seconds`` and ``times`` laeken's are the bounds to keep."""

    name: str
    copies: int
    columns: Sequence[str]
    work: Callable[[Survey], object]
    seconds: float | None = None
    times: float | None = None
    laeken: int = 0


CASES = {
    "bootstrap-1000": Case(
        "bootstrap, 1,000 replicates, four indicators",
        1,
        SAMPLE,
        lambda survey: indicators(survey, FOUR, replicates=1000),
        0.5,
        70,
        1000,
    ),
    "bootstrap-100": Case(
        "bootstrap, 100 replicates, four indicators",
        10,
        SAMPLE,
        lambda survey: indicators(survey, FOUR, replicates=100),
        None,
        200,
        100,
    ),
    "linearised": Case(
        "linearised errors of four indicators",
        100,
        SAMPLE,
        lambda survey: indicators(survey, FOUR),
        0.5,
    ),
    "domains": Case(
        "rate with error for 60 domains and all",
        95,
        (*SAMPLE, "domain"),
        lambda survey: indicators(survey, "arop", by="domain"),
        3,
    ),
    "values": Case(
        "five indicators, values alone",
        675,
        SAMPLE[:2],
        lambda survey: indicators(survey, (*FOUR, "median"), margins=False),
        1.2,
    ),
}


def main() -> None:
    """Measure every case, print the table, and say which bound is not kept (exit status 1)."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--only", choices=CASES, action="append", help="a case; may be given again")
    parser.add_argument("--write", action="store_true", help="write the table into docs/")
    parser.add_argument("--without-laeken", action="store_true", help="measure ours alone")
    parser.add_argument("--case", nargs=2, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.case:
        print(json.dumps(measured(CASES[options.case[0]], Path(options.case[1]))))
        return
    if shutil.which("Rscript") is None:
        sys.exit("Rscript is not here; install it: apt-get install r-base-core r-cran-laeken")
    kept = True
    lines = []
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "eusilc.csv"
        r(EXPORT.format(file=file))
        for key in options.only or CASES:
            line, held = told(key, file, with_laeken=not options.without_laeken)
            print(line, flush=True)
            lines.append(line)
            kept = kept and held
    if options.write:
        write(lines)
    sys.exit(not kept)


HEAD = """\
| what | rows | ours, s | processor, s | laeken, s | times laeken | memory | bound |
|---|---|---|---|---|---|---|---|
"""


def told(key: str, file: Path, *, with_laeken: bool) -> tuple[str, bool]:
    """The line of the table for one case, and whether its bounds are kept."""
    case = CASES[key]
    table = file.with_name(f"{key}.arrow")
    made = larger(pl.read_csv(file), case.copies).select(case.columns).rechunk()
    made.write_ipc(table, record_batch_size=len(made))
    ours = json.loads(
        subprocess.run(
            [sys.executable, __file__, "--case", key, str(table)],
            check=True,
            stdout=subprocess.PIPE,
            text=True,
        ).stdout
    )
    theirs = laeken(case, table) if case.laeken and with_laeken else None
    took = min(ours["seconds"], ours["processor"])
    ratio = theirs / took if theirs else None
    held = ours["memory"] <= MEMORY and (case.seconds is None or took <= case.seconds)
    held = held and (ratio is None or case.times is None or ratio >= case.times)
    bounds = [f"≤ {case.seconds} s"] if case.seconds else []
    bounds += [f"≥ {case.times:g} times"] if case.times else []
    cells = (
        case.name,
        f"{ours['rows']:,}",
        f"{ours['seconds']:.2f}",
        f"{ours['processor']:.2f}",
        f"{theirs:.1f}" if theirs else "",
        f"{ratio:.0f}" if ratio else "",
        f"{ours['memory']:.1f}",
        ", ".join(bounds) + ("" if held else ": **not kept**"),
    )
    return "| " + " | ".join(cells) + " |", held


def larger(data: pl.DataFrame, copies: int) -> pl.DataFrame:
    """The rows so many times over; households are others in each copy, domains are drawn."""
    draw = np.random.default_rng(1)
    count = len(data) * copies
    noise = draw.normal(size=count) if copies > 1 else np.zeros(count)
    copy = np.repeat(np.arange(copies), len(data))
    household = np.tile(data["db030"].to_numpy(), copies) + copy * (data["db030"].max() + 1)
    return pl.DataFrame(
        {
            "eqIncome": np.tile(data["eqIncome"].to_numpy(), copies) + noise,
            "rb050": np.tile(data["rb050"].to_numpy(), copies) / copies,
            "db040": np.tile(data["db040"].to_numpy(), copies).tolist(),
            "db030": household,
            "domain": draw.integers(0, 60, count),
        }
    )


def laeken(case: Case, table: Path) -> float:
    """The seconds of the processor that laeken takes for the same."""
    file = table.with_suffix(".csv")
    pl.read_ipc(table).write_csv(file)
    return float(r(BOOTSTRAP.format(file=file, replicates=case.laeken)))


def r(code: str) -> str:
    """What a program in R prints."""
    made = subprocess.run(["Rscript", "-e", code], check=True, capture_output=True, text=True)
    return made.stdout.split()[-1] if made.stdout.strip() else ""


def measured(case: Case, table: Path, runs: int = 3) -> dict[str, float]:
    """Seconds, processor seconds and the peak of memory of our own work on a table in memory."""
    frame = pl.scan_ipc(table).head(2000).collect()
    names = {"income": "eqIncome", "weight": "rb050", "strata": "db040", "household": "db030"}
    roles = {role: name for role, name in names.items() if name in frame.columns}
    # Definitions and libraries are loaded before the clock runs.
    case.work(Survey(frame, **roles))
    frame = pl.read_ipc(table)
    # A text takes 16 bytes in its column, whatever its length.
    size = sum(16 if kind == pl.String else 8 for kind in frame.dtypes) * len(frame)
    took = []
    for _ in range(runs):
        wall, processor = time.perf_counter(), time.process_time()
        case.work(Survey(frame, **roles))
        took.append((time.perf_counter() - wall, time.process_time() - processor))
    # A run of its own: keeping count of memory takes time.
    tracemalloc.start()
    case.work(Survey(frame, **roles))
    return {
        "rows": len(frame),
        "seconds": median(wall for wall, _ in took),
        "processor": median(processor for _, processor in took),
        "memory": 1 + tracemalloc.get_traced_memory()[1] / size,
    }


def write(lines: Sequence[str]) -> None:
    """Put the table into the page."""
    before, _, rest = PAGE.read_text("utf-8").partition(BEGIN)
    _, _, after = rest.partition(END)
    others = os.getloadavg()[0] - 1
    busy = f"; {others:.0f} other programs ran at the same time" if others >= 1 else ""
    when = f"Measured on {date.today():%-d %B %Y}, {os.cpu_count()} cores{busy}.\n\n"
    PAGE.write_text(f"{before}{BEGIN}{when}{HEAD}" + "\n".join(lines) + f"\n{END}{after}", "utf-8")


if __name__ == "__main__":
    main()
