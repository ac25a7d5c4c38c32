"""How often the 95 % intervals hold the truth, over samples from a population that is known.

The population and its samples: coverage_population.py. Printed per estimate: how often the interval
holds the truth, how often the truth is under and over it, the mean standard error against the
spread of the estimates, and how many samples gave no interval. With S samples a figure is within
2·sqrt(0.95·0.05/S) of what it would be with infinitely many, 19 times in 20; that is printed too.

example: python bench/monitor_coverage.py --samples 2000 --seed 1
"""

from __future__ import annotations

import argparse
import os
import time
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from itertools import chain
from multiprocessing import get_context
from statistics import NormalDist
from typing import NamedTuple

import numpy as np
import polars as pl
from coverage_population import (
    DESIGNS,
    Design,
    calibrated,
    drawn,
    everybody,
    population,
    reformed,
)
from coverage_table import PAGE, lines, table, write
from rich.progress import track

from grondrecht.monitor import (
    Difference,
    Result,
    Survey,
    contrasts,
    definition,
    differences,
    indicators,
)
from grondrecht.monitor.conditions import AtLeast, Level, Poor
from grondrecht.monitor.measures import Definition, Rate

LOW_WORK = Level(role="intensity", operator="<=", level=0.2, ages=(0, 64))
# As many as are severely deprived in Belgium, and as few as no indicator is of.
LACKING, RARELY = (Level(role="lacks", operator=">=", level=level) for level in (6, 7))
ASKED: tuple[Definition, ...] = (
    *map(definition, ("arpt", "arop", "arop40", "arop50", "arop70", "persistent-arop", "rmpg")),
    *map(definition, ("s80s20", "gini", "mean", "median", "child-arop")),
    Rate("given", "1", condition=LACKING),
    Rate("given-rare", "1", condition=RARELY),
    Rate("any", "1", condition=AtLeast((Poor(), LOW_WORK, LACKING))),
)
# In a domain of 60-100 people nothing is published of its some fifteen children, nor of its poor.
OF_RARE = tuple(each for each in ASKED if each.id not in ("child-arop", "rmpg"))
# An interval that is as far to both sides, as is often printed.
Z = NormalDist().inv_cdf(0.975)
OUTCOME = {
    **{"what": pl.String, "indicator": pl.String, "n": pl.Int64, "true": pl.Float64},
    **{"value": pl.Float64, "error": pl.Float64, "side": pl.Int8, "plain": pl.Boolean},
}
# What a reform of incomes changes.
OF_REFORM = tuple(each for each in ASKED if not each.id.startswith("given"))
EVERYONE, SMALL, RARE = "total", "in_group=yes", "in_rare=yes"
PAIRS = {
    "two regions": ("region=even", "region=odd"),
    "two sexes": ("sex=man", "sex=woman"),
    "two small groups": ("group=one", "group=two"),
    "two small towns": ("town=even", "town=odd"),
    "small less the rest": ("rare=out", "rare=in"),
}


class Estimate(NamedTuple):
    """One estimate with the ends of its interval: what it is of, and of which indicator."""

    what: str
    indicator: str
    value: float | None
    error: float | None
    lower: float | None
    upper: float | None
    n: int


class Samples(NamedTuple):
    """The samples of two years; ``calibrated``: the same with calibrated weights.

    ``reformed``: the first year after a reform.
    """

    plain: tuple[Survey, Survey]
    calibrated: tuple[Survey, Survey]
    reformed: Survey


Truths = dict[tuple[str, str], float]
Looked = Callable[[Samples], Iterator[Estimate]]


def linearised(samples: Samples) -> Iterator[Estimate]:
    """Every estimate whose margin is linearised: levels, and differences."""
    first, second = samples.plain
    yield from _levels(first, "")
    yield from _contrasted(first)
    yield from _changes(first, second, "")
    yield from _reforms(first, samples.reformed)
    yield from _levels(samples.calibrated[0], "calibrated: ")
    yield from _changes(*samples.calibrated, "calibrated: ")


def bootstrapped(samples: Samples, replicates: int) -> Iterator[Estimate]:
    """Estimates whose margin comes from replicates."""
    yield from _levels(samples.plain[0], "bootstrap: ", replicates)


def _levels(survey: Survey, how: str, replicates: int = 0) -> Iterator[Estimate]:
    found = indicators(survey, ASKED, ["in_group", "in_rare"], replicates=replicates)
    yield from _of_domains(found, how)


def _contrasted(survey: Survey) -> Iterator[Estimate]:
    for what, pair in PAIRS.items():
        asked = OF_RARE if "rare=in" in pair else ASKED
        yield from _estimates(what, contrasts(survey, asked, [pair]))


