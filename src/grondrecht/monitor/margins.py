"""The interval of each kind of definition: which scale, which centre.

A symmetric interval misses where an estimate is skewed, biased in small samples, or hangs on a
density that few people tell. docs/monitor-coverage.md shows what each choice here is good for.
"""

from __future__ import annotations

import math
from functools import singledispatch
from typing import NamedTuple

import numpy as np

from grondrecht.monitor import intervals, unbiased, weighted
from grondrecht.monitor.domain import Domain
from grondrecht.monitor.income_measures import Gini, Mean, MedianGap, Quantile, QuintileRatio
from grondrecht.monitor.intervals import Ends
from grondrecht.monitor.measures import Definition, Part, Rate
from grondrecht.monitor.weighted import Floats, Spread

# Of so many clusters what is mended for small samples is less than a twentieth of the standard
# error.
MANY_CLUSTERS = 20_000
# How wide a kernel is for so many households: Silverman's factor, and for the gap, whose density is
# where incomes become few, one that docs/monitor-coverage.md shows to hold.
WIDTH, WIDTH_OF_GAP = 0.9, 1.4


class Margin(NamedTuple):
    """What is known of how far an estimate may be off.

    ``freedom``: degrees of freedom; ``moved``: per cluster how the estimate moves with its weights,
    None where the standard error comes from replicates. ``units``: how many clusters tell of it,
    where people were read a part at a time; nothing is then mended for small samples.
    """

    error: float
    freedom: float
    confidence: float = 0.95
    moved: Floats | None = None
    units: int | None = None

    @property
    def t(self) -> float:
        """How many standard errors the interval reaches."""
        return intervals.student((1 + self.confidence) / 2, self.freedom)


def ends(definition: Definition, part: Part, margin: Margin) -> Ends:
    """The ends of the interval around an estimate, as in ``part``: shares run from 0 to 1.

    What is printed is in its interval, also where its bias in a small sample is much.
    """
    low, high = reached(definition, part, careful(definition, part, margin))
    return min(low, part.value), max(high, part.value)


def careful(definition: Definition, part: Part, margin: Margin) -> Margin:
    """The margin as it is in a small sample: what hangs on few large incomes is less sure."""
    if isinstance(definition, QuintileRatio | Gini):
        return with_care(part.domain, margin, 2)
    return with_care(part.domain, margin, 1) if isinstance(definition, Mean) else margin


def centre(definition: Definition, part: Part) -> float:
    """The estimate without its bias in a small sample."""
    if isinstance(definition, QuintileRatio):
        return unbiased.exact_ratio(part.domain, definition.income, definition.share, part.value)
    if not isinstance(definition, Gini):
        return part.value
    # Of pairs of different households: each with itself differs nothing.
    share = unbiased.paired_with_itself(part.domain, definition.income)
    return part.value / (1 - share) if share < 1 else part.value


@singledispatch
def reached(definition: Definition, part: Part, margin: Margin) -> Ends:
    """The ends that a margin reaches, on the scale of a kind of definition."""
    return intervals.plain(part.value, margin.t * margin.error)


@reached.register
def of_rate(definition: Rate, part: Part, margin: Margin) -> Ends:
    """Wilson's interval; where none or all are poor, from the number of clusters."""
    return intervals.of_share(part.value, margin.error, margin.t, _units(part, margin))


def people(part: Part, margin: Margin) -> float:
    """As many people, drawn one by one, as make a rate as sure as it is."""
    return intervals.people(part.value, margin.error, _units(part, margin))


def _units(part: Part, margin: Margin) -> float:
    """How many people that is where the error tells nothing."""
    if margin.units is not None:
        return margin.units
    if 0 < part.value < 1 and margin.error:
        return 0.0
    return unbiased.units(unbiased.sums(part.domain.clusters, part.domain.weights))


@reached.register
def of_mean(definition: Mean, part: Part, margin: Margin) -> Ends:
    """Incomes are skewed, and so is their mean."""
    return intervals.of_amount(part.value, margin.error, margin.t)


@reached.register
def of_quintile_ratio(definition: QuintileRatio, part: Part, margin: Margin) -> Ends:
    """Around the ratio without its bias, on the logarithmic scale of what it is above 1."""
    return intervals.of_ratio(part.value, margin.error, margin.t, _middle(definition, part, margin))


