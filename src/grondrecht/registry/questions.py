"""Questions that are asked on every page: their SQL is written once per process, not once a page.

Django writes the SQL of a query set anew each time, which for a question on a few rows takes
several times as long as its answer.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from copy import copy
from dataclasses import dataclass
from itertools import chain, count
from typing import Any, Generic, TypeVar

from django.db import DEFAULT_DB_ALIAS, connections
from django.db.models import QuerySet
from django.db.models.sql.compiler import SQLCompiler

Row = TypeVar("Row")
Value = int | str | None | list[int] | list[str]
# Where the values of a question come in its SQL, these stand while it is written: no row has them.
_LAST_MARK = -(10**15)


@dataclass(frozen=True)
class _Written:
    """A question as the database gets it.

    ``places`` say per parameter which of the values it is, or hold what is always the same.
    """

    rows: QuerySet[Any]
    compiler: SQLCompiler
    sql: str
    places: Sequence[tuple[int | None, Any]]


class Question(Generic[Row]):
    """A question with other values each time; ``asked`` makes its query set of them.

    Called with the values it gives the rows as that query set would. Values are whole numbers,
    texts, None, or lists of numbers or texts; a list of another length makes another SQL, and so
    does None: ask for lists that have few lengths.
    """

    def __init__(self, asked: Callable[..., QuerySet[Any, Row]]) -> None:
        self._asked = asked
        self._written: dict[tuple[int | str, ...], _Written] = {}

    def __call__(self, *values: Value) -> list[Row]:
        """The rows for these values, in the order of the query set."""
        if [] in values:
            return []
        shape = tuple(map(_shape, values))
        written = self._written.get(shape)
        if written is None:
            written = self._written[shape] = _write(self._asked, values)
        flat = _flat(values)
        given = tuple(held if at is None else flat[at] for at, held in written.places)
        compiler = copy(written.compiler)
        compiler.connection = connections[DEFAULT_DB_ALIAS]
        compiler.as_sql = lambda *_, **__: (written.sql, given)  # type: ignore[method-assign]
        rows = written.rows.all()
        rows.query.get_compiler = lambda *_, **__: compiler  # type: ignore[method-assign]
        return list(rows)


def _shape(value: Value) -> int | str:
    """What of a value decides the SQL: its type; of a list its length."""
    return len(value) if isinstance(value, list) else type(value).__name__


def _flat(values: Sequence[Value]) -> list[Any]:
    """The values one by one, those of lists among them."""
    return list(chain.from_iterable(each if isinstance(each, list) else [each] for each in values))


def _write(asked: Callable[..., QuerySet[Any, Any]], values: Sequence[Value]) -> _Written:
    """Write the SQL of a question for values like these."""
    numbers = count(_LAST_MARK, -1)
    marks = [_mark(value, numbers) for value in values]
    rows = asked(*marks)
    compiler = rows.query.get_compiler(using=DEFAULT_DB_ALIAS)
    sql, given = compiler.as_sql()
    known = {mark: at for at, mark in enumerate(_flat(marks)) if mark is not None}
    converters = compiler.get_converters([each[0] for each in compiler.select])
    compiler.get_converters = lambda _: converters
    return _Written(rows, compiler, sql, [(known.get(each), each) for each in given])


def _mark(value: Value, numbers: Iterator[int]) -> Value:
    """What stands for a value, of its own type and like no other."""
    if isinstance(value, list):
        return [_mark(each, numbers) for each in value]  # type: ignore[return-value]
    if isinstance(value, str):
        return str(next(numbers))
    return None if value is None else next(numbers)
