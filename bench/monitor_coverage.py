"""How often the 95 % intervals hold the truth, over samples from a population that is known.

The population has strata, clusters in them, households in these and persons in those. Clusters are
drawn with replacement in proportion to their size, households in them systematically with unequal
chances, as EU-SILC does in Belgium; the weights are the inverse chances times a noise like that of
non-response. A second year keeps three clusters in four. Printed per estimate: how often
the interval holds the truth, how often the truth is under and over it, the mean standard error
against the spread of the estimates, and how many samples gave no interval.

example: python bench/monitor_coverage.py --samples 2000 --seed 1
"""

from __future__ import annotations

import argparse
import os
import time
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from functools import cache, partial
from multiprocessing import get_context
from pathlib import Path
from typing import NamedTuple

import numpy as np
import polars as pl
from numpy.typing import NDArray
from rich.progress import track

from grondrecht.monitor import Survey, definition, indicators
from grondrecht.monitor.conditions import AtLeast, Level, Poor
from grondrecht.monitor.differences import contrasts, differences
from grondrecht.monitor.measures import Definition, Rate

PAGE = Path(__file__).resolve().parents[1] / "docs" / "monitor-coverage.md"
BEGIN, END = "<!-- table -->", "<!-- end of table -->"
Numbers = NDArray[np.float64]
Case = tuple[str, str]


class Design(NamedTuple):
    """How samples are drawn: clusters per stratum, households per cluster, the rare group.

    ``there``: how many clusters a stratum has in the population.
    """

    name: str
    clusters: tuple[int, ...]
    homes: int
    rare: str
    there: int = 240


DESIGNS = {
    "few": Design("few", (10, 12, 15, 18, 20), 9, "rare5"),
    "many": Design("many", (20, 25, 30, 20, 25, 30, 20, 25, 30, 25), 10, "rare1"),
}
INCOMES = (
    *("arpt", "arop", "arop40", "arop50", "arop70", "rmpg"),
    *("s80s20", "gini", "mean", "median", "child-arop"),
)
# In a domain of 60-100 people; of its children, some fifteen, nothing is published.
SMALL = tuple(id for id in INCOMES if id not in ("arpt", "child-arop"))
LOW_WORK = Level(role="intensity", operator="<=", level=0.2, ages=(0, 64))
LACKING = Level(role="lacks", operator=">=", level=7)
RATES: tuple[Definition, ...] = (
    Rate("given", "1", condition=LACKING),
    Rate("any", "1", condition=AtLeast((Poor(), LOW_WORK, LACKING))),
)


class Population(NamedTuple):
    """Households in clusters in strata, and their persons; ``measure`` is the chance of one."""

    stratum: NDArray[np.int64]
    cluster_ends: Numbers
    measure: Numbers
    cumulated: Numbers
    first: NDArray[np.int64]
    members: NDArray[np.int64]
    years: tuple[pl.DataFrame, pl.DataFrame]


@cache
def population(strata: int, clusters: int, seed: int = 20) -> Population:
    """A population of so many strata with so many clusters each, the same for the same seed."""
    draw = np.random.default_rng(seed)
    per_cluster = draw.integers(60, 180, strata * clusters)
    cluster = np.repeat(np.arange(strata * clusters), per_cluster)
    stratum = cluster // clusters
    members = draw.choice([1, 2, 3, 4, 5], len(cluster), p=[0.34, 0.32, 0.14, 0.13, 0.07])
    measure = np.array([0, 0.6, 0.9, 1.2, 1.4, 1.8])[members]
    cumulated = np.cumsum(measure)
    ends = cumulated[np.cumsum(per_cluster) - 1]
    years = _persons(draw, stratum, cluster, members)
    first = np.cumsum(members) - members
    return Population(stratum, ends, measure, cumulated, first, members, years)


