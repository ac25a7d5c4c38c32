"""For how many each stands: a column of weights, checked."""

from __future__ import annotations

import numpy as np
import polars as pl
from numpy.typing import NDArray

from grondrecht.rights.errors import RightsError


def weights_of(column: pl.Series) -> NDArray[np.float64]:
    """The weights of a column, each a number of 0 or more.

    Raises RightsError with the first row that has none: a sum that leaves it out would be wrong
    without a word.
    """
    numbers = column.dtype.is_numeric() or column.dtype == pl.Null
    held = column.cast(pl.Float64) if numbers else pl.Series([None] * len(column), dtype=pl.Float64)
    weights = held.fill_null(float("nan")).to_numpy()
    wrong = np.flatnonzero(~np.isfinite(weights) | (weights < 0))
    if len(wrong):
        found = f" ({str(column[int(wrong[0])])[:40]!r})"
        raise RightsError(
            f"The weight {column.name} must be a number of 0 or more; mend row {wrong[0] + 1}"
            f"{found}.",
            f"Het gewicht {column.name} moet een getal van 0 of meer zijn; verbeter rij"
            f" {wrong[0] + 1}{found}.",
        )
    return weights
