"""The columns of tables as whole numbers, checked; read in pieces that stay near the processor."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import polars as pl
from numpy.typing import NDArray

from grondrecht.rights.errors import RightsError
from grondrecht.rights.values import text_of
from grondrecht.rights.vocabulary import Input

Array = NDArray[Any]
SHOWN = 3
# So many rows are read at once.
BLOCK = 32_768
# A day as one household may write it; polars alone would take 2016-3-1 too.
_DAY = r"^[0-9]{4}-[0-9]{2}-[0-9]{2}$"


@dataclass(frozen=True, slots=True)
class Column:
    """An input of a table: its values, the least where unknown; and where it is known, or all.

    Values are yes or no, or whole numbers in as few bytes as the ends of the input need.
    """

    values: Array
    known: Array | None
    is_there: bool = True

    def part(self, rows: slice, given: Input) -> tuple[Any, Any]:
        """Both ends of some rows; of a column that is not there, those of the input."""
        if not self.is_there:
            return given.low, given.high
        low = self.values[rows]
        if self.known is None or self.known[rows].all():
            return low, low
        known = self.known[rows]
        if low.dtype == np.bool_:
            return low, low | ~known
        return low, np.where(known, low, low.dtype.type(given.high))


def absent(given: Input, size: int) -> Column:
    """The column of an input that a table lacks: nothing is known of anybody."""
    least = np.broadcast_to(np.array(given.low, _kind(given)), size)
    return Column(least, np.broadcast_to(np.False_, size), is_there=False)


def column(given: Input, series: pl.Series, table: str) -> Column:
    """A column of an input. Raises RightsError with the rows that cannot be so."""
    return _plainly(given, series) or _checked(given, series, table)


# Columns as they mostly are, read without looking where they are wrong.


def _plainly(given: Input, series: pl.Series) -> Column | None:
    """The column, or None where it is of another type or something in it may be wrong."""
    kind = series.dtype
    if given.kind == "yes_no" and kind == pl.Boolean:
        return Column(series.fill_null(False).to_numpy(), _known(series))
    if given.kind == "number" and kind == pl.Float64:
        return _plain_floats(given, series)
    if given.kind == "number" and kind.is_integer():
        return _plain_whole(given, series, given.scale)
    if given.kind == "date" and kind == pl.Date:
        return _plain_whole(given, series.to_physical(), 1)
    if given.kind in ("choice", "yes_no") and kind in (pl.String, pl.Enum):
        return _plain_codes(given, series)
    return None


def _known(series: pl.Series) -> Array | None:
    return series.is_not_null().to_numpy() if series.null_count() else None


def _plain_floats(given: Input, series: pl.Series) -> Column | None:
    values = np.empty(len(series), _kind(given))
    known = np.empty(len(series), np.bool_) if series.null_count() else None
    for rows in _blocks(len(series)):
        part = series[rows]
        held = part.to_numpy()
        if known is not None:
            # An empty row is nan here, as is what is no number.
            known[rows] = held == held
            if np.count_nonzero(known[rows]) != len(part) - part.null_count():
                return None
            held = np.where(known[rows], held, given.low / given.scale)
        near = np.rint(held * given.scale)
        if near.min() < given.low or near.max() > given.high:
            return None
        if not np.array_equal(near / given.scale, held):
            return None
        values[rows] = near
    return Column(values, known)


def _blocks(size: int) -> Iterator[slice]:
    for start in range(0, size, BLOCK):
        yield slice(start, min(start + BLOCK, size))


def _plain_whole(given: Input, series: pl.Series, scale: int) -> Column | None:
    least, most = series.min(), series.max()
    if least is None or most is None:
        return absent(given, len(series))
    assert isinstance(least, int)
    assert isinstance(most, int)
    if least * scale < given.low or most * scale > given.high:
        return None
    held = series.fill_null(least).to_numpy()
    known = _known(series)
    # The step may be beyond the bytes of the values, as 100000 for a share of five decimals.
    held = held.astype(np.int64) * scale if scale > 1 else held
    held = held.astype(_kind(given), copy=False)
    return Column(held if known is None else np.where(known, held, _least(given)), known)


def _plain_codes(given: Input, series: pl.Series) -> Column | None:
    codes = given.codes or ("no", "yes")
    held = series.cast(pl.Enum(codes), strict=False)
    if held.null_count() != series.null_count():
        return None
    places = held.to_physical().fill_null(0).to_numpy()
    return Column(places.astype(_kind(given), copy=False), _known(series))


def _kind(given: Input) -> Any:  # noqa: ANN401 (a type of numpy)
    """As few bytes as the ends of the input need."""
    if given.kind == "yes_no":
        return np.bool_
    for kind in (np.int8, np.int16, np.int32):
        if np.iinfo(kind).min <= given.low and given.high <= np.iinfo(kind).max:
            return kind
    return np.int64


def _least(given: Input) -> Any:  # noqa: ANN401 (a number of numpy)
    return np.dtype(_kind(given)).type(given.low)


# Columns of any type, with what is wrong in them.


def _checked(given: Input, series: pl.Series, table: str) -> Column:
    known = series.is_not_null().to_numpy()
    try:
        values, wrong = _READ[given.kind](given, series)
    except pl.exceptions.PolarsError:
        # What polars cannot turn into numbers or text at all, such as lists.
        values, wrong = np.full(len(series), given.low, np.int64), known
    refuse_rows(wrong & known, table, given.name, *_wanted(given), series)
    outside = known & ((values < given.low) | (values > given.high))
    refuse_rows(outside, table, given.name, *_bounds(given), series)
    held = np.where(known, values, given.low).astype(_kind(given))
    return Column(held, None if known.all() else known)


def _numbers(given: Input, series: pl.Series) -> tuple[Array, Array]:
    kind = series.dtype
    if kind.is_integer():
        held = series.cast(pl.Int64, strict=False)
        values = held.fill_null(0).to_numpy()
        most = 2**62 // given.scale
        # The least of 64 bits has no opposite, so its absolute value would be below every bound.
        far = (values > most) | (values < -most) | held.is_null().to_numpy()
        return np.where(far, given.high + 1, values * given.scale), np.zeros(len(values), np.bool_)
    if kind.is_float():
        return _numbers_of_floats(series.cast(pl.Float64).fill_null(0.0).to_numpy(), given.scale)
    return _numbers_of_text(given, series.cast(pl.String if kind.is_decimal() else kind))


def _numbers_of_floats(floats: Array, scale: int) -> tuple[Array, Array]:
    """A float is the shortest number that gives it: 200000.01 is 20000001 cents."""
    fine = np.isfinite(floats) & (np.abs(floats) < 2**53 / scale)
    near = np.rint(np.where(fine, floats, 0.0) * scale)
    return near.astype(np.int64), ~fine | (near / scale != np.where(fine, floats, 0.0))


def _numbers_of_text(given: Input, series: pl.Series) -> tuple[Array, Array]:
    """Text such as 1250.50, exact: its digits, moved by the point."""
    digits = len(str(given.scale)) - 1
    plain = series.cast(pl.String).fill_null("0")
    whole = plain.str.contains(r"^-?[0-9]{1,15}(\.[0-9]{1,18})?$")
    parts = plain.str.extract(r"\.([0-9]+)$").fill_null("").str.strip_chars_end("0")
    fits = whole & (parts.str.len_chars() <= digits)
    sign = plain.str.starts_with("-").to_numpy()
    units = plain.str.extract(r"^-?([0-9]{1,15})").fill_null("0").cast(pl.Int64).to_numpy()
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
        days = series.set(~series.str.contains(_DAY).fill_null(False), None)
        days = days.str.to_date("%Y-%m-%d", strict=False)
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


def refuse_rows(
    wrong: Array, table: str, name: str, en: str, nl: str, series: pl.Series | None = None
) -> None:
    """Refuse rows, counted from 1 as people do, naming the first few and what stands there."""
    if not wrong.any():
        return
    rows = np.flatnonzero(wrong)
    shown = ", ".join(str(row + 1) for row in rows[:SHOWN])
    more = f" (+{len(rows) - SHOWN})" if len(rows) > SHOWN else ""
    held = f" ({str(series[int(rows[0])])[:40]!r})" if series is not None else ""
    raise RightsError(
        f"{table}: {name} {en}; mend row {shown}{more}{held}.",
        f"{table}: {name} {nl}; verbeter rij {shown}{more}{held}.",
    )
