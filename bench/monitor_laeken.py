"""Our indicators beside those of R's laeken, on laeken's own data, in one run.

    python bench/monitor_laeken.py [--json]

Threshold (40, 50, 60, 70 % of the median), rate, gap, S80/S20 and Gini coefficient, for everyone,
by region and by sex: the largest relative difference of each. Standard errors beside those that
R's convey 0.2.5 gave for the same data (regions as strata, households as clusters). Status 1 where
a value differs by more than 1e-9 of itself, or a margin by more than 1e-5. Needs R (apt-get install
r-base-core r-cran-laeken). The data are read in place and not kept: laeken is GPL.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
from io import StringIO
from pathlib import Path
from typing import NamedTuple

import polars as pl
from rich.console import Console
from rich.table import Table

from grondrecht.monitor import Result, Survey, definition, indicators

BOUND = 1e-9
MARGIN_BOUND = 1e-5
# convey 0.2.5 on eusilc, ids = ~db030, strata = ~db040: digits as it printed them.
MARGINS = {
    ("arop", "total"): 0.475954283218,
    ("gini", "total"): 0.308245602508,
    ("rmpg", "total"): 0.968733,
    ("s80s20", "total"): 0.068184,
    ("arop", "Burgenland"): 3.08907,
    ("gini", "Burgenland"): 2.12502,
    ("arop", "Vienna"): 1.29826,
    ("gini", "Vienna"): 0.71265,
}
PROGRAM = r"""
suppressMessages(library(laeken)); data(eusilc); options(digits = 17)
eusilc$all <- "total"
write.csv(eusilc, FILE, row.names = FALSE)
say <- function(indicator, domain, value)
  cat(paste(indicator, domain, format(value, digits = 17), sep = "\t"), "\n", sep = "")
for (p in c(0.4, 0.5, 0.6, 0.7)) {
  line <- arpt("eqIncome", weights = "rb050", p = p, data = eusilc)
  say(paste0("arpt", p * 100), "total", as.numeric(line))
  for (by in c("all", "db040", "rb090")) {
    rate <- arpr("eqIncome", weights = "rb050", breakdown = by, p = p, data = eusilc)
    found <- rate$valueByStratum
    for (i in seq_len(nrow(found))) say(paste0("arop", p * 100), found$stratum[i], found$value[i])
  }
}
for (by in c("all", "db040", "rb090")) for (name in c("rmpg", "qsr", "gini")) {
  found <- get(name)("eqIncome", weights = "rb050", breakdown = by, data = eusilc)$valueByStratum
  for (i in seq_len(nrow(found))) say(name, as.character(found$stratum[i]), found$value[i])
}
"""
NAMES = {"arop60": "arop", "qsr": "s80s20", "arpt60": "arpt"}


class Row(NamedTuple):
    """How far we are from another program: relative for values, as it stands for margins."""

    name: str
    beside: str
    count: int
    largest: float
    bound: float


def laekens(folder: Path) -> tuple[pl.DataFrame, dict[tuple[str, str], float]]:
    """laeken's data, and its values by indicator and domain."""
    file = folder / "eusilc.csv"
    code = PROGRAM.replace("FILE", f'"{file}"')
    done = subprocess.run(["Rscript", "-e", code], capture_output=True, text=True, check=True)
    rows = [line.split("\t") for line in StringIO(done.stdout).read().splitlines()]
    values = {(NAMES.get(name, name), domain): float(value) for name, domain, value in rows}
    return pl.read_csv(file, null_values="NA", infer_schema_length=None), values


def ours(data: pl.DataFrame) -> dict[tuple[str, str], Result]:
    """Our results by indicator and domain, in laeken's words."""
    survey = Survey(
        data, income="eqIncome", weight="rb050", strata="db040", household="db030", person="rb030"
    )
    lines = [definition("arpt", id=f"arpt{p}", factor=p / 100) for p in (40, 50, 70)]
    asked = ["arpt", "arop40", "arop50", "arop", "arop70", "rmpg", "s80s20", "gini", *lines]
    found = indicators(survey, asked, by=["db040", "rb090"])
    return {(each.indicator, each.domain.rpartition("=")[2]): each for each in found}


def compared() -> list[Row]:
    """Per indicator the largest difference of its values, and of its margins."""
    with tempfile.TemporaryDirectory() as folder:
        data, theirs = laekens(Path(folder))
    own = ours(data)
    worst: dict[str, list[float]] = {}
    for (name, domain), value in theirs.items():
        worst.setdefault(name, []).append(abs(own[name, domain].value / value - 1))
    rows = [Row(name, "laeken", len(each), max(each), BOUND) for name, each in worst.items()]
    for name in dict.fromkeys(name for name, _ in MARGINS):
        apart = [
            abs(own[key].standard_error - margin)
            for key, margin in MARGINS.items()
            if key[0] == name
        ]
        rows.append(Row(f"{name}, margin", "convey", len(apart), max(apart), MARGIN_BOUND))
    return rows


def main() -> int:
    """Compare and print; 1 where a difference is above its bound."""
    words = argparse.RawTextHelpFormatter
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=words)
    parser.add_argument("--json", action="store_true", help="print JSON")
    asked = parser.parse_args()
    rows = compared()
    if asked.json:
        print(json.dumps([row._asdict() for row in rows], indent=1))
    else:
        table = Table("indicator", "beside", "compared", "largest difference", "bound")
        for row in rows:
            table.add_row(
                row.name, row.beside, str(row.count), f"{row.largest:.1e}", f"{row.bound:.0e}"
            )
        Console().print(table)
    return int(any(row.largest > row.bound for row in rows))


if __name__ == "__main__":
    sys.exit(main())
