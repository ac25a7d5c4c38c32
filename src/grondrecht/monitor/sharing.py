"""What two samples share: clusters of the same name in strata of the same name."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from grondrecht.monitor.clusters import Clusters
from grondrecht.monitor.weighted import Floats, dot


def variance_of_difference(one: Clusters, here: Floats, other: Clusters, there: Floats) -> float:
    """The variance of an estimate in another sample less that in one, from totals per cluster."""
    if same(one, other):
        return one.variance(there - here)
    apart = one.variance(here) + other.variance(there)
    return max(apart - 2 * _shared(one, here, other, there), 0.0)


def same(one: Clusters, other: Clusters) -> bool:
    """Whether two samples have the same clusters, all of them."""
    return one is other or np.array_equal(_named(one), _named(other))


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
