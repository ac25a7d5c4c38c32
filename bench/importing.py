"""How long an import takes: reading, comparing and writing, as whole processes.

    python bench/importing.py plan.txt                on SQLite and PostgreSQL, the median of 5
    python bench/importing.py plan.txt --only sqlite

Each run starts with an empty register whose tables are there, and counts from the start of Python
to its end. Then the same import once more, which finds that nothing changes.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from urllib.parse import urlsplit

import psycopg

EXAMPLE = Path(__file__).resolve().parents[1] / "src/grondrecht/examples/vapa-voorbeeld.txt"
SERVER = "postgresql://postgres@127.0.0.1:5432/postgres"
NAME = f"grondrecht_importing_{os.getpid()}"


@contextmanager
def empty(kind: str) -> Iterator[dict[str, str]]:
    """A register without plans that goes away: the settings that lead to it."""
    with TemporaryDirectory() as folder:
        if kind == "sqlite":
            yield _ready({"GRONDRECHT_DATA": folder})
            return
        with psycopg.connect(SERVER, autocommit=True) as admin:
            admin.execute(f"CREATE DATABASE {NAME}")
            try:
                url = urlsplit(SERVER)._replace(path=f"/{NAME}").geturl()
                yield _ready({"GRONDRECHT_DATA": folder, "DATABASE_URL": url})
            finally:
                admin.execute(f"DROP DATABASE {NAME} WITH (FORCE)")


def _ready(settings: dict[str, str]) -> dict[str, str]:
    program(settings, "lineage", "list")
    return settings


def program(settings: dict[str, str], *words: str) -> float:
    """Run the program; gives the seconds it took."""
    code = "from grondrecht.cli import main; main()"
    start = time.monotonic()
    subprocess.run(
        [sys.executable, "-c", code, *words],
        env={name: os.environ[name] for name in ("PATH", "HOME")} | settings,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        check=True,
    )
    return time.monotonic() - start


def main() -> None:
    """Print a row per database: the median, the fastest and the slowest run, and the second."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("file", nargs="?", default=str(EXAMPLE))
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--only", choices=("sqlite", "postgresql"))
    parser.add_argument("--parties", default="vapa", help="party data, as for grondrecht import")
    asked = parser.parse_args()
    words = ("import", asked.file, "--plan", "gemeten", "--parties", asked.parties, "--apply")
    print("| database | median of the first import | fastest | slowest | the same again |")
    print("|---|---|---|---|---|")
    for kind, name in (("sqlite", "SQLite"), ("postgresql", "PostgreSQL")):
        if asked.only not in (None, kind):
            continue
        first, again = [], []
        for _ in range(asked.runs):
            with empty(kind) as settings:
                first.append(program(settings, *words))
                again.append(program(settings, *words))
        told = (median(first), min(first), max(first), median(again))
        print(f"| {name} | " + " | ".join(f"{seconds:.2f} s" for seconds in told) + " |")


if __name__ == "__main__":
    main()
