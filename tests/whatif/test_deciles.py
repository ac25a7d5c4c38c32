"""In which tenth by equivalised income a household stands."""

from datetime import date

import polars as pl
import pytest
from rights.two_measures import written

from grondrecht.rights import RightsError, load
from grondrecht.rights.reforms import reform
from grondrecht.whatif.deciles import with_deciles
from grondrecht.whatif.effects import Effects, effects


def found(folder, homes: list[list[tuple[str, int, float | None]]], **beside) -> Effects:
    """The effects on households, each a list of the roles, ages and incomes of its persons."""
    (folder / "x").mkdir()
    law = load(written(folder / "x"))
    people = pl.DataFrame(
        [
            {
                "id": f"{at}-{n}",
                "household": str(at),
                "role": role,
                "age": age,
                "net_income": pay,
            }
            for at, home in enumerate(homes)
            for n, (role, age, pay) in enumerate(home)
        ]
    )
    tables = pl.DataFrame({"id": [str(at) for at in range(len(homes))], **beside})
    made = reform(law, folder / "x" / "reform.yaml")
    return effects(law, made, people, tables, on=date(2016, 3, 1))


def deciles(*given, **beside) -> list[int | None]:
    weight = "weight" if beside else None
    return (
        with_deciles(found(*given, **beside), weight=weight).households["income_decile"].to_list()
    )


def test_ten_households_of_one_stand_in_ten_tenths(tmp_path):
    homes = [[("head", 40, 100.0 * n)] for n in (5, 1, 9, 2, 7, 3, 10, 4, 8, 6)]
    assert deciles(tmp_path, homes) == [5, 1, 9, 2, 7, 3, 10, 4, 8, 6]


def test_income_is_that_of_the_household_by_its_size(tmp_path):
    """A couple with a child of ten counts for 1.8, and stands for three persons."""
    alone = [[("head", 40, 100.0 * n)] for n in (1, 2, 3, 4, 6, 7, 8)]
    family = [("head", 40, 900.0), ("partner", 41, 0.0), ("child", 10, 0.0)]
    assert deciles(tmp_path, [*alone, family]) == [1, 2, 3, 4, 8, 9, 10, 6]


def test_weights_and_equal_incomes(tmp_path):
    homes = [[("head", 40, income)] for income in (100.0, 100.0, 200.0)]
    assert deciles(tmp_path, homes, weight=[1, 1, 18]) == [1, 1, 6]


def test_who_is_not_known_stands_in_none(tmp_path):
    homes = [[("head", 40, None)], [("head", 40, 5.0)], [("head", 40, 9.0)]]
    assert deciles(tmp_path, homes) == [None, 3, 8]


def test_incomes_must_be_there(tmp_path):
    with pytest.raises(RightsError, match="persons: there is no column pay; add it"):
        with_deciles(found(tmp_path, [[("head", 40, 5.0)]]), income="pay")
