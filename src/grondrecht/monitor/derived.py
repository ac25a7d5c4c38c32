"""What is worked out from the raw items of a survey, in columns named by role."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial
from typing import Any, NamedTuple

import polars as pl

from grondrecht.monitor import calendar_months as calendar
from grondrecht.monitor import checking, equivalised, household_types, work_intensity
from grondrecht.monitor.allowed import allowed
from grondrecht.monitor.deprivation import answers, lacks, role_of
from grondrecht.monitor.errors import SurveyError
from grondrecht.monitor.names import Names, column_called
from grondrecht.monitor.raw import Raw, when
from grondrecht.monitor.shipped import shipped


class Step(NamedTuple):
    """One column: its role, what it needs, how it is worked out, and when besides needs."""

    makes: str
    needs: tuple[str, ...]
    work: Callable[[Raw], pl.Series]
    also: Callable[[Raw], bool] = lambda raw: True


def derived(
    table: Any,  # noqa: ANN401 (any table is welcome)
    *,
    only: str | Iterable[str] | None = None,
    names: Names | None = None,
    method: str = work_intensity.METHOD,
    **roles: str,
) -> pl.DataFrame:
    """The table with beside it what can be worked out from its raw items, in columns by role.

    A column that is given wins: what the data have is never worked out again. Given results of
    EU-SILC (RX040, RX050, RX060, RX070, HX080, PX050) are put under the definition of their year.
    ``only``: roles that must come out, and no others. ``method``: how part-time months count.
    ``roles``: columns of another name, as for a Survey.

    Raises SurveyError where a column of ``only`` lacks what it needs, or the data are wrong.
    """
    _refuse_method(method)
    raw = Raw.of(table, names, roles)
    if raw.has("person"):
        checking.each_once(raw.series("person"), *raw.several("country", "year"))
    raw = _given(raw)
    wanted = (only,) if isinstance(only, str) else None if only is None else tuple(only)
    for step in _steps(method):
        if not raw.has(step.makes) and raw.has(*step.needs) and step.also(raw):
            raw = raw.adding(step.makes, step.work(raw))
    if wanted is None:
        return raw.frame
    for role in wanted:
        _there(raw, role, method)
    return raw.frame


def _refuse_method(method: str) -> None:
    known = shipped("work-intensity")["methods"]
    if method not in known:
        ways = ", ".join(known)
        raise SurveyError(
            f"{method} is no way to count part-time months; there is {ways}.",
            f"{method} is geen manier om deeltijdse maanden te tellen; er is {ways}.",
        )


def _there(raw: Raw, role: str, method: str) -> None:
    if raw.has(role):
        return
    needs = next((step.needs for step in _steps(method) if step.makes == role), (role,))
    missing = ", ".join(need for need in needs if not raw.has(need)) or "the calendar or status"
    raise SurveyError(
        f"{role} cannot be worked out: no column is {missing}.",
        f"{role} is niet af te leiden: geen kolom is {missing}.",
    )


def _given(raw: Raw) -> Raw:
    """Results that EU-SILC gives, each under the role of the definition of its year."""
    year = raw.numbers("year") if raw.has("year") else None
    for given in shipped("eu-silc")["given"]:
        column = column_called(given["column"], raw.frame.columns)
        if column is None or raw.has(given["role"]) or (year is None and "until" in given):
            continue
        values = pl.Series(checking.numbers(raw.frame[column]), nan_to_null=True)
        if year is not None:
            ours = year.is_between(given.get("from", 0), given.get("until", 9999))
            values = when(ours, values, None)
        values = _told(column, values, given)
        if values.is_not_null().any():
            raw = raw.adding(given["role"], values)
    return raw


def _told(column: str, values: pl.Series, given: Mapping[str, Any]) -> pl.Series:
    """What a column gives; yes (1) and no (0) where its codes mean so. Refuses other codes."""
    if "yes" not in given:
        told = allowed(given["role"], column, values.cast(pl.Float64).to_numpy())
        return pl.Series(told, nan_to_null=True)
    checking.refuse_other_codes(
        column,
        values,
        [*given["yes"], *given["no"]],
        "no code of this result",
        "geen code van dit resultaat",
    )
    return values.is_in([float(code) for code in given["yes"]]).cast(pl.Float64)


def _steps(method: str) -> Iterator[Step]:
    yield Step("age", ("year", "birth_year"), equivalised.ages)
    yield from _of_income()
    yield from _of_status()
    yield Step("dependent_child", ("age",), household_types.dependent)
    yield Step("household_type", ("household", "dependent_child", "age"), household_types.types)
    yield from _of_work(method)
    for item in shipped("items")["items"]:
        needs = ("household", "age", *answers(item))
        yield Step(role_of(item), needs, partial(lacks, item=item))


def _of_income() -> Iterator[Step]:
    yield Step("equivalised_size", ("household", "age"), equivalised.sizes)
    for role, source in (
        ("income", "household_income"),
        ("income_before_transfers", "household_income_before_transfers"),
        (
            "income_before_transfers_but_pensions",
            "household_income_before_transfers_but_pensions",
        ),
    ):
        needs = ("household", source, "equivalised_size")
        yield Step(role, needs, partial(equivalised.shared_out, role=source))
    yield Step(
        "income_after_housing",
        ("household", "household_income", "housing_costs", "equivalised_size"),
        equivalised.after_housing,
    )


def _of_status() -> Iterator[Step]:
    for wanted in ("student", "retired", "inactive"):
        yield Step(
            wanted,
            (),
            partial(calendar.status, wanted=wanted),
            partial(_has_status, wanted=wanted),
        )


def _has_status(raw: Raw, wanted: str) -> bool:
    return bool(calendar.status_roles(raw, wanted))


def _of_work(method: str) -> Iterator[Step]:
    for kind in ("full_time", "part_time"):
        months = partial(calendar.months, kinds=(kind,))
        yield Step(f"months_{kind}", (), months, calendar.has_calendar)
    yield Step("months_declared", (), calendar.declared, calendar.has_calendar)
    worked = ("months_full_time", "months_part_time", "months_declared")
    yield Step("share_in_work", worked, calendar.share_in_work)
    yield Step("receives_pension", ("pension_old_age",), work_intensity.receives_pension)
    yield Step(
        "lives_on_pensions",
        ("household", "age", "pension_old_age", "household_gross_income"),
        work_intensity.lives_on_pensions,
    )
    needs = ("household", "age", "student", *worked)
    more = ("retired", "receives_pension", "inactive", "lives_on_pensions")
    for version, besides in (("2030", more), ("2020", ())):
        yield Step(
            f"work_intensity_{version}",
            (*needs, *besides),
            partial(work_intensity.intensity, version=version, method=method),
            partial(_no_status_given, role=f"lwi_status_{version}"),
        )
    yield Step("work_intensity", ("work_intensity_2030",), _newest)
    yield Step("work_intensity_band", ("work_intensity",), work_intensity.bands)


def _no_status_given(raw: Raw, role: str) -> bool:
    return not raw.has(role)


def _newest(raw: Raw) -> pl.Series:
    return raw.numbers("work_intensity_2030")
