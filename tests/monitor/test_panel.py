"""The persistent rate from four yearly tables, against one person at a time in plain Python."""

import numpy as np
import polars as pl
import pytest

from grondrecht.monitor import Survey, SurveyError, anchored, indicators
from grondrecht.monitor.panel import panel

YEARS = 4


def yearly(seed: int = 1, size: int = 400) -> list[pl.DataFrame]:
    """Four years of people, the last first; some come and go, some incomes are unknown."""
    draw = np.random.default_rng(seed)
    base = draw.lognormal(9.8, 0.5, size)
    made = []
    for back in range(YEARS):
        there = draw.random(size) > 0.08
        income = np.round(base * draw.lognormal(0, 0.25, size), 2)
        told = [None if draw.random() < 0.03 else amount for amount in income.tolist()]
        data = {"RB030": range(size), "HX090": told, "RX030": range(size), "RX020": [40] * size}
        made.append(
            pl.DataFrame(data)
            .with_columns(RB064=pl.lit(1.0 + back))
            .filter(pl.Series(there))
            .sample(fraction=1.0, shuffle=True, seed=seed + back)
        )
    return made


def median(values: list[float]) -> float:
    ordered = sorted(values)
    half = len(ordered) // 2
    return ordered[half] if len(ordered) % 2 else (ordered[half - 1] + ordered[half]) / 2


@pytest.mark.parametrize("seed", range(3))
def test_the_rate_is_what_following_each_person_gives(seed: int):
    tables = yearly(seed)
    incomes = [dict(table.select("RB030", "HX090").iter_rows()) for table in tables]
    there = set.intersection(*(set(year) for year in incomes))
    lines = [
        0.6 * median([year[who] for who in there if year[who] is not None]) for year in incomes
    ]
    told = [who for who in there if all(year[who] is not None for year in incomes)]
    poor = [[incomes[back][who] < lines[back] for back in range(YEARS)] for who in told]
    want = sum(now and sum(before) >= 2 for now, *before in poor)
    made = panel(tables)
    assert set(made["RB030"]) == there
    found = indicators(Survey(made, weight="RB064"), "persistent-arop").one("persistent-arop")
    assert (found.n, found.n_poor) == (len(told), want)
    assert found.value == pytest.approx(100 * want / len(told))
    assert found.standard_error is not None
    assert found.standard_error > 0


def survey(*incomes: tuple[float | None, ...]) -> Survey:
    """People by their incomes of this year, last year, …; others have 1000 to 1100 in each."""
    rows = [*incomes, *((1000.0 + number,) * YEARS for number in range(100))]
    tables = [
        pl.DataFrame({"RB030": range(len(rows)), "HX090": [row[back] for row in rows]})
        for back in range(YEARS)
    ]
    made = panel(tables).with_columns(weight=pl.lit(1.0), household=pl.int_range(pl.len()))
    return Survey(made)


@pytest.mark.parametrize(
    ("incomes", "persistent"),
    [
        ((1.0, 1.0, 1.0, 1.0), True),
        ((1.0, 1.0, 1.0, 900.0), True),
        ((1.0, 900.0, 1.0, 1.0), True),
        ((1.0, 900.0, 900.0, 1.0), False),
        ((900.0, 1.0, 1.0, 1.0), False),
    ],
)
def test_poor_now_and_in_two_of_the_three_years_before(
    incomes: tuple[float, ...], persistent: bool
):
    found = indicators(survey(incomes), "persistent-arop").one("persistent-arop")
    assert (found.n, found.n_poor) == (101, int(persistent))


def test_who_is_not_known_in_all_four_years_is_left_out_even_where_three_decide():
    # Kept in, those who are not poor now would be told and those who are poor often not.
    found = indicators(survey((1.0, 1.0, 1.0, None), (900.0, None, 1.0, 1.0)), "persistent-arop")
    assert (found[0].n, found[0].n_poor) == (100, 0)


