"""What rows that are read in parts must hold: each refusal is a sentence, without row numbers."""

import re
from pathlib import Path

import polars as pl
import pytest
from samples import people
from test_streaming import parts

from grondrecht.monitor import SurveyDesign, SurveyError, streaming
from grondrecht.monitor.streaming import Streamed, streamed


def refused(rows: Streamed | pl.DataFrame, *asked: object, **said: object) -> SurveyError:
    given = Streamed(rows.lazy()) if isinstance(rows, pl.DataFrame) else rows
    with pytest.raises(SurveyError) as found:
        streamed(given, *(asked or ["arop"]), **said)  # type: ignore[arg-type]
    assert not re.search(r"\brows? \d", str(found.value))
    assert str(found.value).count(". ") == 0
    assert found.value.nl
    return found.value


@pytest.mark.parametrize(
    ("column", "value", "says"),
    [
        ("weight", None, "a weight is missing, negative or not a number"),
        ("weight", -1.0, "a weight is missing, negative or not a number"),
        ("weight", float("nan"), "a weight is missing, negative or not a number"),
        ("weight", float("inf"), "a weight is missing, negative or not a number"),
        ("weight", 1e-30, "a weight is so much smaller than the largest"),
        ("income", float("inf"), "not a number or infinite"),
        ("income", float("nan"), "not a number or infinite"),
        ("age", float("inf"), "not a number or infinite"),
        ("income", -1e40, "a number beyond 1e+30"),
    ],
)
def test_bad_data_are_refused_by_column_with_so_many_rows(column: str, value: float, says: str):
    name = f"own {column}"
    bad = pl.when(pl.int_range(pl.len()).is_in([3, 50])).then(value).otherwise(pl.col(column))
    rows = people().with_columns(bad.cast(pl.Float64).alias(name)).drop(column)
    error = refused(parts(rows, [0, 1]), ["arop", "child-arop"], **{column: name})
    assert str(error).startswith(f"Column {name}, 2 of {len(rows)} rows: {says}")
    assert error.nl.startswith(f"Kolom {name}, 2 van {len(rows)} rijen: ")


