"""The risk of poverty before and after a reform, with the margin of the difference."""

from datetime import date

import numpy as np
import polars as pl
import pytest
from polars.testing import assert_frame_equal
from rights.two_measures import REFORM, written

from grondrecht.monitor import Survey, indicators
from grondrecht.rights import RightsError, load
from grondrecht.rights.reforms import reform
from grondrecht.whatif.effects import effects
from grondrecht.whatif.poverty import poverty, said

ON = date(2016, 3, 1)
LIMIT = "parameters: {limit: {2015-01-01: 1500}}"
MORE = REFORM.replace(LIMIT, "amount: {value: 60 % * heating_bill}")
HOMES = 400


@pytest.fixture(scope="module")
def people():
    """Households of one to four, half of them poor, of which some are not known well."""
    draw = np.random.default_rng(8)
    sizes = draw.integers(1, 5, HOMES)
    home = np.repeat(np.arange(HOMES), sizes)
    head = np.concatenate([np.arange(size) == 0 for size in sizes])
    income = np.where(head, np.round(draw.uniform(300, 3000, len(home)), 2), 0.0)
    persons = pl.DataFrame(
        {
            "id": np.arange(len(home)),
            "household": home,
            "role": np.where(head, "head", "other"),
            "age": draw.integers(1, 90, len(home)),
            "disabled": np.zeros(len(home), np.bool_),
            "net_income": income,
        }
    )
    homes = pl.DataFrame(
        {
            "id": np.arange(HOMES),
            "owns_home": np.zeros(HOMES, np.bool_),
            "heating_bill": np.full(HOMES, 900.0),
            "region": draw.choice(["north", "south"], HOMES),
            "weight": draw.uniform(50, 200, HOMES).round(2),
        }
    )
    return persons, homes


def found(folder, people, text=REFORM):
    folder.mkdir(parents=True, exist_ok=True)
    law = load(written(folder))
    path = folder / "other.yaml"
    path.write_text(text, "utf-8")
    return effects(law, reform(law, path), *people, on=ON)


def test_more_support_lowers_the_rate_and_both_levels_are_the_monitor_s_own(tmp_path, people):
    changed = found(tmp_path, people, MORE)
    got = poverty(changed, weight="weight")
    (difference,) = got.differences
    before, after = got.before.one("arop"), got.after.one("arop")
    assert difference.value == pytest.approx(after.value - before.value)
    assert difference.value < 0
    assert difference.told is True
    assert difference.lower < difference.value < difference.upper < 0
    assert (got.n_persons, got.n_left_out) == (people[0].height, 0)
    expected = indicators(survey(changed, people), "arop").one("arop")
    assert (before.value, before.standard_error) == pytest.approx(
        (expected.value, expected.standard_error)
    )


def survey(changed, people):
    """The same persons before the reform, as the modified OECD scale has them."""
    persons, homes = people
    kids = pl.col("age") < 14
    first = pl.int_range(pl.len()).over("household") == 0
    scale = pl.when(first).then(1.0).when(kids).then(0.3).otherwise(0.5)
    # Of a household of children alone the first counts as an adult, as the monitor has it.
    grown = persons.sort("household", "age", descending=[False, True], maintain_order=True)
    size = grown.with_columns(scale=scale).group_by("household").agg(pl.col("scale").sum())
    yearly = persons.group_by("household").agg(pl.col("net_income").sum() * 12)
    frame = (
        persons.select("id", "household", "age")
        .join(size, on="household")
        .join(yearly, on="household")
        .join(homes.select("id", "weight"), left_on="household", right_on="id")
        .with_columns(income=pl.col("net_income") / pl.col("scale"))
    )
    return Survey(frame, income="income", weight="weight", household="household", age="age")


def test_by_groups_of_the_households(tmp_path, people):
    got = poverty(found(tmp_path, people), weight="weight", by=("region",))
    assert [each.second for each in got.differences] == ["total", "region=north", "region=south"]
    assert len(got.before) == len(got.after) == 3


def test_who_is_not_known_well_is_left_out_and_counted(tmp_path, people):
    persons, homes = people
    gaps = persons.with_columns(
        net_income=pl.when(pl.col("household") < 10).then(None).otherwise(pl.col("net_income")),
        age=pl.when(pl.col("household") == 11).then(None).otherwise(pl.col("age")),
    )
    got = poverty(found(tmp_path, (gaps, homes)))
    missing = persons.filter((pl.col("household") < 10) | (pl.col("household") == 11)).height
    assert got.n_left_out == missing
    assert got.n_persons + got.n_left_out == persons.height


