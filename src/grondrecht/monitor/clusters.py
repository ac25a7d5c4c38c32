"""Clusters in strata, and the variance of a total over them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from grondrecht.monitor.design import Single
from grondrecht.monitor.errors import SurveyError
from grondrecht.monitor.weighted import Floats, Whole


def numbered(values: NDArray[np.generic]) -> tuple[Whole, NDArray[np.generic]]:
    """Each value's number in the sorted list of different values, and that list."""
    if np.issubdtype(values.dtype, np.integer) and len(values):
        low, high = int(values.min()), int(values.max())
        if high - low < 8 * len(values) + 1024 and high < 2**63:
            return _numbered_by_table(values, low, high)
    kinds, number = np.unique(values, return_inverse=True)
    return number.astype(np.int32), kinds


def _numbered_by_table(
    values: NDArray[np.generic], low: int, high: int
) -> tuple[Whole, NDArray[np.generic]]:
    # Of small whole numbers the difference does not fit in as few bits (100 less -100 in 8).
    place = values.astype(np.int64, copy=False) - low if low else values
    seen = np.zeros(high - low + 1, np.bool_)
    seen[place] = True
    number = np.cumsum(seen, dtype=np.int32) - 1
    kinds = np.flatnonzero(seen) + low
    small = low >= -(2**31) and high < 2**31
    return number[place], kinds.astype(np.int32) if small else kinds


@dataclass(frozen=True)
class Clusters:
    """The clusters of a sample: of each row its cluster, of each cluster its stratum.

    ``of_row``: cluster number per row; ``stratum``: stratum number per cluster; ``names`` and
    ``strata`` are what the data call them.
    """

    of_row: Whole
    stratum: Whole
    names: NDArray[np.generic]
    strata: NDArray[np.generic]
    single: Single = "refuse"

    @property
    def count(self) -> int:
        """How many clusters there are."""
        return len(self.stratum)

    @cached_property
    def sizes(self) -> Floats:
        """How many clusters each stratum has."""
        return np.bincount(self.stratum, minlength=len(self.strata)).astype(np.float64)

    @property
    def freedom(self) -> int:
        """The degrees of freedom: clusters less strata."""
        return self.count - len(self.strata)

    def check(self) -> None:
        """Raise SurveyError where a stratum has one cluster and that was to be refused."""
        alone = np.flatnonzero(self.sizes == 1)
        if self.single != "refuse" or not len(alone):
            return
        shown = ", ".join(str(self.strata[each]) for each in alone[:5])
        # Where rows are read a part at a time, none has a number here.
        rows = np.flatnonzero(np.isin(self.stratum[self.of_row], alone))[:1] + 1
        raise SurveyError(
            f"Stratum {shown} has one cluster{''.join(f' (row {row})' for row in rows)}, so its"
            " variance cannot be told; join strata, or choose single = certainty, centre or average"
            " in the design.",
            f"Stratum {shown} heeft één cluster{''.join(f' (rij {row})' for row in rows)}, dus zijn"
            " variantie is niet te schatten; voeg strata samen, of kies single = certainty, centre"
            " of average in het ontwerp.",
        )

    def covariance(self, one: Floats, other: Floats) -> float:
        """The covariance of two estimates, from their totals per cluster (with replacement)."""
        several = self.sizes > 1
        size = self.sizes[several]
        centred = self.centred(one)
        centred = centred * (centred if other is one else self.centred(other))
        within = np.bincount(self.stratum, centred, len(self.strata))
        per_stratum = within[several] * size / (size - 1)
        return float(per_stratum.sum()) + self._of_single(one, other, per_stratum)

    def variance(self, totals: Floats) -> float:
        """The variance of an estimate, from its totals per cluster."""
        return self.covariance(totals, totals)

    def centred(self, totals: Floats) -> Floats:
        """Totals per cluster less the mean of their stratum."""
        means = np.bincount(self.stratum, totals, len(self.strata)) / self.sizes
        return totals - means[self.stratum]

    def _of_single(self, one: Floats, other: Floats, known: Floats) -> float:
        """What strata with one cluster add, by the design's choice."""
        alone = np.flatnonzero(self.sizes == 1)
        if not len(alone) or self.single in ("certainty", "refuse"):
            return 0.0
        if self.single == "average":
            return float(known.mean()) * len(alone) if len(known) else np.nan
        here = self.sizes[self.stratum] == 1
        return float(((one - one.mean()) * (other - other.mean()))[here].sum())
