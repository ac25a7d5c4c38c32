"""Tables of persons and households, checked, as columns of whole numbers."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import polars as pl
from numpy.typing import NDArray

from grondrecht.rights.errors import RightsError
from grondrecht.rights.graph import MOST_PERSONS
from grondrecht.rights.values import text_of
from grondrecht.rights.vocabulary import ROLE, ROLES, Input

Array = NDArray[Any]
SHOWN = 3


@dataclass(frozen=True, slots=True)
class Column:
    """An input of a table: its values, the least where unknown; and where it is known, or all."""

    values: Array
    known: Array | None

    def part(self, rows: slice, most: int) -> tuple[Array, Array]:
        """Both ends of some rows."""
        low = self.values[rows].astype(np.int64)
        if self.known is None:
            return low, low
        known = self.known[rows]
        return low, low if known.all() else np.where(known, low, most)


@dataclass(frozen=True)
class Tables:
    """A population: persons in the order of their households, or a table that stands alone.

    ``frames`` holds the tables by entity as they were given (persons sorted); ``starts`` the row of
    the first person of each household, and one past the last.
    """

    frames: Mapping[str, pl.DataFrame]
    columns: Mapping[str, Mapping[str, Column]]
    starts: Array

    def size(self, of: str) -> int:
        """How many there are."""
        return self.frames[of].height if of in self.frames else 0


def opened(table: Any) -> pl.DataFrame:  # noqa: ANN401 (any table there is)
    """A table: polars, pandas, Arrow, or the path of a Parquet or CSV file. Raises RightsError."""
    if isinstance(table, pl.DataFrame):
        return table
    if isinstance(table, pl.LazyFrame):
        return table.collect()
    if not isinstance(table, (str, Path)):
        return pl.DataFrame(table)
    try:
        if str(table).endswith(".parquet"):
            return pl.read_parquet(table)
        return pl.read_csv(table, infer_schema_length=None, try_parse_dates=True)
    except (OSError, pl.exceptions.PolarsError) as error:
        why = str(error).splitlines()[0]
        raise RightsError(
            f"The table {table} cannot be read: {why}.",
            f"De tabel {table} kan niet gelezen worden: {why}.",
        ) from error


def population(
    persons: Any,  # noqa: ANN401 (any table)
    households: Any,  # noqa: ANN401
    inputs: Mapping[str, Input],
    wanted: Iterable[Input],
) -> Tables:
    """Persons (id, household, role, …) and their households (id, …), checked. Raises RightsError.

    A column that is no input stays beside them, to break down or weigh by.
    """
    asked = [ROLE, *(each for each in wanted if each is not ROLE)]
    people = opened(persons)
    _need(people, "persons", ("id", "household", "role"))
    homes = people.select(id=pl.col("household").unique(maintain_order=True))
    if households is not None:
        homes = opened(households)
        _need(homes, "households", ("id",))
    _refuse_misplaced(people, "person", "persons", inputs)
    _refuse_misplaced(homes, "household", "households", inputs)
    rows = _home_rows(people, homes)
    order = None if np.all(rows[1:] >= rows[:-1]) else np.argsort(rows, kind="stable")
    if order is not None:
        people, rows = people[order], rows[order]
    starts = _starts(rows, homes)
    columns = {
        "person": _columns(people, "persons", [each for each in asked if each.of == "person"]),
        "household": _columns(
            homes, "households", [each for each in asked if each.of == "household"]
        ),
    }
    _refuse_roles(columns["person"]["role"], starts, homes)
    return Tables({"person": people, "household": homes}, columns, starts)


def alone(of: str, table: Any, inputs: Mapping[str, Input], wanted: Iterable[Input]) -> Tables:  # noqa: ANN401
    """A table of municipalities or organisations, checked. Raises RightsError."""
    frame = opened(table)
    _need(frame, of, ("id",))
    _refuse_misplaced(frame, of, of, inputs)
    columns = _columns(frame, of, [each for each in wanted if each.of == of])
    return Tables({of: frame}, {of: columns}, np.zeros(0, np.int64))


def _need(frame: pl.DataFrame, table: str, names: Sequence[str]) -> None:
    for name in names:
        if name not in frame.columns:
            raise RightsError(
                f"{table}: there is no column {name}; add it.",
                f"{table}: er is geen kolom {name}; voeg ze toe.",
            )
    if not frame.height:
        raise RightsError(f"{table}: there are no rows.", f"{table}: er zijn geen rijen.")
    for name in names[:2]:
        empty = np.flatnonzero(frame[name].is_null().to_numpy())
        _refuse_rows(empty, table, name, "is empty", "is leeg")
    _refuse_rows(_twice(frame["id"]), table, "id", "stands twice", "staat twee keer")


def _twice(ids: pl.Series) -> Array:
    if ids.n_unique() == ids.len():
        return np.zeros(0, np.int64)
    return np.flatnonzero((~ids.is_first_distinct()).to_numpy())


def _refuse_misplaced(
    frame: pl.DataFrame, of: str, table: str, inputs: Mapping[str, Input]
) -> None:
    """An input in the wrong table would be left unread."""
    for name in frame.columns:
        if name in inputs and inputs[name].of != of:
            raise RightsError(
                f"{table}: {name} belongs to a {inputs[name].of}; put the column there.",
                f"{table}: {name} hoort bij een {inputs[name].of}; zet de kolom daar.",
            )


def _home_rows(people: pl.DataFrame, homes: pl.DataFrame) -> Array:
    """The row of each person's household."""
    ids = homes["id"]
    if people["household"].dtype != ids.dtype:
        raise RightsError(
            f"persons.household is {people['household'].dtype} and households.id {ids.dtype};"
            " write both alike.",
            f"persons.household is {people['household'].dtype} en households.id {ids.dtype};"
            " schrijf beide op dezelfde manier.",
        )
    numbered = pl.DataFrame({"household": ids, "row": np.arange(ids.len(), dtype=np.int64)})
    rows = people.select("household").join(
        numbered, on="household", how="left", maintain_order="left"
    )["row"]
    missing = np.flatnonzero(rows.is_null().to_numpy())
    _refuse_rows(
        missing, "persons", "household", "is not in households", "staat niet in households"
    )
    return rows.to_numpy()


