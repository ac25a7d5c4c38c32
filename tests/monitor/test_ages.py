"""Ages count in completed years, from 0 to 130; any other is refused, and nobody falls out."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import polars as pl
import pytest
from raw_households import one_home
from samples import people

from grondrecht.monitor import (
    Survey,
    SurveyError,
    catalogue,
    definition,
    definitions_in,
    derived,
    indicators,
)
from grondrecht.monitor.breakdowns import age_bands, banded
from grondrecht.monitor.conditions import Level
from grondrecht.monitor.measures import Rate


def aged(*ages: float | None) -> Survey:
    return Survey({"age": ages, "weight": [1.0] * len(ages), "household": range(len(ages))})


def band_of(age: float) -> str:
    number, labels = banded(aged(age))
    return labels[number[0]]


@pytest.mark.parametrize("bad", [-1, -0.5, 131, 999, 1980])
def test_an_age_that_nobody_has_is_refused_and_it_is_said_what_to_do(bad: float):
    frame = people().with_columns(pl.col("age").cast(pl.Float64))
    values = frame["age"].clone()
    values[6] = bad
    frame = frame.with_columns(values).rename({"age": "RX020"})
    for work in (
        lambda: indicators(Survey(frame), "arop", by="age"),
        lambda: indicators(Survey(frame), "child-arop"),
        lambda: derived(frame.with_columns(HY020=1.0)),
    ):
        with pytest.raises(SurveyError, match="Column RX020, row 7: no age from 0 to 130") as said:
            work()
        assert "give 0 for a child born after the income year" in str(said.value)
        assert "laat de cel leeg waar de leeftijd niet bekend is" in said.value.nl


@pytest.mark.parametrize(
    ("age", "band"),
    [(0, "0-17"), (17.5, "0-17"), (17.999, "0-17"), (18.0, "18-24"), (64.9, "50-64"), (130, "65+")],
)
def test_a_part_of_a_year_is_not_a_year(age: float, band: str):
    assert band_of(age) == f"age={band}"


def test_everyone_of_known_age_is_in_one_band():
    number, labels = banded(aged(*range(131), None))
    assert number.tolist()[-1] == -1
    assert set(number.tolist()[:-1]) == set(range(len(labels)))


def test_bands_and_definitions_without_an_upper_age_reach_the_oldest_there_is():
    assert age_bands()[-1][1] == 130
    uppers = {each.ages[1] for each in catalogue().values() if each.ages}
    for each in catalogue().values():
        if isinstance(each, Rate) and isinstance(each.condition, Level) and each.condition.ages:
            uppers.add(each.condition.ages[1])
    assert {upper for upper in uppers if upper > 64} == {130}


def test_a_child_of_thirteen_and_a_half_counts_as_one_of_thirteen():
    home = one_home({"RX020": 40.0}, {"RX020": 13.5}, HY020=1300.0)
    assert derived(home)["income"].to_list() == [1000.0, 1000.0]


def test_who_was_born_in_the_year_of_the_survey_is_nought():
    made = derived({"RB010": [2023] * 3, "RB080": [2023, 2022, 1983]})
    assert made["age"].to_list() == [0, 0, 39]


@pytest.mark.parametrize("born", [2024, 1800, 80])
def test_a_year_of_birth_that_gives_no_age_is_refused(born: int):
    with pytest.raises(SurveyError, match="Column RB080, row 2: no age from 0 to 130"):
        derived({"RB010": [2023] * 2, "RB080": [1983, born]})


def test_ages_of_a_definition_may_be_a_list():
    survey = Survey(people().with_columns(work_intensity_2030=pl.lit(0.1)))
    for pair in ([0, 17], (np.int64(0), np.int64(17))):
        found = indicators(survey, replace(definition("arop", ages=pair), id="child-arop"))
        assert found[0].value == indicators(survey, "child-arop")[0].value
    listed, paired = (definition("lwi2030", ages=ages) for ages in ([0, 59], (0, 59)))
    assert listed == paired
    assert indicators(survey, listed) == indicators(survey, paired)
    assert Level(role="work_intensity", ages=[0, 59]).ages == (0, 59)  # type: ignore[arg-type]


@pytest.mark.parametrize("bad", ["0-17", 17, [], [17], [0, 17, 18], [0, "17"], [17, 0], [-1, 17]])
def test_ages_that_are_no_two_ages_are_refused(bad: object):
    for make in (
        lambda: definition("arop", ages=bad),
        lambda: replace(definition("gini"), ages=bad),  # type: ignore[arg-type]
        lambda: Level(role="work_intensity", ages=bad),  # type: ignore[arg-type]
    ):
        with pytest.raises(SurveyError, match=r"ages is .* where a youngest and an oldest") as said:
            make()
        assert "waar een jongste en een oudste leeftijd" in said.value.nl


def test_ages_in_a_file_of_definitions_are_judged_too(tmp_path: Path):
    file = tmp_path / "own.toml"
    text = '[[definition]]\nid = "x"\nversion = "1"\nkind = "gini"\nages = {}\n'
    file.write_text(text.format("[0, 17]"), "utf-8")
    assert definitions_in(file)["x"].ages == (0, 17)
    file.write_text(text.format("17"), "utf-8")
    with pytest.raises(SurveyError, match=r"own.toml, definition x: ages is 17, where a youngest"):
        definitions_in(file)
