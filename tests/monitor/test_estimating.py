"""Indicators of a survey: domains, thresholds, intervals, definitions with other fields."""

import polars as pl
import pytest
from samples import of_incomes, people

from grondrecht.monitor import Survey, SurveyError, anchored, catalogue, definition, indicators
from grondrecht.monitor.conditions import Poor, Threshold


@pytest.fixture(scope="module")
def sample() -> Survey:
    return Survey(people())


def test_a_region_has_the_threshold_of_the_whole(sample: Survey):
    parts = indicators(sample, ["arop", "rmpg"], by="region")
    alone = indicators(sample, ["arop", "rmpg"], only="region=north")
    assert alone.one("arop").value == parts.one("arop", "region=north").value
    assert alone.one("rmpg").standard_error == parts.one("rmpg", "region=north").standard_error


def test_a_file_of_one_region_takes_the_national_amount(sample: Survey):
    line = indicators(sample, "arpt").one("arpt").value
    assert line is not None
    north = Survey(people().filter(pl.col("region") == "north"))
    found = indicators(north, anchored(line)).one("arop-anchored")
    assert found.value == indicators(sample, "arop", only="region=north")[0].value
    # A threshold that is given does not vary.
    whole = indicators(sample, "arop", only="region=north")[0].standard_error
    assert found.standard_error != whole


@pytest.mark.parametrize("amount", [float("nan"), float("inf"), -12_000.0, 0.0])
@pytest.mark.parametrize("id", ["arop", "rmpg"])
def test_a_threshold_that_is_given_is_an_amount_above_zero(amount: float, id: str):
    said = f"A threshold of {amount:g} is no amount above zero"
    with pytest.raises(SurveyError, match=said) as no:
        anchored(amount, id)
    assert "is geen bedrag boven nul" in no.value.nl


def test_one_wrong_amount_among_several_is_refused():
    with pytest.raises(SurveyError, match="A threshold of nan"):
        anchored([12_000.0, float("nan"), 11_000.0, 10_000.0], "persistent-arop")


def test_columns_are_broken_down_one_by_one_or_crossed(sample: Survey):
    labels = [each.domain for each in indicators(sample, "arop", by=["sex", ("sex", "region")])]
    assert labels[:3] == ["total", "sex=man", "sex=woman"]
    assert labels[3:] == [
        f"sex={sex}; region={region}"
        for sex in ("man", "woman")
        for region in ("north", "south", "west")
    ]


def test_ages_are_put_in_bands(sample: Survey):
    labels = [each.domain for each in indicators(sample, "arop", by="age")]
    assert labels == ["total", *(f"age={a}" for a in ("0-17", "18-24", "25-49", "50-64", "65+"))]


def test_children_are_those_under_eighteen(sample: Survey):
    found = indicators(sample, "child-arop")[0]
    assert found.n == people().filter(pl.col("age") < 18).height
    assert found.value == indicators(sample, "arop", by="age").one("arop", "age=0-17").value


def test_on_the_line_is_poor_only_where_the_definition_says_so():
    survey = of_incomes([600.0, *[1000.0] * 60, 1100.0])
    strict, loose = (
        definition("arop", condition=Poor(Threshold(), operator=operator))
        for operator in ("<", "<=")
    )
    assert indicators(survey, strict)[0].value == 0
    assert indicators(survey, loose)[0].value == pytest.approx(100 / 62)


def test_who_has_no_known_income_is_neither_poor_nor_counted():
    gaps = people().with_columns(
        income=pl.when(pl.int_range(pl.len()) % 10 == 0).then(None).otherwise("income")
    )
    kept = gaps.drop_nulls("income")
    found, expected = (indicators(Survey(each), ["arop", "gini"]) for each in (gaps, kept))
    for one, other in zip(found, expected, strict=True):
        assert one.n == other.n == kept.height
        assert one.value == pytest.approx(other.value, rel=1e-12)


