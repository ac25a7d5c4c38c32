"""Data that cannot be computed with: one sentence that names column and rows, in two languages."""

import re
from collections.abc import Callable
from pathlib import Path

import numpy as np
import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from samples import of_incomes, people

from grondrecht.monitor import (
    Results,
    Survey,
    SurveyDesign,
    SurveyError,
    contrasts,
    indicators,
)
from grondrecht.monitor.sentences import sentence
from grondrecht.monitor.tables import level_table
from grondrecht.monitor.wording import Words

ASKED = ["arpt", "arop", "rmpg", "s80s20", "gini", "mean", "median"]


def changed(**columns: object) -> pl.DataFrame:
    frame = people()
    made = {name: pl.Series(name, value, strict=False) for name, value in columns.items()}
    return frame.with_columns(**made)


def with_cell(column: str, row: int, value: object) -> pl.DataFrame:
    """The sample with one cell that is something else."""
    values: list[object] = people()[column].to_list()
    values[row] = value
    mixed = any(isinstance(each, str) for each in values)
    return changed(**{column: [None if v is None else str(v) for v in values] if mixed else values})


def refused(frame: object, **roles: str) -> SurveyError:
    with pytest.raises(SurveyError) as said:
        indicators(Survey(frame, **roles), ASKED, by="region")
    return said.value


@pytest.mark.parametrize(
    ("column", "row", "value", "english", "dutch"),
    [
        ("weight", 4, None, "Column weight, row 5: a weight is missing.", "een gewicht ontbreekt"),
        (
            "weight",
            0,
            -3.0,
            "Column weight, row 1: a weight is negative.",
            "een gewicht is negatief",
        ),
        (
            "weight",
            2,
            "veel",
            "Column weight, row 3: text where a number is needed",
            "tekst waar een",
        ),
        ("weight", 2, float("nan"), "Column weight, row 3: not a number or infinite", "oneindig"),
        (
            "income",
            6,
            "n.v.t.",
            "Column income, row 7: text where a number is needed",
            "tekst waar een",
        ),
        ("income", 6, float("nan"), "Column income, row 7: not a number or infinite", "oneindig"),
        ("income", 6, float("inf"), "Column income, row 7: not a number or infinite", "oneindig"),
        ("income", 6, float("-inf"), "Column income, row 7: not a number or infinite", "oneindig"),
        ("income", 6, -1e31, "Column income, row 7: a number beyond 1e+30", "voorbij 1e+30"),
        ("weight", 2, 1e200, "Column weight, row 3: a number beyond 1e+30", "voorbij 1e+30"),
        (
            "person",
            1,
            1,
            "Column person, rows 1, 2: the same person more than once",
            "dezelfde persoon",
        ),
        ("cluster", 3, None, "Column cluster, row 4: cluster is missing", "cluster ontbreekt"),
        ("strata", 3, None, "Column strata, row 4: strata is missing", "strata ontbreekt"),
    ],
)
def test_a_cell_that_is_wrong_is_named(
    column: str, row: int, value: object, english: str, dutch: str
):
    error = refused(with_cell(column, row, value))
    assert str(error).startswith(english)
    assert dutch in error.nl
    assert re.match(rf"Kolom {column}, rij(en)? {row + 1 if column != 'person' else 1}", error.nl)


def test_many_bad_rows_are_counted_not_listed():
    frame = changed(weight=[-1.0] * len(people()))
    assert str(refused(frame)).startswith("Column weight, rows 1, 2, 3, 4, 5 and ")
    assert f"and {len(frame) - 5} more: a weight is negative." in str(refused(frame))


def test_all_incomes_equal_say_nothing_of_poverty():
    error = refused(changed(income=[1200.0] * len(people())))
    assert str(error).startswith(f"Column income: all {len(people())} incomes are 1200; where all")
    assert "inkomens zijn 1200" in error.nl


