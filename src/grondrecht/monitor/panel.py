"""A panel from yearly tables: each person of the last year with the incomes of years before."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

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

    Raises SurveyError where a person is twice or not numbered in a table, or nobody is in all.
    """
    said = {"person": person, "income": income}
    roles = {role: column for role, column in said.items() if column is not None}
    last, *earlier = [Raw.of(table, said=roles) for table in tables]
    _each_once(last)
    made = last.frame
    for years, raw in enumerate(earlier, 1):
        _each_once(raw)
        then = pl.DataFrame({"who": raw.series("person"), f"income_{years}": raw.numbers("income")})
        column = str(last.column("person"))
        made = made.join(then, left_on=column, right_on="who", how="inner", maintain_order="left")
    if not len(made):
        raise SurveyError(
            f"Column {last.column('person')}: nobody is in all {len(earlier) + 1} years.",
            f"Kolom {last.column('person')}: niemand komt in alle {len(earlier) + 1} jaren voor.",
        )
    return made


def _each_once(raw: Raw) -> None:
    people = raw.series("person")
    checking.refuse_rows(
        people.name,
        people.is_null() | people.is_duplicated(),
        "a person without a number, or twice in one year",
        "een persoon zonder nummer, of tweemaal in één jaar",
    )