def test_thresholds_of_the_whole_sample_of_each_year_can_be_given():
    people = survey((500.0, 500.0, 500.0, 900.0))
    lines = [600.0, 510.0, 510.0, 600.0]
    given = anchored(lines, "persistent-arop")
    assert indicators(people, given).one("persistent-arop-anchored").n_poor == 1
    lines[1] = 500.0
    given = anchored(lines, "persistent-arop")
    assert indicators(people, given).one("persistent-arop-anchored").n_poor == 0


def test_the_columns_and_the_order_of_the_last_year_stay():
    last, *earlier = yearly()
    made = panel([last, *earlier])
    assert made.columns == [*last.columns, "income_1", "income_2", "income_3"]
    kept = set(made["RB030"])
    assert made["RB030"].to_list() == [who for who in last["RB030"] if who in kept]


def test_a_person_twice_in_a_year_is_refused():
    last, *earlier = yearly()
    twice = pl.concat([earlier[0], earlier[0].head(1)])
    with pytest.raises(SurveyError, match=r"Column RB030, rows 1, .*twice in one year"):
        panel([last, twice])


def test_years_without_anybody_in_common_are_refused():
    last = yearly()[0]
    other = last.with_columns(RB030=pl.col("RB030") + 10_000)
    with pytest.raises(SurveyError, match="Column RB030: nobody is in all 2 years"):
        panel([last, other])


def test_no_table_at_all_is_refused():
    with pytest.raises(SurveyError, match="There is no table to make a panel of; give one for"):
        panel([])


@pytest.mark.parametrize("name", ["income_1", "INCOME_3"])
def test_a_column_that_the_panel_makes_is_not_there_twice(name: str):
    last, *earlier = yearly()
    with pytest.raises(SurveyError, match=f"The last year has a column {name} already; take it"):
        panel([last.with_columns(pl.lit(1.0).alias(name)), *earlier])
    one, *others = earlier
    made = panel([last, one.with_columns(pl.lit(1.0).alias(name)), *others])
    assert made.equals(panel([last, *earlier]))


@pytest.mark.parametrize("kind", [pl.String, pl.Float64])
def test_persons_of_another_kind_in_an_earlier_year_are_refused(kind: pl.DataType):
    last, *earlier = yearly()
    earlier[1] = earlier[1].with_columns(pl.col("RB030").cast(kind))
    with pytest.raises(SurveyError, match=f"RB030 has persons as {kind} in table 3, and as"):
        panel([last, *earlier])


@pytest.mark.parametrize("kind", [pl.Int16, pl.UInt32, pl.UInt64])
def test_whole_numbers_of_other_sizes_are_the_same_persons(kind: pl.DataType):
    last, *earlier = yearly()
    cast = pl.col("RB030").cast(kind)
    want = panel([last, *earlier])
    assert panel([last, *(each.with_columns(cast) for each in earlier)]).equals(want)
    narrow = panel([last.with_columns(cast), *earlier])
    assert narrow.with_columns(pl.col("RB030").cast(pl.Int64)).equals(want)


def test_a_number_that_does_not_fit_the_last_year_is_another_person():
    last = pl.DataFrame({"RB030": pl.Series([1, 2], dtype=pl.Int8), "HX090": [1.0, 2.0]})
    before = pl.DataFrame({"RB030": [1, 2 + 2**8], "HX090": [3.0, 4.0]})
    assert panel([last, before])["income_1"].to_list() == [3.0]


@pytest.mark.parametrize("way", [None, float("nan")])
def test_a_person_without_a_number_is_refused(way: float | None):
    tables = [{"RB030": [1.0, way], "HX090": [1.0, 2.0]}] * 2
    with pytest.raises(SurveyError, match="Column RB030, row 2: a person without a number"):
        panel(tables)


def test_columns_of_another_name_are_said():
    tables = [{"who": [1, 2], "money": [10.0 + back, 20.0]} for back in range(YEARS)]
    made = panel(tables, person="who", income="money")
    assert made["income_3"].to_list() == [13.0, 20.0]
