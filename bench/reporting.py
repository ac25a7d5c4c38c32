"""Time the report of a round with 200 actions: all four files together, several times.

usage: python bench/reporting.py [ACTIONS] [TIMES]      200 actions, 5 times

Prints the computing seconds of each file and of all four, the median of the times; other work on
the machine does not count. The first time, when the drawing program starts, is told apart.
docs/report.md has the figures last measured.
"""

from __future__ import annotations

import sys
import time
from pathlib import Path
from statistics import median

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "tests"))

from followup.round_copies import round_copy  # noqa: E402

from grondrecht.followup.report.files import WRITERS  # noqa: E402

FILES = [name for name in WRITERS if name.startswith("report.")]


def once(actions: int, seed: int) -> dict[str, float]:
    """The computing seconds that each file takes."""
    copy = round_copy(actions, seed=seed)
    taken = {}
    for name in FILES:
        begin = time.process_time()
        WRITERS[name](copy, "nl")
        taken[name] = time.process_time() - begin
    return taken | {"all": sum(taken.values())}


def main(actions: int, times: int) -> None:
    """Print a line for each file and one for all."""
    first, *rest = (once(actions, seed) for seed in range(times + 1))
    print(f"{actions} actions, median of {times} (the first time)")
    for name in (*FILES, "all"):
        print(f"{name:<12} {median(each[name] for each in rest):6.2f} s ({first[name]:.2f} s)")


if __name__ == "__main__":
    given = [int(word) for word in sys.argv[1:]]
    main(*(given + [200, 5][len(given) :]))