@pytest.mark.parametrize("asked", ["gini", "s80s20"])
def test_all_incomes_equal_say_nothing_of_inequality_either(asked: str):
    with pytest.raises(SurveyError, match="all 60 incomes are 1200; where all are equal"):
        indicators(of_incomes([1200.0] * 60), asked)


def test_the_mean_and_the_median_of_equal_incomes_are_that_income():
    found = indicators(of_incomes([1200.0] * 60), ["mean", "median"])
    assert [each.value for each in found] == [1200, 1200]


@pytest.mark.parametrize(
    "incomes",
    [[0.0] * 60, [-900.0] * 20 + [100.0] * 40, [500.0] * 30 + [800.0] * 30],
    ids=["all nothing", "less than nothing", "nobody above P80"],
)
@pytest.mark.parametrize("replicates", [0, 5])
def test_a_domain_whose_fifths_cannot_be_compared_has_no_ratio(
    incomes: list[float], replicates: int
):
    group = ["a"] * len(incomes) + ["b"] * 60
    survey = of_incomes([*incomes, *range(1000, 7000, 100)], group=group)
    found = indicators(survey, ["s80s20", "gini"], by="group", replicates=replicates)
    ratio = found.one("s80s20", "group=a")
    assert (ratio.value, ratio.standard_error, ratio.lower, ratio.n) == (None, None, None, 60)
    assert sentence(ratio, Words("en")).endswith("cannot be computed from these data.")
    assert (found.one("gini", "group=a").value is None) is (sum(incomes) <= 0)
    assert found.one("s80s20", "group=b").value is not None
    [apart] = contrasts(survey, "s80s20", [("group=a", "group=b")])
    assert (apart.value, apart.lower, apart.told) == (None, None, None)


def test_there_is_no_gap_where_most_incomes_are_nothing():
    found = indicators(of_incomes([-50.0] * 10 + [0.0] * 30 + [900.0] * 10), ["arop", "rmpg"])
    assert found.one("arop").value == pytest.approx(20)
    assert found.one("rmpg").value is None


def test_no_income_known_is_said():
    error = refused(changed(income=[None] * len(people())))
    assert str(error) == "Column income: no income is known, so there is no threshold."


def test_no_rows_is_said():
    assert str(refused(people().head(0))) == "The survey has 0 rows; there is nothing to compute."


def test_all_weights_zero_is_said():
    assert (
        str(refused(changed(weight=[0.0] * len(people()))))
        == "Column weight: all weights are zero."
    )


def test_weights_whose_square_is_nothing_are_refused():
    """Of weights of 1e-200 no margin could be told, and of some indicators no value."""
    error = refused(changed(weight=[1e-200] * len(people())))
    assert "Column weight: the weights add up to " in str(error)
    assert "give weights that add up to the population" in str(error)


def test_a_cluster_in_two_strata_is_named_with_both():
    error = refused(with_cell("strata", 5, 3))
    assert re.match(
        r"Column cluster, rows 1, 2, 3, 4, 5 and \d+ more: cluster 10 is in two", str(error)
    )
    assert "nested = true" in str(error)


def test_a_household_in_two_strata_is_named():
    frame = people()
    home = frame["household"].to_list()
    home[0] = home[-1]
    error = refused(frame.with_columns(household=pl.Series(home)))
    assert re.match(
        rf"Column household, rows 1, .*\b{len(home)}: a household is in two", str(error)
    )
    assert "een huishouden zit in twee strata" in error.nl


def test_a_household_in_two_strata_is_named_where_it_is_the_cluster():
    frame = with_cell("strata", 0, 3).drop("cluster")
    assert re.search(
        r"Column household, rows 1, .*household 100 is in two strata", str(refused(frame))
    )


def test_an_empty_domain_is_said():
    survey = Survey(people())
    from_nothing = people().with_columns(region=pl.lit(None, pl.String))
    assert [r.domain for r in indicators(Survey(from_nothing), "arop", by="region")] == ["total"]
    with pytest.raises(SurveyError, match=r"Nobody is in region=east; there is region=north"):
        indicators(survey, "arop", only="region=east")