def _changes(first: Survey, second: Survey, how: str) -> Iterator[Estimate]:
    found = differences(first, second, ASKED, ["in_group", "in_rare"])
    yield from _of_domains(found, how + "two years, ")


def _reforms(before: Survey, after: Survey) -> Iterator[Estimate]:
    yield from _of_domains(differences(before, after, OF_REFORM, "in_group"), "reform, ")


def _of_domains(found: Iterable[Result | Difference], how: str) -> Iterator[Estimate]:
    rows = list(found)
    for what, domain in (("everyone", EVERYONE), ("small domain", SMALL), ("rare domain", RARE)):
        ids = {each.id for each in (OF_RARE if domain == RARE else ASKED)}
        here = (each for each in rows if _domain(each) == domain and each.indicator in ids)
        yield from _estimates(how + what, here)


def _domain(found: Result | Difference) -> str:
    return found.domain if isinstance(found, Result) else found.first


def _estimates(what: str, rows: Iterable[Result | Difference]) -> Iterator[Estimate]:
    for each in rows:
        ends = each.lower, each.upper
        yield Estimate(what, each.indicator, each.value, each.standard_error, *ends, each.n)


def truths(design: Design) -> Truths:
    """What every estimate is in the population: with other margins it is the same."""
    frames = everybody(population(design))
    first, second, after = (Survey(frame) for frame in (*frames, reformed(frames[0])))
    levels = chain(_levels(first, ""), _contrasted(first))
    found = chain(levels, _changes(first, second, ""), _reforms(first, after))
    return {(each.what, each.indicator): float(each.value or 0) for each in found}


def sampled(design: Design, seed: int, sample: int) -> Samples:
    """The samples of one number."""
    people = population(design)
    frames = tuple(drawn(people, design, np.random.default_rng([seed, sample])))
    one, other = map(calibrated, frames, people.totals)
    first, second, after = (Survey(frame) for frame in (*frames, reformed(frames[0])))
    return Samples((first, second), (one, other), after)


def outcome(design: Design, true: Truths, looked: Looked, seed: int, sample: int) -> pl.DataFrame:
    """Of one sample per estimate: value, error, and whether the truth is under, in or over it."""
    rows = []
    for each in looked(sampled(design, seed, sample)):
        there = true[each.what.rpartition(": ")[2], each.indicator]
        seen = each.what, each.indicator, each.n, there, each.value, each.error
        rows.append((*seen, *_held(there, each)))
    return pl.DataFrame(rows, OUTCOME, orient="row")


def _held(there: float, found: Estimate) -> tuple[int | None, bool | None]:
    """Whether the truth is under, in or over an interval; and within Z standard errors."""
    if found.value is None or found.error is None or found.lower is None or found.upper is None:
        return None, None
    side = -1 if there < found.lower else 1 if there > found.upper else 0
    return side, abs(there - found.value) <= Z * found.error


def run(design: Design, looked: Looked, samples: int, seed: int, workers: int) -> pl.DataFrame:
    """The table of a design over so many samples."""
    work = partial(outcome, design, truths(design), looked, seed)
    # polars has threads of its own: forked processes would wait for them for ever.
    with ProcessPoolExecutor(workers, get_context("spawn")) as pool:
        done = pool.map(work, range(samples), chunksize=5)
        return table(design.name, list(track(done, f"design {design.name}", samples)))


def options() -> argparse.Namespace:
    """What the command was given."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--samples", type=int, default=2000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--design", choices=DESIGNS, action="append", help="both unless told")
    parser.add_argument("--bootstrap", type=int, default=400, help="samples that are bootstrapped")
    parser.add_argument("--replicates", type=int, default=200, help="of each of these")
    parser.add_argument("--write", action="store_true", help=f"write the table to {PAGE.name}")
    asked = parser.parse_args()
    asked.design = asked.design or list(DESIGNS)
    return asked


def main() -> None:
    """Draw the samples, print the table and write it to the page."""
    asked = options()
    os.environ["POLARS_MAX_THREADS"] = "1"  # of the workers: there is one for each core
    start = time.perf_counter()
    replicated = partial(bootstrapped, replicates=asked.replicates)
    done = [
        run(DESIGNS[name], looked, samples, asked.seed, asked.workers)
        for looked, samples in ((linearised, asked.samples), (replicated, asked.bootstrap))
        if samples
        for name in asked.design
    ]
    words = "\n".join(lines(pl.concat(done), asked, time.perf_counter() - start))
    print(words)
    if asked.write:
        write(words)


if __name__ == "__main__":
    main()
