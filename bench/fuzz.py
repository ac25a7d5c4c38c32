"""Damage documents for as long as asked and read them: each must become a plan or be refused.

    python bench/fuzz.py 180

The documents are the example plan as text, Word and PDF, damaged as in
tests/reading/broken_files.py. A document that ends in anything else, or takes too long, is kept in
a folder under its seed.
"""

from __future__ import annotations

import argparse
import faulthandler
import random
import sys
import tempfile
import time
import traceback
import warnings
from collections import Counter
from dataclasses import replace
from importlib import import_module
from importlib.resources import files
from itertools import count
from pathlib import Path
from types import ModuleType

from grondrecht.reading import load_template, plan_of
from grondrecht.reading.errors import DocumentError
from grondrecht.reading.opening import document_of
from grondrecht.writing.pdf import write_pdf
from grondrecht.writing.word import write_word

TESTS = Path(__file__).parents[1] / "tests" / "reading"
# Seconds that a small document may take, and after which the whole run is stopped.
SLOW = 5
STUCK = 60
GOOD = ("read", "refused")


def main() -> int:
    """Run, report, and end with 1 where a document was neither read nor refused."""
    options = _options()
    warnings.simplefilter("error")
    sys.path.append(str(TESTS))
    breaking = import_module("broken_files")
    originals = _originals(options.forms, breaking)
    counts: Counter[str] = Counter()
    end = time.monotonic() + options.seconds
    for seed in count(options.seed):
        if time.monotonic() > end:
            break
        kind = list(originals)[seed % len(originals)]
        way = breaking.damaged_word if kind == "docx" else breaking.damaged
        data = way(originals[kind], random.Random(seed))
        outcome = _outcome(data)
        counts[f"{kind}: {outcome}"] += 1
        if outcome not in GOOD:
            _keep(data, options.keep / f"{seed}.{kind}", outcome)
    bad = counts.total() - sum(number for name, number in counts.items() if name.endswith(GOOD))
    for outcome, number in sorted(counts.items()):
        print(f"{number:8}  {outcome}")
    print(f"{counts.total():8}  documents, {bad} neither read nor refused")
    return 1 if bad else 0


def _keep(data: bytes, path: Path, outcome: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
    print(f"{path}: {outcome}", flush=True)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("seconds", type=float, help="how long to go on")
    parser.add_argument("--seed", type=int, default=0, help="the first seed (default 0)")
    parser.add_argument("--forms", type=int, default=3, help="forms per document (default 3)")
    parser.add_argument(
        "--keep", type=Path, default=Path("build/fuzz"), help="folder for what goes wrong"
    )
    return parser.parse_args()


def _originals(forms: int, breaking: ModuleType) -> dict[str, bytes]:
    """The first forms of the example plan, as every kind of file."""
    example = (files("grondrecht") / "examples" / "vapa-voorbeeld.txt").read_bytes()
    plan = plan_of(document_of(example, "plan"))
    few = replace(plan, actions=plan.actions[:forms])
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        write_word(few, load_template("vapa").layout, folder / "plan.docx")
        write_pdf(few, load_template("vapa").layout, folder / "plan.pdf")
        word, pdf = (folder / "plan.docx").read_bytes(), (folder / "plan.pdf").read_bytes()
    text = example.splitlines(keepends=True)[: plan.actions[forms].source.first_line - 1]
    unpacked = breaking.unpacked_pdf(pdf)
    return {"txt": b"".join(text), "docx": word, "pdf": pdf, "unpacked.pdf": unpacked}


def _outcome(data: bytes) -> str:
    """What becomes of a document: read, refused, slow, or the last line of an error."""
    faulthandler.dump_traceback_later(STUCK, exit=True)
    begin = time.monotonic()
    try:
        plan_of(document_of(data, "plan"))
        outcome = "read"
    except DocumentError:
        outcome = "refused"
    except Exception as error:
        place = traceback.extract_tb(error.__traceback__)[-1]
        outcome = f"{type(error).__name__} in {Path(place.filename).name}:{place.lineno}"
    finally:
        faulthandler.cancel_dump_traceback_later()
    took = time.monotonic() - begin
    return outcome if took < SLOW else f"{took:.0f} s"


if __name__ == "__main__":
    sys.exit(main())
