"""A folder with two small measures, and households to try them on, that several tests share.

``heating`` is for households: 10 % of the heating bill a month, for who has an income under 1,000
euro a month in all and no owner's home. ``pass`` is for persons: 40 euro off, for who is under 18
or disabled.
"""

from pathlib import Path

import polars as pl

from grondrecht.rights import Law, load

INPUTS = """\
format: grondrecht-inputs/1
inputs:
  age:
    {of: person, type: number, unit: year, least: 0, most: 120, nl: leeftijd, en: age,
     ask: {nl: Hoe oud bent u?, en: How old are you?},
     ask_of: {nl: "Hoe oud is {who}?", en: "How old is {who}?"}, from: {nl: u, en: you}}
  disabled:
    {of: person, type: yes_no, nl: handicap, en: disability,
     ask: {nl: Hebt u een handicap?, en: Are you disabled?}, from: {nl: u, en: you}}
  net_income:
    {of: person, type: number, unit: euro/month, least: 0, most: 9000, nl: inkomen, en: income,
     ask: {nl: Wat verdient u?, en: What do you earn?}, from: {nl: u, en: you}}
  owns_home:
    {of: household, type: yes_no, nl: eigen woning, en: own home,
     ask: {nl: Is de woning van u?, en: Do you own the home?}, from: {nl: u, en: you}}
  heating_bill:
    {of: household, type: number, unit: euro/month, least: 0, most: 1000, nl: factuur, en: bill,
     ask: {nl: Hoeveel is de factuur?, en: How much is the bill?}, from: {nl: u, en: you}}
  inhabitants:
    {of: municipality, type: number, unit: person, least: 0, most: 1000000, nl: inwoners,
     en: inhabitants, ask: {nl: Hoeveel?, en: How many?}, from: {nl: u, en: you}}
"""
HEATING = """\
format: grondrecht-measure/1
id: heating
names: {nl: Steun voor verwarming, en: Heating support}
what: {nl: Een deel van de factuur., en: A part of the bill.}
kind: benefit
for: household
actions: [08_03_01]
granted_by: {nl: de gemeente, en: the municipality}
award: {how: on_request, nl: Men moet het vragen., en: One has to ask.}
do: {nl: Vraag het., en: Ask.}
open: []
versions:
  - from: 2015-01-01
    source: {title: Besluit verwarming, article: art. 1}
    inputs: [net_income, owns_home, heating_bill]
    parameters:
      limit:
        unit: euro/month
        values: {2015-01-01: 1000}
        review_by: 2016-12-31
        nl: inkomensgrens
        en: income limit
    conditions:
      - id: income
        nl: Het inkomen is lager dan de grens.
        en: The income is below the limit.
        when: sum(net_income over household) < limit
        article: art. 2
      - {id: tenant, nl: Het gezin huurt., en: The household rents., when: not owns_home}
    amount:
      means: benefit
      nl: steun per maand
      en: support a month
      value: 10 % * heating_bill
      round: half_up to 1 cent
    examples:
      - what: just below the limit
        on: 2016-01-01
        given:
          owns_home: no
          heating_bill: 100.05
          persons: [{id: an, role: head, net_income: 999.99}]
        expect: {entitled: yes, amount: 10.01}
"""
PASS = """\
format: grondrecht-measure/1
id: pass
names: {nl: Pas, en: Pass}
what: {nl: Korting op een pas., en: Money off a pass.}
kind: tariff
for: person
actions: []
granted_by: {nl: de vervoerder, en: the carrier}
award: {how: automatic, nl: Vanzelf., en: By itself.}
do: {nl: Niets., en: Nothing.}
open: []
versions:
  - from: 2015-01-01
    source: {title: Besluit pas, article: art. 9}
    inputs: [age, disabled]
    conditions:
      - id: group
        nl: U bent jonger dan achttien of u hebt een handicap.
        en: You are under eighteen or disabled.
        when: age < 18 year or disabled
    amount:
      means: reduction
      nl: korting
      en: reduction
      value: 40 euro
      round: half_up to 1 cent
    examples:
      - what: a child
        on: 2016-01-01
        given: {persons: [{id: an, role: head, age: 17}]}
        expect: {entitled: yes, amount: 40}
"""
REFORM = """\
format: grondrecht-reform/1
id: wider
names: {nl: Ruimere grens, en: Wider limit}
changes:
  - measure: heating
    parameters: {limit: {2015-01-01: 1500}}
"""
PERSONS = pl.DataFrame(
    {
        "id": ["a1", "a2", "b1", "c1", "c2", "d1", "e1"],
        "household": ["a", "a", "b", "c", "c", "d", "e"],
        "role": ["head", "child", "head", "head", "partner", "head", "head"],
        "age": [40, 12, 30, 50, 51, None, 70],
        "disabled": [False, None, True, False, False, False, False],
        "net_income": [900.0, 0.0, 1200.50, 700.0, None, 100.0, 3000.0],
    }
)
HOUSEHOLDS = pl.DataFrame(
    {
        "id": ["a", "b", "c", "d", "e"],
        "owns_home": [False, False, False, None, True],
        "heating_bill": [100.05, 200.0, 50.0, 80.0, 90.0],
        "province": ["antwerpen", "antwerpen", "limburg", "limburg", None],
        "weight": [10.0, 20.0, 30.0, 40.0, 50.0],
    }
)


def written(folder: Path) -> Path:
    """Write the measures, the reform and the tables into a folder; gives that of the measures."""
    law = folder / "law"
    law.mkdir()
    (law / "inputs.yaml").write_text(INPUTS, "utf-8")
    (law / "heating.yaml").write_text(HEATING, "utf-8")
    (law / "pass.yaml").write_text(PASS, "utf-8")
    (folder / "reform.yaml").write_text(REFORM, "utf-8")
    PERSONS.write_csv(folder / "persons.csv")
    HOUSEHOLDS.write_csv(folder / "households.csv")
    return law


def law_in(folder: Path) -> Law:
    """The two measures, loaded."""
    return load(written(folder))
