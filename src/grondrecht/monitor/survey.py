"""A survey of persons: its columns by role, checked, and how it was drawn."""

from __future__ import annotations

import math
from decimal import Decimal
from functools import cached_property
from typing import TYPE_CHECKING, Any

import numpy as np
import polars as pl
from numpy.typing import NDArray

from grondrecht.monitor import checking
from grondrecht.monitor.allowed import allowed
from grondrecht.monitor.calibration import Calibration, calibration
from grondrecht.monitor.clusters import Clusters, numbered
from grondrecht.monitor.design import SurveyDesign
from grondrecht.monitor.errors import SurveyError
from grondrecht.monitor.names import Names, Roles
from grondrecht.monitor.opening import opened, read
from grondrecht.monitor.weighted import Floats, Whole, summed

if TYPE_CHECKING:
    from grondrecht.monitor.domain import Domain


class Survey:
    """Persons with their income, weight and place in the sample; one row for each.

    ``frame``: polars, pandas, Arrow, a mapping of columns, or the path of a Parquet or CSV file.
    ``income`` is equivalised disposable income, the same for all of a household; negative and zero
    stay. ``weight`` makes a person count for so many of the population. ``strata`` and ``cluster``
    say how the sample was drawn; without a cluster the household is one. Each is the name of a
    column; what is not said is looked for under the names of EU-SILC, or those in ``names``. Other
    roles (age, sex, region, work_intensity, …) may be given in the same way; those of data/
    eu-silc.toml are known, ``names`` adds others.

    Raises SurveyError where the data cannot be computed with, naming column and rows.
    """

    def __init__(
        self,
        frame: Any,  # noqa: ANN401 (any table is welcome)
        *,
        income: str | None = None,
        weight: str | None = None,
        strata: str | None = None,
        cluster: str | None = None,
        household: str | None = None,
        design: SurveyDesign | None = None,
        names: Names | None = None,
        **roles: str,
    ) -> None:
        self.design = design or SurveyDesign()
        self._frame = opened(frame)
        said = {"income": income, "weight": weight, "strata": strata}
        said |= {"cluster": cluster, "household": household, **roles}
        all_said = dict(self.design.columns) | {
            role: column for role, column in said.items() if column is not None
        }
        self._roles = Roles.of(self._frame.collect_schema().names(), all_said, names)
        self._held: dict[str, NDArray[Any]] = {}
        self.weights = checking.weights(self._series("weight"))
        self._held["weight"] = self.weights
        if self.has("person"):
            checking.each_once(self.labels("person"))

    def __len__(self) -> int:
        return len(self.weights)

    def column(self, role: str) -> str | None:
        """The name of the column that plays a role, or None."""
        return self._roles.column(role)

    def has(self, role: str) -> bool:
        """Whether some column plays a role."""
        return self._roles.has(role)

    def numbers(self, role: str) -> Floats:
        """The values of a role as floats, nan where unknown.

        Raises SurveyError for text, and for a number that the role cannot have.
        """
        if role not in self._held:
            series = self._series(role)
            self._held[role] = allowed(role, series.name, checking.numbers(series))
        return self._held[role]

    def groups(self, role: str) -> tuple[Whole, list[str]]:
        """Of each row the number of its group by a column, -1 where unknown; and their names."""
        number, kinds = placed(checking.filled(self._series(role)))
        return number, [called(kind) for kind in kinds]

    def labels(self, role: str) -> pl.Series:
        """The values of a role as they are in the data."""
        return self._series(role)

    def _series(self, role: str) -> pl.Series:
        return read(self._frame.select(self._roles.named(role))).to_series()

    def cluster_totals(self, people: Domain, values: Floats) -> Floats:
        """Per cluster the sum of values of people; residuals where weights are calibrated."""
        totals = summed(people.clusters, values, self.clusters.count)
        if not self.design.calibration:
            return totals
        return self._calibration.residuals(people.rows, values, totals)

    @cached_property
    def _calibration(self) -> Calibration:
        return calibration(self, self.clusters)

    @cached_property
    def clusters(self) -> Clusters:
        """The clusters in their strata. Raises SurveyError where the sample cannot be told."""
        units, unit_names = self._numbered("cluster" if self.has("cluster") else "household")
        if not self.has("strata"):
            strata: Whole = np.zeros(len(self), np.int32)
            strata_names: NDArray[Any] = np.array(["all"])
        else:
            strata, strata_names = self._numbered("strata")
        if self.design.nested:
            units, pairs = numbered(strata.astype(np.int64) * len(unit_names) + units)
            unit_names = unit_names[pairs.astype(np.int64) % len(unit_names)]
        of_cluster = np.zeros(len(unit_names), np.int32)
        of_cluster[units] = strata
        checking.one_stratum_each(self, units, strata, of_cluster, unit_names, strata_names)
        found = Clusters(units, of_cluster, unit_names, strata_names, self.design.single)
        found.check()
        return found

    def _numbered(self, role: str) -> tuple[Whole, NDArray[Any]]:
        if role == "household" and not self.has(role):
            raise SurveyError(
                "The sample's clusters are not known; say cluster=… or household=… (for a sample"
                " of persons the column with their numbers).",
                "De clusters van de steekproef zijn niet bekend; zeg cluster=… of household=…"
                " (voor een steekproef van personen de kolom met hun nummers).",
            )
        series = self._series(role)
        if series.dtype.is_integer():
            checking.complete(series, role)
            return numbered(series.to_numpy())
        number, kinds = placed(series)
        # The few kinds tell whether something is missing; of all rows it takes as long as the rest.
        if series.null_count() or checking.missing(kinds).any():
            checking.complete(series, role)
        return number, kinds.to_numpy()


def called(kind: object) -> str:
    """What a value is called in a label: 1.0 is 1, which it becomes in a column with a gap."""
    if isinstance(kind, float | Decimal) and math.isfinite(kind) and kind == int(kind):
        return str(int(kind))
    return str(kind)


def placed(series: pl.Series) -> tuple[Whole, pl.Series]:
    """Each value's place among the different values (-1 where there is none), and these, sorted."""
    kinds = series.unique().drop_nulls().sort()
    if series.dtype == pl.String:
        number = series.cast(pl.Enum(kinds)).to_physical().cast(pl.Int32)
    elif series.dtype.is_integer() and not series.null_count():
        return numbered(series.to_numpy())[0], kinds
    else:
        number = series.rank("dense").cast(pl.Int32) - 1
    return number.fill_null(-1).to_numpy(), kinds
