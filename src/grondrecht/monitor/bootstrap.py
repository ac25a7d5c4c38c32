"""The rescaled bootstrap of clusters, from a hash of cluster and replicate.

In each stratum of n clusters a replicate takes m = n // 2 of them without replacement: those whose
hash with the replicate's number is lowest. A taken cluster's weight is multiplied by
1 - r + r·n/m, another's by 1 - r, with r = sqrt(m / (n - m)); of a linear estimate the variance
over replicates is then that of the linearised method (Chipperfield and Preston 2007, Survey
Methodology 33(2); Preston 2009, 35(2)). No factor is below zero. A hash knows no order: shuffled
rows, or rows split over machines, give the same replicates.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from hashlib import blake2b

import numpy as np
from numpy.typing import NDArray

from grondrecht.monitor.clusters import Clusters
from grondrecht.monitor.domain import Domain, Weighting
from grondrecht.monitor.measures import Definition, Part
from grondrecht.monitor.weighted import Floats

Hash = NDArray[np.uint64]
MULTIPLIERS = (np.uint64(0xBF58476D1CE4E5B9), np.uint64(0x94D049BB133111EB))
STEP = np.uint64(0x9E3779B97F4A7C15)


def mixed(number: Hash) -> Hash:
    """A number with its bits well mixed (SplitMix64)."""
    number = (number ^ (number >> np.uint64(30))) * MULTIPLIERS[0]
    number = (number ^ (number >> np.uint64(27))) * MULTIPLIERS[1]
    return number ^ (number >> np.uint64(31))


def keys(clusters: Clusters) -> Hash:
    """One number per cluster, from what it and its stratum are called."""
    strata = _hashed(clusters.strata)[clusters.stratum]
    return mixed(_hashed(clusters.names) ^ mixed(strata))


def _hashed(names: NDArray[np.generic]) -> Hash:
    if np.issubdtype(names.dtype, np.integer):
        return mixed(names.astype(np.int64).view(np.uint64) + STEP)
    texts = (str(name).encode() for name in names)
    digests = b"".join(blake2b(text, digest_size=8).digest() for text in texts)
    return np.frombuffer(digests, "<u8").astype(np.uint64)


class Draws:
    """The replicates of a sample: of each the factor of every cluster."""

    def __init__(self, clusters: Clusters, seed: int) -> None:
        size = clusters.sizes.astype(np.int64)
        take = size // 2
        self._stratum = clusters.stratum
        self._keys = keys(clusters) + mixed(np.array([seed], np.uint64))
        # The stratum in the highest bits: one sort puts each stratum's hashes in order.
        self._bits = np.uint64(64 - max(int(len(size) - 1).bit_length(), 1))
        self._high = clusters.stratum.astype(np.uint64) << self._bits
        self._last = np.maximum(np.cumsum(size) - size + take - 1, 0)
        self._some = take > 0
        rate = np.sqrt(take / np.maximum(size - take, 1))
        self._left = 1 - rate
        self._taken = self._left + rate * size / np.maximum(take, 1)

    def factors(self, replicate: int) -> Floats:
        """What each cluster's weight is multiplied by in a replicate."""
        step = np.uint64((replicate + 1) * int(STEP) % 2**64)
        drawn = mixed(self._keys + step)
        placed = self._high | (drawn >> (np.uint64(64) - self._bits))
        highest = np.sort(placed)[self._last]
        taken = (placed <= highest[self._stratum]) & self._some[self._stratum]
        both = np.where(taken, self._taken[self._stratum], self._left[self._stratum])
        return np.asarray(both, np.float64)


def replicate_errors(
    sample: Weighting,
    chosen: Sequence[Definition],
    groups: Sequence[tuple[str, Domain]],
    replicates: int,
    seed: int,
    progress: Callable[[float], None] = lambda share: None,
) -> Iterator[tuple[Definition, str, Part, float, Weighting]]:
    """Of each definition in each domain the estimate and its standard error over replicates."""
    values = replicated(
        sample, chosen, [domain for _, domain in groups], replicates, seed, progress
    )
    errors = values.std(axis=0, ddof=1)
    for place, (label, domain) in enumerate(groups):
        for which, definition in enumerate(chosen):
            yield definition, label, definition.measure(domain), errors[place, which], sample


def replicated(
    sample: Weighting,
    chosen: Sequence[Definition],
    groups: Sequence[Domain],
    replicates: int,
    seed: int,
    progress: Callable[[float], None] = lambda share: None,
) -> Floats:
    """The values by replicate, domain and definition."""
    draws = Draws(sample.survey.clusters, seed)
    values = np.empty((replicates, len(groups), len(chosen)))
    for replicate in range(replicates):
        progress(replicate / replicates)
        other = sample.replicate(draws.factors(replicate))
        for place, domain in enumerate(groups):
            seen = domain.weighted_by(other)
            values[replicate, place] = [each.value(seen) for each in chosen]
    return values
