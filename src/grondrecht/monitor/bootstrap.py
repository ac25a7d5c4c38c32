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
from dataclasses import dataclass
from hashlib import blake2b
from typing import Any

import numpy as np
from numpy.typing import NDArray

from grondrecht.monitor.clusters import Clusters
from grondrecht.monitor.domain import Domain, Weighting
from grondrecht.monitor.measures import Definition, Part
from grondrecht.monitor.ordering import on_all_cores
from grondrecht.monitor.weighted import PIECE, Floats, Whole

Hash = NDArray[np.uint64]
# In domains of so many rows a replicate is long enough to share among threads.
LONG = 30_000
# Above this share of rows that are one alone in their cluster with their income, rows stay.
ALONE = 0.9
MULTIPLIERS = (np.uint64(0xBF58476D1CE4E5B9), np.uint64(0x94D049BB133111EB))
STEP = np.uint64(0x9E3779B97F4A7C15)


def pieces(count: int) -> Iterator[slice]:
    """So many rows, some at a time."""
    return (slice(start, start + PIECE) for start in range(0, count, PIECE))


def mixed(number: Hash) -> Hash:
    """A number with its bits well mixed (SplitMix64)."""
    number = (number ^ (number >> np.uint64(30))) * MULTIPLIERS[0]
    number ^= number >> np.uint64(27)
    number *= MULTIPLIERS[1]
    number ^= number >> np.uint64(31)
    return number


def keys(names: NDArray[np.generic], strata: Hash) -> Hash:
    """One number per cluster, from what it is called and the hash of its stratum's name."""
    return mixed(hashed(names) ^ mixed(strata))


def hashed(names: NDArray[np.generic]) -> Hash:
    """A number for each name, a whole number or a text; 7.0 is 7, read beside a gap."""
    if np.issubdtype(names.dtype, np.floating) and (names == names.astype(np.int64)).all():
        names = names.astype(np.int64)
    if np.issubdtype(names.dtype, np.integer):
        return mixed(names.astype(np.int64).view(np.uint64) + STEP)
    texts = (str(name).encode() for name in names)
    digests = b"".join(blake2b(text, digest_size=8).digest() for text in texts)
    return np.frombuffer(digests, "<u8").astype(np.uint64)


@dataclass(frozen=True)
class Placed:
    """Clusters as replicates see them: the key and the stratum of each.

    ``high``: of each stratum its number, in the highest bits: in ascending order the draws of a
    stratum are then together.
    """

    keys: Hash
    stratum: Whole
    bits: np.uint64
    high: Hash

    @classmethod
    def of(cls, names: NDArray[Any], stratum: Whole, strata: NDArray[Any], seed: int) -> Placed:
        """Of clusters by name, each with the number of its stratum among ``strata``."""
        own = keys(names, hashed(strata)[stratum]) + mixed(np.array([seed], np.uint64))
        bits = np.uint64(max(int(len(strata) - 1).bit_length(), 1))
        high = np.arange(len(strata), dtype=np.uint64) << (np.uint64(64) - bits)
        return cls(own, stratum, bits, high)

    def drawn(self, replicate: int) -> Hash:
        """The number of each cluster in a replicate; in a stratum the lowest are taken."""
        step = np.uint64((replicate + 1) * int(STEP) % 2**64)
        drawn = np.empty(len(self.keys), np.uint64)
        for here in pieces(len(drawn)):
            number = mixed(self.keys[here] + step)
            number >>= self.bits
            number |= self.high[self._strata(here)]
            drawn[here] = number
        return drawn

    def factors(self, drawn: Hash, highest: Hash, rates: Floats) -> Floats:
        """The factor of each cluster: ``rates`` of its stratum, of who is left and who is taken."""
        factors = np.empty(len(drawn))
        for here in pieces(len(drawn)):
            stratum = self._strata(here)
            taken = drawn[here] <= highest[stratum]
            factors[here] = rates[2 * stratum + taken]
        return factors

    def _strata(self, here: slice) -> NDArray[np.intp]:
        """The strata of some clusters, as numpy looks them up fastest."""
        return self.stratum[here].astype(np.intp)


