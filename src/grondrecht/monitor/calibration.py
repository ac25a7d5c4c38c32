"""Margins under calibrated weights: what the calibration explains varies no more."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from grondrecht.monitor import checking
from grondrecht.monitor.clusters import Clusters
from grondrecht.monitor.errors import SurveyError
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
        slopes = np.einsum("jk,k->j", self.inverse, np.einsum("ik,i->k", self.given[rows], moved))
        return np.asarray(totals - np.einsum("ik,k->i", self.of_cluster, slopes), np.float64)


def calibration(survey: Survey, clusters: Clusters) -> Calibration:
    """What a survey's design says that its weights were calibrated on. Raises SurveyError."""
    columns = {name: _of(survey, name) for name in survey.design.calibration}
    _check(columns, clusters.count)
    given = _of_one_size(
        np.column_stack([part for parts in columns.values() for part in parts]), survey.weights
    )
    weighed = given * survey.weights[:, None]
    totals = [np.bincount(clusters.of_row, column, clusters.count) for column in weighed.T]
    of_cluster = np.asarray(np.column_stack(totals), np.float64)
    # Columns of several variables may hang together (all groups of two add up to everyone).
    inverse = np.linalg.pinv(np.einsum("ij,ik->jk", weighed, given), 1e-10, hermitian=True)
    return Calibration(given, of_cluster, np.asarray(inverse, np.float64))


def _of_one_size(given: Floats, weights: Floats) -> Floats:
    """The columns in units in which all are as large: an amount beside ones would drown these."""
    size = np.sqrt(np.einsum("ij,ij,i->j", given, given, weights))
    return np.asarray(given / np.where(size > 0, size, 1.0), np.float64)


def _of(survey: Survey, name: str) -> list[Floats]:
    """The columns of a variable: an amount as it is, else one column for each value."""
    checking.complete(survey.labels(name), name)
    if name in survey.design.amounts:
        return [survey.numbers(name)]
    number, kinds = survey.groups(name)
    return [(number == place).astype(np.float64) for place in range(len(kinds))]


def _check(columns: Mapping[str, list[Floats]], clusters: int) -> None:
    """Refuse more totals than half of the clusters: they would explain what is chance."""
    totals = sum(map(len, columns.values()))
    if totals <= clusters / 2:
        return
    name = max(columns, key=lambda each: len(columns[each]))
    most = len(columns[name])
    raise SurveyError(
        f"The weights were calibrated on {totals} totals, {most} of them the values of {name}, and"
        f" there are {clusters} clusters: that tells no margin. Name {name} in amounts where its"
        " sum was calibrated on, or put it in groups.",
        f"De gewichten zijn gekalibreerd op {totals} totalen, waarvan {most} waarden van {name}, en"
        f" er zijn {clusters} clusters: dat geeft geen marge. Noem {name} in amounts als de som"
        " ervan gekalibreerd is, of zet het om in groepen.",
    )
