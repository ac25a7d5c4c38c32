"""Types of households, against one household at a time in plain Python."""

import polars as pl
import pytest
from raw_households import Person, by_home, frame, one_home, people

from grondrecht.monitor.derived import derived
from grondrecht.monitor.wording import codes


def is_child(row: Person) -> bool | None:
    age, status, parent = row["RX020"], row["PL032"], row["RB220"]
    if age is None:
        # Without a parent or activity that could make a child of someone grown, still unknown.
        return None
    if age < 18:
        return True
    if age > 24 or parent is None:
        return False
    return None if status is None else status in (3, 4, 5, 6, 8)


def expected(home: list[Person]) -> int | None:
    if len(home) == 1:
        return 5
    children = [is_child(row) for row in home]
    if None in children or any(row["RX020"] is None for row in home):
        return None
    adults, young = children.count(False), children.count(True)
    old = any(row["RX020"] >= 65 for row in home)
    if adults == 0:
        return 16
    if young == 0:
        return 8 if adults > 2 else 7 if old else 6
    return 9 if adults == 1 else 13 if adults > 2 else 9 + min(young, 3)


@pytest.mark.parametrize("seed", range(6))
def test_each_household_has_the_type_that_counting_one_by_one_gives(seed: int):
    rows = people(seed, homes=80, gaps=0.02)
    homes = by_home(rows)
    want = [expected(homes[row["RX030"]]) for row in rows]
    assert derived(frame(rows))["household_type"].to_list() == want
    assert None in want


@pytest.mark.parametrize(
    ("ages", "code"),
    [
        ([30], 5),
        ([80], 5),
        ([17], 5),
        ([64, 64], 6),
        ([64, 65], 7),
        ([30, 30, 30], 8),
        ([30, 17], 9),
        ([30, 30, 0], 10),
        ([30, 30, 1, 2], 11),
        ([30, 30, 1, 2, 3], 12),
        ([30, 30, 1, 2, 3, 4], 12),
        ([30, 30, 30, 1], 13),
        ([17, 2], 16),
    ],
)
def test_the_codes_are_those_of_hx060(ages: list[int], code: int):
    data = one_home(*({"RX020": age, "RB220": None, "PL032": 1} for age in ages))
    assert derived(data)["household_type"].to_list() == [code] * len(ages)


@pytest.mark.parametrize(
    ("age", "status", "parent", "code"),
    [
        (18, 5, 7, 9),
        (24, 2, 7, 6),
        (24, 1, 7, 6),
        (24, 6, 7, 9),
        (25, 5, 7, 6),
        (20, 5, None, 6),
        (20, None, 7, None),
        (20, None, None, 6),
    ],
)
def test_who_is_18_to_24_inactive_and_with_a_parent_is_a_child(
    age: int, status: int | None, parent: int | None, code: int | None
):
    data = one_home(
        {"RX020": 50, "PL032": 1, "RB220": None}, {"RX020": age, "PL032": status, "RB220": parent}
    )
    assert derived(data)["household_type"].to_list() == [code, code]


def test_a_given_type_wins():
    made = derived(one_home({"RX020": 30}, HX060=8))
    assert "household_type" not in made.columns


def test_every_code_has_a_name_in_both_languages():
    named = codes("household_type")
    assert codes("hx060") == named
    assert named.keys() == {*map(str, range(5, 14)), "16"}
    assert all(each["nl"] and each["en"] for each in named.values())
    assert named["9"]["nl"] == "één volwassene met kinderen ten laste"


def test_a_parent_that_is_nan_is_none():
    """As numpy writes a gap: somebody of 20 without a parent in the home is no child."""
    data = one_home({"RX020": 50, "PL032": 1}, {"RX020": 20, "PL032": 5})
    for parent, code in ((float("nan"), 6), (7.0, 9)):
        numbered = data.with_columns(RB220=pl.Series([float("nan"), parent]))
        assert derived(numbered)["household_type"].to_list() == [code, code]
