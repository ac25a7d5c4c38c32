"""The full text of SQLite: an FTS5 table of stems, one row per action."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np
import numpy.typing as npt
from django.db import connection

from grondrecht.registry.search.query import Clause, Query

CREATE = (
    "CREATE VIRTUAL TABLE registry_fulltext USING fts5"
    " (title, body, tokenize = \"unicode61 remove_diacritics 0 tokenchars '_'\")",
)
DROP = ("DROP TABLE registry_fulltext",)


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


def matching(query: Query, title: bool = False, every: bool = True) -> npt.NDArray[np.int64]:
    """The actions that hold every clause (or any), in their title or anywhere."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT rowid FROM registry_fulltext WHERE registry_fulltext MATCH %s",
            [_expression(query, title, every)],
        )
        rows = cursor.fetchall()
    return np.fromiter((row[0] for row in rows), np.int64, len(rows))


def held(ids: Sequence[int]) -> dict[int, tuple[str, str]]:
    """Action -> the stems of its title and of its text."""
    marks = ", ".join(["%s"] * len(ids))
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT rowid, title, body FROM registry_fulltext WHERE rowid IN ({marks})", list(ids)
        )
        return {pk: (title, body) for pk, title, body in cursor.fetchall()}


def _expression(query: Query, title: bool, every: bool) -> str:
    wanted = (" AND " if every else " OR ").join(map(_clause, query.clauses))
    column = "{title} : " if title else ""
    expression = f"{column}({wanted})"
    return " NOT ".join([expression, *map(_clause, query.without)])


def _clause(clause: Clause) -> str:
    phrases = (f'"{" ".join(phrase)}"' for phrase in clause.phrases)
    return f"({' OR '.join(phrases)})"
