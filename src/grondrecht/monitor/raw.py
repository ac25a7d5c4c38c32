"""The raw items of a survey of persons: columns by role, and sums over households."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import polars as pl

from grondrecht.monitor import checking
from grondrecht.monitor.errors import SurveyError
from grondrecht.monitor.names import Names, column_for, eu_silc
from grondrecht.monitor.opening import opened


@dataclass(frozen=True)
class Raw:
    """A table with one row for each person, and which column plays which role."""

    frame: pl.DataFrame
    names: Names
    said: Mapping[str, str]

    @classmethod
    def of(
        cls,
        table: Any,  # noqa: ANN401 (any table is welcome)
        names: Names | None = None,
        said: Mapping[str, str] | None = None,
    ) -> Raw:
        """The items of any table that a Survey takes. Raises SurveyError."""
        return cls(opened(table).collect(), eu_silc() if names is None else names, said or {})

    def column(self, role: str) -> str | None:
        """The name of the column that plays a role, or None."""
        return column_for(role, self.said.get(role), self.names, self.frame.columns)

    def has(self, *roles: str) -> bool:
        """Whether a column plays each of the roles."""
        return all(self.column(role) is not None for role in roles)

    def series(self, role: str) -> pl.Series:
        """The values of a role as they are. Raises SurveyError where no column plays it."""
        column = self.column(role)
        if column is None:
            tried = ", ".join((role, *self.names.get(role, ())))
            raise SurveyError(
                f"No column is {role}; the data have none of {tried}.",
                f"Geen kolom is {role}; de gegevens hebben geen van {tried}.",
            )
        return self.frame[column]

    def numbers(self, role: str) -> pl.Series:
        """The values of a role as floats, null where unknown. Raises SurveyError for text."""
        return pl.Series(role, checking.numbers(self.series(role)), nan_to_null=True)

    def truths(self, role: str) -> pl.Series:
        """The values of a role as yes (not 0) and no (0), null where unknown."""
        return self.numbers(role) != 0

    @cached_property
    def homes(self) -> pl.DataFrame:
        """The household of each person, within its country and year where the data have these.

        Raises SurveyError where one is missing.
        """
        series = self.series("household")
        checking.refuse_rows(
            series.name,
            series.is_null(),
            "the household is missing; without it nothing can be shared out",
            "het huishouden ontbreekt; zonder huishouden is er niets te verdelen",
        )
        within = [role for role in ("country", "year") if self.has(role)]
        return pl.DataFrame([self.series(role).alias(role) for role in ("household", *within)])

    def _over_homes(self, values: pl.Series, what: pl.Expr) -> pl.Series:
        both = self.homes.with_columns(values.alias("value"))
        return both.select(what.over(self.homes.columns)).to_series()

    def in_household(self, values: pl.Series) -> pl.Series:
        """For each person the sum of values over the household; unknown ones add nothing."""
        return self._over_homes(values, pl.col("value").sum())

    def any_in_household(self, yes: pl.Series) -> pl.Series:
        """For each person whether it holds of somebody in the household."""
        return self.in_household(yes.fill_null(False).cast(pl.Int64)) > 0

    def one_in_household(self, role: str) -> pl.Series:
        """An amount of the household. Raises SurveyError where its members have different ones."""
        values = self.numbers(role)
        kinds = self._over_homes(values, pl.col("value").n_unique())
        checking.refuse_rows(
            str(self.column(role)),
            kinds > 1,
            "people of one household have different amounts; give all its members the same",
            "mensen van één huishouden hebben verschillende bedragen; geef alle leden hetzelfde",
        )
        return values

    def adding(self, role: str, values: pl.Series) -> Raw:
        """The same with a column more."""
        return Raw(self.frame.with_columns(values.alias(role)), self.names, self.said)


def when(condition: pl.Series, yes: pl.Series | float, no: pl.Series | float | None) -> pl.Series:
    """One of two values for each person by a condition; null where the condition is unknown."""
    made = pl.DataFrame({"if": condition}).select(
        pl.when(pl.col("if").is_null())
        .then(None)
        .when(pl.col("if"))
        .then(pl.lit(yes))
        .otherwise(pl.lit(no))
    )
    return made.to_series()