@reached.register
def of_gini(definition: Gini, part: Part, margin: Margin) -> Ends:
    """Around the coefficient without its bias, on the logit scale."""
    middle = _middle(definition, part, margin)
    return intervals.of_inequality(part.value, margin.error, margin.t, middle)


def _middle(definition: Definition, part: Part, margin: Margin) -> float:
    return part.value if margin.units is not None else centre(definition, part)


@reached.register
def of_quantile(definition: Quantile, part: Part, margin: Margin) -> Ends:
    """Woodruff's: the quantiles at the ends of the interval of the share below.

    The standard error was divided by a density, which few people tell; here it drops out again.
    """
    spread, at = _looked_at(definition, part)
    thick = weighted.density(spread, at, weighted.bandwidth(spread))
    reach = margin.t * margin.error / definition.factor * thick / spread.total
    low, high = (_at(spread, definition.share + way * reach) for way in (-1, 1))
    return definition.factor * low, definition.factor * high


@reached.register
def of_median_gap(definition: MedianGap, part: Part, margin: Margin) -> Ends:
    """Woodruff's too, of the median of the poor with the threshold held."""
    spread, middle = _looked_at(definition, part)
    line = definition.threshold.line(part.domain.sample)
    thick = weighted.density(spread, middle, weighted.bandwidth(spread))
    reach = margin.t * margin.error * abs(line) * thick / spread.total
    share = _poor(definition, part).total / 2 / spread.total
    low, high = (min(_at(spread, share + way * reach), line) for way in (-1, 1))
    return 1 - high / line, 1 - low / line


def _looked_at(definition: Quantile | MedianGap, part: Part) -> tuple[Spread, float]:
    """The incomes, and the one at which their density divides the standard error."""
    spread = part.domain.spread(definition.income)
    if isinstance(definition, Quantile):
        return spread, part.value / definition.factor
    return spread, weighted.quantile(_poor(definition, part), 0.5)


def _poor(definition: MedianGap, part: Part) -> Spread:
    spread = part.domain.spread(definition.income)
    line = definition.threshold.line(part.domain.sample)
    return spread.up_to(spread.count_below(line, definition.operator))


def smoother(definition: Quantile | MedianGap, part: Part) -> float:
    """How much larger a standard error is with the density that so many households tell.

    The kernel of the standard error has the width that as many people as the population need; here
    it has that of the sample (Silverman 1986, 3.31). Of the gap it is that of the poor, and wider.
    """
    spread, at = _looked_at(definition, part)
    those, factor = spread, WIDTH
    if isinstance(definition, MedianGap):
        those, factor = _poor(definition, part), WIDTH_OF_GAP
    alone = unbiased.paired_with_itself(part.domain, definition.income) * spread.total / those.total
    low, high = (weighted.quantile(those, share) for share in (0.25, 0.75))
    deviation = weighted.bandwidth(those) * those.total**0.2
    width = factor * min(deviation, (high - low) / 1.34) * alone**0.2
    wide = weighted.density(spread, at, width)
    return weighted.density(spread, at, weighted.bandwidth(spread)) / wide if wide else 1.0


def with_care(domain: Domain, margin: Margin, power: int) -> Margin:
    """The margin in a small sample of what hangs on few large incomes.

    A cluster draws the estimate towards itself: without it, it would be further off, by 1 over its
    share of the others to a ``power`` (2 where incomes and ranks both move). And where few clusters
    make most of the variance, the variance is known less well than their number says
    (Satterthwaite: twice the number over the kurtosis less one).
    """
    clusters = domain.sample.survey.clusters
    if margin.moved is None or margin.freedom > MANY_CLUSTERS or not margin.error:
        return margin
    held = unbiased.sums(domain.clusters, domain.weights, clusters.count) / domain.population
    error = math.sqrt(clusters.variance(margin.moved / (1 - np.minimum(held, 0.5)) ** power))
    square = np.square(clusters.centred(margin.moved))
    kurtosis = clusters.count * weighted.dot(square, square) / float(square.sum()) ** 2
    freedom = 2 * clusters.count / max(kurtosis - 1, 1e-9)
    return margin._replace(
        error=max(error, margin.error), freedom=max(min(freedom, margin.freedom), 1)
    )


def _at(spread: Spread, share: float) -> float:
    return weighted.quantile(spread, min(max(share, 0.0), 1.0))
