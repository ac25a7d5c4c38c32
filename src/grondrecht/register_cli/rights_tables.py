"""The tables that the commands of rights read: persons, households, who receives."""

from __future__ import annotations

import csv
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import polars as pl
import typer

from grondrecht.given import GivenError, Progress
from grondrecht.outputs import refuse_outputs
from grondrecht.register_cli.households_json import tables_in_json
from grondrecht.register_cli.rights_given import file_names, refused
from grondrecht.rights import Law, PopulationAnswer, assess_population
from grondrecht.writing.files import STANDARD_OUTPUT

# These are names of people and homes, whatever they look like: 00123 is not 123.
IDENTIFIERS = ("id", "household")
# What the library calls the tables that it is given.
NAMES = ("persons", "households")


def tables_in(*files: str) -> list[pl.DataFrame]:
    """The tables of files, Parquet or CSV. Raises GivenError.

    Identifiers are texts where one of the files is a CSV, so that all are written alike.
    """
    found = [table_in(file) for file in files]
    if all(file.endswith(".parquet") for file in files):
        return found
    return [
        frame.with_columns(
            pl.col(name).cast(pl.String) for name in IDENTIFIERS if name in frame.columns
        )
        for frame in found
    ]


def table_in(file: str, as_text: bool = False) -> pl.DataFrame:
    """The table of a file, Parquet, or CSV with commas or semicolons. Raises GivenError.

    ``as_text`` leaves every cell of a CSV as it is written.
    """
    if not Path(file).is_file():
        raise GivenError(f"Er is geen bestand {file}; geef een Parquet- of een CSV-bestand.")
    try:
        if file.endswith(".parquet"):
            return pl.read_parquet(file)
        return _csv(file, as_text)
    except (OSError, UnicodeDecodeError, csv.Error, pl.exceptions.PolarsError) as error:
        _refuse_cells(file)
        raise GivenError(
            f"{file} is niet te lezen als {'Parquet' if file.endswith('.parquet') else 'CSV'}"
            f" ({_first_line(error)}); neem CSV in UTF-8 of Parquet."
        ) from error


def alike(table: pl.DataFrame, ids: pl.Series) -> pl.DataFrame:
    """A table with its identifiers of the kind that others have, where they can be."""
    if "id" not in table.columns or table["id"].dtype == ids.dtype:
        return table
    try:
        return table.with_columns(pl.col("id").cast(ids.dtype))
    except pl.exceptions.PolarsError:
        return table


def _csv(file: str, as_text: bool) -> pl.DataFrame:
    with open(file, encoding="utf-8-sig", newline="") as opened:
        first = opened.readline()
        separator = _separator(first)
        headings = next(csv.reader([first], delimiter=separator), [])
    _refuse_headings(file, headings)
    # Days stay texts: the library reads them as those of one household, where polars would guess.
    made = pl.read_csv(
        file,
        separator=separator,
        infer_schema=not as_text,
        infer_schema_length=None,
        schema_overrides={name: pl.String for name in IDENTIFIERS if name in headings},
    )
    if made.height and made[:, -1].null_count():
        # Of a row that is too short polars leaves the last cells unknown.
        _refuse_cells(file)
    return made


def _separator(headings: str) -> str:
    return ";" if headings.count(";") > headings.count(",") else ","


def _refuse_cells(file: str) -> None:
    """Refuse a CSV of which a row has more or fewer cells than there are headings, by its line."""
    try:
        with open(file, encoding="utf-8-sig", newline="") as opened:
            first = opened.readline()
            separator = _separator(first)
            rows = csv.reader(opened, delimiter=separator)
            n = len(next(csv.reader([first], delimiter=separator), []))
            found = ((rows.line_num, len(row)) for row in rows if row and len(row) != n)
            line, cells = next(found, (0, 0))
    except (OSError, UnicodeDecodeError, csv.Error):
        return
    if line:
        do = (
            "zet een tekst met een komma tussen aanhalingstekens"
            if cells > n
            else "vul de rij aan, of schrijf het bestand opnieuw als het afgebroken is"
        )
        raise GivenError(
            f"{file}, regel {line + 1}: hier staan {cells} cellen en de eerste regel heeft er {n};"
            f" {do}."
        )


def _refuse_headings(file: str, headings: Sequence[str]) -> None:
    twice = [name for name in headings if headings.count(name) > 1]
    if twice:
        raise GivenError(f"{file}: de kolom {twice[0]!r} staat er twee keer; hernoem er één.")
    if not any(headings):
        raise GivenError(f"{file}: de eerste regel noemt geen kolommen; schrijf ze daar.")


def _first_line(error: Exception) -> str:
    return (str(error).splitlines() or [type(error).__name__])[0].rstrip(".")


# A population


@dataclass(frozen=True)
class Population:
    """The tables of a population, and the files that they were read from."""

    persons: pl.DataFrame
    households: pl.DataFrame | None
    files: tuple[str, ...]

    @property
    def named(self) -> Mapping[str, str]:
        """The file of each table, by what the library calls it."""
        return dict(zip(NAMES, self.files, strict=False))

    @property
    def is_synthetic(self) -> bool:
        """Whether the people are made up: a column says so."""
        held = (self.persons, self.households)
        return any(frame is not None and "synthetic" in frame.columns for frame in held)


def population_in(files: Sequence[str], law: Law, is_hidden: bool = False) -> Population:
    """The population of one file, of persons, or two, of persons and households.

    One file of JSON is a list of households, each with its persons. Raises GivenError, which tells
    no identifiers of it where those are ``is_hidden``.
    """
    named = [file for file in files if file]
    if not 1 <= len(named) <= 2:
        raise typer.BadParameter(
            "geef een bestand met personen, en een met gezinnen", param_hint="--population"
        )
    if len(named) == 1 and named[0].endswith(".json"):
        return Population(*tables_in_json(named[0], law.inputs, is_hidden), tuple(named))
    read = tables_in(*named)
    return Population(read[0], read[1] if len(read) > 1 else None, tuple(named))


def assessed(
    law: Law,
    population: Population,
    on: date,
    measures: Sequence[str] | None = None,
    conditions: bool = False,
) -> PopulationAnswer:
    """The answers to a population, with progress. Raises GivenError."""
    files = file_names(population.files)
    with refused(population.named), Progress(f"Rekenen: {files}") as progress:
        return assess_population(
            law,
            population.persons,
            population.households,
            on=on,
            measures=measures,
            conditions=conditions,
            progress=progress,
        )


def refuse_not_there(answer: PopulationAnswer, measure: str, on: date) -> None:
    """Refuse a measure that a population was not answered on. Raises GivenError."""
    if measure not in answer.columns:
        raise GivenError(
            f"{measure} geldt niet op {on}, of niet voor personen en gezinnen; zie grondrecht"
            f" rights show {measure}."
        )


def asked_for(files: Sequence[str], as_json: bool, **outputs: str | None) -> dict[str, str]:
    """The outputs that were asked for, by kind.

    What cannot be written, or would take the place of one of the files that are read, is refused:
    WriteError.
    """
    named = {kind: out for kind, out in outputs.items() if out is not None}
    for file in files or ("",):
        refuse_outputs(file, [*named.items(), *([("json", STANDARD_OUTPUT)] if as_json else [])])
    return named