def _persons(
    draw: np.random.Generator,
    stratum: NDArray[np.int64],
    cluster: NDArray[np.int64],
    members: NDArray[np.int64],
) -> tuple[pl.DataFrame, pl.DataFrame]:
    """The persons in two years; incomes are skewed, alike in a cluster, and rounded, so tied."""
    homes = len(members)
    near = draw.normal(0, 0.17, cluster[-1] + 1)[cluster] + 0.08 * np.sin(stratum)
    rare = {name: draw.random(homes) < share for name, share in (("rare5", 0.05), ("rare1", 0.014))}
    lasting = near + draw.normal(0, 0.4, homes) - 0.25 * (rare["rare5"] | rare["rare1"])
    adults = np.minimum(members, draw.choice([1, 2], homes, p=[0.2, 0.8]))
    size = 1 + 0.5 * (adults - 1) + 0.3 * (members - adults)
    lacks = draw.poisson(np.clip(2.2 - 2.6 * lasting, 0.05, 7))
    work = np.clip(np.round(0.75 + 0.5 * lasting + draw.normal(0, 0.4, homes), 2), 0, 1)
    home = np.repeat(np.arange(homes), members)
    place = np.arange(len(home)) - (np.cumsum(members) - members)[home]
    grown = place < adults[home]
    age = np.where(grown, draw.integers(20, 90, homes)[home], draw.integers(0, 18, len(home)))
    shared = {
        "age": age,
        "sex": np.where(draw.random(len(home)) < 0.5, "man", "woman"),
        "region": np.where(stratum % 2 == 0, "even", "odd")[home],
        "intensity": work[home],
        "lacks": lacks[home],
    } | {name: np.where(there, "in", "out")[home] for name, there in rare.items()}
    made = []
    for growth in (0.0, 0.03):
        log = 9.95 + growth + lasting + draw.normal(0, 0.25, homes)
        income = np.round(np.exp(log) * size, -2) / size
        made.append(pl.DataFrame(shared | {"income": income[home]}))
    return made[0], made[1]


def drawn(people: Population, design: Design, draw: np.random.Generator) -> Iterator[Survey]:
    """The sample of the first year, and that of the second, which keeps 3 clusters in 4."""
    stratum = np.repeat(np.arange(len(design.clusters)), design.clusters)
    homes = _homes(people, design, stratum, draw)
    number = np.arange(len(stratum))
    yield _survey(people, design, 0, stratum, number, homes, draw)
    fresh = number % 4 == 0
    homes[fresh] = _homes(people, design, stratum, draw)[fresh]
    yield _survey(people, design, 1, stratum, number + 10_000 * fresh, homes, draw)


def _homes(
    people: Population, design: Design, stratum: NDArray[np.int64], draw: np.random.Generator
) -> NDArray[np.int64]:
    """Per cluster that is drawn the households that are drawn in it."""
    last = np.searchsorted(people.stratum, np.arange(len(design.clusters)), "right") - 1
    tops = np.concatenate([[0.0], people.cumulated[last]])
    spots = tops[stratum] + draw.random(len(stratum)) * (tops[stratum + 1] - tops[stratum])
    cluster = np.searchsorted(people.cluster_ends, spots, "right")
    bottom = np.concatenate([[0.0], people.cluster_ends])[cluster]
    height = people.cluster_ends[cluster] - bottom
    steps = (np.arange(design.homes) + draw.random((len(stratum), 1))) / design.homes
    return np.searchsorted(people.cumulated, bottom[:, None] + steps * height[:, None], "right")


def _survey(
    people: Population,
    design: Design,
    year: int,
    stratum: NDArray[np.int64],
    number: NDArray[np.int64],
    homes: NDArray[np.int64],
    draw: np.random.Generator,
) -> Survey:
    last = np.searchsorted(people.stratum, np.arange(len(design.clusters)), "right") - 1
    sizes = np.diff(np.concatenate([[0.0], people.cumulated[last]]))
    home = homes.ravel()
    along = np.repeat(stratum, design.homes)
    weight = sizes[along] / (np.array(design.clusters)[along] * design.homes * people.measure[home])
    # Ten times as many people: about as many as a country, which the kernel's width hangs on.
    weight = 10 * weight * np.exp(draw.normal(-0.03125, 0.25, len(home)))
    members = people.members[home]
    of = np.repeat(np.arange(len(home)), members)
    rows = people.first[home][of] + np.arange(len(of)) - (np.cumsum(members) - members)[of]
    frame = people.years[year][rows].with_columns(
        weight=weight[of],
        strata=along[of],
        cluster=np.repeat(number, design.homes)[of],
        household=of,
    )
    return Survey(frame)


def asked(ids: tuple[str, ...]) -> list[Definition]:
    """The definitions of these ids: the catalogue's and our two rates."""
    own = {each.id: each for each in RATES}
    return [own[id] if id in own else definition(id) for id in ids]


