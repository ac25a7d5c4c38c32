"""What the commands of rights are given: measures, days, tables; and what they refuse, in Dutch."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date
from functools import cache
from importlib.resources import files
from pathlib import Path

import typer

from grondrecht.given import GivenError
from grondrecht.monitor import SurveyError
from grondrecht.rights import Law, RightsError, load
from grondrecht.rights.vocabulary import FIRST_DAY, LAST_DAY
from grondrecht.rights.written import day_of

LANGUAGES = ("nl", "en")
# The measures that ship.
FLANDERS = str(files("grondrecht.rights").joinpath("data/flanders"))
_ROWS = re.compile(r"(?<=verbeter )rij (\d+(?:, \d+)*)")


@cache
def _said() -> Mapping[str, Mapping[str, Mapping[str, str]]]:
    text = files("grondrecht.register_cli").joinpath("rights_words.toml").read_text("utf-8")
    return tomllib.loads(text)


def said(section: str, key: str, language: str, **filled: object) -> str:
    """A word or sentence of rights_words.toml, with its braces filled in."""
    return _said()[section][key][language].format(**filled)


def is_said(section: str, key: str) -> bool:
    """Whether there is such a word."""
    return key in _said()[section]


@contextmanager
def refused(tables: Mapping[str, str] | None = None) -> Iterator[None]:
    """Turn what the libraries refuse into a GivenError; a table is called by the file it was in.

    ``tables`` has the files, by what the library calls each: persons, households, received.
    """
    try:
        yield
    except (RightsError, SurveyError) as error:
        raise GivenError(_placed(error.nl, tables or {})) from error


def _placed(words: str, tables: Mapping[str, str]) -> str:
    """A sentence on a table as one on its file; of a CSV it says the line, headings included."""
    for name, file in tables.items():
        if words.startswith((f"{name}:", f"{name}.")):
            words = file + words.removeprefix(name)
            return words if file.endswith(".parquet") else _ROWS.sub(_lines, words)
    return words


def _lines(rows: re.Match[str]) -> str:
    return "regel " + ", ".join(str(int(row) + 1) for row in rows[1].split(", "))


def law_in(folder: str) -> Law:
    """The measures of a folder, those that ship where none is named. Raises GivenError."""
    with refused():
        return load(folder or FLANDERS)


def day(text: str, option: str = "--on") -> date:
    """A day as it is given. Raises typer.BadParameter."""
    try:
        found = day_of(text)
    except RightsError:
        found = date.min
    if not FIRST_DAY <= found <= LAST_DAY:
        raise typer.BadParameter("geef een dag zoals 2016-03-01", param_hint=option)
    return found


def language(lang: str) -> str:
    """The language that was asked for. Raises typer.BadParameter."""
    if lang not in LANGUAGES:
        raise typer.BadParameter("kies nl of en", param_hint="--lang")
    return lang


def names(text: str) -> tuple[str, ...]:
    """Names with commas between them, each once."""
    return tuple(dict.fromkeys(filter(None, map(str.strip, text.split(",")))))


def file_names(files: Sequence[str]) -> str:
    """Files by name, without the folders they are in."""
    return ", ".join(Path(file).name for file in files if file)
