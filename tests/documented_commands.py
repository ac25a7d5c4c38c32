"""The ``console`` blocks of README.md and docs/: commands, and what they print.

``python tests/documented_commands.py`` runs them all and writes what they print now into the pages;
a test fails where the pages say anything else. Commands run in a copy of the folder with the
example plans, with a register of their own in it, without colour, 100 columns wide.
"""

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

ROOT = Path(__file__).resolve().parents[1]
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]
BLOCK = re.compile(r"(?<=^```console\n).*?(?=^```$)", re.MULTILINE | re.DOTALL)
# The program of this Python, wherever its virtual environment is.
PATH = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
ENVIRONMENT = {
    "PATH": PATH,
    "COLUMNS": "100",
    "NO_COLOR": "1",
    "LC_ALL": "C.UTF-8",
    "GRONDRECHT_DATA": "register",
}
REGISTER = Path(ENVIRONMENT["GRONDRECHT_DATA"]) / "grondrecht.sqlite3"


def refreshed(page: str, begin: Callable[[Path], None] = lambda path: None) -> str:
    """The page with what its commands print now.

    ``begin`` may put a register with nothing in it at a path; else the first command makes it.
    """
    if not BLOCK.search(page):
        return page
    with TemporaryDirectory() as folder:
        work = shutil.copytree(ROOT / "src/grondrecht/examples", Path(folder) / "examples")
        (work / REGISTER).parent.mkdir()
        begin(work / REGISTER)
        return BLOCK.sub(lambda match: _run(match[0], work), page)


def _run(block: str, folder: Path) -> str:
    """A block with its commands (the lines that begin with ``$``) run anew."""
    commands = [line[2:] for line in block.splitlines() if line.startswith("$ ")]
    return "\n".join(f"$ {command}\n{_output(command, folder)}" for command in commands)


def _output(command: str, folder: Path) -> str:
    done = subprocess.run(
        ["bash", "-c", command],
        cwd=folder,
        env=ENVIRONMENT,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    return "".join(f"{line.rstrip()}\n" for line in done.stdout.splitlines())


if __name__ == "__main__":
    for path in PAGES:
        path.write_text(refreshed(path.read_text("utf-8")), "utf-8")
