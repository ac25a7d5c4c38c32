"""The full text of SQLite: an FTS5 table of stems, one row per action."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np
import numpy.typing as npt
from django.db import connection

from grondrecht.registry.search.query import Clause

Ids = npt.NDArray[np.int64]
CREATE = (
    "CREATE VIRTUAL TABLE registry_fulltext USING fts5"
    " (title, body, tokenize = \"unicode61 remove_diacritics 0 tokenchars '_'\")",
)
DROP = ("DROP TABLE registry_fulltext",)


def take_turn() -> None:
    """Wait until no other process writes. A transaction that writes has seen to that already."""


def put(rows: Sequence[tuple[int, str, str]]) -> None:
    """Hold the stems of title and text of these actions, instead of what was held of them."""
    remove(pk for pk, _, _ in rows)
    with connection.cursor() as cursor:
        cursor.executemany(
            "INSERT INTO registry_fulltext (rowid, title, body) VALUES (%s, %s, %s)", rows
        )


def remove(ids: Iterable[int]) -> None:
    """Hold nothing of these actions any more."""
    with connection.cursor() as cursor:
        cursor.executemany("DELETE FROM registry_fulltext WHERE rowid = %s", [(pk,) for pk in ids])


def matching(clause: Clause) -> tuple[Ids, Ids]:
    """The actions that hold any of the clause's phrases anywhere, and those in their title."""
    phrases = " OR ".join(f'"{" ".join(phrase)}"' for phrase in clause.phrases)
    return _matching(f"({phrases})"), _matching(f"{{title}} : ({phrases})")


def _matching(expression: str) -> Ids:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT group_concat(rowid) FROM registry_fulltext WHERE registry_fulltext MATCH %s",
            [expression],
        )
        # One text of many numbers costs a quarter of as many rows.
        (ids,) = cursor.fetchone()
    return np.fromstring(ids or "", np.int64, sep=",")


def held(ids: Sequence[int]) -> dict[int, tuple[str, str]]:
    """Action -> the stems of its title and of its text."""
    marks = ", ".join(["%s"] * len(ids))
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT rowid, title, body FROM registry_fulltext WHERE rowid IN ({marks})", list(ids)
        )
        return {pk: (title, body) for pk, title, body in cursor.fetchall()}
