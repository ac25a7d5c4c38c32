"""The ``python`` blocks of the tours: run one after the other, with what they print.

What a block prints stands in a ``text`` block right below it. ``python tests/documented_tour.py``
runs all and writes what they print now into the pages; a test fails where they say anything else.
They run in a copy of the folder with the examples.
"""

import contextlib
import io
import os
import re
import shutil
from pathlib import Path
from tempfile import TemporaryDirectory

from documented_commands import ROOT

MONITOR, RIGHTS = (ROOT / f"docs/{name}-tour.md" for name in ("monitor", "rights"))
BLOCK = re.compile(r"^```python\n(.*?)^```\n(?:\n```text\n.*?^```\n)?", re.MULTILINE | re.DOTALL)


def refreshed(page: str) -> str:
    """The page with what its blocks print now."""
    held: dict[str, object] = {}
    with TemporaryDirectory() as folder, contextlib.chdir(folder):
        work = Path(shutil.copytree(ROOT / "src/grondrecht/examples", "examples"))
        os.chdir(work)
        return BLOCK.sub(lambda match: _run(match[1], held), page)


def _run(block: str, held: dict[str, object]) -> str:
    """A block with what it prints below it; names that it makes stay for the next."""
    said = io.StringIO()
    with contextlib.redirect_stdout(said):
        exec(compile(block, "tour", "exec"), held)
    lines = "".join(f"{line.rstrip()}\n" for line in said.getvalue().splitlines())
    return f"```python\n{block}```\n" + (f"\n```text\n{lines}```\n" if lines else "")


if __name__ == "__main__":
    for tour in (MONITOR, RIGHTS):
        tour.write_text(refreshed(tour.read_text("utf-8")), "utf-8")
