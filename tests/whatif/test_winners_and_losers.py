"""What a reform changes for each household: winners, losers, cost, and who becomes entitled."""

from datetime import date

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rights.two_measures import HOUSEHOLDS, PERSONS, REFORM, written

from grondrecht.rights import RightsError, assess, load
from grondrecht.rights.reforms import reform
from grondrecht.rights.synthetic import DATA, in_households, synthetic
from grondrecht.whatif.effects import effects, sentences

ON = date(2016, 3, 1)


@pytest.fixture
def folder(tmp_path):
    written(tmp_path)
    return tmp_path


@pytest.fixture
def law(folder):
    return load(folder / "law")


def reformed(folder, law, text):
    path = folder / "other.yaml"
    path.write_text(text, "utf-8")
    return reform(law, path)


def changed(folder, law, text, persons=PERSONS, homes=HOUSEHOLDS):
    return effects(law, reformed(folder, law, text), persons, homes, on=ON)


def test_winners_losers_and_cost_of_a_wider_limit(folder, law):
    found = changed(folder, law, REFORM)
    rows = found.households.select("id", "before", "after", "change").rows()
    assert rows == [
        ("a", 12012, 12012, 0),  # was entitled and stays so
        ("b", 0, 24000, 24000),  # 1,200.50 is under the new limit
        ("c", None, None, None),  # an income is not known
        ("d", None, None, None),  # whether it rents is not known
        ("e", 0, 0, 0),
    ]
    assert found.table().rows(named=True) == [
        {"households": 5, "winners": 1, "losers": 0, "same": 2, "unknown": 2, "cost": 24000}
    ]
    assert (found.measures, found.left_out, found.names.nl) == (("heating",), (), "Ruimere grens")


def test_by_groups_and_weighted(folder, law):
    found = changed(folder, law, REFORM)
    by = {row["province"]: row for row in found.table(["province"], "weight").rows(named=True)}
    assert by["antwerpen"]["winners"] == 20.0
    assert by["antwerpen"]["cost"] == 20 * 24000
    assert (by["limburg"]["unknown"], by["limburg"]["households"]) == (70.0, 70.0)
    assert by[None]["same"] == 50.0
    with pytest.raises(RightsError, match="households: there is no column colour; add it"):
        found.table(["colour"])


def test_who_becomes_entitled_and_who_no_longer_is(folder, law):
    wider = changed(folder, law, REFORM).rights().rows(named=True)
    assert wider == [
        {
            "measure": "heating",
            "of": "household",
            "before": 1,
            "after": 2,
            "gained": 1,
            "lost": 0,
            "unknown": 2,
        }
    ]
    narrower = REFORM.replace("1500", "100")
    (row,) = changed(folder, law, narrower).rights("weight").rows(named=True)
    assert (row["before"], row["after"], row["gained"], row["lost"]) == (10.0, 0.0, 0.0, 10.0)


def test_a_higher_price_loses_and_a_measure_of_persons_counts_in_its_household(folder):
    path = folder / "law" / "pass.yaml"
    text = path.read_text("utf-8")
    dearer = REFORM.replace("heating", "pass").replace(
        "parameters: {limit: {2015-01-01: 1500}}", "amount: {value: 50 euro}"
    )
    for means, sign in (("reduction", 1), ("price", -1)):
        path.write_text(text.replace("means: reduction", f"means: {means}"), "utf-8")
        found = changed(folder, load(folder / "law"), dearer)
        assert found.households["change"].to_list() == [1000 * sign, 1000 * sign, 0, None, 0]
    path.write_text(text.replace("means: reduction", "means: unclear"), "utf-8")
    found = changed(folder, load(folder / "law"), dearer)
    assert (found.measures, found.left_out) == ((), ("pass",))
    assert found.rights()["before"].to_list() == [2]