def estimates(
    first: Survey, second: Survey, design: Design
) -> Iterator[tuple[Case, float | None, float | None, float | None, float | None]]:
    """Every estimate that is looked at: its case, value, standard error and interval's ends."""
    everything = asked((*INCOMES, "given", "any"))
    pairs = [("region=even", "region=odd"), ("sex=man", "sex=woman")]
    small = f"{design.rare}=in"
    rows: list[tuple[str, object]] = []
    rows += [("everyone", each) for each in indicators(first, everything)]
    few = indicators(first, asked((*SMALL, "given", "any")), [design.rare])
    rows += [("small domain", each) for each in few if each.domain == small]
    rows += [("two years", each) for each in differences(first, second, everything)]
    both = contrasts(first, everything, pairs)
    rows += [("two regions" if "region" in each.first else "two sexes", each) for each in both]
    for kind, each in rows:
        yield (kind, each.indicator), each.value, each.standard_error, each.lower, each.upper


def truths(design: Design) -> dict[Case, float]:
    """What every estimate is in the population."""
    people = population(len(design.clusters), design.there)
    alone = np.arange(len(people.years[0])) % 100
    first, second = (
        Survey(frame.with_columns(weight=pl.lit(1.0), cluster=alone)) for frame in people.years
    )
    return {
        case: value for case, value, *_ in estimates(first, second, design) if value is not None
    }


def outcome(design: Design, true: dict[Case, float], seed: int, sample: int) -> Numbers:
    """Of one sample per case: value, error, and whether the truth is under, in or over it."""
    draw = np.random.default_rng([seed, sample])
    rows = []
    for case, value, error, lower, upper in estimates(
        *drawn(population(len(design.clusters), design.there), design, draw), design
    ):
        if value is None or lower is None or upper is None:
            rows.append((np.nan, np.nan, np.nan))
            continue
        side = -1 if true[case] < lower else 1 if true[case] > upper else 0
        rows.append((value, error, side))
    return np.array(rows, np.float64)


def table(name: str, true: dict[Case, float], outcomes: Numbers) -> pl.DataFrame:
    """Per case what part of the intervals hold the truth, in per cent."""
    rows = []
    for place, ((kind, indicator), value_there) in enumerate(true.items()):
        value, error, side = outcomes[:, place].T
        known = ~np.isnan(side)
        shares = [100 * float((side[known] == each).mean()) for each in (0, -1, 1)]
        spread = float(error[known].mean() / value[known].std(ddof=1))
        rows.append((name, kind, indicator, value_there, *shares, spread, int((~known).sum())))
    names = ["design", "what", "indicator", "true", "covered", "under", "over", "error", "none"]
    return pl.DataFrame(rows, names, orient="row")


def run(name: str, samples: int, seed: int, workers: int) -> pl.DataFrame:
    """The table of a design over so many samples."""
    design = DESIGNS[name]
    true = truths(design)
    # polars has threads of its own: forked processes would wait for them for ever.
    with ProcessPoolExecutor(workers, get_context("spawn")) as pool:
        work = partial(outcome, design, true, seed)
        done = pool.map(work, range(samples), chunksize=10)
        outcomes = list(track(done, f"design {name}", samples))
    return table(name, true, np.array(outcomes))


def write(made: pl.DataFrame, samples: int, seed: int) -> None:
    """Put the table into the page, between its marks."""
    lines = [f"{samples:,} samples of each design, seed {seed}.", ""]
    lines += ["| " + " | ".join(made.columns) + " |", "|---|---|---" + "|--:" * 6 + "|"]
    for name, kind, indicator, true, *shares, error, none in made.rows():
        figures = [f"{true:.3f}", *(f"{each:.1f}" for each in shares), f"{error:.2f}", str(none)]
        lines.append("| " + " | ".join([name, kind, indicator, *figures]) + " |")
    before, _, rest = PAGE.read_text("utf-8").partition(BEGIN)
    after = rest.partition(END)[2]
    PAGE.write_text(f"{before}{BEGIN}\n{chr(10).join(lines)}\n{END}{after}", "utf-8")


def main() -> None:
    """Draw the samples, print the table and write it to the page."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--samples", type=int, default=2000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--design", choices=DESIGNS, action="append", help="both unless told")
    parser.add_argument("--write", action="store_true", help=f"write the table to {PAGE.name}")
    options = parser.parse_args()
    os.environ["POLARS_MAX_THREADS"] = "1"  # of the workers: there is one for each core
    start = time.perf_counter()
    done = [
        run(name, options.samples, options.seed, options.workers)
        for name in options.design or DESIGNS
    ]
    with pl.Config(tbl_rows=-1, tbl_cols=-1, float_precision=3, tbl_hide_column_data_types=True):
        print(pl.concat(done))
    if options.write:
        write(pl.concat(done), options.samples, options.seed)
    print(f"{time.perf_counter() - start:.0f} s")


if __name__ == "__main__":
    main()
