"""Kill an import at random moments; the register must be as before or as after, nothing between.

    python bench/crash.py plan.txt                       20 kills on SQLite and 20 on PostgreSQL
    python bench/crash.py --kills 5 --only sqlite        the example plan, 5 kills

Each round takes a fresh copy of a register that holds another plan, starts ``grondrecht import
--apply`` in a process of its own, waits until it holds the lock of the one who writes, lets a
random part of the writing time go by and sends SIGKILL. Then every row of every table is compared,
the full text of the search among them. Moments and random names (of the log and the index) are left
out of the comparison; all else must agree to the letter.
"""

from __future__ import annotations

import argparse
import os
import random
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from urllib.parse import urlsplit

import psycopg

EXAMPLES = Path(__file__).resolve().parents[1] / "src/grondrecht/examples"
SERVER = "postgresql://postgres@127.0.0.1:5432/postgres"
# What no two runs have in common: moments, and names made of them.
OWN = {"at", "batch", "imported_at", "revision", "number", "applied"}
# The tables in which SQLite itself keeps a full text, or counts.
INNER = ("sqlite_", "registry_fulltext_")
# Some kills come after the end of the writing, while the program tells what it did.
MOST = 1.15
# Where the program keeps its key.
_keys = TemporaryDirectory(prefix="grondrecht-crash-")
State = dict[str, list[tuple[object, ...]]]


@dataclass(frozen=True)
class Place:
    """A kind of database: how a register in it is copied, read, and seen to be written."""

    name: str
    url: Callable[[str], str]
    copy: Callable[[str, str], None]
    state: Callable[[str], State]
    is_written: Callable[[str], bool]


@dataclass(frozen=True)
class Kill:
    """When an import was killed, in seconds after it began to write, and what it left behind."""

    after: float
    share: float
    left: str


@contextmanager
def sqlite_place() -> Iterator[Place]:
    """Registers as files in a folder that goes away."""
    with TemporaryDirectory() as folder:

        def path(name: str) -> str:
            return f"{folder}/{name}.sqlite3"

        def copy(source: str, target: str) -> None:
            for ending in ("", "-wal", "-shm"):
                Path(path(target) + ending).unlink(missing_ok=True)
            if source:
                with closing(sqlite3.connect(path(source))) as held:
                    held.execute("PRAGMA wal_checkpoint(TRUNCATE)")
                shutil.copy(path(source), path(target))

        def is_written(name: str) -> bool:
            with closing(sqlite3.connect(path(name), timeout=0, isolation_level=None)) as tried:
                try:
                    tried.execute("BEGIN IMMEDIATE")
                except sqlite3.OperationalError:
                    return True
                return False

        def url(name: str) -> str:
            return f"sqlite:///{path(name)}"

        yield Place("SQLite", url, copy, lambda name: sqlite_state(path(name)), is_written)


def sqlite_state(path: str) -> State:
    """Every row of every table; the file and the full text must be sound."""
    with closing(sqlite3.connect(path)) as held:
        (sound,) = held.execute("PRAGMA integrity_check").fetchone()
        assert sound == "ok", sound
        held.execute("INSERT INTO registry_fulltext(registry_fulltext) VALUES ('integrity-check')")
        held.rollback()
        names = [
            row[0] for row in held.execute("SELECT name FROM sqlite_master WHERE type='table'")
        ]
        return {
            name: _rows(held.execute(f'SELECT rowid, * FROM "{name}"'))
            for name in names
            if not name.startswith(INNER)
        }


@contextmanager
def postgresql_place(server: str = SERVER) -> Iterator[Place]:
    """Registers as databases on a server, which go away."""
    made: set[str] = set()

    def named(name: str) -> str:
        return f"grondrecht_crash_{os.getpid()}_{name}"

    def url(name: str) -> str:
        return urlsplit(server)._replace(path=f"/{named(name)}").geturl()

    with psycopg.connect(server, autocommit=True) as admin:

        def copy(source: str, target: str) -> None:
            admin.execute(f"DROP DATABASE IF EXISTS {named(target)} WITH (FORCE)")
            template = f" TEMPLATE {named(source)}" if source else ""
            admin.execute(f"CREATE DATABASE {named(target)}{template}")
            made.add(target)

        def is_written(name: str) -> bool:
            asked = (
                "SELECT count(*) FROM pg_locks l JOIN pg_stat_activity a USING (pid)"
                " WHERE a.datname = %s AND l.mode = 'RowExclusiveLock'"
            )
            row = admin.execute(asked, [named(name)]).fetchone()
            return bool(row and row[0])

        try:
            yield Place(
                "PostgreSQL", url, copy, lambda name: postgresql_state(url(name)), is_written
            )
        finally:
            for name in made:
                admin.execute(f"DROP DATABASE IF EXISTS {named(name)} WITH (FORCE)")


