"""Equivalised income, against one person at a time in plain Python."""

import polars as pl
import pytest
from raw_households import Person, by_home, frame, one_home, people

from grondrecht.monitor import Survey, SurveyError, indicators
from grondrecht.monitor.derived import derived


def size(ages: list[int | None]) -> float | None:
    if None in ages:
        return None
    counted = 1.0
    for age in sorted(age for age in ages if age is not None)[::-1][1:]:
        counted += 0.5 if age >= 14 else 0.3
    return counted


def expected(row: Person, home: list[Person]) -> float | None:
    counted = size([member["RX020"] for member in home])
    if counted is None or row["HY020"] is None:
        return None
    return float(row["HY020"]) / counted


@pytest.mark.parametrize("seed", range(4))
def test_each_person_has_the_income_that_counting_one_by_one_gives(seed: int):
    rows = people(seed)
    homes = by_home(rows)
    got = derived(frame(rows))["income"].to_list()
    want = [expected(row, homes[row["RX030"]]) for row in rows]
    assert got == [None if one is None else pytest.approx(one, rel=1e-12) for one in want]
    assert None in got
    assert min(one for one in got if one is not None) < 0


@pytest.mark.parametrize(
    ("ages", "counted"),
    [
        ([40], 1.0),
        ([40, 38], 1.5),
        ([40, 38, 13, 0], 2.1),
        ([40, 38, 14, 13], 2.3),
        ([40, 14], 1.5),
        ([40, 13], 1.3),
        ([13], 1.0),
        ([12, 9], 1.3),
    ],
)
def test_a_household_counts_for_so_many_single_people(ages: list[int], counted: float):
    data = one_home(*({"RX020": age} for age in ages), HY020=21_000.0)
    made = derived(data)
    assert made["equivalised_size"].to_list() == pytest.approx([counted] * len(ages))
    assert made["income"].to_list() == pytest.approx([21_000 / counted] * len(ages))


@pytest.mark.parametrize("amount", [-500.0, 0.0])
def test_negative_and_zero_incomes_stay(amount: float):
    data = one_home({"RX020": 40}, {"RX020": 8}, HY020=amount)
    assert derived(data)["income"].to_list() == pytest.approx([amount / 1.3] * 2)


def test_a_missing_income_stays_unknown_and_counts_nowhere():
    amounts = [None, 900.0, 1000.0, 1100.0, 2000.0] * 5
    rows = [
        {"RX030": home, "RX020": 40, "HY020": amount, "weight": 1.0}
        for home, amount in enumerate(amounts)
    ]
    data = frame(rows)
    found = indicators(Survey(derived(data)), "median").one("median")
    assert (found.n, found.value) == (20, 1050.0)


def test_a_given_column_wins_over_the_raw_amount():
    data = one_home({"RX020": 40}, {"RX020": 38}, HY020=30_000.0, HX090=17_000.0)
    made = derived(data)
    assert "income" not in made.columns
    survey = Survey(made.with_columns(weight=pl.lit(1.0)))
    assert survey.numbers("income").tolist() == [17_000.0, 17_000.0]


def test_a_given_size_wins_over_the_ages():
    data = one_home({"RX020": 40}, {"RX020": 38}, HY020=30_000.0, HX050=2.0)
    assert derived(data)["income"].to_list() == [15_000.0, 15_000.0]


def test_what_people_who_did_not_answer_would_add_is_multiplied_in():
    data = one_home({"RX020": 40}, HY020=20_000.0, HY025=1.1)
    assert derived(data)["income"].to_list() == pytest.approx([22_000.0])


def test_before_transfers_and_after_housing_are_shared_out_alike():
    data = one_home(
        {"RX020": 40}, {"RX020": 38}, HY020=30_000.0, HY022=24_000.0, HY023=18_000.0, HH070=500.0
    )
    made = derived(data)
    assert made["income_before_transfers"].to_list() == [12_000.0] * 2
    assert made["income_before_transfers_but_pensions"].to_list() == [16_000.0] * 2
    assert made["income_after_housing"].to_list() == [16_000.0] * 2


