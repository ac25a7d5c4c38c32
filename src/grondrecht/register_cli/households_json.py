"""Households in a file of JSON, and the line of what is wrong with one."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

import polars as pl

from grondrecht.given import GivenError
from grondrecht.reading.opening import STANDARD_INPUT, read_bytes
from grondrecht.register_cli.json_places import Place, element, lines_of, twice
from grondrecht.rights import RightsError
from grondrecht.rights.households import given
from grondrecht.rights.many import tables_of
from grondrecht.rights.vocabulary import Input


def read_text(file: str) -> str:
    """The text of a file of JSON; ``-`` is standard input. Raises DocumentError, GivenError."""
    try:
        return read_bytes(file).decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise GivenError(f"{_name(file)} is geen UTF-8; bewaar het zo.") from error


def parsed(text: str, file: str) -> Any:  # noqa: ANN401 (what JSON holds)
    """What a JSON text holds: a household, or a list of them. Raises GivenError with the line."""
    try:
        found = json.loads(text, object_pairs_hook=_once, parse_constant=_no_number)
    except json.JSONDecodeError as error:
        raise GivenError(
            f"{_name(file)}, regel {error.lineno}: dit is geen JSON; verbeter wat daar staat."
        ) from error
    except (_Twice, ValueError, RecursionError) as error:
        why = f"{error}" if isinstance(error, _Twice) else "een getal of een diepte is te groot"
        line = twice(text) if isinstance(error, _Twice) else 0
        where = f"{_name(file)}, regel {line}" if line else _name(file)
        raise GivenError(f"{where}: {why}; verbeter het.") from error
    if not isinstance(found, dict | list) or not found:
        raise GivenError(f"{_name(file)}: hier staat geen gezin; schrijf er een, of een lijst.")
    return found


class _Twice(ValueError):
    """A key stands twice in one object, or something is no number of JSON."""


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    made = dict(pairs)
    if len(made) < len(pairs):
        names = [name for name, _ in pairs]
        twice = next(name for name in names if names.count(name) > 1)
        raise _Twice(f"de sleutel {twice!r} staat twee keer in één object")
    return made


def _no_number(word: str) -> None:
    raise _Twice(f"{word} is geen getal")


def _name(file: str) -> str:
    return STANDARD_INPUT if file == "-" else file


def refusal(error: RightsError, file: str, text: str, number: int | None = None) -> GivenError:
    """What is wrong with a household, with the file and the line of who and what it speaks of.

    ``number`` is its place in a list, counted from 0; None where the text is that one household.
    """
    own, before = (text, 0) if number is None else element(text, number)
    known = lines_of(own)
    line = next((known[way] for way in _ways(error.en, json.loads(own)) if way in known), 0)
    where = f"{_name(file)}, regel {before + line}" if line else _name(file)
    return GivenError(f"{where}: {error.nl}")


def _ways(words: str, household: Any) -> Iterator[Place]:  # noqa: ANN401 (what JSON holds)
    """Where the fault that a sentence tells may stand, the most likely first.

    A sentence begins with who it is about, and goes on with which input.
    """
    persons = household.get("persons") if isinstance(household, Mapping) else None
    for number, person in enumerate(persons if isinstance(persons, list) else ()):
        named = person.get("id", "") if isinstance(person, Mapping) else ""
        for who in filter(None, (str(named), f"person {number + 1}")):
            if words.startswith(f"{who}: "):
                yield "persons", number, words.removeprefix(f"{who}: ").split(" ")[0]
                yield "persons", number
    yield (words.partition(": ")[2].split(" ")[0],)
    yield ()


def tables_in_json(
    file: str, inputs: Mapping[str, Input], is_hidden: bool = False
) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Persons and households of a file with a list of households. Raises GivenError.

    Where identifiers are ``is_hidden`` what is wrong is told without them: by line and number.
    """
    text = read_text(file)
    found = parsed(text, file)
    listed = found if isinstance(found, list) else [found]
    try:
        return tables_of(listed, inputs)
    except RightsError as error:
        for number, each in enumerate(_nameless(listed) if is_hidden else listed):
            try:
                given(each, inputs)
            except RightsError as own:
                raise refusal(own, file, text, number if found is listed else None) from error
        why = _alike(listed, error) if is_hidden else error.nl
        raise GivenError(f"{_name(file)}: {why}") from error


def _alike(listed: list[Any], error: RightsError) -> str:
    """What is wrong where each household by itself is right: mostly that two have one id."""
    homes = [each for each in listed if isinstance(each, dict)]
    groups = [homes, *(home.get("persons", []) for home in homes)]
    for group in groups:
        ids = [str(one["id"]) for one in group if one.get("id") not in (None, "")]
        if len(ids) > len(set(ids)):
            return (
                "twee gezinnen, of twee personen van een gezin, hebben dezelfde id; geef elk een"
                " eigen."
            )
    return error.nl


def _nameless(listed: list[Any]) -> Iterator[Any]:
    """Households without their identifiers and those of their persons, where they are such."""
    for each in listed:
        if not isinstance(each, dict):
            yield each
            continue
        made = {key: value for key, value in each.items() if key != "id"}
        if isinstance(made.get("persons"), list):
            made["persons"] = [
                {key: value for key, value in one.items() if key != "id"}
                if isinstance(one, dict)
                else one
                for one in made["persons"]
            ]
        yield made
