"""Registers that many modules of tests need: made once, and copied from then on.

On SQLite a register is kept as a file for the whole run. The workers of the suite share it, and
so do the sites and programs that tests start: it is copied page by page, which takes a few
milliseconds, with the files that are attached in it. On PostgreSQL each worker has a database for
each register, made once.
"""

from __future__ import annotations

import fcntl
import os
import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from django.conf import settings
from django.core.management import call_command
from django.db import connection, connections, transaction
from django.test.utils import setup_databases, teardown_databases

IN_MEMORY = "file:memorydb_default?mode=memory&cache=shared"
# Name of a register -> the database on the server that this worker has for it.
_DATABASES: dict[str, str] = {}


@contextmanager
def empty_register() -> Iterator[None]:
    """The suite's own database, with every table and nothing in it; gone afterwards."""
    if connection.vendor == "sqlite":
        connection.close()
        connection.settings_dict["NAME"] = IN_MEMORY
        with _kept("empty", _migrated) as path:
            _put(path)
        yield
        return
    made = setup_databases(verbosity=0, interactive=False)
    yield
    with connection._nodb_cursor() as cursor:
        for database in _DATABASES.values():
            cursor.execute(f"DROP DATABASE {database} WITH (FORCE)")
    teardown_databases(made, verbosity=0)


@contextmanager
def held(name: str, make: Callable[[], object]) -> Iterator[None]:
    """The register as ``make`` leaves it, while the block runs.

    ``name`` says which register it is: what is made of the same one is the same. What the block
    writes goes away with it.
    """
    if connection.vendor == "sqlite":
        with _restored():
            with _kept(name, make) as path:
                _put(path)
            yield
    elif connection.in_atomic_block:
        with transaction.atomic():
            make()
            yield
            transaction.set_rollback(True)
    else:
        with _moved_to(_database(name, make)), transaction.atomic():
            yield
            transaction.set_rollback(True)


def file_of(name: str, make: Callable[[], object]) -> Path:
    """A register as a file of SQLite, to be copied: what ``make`` makes of an empty one."""
    with _restored(), _kept(name, make, on="empty") as path:
        return path


def begin(path: Path) -> None:
    """Put an empty register at a path, where the suite has one as a file: what starts on it need
    not make its tables."""
    empty = Path(os.environ["SUITE_FOLDER"]) / "empty.sqlite3"
    if empty.exists():
        shutil.copy(empty, path)


def _migrated() -> None:
    call_command("migrate", verbosity=0)


# SQLite.


@contextmanager
def _kept(name: str, make: Callable[[], object], on: str = "") -> Iterator[Path]:
    """The file of a register, which is made where it is not there yet, by one worker.

    ``on`` names the register that it is made of; without it that is the one that is there.
    """
    folder = Path(os.environ["SUITE_FOLDER"])
    path = folder / f"{name}.sqlite3"
    with open(folder / f"{name}.lock", "w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not path.exists():
            if on:
                _put(folder / f"{on}.sqlite3")
            make()
            beside = path.with_suffix(".part")
            with closing(sqlite3.connect(beside)) as written:
                _database_now().backup(written)
            if settings.ATTACHMENTS.exists():
                shutil.copytree(settings.ATTACHMENTS, attached(path), dirs_exist_ok=True)
            beside.rename(path)
        yield path


@contextmanager
def _restored() -> Iterator[None]:
    """The database is afterwards what it was before."""
    with closing(sqlite3.connect(":memory:")) as before:
        _database_now().backup(before)
        try:
            yield
        finally:
            before.backup(_database_now())


def attached(path: Path) -> Path:
    """The folder with the files that are attached in a register; perhaps there is none."""
    return path.with_suffix(".attachments")


def _put(path: Path) -> None:
    """Make the database what a file holds."""
    with closing(sqlite3.connect(path)) as kept:
        kept.backup(_database_now())
    if attached(path).exists():
        shutil.copytree(attached(path), settings.ATTACHMENTS, dirs_exist_ok=True)


def _database_now() -> sqlite3.Connection:
    connection.ensure_connection()
    return connection.connection


# PostgreSQL.


def _database(name: str, make: Callable[[], object]) -> str:
    """The database of a register, made of the suite's own where it is not there yet."""
    if name not in _DATABASES:
        own = connection.settings_dict["NAME"]
        made = f"{own}_{''.join(filter(str.isalnum, name))}"
        connection.close()
        with connection._nodb_cursor() as cursor:
            cursor.execute(f"CREATE DATABASE {made} TEMPLATE {own}")
        _DATABASES[name] = made
        with _moved_to(made):
            make()
    return _DATABASES[name]


@contextmanager
def _moved_to(database: str) -> Iterator[None]:
    """Every query goes to another database of the server."""
    before = connections["default"]
    # The settings that a thread of its own would open a connection with.
    shared, own = before.settings_dict, before.settings_dict["NAME"]
    connections["default"] = before.copy()
    connection.settings_dict["NAME"] = shared["NAME"] = database
    try:
        yield
    finally:
        connection.close()
        connections["default"], shared["NAME"] = before, own
