"""Margins of estimates from a summary: rows are read again, for what their clusters add up to."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np
import polars as pl

from grondrecht.monitor import asking, margins, summaries
from grondrecht.monitor.bootstrap import Draws
from grondrecht.monitor.cluster_totals import (
    EVERYONE,
    Group,
    Moves,
    Sought,
    Totals,
    in_breakdown,
)
from grondrecht.monitor.design import SurveyDesign
from grondrecht.monitor.domain import Weighting
from grondrecht.monitor.estimating import result
from grondrecht.monitor.margins import Margin
from grondrecht.monitor.measures import Definition
from grondrecht.monitor.results import Result
from grondrecht.monitor.summaries import Columns, Task
from grondrecht.monitor.weighted import Floats, dot

# So many replicates are summed in one reading of the rows.
BLOCK = 50


class Rows(Protocol):
    """Rows somewhere, of which summaries can be asked."""

    @property
    def columns(self) -> Sequence[str]:
        """The names of their columns."""

    def summed(self, task: Task, needed: Sequence[str]) -> pl.DataFrame:
        """The summary by a task of all rows, of which only some columns are needed."""


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
        moves = Moves(len(self.summary))
        sought = [
            moves.sought(group, *each) for group in self.groups for each in enumerate(self.chosen)
        ]
        slopes = (slope for each in sought for slope in each.slopes)
        for line in dict.fromkeys(line for line, slope in slopes if slope and line.fixed is None):
            moves.add(str(line), *line.moves(self.sample))
        scales = {
            name: summaries.scale_of(dot(np.abs(value), self.sample.survey.weights))
            for name, value in moves.values.items()
        }
        totals = self._totals({name: moves.values[name] * scales[name] for name in scales}, scales)
        for each in sought:
            margin = totals.margin(each, confidence)
            yield _result(each, margin, "linearised")

    def bootstrapped(self, replicates: int, seed: int, confidence: float) -> Iterator[Result]:
        """Margins from the replicates of the bootstrap, some of them in each reading."""
        totals = self._totals({}, {})
        asking.replicable(totals.clusters)
        draws = Draws(totals.clusters, seed)
        values = np.concatenate(
            [
                self._values_in(draws, range(start, min(start + BLOCK, replicates)))
                for start in range(0, replicates, BLOCK)
            ]
        )
        errors = iter(values.std(axis=0, ddof=1))
        for group in self.groups:
            for each in self.chosen:
                sought = Sought(group, each, each.measure(group.domain), (), "", "")
                there = totals.there(sought)
                margin = totals.margin_of(float(next(errors)), there, confidence)
                margin = margin._replace(freedom=min(margin.freedom, replicates - 1))
                yield _result(sought, margin, f"bootstrap {replicates}")

    def _values_in(self, draws: Draws, block: range) -> Floats:
        task = summaries.weights_in(self.columns, draws.cuts(block))
        drawn = self.rows.summed(task, self.columns.all)
        own = self.sample.survey.weights
        values = []
        for replicate in block:
            weight = drawn[summaries.in_replicate(replicate)].to_numpy() / self.columns.unit
            # Each row of the summary is a cluster of its own.
            factors = np.divide(weight, own, out=np.zeros(len(own)), where=own > 0)
            other = self.sample.replicate(factors)
            seen = [group.domain.weighted_by(other) for group in self.groups]
            values.append([each.value(domain) for domain in seen for each in self.chosen])
            other.forget()
        return np.array(values)

    def _totals(self, values: dict[str, Floats], scales: dict[str, float]) -> Totals:
        numbers = {
            in_breakdown(place): np.full(len(self.summary), -1, np.int32)
            for place in sorted({group.breakdown for group in self.groups} - {EVERYONE})
        }
        for group in self.groups:
            if group.breakdown != EVERYONE:
                numbers[in_breakdown(group.breakdown)][group.domain.rows] = group.number
        keys = self.summary.select(self.columns.keys)
        lookup = keys.hstack(pl.DataFrame({**numbers, **values}))
        task = summaries.moved(self.columns, lookup, list(numbers))
        return Totals(self.rows.summed(task, self.columns.all), self.design, scales)


def _result(sought: Sought, margin: Margin, method: str) -> Result:
    definition, part = sought.definition, sought.part
    ends = math.nan, math.nan
    if math.isfinite(part.value) and math.isfinite(margin.error):
        ends = margins.ends(definition, part, margin)
    return result(definition, sought.group.label, part, margin.error, ends, method)
