"""Working out from raw items: any table, bad data, and a survey from the answers to AROPE."""

from pathlib import Path

import polars as pl
import pytest
from raw_households import frame, people

from grondrecht.monitor import Survey, SurveyError, derived, indicators

HOME = {"RX030": [1, 1, 2], "RX020": [40, 12, 71], "HY020": [26_000.0, 26_000.0, 15_000.0]}


def test_a_file_a_mapping_and_another_name_give_the_same(tmp_path: Path):
    want = [20_000.0, 20_000.0, 15_000.0]
    pl.DataFrame(HOME).write_csv(tmp_path / "silc.csv")
    pl.DataFrame(HOME).write_parquet(tmp_path / "silc.parquet")
    for table in (HOME, tmp_path / "silc.csv", str(tmp_path / "silc.parquet"), pl.LazyFrame(HOME)):
        assert derived(table)["income"].to_list() == want
    other = pl.DataFrame(HOME).rename({"HY020": "inkomen", "RX020": "leeftijd"})
    made = derived(other, household_income="inkomen", age="leeftijd")
    assert made["income"].to_list() == want
    assert made.columns[:3] == other.columns


def test_the_case_of_names_does_not_matter():
    made = derived({name.lower(): values for name, values in HOME.items()})
    assert made["income"].to_list() == [20_000.0, 20_000.0, 15_000.0]


@pytest.mark.parametrize(
    ("column", "values", "message"),
    [
        ("HY020", ["26000", "26000", "veel"], "Column HY020, row 3: text where a number is"),
        ("HY020", [1.0, 1.0, float("nan")], "Column HY020, row 3: not a number or infinite"),
        ("RX020", [40.0, float("inf"), 71.0], "Column RX020, row 2: not a number or infinite"),
        ("RX030", [1, None, 2], "Column RX030, row 2: the household is missing"),
        ("HY020", [1.0, 2.0, 1.0], "Column HY020, rows 1, 2: people of one household"),
        ("HY020", [1.0, None, 1.0], "Column HY020, rows 1, 2: people of one household"),
    ],
)
def test_bad_data_are_refused_by_column_and_row(column: str, values: list[object], message: str):
    with pytest.raises(SurveyError, match=message):
        derived(pl.DataFrame(HOME | {column: values}, strict=False))


def test_nothing_stays_nothing():
    empty = frame(people(1, homes=2)).clear()
    made = derived(empty)
    assert len(made) == 0
    assert "income" in made.columns


def test_what_cannot_be_worked_out_is_left_and_said_when_asked_for():
    assert "work_intensity_2030" not in derived(HOME).columns
    with pytest.raises(SurveyError, match=r"work_intensity_2030 cannot be .* is student, months_"):
        derived(HOME, only=["income", "work_intensity_2030"])
    with pytest.raises(SurveyError, match=r"months_declared cannot be worked out: .*the calendar"):
        derived(HOME, only=["months_declared"])
    with pytest.raises(SurveyError, match="happiness cannot be worked out: no column is happiness"):
        derived(HOME, only=["happiness"])


def test_working_out_twice_changes_nothing():
    once = derived(frame(people(3)))
    assert derived(once).equals(once)


def test_a_method_of_part_time_that_is_none_is_refused():
    with pytest.raises(SurveyError, match="third is no way to count part-time months; there is ho"):
        derived(HOME, method="third")


def test_replicates_give_the_margin_that_linearising_gives():
    data = derived(frame(people(5, homes=900, gaps=0.0))).with_columns(weight=pl.lit(1.0))
    survey, ids = Survey(data), ["arope2030", "smsd", "lwi2030"]
    told = indicators(survey, ids)
    drawn = indicators(survey, ids, replicates=400)
    for one, other in zip(told, drawn, strict=True):
        assert one.value == other.value
        assert one.standard_error == pytest.approx(other.standard_error, rel=0.15)


def test_one_role_that_must_come_out_may_be_said_as_a_word():
    table = {"RX030": [1], "RX020": [40], "HY020": [100.0]}
    assert derived(table, only="income")["income"].to_list() == [100.0]
    with pytest.raises(SurveyError, match=r"^work_intensity_2030 cannot be worked out"):
        derived(table, only="work_intensity_2030")
