"""Work intensity, against one household at a time in plain Python, and its cases one by one."""

from fractions import Fraction

import pytest
from raw_households import CALENDAR, Person, by_home, frame, one_home, people

from grondrecht.monitor import Survey, SurveyError, indicators
from grondrecht.monitor.derived import derived
from grondrecht.monitor.wording import Words


def both(*parts: bool | None) -> bool | None:
    """Three-valued and."""
    return False if False in parts else None if None in parts else True


def either(*parts: bool | None) -> bool | None:
    """Three-valued or."""
    return True if True in parts else None if None in parts else False


def within(age: int | None, low: int, high: int) -> bool | None:
    return None if age is None else low <= age <= high


def on_pensions(home: list[Person]) -> bool | None:
    total = sum((row["PY100G"] or 0) + (row["PY080G"] or 0) + (row["PY110G"] or 0) for row in home)
    if total > 0.5 * home[0]["HY010"]:
        return True
    asked = [row for row in home if row["RX020"] is not None and row["RX020"] >= 16]
    return None if any(row["PY100G"] is None for row in asked) else False


def counts(row: Person, home: list[Person], version: str) -> bool | None:
    age, status = row["RX020"], row["PL032"]
    student = None if status is None else status == 5
    out = [both(within(age, 18, 24), student)]
    if version == "2030":
        pension = None if row["PY100G"] is None else row["PY100G"] > 0
        private = None if row["PY080G"] is None else row["PY080G"] > 0
        out += [None if status is None else status == 3, either(pension, private)]
        inactive = None if status is None else status in (3, 4, 5, 6, 8)
        out.append(both(within(age, 60, 64), inactive, on_pensions(home)))
    gone = either(*out)
    return both(
        within(age, 18, 64 if version == "2030" else 59), None if gone is None else not gone
    )


def expected(row: Person, home: list[Person], version: str) -> float | None:
    age = row["RX020"]
    if age is not None and age > (64 if version == "2030" else 59):
        return 99.0
    counted = [(counts(one, home, version), one) for one in home]
    if age is None or any(yes is None for yes, _ in counted):
        return None
    adults = [one for yes, one in counted if yes]
    if any(one["PL073"] is None for one in adults):
        return None
    if not adults:
        return 99.0
    worked = Fraction(0)
    for one in adults:
        hours = None if one["PL060"] is None else one["PL060"] + (one["PL100"] or 0)
        part = Fraction(1, 2) if hours is None else min(Fraction(hours, 35), Fraction(1))
        worked += one["PL073"] + one["PL075"] + part * (one["PL074"] + one["PL076"])
    return float(worked / (12 * len(adults)))


@pytest.mark.parametrize("version", ["2030", "2020"])
@pytest.mark.parametrize("seed", range(5))
def test_each_person_has_the_intensity_that_counting_one_by_one_gives(seed: int, version: str):
    rows = people(seed, homes=100, gaps=0.01)
    homes = by_home(rows)
    want = [expected(row, homes[row["RX030"]], version) for row in rows]
    got = derived(frame(rows))[f"work_intensity_{version}"].to_list()
    assert got == [None if one is None else pytest.approx(one, abs=1e-9) for one in want]
    assert {None, 99.0} < set(want)


NOBODY = dict.fromkeys(CALENDAR, 0) | {
    "PL032": 2,
    "PL060": None,
    "PY080G": 0.0,
    "PY100G": 0.0,
    "PY110G": 0.0,
    "HY010": 40_000.0,
}


def adult(age: int = 40, **answers: object) -> Person:
    """Someone who declared twelve months, unemployed in those not said."""
    declared = {name: count for name, count in answers.items() if name in CALENDAR}
    left = 12 - sum(int(str(count)) for count in declared.values())
    return NOBODY | {"RX020": age, "PL080": left} | answers


