"""Many households as JSON gives them, made into the two tables of a population.

Each input is read as a column of all persons at once. Whatever is not plainly right is read again
household by household, as one household is, so that the same is accepted and refused, in the same
sentences.
"""

from __future__ import annotations

import gc
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from itertools import chain
from operator import itemgetter
from typing import Any

import numpy as np
import polars as pl

from grondrecht.rights.errors import RightsError
from grondrecht.rights.households import Given, given
from grondrecht.rights.operations import Value
from grondrecht.rights.tables import population
from grondrecht.rights.values import text_of, value_of
from grondrecht.rights.vocabulary import Input

Inputs = Mapping[str, Input]
Rows = Sequence[Mapping[str, Any]]
NOTHING = type(None)
ROWS = 100
_DUTCH = {"municipality": "gemeente", "organisation": "organisatie"}


class _Doubt(Exception):
    """Something that one household at a time has to be looked at for."""


def tables_of(
    households: Sequence[Any], inputs: Mapping[str, Input]
) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Persons and households for ``assess_population``, from households as ``assess`` takes them.

    One without an id is called by its number: household 3, person 2. The id of a person is that of
    the household, a slash, and its own. Raises RightsError for the first household that cannot be
    so.
    """
    try:
        return _checked(*_read(households, inputs), inputs)
    except (_Doubt, RightsError):
        return _checked(*_read(_one_by_one(households, inputs), inputs), inputs)


def tables_of_json(
    text: str | bytes, inputs: Mapping[str, Input]
) -> tuple[pl.DataFrame, pl.DataFrame]:
    """The same from the text of a list in JSON. Raises RightsError, also for what is no JSON."""
    return tables_of(_parsed(text), inputs)


def _parsed(text: str | bytes) -> Any:  # noqa: ANN401 (what JSON holds)
    # Millions of small objects, none of which refers back: to look for circles takes half the time.
    collects = gc.isenabled()
    gc.disable()
    try:
        return json.loads(text)
    except (ValueError, RecursionError) as error:
        why = str(error)[:100]
        raise RightsError(
            f"This is no list in JSON: {why}.", f"Dit is geen lijst in JSON: {why}."
        ) from error
    finally:
        if collects:
            gc.enable()


def _checked(
    persons: pl.DataFrame, households: pl.DataFrame, inputs: Inputs
) -> tuple[pl.DataFrame, pl.DataFrame]:
    wanted = [inputs[name] for name in (*persons.columns, *households.columns) if name in inputs]
    population(persons, households, inputs, wanted)
    return persons, households


def _read(households: Sequence[Any], inputs: Inputs) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Both tables. Raises _Doubt."""
    _all_are(dict, households)
    try:
        members = list(map(itemgetter("persons"), households))
    except KeyError as error:
        raise _Doubt from error
    _all_are(list, members)
    persons = list(chain.from_iterable(members))
    _all_are(dict, persons)
    homes = _ids(households, "household", range(1, len(households) + 1))
    whose = np.repeat(np.arange(len(homes)), list(map(len, members)))
    own = _ids(persons, "person", chain.from_iterable(range(1, len(each) + 1) for each in members))
    ids = [f"{homes[home]}/{id_}" for home, id_ in zip(whose.tolist(), own, strict=True)]
    of_persons = _columns(persons, "person", ("id",), inputs)
    of_homes = _columns(households, "household", ("id", "persons"), inputs)
    named = pl.Series("id", homes, dtype=pl.String)
    return (
        pl.DataFrame([pl.Series("id", ids, pl.String), named.gather(whose).alias("household")])
        .with_columns(of_persons)
        .select("id", "household", "role", pl.exclude("id", "household", "role")),
        pl.DataFrame([named, *of_homes]),
    )


def _all_are(kind: type, held: Sequence[Any]) -> None:
    if not held or set(map(type, held)) != {kind}:
        raise _Doubt


def _ids(rows: Rows, what: str, numbers: Iterable[int]) -> list[str]:
    """The id of each, or what it is and its number."""
    found = [row.get("id") for row in rows]
    if not set(map(type, found)) <= {str, int, NOTHING}:
        raise _Doubt
    return [
        f"{what} {number}" if id_ is None or id_ == "" else str(id_)
        for id_, number in zip(found, numbers, strict=True)
    ]


