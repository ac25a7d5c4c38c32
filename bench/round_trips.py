"""Write generated plans as text, Word and PDF and read them back: no field may differ.

usage: python bench/round_trips.py [PLANS]       plans of each kind, 200 if left out
"""

from __future__ import annotations

import sys
import time
from pathlib import Path
from tempfile import TemporaryDirectory

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "tests"))

from test_round_trip import WRITERS, check_generated


def main(plans: int = 200) -> None:
    """Check each kind and print how many plans came back and how long it took."""
    print("kind   plans   differing fields   seconds")
    for kind in WRITERS:
        began = time.monotonic()
        with TemporaryDirectory() as folder:
            check_generated(kind, Path(folder), plans, start=1)
        print(f"{kind:6} {plans:5}   {0:16}   {time.monotonic() - began:7.1f}")


if __name__ == "__main__":
    main(*map(int, sys.argv[1:2]))
