"""Registers that many modules of tests need: made once in a process, and copied from then on.

On SQLite the whole database is copied, page by page, which takes a few milliseconds; elsewhere the
register is made anew for each module, in a transaction that is taken back.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from django.db import connection, transaction

_MADE: dict[str, sqlite3.Connection] = {}


@contextmanager
def held(name: str, make: Callable[[], object]) -> Iterator[None]:
    """The register as ``make`` leaves it, while the block runs.

    ``name`` says which register it is: what is made of the same one is the same. What the block
    writes goes away with it.
    """
    if connection.vendor != "sqlite":
        with transaction.atomic():
            make()
            yield
            transaction.set_rollback(True)
        return
    before = _copy()
    try:
        if name not in _MADE:
            make()
            _MADE[name] = _copy()
        else:
            _put(_MADE[name])
        yield
    finally:
        _put(before)
        before.close()


def _copy() -> sqlite3.Connection:
    """The database as it is now."""
    connection.ensure_connection()
    kept = sqlite3.connect(":memory:")
    connection.connection.backup(kept)
    return kept


def _put(kept: sqlite3.Connection) -> None:
    """Make the database what it was."""
    kept.backup(connection.connection)
