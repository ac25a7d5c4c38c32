"""The interval of each kind of definition: which scale, which centre.

A symmetric interval misses where an estimate is skewed, biased in small samples, or hangs on a
density that few people tell. docs/monitor-coverage.md shows what each choice here is good for.
"""

from __future__ import annotations

import math
from functools import singledispatch
from typing import NamedTuple

import numpy as np

from grondrecht.monitor import intervals, weighted
from grondrecht.monitor.domain import Domain
from grondrecht.monitor.income_measures import Gini, Mean, MedianGap, Quantile, QuintileRatio
from grondrecht.monitor.intervals import Ends
from grondrecht.monitor.measures import Definition, Part, Rate
from grondrecht.monitor.ordering import taken
from grondrecht.monitor.weighted import Floats, Spread, Whole

# Of so many people, and of so many clusters, what is mended for small samples is less than a
# twentieth of the standard error.
MANY_PEOPLE = 200_000
MANY_CLUSTERS = 20_000
# How much of Woodruff's interval is in that of a difference; set by docs/monitor-coverage.md.
SPACED = 0.25


class Margin(NamedTuple):
    """What is known of how far an estimate may be off.

    ``freedom``: degrees of freedom; ``moved``: per cluster how the estimate moves with its weights,
    None where the standard error comes from replicates.
    """

    error: float
    freedom: float
    confidence: float = 0.95
    moved: Floats | None = None

    @property
    def t(self) -> float:
        """How many standard errors the interval reaches."""
        return intervals.student((1 + self.confidence) / 2, self.freedom)


@singledispatch
def ends(definition: Definition, part: Part, margin: Margin) -> Ends:
    """The ends of the interval around an estimate, as in ``part``: shares run from 0 to 1."""
    return intervals.plain(part.value, margin.t * margin.error)


@ends.register
def of_rate(definition: Rate, part: Part, margin: Margin) -> Ends:
    """Wilson's interval; where none or all are poor, from the number of clusters."""
    size = 0.0
    if not 0 < part.value < 1 or not margin.error:
        size = units(_sums(part.domain.clusters, part.domain.weights))
    return intervals.of_share(part.value, margin.error, margin.t, size)


@ends.register
def of_mean(definition: Mean, part: Part, margin: Margin) -> Ends:
    """Incomes are skewed, and so is their mean."""
    margin = with_care(part.domain, margin, 1)
    return intervals.of_amount(part.value, margin.error, margin.t)


@ends.register
def of_quintile_ratio(definition: QuintileRatio, part: Part, margin: Margin) -> Ends:
    """Around the ratio without its bias, on the logarithmic scale."""
    centre = exact_ratio(part.domain, definition.income, definition.share, part.value)
    margin = with_care(part.domain, margin, 2)
    return intervals.of_amount(part.value, margin.error, margin.t, centre)


@ends.register
def of_gini(definition: Gini, part: Part, margin: Margin) -> Ends:
    """Around the coefficient of pairs of different households: each with itself differs nothing."""
    share = paired_with_itself(part.domain, definition.income)
    centre = part.value / (1 - share) if share < 1 else part.value
    margin = with_care(part.domain, margin, 2)
    return intervals.of_inequality(part.value, margin.error, margin.t, centre)


@ends.register
def of_quantile(definition: Quantile, part: Part, margin: Margin) -> Ends:
    """Woodruff's: the quantiles at the ends of the interval of the share below.

    The standard error was divided by a density, which few people tell; here it drops out again.
    """
    spread = part.domain.spread(definition.income)
    at = part.value / definition.factor
    thick = weighted.density(spread, at, weighted.bandwidth(spread))
    reach = margin.t * margin.error / definition.factor * thick / spread.total
    low, high = (_at(spread, definition.share + way * reach) for way in (-1, 1))
    return definition.factor * low, definition.factor * high


@ends.register
def of_median_gap(definition: MedianGap, part: Part, margin: Margin) -> Ends:
    """Woodruff's too, of the median of the poor with the threshold held."""
    spread = part.domain.spread(definition.income)
    line = definition.threshold.line(part.domain.sample)
    poor = spread.up_to(spread.count_below(line, definition.operator))
    middle = weighted.quantile(poor, 0.5)
    thick = weighted.density(spread, middle, weighted.bandwidth(spread))
    reach = margin.t * margin.error * abs(line) * thick / spread.total
    share = poor.total / 2 / spread.total
    low, high = (min(_at(spread, share + way * reach), line) for way in (-1, 1))
    return 1 - high / line, 1 - low / line


