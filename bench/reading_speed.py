"""How long it takes to read a document, and how much memory, as whole processes.

The document is read as it is, and again with its forms repeated 10 and 100 times under other codes.
Printed per length: the median wall time, the peak memory, and both against the document itself.
Where they grow no faster than the length, the last columns stay at or below 1.

example: python bench/reading_speed.py plan.txt --times 10 --runs 5
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
import time
from importlib.resources import files
from importlib.util import find_spec
from itertools import count
from pathlib import Path
from statistics import median

from grondrecht.reading.choice import best_template
from grondrecht.reading.opening import document_of, read_bytes
from grondrecht.reading.template import Template

EXAMPLE = files("grondrecht") / "examples" / "vapa-voorbeeld.txt"
READ = (
    "import sys; from grondrecht.plan.exchange import to_text; from grondrecht.reading import"
    " read_plan; open(sys.argv[3], 'w').write(to_text(read_plan(sys.argv[1])))"
)


def main() -> None:
    """Read a document at several lengths and print what that took."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("file", nargs="?", default=str(EXAMPLE), help="a text (the example plan)")
    parser.add_argument("--runs", type=int, default=5, help="how often a document is read")
    parser.add_argument(
        "--times", type=int, action="append", help="a length; may be given again (10 and 100)"
    )
    options = parser.parse_args()
    print(f"{'length':>8}{'megabytes':>11}{'seconds':>9}{'MB peak':>9}{'time':>7}{'memory':>8}")
    with tempfile.TemporaryDirectory() as folder:
        first: tuple[float, float] | None = None
        for times in (1, *(options.times or (10, 100))):
            path = Path(folder) / f"{times}.txt"
            lengthen(options.file, times, path)
            # What takes minutes is not repeated.
            took = measured(path, options.runs if times <= 10 else 1)
            first = first or took
            growth = [one / other / times for one, other in zip(took, first, strict=True)]
            size = path.stat().st_size / 1e6
            print(
                f"{times:>7}x{size:>11.1f}{took[0]:>9.2f}{took[1]:>9.0f}"
                f"{growth[0]:>7.2f}{growth[1]:>8.2f}",
                flush=True,
            )


def lengthen(path: str, times: int, out: Path) -> None:
    """Write a document's text with its forms so many times, each under a code of its own.

    It is written form by form: a process that held all of it would lend its peak of memory to those
    it starts.
    """
    document = document_of(read_bytes(path), path)
    text = "\n".join([*(line.text for line in document.lines), ""])
    first, spans = _codes(text, best_template(document))
    ends = [start for start, _ in spans[1:]] + [len(text)]
    numbers = count(1)
    with out.open("w", encoding="utf-8") as file:
        file.write(text[:first])
        for _ in range(times):
            file.write(text[first : spans[0][0]])
            for (start, end), stop in zip(spans, ends, strict=True):
                code = text[start:end]
                file.write(_renumbered(code, next(numbers)) if times > 1 else code)
                file.write(text[end:stop])


def _codes(text: str, template: Template) -> tuple[int, list[tuple[int, int]]]:
    """Where the first form begins, and where each form's code stands; a reference to a form does
    not open a line.
    """
    found = [
        match
        for match in template.start.finditer(text)
        if not text[text.rfind("\n", 0, match.start()) + 1 : match.start()].strip()
    ]
    return found[0].start(), [match.span("code") for match in found]


def _renumbered(code: str, number: int) -> str:
    """A code with the digits of a number in the places of its own."""
    width = sum(map(str.isdigit, code))
    digits = iter(f"{number:0{width}}"[-width:])
    return "".join(next(digits) if letter.isdigit() else letter for letter in code)


def measured(path: Path, runs: int) -> tuple[float, float]:
    """The median seconds and the highest peak of memory (MB) of processes that read a document."""
    command = ["-m", "grondrecht", "read"] if find_spec("grondrecht.__main__") else ["-c", READ]
    out = path.with_suffix(".json")
    taken = [_run([sys.executable, *command, str(path), "--json", str(out)]) for _ in range(runs)]
    return median(seconds for seconds, _ in taken), max(peak for _, peak in taken)


def _run(command: list[str]) -> tuple[float, float]:
    start = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        sys.exit(f"{' '.join(command)} ended with status {process.returncode}")
    # Linux counts in kilobytes, macOS in bytes.
    unit = 1e6 if sys.platform == "darwin" else 1e3
    return time.perf_counter() - start, usage.ru_maxrss / unit


if __name__ == "__main__":
    main()
