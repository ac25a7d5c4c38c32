"""A table as it is opened: numbers of single precision are what they are written as."""

from pathlib import Path

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from samples import people

from grondrecht.monitor import Survey, SurveyError, derived, indicators
from grondrecht.monitor.opening import opened


def single(**columns: list[float | None]) -> pl.DataFrame:
    return pl.DataFrame({name: pl.Series(each, dtype=pl.Float32) for name, each in columns.items()})


def test_a_work_intensity_on_the_line_is_low_in_single_precision_too():
    frame = single(work_intensity_2030=[0.2] * 30 + [0.8] * 70).with_columns(
        age=pl.lit(40), weight=pl.lit(1.0), household=pl.int_range(100)
    )
    assert indicators(Survey(frame), "lwi2030").one("lwi2030").value == 30.0


def test_an_amount_stays_what_it_was_through_deriving_and_grouping(tmp_path: Path):
    frame = single(HY020=[26_000.55, -0.1], part=[0.1, None])
    frame = frame.with_columns(RX030=pl.Series([1, 2]), RX020=pl.lit(40))
    frame.write_parquet(tmp_path / "single.parquet")
    for table in (frame, frame.lazy(), tmp_path / "single.parquet"):
        made = derived(table)
        assert made["income"].to_list() == [26_000.55, -0.1]
        assert Survey(made.with_columns(weight=1.0)).groups("part")[1] == ["0.1"]


def test_single_precision_gives_the_results_of_the_same_numbers_in_double():
    frame = people().with_columns(pl.col("income").round(1).cast(pl.Float32))
    double = frame.with_columns(income=pl.Series(map(float, map(str, frame["income"].to_numpy()))))
    assert indicators(Survey(frame), ["arop", "gini"]) == indicators(
        Survey(double), ["arop", "gini"]
    )


@given(st.lists(st.floats(width=32) | st.none(), max_size=20))
def test_every_number_of_single_precision_keeps_its_value(values: list[float | None]):
    frame = single(value=values)
    again = opened(frame).collect()["value"]
    assert again.dtype == pl.Float64
    assert again.cast(pl.Float32).equals(frame["value"])


@pytest.mark.parametrize("kind", [pl.Float64, pl.Int32, pl.String, pl.Decimal(10, 2)])
def test_other_columns_are_left_as_they_are(kind: pl.DataType):
    frame = pl.DataFrame({"value": pl.Series([1, None]).cast(kind)})
    assert opened(frame).collect().equals(frame)


@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_a_file_that_is_cut_off_is_refused(tmp_path: Path, separator: str):
    """Its last row is not whole: what lacks would count as unknown."""
    path = tmp_path / "half.csv"
    whole = 'income,weight,household,note\n1000,1,1,"a, b"\n2000,1,2,x\n'.replace(",", separator)
    path.write_text(whole, encoding="utf-8")
    assert len(Survey(path)) == 2
    path.write_text(whole.rstrip("\n"), encoding="utf-8")
    assert len(Survey(path)) == 2
    path.write_text(whole.removesuffix("2,x\n".replace(",", separator)), encoding="utf-8")
    with pytest.raises(SurveyError, match=r"half\.csv, line 3: 3 of 4 fields; complete the row"):
        Survey(path)


def test_a_row_in_the_middle_that_is_too_short_is_refused(tmp_path: Path):
    path = tmp_path / "hole.csv"
    path.write_text('note,income,weight,household\n"a\nb",1000,1,1\nx,2000\ny,3000,1,3\n', "utf-8")
    with pytest.raises(SurveyError, match=r"hole\.csv, line 4: 2 of 4 fields") as caught:
        Survey(path)
    assert "regel 4: 2 van de 4 velden" in caught.value.nl
    # An empty cell is unknown.
    path.write_text("income,weight,household,note\n1000,1,1,\n2000,1,2,x\n", "utf-8")
    assert len(Survey(path)) == 2


def test_a_last_row_with_a_text_of_several_lines_is_whole(tmp_path: Path):
    path = tmp_path / "lines.csv"
    path.write_text('income,weight,household,note\n1000,1,1,"one\ntwo"\n', encoding="utf-8")
    assert len(Survey(path)) == 1


def test_a_lazy_frame_that_fails_is_said_in_a_sentence():
    rows = people().lazy()
    for broken in (
        rows.with_columns(pl.col("nowhere")),
        rows.with_columns(pl.col("weight").cast(pl.String).str.to_date("%Y")),
    ):
        with pytest.raises(SurveyError, match=r"^The table cannot be read: .*\.$") as error:
            derived(broken)
        assert "\n" not in str(error.value)
        with pytest.raises(SurveyError, match=r"^The table cannot be read: "):
            Survey(broken)


def test_a_column_of_several_kinds_is_named():
    pandas = pytest.importorskip("pandas")
    frame = pandas.DataFrame({"income": [1.0, 2.0], "weight": [1, 1], "note": [1, "a"]})
    with pytest.raises(SurveyError, match=r"^Column note holds values"):
        Survey(frame)


@pytest.mark.parametrize("kind", [pl.Categorical, pl.Enum])
def test_categories_that_are_numbers_are_read_as_text_is(kind: type[pl.DataType]):
    frame = people()
    text = pl.col("income").cast(pl.String)
    kinds = pl.Enum(frame["income"].cast(pl.String).unique()) if kind is pl.Enum else kind
    found = indicators(Survey(frame.with_columns(text.cast(kinds))), "arop")
    assert found == indicators(Survey(frame), "arop")
    named = frame.with_columns(income=pl.lit("much").cast(pl.Categorical))
    with pytest.raises(SurveyError, match="text where a number is needed"):
        indicators(Survey(named), "arop")


def test_numbers_of_clusters_may_be_longer_than_numpy_has_them():
    frame = people()
    long = frame.with_columns(pl.col("cluster").cast(pl.Int128) + 2**100)
    assert indicators(Survey(long), "arop") == indicators(Survey(frame), "arop")


def test_a_point_that_may_be_of_thousands_is_refused_in_a_file_with_semicolons(tmp_path: Path):
    """950 and 12.345 would be 950 and twelve."""
    path = tmp_path / "nl.csv"
    path.write_text("income;weight;household\n950;1,5;1\n12.345;2,5;2\n", "utf-8")
    with pytest.raises(SurveyError, match=r"Column income, row 2: a point that may be of thou"):
        Survey(path)
    path.write_text("income;weight;household;land\n950;1.5;1;a.b\n12.345;2;2;c\n", "utf-8")
    assert Survey(path).numbers("income").tolist() == [950, 12.345]
    path.write_text("income;weight;household\n950;1,5;1\n12,345;2,5;2\n", "utf-8")
    assert Survey(path).numbers("income").tolist() == [950, 12.345]


def test_a_list_of_whole_numbers_and_fractions_is_of_numbers():
    made = Survey({"income": [0, 0.2, None, 3], "weight": (1, 1.5, 2, 1)})
    assert made.numbers("income")[[0, 1, 3]].tolist() == [0, 0.2, 3]
    assert made.weights.tolist() == [1, 1.5, 2, 1]
    with pytest.raises(SurveyError, match="cannot be read as a table") as error:
        Survey({"income": [1, "much"], "weight": [1, 1]})
    assert "\n" not in str(error.value)