def side_ends(definition: Definition, part: Part, margin: Margin) -> Ends:
    """The ends of one side of a difference.

    Of a quantile and of the gap two widths are known, by the quantiles around it and by a density.
    In a difference the first is too wide, because nothing makes up for its noise as in Woodruff's
    own interval, and the second too narrow where few people are near: SPACED of the first is taken.
    """
    found = ends(definition, part, margin)
    if not isinstance(definition, Quantile | MedianGap):
        return found
    other = intervals.plain(part.value, margin.t * margin.error)
    low, high = (SPACED * one + (1 - SPACED) * two for one, two in zip(found, other, strict=True))
    return low, high


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
    held = _sums(domain.clusters, domain.weights, clusters.count) / domain.population
    error = math.sqrt(clusters.variance(margin.moved / (1 - np.minimum(held, 0.5)) ** power))
    square = np.square(clusters.centred(margin.moved))
    kurtosis = clusters.count * weighted.dot(square, square) / float(square.sum()) ** 2
    freedom = 2 * clusters.count / max(kurtosis - 1, 1e-9)
    return margin._replace(
        error=max(error, margin.error), freedom=max(min(freedom, margin.freedom), 1)
    )


def _at(spread: Spread, share: float) -> float:
    return weighted.quantile(spread, min(max(share, 0.0), 1.0))


def _sums(group: Whole, values: Floats, least: int = 0) -> Floats:
    return np.asarray(np.bincount(group, values, least), np.float64)


def units(totals: Floats) -> float:
    """As many equal parts as are as good as these unequal ones."""
    return float(totals.sum()) ** 2 / weighted.dot(totals, totals)


def exact_ratio(domain: Domain, income: str, share: float, official: float) -> float:
    """S80/S20 without its bias in a small sample, which makes it low.

    Whole households at each cut are more than a fifth; and because the cut is where the sample
    puts it, the poorest are those who happen to be poorest.
    """
    if len(domain) > MANY_PEOPLE:
        return official
    spread = domain.spread(income)
    low, rest = (_received(domain, spread, each) for each in (share, 1 - share))
    high = weighted.dot(spread.income, spread.weight) - rest
    return high / low if low > 0 else official


def _received(domain: Domain, spread: Spread, share: float) -> float:
    """What those up to a quantile receive, without bias."""
    at = weighted.quantile(spread, share)
    first, end = (spread.count_below(at, operator) for operator in ("<", "<="))
    official = weighted.dot(spread.income[:end], spread.weight[:end])
    if first >= end:
        return official
    # Where many have the income at the cut, so has the population, and nothing is too much.
    alone = 1 / units(_sums(domain.clusters[first:end], spread.weight[first:end]))
    exact = official - at * (float(spread.cumulated[end - 1]) - share * spread.total)
    # Up to a share p they receive B(p); with s the standard error of p, the mean of B(p - s) and
    # B(p + s) is as much above B(p) as that is above what it is in the population.
    error = _error_below(domain, spread, end, share)
    around = [_up_to(spread, share + way * error) for way in (-1, 1)]
    return official + alone * (exact - official) - (sum(around) / 2 - exact)


def _error_below(domain: Domain, spread: Spread, end: int, share: float) -> float:
    """The standard error of the share of people below a fixed income."""
    moved = np.full(len(domain), -share)
    moved[:end] += 1
    survey = domain.sample.survey
    moved *= spread.weight
    moved /= spread.total
    totals = survey.cluster_totals(domain, moved)
    del moved
    return math.sqrt(max(survey.clusters.variance(totals), 0.0))


def _up_to(spread: Spread, share: float) -> float:
    """What exactly this share of people receive, the poorest first."""
    wanted = min(max(share, 0.0), 1.0) * spread.total
    whole = int(np.searchsorted(spread.cumulated, wanted))
    received = weighted.dot(spread.income[:whole], spread.weight[:whole])
    if whole == len(spread.income):
        return received
    before = float(spread.cumulated[whole - 1]) if whole else 0.0
    return received + float(spread.income[whole]) * (wanted - before)


def paired_with_itself(domain: Domain, income: str) -> float:
    """Of all pairs of people the share in one household: one cluster and the same income."""
    spread = domain.spread(income)
    if len(domain) > MANY_PEOPLE:
        return 0.0
    order = np.lexsort((domain.clusters, spread.income)).astype(np.int32)
    begins = np.ones(len(order), np.bool_)
    begins[1:] = False
    for column in (spread.income, domain.clusters):
        along = taken(column, order)
        begins[1:] |= along[1:] != along[:-1]
        # One column at a time: docs/monitor-speed.md has a bound on memory.
        del along
    weight = taken(spread.weight, order)
    del order
    homes = np.add.reduceat(weight, np.flatnonzero(begins))
    return weighted.dot(homes, homes) / spread.total**2