def test_after_housing_the_threshold_is_of_income_before_housing():
    rows = [{"RX020": 40, "RX030": home, "HY020": 1000.0 + home} for home in range(30)]
    data = frame(rows).with_columns(HH070=pl.lit(50.0), weight=pl.lit(1.0))
    found = indicators(Survey(derived(data)), "arop-after-housing").one("arop-after-housing")
    # Half of the median is left to everyone: 1014.5 * 0.6 = 608.7 lies above 400 to 429.
    assert found.value == 100.0


def test_members_with_different_amounts_are_refused_by_name_and_row():
    data = frame(
        [
            {"RX030": 1, "RX020": 40, "HY020": 1.0},
            {"RX030": 2, "RX020": 40, "HY020": 1.0},
            {"RX030": 2, "RX020": 39, "HY020": 2.0},
        ]
    )
    with pytest.raises(SurveyError, match="Column HY020, rows 2, 3: people of one household"):
        derived(data)


@pytest.mark.parametrize("column", ["HX050", "HY025"])
@pytest.mark.parametrize("bad", [0.0, -1.5])
def test_a_size_or_factor_of_nothing_is_refused(column: str, bad: float):
    rows = [{"RX030": 1, "RX020": 40, "HY020": 1.0}, {"RX030": 2, "RX020": 40, "HY020": 1.0}]
    data = frame(rows).with_columns(pl.Series(column, [1.0, bad]))
    with pytest.raises(SurveyError, match=f"Column {column}, row 2: not above zero; leave the"):
        derived(data)


@pytest.mark.parametrize("sizes", [(1.5, 1.0), (1.5, None)])
def test_a_size_that_differs_within_a_household_is_refused(sizes: tuple[float | None, ...]):
    data = one_home({"RX020": 40}, {"RX020": 38}, HY020=30_000.0)
    with pytest.raises(SurveyError, match="Column HX050, rows 1, 2: people of one household have"):
        derived(data.with_columns(HX050=pl.Series(sizes)))


def test_a_size_that_is_not_known_leaves_the_income_unknown():
    data = one_home({"RX020": 40}, {"RX020": 38}, HY020=30_000.0)
    data = data.with_columns(HX050=pl.lit(None, pl.Float64))
    assert derived(data)["income"].to_list() == [None, None]


def test_a_person_twice_is_refused_before_the_household_is_counted():
    data = one_home({"RX020": 40, "RB030": 7}, {"RX020": 40, "RB030": 7}, HY020=30_000.0)
    with pytest.raises(SurveyError, match="Column RB030, rows 1, 2: the same person more than"):
        derived(data)
    years = data.with_columns(RB010=pl.Series([2022, 2023]))
    assert derived(years)["income"].to_list() == [30_000.0] * 2


def test_a_missing_household_is_refused():
    data = frame([{"RX030": None, "RX020": 40, "HY020": 1.0}])
    with pytest.raises(SurveyError, match="Column RX030, row 1: the household is missing"):
        derived(data)


def test_the_age_is_that_at_the_end_of_the_income_year():
    made = derived({"RB010": [2023, 2023], "RB080": [1983, None], "RX030": [1, 2]})
    assert made["age"].to_list() == [39, None]
    both = one_home({"RX010": 14, "RX020": 13}, {"RX010": 40, "RX020": 40}, HY020=1300.0)
    assert derived(both)["income"].to_list() == [1000.0, 1000.0]


def test_numbers_of_households_begin_anew_in_each_country_and_year():
    data = frame(
        [
            {"RB010": year, "RB020": country, "RX030": 1, "RX020": 40, "HY020": 1000.0}
            for year in (2022, 2023)
            for country in ("BE", "NL")
        ]
    )
    assert derived(data)["income"].to_list() == [1000.0] * 4


@pytest.mark.parametrize("seed", range(2))
def test_the_order_of_rows_and_other_households_change_nothing(seed: int):
    rows = people(seed)
    data = frame(rows)
    whole = derived(data)
    shuffled = derived(data.sample(fraction=1.0, shuffle=True, seed=seed))
    assert shuffled.sort("RB030").equals(whole.sort("RB030"))
    half = derived(frame([row for row in rows if row["RX030"] < 20]))
    assert half.equals(whole.filter(pl.col("RX030") < 20).select(half.columns))


def test_a_role_that_is_asked_for_must_be_possible():
    with pytest.raises(SurveyError, match="income cannot be worked out: no column is household_in"):
        derived({"RX030": [1], "RX020": [40]}, only=["income"])
