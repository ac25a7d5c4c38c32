"""The share that is entitled to each measure, with the margin that a sample allows."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import polars as pl

from grondrecht.monitor import Results, Survey, indicators
from grondrecht.monitor.breakdowns import Breakdown
from grondrecht.monitor.conditions import Level
from grondrecht.monitor.measures import Rate
from grondrecht.rights.populations import UNKNOWN, PopulationAnswer
from grondrecht.rights.weights import weights_of

# No column of a table ends so; what is made here does.
OURS = "\x1f"
WEIGHT, CLUSTER = f"weight{OURS}", f"cluster{OURS}"


def shares(
    answer: PopulationAnswer,
    weight: str,
    by: Sequence[Breakdown] = (),
    cluster: str | None = None,
) -> Results:
    """Of each measure the share of those it is for who are entitled, in percent, with its error.

    The indicator of a result is the measure. Of whom it is not known they are in neither part of
    the share. ``cluster`` is the column of what was drawn, households without it. Raises
    RightsError for a column that is not there, SurveyError for a sample of which nothing can be
    told.
    """
    groups: dict[str, list[str]] = {}
    for name in answer.columns:
        groups.setdefault(answer.rules(name).measure.of, []).append(name)
    found = [
        result
        for of, names in groups.items()
        for result in indicators(
            _survey(answer, of, names, weight, by, cluster), [_rate(name) for name in names], by=by
        )
    ]
    return Results(found)


def _rate(measure: str) -> Rate:
    condition = Level(role=f"{measure}{OURS}", operator=">=", level=1)
    return Rate(id=measure, version="1", condition=condition)


def _survey(
    answer: PopulationAnswer,
    of: str,
    measures: Sequence[str],
    weight: str,
    by: Sequence[Breakdown],
    cluster: str | None,
) -> Survey:
    """A row for each that the measures are for: 1 entitled, 0 not, empty where unknown."""
    beside = {name for each in by for name in ((each,) if isinstance(each, str) else each)}
    drawn = cluster or ("household" if of == "person" else "id")
    columns = {name: answer.beside(of, name) for name in sorted(beside)}
    columns |= {WEIGHT: pl.Series(weights_of(answer.beside(of, weight)))}
    columns |= {CLUSTER: answer.beside(of, drawn)}
    for name in measures:
        entitled = pl.Series(answer.columns[name].entitled).cast(pl.Float64)
        columns[f"{name}{OURS}"] = entitled.set(entitled == UNKNOWN, None)
    roles: dict[str, Any] = {f"{name}{OURS}": f"{name}{OURS}" for name in measures}
    return Survey(pl.DataFrame(columns), weight=WEIGHT, cluster=CLUSTER, **roles)