def _starts(rows: Array, homes: pl.DataFrame) -> Array:
    sizes = np.bincount(rows, minlength=homes.height)
    _refuse_rows(
        np.flatnonzero(sizes == 0), "households", "id", "has no persons", "heeft geen personen"
    )
    _refuse_rows(
        np.flatnonzero(sizes > MOST_PERSONS),
        "households",
        "id",
        f"has over {MOST_PERSONS} persons",
        f"heeft meer dan {MOST_PERSONS} personen",
    )
    return np.concatenate(([0], np.cumsum(sizes)))


def _refuse_roles(roles: Column, starts: Array, homes: pl.DataFrame) -> None:
    first = starts[:-1]
    for role, most, en, nl in (
        ("head", 1, "needs one head", "moet één gezinshoofd (head) hebben"),
        ("partner", 1, "has more than one partner", "heeft meer dan één partner"),
    ):
        held = (roles.values == ROLES.index(role)).astype(np.int64)
        count = np.add.reduceat(held, first)
        wrong = count != most if role == "head" else count > most
        _refuse_rows(np.flatnonzero(wrong), "households", "id", en, nl, homes["id"])


def _columns(frame: pl.DataFrame, table: str, wanted: Iterable[Input]) -> dict[str, Column]:
    found = {}
    for each in wanted:
        if each.name in frame.columns:
            found[each.name] = column(each, frame[each.name], table)
        else:
            nothing = np.zeros(frame.height, np.bool_)
            found[each.name] = Column(np.full(frame.height, each.low, np.int64), nothing)
    return found


def column(given: Input, series: pl.Series, table: str) -> Column:
    """A column of an input as whole numbers. Raises RightsError with the rows that cannot be so."""
    known = series.is_not_null().to_numpy()
    values, wrong = _READ[given.kind](given, series)
    _refuse_rows(np.flatnonzero(wrong & known), table, given.name, *_wanted(given), series)
    outside = known & ((values < given.low) | (values > given.high))
    _refuse_rows(np.flatnonzero(outside), table, given.name, *_bounds(given), series)
    if known.all():
        return Column(_small(values, given), None)
    if given.name == "role":
        _refuse_rows(np.flatnonzero(~known), table, "role", "is empty", "is leeg")
    return Column(_small(np.where(known, values, given.low), given), known)


def _small(values: Array, given: Input) -> Array:
    """The same in as few bytes as the ends of the input need."""
    for kind in (np.int8, np.int16, np.int32):
        if np.iinfo(kind).min <= given.low and given.high <= np.iinfo(kind).max:
            return values.astype(kind)
    return values.astype(np.int64)


