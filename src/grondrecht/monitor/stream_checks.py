"""What rows that are read a part at a time must hold before anything is computed.

A row has no number here: refusals say of how many rows a column is wrong, or name a value.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import NoReturn

import polars as pl

from grondrecht.monitor.errors import BadRows, SurveyError
from grondrecht.monitor.measures import Definition
from grondrecht.monitor.names import Roles
from grondrecht.monitor.summaries import BAD, COARSE, ROWS, UNITS, Columns, Task, filled

VALUE, TIMES = "value that is wrong", "rows with it"
# So many wrong values are looked at; one is named.
SHOWN = 5


def digits(wanted: int | None) -> None:
    """Refuse a number of significant digits that is none."""
    if wanted is not None and wanted < 1:
        raise SurveyError(
            f"Incomes cannot be rounded to {wanted} significant digits; ask for 1 or more.",
            f"Inkomens zijn niet af te ronden op {wanted} beduidende cijfers; vraag er 1 of meer.",
        )


def refuse_lacking(definition: Definition, known: Roles) -> NoReturn:
    """Refuse a definition that the data have not the columns for."""
    lacking = list(dict.fromkeys(role for role in definition.roles if not known.has(role)))
    named, first = ", ".join(lacking), lacking[0]
    raise SurveyError(
        f"{definition.id} cannot be told: no column is {named}; say {first}=….",
        f"{definition.id} is niet te berekenen: geen kolom is {named}; zeg {first}=….",
    )


def not_by_row(breakdown: Sequence[str]) -> None:
    """Refuse groups by what each row of a summary has of its own."""
    for role in breakdown:
        if role in ("weight", "cluster"):
            raise SurveyError(
                f"Rows that are read a part at a time are not broken down by {role}.",
                f"Rijen die deel na deel gelezen worden, zijn niet uit te splitsen naar {role}.",
            )


def alike(column: str, parts: Sequence[pl.Schema]) -> None:
    """Refuse parts of which one lacks a column, or has text in it where another has numbers."""
    kinds: dict[str, int] = {}
    for number, part in enumerate(parts, 1):
        if column not in part:
            raise SurveyError(
                f"Part {number} has no column {column}, which part 1 has.",
                f"Deel {number} heeft geen kolom {column}, die deel 1 wel heeft.",
            )
        if part[column] != pl.Null:
            kinds.setdefault("number" if part[column].is_numeric() else str(part[column]), number)
    if len(kinds) > 1:
        (one, first), (other, second), *_ = kinds.items()
        raise SurveyError(
            f"Column {column} is {one} in part {first} and {other} in part {second}; make it one"
            " kind.",
            f"Kolom {column} is {one} in deel {first} en {other} in deel {second}; maak er één"
            " soort van.",
        )


def weights(columns: Columns, summary: pl.DataFrame) -> None:
    """Raise SurveyError where there are no rows, or weights cannot be computed with."""
    if not len(summary):
        raise SurveyError(
            "The survey has 0 rows; there is nothing to compute.",
            "De enquête heeft 0 rijen; er is niets te berekenen.",
        )
    if count := int(summary[BAD].sum()):
        _refuse(
            summary,
            columns.weight,
            count,
            "a weight is missing, negative or not a number",
            "een gewicht ontbreekt, is negatief of is geen getal",
        )
    if count := int(summary[COARSE].sum()):
        _refuse(
            summary,
            columns.weight,
            count,
            "a weight is so much smaller than the largest that it would be lost in the total;"
            " give all weights in one unit",
            "een gewicht is zoveel kleiner dan het grootste dat het in het totaal verloren zou"
            " gaan; geef alle gewichten in één eenheid",
        )
    if not summary[UNITS].sum():
        raise SurveyError(
            f"Column {columns.weight}: all weights are zero.",
            f"Kolom {columns.weight}: alle gewichten zijn nul.",
        )


@contextmanager
def counted(summary: pl.DataFrame) -> Iterator[None]:
    """A refusal of rows of the summary becomes one of so many rows of the data."""
    try:
        yield
    except BadRows as error:
        count = int(summary[ROWS].gather(error.rows).sum())
        _refuse(summary, error.column, count, *error.why)


def _refuse(summary: pl.DataFrame, column: str, count: int, en: str, nl: str) -> NoReturn:
    everyone = int(summary[ROWS].sum())
    raise SurveyError(
        f"Column {column}, {count} of {everyone} rows: {en}.",
        f"Kolom {column}, {count} van {everyone} rijen: {nl}.",
    )


def persons(column: str) -> Task:
    """Some persons who stand in more than one row, and in how many."""

    def make(rows: pl.LazyFrame) -> pl.LazyFrame:
        found = _known(rows, column).group_by(VALUE).agg(pl.len().cast(pl.Int64).alias(TIMES))
        return found.filter(pl.col(TIMES) > 1).bottom_k(SHOWN, by=VALUE)

    return Task((VALUE,), make, together=column)


def refuse_persons(column: str, found: pl.DataFrame) -> None:
    """Raise SurveyError where a person stands in more than one row."""
    if len(found):
        value, times = found.row(0)
        raise SurveyError(
            f"Column {column}: person {value} is in {times} rows; keep one row for each person.",
            f"Kolom {column}: persoon {value} staat in {times} rijen; houd één rij per persoon.",
        )


def households(column: str, stratum: str) -> Task:
    """Some households that are in more than one stratum, with their rows."""

    def make(rows: pl.LazyFrame) -> pl.LazyFrame:
        place = filled(rows, stratum).alias("stratum")
        lowest, highest = pl.col("stratum").min(), pl.col("stratum").max()
        found = _known(rows, column, place).group_by(VALUE)
        torn = found.agg(pl.len().cast(pl.Int64).alias(TIMES), (lowest != highest).alias("torn"))
        return torn.filter("torn").select(VALUE, TIMES).bottom_k(SHOWN, by=VALUE)

    return Task((VALUE,), make, together=column)


def refuse_households(column: str, found: pl.DataFrame) -> None:
    """Raise SurveyError where a household is in more than one stratum."""
    if len(found):
        value = found.row(0)[0]
        raise SurveyError(
            f"Column {column}: household {value} is in two strata; give all its members one"
            " stratum.",
            f"Kolom {column}: huishouden {value} zit in twee strata; geef al zijn leden één"
            " stratum.",
        )


def _known(rows: pl.LazyFrame, column: str, *others: pl.Expr) -> pl.LazyFrame:
    """The rows in which a column is filled in, that column under one name."""
    named = rows.select(filled(rows, column).alias(VALUE), *others)
    return named.filter(pl.col(VALUE).is_not_null())
