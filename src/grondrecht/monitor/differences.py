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

from grondrecht.monitor import asking
from grondrecht.monitor.breakdowns import TOTAL, Breakdown, domain_named, domains
from grondrecht.monitor.catalogue import definitions
from grondrecht.monitor.clusters import Clusters
from grondrecht.monitor.difference_intervals import Side, of_difference
from grondrecht.monitor.domain import Domain, Weighting
from grondrecht.monitor.estimating import Asked, freedom, totals
from grondrecht.monitor.intervals import Ends
from grondrecht.monitor.margins import Margin
from grondrecht.monitor.measures import Definition, Part
from grondrecht.monitor.results import SCHEMA, few, flag_of, known
from grondrecht.monitor.survey import Survey
from grondrecht.monitor.weighted import SAME, Floats, dot

# A standard error of a difference that is so small beside those of its sides is only of floats.
ALIKE = 1e-7


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

    Raises SurveyError where a column lacks, or ``confidence`` is not between 0 and 1.
    """
    asking.sure(confidence)
    samples = Weighting(first), Weighting(second)
    here, there = (dict(domains(sample, by, only)) for sample in samples)
    chosen, rows = definitions(asked, first), []
    for label in (label for label in here if label in there):
        for each in chosen:
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
    """How domains of one survey differ: ``pairs`` of labels, as ("region=Brussels", "total").

    Raises SurveyError where nobody is in one, or ``confidence`` is not between 0 and 1.
    """
    asking.sure(confidence)
    sample = Weighting(survey)
    chosen, rows = definitions(asked, survey), []
    for pair in pairs:
        both = [domain_named(sample, label) for label in pair]
        for each in chosen:
            here, there = (seen(each, sample, domain) for domain in both)
            rows.append(_difference(each, *pair, here, there, confidence))
    return Differences(rows)


def seen(definition: Definition, sample: Weighting, domain: Domain) -> Seen:
    """An estimate in a domain, with its totals per cluster."""
    part = definition.measure(domain)
    return Seen(part, totals(sample, part), sample)


def variance_of_difference(first: Seen, second: Seen) -> float:
    """The variance of second less first."""
    one, other = first.sample.survey.clusters, second.sample.survey.clusters
    if one is other or np.array_equal(_named(one), _named(other)):
        return one.variance(second.totals - first.totals)
    apart = one.variance(first.totals) + other.variance(second.totals)
    return max(apart - 2 * _shared(one, first.totals, other, second.totals), 0.0)


def _shared(one: Clusters, here: Floats, other: Clusters, there: Floats) -> float:
    """The covariance over the clusters that both samples have.

    Each is seen from the mean of its stratum in its own sample: then the covariance is never more
    than both variances allow.
    """
    _, in_one, in_other = np.intersect1d(_named(one), _named(other), return_indices=True)
    both = dot(_apart(one, here)[in_one], _apart(other, there)[in_other])
    if one.single == other.single == "average":
        alone = (_sizes(one)[in_one] == 1) & (_sizes(other)[in_other] == 1)
        both *= 1 + int(alone.sum()) / max(int((one.sizes > 1).sum()), 1)
    return both


def _apart(clusters: Clusters, totals: Floats) -> Floats:
    """How far each cluster's total is from what it is seen from: squared, they are the variance."""
    size = _sizes(clusters)
    apart = clusters.centred(totals) * np.sqrt(size / np.maximum(size - 1, 1))
    if clusters.single != "centre":
        return apart
    return np.where(size == 1, totals - totals.mean(), apart)


def _sizes(clusters: Clusters) -> Floats:
    """Of each cluster how many there are in its stratum."""
    return clusters.sizes[clusters.stratum]


def _named(clusters: Clusters) -> NDArray[np.str_]:
    """Each cluster by the name of its stratum and its own."""
    strata = _text(clusters.strata)[clusters.stratum]
    return np.char.add(np.char.add(strata, "\x1f"), _text(clusters.names))


def _text(names: NDArray[np.generic]) -> NDArray[np.str_]:
    """Names as text: 7 is 7.0, which a whole number becomes in a column with a gap."""
    if not np.issubdtype(names.dtype, np.floating):
        return names.astype(str)
    whole = names == np.floor(names)
    return np.where(whole, names.astype(np.int64).astype(str), names.astype(str))


def _estimated(
    definition: Definition, first: Seen, second: Seen, confidence: float
) -> tuple[float, float, Ends]:
    """A difference, its standard error and the ends of its interval; nan where not known."""
    before, after = first.part.value, second.part.value
    value, error = after - before, math.nan
    if math.isfinite(value):
        error = math.sqrt(variance_of_difference(first, second))
    if not math.isfinite(error):
        return value, error, (math.nan, math.nan)
    sides = [Side(each.part, _margin(each, confidence)) for each in (first, second)]
    apart = math.hypot(*(side.margin.error for side in sides))
    # All incomes a tenth higher leave the Gini coefficient as it was, but for the last digits.
    if abs(value) <= SAME * max(abs(before), abs(after)) and apart > 0 and error <= ALIKE * apart:
        return 0.0, 0.0, (0.0, 0.0)
    return value, error, of_difference(definition, sides[0], sides[1], error)


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
    parts = first.part, second.part
    rests_on = min(definition.rests_on(part) for part in parts)
    value = error = lower = upper = math.nan
    if few(rests_on) != "withheld":
        value, error, (lower, upper) = _estimated(definition, first, second, confidence)
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
        n=min(part.domain.people() for part in parts),
        flag=flag_of(rests_on, known(value), known(error)),
        told=not lower <= 0 <= upper if math.isfinite(lower) else None,
    )
