"""The synthetic population: what it holds, that it is the same again, and that it is plausible."""

from datetime import date
from pathlib import Path

import polars as pl
import pytest
from polars.testing import assert_frame_equal

from grondrecht.rights import assess, assess_population, load
from grondrecht.rights.synthetic import DATA, flemish_inputs, in_households, rules, synthetic

SIZE = 20_000

INPUTS = """\
format: grondrecht-inputs/1
inputs:
  age:
    of: person
    type: number
    unit: year
    least: 0
    most: 130
    nl: leeftijd
    en: age
    ask: {nl: Hoe oud bent u?, en: How old are you?}
    from: {nl: u, en: you}
  rent_rebate:
    of: household
    type: number
    unit: euro
    least: 5
    most: 90.50
    nl: korting
    en: rebate
    ask: {nl: Hoeveel?, en: How much?}
    from: {nl: u, en: you}
  jobseeker_since:
    of: person
    type: date
    nl: sinds
    en: since
    ask: {nl: Sinds wanneer?, en: Since when?}
    from: {nl: u, en: you}
"""
MEASURE = """\
format: grondrecht-measure/1
id: rebate
names: {nl: Korting, en: Rebate}
what: {nl: Een korting., en: A rebate.}
kind: benefit
for: household
actions: [03_06_05]
granted_by: {nl: iemand, en: somebody}
award: {how: automatic, nl: vanzelf, en: by itself}
do: {nl: niets, en: nothing}
open: []
versions:
  - from: 2015-01-01
    source: {title: een wet}
    inputs: [age, rent_rebate]
    conditions:
      - id: old
        nl: Iemand is 65.
        en: Somebody is 65.
        when: any(age >= 65 year over household)
    amount: {means: benefit, nl: korting, en: rebate, value: rent_rebate, round: half_up to 1 cent}
    examples: []
"""


@pytest.fixture(scope="module")
def tables() -> tuple[pl.DataFrame, pl.DataFrame]:
    return synthetic(SIZE)


def test_it_has_as_many_persons_as_asked_in_whole_households(tables):
    persons, households = tables
    assert persons.height == SIZE
    assert persons["household"].is_sorted()
    assert persons["household"].unique().to_list() == households["id"].to_list()
    heads = persons.filter(pl.col("role") == "head")
    assert heads["household"].to_list() == households["id"].to_list()
    assert households["weight"].unique().to_list() == [6_500_000 / SIZE]


def test_a_population_of_one_person_has_a_head(tables):
    persons, households = synthetic(1)
    assert persons["role"].to_list() == ["head"]
    assert households.height == 1


def test_nobody_is_asked_for_less_than_one_person():
    with pytest.raises(ValueError, match="one person or more"):
        synthetic(0)


def test_it_says_what_it_is_in_every_row(tables):
    assert all(frame["synthetic"].all() for frame in tables)


def test_a_seed_gives_the_same_again_and_another_seed_another(tables):
    for one, other in zip(tables, synthetic(SIZE), strict=True):
        assert_frame_equal(one, other)
    assert not tables[0].equals(synthetic(SIZE, seed=5)[0])


def test_an_input_more_leaves_the_others_as_they_are(tables):
    fewer = {name: each for name, each in flemish_inputs().items() if name != "speaks_dutch"}
    persons, households = synthetic(SIZE, inputs=fewer)
    # This one hangs on it.
    others = persons.drop("knows_little_dutch")
    assert_frame_equal(others, tables[0].select(others.columns))
    assert_frame_equal(households, tables[1])
    assert not persons["knows_little_dutch"].equals(tables[0]["knows_little_dutch"])


def test_every_input_of_persons_and_households_has_values_of_its_own_kind(tables):
    kinds = {"yes_no": pl.Boolean, "choice": pl.Enum, "date": pl.Date}
    for of, frame in zip(("person", "household"), tables, strict=True):
        for given in flemish_inputs().values():
            if given.of == of and given.name != "role":
                held = frame[given.name]
                assert held.null_count() < SIZE, given.name
                if given.kind in kinds:
                    assert isinstance(held.dtype, kinds[given.kind]), given.name


def test_amounts_are_whole_cents_as_short_as_people_write_them(tables):
    for text in tables[0]["net_income"].drop_nulls().cast(pl.String).head(500):
        assert len(text.partition(".")[2]) <= 2


def test_rules_name_inputs_groups_and_options_that_there_are():
    inputs, told = flemish_inputs(), rules()
    groups = {"rest", "poor", "low", "old", "alone", "with_children", "child", "young", "student"}
    groups |= {"works", "retired", "jobless", "disabled", "at_home"}
    for name, rule in told["inputs"].items():
        given = inputs[name]
        wanted = {"yes_no": "chance", "choice": "among"}.get(given.kind, "between")
        assert set(rule) <= {"unknown", wanted}, name
        for group, held in rule.get(wanted, {}).items():
            assert group in groups or inputs[group].kind == "yes_no", (name, group)
            if given.kind == "choice":
                assert set(held) <= set(given.codes), (name, group)


def test_it_is_plausible(tables):
    persons, households = tables
    assert 2.2 < persons.height / households.height < 2.4
    assert 38 < persons["age"].mean() < 44
    adults = persons.filter(pl.col("age") >= 18)
    assert 1400 < adults["net_income"].mean() < 1900
    children = persons.filter(pl.col("role") == "child")
    assert children["age"].max() <= 24
    assert persons.filter(pl.col("age") < 16)["net_income"].sum() == 0
    living = persons.filter(pl.col("receives_living_wage"))
    assert living["net_income"].mean() < adults["net_income"].mean() / 1.5
    assert 0.02 < persons["net_income"].null_count() / SIZE < 0.04
    assert households.group_by("income_decile").len()["len"].min() > households.height * 0.09


def test_it_can_be_made_for_the_inputs_of_other_measures_and_be_assessed(tmp_path: Path):
    (tmp_path / "inputs.yaml").write_text(INPUTS)
    (tmp_path / "rebate.yaml").write_text(MEASURE)
    law = load(tmp_path)
    persons, households = synthetic(3_000, inputs=law.inputs)
    assert households["rent_rebate"].min() >= 5
    assert households["rent_rebate"].max() <= 90.5
    assert persons["jobseeker_since"].max() <= date(2016, 12, 31)
    answer = assess_population(law, persons, households, on=date(2016, 6, 1))
    assert answer.totals().row(0, named=True)["n_yes"] > 300


def test_households_as_json_give_the_same_answers(tables):
    law = load(DATA / "flanders")
    persons, households = synthetic(60)
    answer = assess_population(law, persons, households, on=date(2016, 6, 1))
    given = in_households(persons, households)
    assert [each["id"] for each in given] == [str(each) for each in households["id"]]
    for measure in answer.columns:
        rows = answer.frame(measure)
        for each in given:
            for found in assess(law, each, on=date(2016, 6, 1), measures=[measure]).answers:
                own = rows.filter(pl.col("id").cast(pl.String) == found.who).row(0, named=True)
                assert found.entitled == own["entitled"]
