"""A population that is known, and samples from it: what bench/monitor_coverage.py counts on.

The population has strata, clusters in them, households in these and persons in those. Clusters are
drawn with replacement in proportion to their size, households in them systematically with unequal
chances, as EU-SILC does in Belgium; the weights are the inverse chances times a noise like that of
non-response. A second year keeps three clusters in four.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

import numpy as np
import polars as pl
from numpy.typing import NDArray

from grondrecht.monitor import Survey, SurveyDesign

Numbers = NDArray[np.float64]
Whole = NDArray[np.int64]
# Ten times as many people: about as many as a country, which the kernel's width hangs on.
TIMES = 10
YEARS_BACK = 3
# Of the households so many are known in four years, as who moves away is not.
FOLLOWED = 0.75
# Of the households that are deprived in a year so many lack the same a year later.
LASTING = 0.5
REFORM_LEVEL = 15_000
CALIBRATED_ON = {
    "sex": ("man", "woman"),
    "region": ("even", "odd"),
    "band": ("child", "adult", "old"),
    "works": ("yes", "no"),
}


class Design(NamedTuple):
    """How samples are drawn: clusters per stratum, households per cluster, small domains.

    ``small``: the share of households in each small domain of some 150 people; ``rare`` that in one
    of 60 to 100. ``there``: how many clusters a stratum has in the population.
    """

    name: str
    clusters: tuple[int, ...]
    homes: int
    small: float
    rare: float
    there: int = 240


DESIGNS = {
    "few": Design("few", (10, 12, 15, 18, 20), 9, 0.095, 0.05),
    "many": Design("many", (20, 25, 30, 20, 25, 30, 20, 25, 30, 25), 10, 0.026, 0.014),
}


class Population(NamedTuple):
    """Households in clusters in strata, and their persons; ``measure`` is the chance of one.

    ``totals``: how many people there are of each kind that weights are calibrated on, per year.
    """

    stratum: Whole
    cluster_ends: Numbers
    measure: Numbers
    cumulated: Numbers
    first: Whole
    members: Whole
    years: tuple[pl.DataFrame, pl.DataFrame]
    totals: tuple[Numbers, Numbers]


@cache
def population(design: Design, seed: int = 20) -> Population:
    """The population that samples of a design are drawn from, the same for the same seed."""
    draw = np.random.default_rng(seed)
    strata = len(design.clusters)
    per_cluster = draw.integers(60, 180, strata * design.there)
    cluster = np.repeat(np.arange(strata * design.there), per_cluster)
    stratum = cluster // design.there
    members = draw.choice([1, 2, 3, 4, 5], len(cluster), p=[0.34, 0.32, 0.14, 0.13, 0.07])
    measure = np.array([0, 0.6, 0.9, 1.2, 1.4, 1.8])[members]
    cumulated = np.cumsum(measure)
    ends = cumulated[np.cumsum(per_cluster) - 1]
    years = _persons(draw, design, stratum, cluster, members)
    first = np.cumsum(members) - members
    totals = TIMES * kinds(years[0]).sum(axis=0), TIMES * kinds(years[1]).sum(axis=0)
    return Population(stratum, ends, measure, cumulated, first, members, years, totals)


def _persons(
    draw: np.random.Generator, design: Design, stratum: Whole, cluster: Whole, members: Whole
) -> tuple[pl.DataFrame, pl.DataFrame]:
    """The persons in two years; incomes are skewed, alike in a cluster, and rounded, so tied."""
    homes = len(members)
    near = draw.normal(0, 0.17, cluster[-1] + 1)[cluster] + 0.08 * np.sin(stratum)
    domains = _domains(draw, design, stratum)
    poorer = 0.25 * (domains["rare"] == "in") + 0.15 * (domains["group"] == "one")
    lasting = near + draw.normal(0, 0.4, homes) - poorer - 0.15 * (domains["town"] == "odd")
    adults = np.minimum(members, draw.choice([1, 2], homes, p=[0.2, 0.8]))
    size = 1 + 0.5 * (adults - 1) + 0.3 * (members - adults)
    lacks = draw.poisson(np.clip(2.2 - 2.6 * lasting, 0.05, 7), (2, homes))
    lacks[1] = np.where(draw.random(homes) < LASTING, *lacks)
    work = np.clip(np.round(0.75 + 0.5 * lasting + draw.normal(0, 0.4, homes), 2), 0, 1)
    home = np.repeat(np.arange(homes), members)
    place = np.arange(len(home)) - (np.cumsum(members) - members)[home]
    grown = place < adults[home]
    age = np.where(grown, draw.integers(20, 90, homes)[home], draw.integers(0, 18, len(home)))
    shared = {
        "age": age,
        "band": np.select([age < 18, age < 65], ["child", "adult"], "old"),
        "sex": np.where(draw.random(len(home)) < 0.5, "man", "woman"),
        "region": np.where(stratum % 2 == 0, "even", "odd")[home],
        "intensity": work[home],
        "works": np.where(work > 0.5, "yes", "no")[home],
    } | {name: which[home] for name, which in domains.items()}
    incomes = []
    for year in range(-YEARS_BACK, 2):
        log = 9.95 + 0.03 * year + lasting + draw.normal(0, 0.25, homes)
        incomes.append((np.round(np.exp(log) * size, -2) / size)[home])
    first, second = (shared | {"lacks": each[home]} for each in lacks)
    return _year(first, incomes[:-1]), _year(second, incomes[1:])


def _domains(draw: np.random.Generator, design: Design, stratum: Whole) -> dict[str, NDArray]:
    """Small domains of households: a rare one, two groups in all strata, two towns in half each."""
    homes = len(stratum)
    lot, place = draw.random(homes), draw.random(homes)
    region = np.where(stratum % 2 == 0, "even", "odd")
    return {
        "rare": np.where(draw.random(homes) < design.rare, "in", "out"),
        "group": np.select([lot < design.small, lot < 2 * design.small], ["one", "two"], "rest"),
        "town": np.where(place < 2 * design.small, region, "rest"),
    }


def _year(shared: dict[str, NDArray], incomes: list[Numbers]) -> pl.DataFrame:
    """The persons of a year with its incomes and those of the years before.

    ``in_group`` and ``in_rare`` are empty of all others, so that these are not computed.
    """
    *before, now = incomes
    earlier = {f"income_{back}": income for back, income in enumerate(reversed(before), 1)}
    return pl.DataFrame(shared | {"income": now} | earlier).with_columns(
        in_group=pl.when(pl.col("group") == "one").then(pl.lit("yes")),
        in_rare=pl.when(pl.col("rare") == "in").then(pl.lit("yes")),
    )


def everybody(people: Population) -> tuple[pl.DataFrame, pl.DataFrame]:
    """The whole population in both years, as samples of everyone."""
    alone = np.arange(len(people.years[0])) % 100
    first, second = (
        frame.with_columns(weight=pl.lit(1.0), cluster=alone) for frame in people.years
    )
    return first, second


def reformed(frame: pl.DataFrame) -> pl.DataFrame:
    """The same people after a reform: a tenth of what they lack to a level, a hundredth off above.

    Incomes stay in the same order, as with a benefit that falls with income.
    """
    lacking = REFORM_LEVEL - pl.col("income")
    gift = pl.max_horizontal(0.1 * lacking, 0.01 * lacking)
    return frame.with_columns(income=pl.col("income") + gift)


def drawn(people: Population, design: Design, draw: np.random.Generator) -> Iterator[pl.DataFrame]:
    """The sample of the first year, and that of the second, which keeps 3 clusters in 4."""
    stratum = np.repeat(np.arange(len(design.clusters)), design.clusters)
    homes = _homes(people, design, stratum, draw)
    number = np.arange(len(stratum))
    yield _sample(people, design, 0, stratum, number, homes, draw)
    fresh = number % 4 == 0
    homes[fresh] = _homes(people, design, stratum, draw)[fresh]
    yield _sample(people, design, 1, stratum, number + 10_000 * fresh, homes, draw)


def _homes(people: Population, design: Design, stratum: Whole, draw: np.random.Generator) -> Whole:
    """Per cluster that is drawn the households that are drawn in it."""
    last = np.searchsorted(people.stratum, np.arange(len(design.clusters)), "right") - 1
    tops = np.concatenate([[0.0], people.cumulated[last]])
    spots = tops[stratum] + draw.random(len(stratum)) * (tops[stratum + 1] - tops[stratum])
    cluster = np.searchsorted(people.cluster_ends, spots, "right")
    bottom = np.concatenate([[0.0], people.cluster_ends])[cluster]
    height = people.cluster_ends[cluster] - bottom
    steps = (np.arange(design.homes) + draw.random((len(stratum), 1))) / design.homes
    return np.searchsorted(people.cumulated, bottom[:, None] + steps * height[:, None], "right")


def _sample(
    people: Population,
    design: Design,
    year: int,
    stratum: Whole,
    number: Whole,
    homes: Whole,
    draw: np.random.Generator,
) -> pl.DataFrame:
    """The persons of some households, with their weights and how they were drawn."""
    last = np.searchsorted(people.stratum, np.arange(len(design.clusters)), "right") - 1
    sizes = np.diff(np.concatenate([[0.0], people.cumulated[last]]))
    home = homes.ravel()
    along = np.repeat(stratum, design.homes)
    weight = sizes[along] / (np.array(design.clusters)[along] * design.homes * people.measure[home])
    weight = TIMES * weight * np.exp(draw.normal(-0.03125, 0.25, len(home)))
    members = people.members[home]
    of = np.repeat(np.arange(len(home)), members)
    rows = people.first[home][of] + np.arange(len(of)) - (np.cumsum(members) - members)[of]
    known = pl.Series(draw.random(len(home)) < FOLLOWED)[of]
    earlier = [f"income_{back}" for back in range(1, YEARS_BACK + 1)]
    frame = people.years[year][rows].with_columns(
        weight=weight[of],
        strata=along[of],
        cluster=np.repeat(number, design.homes)[of],
        household=of,
    )
    return frame.with_columns(pl.when(known).then(pl.col(earlier)))


def calibrated(sample: pl.DataFrame, totals: Numbers) -> Survey:
    """A sample whose weights add up to these totals by sex, region, age and work.

    Linear calibration (Deville and Särndal 1992): the weights nearest to those of the sample.
    """
    given = kinds(sample)
    weight = sample["weight"].to_numpy()
    moved = np.linalg.pinv((given * weight[:, None]).T @ given) @ (totals - weight @ given)
    frame = sample.with_columns(weight=weight * (1 + given @ moved))
    return Survey(frame, design=SurveyDesign(calibration=tuple(CALIBRATED_ON)))


def kinds(frame: pl.DataFrame) -> Numbers:
    """A column of 0 and 1 for each kind of people that is calibrated on."""
    columns = [frame[name] == kind for name, those in CALIBRATED_ON.items() for kind in those]
    return np.column_stack(columns).astype(np.float64)
