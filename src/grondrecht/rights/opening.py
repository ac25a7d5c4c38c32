"""Tables of any library and files, as tables of polars; what is none is refused in one sentence."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import polars as pl

from grondrecht.rights.errors import RightsError

# These are names of people and homes, whatever they look like: 007 is not 7.
IDENTIFIERS = ("id", "household")
# What polars and the libraries below it raise for what they cannot take.
_REFUSALS = (
    OSError,
    ValueError,
    TypeError,
    AttributeError,
    NotImplementedError,
    OverflowError,
    pl.exceptions.PolarsError,
)


def opened(table: Any) -> pl.DataFrame:  # noqa: ANN401 (any table there is)
    """A table: polars, pandas, Arrow, or the path of a Parquet or CSV file. Raises RightsError.

    Of a CSV identifiers are texts, and days too: a column of an input reads them as one household
    does, where a guess would take 01/02/2015 for a day.
    """
    path = str(table) if isinstance(table, (str, Path)) else None
    try:
        frame = _of_library(table) if path is None else _of_file(path)
    except RightsError:
        raise
    except _REFUSALS as error:
        raise _unreadable(path, error) from error
    for name, kind in frame.schema.items():
        if kind == pl.Object or (kind.is_nested() and name in IDENTIFIERS):
            raise RightsError(
                f"The column {name} of the table holds what no table can; write it as text or"
                " numbers.",
                f"De kolom {name} van de tabel bevat wat geen tabel kan bevatten; schrijf ze als"
                " tekst of getallen.",
            )
    return frame


def _of_library(table: Any) -> pl.DataFrame:  # noqa: ANN401
    if isinstance(table, pl.LazyFrame):
        return table.collect()
    return table if isinstance(table, pl.DataFrame) else pl.DataFrame(table)


def _of_file(path: str) -> pl.DataFrame:
    if path.endswith(".parquet"):
        return pl.read_parquet(path)
    headings = pl.read_csv(path, has_header=False, n_rows=1, infer_schema=False).row(0)
    for name in headings:
        # Else the second would be left unread.
        if headings.count(name) > 1:
            raise RightsError(
                f"The table {path} has the column {name} twice; rename one.",
                f"De tabel {path} heeft de kolom {name} twee keer; hernoem er één.",
            )
    texts = {name: pl.String for name in IDENTIFIERS if name in headings}
    return pl.read_csv(path, infer_schema_length=None, schema_overrides=texts)


_NONE = ("A table", "Een tabel")


def _unreadable(path: str | None, error: Exception) -> RightsError:
    why = (str(error).splitlines() or [type(error).__name__])[0].rstrip(".").replace(". ", ", ")
    which, welke = (f"The table {path}", f"De tabel {path}") if path is not None else _NONE
    return RightsError(
        f"{which} cannot be read: {why}; give a table of polars, pandas or Arrow, or a file in"
        " Parquet or CSV.",
        f"{welke} kan niet gelezen worden: {why}; geef een tabel van polars, pandas of Arrow, of"
        " een bestand in Parquet of CSV.",
    )
