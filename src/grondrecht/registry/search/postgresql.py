"""The full text of PostgreSQL: a tsvector of stems with their places, one row per action.

The vectors are written out (``'stem':3A``) and not parsed from text, so that both databases know
the same words. They are kept out of line: a common word then leads over small rows only.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

import numpy as np
import numpy.typing as npt
from django.db import connection

from grondrecht.registry.search.query import Clause, Query

CREATE = (
    "CREATE TABLE registry_fulltext (id bigint PRIMARY KEY, words tsvector NOT NULL,"
    " title text NOT NULL, body text NOT NULL) WITH (toast_tuple_target = 128)",
    "ALTER TABLE registry_fulltext ALTER words SET STORAGE EXTERNAL",
    "ALTER TABLE registry_fulltext ALTER title SET STORAGE EXTERNAL",
    "ALTER TABLE registry_fulltext ALTER body SET STORAGE EXTERNAL",
    "CREATE INDEX registry_fulltext_words ON registry_fulltext USING gin (words)"
    " WITH (fastupdate = off)",
)
DROP = ("DROP TABLE registry_fulltext",)
# The furthest place that a tsvector can name, and how often it can name one word.
_FURTHEST, _OFTEN = 16383, 255


def put(rows: Sequence[tuple[int, str, str]]) -> None:
    """Hold the stems of title and text of these actions, instead of what was held of them."""
    remove(pk for pk, _, _ in rows)
    with connection.cursor() as cursor:
        cursor.executemany(
            "INSERT INTO registry_fulltext (id, words, title, body)"
            " VALUES (%s, %s::tsvector, %s, %s)",
            [(pk, _vector(title, body), title, body) for pk, title, body in rows],
        )


def remove(ids: Iterable[int]) -> None:
    """Hold nothing of these actions any more."""
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM registry_fulltext WHERE id = ANY(%s)", [list(ids)])


def matching(query: Query, title: bool = False, every: bool = True) -> npt.NDArray[np.int64]:
    """The actions that hold every clause (or any), in their title or anywhere."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT string_agg(int8send(id), '') FROM registry_fulltext WHERE words @@ %s::tsquery",
            [_expression(query, title, every)],
        )
        (ids,) = cursor.fetchone()
    return np.frombuffer(bytes(ids or b""), ">i8").astype(np.int64)


def held(ids: Sequence[int]) -> dict[int, tuple[str, str]]:
    """Action -> the stems of its title and of its text."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT id, title, body FROM registry_fulltext WHERE id = ANY(%s)", [list(ids)]
        )
        return {pk: (title, body) for pk, title, body in cursor.fetchall()}


def _vector(title: str, body: str) -> str:
    """Stems as PostgreSQL writes a tsvector: those of the title have weight A."""
    places: dict[str, list[str]] = defaultdict(list)
    place = 0
    for weight, words in (("A", title.split()), ("D", body.split())):
        for word in words:
            place = min(place + 1, _FURTHEST)
            if len(places[word]) < _OFTEN:
                places[word].append(f"{place}{weight}")
        # A phrase does not run from the title into the text.
        place += 1
    return " ".join(f"'{word}':{','.join(found)}" for word, found in places.items())


def _expression(query: Query, title: bool, every: bool) -> str:
    weight = ":A" if title else ""
    wanted = (" & " if every else " | ").join(_clause(each, weight) for each in query.clauses)
    without = "".join(f" & !{_clause(each, '')}" for each in query.without)
    return f"({wanted}){without}"


def _clause(clause: Clause, weight: str) -> str:
    phrases = (
        "(" + " <-> ".join(f"'{word}'{weight}" for word in phrase) + ")"
        for phrase in clause.phrases
    )
    return f"({' | '.join(phrases)})"
