"""A panel from yearly tables: each person of the last year with the incomes of years before."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, NoReturn

import polars as pl

from grondrecht.monitor import checking
from grondrecht.monitor.errors import SurveyError
from grondrecht.monitor.raw import Raw


def panel(
    tables: Iterable[Any],
    *,
    person: str | None = None,
    income: str | None = None,
) -> pl.DataFrame:
    """The people who are in every yearly table, with the columns of the last year.

    ``tables``: from the last year back: this year, last year, … Columns ``income_1``, ``income_2``,
    … hold the equivalised income of one year ago, two years ago, …, empty where unknown then.
    ``person`` and ``income`` name columns, those of EU-SILC where None. Weigh with the panel's own
    weights (RB064 for four years).

    Raises SurveyError where there is no table, a person is twice or not numbered in one, persons
    have numbers of another kind than in the last year, the last year has an ``income_1`` of its
    own, or nobody is in all.
    """
    said = {"person": person, "income": income}
    roles = {role: column for role, column in said.items() if column is not None}
    last, *earlier = [Raw.of(table, said=roles) for table in tables] or _refuse_none()
    _each_once(last)
    made = last.frame
    for years, raw in enumerate(earlier, 1):
        _each_once(raw)
        then = _income_then(last, raw, years)
        column = str(last.column("person"))
        made = made.join(then, left_on=column, right_on="who", how="inner", maintain_order="left")
    if not len(made):
        raise SurveyError(
            f"Column {last.column('person')}: nobody is in all {len(earlier) + 1} years.",
            f"Kolom {last.column('person')}: niemand komt in alle {len(earlier) + 1} jaren voor.",
        )
    return made


def _refuse_none() -> NoReturn:
    raise SurveyError(
        "There is no table to make a panel of; give one for each year, the last year first.",
        "Er is geen tabel om een panel van te maken; geef er één per jaar, het laatste jaar eerst.",
    )


def _each_once(raw: Raw) -> None:
    people = raw.series("person")
    checking.refuse_rows(
        people.name,
        checking.missing(people) | people.is_duplicated(),
        "a person without a number, or twice in one year",
        "een persoon zonder nummer, of tweemaal in één jaar",
    )


def _income_then(last: Raw, raw: Raw, years: int) -> pl.DataFrame:
    """Who had what income so many years ago, by the numbers that persons have in the last year."""
    role = f"income_{years}"
    if last.has(role):
        raise SurveyError(
            f"The last year has a column {last.column(role)} already; take it out or rename it, for"
            " the panel makes one.",
            f"Het laatste jaar heeft al een kolom {last.column(role)}; laat die weg of hernoem ze,"
            " want het panel maakt er een.",
        )
    now, then = last.series("person"), raw.series("person")
    if now.dtype != then.dtype and not (now.dtype.is_integer() and then.dtype.is_integer()):
        raise SurveyError(
            f"Column {then.name} has persons as {then.dtype} in table {years + 1}, and as"
            f" {now.dtype} in the last year; make them the same.",
            f"Kolom {then.name} heeft personen als {then.dtype} in tabel {years + 1}, en als"
            f" {now.dtype} in het laatste jaar; maak ze gelijk.",
        )
    # A number that does not fit is nobody's in the last year.
    who = then.cast(now.dtype, strict=False)
    return pl.DataFrame({"who": who, role: raw.numbers("income")})
