"""Drive the site with a register of 200,000 actions, and Datasette beside it on the same rows.

The register (10,000 plans of 20 in the words of the example plan) is made in FOLDER the first time,
in SQLite and copied to PostgreSQL, which takes a quarter of an hour. Then the site (as ``grondrecht
serve`` runs it) and Datasette answer wrk in turns, round by round, each with as many processes,
with one request at a time and with two at once. Printed: per server and page the median over the
rounds of the latencies that 50, 95 and 99 in 100 requests stay under, and requests per second.

example: python bench/load.py /tmp/load --seconds 20 --rounds 3
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import sqlite3
import subprocess
import time
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from statistics import median
from urllib.request import urlopen

import psycopg
from load_paths import action_pages, all_searches, plain_searches
from load_servers import (
    HERE,
    WORKERS,
    Server,
    children,
    datasette,
    make_datasette,
    make_register,
    program,
    site,
    site_environment,
)

from grondrecht.plan.model import Plan
from grondrecht.reading import read_plan

EXAMPLE = HERE.parent / "src" / "grondrecht" / "examples" / "vapa-voorbeeld.txt"
LOCAL = "postgresql://postgres@127.0.0.1:5432/grondrecht_load"
MANY = 1000


@dataclass(frozen=True)
class Part:
    """What is driven: a server, a kind of page, and the file with the addresses that are asked."""

    server: Server
    page: str
    paths: Path
    connections: int


def main() -> None:
    """Make what is missing, drive every part in turns, print a table."""
    asked = arguments()
    folder = Path(asked.folder).resolve()
    folder.mkdir(parents=True, exist_ok=True)
    register = make_register(folder, asked.plans)
    make_postgresql(folder, register, asked.postgresql)
    table = make_datasette(folder, register)
    plan = read_plan(str(EXAMPLE))
    with ExitStack() as stack:
        sqlite = stack.enter_context(site("site, SQLite", folder, f"sqlite:///{register}", 8201))
        other = stack.enter_context(site("site, PostgreSQL", folder, asked.postgresql, 8202))
        whole = stack.enter_context(datasette("Datasette", folder, table, 8203, True))
        hasty = stack.enter_context(
            datasette("Datasette, its own time limits", folder, table, 8204, False)
        )
        kinds = list(parts_of((sqlite, other), (whole, hasty), folder, plan, register))
        parts = [replace(part, connections=many) for many in asked.connections for part in kinds]
        print(f"{date.today()}, {processor()}, {os.cpu_count()} cores; {WORKERS} processes each;")
        print(f"wrk, {asked.rounds} rounds of {asked.seconds} s")
        print(f"first words after a start: {first_words((sqlite, other), plan)}", flush=True)
        for part in parts:
            drive(part, 5, 0)
        figures: dict[Part, list[dict[str, float]]] = {part: [] for part in parts}
        for number in range(asked.rounds):
            for part in parts:
                start = 1 + number * MANY // asked.rounds
                figures[part].append(drive(part, asked.seconds, start))
        show(figures)
        print(memory((sqlite, other, whole)))


def arguments() -> argparse.Namespace:
    """What was asked on the command line."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("folder", help="where the registers are kept between runs")
    parser.add_argument("--plans", type=int, default=10_000, help="plans of 20 actions")
    parser.add_argument("--postgresql", default=LOCAL, help="database that is made and kept")
    parser.add_argument("--seconds", type=int, default=20, help="per part and round")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--connections", type=int, nargs="+", default=[1, 2])
    return parser.parse_args()


def make_postgresql(folder: Path, register: Path, address: str) -> None:
    """The same register in PostgreSQL; copied where it is not there yet."""
    server, _, name = address.rpartition("/")
    with psycopg.connect(f"{server}/postgres", autocommit=True) as connection:
        held = connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name])
        if held.fetchone():
            return
        connection.execute(f'CREATE DATABASE "{name}"')
    program("register_copy.py", str(register), env=site_environment(folder, address))


