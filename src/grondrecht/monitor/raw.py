"""The raw items of a survey of persons: columns by role, and sums over households."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

import numpy as np
import polars as pl
from numpy.typing import NDArray

from grondrecht.monitor import checking
from grondrecht.monitor.allowed import allowed
from grondrecht.monitor.names import Names, Roles
from grondrecht.monitor.opening import opened, read


@dataclass(frozen=True)
class Raw:
    """A table with one row for each person, and which column plays which role."""

    frame: pl.DataFrame
    names: Names
    said: Mapping[str, str]
    # Worked out once, and kept where columns are added.
    known: dict[str, NDArray[np.uint32]] = field(default_factory=dict, repr=False)

    @classmethod
    def of(
        cls,
        table: Any,  # noqa: ANN401 (any table is welcome)
        names: Names | None = None,
        said: Mapping[str, str] | None = None,
    ) -> Raw:
        """The items of any table that a Survey takes. Raises SurveyError."""
        frame = read(opened(table))
        roles = Roles.of(frame.columns, said or {}, names)
        return cls(frame, roles.names, roles.said)

    @cached_property
    def roles(self) -> Roles:
        """Which column plays which role."""
        return Roles(self.frame.columns, self.said, self.names)

    def column(self, role: str) -> str | None:
        """The name of the column that plays a role, or None."""
        return self.roles.column(role)

    def has(self, *roles: str) -> bool:
        """Whether a column plays each of the roles."""
        return self.roles.has(*roles)

    def series(self, role: str) -> pl.Series:
        """The values of a role as they are. Raises SurveyError where no column plays it."""
        return self.frame[self.roles.named(role)]

    def several(self, *roles: str) -> list[pl.Series]:
        """The values of those roles that some column plays."""
        return [self.series(role) for role in roles if self.has(role)]

    def numbers(self, role: str) -> pl.Series:
        """The values of a role as floats, null where unknown.

        Raises SurveyError for text, and for a number that the role cannot have.
        """
        series = self.series(role)
        values = allowed(role, series.name, checking.numbers(series))
        return pl.Series(role, values, nan_to_null=True)

    def truths(self, role: str) -> pl.Series:
        """The values of a role as yes (1) and no (0), null where unknown."""
        return self.numbers(role) != 0

    def everyone(self, answer: bool | None) -> pl.Series:
        """The same answer for each person."""
        return pl.Series([answer] * len(self.frame), dtype=pl.Boolean)

    @property
    def homes(self) -> NDArray[np.uint32]:
        """The first row of each person's household, within country and year where there are these.

        Raises SurveyError where a household is missing.
        """
        if "homes" not in self.known:
            self.known["homes"] = self._homes()
        return self.known["homes"]

    def _homes(self) -> NDArray[np.uint32]:
        series = self.series("household")
        checking.refuse_rows(
            series.name,
            checking.missing(series),
            "the household is missing; without it nothing can be shared out",
            "het huishouden ontbreekt; zonder huishouden is er niets te verdelen",
        )
        within = (series, *self.several("country", "year"))
        keys = pl.DataFrame([each.alias(str(place)) for place, each in enumerate(within)])
        first = pl.col("first row").first().over(keys.columns)
        return keys.with_row_index("first row").select(first).to_series().to_numpy()

    def in_household(self, values: pl.Series) -> pl.Series:
        """For each person the sum of values over the household; unknown ones add nothing."""
        given = values.cast(pl.Float64).fill_null(0.0).to_numpy()
        sums = np.bincount(self.homes, given, minlength=len(given))
        return pl.Series(sums[self.homes])

    def any_in_household(self, yes: pl.Series) -> pl.Series:
        """For each person whether it holds of somebody in the household."""
        return self.in_household(yes) > 0

    def one_in_household(self, role: str) -> pl.Series:
        """An amount of the household. Raises SurveyError where its members have different ones."""
        values = self.numbers(role)
        differs = values.ne_missing(values.gather(self.homes))
        checking.refuse_rows(
            str(self.column(role)),
            self.any_in_household(differs),
            "people of one household have different amounts; give all its members the same",
            "mensen van één huishouden hebben verschillende bedragen; geef alle leden hetzelfde",
        )
        return values

    def adding(self, role: str, values: pl.Series) -> Raw:
        """The same with a column more."""
        frame = self.frame.with_columns(values.alias(role))
        return Raw(frame, self.names, self.said, self.known)


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
