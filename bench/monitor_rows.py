"""A hundred million people in Parquet: five indicators within four gigabytes of memory.

Makes invented people in a folder of its own (numbered, in households in clusters in strata, incomes
in cents), which is removed afterwards, and reads them in a process whose peak of memory is
measured: once for values, once more for margins. Whether a person stands twice is looked up too.

example: python bench/monitor_rows.py --rows 100000000
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import numpy as np
import polars as pl

from grondrecht.monitor.results import Results
from grondrecht.monitor.streaming import Streamed, streamed

ASKED = ("arop", "s80s20", "rmpg", "gini", "median")
PART = 5_000_000
# What a row takes on the disk, with room to spare.
BYTES = 12
GIGABYTES = 4.0


def main() -> None:
    """Make the rows, read them, print what that took; exit status 1 where memory was too much."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--rows", type=int, default=100_000_000, help="so many (100 million)")
    parser.add_argument("--folder", type=Path, help="where the rows are put (a temporary folder)")
    parser.add_argument("--read", choices=("values", "margins"), help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.read:
        read(options.folder, margins=options.read == "margins")
        return
    with tempfile.TemporaryDirectory(dir=options.folder) as folder:
        free = shutil.disk_usage(folder).free
        if free < options.rows * BYTES:
            sys.exit(f"{folder} has {free / 1e9:.0f} GB left; name a larger disk with --folder.")
        make(Path(folder), options.rows)
        held = [peak(Path(folder), what) <= GIGABYTES for what in ("values", "margins")]
    sys.exit(not all(held))


def make(folder: Path, rows: int) -> None:
    """Write the people, a file for every five million."""
    start = time.perf_counter()
    for place, first in enumerate(range(0, rows, PART)):
        people(place, min(PART, rows - first)).write_parquet(folder / f"{place:04}.parquet")
    size = sum(file.stat().st_size for file in folder.iterdir()) / 1e9
    took = time.perf_counter() - start
    print(f"{rows:,} rows, {size:.2f} GB of Parquet, made in {took:.0f} s", flush=True)


def people(place: int, count: int) -> pl.DataFrame:
    """Some people: two in a household, a thousand in a cluster, forty clusters in a stratum."""
    draw = np.random.default_rng(place)
    home = np.arange(count) // 2
    cluster = np.arange(count) // 1000 + place * (PART // 1000)
    income = np.round(draw.lognormal(10, 0.55, home[-1] + 1), 2)
    weight = np.round(draw.uniform(0.5, 2, home[-1] + 1), 4)
    return pl.DataFrame(
        {
            "person": np.arange(count) + place * PART,
            "household": home + place * PART,
            "income": income[home],
            "weight": weight[home],
            "strata": (cluster // 40).astype(np.int32),
            "cluster": cluster.astype(np.int32),
        }
    )


def peak(folder: Path, what: str) -> float:
    """Read in a process of its own; the gigabytes that it held at most."""
    start = time.perf_counter()
    child = subprocess.Popen([sys.executable, __file__, "--folder", folder, "--read", what])
    _, status, usage = os.wait4(child.pid, 0)
    if status:
        sys.exit("The rows could not be read.")
    gigabytes = usage.ru_maxrss * 1024 / 1e9
    processor = usage.ru_utime + usage.ru_stime
    took = time.perf_counter() - start
    print(f"{what}: {took:.0f} s, {processor:.0f} s of processor, {gigabytes:.2f} GB", flush=True)
    return gigabytes


def read(folder: Path, *, margins: bool) -> Results:
    """The indicators of all rows."""
    found = streamed(Streamed(folder / "*.parquet"), ASKED, margins=margins)
    for each in found:
        error = "" if each.standard_error is None else f" ± {each.standard_error:.6f}"
        print(f"  {each.indicator:<8}{each.value:>14.6f}{error}  {each.n:,} people", flush=True)
    return found


if __name__ == "__main__":
    main()