def parts_of(
    sites: Sequence[Server],
    others: Sequence[Server],
    folder: Path,
    plan: Plan,
    register: Path,
) -> Iterator[Part]:
    """All that is driven, each with its file of addresses."""
    mixed, plain = list(all_searches(plan, MANY)), list(plain_searches(plan, MANY))
    with sqlite3.connect(register) as rows:
        some = "SELECT plan, code FROM registry_searchentry WHERE action_id % 97 = 0"
        actions = action_pages(rows.execute(some).fetchall(), MANY)
    for server in sites:
        yield part(server, "action", folder, actions)
        yield part(server, "search, every kind", folder, [each.of_site() for each in mixed])
        yield part(server, "search, as Datasette", folder, [each.of_site() for each in plain])
    for server in others:
        yield part(server, "search", folder, [each.of_datasette() for each in plain])


def part(server: Server, page: str, folder: Path, paths: Sequence[str]) -> Part:
    """A part, with its addresses in a file."""
    file = folder / f"{server.address.rpartition(':')[2]} {page}.paths"
    file.write_text("\n".join(paths) + "\n", "utf-8")
    return Part(server, page, file, 1)


def drive(part: Part, seconds: int, start: int) -> dict[str, float]:
    """What wrk measures of a part."""
    command = ["wrk", "-t1", f"-c{part.connections}", f"-d{seconds}s", "--timeout", "60s"]
    # As a reverse proxy asks: whichever process is free takes the next request, on both servers.
    headers = ["-H", "Connection: close", "-H", "Accept-Encoding: gzip"]
    script = ["-s", str(HERE / "load.lua"), part.server.address, "--", str(part.paths), str(start)]
    told = subprocess.run([*command, *headers, *script], check=True, capture_output=True, text=True)
    figures: dict[str, float] = json.loads(told.stdout.strip().splitlines()[-1])
    return figures


def first_words(servers: Sequence[Server], plan: Plan) -> str:
    """How long a search takes whose words no process was asked for before."""
    told = []
    for server in servers:
        times = []
        for asked in list(all_searches(plan, MANY + 200))[MANY:]:
            started = time.perf_counter()
            urlopen(server.address + asked.of_site()).close()
            times.append((time.perf_counter() - started) * 1e3)
        # The very first waits until the values of all actions are read.
        rest = sorted(times[WORKERS:])
        middle, most = rest[len(rest) // 2], rest[len(rest) * 95 // 100]
        told.append(
            f"{server.name} p50 {middle:.0f} ms, p95 {most:.0f} ms (start {times[0]:.0f} ms)"
        )
    return "; ".join(told)


def show(figures: dict[Part, list[dict[str, float]]]) -> None:
    """Print the medians over the rounds as a table."""
    print("\n| server | page | at once | p50 ms | p95 ms | p99 ms | requests/s | failed |")
    print("|---|---|---|---|---|---|---|---|")
    for part, rounds in figures.items():
        p50, p95, p99 = (median(each[name] for each in rounds) for name in ("p50", "p95", "p99"))
        speed = median(each["requests"] / each["seconds"] for each in rounds)
        failed = sum(each["failed"] for each in rounds)
        print(
            f"| {part.server.name} | {part.page} | {part.connections} | {p50:.1f} | {p95:.1f}"
            f" | {p99:.1f} | {speed:.1f} | {failed:.0f} |",
            flush=True,
        )


def memory(servers: Sequence[Server]) -> str:
    """The memory that each server's processes have to themselves or share, in MB."""
    told = []
    for server in servers:
        sizes = [proportional(pid) for pid in (server.pid, *children(server.pid))]
        told.append(f"{server.name} {sum(sizes):.0f} MB in {len(sizes)} processes")
    return "\nMemory: " + "; ".join(told)


def proportional(pid: int) -> float:
    """The memory of a process, what it shares divided by those who share it, in MB."""
    rows = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    return next(int(row.split()[1]) for row in rows if row.startswith("Pss:")) / 1000


def processor() -> str:
    """What the machine calls its processor."""
    for line in Path("/proc/cpuinfo").read_text().splitlines():
        if line.startswith("model name"):
            return line.partition(":")[2].strip()
    return platform.machine()


if __name__ == "__main__":
    main()
