"""Margins under calibrated weights come from residuals."""

from pathlib import Path

import numpy as np
import polars as pl
import pytest
from samples import people

from grondrecht.monitor import Survey, SurveyDesign, SurveyError, indicators


def error(
    *columns: str, asked: str = "mean", amounts: tuple[str, ...] = (), **more: object
) -> float:
    frame = people().with_columns(one=1.0, **more)  # type: ignore[arg-type]
    survey = Survey(frame, design=SurveyDesign(calibration=columns, amounts=amounts))
    found = indicators(survey, asked).one(asked).standard_error
    assert found is not None
    return found


def test_what_was_calibrated_on_varies_no_more():
    assert error() > 10
    assert error("one", "income", amounts=("income",)) == pytest.approx(0, abs=1e-6)


def test_what_tells_nothing_changes_little():
    noise = np.random.default_rng(8).normal(size=len(people()))
    assert error("one", "noise", amounts=("noise",), noise=noise) == pytest.approx(error(), rel=0.1)


def test_a_column_that_goes_along_with_income_makes_the_margin_smaller():
    incomes = people()["income"].to_numpy()
    near = incomes + np.random.default_rng(8).normal(0, incomes.std() / 2, len(incomes))
    assert error("one", "near", amounts=("near",), near=near) < 0.7 * error()


def test_groups_that_add_up_to_everyone_are_no_trouble():
    both = error("sex", "region")
    assert both == pytest.approx(error("sex", "region", "one"), rel=1e-9)
    assert both < 1.05 * error()


@pytest.mark.parametrize("codes", [(1, 2, 3), (1.0, 2.0, 3.0), (3, 1, 2), ("a", "b", "c")])
def test_a_code_is_a_group_whatever_its_number(codes: tuple[object, ...]):
    region = people()["region"].replace_strict(["north", "south", "west"], list(codes))
    assert error("code", code=region) == pytest.approx(error("region"), rel=1e-9)
    if not isinstance(codes[0], str):
        as_amount = error("one", "code", amounts=("code",), code=region)
        assert as_amount != pytest.approx(error("region"), rel=1e-6)


def test_a_column_of_yes_and_no_is_two_groups():
    rich = people()["income"] > 20_000
    found = {error("rich", rich=made) for made in (rich, rich.cast(pl.Int8), rich.cast(pl.String))}
    assert len({round(each, 6) for each in found}) == 1


def test_amounts_that_are_not_said_to_be_amounts_are_refused():
    with pytest.raises(SurveyError, match=r"\d+ totals, \d+ of them the values of income") as said:
        error("sex", "income")
    assert "Name income in amounts where its sum" in str(said.value)
    assert "Noem income in amounts als de som ervan" in said.value.nl


def test_an_amount_is_one_of_the_columns_that_were_calibrated_on():
    with pytest.raises(SurveyError, match="income is among amounts and not in calibration") as said:
        SurveyDesign(calibration=("sex",), amounts=("income",))
    assert "income staat bij amounts en niet in calibration" in said.value.nl


def test_a_file_says_which_are_amounts(tmp_path: Path):
    file = tmp_path / "design.toml"
    file.write_text("calibration = ['sex', 'income']\namounts = ['income']\n", "utf-8")
    survey = Survey(people(), design=SurveyDesign.from_toml(file))
    found = indicators(survey, "mean").one("mean").standard_error
    assert found == pytest.approx(error("sex", "income", amounts=("income",)), abs=1e-9)
    file.write_text("calibration = ['sex']\namounts = 'income'\n", "utf-8")
    with pytest.raises(SurveyError, match="amounts is 'income', where a list of columns"):
        SurveyDesign.from_toml(file)


def test_the_threshold_is_calibrated_too():
    frame = people()
    fixed = indicators(Survey(frame), "arop").one("arop").standard_error
    assert error("sex", "region", asked="arop") != pytest.approx(fixed, rel=1e-6)


def test_a_column_with_gaps_cannot_be_calibrated_on():
    sexes = ["man", None] * (len(people()) // 2) + ["man"] * (len(people()) % 2)
    with pytest.raises(SurveyError, match=r"Column sex, rows 2, 4, 6, 8, 10 and \d+ more"):
        error("sex", sex=pl.Series(sexes))


def test_a_bootstrap_that_would_leave_the_calibration_out_is_refused():
    survey = Survey(people(), design=SurveyDesign(calibration=("sex", "region")))
    with pytest.raises(SurveyError, match="calibrated on sex, region") as said:
        indicators(survey, "arop", replicates=20)
    assert "gekalibreerd op sex, region" in said.value.nl


@pytest.mark.parametrize("unit", [1e-6, 1e-3, 10, 1e3, 1e8])
def test_the_unit_of_an_amount_makes_no_margin_larger(unit: float):
    """Beside large amounts the groups, which are ones and noughts, still count as calibrated on."""
    incomes = people()["income"].to_numpy()
    near = incomes + np.random.default_rng(8).normal(0, incomes.std(), len(incomes))
    groups = (people()["income"].rank("ordinal") * 4 / (len(people()) + 1)).floor()
    asked = ("one", "sex", "group", "near")
    here = error(*asked, amounts=("near",), near=near, group=groups)
    there = error(*asked, amounts=("near",), near=near * unit, group=groups)
    assert there == pytest.approx(here, rel=1e-7)
    assert here < 0.9 * error("one", "near", amounts=("near",), near=near)
