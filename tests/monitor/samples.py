"""Small surveys that the tests of the monitor share."""

import numpy as np
import polars as pl

from grondrecht.monitor import Survey


def people(seed: int = 1, *, strata: int = 3, clusters: int = 12, size: int = 15) -> pl.DataFrame:
    """A made-up sample: households in clusters in strata, with incomes, ages and weights."""
    draw = np.random.default_rng(seed)
    homes = strata * clusters * size
    members = draw.integers(1, 6, homes)
    home = np.repeat(np.arange(homes), members)
    income = np.round(draw.lognormal(9.9, 0.5, homes), 2)[home]
    cluster = home // size
    return pl.DataFrame(
        {
            "person": np.arange(len(home)) + 1,
            "household": home + 100,
            "cluster": cluster + 10,
            "strata": cluster // clusters + 1,
            "weight": np.round(draw.uniform(50, 500, homes), 3)[home],
            "income": income,
            "age": draw.integers(0, 95, len(home)),
            "sex": draw.choice(["man", "woman"], len(home)),
            "region": draw.choice(["north", "south", "west"], homes)[home],
        }
    )


def survey(frame: pl.DataFrame | None = None, **roles: str) -> Survey:
    """The survey of a frame whose columns are named by their roles."""
    return Survey(people() if frame is None else frame, **roles)


def of_incomes(
    incomes: list[float], weights: list[float] | None = None, **columns: list[object]
) -> Survey:
    """A survey of persons, each a household of its own, with these incomes."""
    weight = [1.0] * len(incomes) if weights is None else weights
    household = list(range(len(incomes)))
    return Survey({"income": incomes, "weight": weight, "household": household, **columns})