def rate(indicator: str, *homes: list[Person], times: int = 20) -> float | None:
    """The value of an indicator where each household stands a number of times."""
    rows = [
        person | {"RX030": number, "weight": 1.0, "HX090": 1000.0 + number}
        for number, home in enumerate(homes * times)
        for person in home
    ]
    return indicators(Survey(derived(frame(rows))), indicator).one(indicator).value


def intensity(*members: Person, version: str = "2030", **options: str) -> list[float | None]:
    made = derived(one_home(*members), **options)  # type: ignore[arg-type]
    values: list[float | None] = made[f"work_intensity_{version}"].to_list()
    return values


def test_a_household_on_the_line_is_of_low_intensity_in_2030_and_not_in_2020():
    on_the_line = [adult(PL073=12), *(adult() for _ in range(4))]
    assert intensity(*on_the_line) == [0.2] * 5
    above = [adult(PL073=12)]
    assert rate("lwi2030", on_the_line, above) == pytest.approx(100 * 5 / 6)
    assert rate("lwi2020", on_the_line, above) == 0.0
    below = [adult(PL073=11, PL080=1), *(adult() for _ in range(4))]
    assert rate("lwi2020", below, above) == pytest.approx(100 * 5 / 6)


def test_a_line_that_floats_miss_is_still_the_line():
    # 36 months of 7 hours of 35: added up in floats that is 7.200000000000001, more than a fifth.
    home = [adult(PL074=12, PL060=7) for _ in range(3)]
    assert intensity(*home) == [0.2] * 3
    assert rate("lwi2030", home, [adult(PL073=12)]) == 75.0


def test_a_household_with_only_students_has_no_intensity_and_is_not_low():
    students = [adult(20, PL032=5), adult(24, PL032=5)]
    assert intensity(*students) == [99.0, 99.0]
    jobless = [adult(40)]
    # Out of the rate, in the denominator of AROPE.
    assert rate("lwi2030", students, jobless, [adult(PL073=12)]) == 50.0


def test_students_of_25_count():
    assert intensity(adult(25, PL032=5)) == [0.0]
    assert intensity(adult(24, PL032=5)) == [99.0]
    assert intensity(adult(17, PL032=5), adult(40, PL073=12)) == [1.0, 1.0]


def test_someone_of_65_never_lives_in_low_work_intensity():
    couple = [adult(65), adult(64, PL032=2)]
    assert intensity(*couple) == [99.0, 0.0]
    assert rate("lwi2030", couple, [adult(PL073=12)]) == 50.0
    assert intensity(adult(60), adult(59), version="2020") == [99.0, 0.0]


def test_an_inactive_person_of_60_to_64_counts_unless_pensions_are_the_main_income():
    jobless, worker = adult(62, PL032=6), adult(50, PL073=12)
    assert intensity(jobless, worker) == [0.5, 0.5]
    pensioner = adult(70, PL032=3, PY100G=21_000.0)
    assert intensity(jobless, worker, pensioner) == [1.0, 1.0, 99.0]
    assert intensity(jobless | {"RX020": 59}, worker, pensioner)[0] == 0.5
    assert intensity(jobless | {"PL032": 2}, worker, pensioner)[0] == 0.5
    poorer = pensioner | {"PY100G": 20_000.0}
    assert intensity(jobless, worker, poorer)[0] == 0.5


def test_retired_people_and_pensioners_do_not_count_but_who_has_a_survivors_pension_does():
    worker = adult(50, PL073=12)
    assert intensity(worker, adult(58, PL032=3)) == [1.0, 1.0]
    assert intensity(worker, adult(58, PY100G=1.0)) == [1.0, 1.0]
    assert intensity(worker, adult(58, PY080G=1.0)) == [1.0, 1.0]
    assert intensity(worker, adult(58, PY110G=9_000.0)) == [0.5, 0.5]
    assert intensity(worker, adult(58, PL032=3), version="2020") == [0.5, 0.5]


