"""Small measures for tests: a vocabulary and a measure as text, and folders of them."""

import pytest

from grondrecht import rights

# In a text that a test writes: here stands what is wrong.
MARK = "¦"

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
    ask: {nl: "Hoe oud bent u?", en: "How old are you?"}
    from: {nl: Rijksregister, en: National Register}
  net_income:
    of: person
    type: number
    unit: euro/month
    least: 0
    most: 100000
    nl: netto-inkomen
    en: net income
    ask: {nl: "Wat is uw netto-inkomen?", en: "What is your net income?"}
    from: {nl: FOD Financiën, en: FPS Finance}
  disability:
    of: person
    type: yes_no
    nl: handicap
    en: disability
    ask: {nl: "Hebt u een handicap?", en: "Do you have a disability?"}
    from: {nl: de persoon zelf, en: the person}
  jobless_since:
    of: person
    type: date
    nl: werkzoekend sinds
    en: jobless since
    ask: {nl: "Sinds wanneer?", en: "Since when?"}
    from: {nl: VDAB, en: VDAB}
  tenure:
    of: household
    type: choice
    options:
      owner: {nl: eigenaar, en: owner}
      social_tenant: {nl: sociale huurder, en: social tenant}
      private_tenant: {nl: private huurder, en: private tenant}
    nl: woonsituatie
    en: tenure
    ask: {nl: "Hoe woont u?", en: "How do you live?"}
    from: {nl: de aanvrager, en: the applicant}
  rent:
    of: household
    type: number
    unit: euro/month
    least: 0
    most: 5000
    nl: huur
    en: rent
    ask: {nl: "Wat is uw huur?", en: "What is your rent?"}
    from: {nl: de aanvrager, en: the applicant}
  area:
    of: household
    type: number
    unit: m2
    least: 1
    most: 1000
    nl: oppervlakte
    en: area
    ask: {nl: "Hoe groot is uw woning?", en: "How large is your home?"}
    from: {nl: de aanvrager, en: the applicant}
  inhabitants:
    of: municipality
    type: number
    least: 0
    most: 1000000
    nl: inwoners
    en: inhabitants
    ask: {nl: "Hoeveel inwoners?", en: "How many inhabitants?"}
    from: {nl: Statbel, en: Statbel}
"""

MEASURE = """\
format: grondrecht-measure/1
id: support
names: {nl: Steun, en: Support}
what: {nl: Een bedrag per maand., en: An amount a month.}
kind: benefit
for: household
actions: [03_06_05]
granted_by: {nl: het OCMW, en: the OCMW}
award: {how: on_request, nl: Vragen is nodig., en: It must be asked for.}
do: {nl: Vraag het., en: Ask for it.}
open: []
versions:
  - from: 2015-01-01
    source: {title: Een besluit, article: art. 5, url: "https://example.org/besluit"}
    inputs: [net_income, tenure]
    parameters:
      limit:
        unit: euro/month
        values: {2015-01-01: 1500, 2016-01-01: 1530.50}
        review_by: 2018-12-31
        nl: inkomensgrens
        en: income limit
    terms:
      income: {nl: inkomen, en: income, is: sum(net_income over household)}
    conditions:
      - id: income
        nl: Het inkomen is niet hoger dan de grens.
        en: The income is not above the limit.
        when: income <= limit
      - id: tenant
        nl: U huurt.
        en: You rent.
        when: tenure != owner
        article: art. 6
    amount:
      means: benefit
      nl: steun per maand
      en: support a month
      value: max(0, 10 % * (limit - income))
      round: half_up to 1 cent
    examples:
      - what: an income just under the limit
        on: 2016-03-01
        given:
          tenure: social_tenant
          persons:
            - {id: an, role: head, net_income: 1530.40}
        expect: {entitled: yes, amount: 0.01}
"""
EXAMPLE = MEASURE[MEASURE.index("    examples:\n") :]
VERSION = MEASURE[MEASURE.index("    source:") :]


def folder_of(place, inputs=INPUTS, **measures):
    """A folder of measures: each text under its name, with - for _."""
    place.mkdir(exist_ok=True)
    (place / "inputs.yaml").write_text(inputs, "utf-8")
    for name, text in measures.items():
        (place / f"{name.replace('_', '-')}.yaml").write_text(text, "utf-8")
    return place


def law_of(place, inputs=INPUTS, **measures):
    """The same, loaded."""
    return rights.load(folder_of(place, inputs, **measures))


def edited(text, *edits):
    """A text with parts of it written otherwise: each an old part, which stands there once."""
    for old, new in edits:
        assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times"
        text = text.replace(old, new)
    return text


def when(text):
    """An edit: the first condition in other words."""
    return "when: income <= limit", f"when: {text}"


def value(text):
    """An edit: the amount in other words."""
    return "value: max(0, 10 % * (limit - income))", f"value: {text}"


def refused(place, inputs=INPUTS, **measures):
    """What is wrong with texts in which the culprit is marked: its error, at the place of the mark.

    A folder refuses when it is loaded, or when its examples are run.
    """
    texts = {"inputs": inputs, **measures}
    plain = {name: text.replace(MARK, "") for name, text in texts.items()}
    folder = folder_of(place, **plain)
    with pytest.raises(rights.RightsError) as caught:
        rights.check_examples(rights.load(folder))
    for name, text in texts.items():
        if MARK in text:
            check_place(caught.value, text, folder / f"{name.replace('_', '-')}.yaml")
    check_sentence(caught.value)
    return caught.value


def check_place(error, text, path):
    """The place is where the mark stands."""
    before = text.partition(MARK)[0]
    line, column = before.count("\n") + 1, len(before) - (before.rfind("\n") + 1) + 1
    assert str(error.place) == f"{path}:{line}:{column}", str(error)


def check_sentence(error):
    """One sentence that says what to do, in English and in Dutch, behind its place if any."""
    assert str(error) != error.nl
    for text in (str(error), error.nl):
        before = "" if error.place is None else f"{error.place}: "
        assert text.startswith(before)
        said = text[len(before) :]
        assert said.endswith(".")
        assert "\n" not in said
        assert ". " not in said
        assert len(said) < 600
        # What is wrong, and what to do.
        assert ";" in said or said.startswith(("Write", "Schrijf")), said
