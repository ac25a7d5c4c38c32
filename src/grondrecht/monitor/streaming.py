"""Indicators from more rows than memory holds: read once for values, once more for margins.

Rows are never held; what is held are summaries of them (summaries.py) and, where margins are asked
for, a row for each cluster. Incomes count in cents and weights in units of 2^-30.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

import polars as pl

from grondrecht.monitor import asking, summaries
from grondrecht.monitor.breakdowns import Breakdown, domains
from grondrecht.monitor.catalogue import catalogue, definition
from grondrecht.monitor.design import SurveyDesign
from grondrecht.monitor.domain import Weighting
from grondrecht.monitor.errors import SurveyError
from grondrecht.monitor.estimating import Asked
from grondrecht.monitor.measures import Definition
from grondrecht.monitor.names import Names, Roles
from grondrecht.monitor.rereading import EVERYONE, Group, Reading, Rows
from grondrecht.monitor.results import Results
from grondrecht.monitor.summaries import Columns, Task


class Streamed:
    """The rows of Parquet files, or of any lazy frames, read a part at a time.

    ``parts``: a path, which may hold ``*``, or lazy frames.
    """

    def __init__(self, parts: str | Path | pl.LazyFrame | Iterable[pl.LazyFrame]) -> None:
        if isinstance(parts, str | Path):
            parts = _scanned(str(parts))
        self._parts = [parts] if isinstance(parts, pl.LazyFrame) else list(parts)
        self.columns = self._parts[0].collect_schema().names()

    def summed(self, task: Task, needed: Sequence[str]) -> pl.DataFrame:
        """The summary by a task."""
        made = (task.make(part.select(needed)) for part in self._parts)
        return summaries.merged([each.collect(engine="streaming") for each in made], task.keys)


def _scanned(path: str) -> pl.LazyFrame:
    try:
        frame = pl.scan_parquet(path)
        frame.collect_schema()
    except (OSError, pl.exceptions.PolarsError) as error:
        reason = str(error).splitlines()[0]
        raise SurveyError(
            f"{path} cannot be read as Parquet: {reason}.",
            f"{path} is niet te lezen als Parquet: {reason}.",
        ) from error
    return frame


def streamed(
    rows: Rows,
    asked: Asked | Iterable[Asked] | None = None,
    by: str | Sequence[Breakdown] = (),
    *,
    design: SurveyDesign | None = None,
    names: Names | None = None,
    margins: bool = True,
    replicates: int = 0,
    seed: int = 1,
    confidence: float = 0.95,
    **roles: str,
) -> Results:
    """Indicators as ``indicators`` gives them, of rows that are read a part at a time.

    ``roles``: the columns of the data, as for ``Survey``. However the rows are split, the result
    is the same to the last digit. Intervals leave out what is mended in small samples.

    Raises SurveyError where a column lacks or the data do not allow it.
    """
    asking.sure(confidence)
    asking.drawn(replicates, seed)
    design = design or SurveyDesign()
    roles = {**design.columns, **roles}
    if design.calibration and (margins or replicates):
        raise SurveyError(
            "Margins of calibrated weights are not told of rows that are read a part at a time;"
            " leave calibration out of the design for margins that are a little too wide.",
            "Marges van gekalibreerde gewichten zijn niet te geven van rijen die deel na deel"
            " gelezen worden; laat calibration weg uit het ontwerp voor iets te ruime marges.",
        )
    known = _Known.of(rows.columns, roles, names)
    chosen = _chosen(asked, known)
    breakdowns = (by,) if isinstance(by, str) else tuple(by)
    columns = known.columns_for(chosen, breakdowns, margins or replicates > 0)
    summary = rows.summed(summaries.people(columns), columns.all)
    summaries.refuse(columns, summary)
    sample = Weighting(summaries.survey_of(columns, summary))
    reading = Reading(rows, columns, design, summary, sample, chosen, grouped(sample, breakdowns))
    if replicates:
        found = reading.replicated(replicates, seed, confidence)
    else:
        found = reading.linearised(confidence) if margins else reading.values()
    return Results(found)


def _chosen(asked: Asked | Iterable[Asked] | None, known: _Known) -> list[Definition]:
    if asked is None:
        return [each for each in catalogue().values() if all(map(known.has, each.roles))]
    given = (asked,) if isinstance(asked, str | Definition) else asked
    return [definition(each) if isinstance(each, str) else each for each in given]


class _Known(Roles):
    """What the columns of the data are, by role."""

    def columns_for(
        self, chosen: Sequence[Definition], breakdowns: Sequence[Breakdown], margins: bool
    ) -> Columns:
        """The columns that definitions and breakdowns hang on, with the sample's for margins."""
        roles = [role for each in chosen for role in each.roles]
        for each in breakdowns:
            roles += [each] if isinstance(each, str) else each
        keys = {role: self.named(role) for role in roles}
        money = frozenset(role for role in keys if role.startswith("income"))
        stratum = self.named("strata") if margins and self.has("strata") else None
        unit = "cluster" if self.has("cluster") else "household"
        cluster = self.named(unit) if margins else None
        return Columns(self.named("weight"), keys, money, stratum, cluster)


def grouped(sample: Weighting, breakdowns: Sequence[Breakdown]) -> list[Group]:
    """Everyone and each group, with the number of its breakdown and its own within that."""
    (label, everyone), *_ = domains(sample)
    groups = [Group(EVERYONE, 0, label, everyone)]
    for place, each in enumerate(breakdowns):
        of_this = list(domains(sample, [each]))[1:]
        groups += [Group(place, number, *group) for number, group in enumerate(of_this)]
    return groups
