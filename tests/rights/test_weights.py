"""Weights: a number for each, or a refusal; never a sum that leaves somebody out."""

from datetime import date

import polars as pl
import pytest
from rights.two_measures import HOUSEHOLDS, PERSONS, law_in

from grondrecht.rights import RightsError, assess_population
from grondrecht.rights.weights import weights_of


@pytest.mark.parametrize(
    ("values", "row"),
    [
        ([1.0, None], "2 ('None')"),
        ([float("nan")], "1 ('nan')"),
        ([2, 3, -1], "3 ('-1')"),
        (["a", "b"], "1 ('a')"),
        ([float("inf")], "1 ('inf')"),
        ([None], "1 ('None')"),
        ([True], "1 ('True')"),
    ],
)
def test_what_is_no_weight_is_refused_with_its_row(values, row):
    with pytest.raises(RightsError) as refused:
        weights_of(pl.Series("gewicht", values))
    assert refused.value.nl == (
        f"Het gewicht gewicht moet een getal van 0 of meer zijn; verbeter rij {row}."
    )


@pytest.mark.parametrize("kind", [pl.Int8, pl.UInt32, pl.Float32, pl.Decimal(10, 2)])
def test_numbers_of_any_kind_are_weights(kind):
    assert weights_of(pl.Series([0, 1, 2]).cast(kind)).tolist() == [0, 1, 2]


def test_totals_refuse_a_weight_that_is_empty_for_somebody(tmp_path):
    homes = HOUSEHOLDS.with_columns(weight=pl.Series([1.0, 2.0, None, 1.0, 1.0]))
    answer = assess_population(law_in(tmp_path), PERSONS, homes, on=date(2016, 3, 1))
    with pytest.raises(RightsError, match="mend row 3"):
        answer.totals(["province"], "weight")
    assert answer.totals(["province"]).height == 6


def test_a_column_that_is_not_there_is_refused_with_those_that_look_like_it(tmp_path):
    wide = HOUSEHOLDS.with_columns(**{f"column_{n}": pl.lit(1) for n in range(60)})
    wide = wide.with_columns(province=pl.lit("limburg"))
    answer = assess_population(law_in(tmp_path), PERSONS, wide, on=date(2016, 3, 1))
    with pytest.raises(RightsError) as refused:
        answer.beside("household", "provinse")
    assert "province" in str(refused.value)
    assert len(str(refused.value)) < 200