def postgresql_state(url: str) -> State:
    """Every row of every table, at one moment, once the server is done with whoever was killed."""
    others = (
        "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND pid <> %s"
    )
    with psycopg.connect(url, autocommit=True) as held:
        while held.execute(others, [held.info.backend_pid]).fetchone() != (0,):
            time.sleep(0.01)
    with psycopg.connect(url) as held:
        held.isolation_level = psycopg.IsolationLevel.REPEATABLE_READ
        asked = "SELECT tablename FROM pg_tables WHERE schemaname = 'public'"
        names = [row[0] for row in held.execute(asked)]
        return {name: _rows(held.execute(f'SELECT * FROM "{name}"')) for name in names}


def _rows(cursor: sqlite3.Cursor | psycopg.Cursor) -> list[tuple[object, ...]]:
    kept = [n for n, column in enumerate(cursor.description or ()) if column[0] not in OWN]
    return sorted((tuple(row[n] for n in kept) for row in cursor), key=repr)


def program(place: Place, name: str, *words: str) -> subprocess.Popen[bytes]:
    """Start the program on a register."""
    code = "from grondrecht.cli import main; main()"
    environment = os.environ | {"DATABASE_URL": place.url(name), "GRONDRECHT_DATA": _keys.name}
    environment.pop("DJANGO_SETTINGS_MODULE", None)
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    return subprocess.Popen([sys.executable, "-c", code, *words], env=environment, **quiet)


def begun(place: Place, name: str, running: subprocess.Popen[bytes]) -> float:
    """Wait until a program begins to write; gives that moment."""
    while running.poll() is None and not place.is_written(name):
        time.sleep(0.002)
    return time.monotonic()


def crash(place: Place, words: Sequence[str], kills: int, chance: random.Random) -> list[Kill]:
    """Kill an import so many times, each on a fresh copy; gives what each left behind."""
    place.copy("", "before")
    other = str(EXAMPLES / "ogp-example.txt")
    assert program(place, "before", "import", other, "--apply").wait() == 0
    place.copy("before", "after")
    whole = program(place, "after", *words)
    start = begun(place, "after", whole)
    assert whole.wait() == 0
    took = time.monotonic() - start
    before, after = place.state("before"), place.state("after")
    assert before != after
    found = []
    for _ in range(kills):
        place.copy("before", "tried")
        running = program(place, "tried", *words)
        start = begun(place, "tried", running)
        time.sleep(chance.uniform(0, MOST * took))
        moment = time.monotonic() - start
        running.send_signal(signal.SIGKILL)
        running.wait()
        state = place.state("tried")
        left = "before" if state == before else "after" if state == after else "BETWEEN"
        if left == "BETWEEN":
            _tell(before, state, after)
        found.append(Kill(moment, moment / took, left))
    assert program(place, "tried", *words).wait() == 0, "the next import does not succeed"
    return found


def _tell(before: State, state: State, after: State) -> None:
    """Say on standard error in which tables a register is neither."""
    for name, rows in state.items():
        counts = [len(each.get(name, ())) for each in (before, state, after)]
        if rows not in (before.get(name), after.get(name)):
            print(name, *counts, "of another content", file=sys.stderr)
        elif before != after:
            print(name, *counts, file=sys.stderr)


def import_of(file: str) -> list[str]:
    """The words of the import that is killed."""
    if file:
        return ["import", file, "--plan", "crash", "--apply"]
    about = str(EXAMPLES / "vapa-voorbeeld.toml")
    document = str(EXAMPLES / "vapa-voorbeeld.txt")
    return ["import", document, "--about", about, "--parties", "voorbeeld", "--apply"]


def main() -> None:
    """Print a table with a row per kill; exit with status 1 where a register is in between."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("file", nargs="?", default="", help="a document; else the example plan")
    parser.add_argument("--kills", type=int, default=20)
    parser.add_argument("--only", choices=("sqlite", "postgresql"))
    parser.add_argument("--seed", type=int, default=None)
    asked = parser.parse_args()
    places = {"sqlite": sqlite_place, "postgresql": postgresql_place}
    print("| database | kill | after it began to write | share of the time | the register is as |")
    print("|---|---|---|---|---|")
    torn = 0
    for name, opened in places.items():
        if asked.only in (None, name):
            with opened() as place:
                kills = crash(place, import_of(asked.file), asked.kills, random.Random(asked.seed))
            torn += sum(kill.left == "BETWEEN" for kill in kills)
            for number, kill in enumerate(sorted(kills, key=lambda kill: kill.after), start=1):
                share = f"{min(kill.share, 1):.0%}"
                print(f"| {place.name} | {number} | {kill.after:.2f} s | {share} | {kill.left} |")
    sys.exit(1 if torn else 0)


if __name__ == "__main__":
    main()
