"""The share that is entitled, with its margin: what it is of, and what it leaves out."""

from datetime import date

import numpy as np
import polars as pl
import pytest
from rights.two_measures import written

from grondrecht.rights import RightsError, assess_population, load
from grondrecht.whatif.shares import shares

ON = date(2016, 3, 1)
HOMES = 300


@pytest.fixture(scope="module")
def answer(tmp_path_factory):
    draw = np.random.default_rng(4)
    home = np.repeat(np.arange(HOMES), 2)
    hidden = pl.Series(draw.random(HOMES) < 0.2)
    persons = pl.DataFrame(
        {
            "id": np.arange(2 * HOMES),
            "household": home,
            "role": ["head", "child"] * HOMES,
            "age": draw.integers(18, 60, 2 * HOMES),
            "disabled": pl.Series(draw.random(HOMES) < 0.4).set(hidden, None)[home.tolist()],
            "net_income": draw.uniform(0, 900, 2 * HOMES).round(2),
        }
    )
    homes = pl.DataFrame(
        {
            "id": np.arange(HOMES),
            "owns_home": draw.random(HOMES) < 0.5,
            "heating_bill": np.full(HOMES, 100.0),
            "region": draw.choice(["north", "south"], HOMES),
            "block": np.arange(HOMES) // 10,
            "weight": draw.uniform(1, 3, HOMES),
        }
    )
    law = load(written(tmp_path_factory.mktemp("shares")))
    return assess_population(law, persons, homes, on=ON)


def test_the_share_is_that_of_whom_it_is_known(answer):
    weights = answer.beside("person", "weight").to_numpy()
    entitled = answer.columns["pass"].entitled
    found = shares(answer, "weight").one("pass")
    known = entitled < 2
    expected = 100 * weights[entitled == 1].sum() / weights[known].sum()
    assert (found.value, found.n) == (pytest.approx(expected), known.sum())
    assert (~known).sum() > 0


def test_the_error_is_that_of_households_drawn_whole(answer):
    """Both persons of a household are alike, so that drawing persons one by one says too little."""
    weights = answer.beside("person", "weight").to_numpy()
    entitled = answer.columns["pass"].entitled
    home = answer.tables.frames["person"]["household"].to_numpy()
    known = entitled < 2
    share = weights[entitled == 1].sum() / weights[known].sum()
    moved = np.where(known, weights * ((entitled == 1) - share), 0) / weights[known].sum()
    totals = np.bincount(home, moved)
    expected = 100 * np.sqrt(HOMES / (HOMES - 1) * np.sum((totals - totals.mean()) ** 2))
    assert shares(answer, "weight").one("pass").standard_error == pytest.approx(expected)


def test_by_groups_and_clusters_of_its_own(answer):
    found = shares(answer, "weight", ["region", ("region", "block")], cluster="block")
    plain = shares(answer, "weight", ["region"])
    for measure in ("heating", "pass"):
        for domain in ("total", "region=north", "region=south"):
            one, other = found.one(measure, domain), plain.one(measure, domain)
            assert one.value == other.value
            assert one.standard_error != other.standard_error
    assert found.one("heating", "region=north; block=3").flag == "withheld"


def test_a_column_that_is_not_there_and_a_weight_that_is_none(answer):
    with pytest.raises(RightsError, match="no column w "):
        shares(answer, "w")
    with pytest.raises(RightsError, match="The weight region must be a number of 0 or more"):
        shares(answer, "region")
