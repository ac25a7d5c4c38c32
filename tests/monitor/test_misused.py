"""What is asked of the library in a form that cannot be meant is one sentence in two languages."""

import polars as pl
import pytest

from grondrecht.monitor import Survey, SurveyError, indicators
from grondrecht.monitor.streaming import Streamed, streamed

PEOPLE = pl.DataFrame(
    {
        "income": [1.0, 2.0, 3.0, 4.0] * 30,
        "weight": [1.0] * 120,
        "household": range(120),
        "region": ["a", "b"] * 60,
    }
)
BAD = [
    ({"by": 3}, "by=3 names no columns", "by=3 noemt geen kolommen"),
    ({"by": [()]}, "by=[()] names no columns", "by=[()] noemt geen kolommen"),
    ({"by": [3]}, "by=[3] names no columns", "by=[3] noemt geen kolommen"),
    ({"by": [("region", None)]}, "by=[('region', None)] names no", "noemt geen kolommen"),
    ({"replicates": 2.5}, "replicates=2.5 is no whole number", "replicates=2.5 is geen geheel"),
    ({"replicates": "5"}, "replicates='5' is no whole number", "replicates='5' is geen geheel"),
    ({"replicates": True}, "replicates=True is no whole number", "is geen geheel getal"),
    ({"replicates": 5, "seed": None}, "seed=None is no whole number", "seed=None is geen geheel"),
    ({"confidence": "95"}, "A confidence of '95' is no number", "Een zekerheid van '95' is geen"),
    ({"confidence": True}, "A confidence of True is no number", "Een zekerheid van True is geen"),
    ({"only": 3}, "only=3 is no domain", "only=3 is geen domein"),
    ({"asked": 3}, "3 is no indicator", "3 is geen indicator"),
    ({"asked": ["arop", None]}, "None is no indicator", "None is geen indicator"),
]


@pytest.mark.parametrize(("options", "en", "nl"), BAD, ids=lambda value: str(value)[:30])
def test_what_cannot_be_meant_is_refused(options, en, nl):
    with pytest.raises(SurveyError) as caught:
        indicators(Survey(PEOPLE), **{"asked": "arop", **options})
    assert str(caught.value).startswith(en)
    assert nl in caught.value.nl


@pytest.mark.parametrize("given", [None, PEOPLE, "people.csv"])
def test_what_is_no_survey_is_refused(given):
    with pytest.raises(SurveyError, match="Indicators are of a Survey and not of a "):
        indicators(given, "arop")


@pytest.mark.parametrize("column", [3, ["income"], PEOPLE["income"]])
def test_a_role_is_the_name_of_a_column(column):
    with pytest.raises(SurveyError, match="is no name of a column; write it as a text"):
        Survey(PEOPLE, income=column)


def test_no_breakdown_may_be_said_as_none():
    without = indicators(Survey(PEOPLE), "arop")
    assert indicators(Survey(PEOPLE), "arop", by=None).frame.equals(without.frame)
    crossed = indicators(Survey(PEOPLE), "arop", by=[["region"]])
    assert crossed.frame.equals(indicators(Survey(PEOPLE), "arop", by="region").frame)


def test_streaming_refuses_the_same(tmp_path):
    PEOPLE.write_parquet(tmp_path / "people.parquet")
    rows = Streamed(tmp_path / "people.parquet")
    for by in (3, [()], [3]):
        with pytest.raises(SurveyError, match="names no columns"):
            streamed(rows, ["arop"], by=by)