def _numbers(given: Input, series: pl.Series) -> tuple[Array, Array]:
    scale = given.scale
    if series.dtype.is_integer():
        values = series.cast(pl.Int64).fill_null(0).to_numpy()
        far = np.abs(values) > 2**62 // scale
        return np.where(far, given.high + 1, values * scale), np.zeros(len(values), np.bool_)
    if series.dtype.is_decimal():
        series = series.cast(pl.String)
    if series.dtype == pl.String:
        return _numbers_of_text(given, series)
    floats = series.cast(pl.Float64, strict=False).fill_null(0.0).to_numpy()
    return _numbers_of_floats(floats, scale)


def _numbers_of_floats(floats: Array, scale: int) -> tuple[Array, Array]:
    """A float is the shortest number that gives it: 200000.01 is 20000001 cents."""
    fine = np.isfinite(floats) & (np.abs(floats) < 2**53 / scale)
    near = np.rint(np.where(fine, floats, 0.0) * scale)
    return near.astype(np.int64), ~fine | (near / scale != np.where(fine, floats, 0.0))


def _numbers_of_text(given: Input, series: pl.Series) -> tuple[Array, Array]:
    """Text such as 1250.50, exact: its digits, moved by the point."""
    digits = len(str(given.scale)) - 1
    plain = series.fill_null("0").str.strip_chars()
    whole = plain.str.contains(r"^-?\d{1,15}(\.\d+)?$")
    parts = plain.str.extract(r"\.(\d+)$").fill_null("").str.strip_chars_end("0")
    fits = whole & (parts.str.len_chars() <= digits)
    sign = plain.str.starts_with("-").to_numpy()
    units = plain.str.extract(r"^-?(\d{1,15})").fill_null("0").cast(pl.Int64).to_numpy()
    rest = parts.str.slice(0, digits).str.pad_end(max(digits, 1), "0").cast(pl.Int64, strict=False)
    value = units * given.scale + (rest.fill_null(0).to_numpy() if digits else 0)
    return np.where(sign, -value, value), ~fits.to_numpy()


def _flags(given: Input, series: pl.Series) -> tuple[Array, Array]:
    if series.dtype == pl.Boolean:
        held = series.fill_null(False).to_numpy()
        return held.astype(np.int64), np.zeros(len(held), np.bool_)
    return _coded(series, ("no", "yes"))


def _days(given: Input, series: pl.Series) -> tuple[Array, Array]:
    days = series
    if series.dtype == pl.String:
        days = series.str.to_date("%Y-%m-%d", strict=False)
    elif series.dtype not in (pl.Date, pl.Datetime):
        days = pl.Series([None] * series.len(), dtype=pl.Date)
    held = days.cast(pl.Date)
    return held.to_physical().cast(pl.Int64).fill_null(0).to_numpy(), held.is_null().to_numpy()


def _choices(given: Input, series: pl.Series) -> tuple[Array, Array]:
    return _coded(series, given.codes)


def _coded(series: pl.Series, codes: Sequence[str]) -> tuple[Array, Array]:
    held = series.cast(pl.String).cast(pl.Enum(codes), strict=False)
    return held.to_physical().cast(pl.Int64).fill_null(0).to_numpy(), held.is_null().to_numpy()


_READ = {"number": _numbers, "yes_no": _flags, "date": _days, "choice": _choices}


def _wanted(given: Input) -> tuple[str, str]:
    if given.kind == "choice":
        codes = ", ".join(given.codes)
        return f"must be one of {codes}, or empty", f"moet een van {codes} zijn, of leeg"
    if given.kind == "number":
        step = text_of(given, 1)
        return (
            f"must be a number, exact to {step}, or empty",
            f"moet een getal zijn, tot op {step}, of leeg",
        )
    if given.kind == "date":
        return (
            "must be a day such as 2016-03-01, or empty",
            "moet een dag zijn zoals 2016-03-01, of leeg",
        )
    return "must be yes or no, or empty", "moet yes of no zijn, of leeg"


def _bounds(given: Input) -> tuple[str, str]:
    least, most = text_of(given, given.low), text_of(given, given.high)
    return f"must be from {least} to {most}", f"moet van {least} tot {most} zijn"


def _refuse_rows(
    rows: Array, table: str, name: str, en: str, nl: str, series: pl.Series | None = None
) -> None:
    """Refuse rows, counted from 1 as people do, naming the first few and what stands there."""
    if not len(rows):
        return
    shown = ", ".join(str(row + 1) for row in rows[:SHOWN])
    more = f" (+{len(rows) - SHOWN})" if len(rows) > SHOWN else ""
    held = f" ({str(series[int(rows[0])])[:40]!r})" if series is not None else ""
    raise RightsError(
        f"{table}: {name} {en}; mend row {shown}{more}{held}.",
        f"{table}: {name} {nl}; verbeter rij {shown}{more}{held}.",
    )