def test_text_in_a_column_of_numbers_is_refused_with_so_many_rows():
    text = pl.when(pl.int_range(pl.len()) % 100 > 0).then(pl.col("income").cast(pl.String))
    rows = people().with_columns(text.otherwise(pl.lit("much")).alias("income"))
    count = -(-len(rows) // 100)
    assert f"Column income, {count} of {len(rows)} rows: text" in str(refused(rows))


def test_what_is_the_same_for_all_is_refused_by_the_name_of_its_column():
    rows = people().with_columns(own=pl.lit(7.0))
    assert "Column own: all weights are zero" in str(
        refused(rows.with_columns(own=pl.lit(0)), weight="own")
    )
    assert f"Column own: all {len(rows)} incomes are 7" in str(refused(rows, income="own"))


def test_a_person_in_two_rows_is_refused_wherever_the_rows_are():
    rows = people()
    twice = rows.with_columns(person=pl.col("person").replace({17: 350, 400: 350}))
    assert str(refused(parts(twice, [0, 1, 2, 3]))) == (
        "Column person: person 350 is in 3 rows; keep one row for each person."
    )
    again = Streamed([rows[:60].lazy(), rows[40:].lazy()])
    assert "person 41 is in 2 rows" in str(refused(again, margins=False))
    text = twice.with_columns(pl.col("person").cast(pl.String).alias("own"))
    assert "Column own: person 350 is in 3 rows" in str(refused(text, person="own"))


def test_persons_without_a_number_are_no_one_in_particular():
    for lost in (pl.lit(None, pl.Int64), pl.lit(float("nan")), pl.lit(" ")):
        rows = people().with_columns(person=lost)
        assert streamed(Streamed(rows.lazy()), "arop")[0].n == len(rows)


def test_more_rows_than_are_seen_at_a_time_are_dealt_out_by_what_must_be_seen_together(
    monkeypatch: pytest.MonkeyPatch,
):
    monkeypatch.setattr(streaming, "TOGETHER", 100)
    rows = people()
    assert len(rows) > 500
    assert streamed(parts(rows, [0, 1]), "arop") == streamed(Streamed(rows.lazy()), "arop")
    twice = rows.with_columns(person=pl.col("person").replace({17: 350}))
    assert "person 350 is in 2 rows" in str(refused(parts(twice, [0, 1, 2])))
    torn = rows.with_columns(household=pl.col("household").replace({100: 600}))
    assert "household 600 is in two strata" in str(refused(parts(torn, [0, 1, 2])))


def test_a_household_or_a_cluster_in_two_strata_is_refused_wherever_the_rows_are():
    rows = people()
    torn = rows.with_columns(household=pl.col("household").replace({100: 600}))
    assert str(refused(parts(torn, [0, 1]))) == (
        "Column household: household 600 is in two strata; give all its members one stratum."
    )
    assert streamed(parts(torn, [0, 1]), "arop", margins=False)[0].n == len(rows)
    by_home = rows.with_columns(strata=pl.col("household") % 2)
    assert "Cluster 10 is in two strata" in str(refused(parts(by_home, [0, 1])))
    alone = rows.drop("cluster").with_columns(household=pl.col("household").replace({100: 600}))
    assert "Cluster 600 is in two strata" in str(refused(parts(alone, [0, 1])))


@pytest.mark.parametrize("lost", [pl.lit(None, pl.Int64), pl.lit(float("nan")), pl.lit(" ")])
@pytest.mark.parametrize("column", ["cluster", "strata"])
def test_a_cluster_or_a_stratum_that_is_missing_is_refused(column: str, lost: pl.Expr):
    kind = pl.select(lost).dtypes[0]
    some = pl.when(pl.int_range(pl.len()) == 9).then(lost).otherwise(pl.col(column).cast(kind))
    rows = people().with_columns(some.alias(column))
    assert "A cluster or a stratum is missing" in str(refused(rows))


def test_a_stratum_with_one_cluster_is_refused_without_a_row():
    error = refused(people(strata=2, clusters=1))
    assert str(error).startswith("Stratum 1, 2 has one cluster, so its variance")
    assert error.nl.startswith("Stratum 1, 2 heeft één cluster, dus zijn variantie")


def test_what_is_asked_must_be_possible():
    rows = people()
    assert "No column is household" in str(refused(rows.drop("cluster", "household")))
    assert "child-arop cannot be told: no column is age; say age=…" in str(
        refused(rows.drop("age"), "child-arop")
    )
    assert "smsd cannot be told: no column is smsd_status, " in str(refused(rows, "smsd"))
    assert "No column is tenure" in str(refused(rows, "arop", "tenure"))
    assert "not broken down by cluster" in str(refused(rows, "arop", "cluster"))
    assert "0 rows" in str(refused(rows[:0]))
    design = SurveyDesign(calibration=("sex",))
    assert "calibrated" in str(refused(rows, design=design))
    for said in ({"replicates": -3}, {"replicates": 1}, {"seed": -1}, {"confidence": 95}):
        refused(rows, **said)


def test_parts_must_be_there_and_alike(tmp_path: Path):
    with pytest.raises(SurveyError, match=r"nothing\.parquet cannot be read as Parquet"):
        Streamed(tmp_path / "nothing.parquet")
    with pytest.raises(SurveyError, match="There is no part to read"):
        Streamed([])
    rows = people()
    without = Streamed([rows[:50].lazy(), rows[50:].drop("weight").lazy()])
    assert "Part 2 has no column weight, which part 1 has" in str(refused(without))
    text = rows[50:].with_columns(pl.col("cluster").cast(pl.String))
    other = Streamed([rows[:50].lazy(), text.lazy()])
    assert "Column cluster is number in part 1 and String in part 2" in str(refused(other))


def test_files_that_cannot_be_read_on_the_way_are_refused(tmp_path: Path):
    rows = people()
    rows[:50].write_parquet(tmp_path / "0.parquet")
    rows[50:].drop("income").write_parquet(tmp_path / "1.parquet")
    assert "The rows cannot be read: " in str(refused(Streamed(tmp_path / "*.parquet")))