def test_a_column_that_is_not_there_is_named_with_those_that_are():
    with pytest.raises(SurveyError, match="no column inkomen for income; the columns are person,"):
        Survey(people(), income="inkomen")
    with pytest.raises(SurveyError, match=r"No column is weight; say weight=…, or name it RB050"):
        Survey(people().drop("weight"))


def test_an_indicator_that_is_not_there_is_named_with_some_like_it():
    with pytest.raises(SurveyError, match="aropp is no indicator; there is arop"):
        indicators(Survey(people()), "aropp")


@pytest.mark.parametrize("table", [3, None, object(), "nothing.parquet", "notes.docx"])
def test_what_is_no_table_is_refused(table: object, tmp_path: Path):
    (tmp_path / "notes.docx").write_bytes(b"PK")
    where = tmp_path / table if isinstance(table, str) else table
    with pytest.raises(
        SurveyError, match=r"cannot be read as a table|is not a file|neither Parquet"
    ):
        Survey(where)


@pytest.mark.parametrize("name", ["broken.parquet", "empty.parquet", "empty.csv"])
def test_a_file_that_is_broken_is_named(name: str, tmp_path: Path):
    (tmp_path / name).write_bytes(b"" if "empty" in name else b"PAR1 and nothing more")
    with pytest.raises(SurveyError, match=f"{name} cannot be read as a table"):
        Survey(tmp_path / name)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("single = 'drop'", "design.toml: A single cluster cannot be treated as 'drop'"),
        (
            "lonely = 'adjust'",
            "design.toml: lonely is no part of a design; known are columns, single",
        ),
        ("single = ", "design.toml cannot be read as a design in TOML"),
        ("[columns]\nincome = 3", r"design.toml: columns.income is 3, where the name of a column"),
        ("columns = 'x'", "design.toml: columns is 'x', where a table of roles and columns"),
        ("nested = 'yes'", "design.toml: nested is 'yes', where true or false"),
        ("calibration = 'sex'", "design.toml: calibration is 'sex', where a list of columns"),
    ],
)
def test_a_design_that_is_wrong_is_named(text: str, said: str, tmp_path: Path):
    file = tmp_path / "design.toml"
    file.write_text(text, "utf-8")
    with pytest.raises(SurveyError, match=said):
        SurveyDesign.from_toml(file)


def test_a_design_of_a_file_is_used(tmp_path: Path):
    file = tmp_path / "design.toml"
    file.write_text("single = 'centre'\n[columns]\nincome = 'money'\nweight = 'weight'\n", "utf-8")
    survey = Survey(people().rename({"income": "money"}), design=SurveyDesign.from_toml(file))
    plain = indicators(Survey(people()), "arop")[0]
    assert indicators(survey, "arop")[0] == plain


def test_one_income_only_has_no_margin_and_no_number_is_made_up():
    found = indicators(of_incomes([900.0, *[2000.0] * 30]), ["arop", "rmpg", "s80s20"])
    assert found.one("arop").value == pytest.approx(100 / 31)
    assert [each.flag for each in found] == ["few", "withheld", ":"]
    assert all(each.value is None or np.isfinite(each.value) for each in found)


@pytest.mark.parametrize(
    ("count", "flag", "shown"),
    [(19, "withheld", False), (20, "few", True), (49, "few", True), (50, "", True)],
)
def test_few_people_are_flagged_and_fewer_withheld(count: int, flag: str, shown: bool):
    frame = people().with_columns(
        group=pl.when(pl.int_range(pl.len()) < count).then(pl.lit("a")).otherwise(pl.lit("b"))
    )
    found = indicators(Survey(frame), "arop", by="group").one("arop", "group=a")
    assert (found.n, found.flag) == (count, flag)
    assert (found.value is not None) is shown
    assert (found.lower is not None) is shown
    assert (found.n_poor is not None) is shown