@pytest.mark.parametrize(
    ("method", "hours", "part"),
    [
        ("hours-35", 14, 0.4),
        ("hours-35", 40, 1.0),
        ("hours-35", None, 0.5),
        ("half", 14, 0.5),
        ("months", 14, 1.0),
    ],
)
def test_part_time_months_count_by_a_named_method(method: str, hours: int | None, part: float):
    person = adult(PL074=12, PL060=hours)
    assert intensity(person, method=method) == pytest.approx([part])


def test_hours_in_other_jobs_count_too():
    person = adult(PL074=12, PL060=14) | {"PL100": 7}
    assert intensity(person) == pytest.approx([0.6])


def test_months_are_those_declared_and_who_declared_nothing_makes_it_unknown():
    half_a_year = NOBODY | {"RX020": 40, "PL073": 3, "PL080": 3}
    assert intensity(half_a_year) == [0.5]
    silent = NOBODY | {"RX020": 40}
    assert intensity(silent, adult(PL073=12)) == [None, None]


def test_a_calendar_month_by_month_gives_the_same():
    names = [f"PL211{letter}" for letter in "ABCDEFGHIJKL"]
    codes = [1, 1, 1, 2, 2, 3, 4, 5, 6, 7, 10, None]
    made = derived(
        {"RX030": [1], "RX020": [40]} | {n: [c] for n, c in zip(names, codes, strict=True)}
    )
    assert made["months_full_time"].to_list() == [4.0]
    assert made["months_part_time"].to_list() == [3.0]
    assert made["months_declared"].to_list() == [11.0]


def test_more_than_a_year_of_months_is_refused():
    with pytest.raises(SurveyError, match="row 1: more than 12 months declared"):
        derived(one_home(adult(PL073=12, PL080=1)))


def test_a_status_that_is_no_code_is_refused():
    with pytest.raises(SurveyError, match="Column PL032, row 2: no code of this status; known"):
        derived(one_home(adult(), adult(PL032=77)))


def test_a_given_intensity_wins_and_is_of_the_definition_of_its_year():
    rows = [
        adult() | {"RX030": 1, "RB010": 2023, "RX040": 0.7},
        adult() | {"RX030": 2, "RB010": 2019, "RX040": 0.3},
    ]
    made = derived(frame(rows))
    assert made["work_intensity_2030"].to_list() == [0.7, None]
    assert made["work_intensity_2020"].to_list() == [None, 0.3]
    without_year = derived(one_home(adult() | {"RX040": 0.7}))
    assert without_year["work_intensity_2030"].to_list() == [0.7]
    assert without_year["work_intensity_2020"].to_list() == [0.0]


def test_a_given_status_stands_where_no_intensity_is_given():
    rows = [{"RX020": 40, "RX050": status} for status in (1, 0, 0, 2)] + [{"RX020": 70, "RX050": 1}]
    assert rate("lwi2030", *([row] for row in rows)) == pytest.approx(100 / 3)
    # RX040 says 0.1: the operator of the definition is asked of it, not of the status.
    stated = [[{"RX020": 40, "RX050": 0, "RX040": 0.1}], [{"RX020": 40, "RX050": 0, "RX040": 0.9}]]
    assert rate("lwi2030", *stated) == 50.0


def test_raw_months_do_not_set_a_given_status_aside():
    made = derived(one_home(adult() | {"RX050": 0}))
    assert "work_intensity_2030" not in made.columns


@pytest.mark.parametrize(
    ("value", "band"),
    [
        (0.0, 1),
        (0.2, 1),
        (0.21, 2),
        (0.45, 2),
        (0.5, 3),
        (0.85, 4),
        (0.86, 5),
        (1.0, 5),
        (99, None),
    ],
)
def test_bands_include_their_upper_end(value: float, band: int | None):
    assert derived(one_home({"RX020": 40, "RX040": value}))["work_intensity_band"].to_list() == [
        band
    ]


def test_a_band_is_shown_by_its_name():
    assert Words("nl").group("work_intensity_band=1") == "werkintensiteit: zeer laag"
    assert [Words("en").group(f"work_intensity_band={code}") for code in (4, 5)] == [
        "work intensity: high",
        "work intensity: very high",
    ]
