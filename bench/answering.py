"""Let fifty officials answer at once for five minutes, on SQLite and on PostgreSQL.

The site runs as ``grondrecht serve`` does, with the example plan in it and an open round. Each
official opens a report of their administration, types for a few seconds while the draft is saved
once, and hands the answer in; several officials answer for the same reports, so that they meet.
Printed per database: how long saving took, how many answers were taken, how many met another's and
were shown the difference, what failed, and whether the register lost anything that it had accepted.

example: python bench/answering.py /tmp/answering --minutes 5
"""

from __future__ import annotations

import argparse
import http.client
import json
import os
import random
import subprocess
import sys
import time
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path
from statistics import quantiles
from threading import Thread
from typing import Any
from urllib.parse import urlencode

import psycopg
from load_servers import HERE, WORKERS, site, site_environment

LOCAL = "postgresql://postgres@127.0.0.1:5432"
NAME = "grondrecht_answering"
PORT = 8155
HELP = argparse.RawDescriptionHelpFormatter
Form = list[tuple[str, str]]


class FormReader(HTMLParser):
    """The fields of the form of a report, as a browser would send them; its button is not one."""

    def __init__(self) -> None:
        super().__init__()
        self.fields: Form = []
        self.choices: dict[str, list[str]] = defaultdict(list)
        self._area = self._select = ""
        self._inside = False

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        told = {name: value or "" for name, value in attributes}
        if tag == "form":
            self._inside = told.get("id") == "answer"
        name = told.get("name", "")
        if not self._inside:
            return
        if tag == "input" and told.get("type") == "radio":
            self.choices[name].append(told.get("value", ""))
        if tag == "input" and (told.get("type") != "radio" or "checked" in told) and name:
            self.fields.append((name, told.get("value", "")))
        if tag == "textarea":
            self._area = name
            self.fields.append((name, ""))
        if tag == "select":
            self._select = name
            self.fields.append((name, ""))
        if tag == "option" and "selected" in told and self._select:
            self.fields[-1] = (self._select, told.get("value", ""))

    def handle_endtag(self, tag: str) -> None:
        if tag == "textarea":
            self._area = ""
        if tag == "select":
            self._select = ""
        if tag == "form":
            self._inside = False

    def handle_data(self, data: str) -> None:
        if self._area:
            name, so_far = self.fields[-1]
            self.fields[-1] = (name, so_far + (data if so_far else data.removeprefix("\n")))


@dataclass
class Seen:
    """What the officials together saw."""

    saves: list[float] = field(default_factory=list)
    pages: list[float] = field(default_factory=list)
    accepted: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    met: int = 0
    failed: list[str] = field(default_factory=list)
    lost: list[str] = field(default_factory=list)


class Official:
    """Somebody who answers; ``told`` has their session and the codes of their reports."""

    def __init__(self, number: int, told: Mapping[str, Any], seen: Seen, think: float) -> None:
        self.number, self.seen, self.think = number, seen, think
        self.reports: list[str] = told["reports"]
        self._crumbs: dict[str, str] = {told["cookie"]: told["session"]}

    def work(self, until: float) -> None:
        """Answer, one report after another, until the time is over."""
        dice = random.Random(self.number)
        time.sleep(dice.uniform(0, self.think))
        turn = 0
        while time.monotonic() < until:
            turn += 1
            code = dice.choice(self.reports)
            try:
                self._answer(code, f"Nieuws {turn} van ambtenaar {self.number}.", dice)
            except (OSError, http.client.HTTPException) as error:
                self.seen.failed.append(f"{type(error).__name__}: {error}")

    def _answer(self, code: str, news: str, dice: random.Random) -> None:
        path = f"/nl/werk/verslagen/voorbeeld/2027/{code}"
        status, page, took = self._ask("GET", path)
        self.seen.pages.append(took)
        if status != 200:
            self.seen.failed.append(f"GET {code}: {status}")
            return
        form = filled(page, news)
        time.sleep(self.think * dice.uniform(0.3, 0.7))
        self._save(path, [*form, ("do", "draft")], {"X-Draft": "1"})
        time.sleep(self.think * dice.uniform(0.3, 0.7))
        status = self._save(path, [*form, ("do", "answer")], {})
        if status == 302:
            self.seen.accepted[code].append(news)
        elif status == 409:
            self.seen.met += 1

    def _save(self, path: str, form: Form, headers: Mapping[str, str]) -> int:
        status, page, took = self._ask("POST", path, urlencode(form), headers)
        self.seen.saves.append(took)
        if status not in (200, 302, 409):
            self.seen.failed.append(f"POST {path}: {status} {page[:200]!r}")
        return status

    def _ask(
        self, method: str, path: str, body: str | None = None, more: Mapping[str, str] | None = None
    ) -> tuple[int, str, float]:
        headers = {"Cookie": "; ".join(f"{k}={v}" for k, v in self._crumbs.items()), **(more or {})}
        if body is not None:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        # A connection each time, as a proxy before the site opens them.
        server = http.client.HTTPConnection("127.0.0.1", PORT, timeout=60)
        start = time.monotonic()
        server.request(method, path, body, headers)
        answer = server.getresponse()
        text = answer.read().decode()
        took = time.monotonic() - start
        server.close()
        for value in answer.headers.get_all("Set-Cookie", []):
            name, _, rest = value.partition("=")
            self._crumbs[name] = rest.partition(";")[0]
        return answer.status, text, took


