"""What people move estimates by, looked up by kind of people and summed by cluster and group."""

from __future__ import annotations

import math
from typing import NamedTuple

import numpy as np
import polars as pl

from grondrecht.monitor.clusters import Clusters
from grondrecht.monitor.conditions import Threshold
from grondrecht.monitor.design import SurveyDesign
from grondrecht.monitor.domain import PEOPLE, Domain
from grondrecht.monitor.errors import SurveyError
from grondrecht.monitor.margins import Margin
from grondrecht.monitor.measures import Definition, Part, Slopes
from grondrecht.monitor.summaries import CLUSTER, STRATUM
from grondrecht.monitor.weighted import Floats, Mask

EVERYONE = -1


class Group(NamedTuple):
    """A domain, the number of its breakdown (-1: everyone) and its own number within that."""

    breakdown: int
    number: int
    label: str
    domain: Domain


def in_breakdown(breakdown: int) -> str:
    """The column of the numbers of groups in a breakdown."""
    return f"number in breakdown {breakdown}"


class Sought(NamedTuple):
    """An estimate whose margin is sought; ``column`` is empty where it cannot be told."""

    group: Group
    definition: Definition
    part: Part
    slopes: Slopes
    column: str
    there: str


class Moves:
    """Of each row of the summary how estimates move with the weight of a person in it."""

    def __init__(self, count: int) -> None:
        self.values: dict[str, Floats] = {}
        self._count = count

    def sought(self, group: Group, place: int, definition: Definition) -> Sought:
        """An estimate, with the names of the columns that tell its margin."""
        part = definition.measure(group.domain)
        column = f"moved {place} {group.breakdown}"
        # A definition may be of some of the people of a group: then these are marked.
        there = f"{column} there" if len(part.domain) < len(group.domain) else ""
        influence, slopes = part.moves() if math.isfinite(part.value) else (np.array([np.nan]), ())
        # Where no density can be told, as where all incomes are equal, nobody's part can.
        if np.isnan(influence).any():
            column = ""
        else:
            self.add(column, part.domain, influence)
            if there:
                self.add(there, part.domain, np.ones(len(part.domain)))
        return Sought(group, definition, part, slopes, column, there)

    def add(self, column: str, domain: Domain, moved: Floats) -> None:
        """What people of a domain move; groups of one breakdown share a column."""
        own = self.values.setdefault(column, np.zeros(self._count))
        own[domain.rows] += moved


class Totals:
    """What people move, summed by cluster and group."""

    def __init__(self, table: pl.DataFrame, design: SurveyDesign, scales: dict[str, float]) -> None:
        self._table, self._scales = table, scales
        own = table.select(STRATUM, CLUSTER).unique().sort(STRATUM, CLUSTER)
        self.clusters = _clusters(own, design)
        self._cluster = (
            table.select(STRATUM, CLUSTER)
            .join(own.with_row_index("number"), on=[STRATUM, CLUSTER], how="left")["number"]
            .to_numpy()
            .astype(np.int64)
        )

    def margin(self, sought: Sought, confidence: float) -> Margin:
        """The margin of an estimate."""
        there = self.there(sought)
        if not sought.column:
            return Margin(math.nan, 1, confidence)
        moved = self._of(sought.column, self._rows(sought.group))
        for line, slope in sought.slopes:
            if slope and line.fixed is None:
                moved = moved + slope * self._line(line)
        error = math.sqrt(max(self.clusters.variance(moved), 0.0))
        return self.margin_of(error, there, confidence)

    def margin_of(self, error: float, there: Mask, confidence: float) -> Margin:
        """The margin with a standard error that some clusters tell."""
        units = int(there.sum())
        strata = np.unique(self.clusters.stratum[there])
        return Margin(error, max(units - len(strata), 1), confidence, units=units)

    def there(self, sought: Sought) -> Mask:
        """Which clusters have people whom an estimate is of."""
        rows = self._rows(sought.group)
        if sought.there in self._table.columns:
            return self._of(sought.there, rows) > 0
        count = self._table[PEOPLE].to_numpy()[rows]
        return np.bincount(self._cluster[rows], count, self.clusters.count) > 0

    def _rows(self, group: Group) -> Mask:
        if group.breakdown == EVERYONE:
            return np.ones(len(self._table), np.bool_)
        number = self._table[in_breakdown(group.breakdown)].to_numpy()
        return np.asarray(number == group.number)

    def _line(self, line: Threshold) -> Floats:
        return self._of(str(line), np.ones(len(self._table), np.bool_))

    def _of(self, column: str, rows: Mask) -> Floats:
        """Per cluster the sum of a column over some rows, in whole numbers until the end."""
        sums = np.zeros(self.clusters.count, np.int64)
        np.add.at(sums, self._cluster[rows], self._table[column].to_numpy()[rows])
        return sums / self._scales[column]


def _clusters(own: pl.DataFrame, design: SurveyDesign) -> Clusters:
    """The clusters by stratum and name. Raises SurveyError where the sample cannot be told."""
    if own[STRATUM].null_count() or own[CLUSTER].null_count():
        raise SurveyError(
            "A cluster or a stratum is missing, so the sample cannot be told.",
            "Een cluster of een stratum ontbreekt, dus de steekproef is niet te kennen.",
        )
    twice = own.filter(pl.col(CLUSTER).is_duplicated())[CLUSTER]
    if len(twice) and not design.nested:
        raise SurveyError(
            f"Cluster {twice[0]} is in two strata; a cluster lies in one, or say nested = true"
            " where numbers begin anew in each stratum.",
            f"Cluster {twice[0]} zit in twee strata; een cluster ligt in één stratum, of zeg"
            " nested = true waar de nummers in elk stratum opnieuw beginnen.",
        )
    kinds = own[STRATUM].unique().sort()
    stratum = (own[STRATUM].rank("dense") - 1).cast(pl.Int32).to_numpy()
    # Rows are elsewhere: no cluster has one here.
    found = Clusters(
        np.empty(0, np.int32), stratum, own[CLUSTER].to_numpy(), kinds.to_numpy(), design.single
    )
    found.check()
    return found