@pytest.mark.parametrize(
    ("poor", "flag"), [(0, "withheld"), (19, "withheld"), (20, "few"), (49, "few"), (50, "")]
)
def test_the_gap_rests_on_the_poor_alone(poor: int, flag: str):
    incomes = [*np.linspace(100, 200, poor), *np.linspace(1000, 2000, 400)]
    found = indicators(of_incomes(incomes), ["arop", "rmpg"])
    gap, rate = found.one("rmpg"), found.one("arop")
    assert (gap.n, gap.flag) == (400 + poor, flag)
    assert (rate.n_poor, rate.flag) == (poor, "")
    assert (gap.value is None) is (gap.n_poor is None) is (flag == "withheld")


def test_who_weighs_nothing_was_not_asked():
    incomes = [100.0] * 30 + [1000.0 + place for place in range(70)]
    weights = [0.0] * 11 + [1.0] * 19 + [0.0] * 10 + [1.0] * 60
    found = indicators(of_incomes(incomes, weights), ["arop", "rmpg", "median"])
    assert [(each.n, each.population) for each in found] == [(79, 79.0)] * 3
    assert found.one("arop").n_poor == 19
    assert found.one("rmpg").flag == "withheld"


def test_what_cannot_be_told_says_so_with_a_flag():
    found = indicators(of_incomes([-50.0] * 30 + [0.0] * 30 + [900.0] * 20), "rmpg")[0]
    assert (found.value, found.n_poor, found.flag) == (None, 30, ":")
    remark = next(level_table([found], "rmpg", Words("en")).shown(Words("en")))[-1]
    assert remark == Words("en").flag(":") == "cannot be computed"


tables: list[Callable[[pl.DataFrame], object]] = [
    lambda frame: frame,
    lambda frame: frame.lazy(),
    lambda frame: frame.to_dict(as_series=False),
    lambda frame: {name: frame[name].to_numpy() for name in frame.columns},
]


@pytest.mark.parametrize("table", tables)
def test_every_kind_of_table_is_the_same_survey(table: Callable[[pl.DataFrame], object]):
    expected = indicators(Survey(people()), ASKED)
    assert indicators(Survey(table(people())), ASKED) == expected


@pytest.mark.parametrize("kind", ["pandas", "pyarrow"])
def test_tables_of_other_libraries_are_the_same_survey(kind: str):
    pytest.importorskip(kind)
    made = people().to_pandas() if kind == "pandas" else people().to_arrow()
    assert indicators(Survey(made), ASKED) == indicators(Survey(people()), ASKED)


@pytest.mark.parametrize("decimal", [".", ","])
def test_files_are_the_same_survey(decimal: str, tmp_path: Path):
    frame = people()
    frame.write_parquet(tmp_path / "people.parquet")
    comma = decimal == ","
    frame.write_csv(tmp_path / "people.csv", separator=";" if comma else ",", decimal_comma=comma)
    expected = indicators(Survey(frame), ASKED)
    for name in ("people.parquet", "people.csv"):
        assert indicators(Survey(tmp_path / name), ASKED) == expected


numbers = st.none() | st.floats() | st.integers(-(10**9), 10**9) | st.text(max_size=4)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(numbers, numbers, st.integers(1, 3)), max_size=40))
def test_whatever_is_given_the_answer_is_a_finite_number_or_a_sentence(rows: list[tuple]):
    income, weight, home = zip(*rows, strict=True) if rows else ((), (), ())
    frame = {"income": list(income), "weight": list(weight), "household": list(home)}
    table = {name: pl.Series(name, values, strict=False) for name, values in frame.items()}
    said: list[SurveyError] = []
    try:
        found = indicators(Survey(pl.DataFrame(table)), ASKED)
    except SurveyError as error:
        found = Results()
        said.append(error)
    assert all(str(error).endswith((".", ")")) and error.nl != str(error) for error in said)
    for each in found:
        assert each.value is None or np.isfinite(each.value)
        assert each.standard_error is None or each.standard_error >= 0
