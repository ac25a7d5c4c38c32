"""Margins under calibrated weights come from residuals."""

import numpy as np
import polars as pl
import pytest
from samples import people

from grondrecht.monitor import Survey, SurveyDesign, SurveyError, indicators


def error(*columns: str, asked: str = "mean", **more: object) -> float:
    frame = people().with_columns(one=1.0, **more)  # type: ignore[arg-type]
    survey = Survey(frame, design=SurveyDesign(calibration=columns))
    found = indicators(survey, asked).one(asked).standard_error
    assert found is not None
    return found


def test_what_was_calibrated_on_varies_no_more():
    assert error() > 10
    assert error("one", "income") == pytest.approx(0, abs=1e-6)


def test_what_tells_nothing_changes_little():
    noise = np.random.default_rng(8).normal(size=len(people()))
    assert error("one", "noise", noise=noise) == pytest.approx(error(), rel=0.1)


def test_a_column_that_goes_along_with_income_makes_the_margin_smaller():
    incomes = people()["income"].to_numpy()
    near = incomes + np.random.default_rng(8).normal(0, incomes.std() / 2, len(incomes))
    assert error("one", "near", near=near) < 0.7 * error()


def test_groups_that_add_up_to_everyone_are_no_trouble():
    both = error("sex", "region")
    assert both == pytest.approx(error("sex", "region", "one"), rel=1e-9)
    assert both < 1.05 * error()


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
