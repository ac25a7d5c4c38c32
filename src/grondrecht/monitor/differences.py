"""Differences between years, regions and reforms, each with its own standard error.

Two estimates that share clusters move together; the covariance over the clusters that both have is
taken off, so that "it fell" can be said, or not.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass

import numpy as np
import polars as pl
from numpy.typing import NDArray

from grondrecht.monitor.breakdowns import TOTAL, Breakdown, domain_named, domains
from grondrecht.monitor.catalogue import definitions
from grondrecht.monitor.clusters import Clusters
from grondrecht.monitor.domain import Domain, Weighting
from grondrecht.monitor.estimating import Asked, freedom, totals
from grondrecht.monitor.intervals import Ends, of_difference
from grondrecht.monitor.margins import Margin, side_ends
from grondrecht.monitor.measures import Definition, Part
from grondrecht.monitor.results import SCHEMA, known, rules
from grondrecht.monitor.survey import Survey
from grondrecht.monitor.weighted import Floats


@dataclass(frozen=True)
class Difference:
    """What an indicator is in the second less what it is in the first, in ``unit``.

    ``told``: whether the interval of the difference leaves out zero, so that a change can be told
    from chance; None where no margin is known.
    """

    indicator: str
    definition: str
    first: str
    second: str
    value: float | None
    standard_error: float | None
    lower: float | None
    upper: float | None
    unit: str
    n: int
    flag: str
    told: bool | None


class Differences(tuple[Difference, ...]):
    """Differences in order; ``frame`` is the same as a polars table."""

    @property
    def frame(self) -> pl.DataFrame:
        """One row for each difference, columns as the fields of ``Difference``."""
        schema = {name: SCHEMA.get(name, pl.String) for name in Difference.__dataclass_fields__}
        return pl.DataFrame([asdict(each) for each in self], schema=schema | {"told": pl.Boolean})


@dataclass(frozen=True)
class Seen:
    """One side of a difference: an estimate and how it moves with each cluster."""

    part: Part
    totals: Floats
    sample: Weighting


def differences(
    first: Survey,
    second: Survey,
    asked: Asked | Iterable[Asked] | None = None,
    by: str | Sequence[Breakdown] = (),
    *,
    only: str = TOTAL,
    confidence: float = 0.95,
) -> Differences:
    """What changed from the first survey to the second: two years, or before and after a reform.

    Clusters with the same number in strata of the same name are the same; where both surveys have
    them, they move together. Domains that one of the two lacks are left out. ``only``: a domain to
    keep to, as ``region=Flanders``.
    """
    samples = Weighting(first), Weighting(second)
    here, there = (dict(domains(sample, by, only)) for sample in samples)
    rows = []
    for label in (label for label in here if label in there):
        for each in definitions(asked, first):
            sides = seen(each, samples[0], here[label]), seen(each, samples[1], there[label])
            rows.append(_difference(each, label, label, *sides, confidence))
    return Differences(rows)


def contrasts(
    survey: Survey,
    asked: Asked | Iterable[Asked] | None,
    pairs: Iterable[tuple[str, str]],
    *,
    confidence: float = 0.95,
) -> Differences:
    """How domains of one survey differ: ``pairs`` of labels, as ("region=Brussels", "total")."""
    sample = Weighting(survey)
    rows = []
    for one, other in pairs:
        for each in definitions(asked, survey):
            here, there = (
                seen(each, sample, domain_named(sample, label)) for label in (one, other)
            )
            rows.append(_difference(each, one, other, here, there, confidence))
    return Differences(rows)


def seen(definition: Definition, sample: Weighting, domain: Domain) -> Seen:
    """An estimate in a domain, with its totals per cluster."""
    part = definition.measure(domain)
    return Seen(part, totals(sample, part), sample)


def variance_of_difference(first: Seen, second: Seen) -> float:
    """The variance of second less first; nan where it cannot be told."""
    one, other = first.sample.survey.clusters, second.sample.survey.clusters
    if one is other:
        return one.variance(second.totals - first.totals)
    apart = one.variance(first.totals) + other.variance(second.totals)
    together = apart - 2 * _shared(one, first.totals, other, second.totals)
    return together if together >= 0 else math.nan


def _shared(one: Clusters, here: Floats, other: Clusters, there: Floats) -> float:
    """The covariance over the clusters that both samples have, stratum by stratum."""
    names = _named(one), _named(other)
    _, in_one, in_other = np.intersect1d(*names, return_indices=True)
    if not len(in_one):
        return 0.0
    stratum = one.stratum[in_one]
    size = np.bincount(stratum, minlength=len(one.strata)).astype(np.float64)
    centred = []
    for totals_of in (here[in_one], there[in_other]):
        means = np.bincount(stratum, totals_of, len(size)) / np.maximum(size, 1)
        centred.append(totals_of - means[stratum])
    within = np.bincount(stratum, centred[0] * centred[1], len(size))
    several = size > 1
    return float((within[several] * size[several] / (size[several] - 1)).sum())


def _named(clusters: Clusters) -> NDArray[np.str_]:
    """Each cluster by the name of its stratum and its own."""
    strata = clusters.strata.astype(str)[clusters.stratum]
    return np.char.add(np.char.add(strata, "\x1f"), clusters.names.astype(str))


def _ends(
    definition: Definition, first: Seen, second: Seen, error: float, confidence: float
) -> Ends:
    """The ends of the interval of a difference, from those of both sides."""
    margins = [_margin(each, confidence) for each in (first, second)]
    sides = zip((first.part, second.part), margins, strict=True)
    intervals = [side_ends(definition, part, margin) for part, margin in sides]
    value = second.part.value - first.part.value
    errors = margins[0].error, margins[1].error
    return of_difference(value, intervals[0], intervals[1], errors, error)


def _margin(side: Seen, confidence: float) -> Margin:
    variance = side.sample.survey.clusters.variance(side.totals)
    free = freedom(side.sample, side.part)
    return Margin(math.sqrt(max(variance, 0.0)), free, confidence, side.totals)


def _difference(
    definition: Definition,
    one: str,
    other: str,
    first: Seen,
    second: Seen,
    confidence: float,
) -> Difference:
    n = min(len(first.part.domain), len(second.part.domain))
    flag = next((rule.flag for rule in rules() if rule.of == "n" and n < rule.below), "")
    value, error = second.part.value - first.part.value, math.nan
    if flag == "withheld":
        value = math.nan
    lower, upper = math.nan, math.nan
    if math.isfinite(value):
        error = math.sqrt(variance_of_difference(first, second))
    if math.isfinite(error):
        lower, upper = _ends(definition, first, second, error, confidence)
    scale = definition.scale
    return Difference(
        indicator=definition.id,
        definition=f"{definition.id}@{definition.version}",
        first=one,
        second=other,
        value=known(value * scale),
        standard_error=known(error * scale),
        lower=known(lower * scale),
        upper=known(upper * scale),
        unit=definition.unit,
        n=n,
        flag=flag or ("" if math.isfinite(error) else "no margin"),
        told=not lower <= 0 <= upper if math.isfinite(lower) else None,
    )
