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
from grondrecht.monitor.ordering import on_all_cores
from grondrecht.monitor.weighted import Floats

Hash = NDArray[np.uint64]
# Of so few strata the highest hashes that are taken are found faster than all are sorted.
FEW = 20
# In domains of so many rows a replicate is long enough to share among threads.
LONG = 30_000
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
        # The stratum in the highest bits: in ascending order each stratum's hashes are together.
        self._bits = np.uint64(max(int(len(size) - 1).bit_length(), 1))
        self._high = clusters.stratum.astype(np.uint64) << (np.uint64(64) - self._bits)
        self._last = np.maximum(np.cumsum(size) - size + take - 1, 0)
        # A stratum of one cluster has rate 0: its factor is 1 either way.
        rate = np.sqrt(take / np.maximum(size - take, 1))
        self._left = (1 - rate)[clusters.stratum]
        self._taken = (1 - rate + rate * size / np.maximum(take, 1))[clusters.stratum]

    def cuts(self, replicate: int) -> tuple[Hash, Hash]:
        """Of each cluster its number in a replicate, of each stratum the highest that is taken."""
        drawn = mixed(self._keys + np.uint64((replicate + 1) * int(STEP) % 2**64))
        drawn >>= self._bits
        drawn |= self._high
        few = len(self._last) <= FEW
        ordered = np.partition(drawn, self._last) if few else np.sort(drawn)
        return drawn, ordered[self._last]

    def factors(self, replicate: int) -> Floats:
        """What each cluster's weight is multiplied by in a replicate."""
        drawn, highest = self.cuts(replicate)
        factors = np.where(drawn <= highest[self._stratum], self._taken, self._left)
        return np.asarray(factors, np.float64)


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
    if {role for each in chosen for role in each.roles} == {"income"}:
        sample, groups = merged(sample, groups)

    def values(replicate: int) -> list[list[float]]:
        other = sample.replicate(draws.factors(replicate))
        seen = (domain.weighted_by(other) for domain in groups)
        found = [[each.value(domain) for each in chosen] for domain in seen]
        other.forget()
        return found

    # The first one looks up what all share, so that threads only read it.
    progress(0)
    made = [values(0)]
    long = len(sample.survey) > LONG
    for done, row in enumerate(on_all_cores(values, range(1, replicates), long), 1):
        progress(done / replicates)
        made.append(row)
    return np.array(made)


def merged(sample: Weighting, groups: Sequence[Domain]) -> tuple[Weighting, list[Domain]]:
    """The same with rows of one cluster and one income put together: a household is one row."""
    other = Weighting(sample.survey, orders=sample.orders)
    everyone = sample.everyone("income")
    put = _merged(everyone, other)
    other.known["everyone", "income"] = put
    return other, [put if each is everyone else _merged(each, other) for each in groups]


def _merged(domain: Domain, sample: Weighting) -> Domain:
    income, cluster = domain.values("income"), domain.clusters
    first = np.ones(len(domain), np.bool_)
    first[1:] = (income[1:] != income[:-1]) | (cluster[1:] != cluster[:-1])
    rows = np.flatnonzero(first)
    columns = {"income": income[rows], "weight": np.add.reduceat(domain.weights, rows)}
    return Domain(sample, domain.rows[rows], domain.by, columns)
