"""The calendar of activities of the income year: months by kind, and the self-defined status."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import polars as pl

from grondrecht.monitor import checking
from grondrecht.monitor.raw import Raw
from grondrecht.monitor.shipped import shipped

YEAR = 12
KINDS = ("full_time", "part_time", "other")
STATUS_ROLES = ("self_defined_status", "activity")


def counted(kind: str) -> tuple[str, ...]:
    """The roles of the columns with numbers of months of a kind (PL073-PL090)."""
    return tuple(f"months_of_{code}" for code in shipped("work-intensity")["calendar"][kind])


EACH_MONTH = tuple(f"activity_in_{month}" for month in range(1, 13))


def has_calendar(raw: Raw) -> bool:
    """Whether the data have a calendar, as numbers of months or month by month."""
    return raw.has(*EACH_MONTH) or raw.has(*(role for kind in KINDS for role in counted(kind)))


def months(raw: Raw, kinds: Iterable[str]) -> pl.Series:
    """How many months a person spent in kinds of activity; unknown where none is declared."""
    if raw.has(*EACH_MONTH):
        declared, spent = _month_by_month(raw, kinds)
    else:
        declared = _total(raw, KINDS)
        spent = _total(raw, kinds)
    both = pl.DataFrame({"declared": declared, "spent": spent})
    return both.select(pl.when(pl.col("declared") > 0).then(pl.col("spent"))).to_series()


def declared(raw: Raw) -> pl.Series:
    """How many months a person declared anything for; 0 where nothing.

    Raises SurveyError where that is more than a year.
    """
    spent = months(raw, KINDS).fill_null(0)
    checking.refuse_rows(
        "months_declared",
        spent > YEAR,
        "more than 12 months declared in the calendar of activities",
        "meer dan 12 maanden opgegeven in de activiteitenkalender",
    )
    return spent


def _total(raw: Raw, kinds: Iterable[str]) -> pl.Series:
    roles = [role for kind in kinds for role in counted(kind)]
    return _sum([raw.numbers(role).fill_null(0) for role in roles])


def _month_by_month(raw: Raw, kinds: Iterable[str]) -> tuple[pl.Series, pl.Series]:
    codes = shipped("work-intensity")["calendar"]
    wanted = [code for kind in kinds for code in codes[kind]]
    every = [code for kind in KINDS for code in codes[kind]]
    held = [raw.numbers(role) for role in EACH_MONTH]
    return _sum([_among(each, every) for each in held]), _sum(
        [_among(each, wanted) for each in held]
    )


def _among(values: pl.Series, codes: Sequence[int]) -> pl.Series:
    return values.is_in([float(code) for code in codes]).fill_null(False).cast(pl.Float64)


def _sum(parts: Sequence[pl.Series]) -> pl.Series:
    total = parts[0]
    for part in parts[1:]:
        total = total + part
    return total


def share_in_work(raw: Raw) -> pl.Series:
    """The months in work as a share of the months declared."""
    work = raw.numbers("months_full_time") + raw.numbers("months_part_time")
    both = pl.DataFrame({"work": work, "declared": raw.numbers("months_declared")})
    share = pl.when(pl.col("declared") > 0).then(pl.col("work") / pl.col("declared"))
    return both.select(share).to_series()


def status_roles(raw: Raw, wanted: str) -> list[str]:
    """The roles whose column tells a status (student, retired, inactive) by codes that we know."""
    codes = shipped("work-intensity")["status"]
    columns = ((role, raw.column(role)) for role in STATUS_ROLES)
    return [role for role, name in columns if name and wanted in codes.get(name.upper(), {})]


def status(raw: Raw, wanted: str) -> pl.Series:
    """Who is student, retired or inactive by the self-defined main status; unknown where it is.

    Raises SurveyError where a code is none of those that the column can have.
    """
    role = status_roles(raw, wanted)[0]
    column = str(raw.column(role))
    codes = shipped("work-intensity")["status"][column.upper()]
    values = raw.numbers(role)
    checking.refuse_other_codes(
        column, values, codes["known"], "no code of this status", "geen code van deze toestand"
    )
    return values.is_in([float(code) for code in codes[wanted]])
