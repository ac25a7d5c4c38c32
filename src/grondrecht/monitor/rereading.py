"""Margins of estimates from a summary: rows are read again, for what their clusters add up to."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple, Protocol

import numpy as np
import polars as pl

from grondrecht.monitor import asking, intervals, margins, summaries
from grondrecht.monitor.bootstrap import Draws
from grondrecht.monitor.clusters import Clusters
from grondrecht.monitor.conditions import Threshold
from grondrecht.monitor.design import SurveyDesign
from grondrecht.monitor.domain import PEOPLE, Domain, Weighting
from grondrecht.monitor.errors import SurveyError
from grondrecht.monitor.estimating import result
from grondrecht.monitor.income_measures import Gini, Mean, QuintileRatio
from grondrecht.monitor.intervals import Ends
from grondrecht.monitor.margins import Margin
from grondrecht.monitor.measures import Definition, Part, Rate, Slopes
from grondrecht.monitor.results import Result
from grondrecht.monitor.summaries import CLUSTER, STRATUM, UNIT, Columns, Task
from grondrecht.monitor.weighted import Floats, Mask, dot

# So many replicates are summed in one reading of the rows.
BLOCK = 50
EVERYONE = -1


class Rows(Protocol):
    """Rows somewhere, of which summaries can be asked."""

    @property
    def columns(self) -> Sequence[str]:
        """The names of their columns."""

    def summed(self, task: Task, needed: Sequence[str]) -> pl.DataFrame:
        """The summary by a task of all rows, of which only some columns are needed."""


class Group(NamedTuple):
    """A domain, the number of its breakdown (-1: everyone) and its own number within that."""

    breakdown: int
    number: int
    label: str
    domain: Domain


class Sought(NamedTuple):
    """An estimate whose margin is sought."""

    group: Group
    definition: Definition
    part: Part
    slopes: Slopes
    column: str
    there: str


@dataclass(frozen=True)
class Reading:
    """Rows that were read once: their summary, seen as a survey, and what is asked of it."""

    rows: Rows
    columns: Columns
    design: SurveyDesign
    summary: pl.DataFrame
    sample: Weighting
    chosen: Sequence[Definition]
    groups: Sequence[Group]

    def values(self) -> Iterator[Result]:
        """Values alone."""
        for group in self.groups:
            for each in self.chosen:
                part = each.measure(group.domain)
                nothing = math.nan, math.nan
                yield result(each, group.label, part, math.nan, nothing, "value alone")

    def linearised(self, confidence: float) -> Iterator[Result]:
        """Margins by linearisation: per cluster the sum of what each person moves."""
        moves = _Moves(len(self.summary))
        sought = [
            moves.sought(group, *each) for group in self.groups for each in enumerate(self.chosen)
        ]
        lines = {line for each in sought for line, slope in each.slopes if slope and not line.fixed}
        for line in lines:
            moves.add(str(line), *line.moves(self.sample))
        scales = {
            name: summaries.scale_of(dot(np.abs(value), self.sample.survey.weights))
            for name, value in moves.values.items()
        }
        totals = self._totals({name: moves.values[name] * scales[name] for name in scales}, scales)
        for each in sought:
            margin, there = totals.margin(each, confidence)
            ends = _ends(each, margin, there)
            how = each.definition, each.group.label, each.part, margin.error
            yield result(*how, ends, "linearised")

    def replicated(self, replicates: int, seed: int, confidence: float) -> Iterator[Result]:
        """Margins from the replicates of the bootstrap, some of them in each reading."""
        totals = self._totals({}, {})
        asking.replicable(totals.clusters)
        draws = Draws(totals.clusters, seed)
        values = np.concatenate(
            [
                self._replicates(draws, range(start, min(start + BLOCK, replicates)))
                for start in range(0, replicates, BLOCK)
            ]
        )
        errors = iter(values.std(axis=0, ddof=1))
        for group in self.groups:
            for each in self.chosen:
                sought = Sought(group, each, each.measure(group.domain), (), "", "")
                there = totals.there(sought)
                margin = Margin(float(next(errors)), totals.freedom(there), confidence)
                ends = _ends(sought, margin, int(there.sum()))
                how = each, group.label, sought.part, margin.error
                yield result(*how, ends, f"bootstrap {replicates}")

    def _replicates(self, draws: Draws, block: range) -> Floats:
        task = summaries.replicated(self.columns, draws.cuts(block))
        drawn = self.rows.summed(task, self.columns.all)
        own = self.sample.survey.weights
        values = []
        for replicate in block:
            weight = drawn[f"factor {replicate}"].to_numpy() / UNIT
            # Each row of the summary is a cluster of its own.
            factors = np.divide(weight, own, out=np.zeros(len(own)), where=own > 0)
            other = self.sample.replicate(factors)
            seen = [group.domain.weighted_by(other) for group in self.groups]
            values.append([each.value(domain) for domain in seen for each in self.chosen])
            other.forget()
        return np.array(values)

    def _totals(self, values: dict[str, Floats], scales: dict[str, float]) -> _Totals:
        numbers = {
            f"group {place}": np.full(len(self.summary), -1, np.int32)
            for place in sorted({group.breakdown for group in self.groups} - {EVERYONE})
        }
        for group in self.groups:
            if group.breakdown != EVERYONE:
                numbers[f"group {group.breakdown}"][group.domain.rows] = group.number
        keys = self.summary.select(list(self.columns.keys))
        lookup = keys.hstack(pl.DataFrame({**numbers, **values}))
        task = summaries.moved(self.columns, lookup, list(numbers))
        return _Totals(self.rows.summed(task, self.columns.all), self.design, scales)


class _Moves:
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
        slopes: Slopes = ()
        if math.isfinite(part.value):
            influence, slopes = part.moves()
            self.add(column, part.domain, influence)
            if there:
                self.add(there, part.domain, np.ones(len(part.domain)))
        return Sought(group, definition, part, slopes, column, there)

    def add(self, column: str, domain: Domain, moved: Floats) -> None:
        """What people of a domain move; groups of one breakdown share a column."""
        own = self.values.setdefault(column, np.zeros(self._count))
        own[domain.rows] += moved


class _Totals:
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

    def margin(self, sought: Sought, confidence: float) -> tuple[Margin, int]:
        """The margin of an estimate, and how many clusters it rests on."""
        there = self.there(sought)
        if not math.isfinite(sought.part.value):
            return Margin(math.nan, 1, confidence), 0
        moved = self._of(sought.column, self._rows(sought.group))
        for line, slope in sought.slopes:
            if slope and not line.fixed:
                moved = moved + slope * self._line(line)
        error = math.sqrt(max(self.clusters.variance(moved), 0.0))
        return Margin(error, self.freedom(there), confidence), int(there.sum())

    def there(self, sought: Sought) -> Mask:
        """Which clusters have people whom an estimate is of."""
        rows = self._rows(sought.group)
        if sought.there in self._table.columns:
            return self._of(sought.there, rows) > 0
        count = self._table[PEOPLE].to_numpy()[rows]
        return np.bincount(self._cluster[rows], count, self.clusters.count) > 0

    def freedom(self, there: Mask) -> int:
        """Degrees of freedom: clusters less strata."""
        strata = np.unique(self.clusters.stratum[there])
        return max(int(there.sum()) - len(strata), 1)

    def _rows(self, group: Group) -> Mask:
        if group.breakdown == EVERYONE:
            return np.ones(len(self._table), np.bool_)
        number = self._table[f"group {group.breakdown}"].to_numpy()
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
    rows = np.arange(len(own), dtype=np.int32)
    found = Clusters(rows, stratum, own[CLUSTER].to_numpy(), kinds.to_numpy(), design.single)
    found.check()
    return found


def _ends(sought: Sought, margin: Margin, units: int) -> Ends:
    """The ends of an interval where clusters are many: nothing is mended for small samples."""
    value, error, definition = sought.part.value, margin.error, sought.definition
    if not math.isfinite(value) or not math.isfinite(error):
        return math.nan, math.nan
    if isinstance(definition, Rate):
        return intervals.of_share(value, error, margin.t, units)
    if isinstance(definition, Mean | QuintileRatio):
        return intervals.of_amount(value, error, margin.t)
    if isinstance(definition, Gini):
        return intervals.of_inequality(value, error, margin.t, value)
    return margins.ends(definition, sought.part, margin)