def test_a_reform_that_changes_nothing_on_a_day_leaves_the_rate(tmp_path, people):
    same = REFORM.replace("2015-01-01: 1500", "2100-01-01: 1500")
    got = poverty(found(tmp_path, people, same), weight="weight")
    (difference,) = got.differences
    assert (difference.value, difference.standard_error) == (0, 0)
    assert not difference.told
    assert_frame_equal(got.before.frame, got.after.frame)


def test_the_error_of_the_difference_knows_that_the_persons_are_the_same(tmp_path, people):
    """Far smaller than that of two samples that do not know each other."""
    got = poverty(found(tmp_path, people), weight="weight")
    (difference,) = got.differences
    apart = np.hypot(got.before[0].standard_error, got.after[0].standard_error)
    assert 0 < difference.standard_error < 0.8 * apart


def test_columns_that_are_not_there_are_refused(tmp_path, people):
    changed = found(tmp_path, people)
    for more, words in (
        ({"income": "wage"}, "persons: there is no column wage; add it."),
        ({"weight": "w"}, "households: there is no column w; add it."),
        ({"by": ("colour",)}, "households: there is no column colour; add it."),
    ):
        with pytest.raises(RightsError, match=words):
            poverty(changed, **more)


@pytest.mark.parametrize("name", ["before", "after", "survey_weight"])
def test_a_column_of_the_user_s_may_be_called_as_ours_is(tmp_path, people, name):
    persons, homes = people
    named = persons.with_columns(pl.Series(name, ["x", "y"]).gather(persons["age"] % 2))
    other = named.rename({name: "other"})
    got, expected = (
        poverty(found(tmp_path / str(at), (each, homes)), weight="weight", by=(by,))
        for at, (each, by) in enumerate(((named, name), (other, "other")))
    )
    assert [each.value for each in got.before] == [each.value for each in expected.before]
    assert [each.domain for each in got.before] == ["total", f"{name}=x", f"{name}=y"]


def test_a_text_that_is_no_number_is_refused_as_income_and_age(tmp_path, people):
    persons, homes = people
    wrong = (
        ("net_wage", pl.lit("veel"), "persons: net_wage must be a number, or empty; mend row 1, 2"),
        ("net_wage", pl.lit(date(2016, 1, 1)), "persons: net_wage must be a number"),
        ("net_wage", pl.lit(float("nan")), "persons: net_wage must be a number"),
        ("age", pl.lit("oud"), "persons: age must be a number"),
    )
    for at, (name, values, words) in enumerate(wrong):
        given = (persons.with_columns(values.alias(name)), homes)
        changed = found(tmp_path / f"wrong{at}", given)
        with pytest.raises(RightsError, match=words):
            poverty(changed, income="net_wage" if name == "net_wage" else "net_income")
    texts = persons.with_columns(pl.col("age", "net_income").cast(pl.String))
    plain, same = (
        poverty(found(tmp_path / str(at), (each, homes)))
        for at, each in enumerate((persons, texts))
    )
    assert plain.before.one("arop").value == same.before.one("arop").value


def test_how_many_are_left_out_is_weighted_and_said(tmp_path, people):
    persons, homes = people
    income = pl.when(pl.col("household") < 100).then(None).otherwise(pl.col("net_income"))
    gaps = persons.with_columns(net_income=income)
    got = poverty(found(tmp_path, (gaps, homes)), weight="weight")
    weights = homes["weight"].gather(persons["household"])
    expected = weights.filter(persons["household"] < 100).sum() / weights.sum()
    assert got.share_left_out == pytest.approx(expected)
    assert f"{100 * expected:.1f} %" in said(got, "en")
    assert "both rates are of the others only" in said(got, "en")
    assert f"{100 * expected:.1f}".replace(".", ",") in said(got)
    everybody = poverty(found(tmp_path / "all", people), weight="weight")
    assert (everybody.share_left_out, said(everybody)) == (0, "")


def test_nobody_left_is_said(tmp_path, people):
    persons, homes = people
    unknown = persons.with_columns(net_income=pl.lit(None, pl.Float64))
    with pytest.raises(RightsError) as refused:
        poverty(found(tmp_path, (unknown, homes)))
    assert refused.value.nl.startswith("Van niemand zijn inkomen, leeftijd")


def test_a_weight_that_cannot_be_one_is_refused(tmp_path, people):
    persons, homes = people
    homes = homes.with_columns(weight=pl.lit(-1.0))
    changed = found(tmp_path, (persons, homes))
    for ask in (lambda: poverty(changed, weight="weight"), lambda: changed.table((), "weight")):
        with pytest.raises(RightsError, match="The weight weight must be a number of 0 or more"):
            ask()