def _columns(rows: Rows, of: str, other: Sequence[str], inputs: Inputs) -> list[pl.Series]:
    named: set[str] = set().union(*rows).difference(other)
    if any(name not in inputs or inputs[name].of != of for name in named):
        raise _Doubt
    if of == "person" and "role" not in named:
        raise _Doubt
    own = [each for each in inputs.values() if each.name in named]
    raw: list[list[Any]] = [[] for _ in own]
    # A few rows at a time, for all inputs, while they are still near the processor.
    for start in range(0, len(rows), ROWS):
        few = rows[start : start + ROWS]
        for held, each in zip(raw, own, strict=True):
            name = each.name
            held += [row.get(name) for row in few]
    return [_column(each, held) for each, held in zip(own, raw, strict=True)]


def _column(given: Input, raw: list[Any]) -> pl.Series:
    """The values of an input, one for each row, of which some may not be known."""
    kinds = set(map(type, raw)) - {NOTHING}
    if given.kind == "number" and kinds <= {int, float}:
        return _numbers(given, raw, kinds)
    if given.kind == "yes_no" and kinds <= {bool}:
        return pl.Series(given.name, raw, pl.Boolean)
    if kinds <= {str}:
        # The same few texts come back.
        known = {text: _value(given, text) for text in set(raw)}
        return _series(given, [known[text] for text in raw])
    return _series(given, [_value(given, each) for each in raw])


def _numbers(given: Input, raw: list[Any], kinds: set[type]) -> pl.Series:
    if float not in kinds:
        try:
            return pl.Series(given.name, raw, pl.Int64)
        except (OverflowError, TypeError) as error:
            raise _Doubt from error
    if int in kinds:
        # A whole number that is not itself as a float is far beyond what any input may be.
        raw = [None if each is None else float(min(max(each, -(2**62)), 2**62)) for each in raw]
    return pl.Series(given.name, raw, pl.Float64)


def _value(given: Input, raw: object) -> int | None:
    return None if raw is None else value_of(given, raw, given.name)


def _series(given: Input, values: list[int | None]) -> pl.Series:
    """Values as they are counted, as a table holds them."""
    whole = pl.Series(given.name, values, pl.Int64)
    if given.kind == "yes_no":
        return whole.cast(pl.Boolean)
    if given.kind == "date":
        return whole.cast(pl.Int32).cast(pl.Date)
    if given.kind == "choice":
        return pl.Series(given.codes, dtype=pl.Enum(given.codes)).gather(whole).alias(given.name)
    # The nearest float of cents is the shortest that gives them.
    return whole / given.scale if given.scale > 1 else whole


def _one_by_one(households: Sequence[Any], inputs: Inputs) -> list[dict[str, Any]]:
    """Each household read alone, then written plainly. Raises RightsError for the first wrong."""
    if not isinstance(households, Sequence) or isinstance(households, str) or not households:
        raise RightsError(
            "Give a list of one household or more.", "Geef een lijst van minstens één gezin."
        )
    found: list[dict[str, Any]] = []
    seen: set[str] = set()
    for number, household in enumerate(households, 1):
        try:
            held = _called(number, household, given(household, inputs))
            if held.of != "household":
                raise RightsError(
                    f"this is a {held.of}; give households here.",
                    f"dit is een {_DUTCH[held.of]}; geef hier gezinnen.",
                )
            if held.id in seen:
                raise RightsError(
                    f"another household is called {held.id}; give each its own id.",
                    f"een ander gezin heet ook {held.id}; geef elk gezin een eigen id.",
                )
        except RightsError as error:
            raise RightsError(
                f"Household {number} of the list: {error.en}",
                f"Gezin {number} van de lijst: {error.nl}",
            ) from error
        seen.add(held.id)
        found.append(_plain(held, inputs))
    return found


def _called(number: int, household: Mapping[str, Any], held: Given) -> Given:
    """The same; without an id of its own it gets its number."""
    if held.of != "household" or household.get("id") not in (None, ""):
        return held
    return replace(held, id=f"household {number}")


def _plain(held: Given, inputs: Inputs) -> dict[str, Any]:
    persons = [
        {"id": id_} | _texts(person, inputs)
        for id_, person in zip(held.ids, held.persons, strict=True)
    ]
    return {"id": held.id} | _texts(held.one, inputs) | {"persons": persons}


def _texts(known: Mapping[str, Value], inputs: Inputs) -> dict[str, str]:
    return {name: text_of(inputs[name], low) for name, (low, _) in known.items()}