def filled(page: str, news: str) -> Form:
    """The form of a page with an answer in it."""
    reader = FormReader()
    reader.feed(page)
    said = {"news": news, "kind": "measure", "next_on": "2030-01-01", "next_step": "Verder doen."}
    if "running" in reader.choices["status"]:
        said["status"] = "running"
    kept = [(name, value) for name, value in reader.fields if name not in said]
    return [*kept, *said.items()]


def run(*args: str, env: Mapping[str, str], given: str = "") -> str:
    """What the program beside this file prints."""
    done = subprocess.run(
        [sys.executable, str(HERE / "answering_register.py"), *args],
        env={**os.environ, **env, "DJANGO_SETTINGS_MODULE": "grondrecht.config.settings"},
        input=given,
        capture_output=True,
        text=True,
    )
    if done.returncode:
        raise SystemExit(done.stderr)
    return done.stdout


def databases(folder: Path) -> Iterator[tuple[str, str]]:
    """Name and address of each database, new and empty."""
    path = folder / "answering.sqlite3"
    for each in folder.glob("answering.sqlite3*"):
        each.unlink()
    yield "SQLite", f"sqlite:///{path}"
    with psycopg.connect(f"{LOCAL}/postgres", autocommit=True) as connection:
        connection.execute(f"DROP DATABASE IF EXISTS {NAME} WITH (FORCE)")
        connection.execute(f"CREATE DATABASE {NAME}")
    yield "PostgreSQL", f"{LOCAL}/{NAME}"


def measured(folder: Path, url: str, officials: int, minutes: float, think: float) -> Seen:
    """What the officials saw on a database, and what the register lost: added to ``failed``."""
    env = site_environment(folder, url)
    told = json.loads(run("make", str(officials), env=env))
    seen = Seen()
    people = [Official(n, each, seen, think) for n, each in enumerate(told)]
    with site("site", folder, url, PORT):
        until = time.monotonic() + minutes * 60
        threads = [Thread(target=person.work, args=(until,)) for person in people]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    seen.lost = json.loads(run("look", env=env, given=json.dumps(seen.accepted)))["lost"]
    return seen


def line(name: str, seen: Seen) -> str:
    """A row of the table."""
    cuts = quantiles(seen.saves, n=100) if len(seen.saves) > 1 else [0.0] * 99
    answers = sum(map(len, seen.accepted.values()))
    times = " | ".join(f"{cuts[place - 1] * 1000:.0f}" for place in (50, 95, 99))
    counts = f"{len(seen.saves)} | {times} | {answers} | {seen.met}"
    return f"| {name} | {counts} | {len(seen.failed)} | {len(seen.lost)} |"


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=HELP)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--minutes", type=float, default=5)
    parser.add_argument("--officials", type=int, default=50)
    parser.add_argument("--seconds", type=float, default=6, help="what typing takes, on average")
    asked = parser.parse_args()
    asked.folder.mkdir(parents=True, exist_ok=True)
    print(f"{asked.officials} officials, {asked.minutes:g} minutes, {asked.seconds:g} s of typing")
    print(f"{os.cpu_count()} cores for the site ({WORKERS} processes), the database and this\n")
    print("| database | saves | p50 ms | p95 ms | p99 ms | answers | met | failed | lost |")
    print("|---|---|---|---|---|---|---|---|---|", flush=True)
    wrong = []
    for name, url in databases(asked.folder):
        seen = measured(asked.folder, url, asked.officials, asked.minutes, asked.seconds)
        print(line(name, seen), flush=True)
        wrong += [f"{name}: {each}" for each in (*seen.failed, *seen.lost)]
    for each in wrong[:20]:
        print(each)
    sys.exit(bool(wrong))


if __name__ == "__main__":
    main()