def priced(folder, reformed_rule):
    path = folder / "law" / "pass.yaml"
    text = path.read_text("utf-8").replace("means: reduction", "means: price")
    path.write_text(text, "utf-8")
    text = REFORM.replace("heating", "pass")
    return load(folder / "law"), text.replace(
        "parameters: {limit: {2015-01-01: 1500}}", reformed_rule
    )


def test_who_gains_the_right_to_a_price_loses_nothing(folder):
    """Only for who has the right before and after is it known what the price changes."""
    law, wider = priced(
        folder, 'conditions: {group: "age < 35 year or disabled"}\n    amount: {value: 50 euro}'
    )
    adults = PERSONS.with_columns(
        disabled=pl.lit(False), age=pl.Series([40, 12, 30, 50, 51, None, 70])
    )
    found = changed(folder, law, wider, adults)
    assert found.households.select("before", "after", "change").rows() == [
        (-4000, -5000, -1000),  # a2 pays ten euro more
        (0, 0, 0),  # b1 gains the right, and what was paid before is not known
        (0, 0, 0),
        (None, None, None),  # of d1 the age is not known
        (0, 0, 0),
    ]
    (row,) = found.table().rows(named=True)
    assert (row["winners"], row["losers"], row["cost"]) == (0, 1, -1000)
    assert found.rights()["gained"].to_list() == [1]
    assert found.prices == ("pass",)
    assert sentences(found, "en") == (
        "Of a price (pass) only who surely has the right before and after is counted in the money.",
    )
    assert "prijs (pass)" in sentences(found)[0]
    assert sentences(changed(folder, law, REFORM)) == ()


def test_a_measure_for_municipalities_is_refused(folder):
    path = folder / "law" / "pass.yaml"
    text = path.read_text("utf-8")
    for old, new in (
        ("for: person", "for: municipality"),
        ("inputs: [age, disabled]", "inputs: [inhabitants]"),
        ("when: age < 18 year or disabled", "when: inhabitants >= 1000 person"),
        ("given: {persons: [{id: an, role: head, age: 17}]}", "given: {municipality: {}}"),
    ):
        text = text.replace(old, new)
    path.write_text(text, "utf-8")
    more = REFORM.replace("heating", "pass").replace(
        "parameters: {limit: {2015-01-01: 1500}}", "amount: {value: 50 euro}"
    )
    with pytest.raises(RightsError, match="pass is not for persons or households"):
        changed(folder, load(folder / "law"), more)


@pytest.mark.parametrize("name", ["before", "after", "change"])
def test_a_column_that_would_be_overwritten_is_refused(folder, law, name):
    homes = HOUSEHOLDS.with_columns(pl.lit("x").alias(name))
    with pytest.raises(RightsError, match=f"households: a column {name} is added here; rename"):
        changed(folder, law, REFORM, homes=homes)


def test_groups_that_are_called_as_a_figure_are_refused(folder, law):
    homes = HOUSEHOLDS.with_columns(winners=pl.lit(2.0))
    found = changed(folder, law, REFORM, homes=homes)
    assert found.table(weight="winners")["winners"].item() == 2.0
    with pytest.raises(RightsError, match="has a column winners of its own; rename"):
        found.table(["winners"])


def test_figures_that_are_past_their_review_go_with_the_effects(folder, law):
    assert changed(folder, law, REFORM).stale == ()
    other = reformed(folder, law, REFORM)
    found = effects(law, other, PERSONS, HOUSEHOLDS, on=date(2017, 3, 1))
    assert [(each.measure, each.parameter.name) for each in found.stale] == [("heating", "limit")]


def test_a_year_that_is_more_cents_than_can_be_counted_is_refused(folder):
    path = folder / "law" / "pass.yaml"
    text = path.read_text("utf-8").replace("value: 40 euro", "value: 900000000000000 euro/day")
    path.write_text(text, "utf-8")
    more = REFORM.replace("heating", "pass").replace(
        "parameters: {limit: {2015-01-01: 1500}}", 'conditions: {group: "disabled"}'
    )
    with pytest.raises(RightsError, match="pass: the amounts add up to more cents than can"):
        changed(folder, load(folder / "law"), more)