class Draws:
    """The replicates of a sample: of each the factor of every cluster."""

    def __init__(self, clusters: Clusters, seed: int) -> None:
        size = clusters.sizes.astype(np.int64)
        take = size // 2
        self._strata, self._seed = clusters.strata, seed
        self._placed = Placed.of(clusters.names, clusters.stratum, clusters.strata, seed)
        self._last = np.maximum(np.cumsum(size) - size + take - 1, 0)
        # A stratum of one cluster has rate 0: its factor is 1 either way.
        rate = np.sqrt(take / np.maximum(size - take, 1))
        left = 1 - rate
        self._rates = np.stack([left, left + rate * size / np.maximum(take, 1)], axis=1).ravel()

    def _highest(self, drawn: Hash) -> Hash:
        """Of each stratum the highest number that is taken."""
        # Processors of today sort whole numbers faster than numpy finds several places among them.
        return np.asarray(np.sort(drawn)[self._last], np.uint64)

    def factors(self, replicate: int) -> Floats:
        """What each cluster's weight is multiplied by in a replicate."""
        drawn = self._placed.drawn(replicate)
        return self._placed.factors(drawn, self._highest(drawn), self._rates)

    def cuts(self, replicates: range) -> Cuts:
        """The cuts of some replicates, by which any part of the clusters knows its factors."""
        highest = [self._highest(self._placed.drawn(replicate)) for replicate in replicates]
        return Cuts(self._strata, self._seed, replicates, np.array(highest), self._rates)


@dataclass(frozen=True)
class Cuts:
    """Of each stratum how far some replicates take clusters: little enough to send everywhere.

    ``rates``: of each stratum the factor of who is left, and of who is taken.
    """

    strata: NDArray[Any]
    seed: int
    replicates: range
    highest: Hash
    rates: Floats

    def factors(self, strata: NDArray[Any], names: NDArray[Any]) -> Floats:
        """Of clusters, by the name of their stratum and their own, a row of factors each."""
        stratum = np.searchsorted(self.strata, strata).astype(np.int32)
        placed = Placed.of(names, stratum, self.strata, self.seed)
        found = np.empty((len(names), len(self.replicates)))
        for place, replicate in enumerate(self.replicates):
            drawn = placed.drawn(replicate)
            found[:, place] = placed.factors(drawn, self.highest[place], self.rates)
        return found


def replicate_errors(
    sample: Weighting,
    chosen: Sequence[Definition],
    groups: Sequence[tuple[str, Domain]],
    replicates: int,
    seed: int,
    progress: Callable[[float], None] = lambda share: None,
) -> Iterator[tuple[Definition, str, Part, float, Weighting]]:
    """Of each definition in each domain the estimate and its standard error over replicates."""
    values = replicate_values(
        sample, chosen, [domain for _, domain in groups], replicates, seed, progress
    )
    errors = values.std(axis=0, ddof=1)
    for place, (label, domain) in enumerate(groups):
        for which, definition in enumerate(chosen):
            yield definition, label, definition.measure(domain), errors[place, which], sample


def replicate_values(
    sample: Weighting,
    chosen: Sequence[Definition],
    groups: Sequence[Domain],
    replicates: int,
    seed: int,
    progress: Callable[[float], None] = lambda share: None,
) -> Floats:
    """The values by replicate, domain and definition."""
    draws = Draws(sample.survey.clusters, seed)
    asked = sample
    if {role for each in chosen for role in each.roles} == {"income"}:
        sample, groups = in_one_row(sample, groups)

    def values(replicate: int) -> list[list[float]]:
        other = sample.replicate(draws.factors(replicate))
        seen = (domain.weighted_by(other) for domain in groups)
        row = [[each.value(domain) for each in chosen] for domain in seen]
        other.forget()
        return row

    # The first one looks up what all share, so that threads only read it.
    progress(0)
    found = np.empty((replicates, len(groups), len(chosen)))
    found[0] = values(0)
    long = len(sample.survey) > LONG
    for done, row in enumerate(on_all_cores(values, range(1, replicates), long), 1):
        progress(done / replicates)
        found[done] = row
    if sample is not asked:
        sample.forget()
    return found


def in_one_row(sample: Weighting, groups: Sequence[Domain]) -> tuple[Weighting, list[Domain]]:
    """The same with rows of one cluster and one income put together: a household is one row."""
    other = Weighting(sample.survey, orders=sample.orders)
    everyone = sample.everyone("income")
    put = _domain_in_one_row(everyone, other)
    other.known["everyone", "income"] = put
    return other, [put if each is everyone else _domain_in_one_row(each, other) for each in groups]


def _domain_in_one_row(domain: Domain, sample: Weighting) -> Domain:
    # What is looked up here goes with this look at the domain; replicates need the rows alone.
    seen = Domain(domain.sample, domain.rows, domain.by, dict(domain.columns))
    income, cluster = seen.values("income"), seen.clusters
    first = np.ones(len(domain), np.bool_)
    first[1:] = (income[1:] != income[:-1]) | (cluster[1:] != cluster[:-1])
    # Where few households have several members, putting them together saves nothing.
    if np.count_nonzero(first) > ALONE * len(first):
        return domain.weighted_by(sample)
    rows = np.flatnonzero(first)
    columns = {"income": income[rows], "weight": np.add.reduceat(seen.weights, rows)}
    return Domain(sample, domain.rows[rows], domain.by, columns)
