"""Start what is driven: the site as ``grondrecht serve`` runs it, and Datasette beside it."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
import venv
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

HERE = Path(__file__).resolve().parent
# Processes of each server: one per core of the machine that the figures in docs/ are from.
WORKERS = 2
DATASETTE = """\
from datasette.app import Datasette
app = Datasette(
    [{path!r}], immutables=[], settings={settings!r}
).app()
"""
# Facets that take longer are left out; with these limits none is, as on the site.
PATIENT = {"facet_time_limit_ms": 60_000, "sql_time_limit_ms": 60_000, "suggest_facets": False}


@dataclass(frozen=True)
class Server:
    """A server that runs: its name, address and process."""

    name: str
    address: str
    pid: int


def program(name: str, *args: str, env: Mapping[str, str]) -> None:
    """Run one of the programs beside this file to its end."""
    subprocess.run([sys.executable, HERE / name, *args], check=True, env={**os.environ, **env})


def site_environment(folder: Path, database: str) -> dict[str, str]:
    """The variables with which the site and the programs find a register."""
    return {"GRONDRECHT_DATA": str(folder), "DATABASE_URL": database}


def make_register(folder: Path, plans: int) -> Path:
    """The register in SQLite; made where it is not there yet."""
    path, made = folder / "register.sqlite3", folder / "register.making"
    if not path.exists():
        made.unlink(missing_ok=True)
        env = site_environment(folder, f"sqlite:///{made}")
        program("register_rows.py", str(plans), env=env)
        made.rename(path)
    return path


def make_datasette(folder: Path, register: Path) -> Path:
    """The same rows for Datasette, and Datasette itself in an environment of its own."""
    path, made = folder / "datasette" / "register.db", folder / "datasette" / "making.db"
    path.parent.mkdir(exist_ok=True)
    if not path.exists():
        made.unlink(missing_ok=True)
        program("register_datasette.py", str(register), str(made), env={})
        made.rename(path)
    python = folder / "venv" / "bin" / "python"
    if not python.exists():
        venv.create(folder / "venv", with_pip=True)
        subprocess.run([python, "-m", "pip", "install", "-q", "datasette", "uvicorn"], check=True)
    return path


@contextmanager
def site(name: str, folder: Path, database: str, port: int) -> Iterator[Server]:
    """The site on a database."""
    command = [Path(sys.executable).with_name("grondrecht"), "serve", "--port", str(port)]
    env = site_environment(folder, database)
    with running(name, [*command, "--workers", str(WORKERS)], env, port, folder) as server:
        yield server


@contextmanager
def datasette(name: str, folder: Path, path: Path, port: int, patient: bool) -> Iterator[Server]:
    """Datasette on the table; ``patient`` for answers with every facet, however long they take."""
    module = f"served_{port}"
    settings = PATIENT if patient else {"suggest_facets": False}
    (folder / f"{module}.py").write_text(DATASETTE.format(path=str(path), settings=settings))
    uvicorn = [folder / "venv" / "bin" / "uvicorn", f"{module}:app", "--app-dir", folder]
    options = ["--port", str(port), "--workers", str(WORKERS), "--log-level", "warning"]
    with running(name, [*uvicorn, *options], {}, port, folder) as server:
        yield server


@contextmanager
def running(
    name: str, command: list[object], env: Mapping[str, str], port: int, folder: Path
) -> Iterator[Server]:
    """A server that answers; it is stopped at the end."""
    if answers(port):
        raise RuntimeError(f"something answers on port {port} already; stop it first")
    with (folder / f"{port}.log").open("w") as log:
        process = subprocess.Popen(
            list(map(str, command)), env={**os.environ, **env}, stdout=log, stderr=log
        )
        address = f"http://127.0.0.1:{port}"
        try:
            wait(port, process)
            yield Server(name, address, process.pid)
        finally:
            stop(process)


def stop(process: subprocess.Popen[bytes]) -> None:
    """End a server, by force where a long answer keeps it busy."""
    process.terminate()
    try:
        process.wait(20)
    except subprocess.TimeoutExpired:
        for pid in (*children(process.pid), process.pid):
            os.kill(pid, signal.SIGKILL)
        process.wait()


def children(pid: int) -> list[int]:
    """The processes that a process started."""
    told = subprocess.run(["pgrep", "-P", str(pid)], capture_output=True, text=True)
    return [int(each) for each in told.stdout.split()]


def wait(port: int, process: subprocess.Popen[bytes]) -> None:
    """Wait until a server answers. Raises RuntimeError where it does not."""
    for _ in range(600):
        if answers(port):
            return
        time.sleep(0.1)
        if process.poll() is not None:
            break
    raise RuntimeError(f"nothing answers on port {port}; see its log")


def answers(port: int) -> bool:
    """Whether a server listens on a port of this machine."""
    with socket.socket() as tried:
        return tried.connect_ex(("127.0.0.1", port)) == 0
