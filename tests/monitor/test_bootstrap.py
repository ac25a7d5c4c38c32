"""The rescaled bootstrap: right in expectation, and the same however the rows stand."""

from math import comb

import numpy as np
import polars as pl
import pytest
from samples import people, survey

from grondrecht.monitor import Survey, SurveyDesign, bootstrap, indicators, intervals
from grondrecht.monitor.bootstrap import Draws
from grondrecht.monitor.clusters import Clusters
from grondrecht.monitor.streaming import Streamed, streamed

INCOME = ["arop", "rmpg", "s80s20", "gini"]


def clusters(*sizes: int, names: np.ndarray | None = None) -> Clusters:
    """Strata of so many clusters, a row for each."""
    stratum = np.repeat(np.arange(len(sizes), dtype=np.int32), sizes)
    rows = np.arange(len(stratum), dtype=np.int32)
    return Clusters(rows, stratum, rows + 7 if names is None else names, np.arange(len(sizes)))


def drawn(sample: Clusters, count: int, seed: int = 1) -> np.ndarray:
    draws = Draws(sample, seed)
    return np.array([draws.factors(replicate) for replicate in range(count)])


@pytest.mark.parametrize("size", [2, 3, 4, 5, 6, 7])
def test_over_all_replicates_a_total_has_the_variance_of_the_linearised_method(size: int):
    sample = clusters(size)
    kinds, times = np.unique(drawn(sample, 4000), axis=0, return_counts=True)
    assert len(kinds) == comb(size, size // 2)
    # Each choice of clusters is as likely: none is five deviations from its share.
    share = 4000 / len(kinds)
    assert (abs(times - share) < 5 * np.sqrt(share)).all()
    totals = np.random.default_rng(size).normal(10, 3, size)
    squares = (kinds @ totals - totals.sum()) ** 2
    assert squares.mean() == pytest.approx(sample.variance(totals), rel=1e-12)


def test_strata_are_drawn_apart():
    sample = clusters(2, 3, 8, 11, 40)
    factors = drawn(sample, 6000)
    assert (factors >= 0).all()
    for stratum, size in enumerate(sample.sizes):
        own = factors[:, sample.stratum == stratum]
        assert own.sum(axis=1) == pytest.approx(size)
    totals = np.random.default_rng(3).normal(5, 2, sample.count)
    assert (factors @ totals).var() == pytest.approx(sample.variance(totals), rel=0.08)


def test_a_cluster_alone_in_its_stratum_stays_as_it_is():
    factors = drawn(clusters(1, 4, 1), 50)
    assert (factors[:, [0, 5]] == 1).all()
    assert factors[:, 1:5].std() > 0


def test_another_seed_draws_others():
    sample = clusters(30)
    assert (drawn(sample, 3) == drawn(sample, 3)).all()
    assert (drawn(sample, 3) != drawn(sample, 3, seed=2)).any()
    first, second = drawn(sample, 2)
    assert (first != second).any()


def test_in_every_stratum_half_of_the_clusters_is_taken():
    sample = clusters(2, 3, 8, 11, 40, *range(2, 40))
    factors = drawn(sample, 50)
    for stratum, size in enumerate(sample.sizes.astype(int)):
        own = factors[:, sample.stratum == stratum]
        assert ((own > 1).sum(axis=1) == size // 2).all()
        assert len(np.unique(own)) == 2


@pytest.mark.parametrize("kind", [pl.Int64, pl.String])
def test_shuffled_rows_give_the_same(kind: type[pl.DataType]):
    frame = people().with_columns(pl.col("cluster", "strata", "household").cast(kind))
    own = indicators(survey(frame), INCOME, by="sex", replicates=25).frame
    other = indicators(
        survey(frame.sample(fraction=1, shuffle=True, seed=3)), INCOME, by="sex", replicates=25
    ).frame
    assert own.drop("value", "standard_error", "lower", "upper", "population").equals(
        other.drop("value", "standard_error", "lower", "upper", "population")
    )
    for column in ("value", "standard_error", "lower", "upper"):
        np.testing.assert_allclose(own[column], other[column], rtol=1e-11)


def test_numbers_that_became_floats_draw_the_same():
    """A whole number in a column with a gap elsewhere is read as 7.0."""
    floats = people().with_columns(pl.col("cluster", "strata").cast(pl.Float64))
    assert errors(survey(floats), INCOME) == errors(survey(), INCOME)
    halves = floats.with_columns(cluster=pl.col("cluster") + 0.5)
    assert errors(survey(halves), INCOME) != errors(survey(), INCOME)


def test_numbers_are_plain_ones_as_a_file_writes_them():
    for each in indicators(survey(), INCOME, replicates=5):
        numbers = each.value, each.standard_error, each.lower, each.upper, each.population
        assert {type(number) for number in numbers} == {float}


def errors(data: Survey, asked: list[str], **options: int) -> dict[tuple[str, str], float | None]:
    found = indicators(data, asked, by="region", replicates=30, **options)
    return {(each.indicator, each.domain): each.standard_error for each in found}


def test_a_household_put_together_in_one_row_gives_the_same():
    together = errors(survey(), INCOME)
    # The age of each member is asked for too, so rows stay apart.
    apart = errors(survey(), [*INCOME, "child-arop"])
    for key, error in together.items():
        assert error == pytest.approx(apart[key], rel=1e-10)


def test_rows_with_an_unknown_income_are_left_out_of_both():
    frame = people().with_columns(
        pl.when(pl.int_range(pl.len()) % 9 != 0).then(pl.col("income")).alias("income")
    )
    together, apart = errors(survey(frame), INCOME), errors(survey(frame), [*INCOME, "child-arop"])
    for key, error in together.items():
        assert error == pytest.approx(apart[key], rel=1e-10)


def test_on_several_cores_it_gives_the_same(monkeypatch: pytest.MonkeyPatch):
    alone = errors(survey(), INCOME)
    monkeypatch.setattr(bootstrap, "LONG", 0)
    assert errors(survey(), INCOME) == alone


def test_margins_are_near_those_of_linearisation():
    data = survey(people(5, strata=4, clusters=40, size=8))
    told = indicators(data, INCOME)
    for each in indicators(data, INCOME, replicates=400):
        linear = told.one(each.indicator)
        assert each.value == linear.value
        assert each.standard_error == pytest.approx(linear.standard_error, rel=0.2)
        assert each.method == "bootstrap 400"


def test_a_stratum_with_one_cluster_is_certain():
    frame = people(strata=2, clusters=6).with_columns(
        pl.when(pl.col("cluster") == 10).then(9).otherwise(pl.col("strata")).alias("strata")
    )
    design = SurveyDesign(single="certainty")
    data = Survey(frame, design=design)
    told, drawn = indicators(data, "mean").one("mean"), indicators(data, "mean", replicates=600)
    assert drawn.one("mean").standard_error == pytest.approx(told.standard_error, rel=0.15)


def test_values_alone_are_the_same_and_ask_for_no_clusters():
    data = survey(people().drop("cluster", "strata", "household"))
    whole = indicators(survey(), INCOME, by="sex")
    alone = indicators(data, INCOME, by="sex", margins=False)
    for one, other in zip(whole, alone, strict=True):
        assert (one.value, one.n, one.n_poor) == (other.value, other.n, other.n_poor)
        assert other.standard_error is None
        assert (other.flag, other.method) == ("no margin", "value alone")


def test_incomes_in_thousands_are_not_cut_to_whole_numbers():
    """R's laeken takes incomes as integers in its bootstrap, so that thousands lose their decimals.

    (bootVar.R; ../docs/monitor.md names it among what we do otherwise.)
    """
    whole, thousands = (
        indicators(
            survey(people().with_columns(income=pl.col("income") / unit)), INCOME, replicates=60
        )
        for unit in (1, 1000)
    )
    for one, other in zip(whole, thousands, strict=True):
        assert other.value == pytest.approx(one.value, rel=1e-9)
        assert other.standard_error == pytest.approx(one.standard_error, rel=1e-9)


def test_households_are_drawn_where_no_cluster_is_said_and_persons_only_when_told():
    frame = people().drop("cluster")
    homes, alone = (
        indicators(each, "arop", replicates=200)[0].standard_error
        for each in (survey(frame), survey(frame, cluster="person"))
    )
    assert homes is not None
    assert alone is not None
    assert alone < 0.8 * homes


def test_few_replicates_tell_a_standard_error_no_better_than_their_number():
    """Of three it has two degrees of freedom, however many clusters there are."""
    frame = people()
    few = indicators(survey(frame), "arop", replicates=3)[0]
    assert few.value is not None
    assert few.standard_error is not None
    error, share = few.standard_error / 100, few.value / 100
    ends = intervals.of_share(share, error, intervals.student(0.975, 2), 0)
    assert (few.lower, few.upper) == pytest.approx([100 * end for end in ends])
    again = streamed(Streamed(frame.lazy()), "arop", replicates=3)[0]
    assert (again.lower, again.upper) == pytest.approx((few.lower, few.upper))
