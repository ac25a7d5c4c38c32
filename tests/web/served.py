"""The site as people meet it: a server with the example plan in it, and a browser."""

from __future__ import annotations

import json
import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

import psycopg

ROOT = Path(__file__).resolve().parents[2]
CHROMIUM = shutil.which("chromium") or shutil.which("google-chrome")
QUIET = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
SERVER = ("-m", "gunicorn", "grondrecht.config.wsgi", "--threads", "4", "--log-level", "error")
# Where the people of the tests keep the cookies of their sessions, in the site's data folder.
COOKIES = "cookies.json"
REGISTER = "grondrecht.sqlite3"
# Where its settings are kept, for commands on the same register.
SETTINGS = "settings.json"
FILL = """
import django

django.setup()
from django.core.management import call_command
from example_register import take_in_example
from followed_register import take_in_followed
from web.work.signing import sign_everybody_in

call_command("migrate", verbosity=0)
take_in_example()
take_in_followed()
sign_everybody_in()
"""


@contextmanager
def served(folder: Path, database: str = "") -> Iterator[str]:
    """Run the site on a free port with the example plan in a register of its own.

    The people of the tests are signed in: ``cookies`` has their sessions.
    ``database`` is the address of a PostgreSQL server on which a database is made for the time;
    without it the register is a file in ``folder``: one that is there already is served as it is.
    Gives the address of the site.
    """
    with _database(database) as url:
        port = _free_port()
        address = f"http://127.0.0.1:{port}"
        environment = _environment(folder, address, url)
        if url or not (folder / REGISTER).exists():
            subprocess.run([sys.executable, "-c", FILL], env=environment, check=True, timeout=120)
        server = subprocess.Popen(
            [sys.executable, *SERVER, "--bind", f"127.0.0.1:{port}"],
            env=environment,
        )
        try:
            _wait_for(f"{address}/alive")
            yield address
        finally:
            server.terminate()
            server.wait(timeout=30)


def _environment(folder: Path, address: str, url: str) -> dict[str, str]:
    """The variables of a site; the settings among them are kept for ``program``."""
    chosen = {
        "DJANGO_SETTINGS_MODULE": "grondrecht.config.settings",
        "GRONDRECHT_DATA": str(folder),
        "GRONDRECHT_PUBLIC_URL": address,
        "DATABASE_URL": url,
        "PYTHONPATH": str(ROOT / "tests"),
    }
    (folder / SETTINGS).write_text(json.dumps(chosen), "utf-8")
    return {k: v for k, v in os.environ.items() if not k.startswith("GRONDRECHT_")} | chosen


def program(folder: Path, *words: str) -> str:
    """Run a command of the program on the register of a site that is served; what it printed."""
    chosen = json.loads((folder / SETTINGS).read_text("utf-8"))
    done = subprocess.run(
        [sys.executable, "-m", "grondrecht", *words],
        env=os.environ | chosen,
        check=True,
        timeout=60,
        stdout=subprocess.PIPE,
    )
    return done.stdout.decode()


def cookies(folder: Path) -> dict[str, str]:
    """First name of one of the cast -> the cookie of their session, for a site that is served."""
    held: dict[str, str] = json.loads((folder / COOKIES).read_text("utf-8"))
    return held


@contextmanager
def _database(server: str) -> Iterator[str]:
    """A database of its own on a PostgreSQL server, gone afterwards; nothing without a server."""
    if not server.startswith("postgres"):
        yield ""
        return
    name = f"grondrecht_site_{os.getpid()}"
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")
        connection.execute(f"CREATE DATABASE {name}")
        yield f"{server.rpartition('/')[0]}/{name}"
        connection.execute(f"DROP DATABASE {name} WITH (FORCE)")


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _wait_for(address: str, seconds: float = 30) -> None:
    """Wait until the server answers."""
    end = time.monotonic() + seconds
    while True:
        try:
            with urlopen(address, timeout=5):
                return
        except (URLError, ConnectionError, TimeoutError):
            if time.monotonic() > end:
                raise
            time.sleep(0.1)
