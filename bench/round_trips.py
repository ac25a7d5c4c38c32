"""Write generated plans as text, Word and PDF and read them back: no field may differ.

usage: python bench/round_trips.py [PLANS [DOCUMENT]]       plans of each kind, 200 if left out
"""

from __future__ import annotations

import sys
import time
from pathlib import Path
from tempfile import TemporaryDirectory

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "tests"))

from test_round_trip import WRITERS, check_generated, read_back, wrong

from grondrecht.reading import read_plan


def main(plans: int = 200, document: str = "") -> None:
    """Check each kind and print how many plans came back and how long it took."""
    print("kind   plans   differing fields   seconds")
    for kind in WRITERS:
        began = time.monotonic()
        with TemporaryDirectory() as folder:
            check_generated(kind, Path(folder), plans, start=1)
            differing = check_document(kind, Path(folder), document) if document else 0
        print(f"{kind:6} {plans:5}   {differing:16}   {time.monotonic() - began:7.1f}")


def check_document(kind: str, folder: Path, document: str) -> int:
    """How many fields of a document's plan differ after it was written and read back."""
    plan = read_plan(document)
    return len(wrong(plan, read_back(plan, kind, folder)))


if __name__ == "__main__":
    main(int(sys.argv[1]) if sys.argv[1:] else 200, *sys.argv[2:3])
