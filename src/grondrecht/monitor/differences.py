"""Differences between years, regions and reforms, each with its own standard error.

Two estimates that share clusters move together; the covariance over the clusters that both have is
taken off, so that "it fell" can be said, or not.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass

import polars as pl

from grondrecht.monitor import asking
from grondrecht.monitor.breakdowns import TOTAL, Breakdown, domain_named, domains
from grondrecht.monitor.catalogue import definitions
from grondrecht.monitor.difference_intervals import Side, of_difference
from grondrecht.monitor.domain import Domain, Weighting
from grondrecht.monitor.estimating import Asked, freedom, totals
from grondrecht.monitor.intervals import Ends
from grondrecht.monitor.margins import Margin
from grondrecht.monitor.measures import Definition, Part
from grondrecht.monitor.results import SCHEMA, few, flag_of, known
from grondrecht.monitor.sharing import same, variance_of_difference
from grondrecht.monitor.survey import Survey
from grondrecht.monitor.weighted import SAME, Floats

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


def _estimated(
    definition: Definition, first: Seen, second: Seen, confidence: float
) -> tuple[float, float, Ends]:
    """A difference, its standard error and the ends of its interval; nan where not known."""
    before, after = first.part.value, second.part.value
    value, error = after - before, math.nan
    if math.isfinite(value):
        clusters = [each.sample.survey.clusters for each in (first, second)]
        moved = clusters[0], first.totals, clusters[1], second.totals
        error = math.sqrt(variance_of_difference(*moved))
    if not math.isfinite(error):
        return value, error, (math.nan, math.nan)
    sides = [Side(each.part, _margin(each, confidence)) for each in (first, second)]
    # All incomes a tenth higher leave the Gini coefficient as it was, but for the last digits.
    if abs(value) <= SAME * max(abs(before), abs(after)):
        value = 0.0
    if error <= ALIKE * math.hypot(*(side.margin.error for side in sides)):
        error = 0.0
    if not value and not error and _unchanged(definition, first, second):
        return value, error, (0.0, 0.0)
    low, high = of_difference(definition, sides[0], sides[1], error, _same_people(first, second))
    # What is printed is in the interval, also where its bias is much for so small an error.
    return value, error, (min(low, value), max(high, value))


def _same_people(first: Seen, second: Seen) -> bool:
    """Whether these are two surveys of one sample, as before and after a reform."""
    samples = first.sample, second.sample
    return samples[0] is not samples[1] and same(*(each.survey.clusters for each in samples))


def _unchanged(definition: Definition, first: Seen, second: Seen) -> bool:
    """Whether a definition sees the same in both domains."""
    surveys = first.sample.survey, second.sample.survey
    roles = [role for role in definition.roles if all(each.has(role) for each in surveys)]
    return all(_column(first, role).equals(_column(second, role)) for role in roles)


def _column(seen: Seen, role: str) -> pl.Series:
    """What a role is in a domain, whatever the order of people."""
    return seen.sample.survey.labels(role).gather(seen.part.domain.rows).sort()


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
        flag=flag_of(rests_on, known(value), known(upper)),
        told=not lower <= 0 <= upper if math.isfinite(lower) else None,
    )
