"""Estimates without their bias in a small sample: what an interval is around.

The official value is never changed; docs/monitor-coverage.md shows what the bias does.
"""

from __future__ import annotations

import math

import numpy as np

from grondrecht.monitor import weighted
from grondrecht.monitor.domain import Domain
from grondrecht.monitor.ordering import taken
from grondrecht.monitor.weighted import Floats, Spread, Whole

# Of so many people a bias is less than a twentieth of the standard error.
MANY_PEOPLE = 200_000


def sums(group: Whole, values: Floats, least: int = 0) -> Floats:
    """The sum of the values of each group."""
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
    alone = 1 / units(sums(domain.clusters[first:end], spread.weight[first:end]))
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
