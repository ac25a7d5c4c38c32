"""The full text of PostgreSQL: a tsvector of stems, one row per action.

The vectors are written out and not parsed from text, so that both databases know the same words.
They hold no places: a vector counts only so many, and an index without them answers by itself. In
their stead every two stems that follow each other stand in it, as a number; of a phrase of three or
more the text has the last word. What stands in the title is there once more, behind a dash. Texts
and vectors are kept out of line: a common word then leads over small rows only.
"""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterable, Sequence
from functools import lru_cache
from hashlib import blake2s
from itertools import pairwise, starmap

import numpy as np
import numpy.typing as npt
from django.db import connection, transaction

from grondrecht.registry.search.query import Clause, Phrase

Ids = npt.NDArray[np.int64]
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
# A row is only put out of line where it is longer than this: shorter texts are filled up.
_OUT_OF_LINE = 2100
# Any number will do: those who write the index ask for a turn under it.
_TURN = 5_318_008


def take_turn() -> None:
    """Wait until no other process writes the index; the turn lasts as long as the transaction."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_TURN])


def put(rows: Sequence[tuple[int, str, str]]) -> None:
    """Hold the stems of title and text of these actions, instead of what was held of them."""
    remove(pk for pk, _, _ in rows)
    with connection.cursor() as cursor:
        cursor.executemany(
            "INSERT INTO registry_fulltext (id, words, title, body)"
            " VALUES (%s, %s::tsvector, %s, %s)",
            [
                (pk, _vector(title, body), title, body.ljust(_OUT_OF_LINE))
                for pk, title, body in rows
            ],
        )


def remove(ids: Iterable[int]) -> None:
    """Hold nothing of these actions any more."""
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM registry_fulltext WHERE id = ANY(%s)", [list(ids)])


def matching(clause: Clause) -> tuple[Ids, Ids]:
    """The actions that hold any of the clause's phrases anywhere, and those in their title."""
    conditions, values = zip(_condition(clause, False), _condition(clause, True), strict=True)
    both = ", ".join(
        f"(SELECT string_agg(int8send(id), '') FROM registry_fulltext WHERE {each})"
        for each in conditions
    )
    with transaction.atomic(), connection.cursor() as cursor:
        # The planner does not know that vectors are kept out of line, where reading them is slow.
        cursor.execute("SET LOCAL enable_seqscan = off")
        cursor.execute(f"SELECT {both}", [value for part in values for value in part])
        anywhere, titled = cursor.fetchone()
        cursor.execute("SET LOCAL enable_seqscan TO DEFAULT")
    return _ids(anywhere), _ids(titled)


def _condition(clause: Clause, title: bool) -> tuple[str, list[str]]:
    """What a row must be to hold a clause, and the values of its marks."""
    conditions = ["words @@ %s::tsquery"]
    values = [_either(clause.phrases, title)]
    runs = [f" {' '.join(phrase)} " for phrase in clause.phrases if len(phrase) > 2]
    if runs:
        short = [phrase for phrase in clause.phrases if len(phrase) < 3]
        texts = ("title",) if title else ("title", "body")
        followed = [f"strpos(' ' || {text} || ' ', %s) > 0" for text in texts for _ in runs]
        if short:
            followed.insert(0, "words @@ %s::tsquery")
            values.append(_either(short, title))
        conditions.append(f"({' OR '.join(followed)})")
        values += runs * len(texts)
    return " AND ".join(conditions), values


def _ids(sent: bytes | None) -> Ids:
    return np.frombuffer(bytes(sent or b""), ">i8").astype(np.int64)


def held(ids: Sequence[int]) -> dict[int, tuple[str, str]]:
    """Action -> the stems of its title and of its text."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT id, title, rtrim(body) FROM registry_fulltext WHERE id = ANY(%s)", [list(ids)]
        )
        return {pk: (title, body) for pk, title, body in cursor.fetchall()}


def _vector(title: str, body: str) -> str:
    """Stems as PostgreSQL writes a tsvector; those of the title stand in it twice."""
    titled = _terms(title.split())
    words = {*titled, *_terms(body.split()), *(f"-{word}" for word in titled)}
    return " ".join(f"'{word}'" for word in words)


def _terms(words: Sequence[str]) -> list[str]:
    """Stems, and what stands for every two that follow each other."""
    return [*words, *starmap(_pair, pairwise(words))]


@lru_cache(maxsize=65536)
def _pair(one: str, other: str) -> str:
    """The number of two stems that follow each other; no stem begins with its sign."""
    number = blake2s(f"{one} {other}".encode(), digest_size=6).digest()
    return f"+{b64encode(number).decode()}"


def _either(phrases: Iterable[Phrase], title: bool) -> str:
    """A tsquery: the word, or every two words that follow each other, of any of these phrases."""
    dash = "-" if title else ""
    rows = (
        phrase if len(phrase) == 1 else tuple(starmap(_pair, pairwise(phrase)))
        for phrase in phrases
    )
    return " | ".join("(" + " & ".join(f"'{dash}{term}'" for term in row) + ")" for row in rows)
