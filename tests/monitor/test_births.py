"""Kind en Gezin's index: births into families that score weakly on three of six domains."""

import itertools

import numpy as np
import polars as pl
import pytest

from grondrecht.monitor import SurveyError, catalogue, indicators
from grondrecht.monitor.births import births
from grondrecht.monitor.criteria import Lacking
from grondrecht.monitor.measures import Rate
from grondrecht.monitor.shipped import shipped

CRITERIA = [each["role"] for each in shipped("births")["criterion"]]


def table(*scores: tuple[int | None, ...], **columns: object) -> pl.DataFrame:
    rows = [dict(zip(CRITERIA, score, strict=True)) for score in scores]
    return pl.DataFrame(rows, schema=dict.fromkeys(CRITERIA, pl.Int64)).with_columns(
        **{name: pl.Series(values) for name, values in columns.items()}  # type: ignore[arg-type]
    )


def test_three_of_six_domains_make_a_birth_one_into_deprivation():
    every = list(itertools.product((0, 1), repeat=6))
    found = indicators(births(table(*every)), "births-deprived").one("births-deprived")
    assert found.n == 64
    assert found.n_poor == sum(sum(score) >= 3 for score in every) == 42
    assert found.value == pytest.approx(100 * 42 / 64)


def test_the_share_has_the_margin_of_as_many_families():
    scores = [(1, 1, 1, 0, 0, 0)] * 30 + [(0,) * 6] * 270
    found = indicators(births(table(*scores)), "births-deprived").one("births-deprived")
    assert found.value == 10.0
    assert found.standard_error == pytest.approx(100 * (0.1 * 0.9 / 299) ** 0.5)


def test_children_of_one_family_are_one_cluster():
    scores = [(1, 1, 1, 0, 0, 0)] * 30 + [(0,) * 6] * 270
    families = [number // 3 for number in range(300)]
    survey = births(table(*scores, family=families), household="family")
    found = indicators(survey, "births-deprived").one("births-deprived")
    assert found.standard_error == pytest.approx(100 * (0.1 * 0.9 / 99) ** 0.5)


def test_a_domain_that_is_not_known_decides_only_where_the_others_do_not():
    scores = [(1, 1, 1, None, 0, 0), (1, 1, None, 0, 0, 0), (1, None, 0, 0, 0, 0)] * 20
    found = indicators(births(table(*scores)), "births-deprived").one("births-deprived")
    assert (found.n, found.n_poor) == (40, 20)


def test_the_index_is_of_a_year_and_the_two_before():
    scores = [(1,) * 6, (0,) * 6] * 50
    years = [2014, 2015, 2016, 2017, 2018] * 20
    data = table(*scores, geboortejaar=years)
    found = indicators(births(data, until=2017, year="geboortejaar"), "births-deprived")
    assert found.one("births-deprived").n == 60
    with pytest.raises(SurveyError, match="Column geboortejaar: no birth is of 2019-2021"):
        births(data, until=2021, year="geboortejaar")


@pytest.mark.parametrize("until", ["2017", 2017.0])
def test_a_year_that_is_no_whole_number_is_refused(until: object):
    data = table((1,) * 6, year=[2017])
    with pytest.raises(SurveyError, match=r"until is '?2017.* where a year is needed"):
        births(data, until)  # type: ignore[arg-type]


def test_a_year_may_come_from_numpy():
    assert len(births(table((1,) * 6, year=[2017]), np.int64(2017))) == 1  # type: ignore[arg-type]


def test_criteria_under_other_names_and_a_breakdown():
    data = table(*[(1, 1, 1, 0, 0, 0), (0,) * 6] * 30, gemeente=["Aalst", "Gent"] * 30)
    data = data.rename({"births_income": "maandinkomen"})
    survey = births(data, births_income="maandinkomen", region="gemeente")
    found = indicators(survey, "births-deprived", by="region")
    assert found.one("births-deprived", "region=Aalst").value == 100.0
    assert found.one("births-deprived", "region=Gent").value == 0.0


def test_few_births_are_withheld():
    found = indicators(births(table(*[(1,) * 6] * 19)), "births-deprived").one("births-deprived")
    assert (found.flag, found.value) == ("withheld", None)


def test_a_criterion_that_lacks_is_named():
    data = table(*[(1,) * 6] * 30).drop("births_health")
    with pytest.raises(SurveyError, match="No column is births_health"):
        indicators(births(data), "births-deprived")


def test_the_definition_has_the_criteria_and_the_number_of_the_data():
    made = catalogue()["births-deprived"]
    assert isinstance(made, Rate)
    assert isinstance(made.condition, Lacking)
    assert list(made.condition.items) == CRITERIA
    assert made.condition.least == shipped("births")["least"] == 3
    assert all(each["nl"] and each["en"] for each in shipped("births")["criterion"])