def test_incomes_in_thousands_give_the_same_rates(sample: Survey):
    small = Survey(people().with_columns(income=pl.col("income") / 1000))
    for asked, factor in (("arop", 1), ("gini", 1), ("s80s20", 1), ("median", 1000)):
        one, other = indicators(sample, asked)[0], indicators(small, asked)[0]
        assert one.value == pytest.approx((other.value or 0) * factor, rel=1e-9)
        assert one.standard_error == pytest.approx((other.standard_error or 0) * factor, rel=1e-6)


def test_weights_that_add_up_to_one_change_margins_by_density_and_no_value():
    """docs/monitor.md says so: the width of the kernel hangs on the population."""
    data = people(3, strata=6, clusters=40, size=10)
    share = data.with_columns(weight=pl.col("weight") / pl.col("weight").sum())
    asked = ["arop", "median", "gini", "mean"]
    whole, parts = (indicators(Survey(each), asked) for each in (data, share))
    ratio = {}
    for one, other in zip(whole, parts, strict=True):
        assert other.value == pytest.approx(one.value, rel=1e-12)
        ratio[one.indicator] = (other.standard_error or 0) / (one.standard_error or 1)
    assert ratio["gini"] == pytest.approx(1)
    assert ratio["mean"] == pytest.approx(1)
    assert 1.4 < ratio["median"] < 1.7
    assert ratio["arop"] != pytest.approx(1, abs=0.01)


def test_negative_and_zero_incomes_count_as_they_are():
    frame = people()
    home = frame["household"]
    low = pl.when(home == 100).then(-500.0).when(home == 101).then(0.0).otherwise("income")
    found = indicators(Survey(frame.with_columns(income=low)), ["arop", "mean"])
    assert found.one("arop").n == frame.height
    assert (found.one("mean").value or 0) < (indicators(Survey(frame), "mean")[0].value or 0)


def test_an_interval_of_a_rate_stays_between_its_ends():
    frame = people().with_columns(
        income=pl.when(pl.col("household") == 100).then(10.0).otherwise(20_000.0 + pl.col("age"))
    )
    found = indicators(Survey(frame), "arop")[0]
    assert found.lower is not None
    assert found.upper is not None
    assert 0 < found.lower < (found.value or 0) < found.upper < 100


def test_a_wider_confidence_is_a_wider_interval(sample: Survey):
    narrow, wide = (indicators(sample, "gini", confidence=share)[0] for share in (0.9, 0.99))
    assert (wide.lower or 0) < (narrow.lower or 0) < (narrow.upper or 0) < (wide.upper or 0)


def test_what_is_asked_for_by_nobody_is_all_that_the_columns_allow(sample: Survey):
    found = {each.indicator for each in indicators(sample)}
    assert {"arop", "gini", "child-arop"} <= found
    assert "arop-before-transfers" not in found


def test_before_transfers_the_threshold_stays_after_them(sample: Survey):
    more = people().with_columns(income_before_transfers=pl.col("income") * 0.5)
    found = indicators(Survey(more), ["arop", "arop-before-transfers"])
    line = (indicators(sample, "arpt")[0].value or 0) / 0.5
    expected = indicators(sample, anchored(line))[0].value
    assert found.one("arop-before-transfers").value == pytest.approx(expected)
    assert found.one("arop").value == indicators(sample, "arop")[0].value


def test_the_table_has_the_columns_that_the_docs_name(sample: Survey):
    frame = indicators(sample, ["arop", "arpt"], by="sex").frame
    assert frame.height == 6
    named = "indicator definition domain value standard_error lower upper unit n n_poor population"
    assert frame.columns == [*named.split(), "flag", "method"]
    assert frame["method"].unique().to_list() == ["linearised"]
    assert frame.filter(indicator="arpt")["n_poor"].to_list() == [None] * 3


def test_every_definition_has_two_names_a_version_and_a_source():
    for each in catalogue().values():
        assert each.name_en
        assert each.name_nl
        assert each.version
        assert each.source.startswith("https://")