def test_a_measure_that_is_not_in_force_is_left_out_and_said(folder, law):
    found = effects(law, reformed(folder, law, REFORM), PERSONS, HOUSEHOLDS, on=date(2014, 1, 1))
    assert (found.measures, found.left_out) == ((), ("heating",))
    assert found.households["change"].to_list() == [0] * 5


def test_the_law_itself_stays_as_it_was(folder, law):
    before = assess(law, listed_home(), on=ON).of("heating").amount
    changed(folder, law, REFORM.replace("1500", "100"))
    assert assess(law, listed_home(), on=ON).of("heating").amount == before == (1001, 1001)


def listed_home():
    person = {"id": "a1", "role": "head", "age": 40, "net_income": 900}
    return {"id": "a", "owns_home": False, "heating_bill": 100.05, "persons": [person]}


@pytest.fixture(scope="module")
def limits(tmp_path_factory):
    """A folder for reforms, and the law that they change."""
    folder = tmp_path_factory.mktemp("limits")
    return folder, load(written(folder))


# The limit that the law has is no reform of it, and refused.
OTHER_LIMITS = st.integers(1, 9000).filter(lambda limit: limit != 1000)


@settings(max_examples=20, deadline=None)
@given(OTHER_LIMITS, st.integers(0, 50))
def test_what_is_certain_for_one_household_is_what_the_population_has(limits, limit, seed):
    """Each household's change is its own answers in a year; unknown where one of them is not."""
    folder, law = limits
    other = reformed(folder, law, REFORM.replace("1500", str(limit)))
    people, homes = synthetic(60, seed, law.inputs)
    found = effects(law, other, people, homes, on=ON)
    changes = dict(found.households.select(pl.col("id").cast(pl.String), "change").iter_rows())
    for home in in_households(people, homes, law.inputs):
        first, then = (assess(each, home, on=ON).of("heating") for each in (law, other.law))
        certain = "unknown" not in (first.entitled, then.entitled)
        ends = [each.amount or (0, 0) for each in (first, then)]
        if certain and all(low == high for low, high in ends):
            assert changes[home["id"]] == 12 * (ends[1][0] - ends[0][0])
        else:
            assert changes[home["id"]] is None


@pytest.mark.parametrize(
    ("measure", "change"),
    [
        ("higher-energy-premiums", "parameters: {increase: {2018-01-01: 60}}"),
        ("appliance-voucher", "conditions: {protected-customer: not not is_protected_customer}"),
        (
            "condensing-boiler-premium",
            "also: [{id: again, nl: x, en: x, when: is_protected_customer}]",
        ),
    ],
)
def test_a_reform_that_changes_nothing_on_a_day_changes_nothing(tmp_path, measure, change):
    law = load(DATA / "flanders")
    text = REFORM.replace("heating", measure).replace(
        "parameters: {limit: {2015-01-01: 1500}}", change
    )
    found = effects(law, reformed(tmp_path, law, text), *synthetic(2000, 9), on=date(2017, 3, 1))
    (row,) = found.table().rows(named=True)
    assert (row["winners"], row["losers"], row["cost"]) == (0, 0, 0)
    assert row["same"] + row["unknown"] == row["households"]
    (right,) = found.rights().rows(named=True)
    assert (right["gained"], right["lost"], right["before"]) == (0, 0, right["after"])


def test_what_a_reform_does_not_change_on_this_day_is_told(folder, law):
    later = changed(folder, law, REFORM.replace("2015-01-01", "2017-01-01"))
    assert later.idle == ("heating",)
    assert sentences(later, "en") == ("On this day the reform changes nothing of: heating.",)
    assert later.table()["winners"].to_list() == [0]
    assert changed(folder, law, REFORM).idle == ()
