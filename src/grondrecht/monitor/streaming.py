"""Indicators from more rows than memory holds: read once for values, once more for margins.

Rows are never held; what is held are summaries of them (summaries.py) and, where margins are asked
for, a row for each cluster.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path

import polars as pl

from grondrecht.monitor import asking, stream_checks, summaries
from grondrecht.monitor.breakdowns import Breakdown, domains
from grondrecht.monitor.catalogue import definitions, possible
from grondrecht.monitor.cluster_totals import EVERYONE, Group
from grondrecht.monitor.design import SurveyDesign
from grondrecht.monitor.domain import Weighting
from grondrecht.monitor.errors import SurveyError
from grondrecht.monitor.estimating import Asked
from grondrecht.monitor.measures import Definition
from grondrecht.monitor.names import Names, Roles
from grondrecht.monitor.rereading import Reading, Rows
from grondrecht.monitor.results import Results
from grondrecht.monitor.summaries import Columns, Task, filled

# So many rows that must be seen together are seen at a time.
TOGETHER = 40_000_000


class Streamed:
    """The rows of Parquet files, or of any frames, read a part at a time.

    ``parts``: a path, which may hold ``*``, or lazy frames. Raises SurveyError where there are
    none, or they cannot be read.
    """

    def __init__(self, parts: str | Path | pl.LazyFrame | Iterable[pl.LazyFrame]) -> None:
        if isinstance(parts, str | Path):
            parts = _scanned(str(parts))
        given = [parts] if isinstance(parts, pl.LazyFrame | pl.DataFrame) else parts
        self._parts = [part.lazy() for part in given]
        if not self._parts:
            raise SurveyError(
                "There is no part to read; give one or more frames, or a path.",
                "Er is geen deel om te lezen; geef een of meer tabellen, of een pad.",
            )
        self._schemas = [part.collect_schema() for part in self._parts]
        self.columns = self._schemas[0].names()

    def summed(self, task: Task, needed: Sequence[str]) -> pl.DataFrame:
        """The summary by a task. Raises SurveyError where parts differ or cannot be read."""
        for name in needed:
            stream_checks.alike(name, self._schemas)
        parts = [part.select(needed) for part in self._parts]
        if task.together is not None:
            parts = _dealt(parts, task.together)
        return summaries.added_up([_collected(task.make(part)) for part in parts], task.keys)


def _dealt(parts: Sequence[pl.LazyFrame], column: str) -> list[pl.LazyFrame]:
    """The same rows in parts that memory holds, those with one value of a column in one part."""
    rows = pl.concat(parts, how="vertical_relaxed")
    count = _collected(rows.select(pl.len())).item() // TOGETHER + 1
    if count == 1:
        return [rows]
    place = filled(rows, column).hash() % count
    return [rows.filter(place == part) for part in range(count)]


def _collected(rows: pl.LazyFrame) -> pl.DataFrame:
    try:
        return rows.collect(engine="streaming")
    except (OSError, pl.exceptions.PolarsError) as error:
        reason = str(error).splitlines()[0]
        raise SurveyError(
            f"The rows cannot be read: {reason}.", f"De rijen zijn niet te lezen: {reason}."
        ) from error


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
    digits: int | None = None,
    **roles: str,
) -> Results:
    """Indicators as ``indicators`` gives them, of rows that are read a part at a time.

    ``roles``: the columns of the data, as for ``Survey``. However the rows are split, the result
    is the same to the last digit. Intervals leave out what is mended in small samples.
    ``digits``: round incomes to so many significant digits, where there are more different ones
    than memory holds (7: those between 10,000 and 100,000 to cents).

    Raises SurveyError where a column lacks or the data do not allow it.
    """
    asking.sure(confidence)
    asking.drawn(replicates, seed)
    stream_checks.digits(digits)
    design = design or SurveyDesign()
    sampled = margins or replicates > 0
    if design.calibration and sampled:
        raise SurveyError(
            "Margins of calibrated weights are not told of rows that are read a part at a time;"
            " leave calibration out of the design for margins that are a little too wide.",
            "Marges van gekalibreerde gewichten zijn niet te geven van rijen die deel na deel"
            " gelezen worden; laat calibration weg uit het ontwerp voor iets te ruime marges.",
        )
    known = Roles.of(rows.columns, {**design.columns, **roles}, names)
    chosen = definitions(asked, known)
    breakdowns = asking.columns_of(by)
    columns = replace(_columns(known, chosen, breakdowns, sampled), digits=digits)
    columns, summary = _read(rows, columns)
    _refuse_twice(rows, known, sampled)
    with stream_checks.counted(summary):
        sample = Weighting(summaries.survey_of(columns, summary))
        groups = grouped(sample, breakdowns)
        reading = Reading(rows, columns, design, summary, sample, chosen, groups)
        if replicates:
            return Results(reading.bootstrapped(replicates, seed, confidence))
        return Results(reading.linearised(confidence) if margins else reading.values())


def _columns(
    known: Roles, chosen: Sequence[Definition], breakdowns: Sequence[Breakdown], sampled: bool
) -> Columns:
    """The columns that definitions and breakdowns hang on, with the sample's for margins."""
    wanted: list[str] = []
    for each in chosen:
        if not possible(each, known):
            stream_checks.refuse_lacking(each, known)
        wanted += filter(known.has, each.roles)
    for breakdown in breakdowns:
        crossed = (breakdown,) if isinstance(breakdown, str) else breakdown
        stream_checks.not_by_row(crossed)
        wanted += crossed
    stratum = known.named("strata") if sampled and known.has("strata") else None
    unit = "cluster" if known.has("cluster") else "household"
    cluster = known.named(unit) if sampled else None
    return Columns(
        known.named("weight"), {role: known.named(role) for role in wanted}, stratum, cluster
    )


def _read(rows: Rows, columns: Columns) -> tuple[Columns, pl.DataFrame]:
    """The columns with the unit of weights, and how many people there are of each kind."""
    found = rows.summed(summaries.heaviest(columns.weight), [columns.weight])
    columns = replace(columns, unit=summaries.unit_of(found))
    summary = rows.summed(summaries.people(columns), columns.of_people)
    stream_checks.weights(columns, summary)
    return columns, summary


def _refuse_twice(rows: Rows, known: Roles, sampled: bool) -> None:
    """Raise SurveyError where a person is in two rows, or a household in two strata."""
    person, household = known.column("person"), known.column("household")
    if person is not None:
        found = rows.summed(stream_checks.persons(person), [person])
        stream_checks.refuse_persons(person, found)
    # Where the household is the cluster, the list of clusters tells.
    if sampled and household is not None and known.has("cluster", "strata"):
        stratum = known.named("strata")
        found = rows.summed(stream_checks.households(household, stratum), [household, stratum])
        stream_checks.refuse_households(household, found)


def grouped(sample: Weighting, breakdowns: Sequence[Breakdown]) -> list[Group]:
    """Everyone and each group, with the number of its breakdown and its own within that."""
    (label, everyone), *_ = domains(sample)
    groups = [Group(EVERYONE, 0, label, everyone)]
    for place, each in enumerate(breakdowns):
        of_this = list(domains(sample, [each]))[1:]
        groups += [Group(place, number, *group) for number, group in enumerate(of_this)]
    return groups
