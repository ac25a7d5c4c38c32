"""Any table of persons as one polars frame: polars, pandas, Arrow, Parquet, CSV, columns."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import polars as pl

from grondrecht.monitor import checking
from grondrecht.monitor.errors import SurveyError

THOUSANDS, DECIMAL = r"^[+-]?\d{1,3}(\.\d{3})+$", r"^[+-]?\d+\.(\d{1,2}|\d{4,})$"


def opened(table: Any) -> pl.LazyFrame:  # noqa: ANN401 (any table is welcome)
    """A lazy frame over a table; a Parquet file is read column by column, when asked for.

    ``table`` is a polars frame, a pandas frame, an Arrow table or batch, a mapping of columns, or
    the path of a .parquet or .csv file. Numbers of single precision become double by what they are
    written as. Raises SurveyError where it is none of these.
    """
    try:
        return _as_written(_opened(table))
    except pl.exceptions.PolarsError as error:
        raise _unreadable(error) from error


def read(frame: pl.LazyFrame) -> pl.DataFrame:
    """The rows of a lazy frame. Raises SurveyError where these cannot be made."""
    try:
        return frame.collect()
    except (OSError, pl.exceptions.PolarsError) as error:
        raise _unreadable(error) from error


def _unreadable(error: Exception) -> SurveyError:
    reason = str(error).splitlines()[0]
    return SurveyError(
        f"The table cannot be read: {reason}.", f"De tabel is niet te lezen: {reason}."
    )


def _as_written(frame: pl.LazyFrame) -> pl.LazyFrame:
    """0.2 of single precision, widened as it is, is 0.20000000298 and no longer at most 0.2.

    Whole numbers of 128 bits, which numpy has not, become text.
    """
    kinds = frame.collect_schema().items()
    single = [name for name, kind in kinds if kind == pl.Float32]
    long = [name for name, kind in kinds if kind == pl.Int128]
    if single:
        frame = frame.with_columns(pl.col(single).cast(pl.String).cast(pl.Float64))
    return frame.with_columns(pl.col(long).cast(pl.String)) if long else frame


def _opened(table: Any) -> pl.LazyFrame:  # noqa: ANN401
    if isinstance(table, pl.LazyFrame):
        return table
    if isinstance(table, pl.DataFrame):
        return table.lazy()
    if isinstance(table, str | Path):
        return _file(Path(table))
    made = _converted(table)
    if not made.width:
        raise SurveyError(
            f"A {type(table).__name__} without columns cannot be read as a table.",
            f"Een {type(table).__name__} zonder kolommen is niet als tabel te lezen.",
        )
    return made.lazy()


def _converted(table: Any) -> pl.DataFrame:  # noqa: ANN401
    try:
        if isinstance(table, Mapping):
            held = {name: _of_one_kind(values) for name, values in table.items()}
            return pl.DataFrame(held, strict=True)
        made = pl.DataFrame(table) if not hasattr(table, "iloc") else pl.from_pandas(table)
    except (TypeError, ValueError, pl.exceptions.PolarsError) as error:
        kind, reason = type(table).__name__, str(error).splitlines()[0]
        mixed = _mixed(table)
        if mixed:
            raise SurveyError(
                f"Column {mixed} holds values of several kinds; make them all text or all numbers.",
                f"Kolom {mixed} bevat waarden van verschillende soorten; maak er tekst of getallen"
                " van.",
            ) from error
        raise SurveyError(
            f"A {kind} cannot be read as a table ({reason}); give a polars, pandas or Arrow table,"
            " or the path of a Parquet or CSV file.",
            f"Een {kind} is niet als tabel te lezen ({reason}); geef een tabel van polars, pandas"
            " of Arrow, of het pad van een Parquet- of CSV-bestand.",
        ) from error
    return made


def _of_one_kind(values: Any) -> Any:  # noqa: ANN401
    """A list of whole numbers and fractions as fractions; 0 and 0.2 are both a number."""
    if not isinstance(values, list | tuple) or {*map(type, values)} - {type(None)} != {int, float}:
        return values
    return [None if value is None else float(value) for value in values]


def _mixed(table: Any) -> str:  # noqa: ANN401
    """The first column of a pandas frame that cannot be read; empty where each can."""
    for name in getattr(table, "columns", ()) if hasattr(table, "iloc") else ():
        try:
            pl.from_pandas(table[name])
        except (TypeError, ValueError, pl.exceptions.PolarsError):
            return str(name)
    return ""


def _file(path: Path) -> pl.LazyFrame:
    if not path.is_file():
        raise SurveyError(
            f"{path} is not a file; give the path of a Parquet or CSV file.",
            f"{path} is geen bestand; geef het pad van een Parquet- of CSV-bestand.",
        )
    try:
        return _read(path)
    except (OSError, pl.exceptions.PolarsError) as error:
        reason = str(error).splitlines()[0]
        raise SurveyError(
            f"{path} cannot be read as a table: {reason}.",
            f"{path} is niet als tabel te lezen: {reason}.",
        ) from error


def _read(path: Path) -> pl.LazyFrame:
    if path.suffix.lower() in (".parquet", ".pq"):
        frame = pl.scan_parquet(path)
        frame.collect_schema()
        return frame
    if path.suffix.lower() in (".csv", ".txt", ".tsv"):
        with path.open(encoding="utf-8-sig", errors="replace") as lines:
            first = lines.readline()
        separator = max(",;\t", key=first.count)
        comma = separator == ";"
        made = pl.read_csv(path, separator=separator, decimal_comma=comma, infer_schema_length=None)
        _refuse_short_rows(path, separator, made)
        if comma:
            _refuse_thousands(made)
        return made.lazy()
    raise SurveyError(
        f"{path} is neither Parquet nor CSV; its name ends in {path.suffix or 'nothing'}.",
        f"{path} is Parquet noch CSV; de naam eindigt op {path.suffix or 'niets'}.",
    )


def _refuse_short_rows(path: Path, separator: str, made: pl.DataFrame) -> None:
    """Refuse a file of which a row is not whole; polars would leave its end unknown."""
    if not made.height or not made[:, -1].null_count():
        return
    with path.open(encoding="utf-8", errors="replace", newline="") as file:
        rows = csv.reader(file, delimiter=separator)
        try:
            short = next((len(row) for row in rows if 0 < len(row) < made.width), 0)
        except csv.Error:
            # A text longer than Python's own reader takes, which polars does read.
            return
    if short:
        line, last = rows.line_num, made.width
        raise SurveyError(
            f"{path}, line {line}: {short} of {last} fields; complete the row, or write the file"
            " again where it is cut off.",
            f"{path}, regel {line}: {short} van de {last} velden; vul de rij aan, of schrijf het"
            " bestand opnieuw als het afgebroken is.",
        )


def _refuse_thousands(made: pl.DataFrame) -> None:
    """Refuse 12.345 where decimals may have a comma: it may be twelve thousand, or twelve.

    Where any number has a point that is not followed by three digits, points are of decimals.
    """
    texts = made.select(pl.col(pl.String).str.strip_chars())
    if texts.select(pl.any_horizontal(pl.all().str.contains(DECIMAL).any())).to_series().any():
        return
    for column in texts:
        checking.refuse_rows(
            column.name,
            column.str.contains(THOUSANDS).fill_null(False),
            "a point that may be of thousands or of decimals; write 12345 or 12,345 in a file with"
            " semicolons",
            "een punt dat van duizendtallen of van decimalen kan zijn; schrijf 12345 of 12,345 in"
            " een bestand met puntkomma's",
        )
