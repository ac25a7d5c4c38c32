"""Margins under calibrated weights: what the calibration explains varies no more."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from grondrecht.monitor import checking
from grondrecht.monitor.clusters import Clusters
from grondrecht.monitor.weighted import Floats, Whole

if TYPE_CHECKING:
    from grondrecht.monitor.survey import Survey


@dataclass(frozen=True)
class Calibration:
    """What the weights were calibrated on.

    ``given``: a row per person, a column per total; ``of_cluster``: the same weighted and added up
    per cluster; ``inverse``: of the weighted sum of squares and products.
    """

    given: Floats
    of_cluster: Floats
    inverse: Floats

    def residuals(self, rows: Whole, moved: Floats, totals: Floats) -> Floats:
        """Totals per cluster less what the regression on the calibration's columns explains.

        ``moved``: weight times linearised value of each of ``rows``; ``totals``: its sum per
        cluster. Deville and Särndal 1992, Journal of the American Statistical Association 87.
        """
        slopes = self.inverse @ (self.given[rows].T @ moved)
        return np.asarray(totals - self.of_cluster @ slopes, np.float64)


def calibration(survey: Survey, clusters: Clusters) -> Calibration:
    """What a survey's design says that its weights were calibrated on. Raises SurveyError."""
    given = np.column_stack(
        [part for name in survey.design.calibration for part in _of(survey, name)]
    )
    weighed = given * survey.weights[:, None]
    totals = [np.bincount(clusters.of_row, column, clusters.count) for column in weighed.T]
    of_cluster = np.asarray(np.column_stack(totals), np.float64)
    # Columns of several variables may hang together (all groups of two add up to everyone).
    inverse = np.linalg.pinv(weighed.T @ given, 1e-10, hermitian=True)
    return Calibration(given, of_cluster, np.asarray(inverse, np.float64))


def _of(survey: Survey, name: str) -> list[Floats]:
    """The columns of a variable: a number as it is, a text as one column for each value."""
    labels = survey.labels(name)
    checking.complete(labels, name)
    if labels.dtype.is_numeric():
        return [survey.numbers(name)]
    number, kinds = survey.groups(name)
    return [(number == place).astype(np.float64) for place in range(len(kinds))]
