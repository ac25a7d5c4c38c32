"""A small folder of measures that the tests of the finder ask about, all invented."""

INPUTS = """
format: grondrecht-inputs/1
inputs:
  age:
    {of: person, type: number, unit: year, least: 0, most: 130, nl: leeftijd, en: age,
     ask: {nl: "Hoe oud bent u?", en: "How old are you?"},
     ask_of: {nl: "Hoe oud is {who}?", en: "How old is {who}?"}, from: {nl: register, en: register}}
  disabled:
    {of: person, type: yes_no, nl: handicap, en: disability,
     ask: {nl: "Hebt u een handicap?", en: "Do you have a disability?"},
     ask_of: {nl: "Heeft {who} een handicap?", en: "Does {who} have a disability?"},
     help: {nl: "Uw dokter weet het.", en: "Your doctor knows."}, from: {nl: arts, en: doctor}}
  job_wanted:
    {of: person, type: yes_no, nl: zoekt werk, en: looks for work,
     ask: {nl: "Zoekt u werk?", en: "Do you look for work?"},
     ask_of: {nl: "Zoekt {who} werk?", en: "Does {who} look for work?"}, from: {nl: VDAB, en: VDAB}}
  long_wanted:
    {of: person, type: yes_no, nl: zoekt lang werk, en: looks for work for long,
     ask: {nl: "Zoekt u lang werk?", en: "Do you look for work for long?"},
     from: {nl: VDAB, en: VDAB}}
  net_income:
    {of: person, type: number, unit: euro/month, least: 0, most: 100000, nl: inkomen, en: income,
     ask: {nl: "Wat is uw inkomen?", en: "What is your income?"},
     ask_of: {nl: "Wat is het inkomen van {who}?", en: "What is the income of {who}?"},
     from: {nl: fiscus, en: tax office}}
  tenure:
    {of: household, type: choice, nl: woonst, en: tenure,
     options: {owner: {nl: eigenaar, en: owner}, tenant: {nl: huurder, en: tenant}},
     ask: {nl: "Hoe woont u?", en: "How do you live?"}, from: {nl: u, en: you}}
  waiting_since:
    {of: household, type: date, least: 2000-01-01, most: 2030-12-31, nl: wacht sinds,
        en: waits since,
     ask: {nl: "Sinds wanneer wacht u?", en: "Since when do you wait?"}, from: {nl: u, en: you}}
  rent:
    {of: household, type: number, unit: euro/month, least: 0, most: 9999, nl: huur, en: rent,
     ask: {nl: "Wat is uw huur?", en: "What is your rent?"}, from: {nl: u, en: you}}
  people:
    {of: municipality, type: number, least: 0, most: 9999999, nl: inwoners, en: inhabitants,
     ask: {nl: "Hoeveel inwoners?", en: "How many inhabitants?"}, from: {nl: stad, en: town}}
"""
HEAD = """
format: grondrecht-measure/1
id: {id}
names: {{nl: "{nl}", en: "{en}"}}
what: {{nl: "Wat {nl} is.", en: "What {en} is."}}
kind: {kind}
for: {of}
actions: [01_02_03]
granted_by: {{nl: de dienst, en: the service}}
award: {{how: {how}, nl: "Zo komt het.", en: "So it comes."}}
do: {{nl: "Doe dit.", en: "Do this."}}
open: [{{nl: "Niet gezegd.", en: "Not said."}}]
versions:
  - from: 2015-01-01
    source: {{title: Wet van {id}, article: art. 1, url: "https://example.org/{id}"}}
"""
CASE = """
    examples:
      - what: nothing known
        on: 2016-01-01
        given: {given}
        expect: {expect}
"""
PERSON = CASE.format(
    given="{persons: [{id: an, role: head, age: 40}]}", expect="{entitled: unknown}"
)
RENT = """
    inputs: [tenure, waiting_since, rent]
    parameters:
      wait: {unit: year, values: {2015-01-01: 2}, review_by: 2019-12-31, nl: wachttijd,
          en: waiting time}
    conditions:
      - {id: tenant, nl: "Het gezin huurt.", en: "The household rents.", when: tenure = tenant}
      - {id: waited, nl: "Het gezin wacht lang.", en: "It waits long.",
            when: years(waiting_since to on) >= wait}
    amount: {means: benefit, nl: steun, en: support, value: 10 % * rent, round: half_up to 1 cent}
""" + CASE.format(
    given="{persons: [{id: an, role: head}]}", expect="{entitled: unknown, amount: [0, 999.90]}"
)
INCOME = """
    inputs: [net_income]
    parameters:
      limit: {unit: euro/month, values: {2015-01-01: 1500}, review_by: 2019-12-31,
          nl: grens, en: limit}
    conditions:
      - {id: low, nl: "Het inkomen is laag.", en: "The income is low.",
            when: sum(net_income over household) <= limit, article: art. 2}
""" + CASE.format(
    given="{persons: [{id: an, role: head, net_income: 1500}]}", expect="{entitled: yes}"
)
JOB = (
    """
    inputs: [job_wanted, long_wanted]
    conditions:
      - {id: job, nl: "U zoekt werk.", en: "You look for work.", when: job_wanted}
      - {id: long, nl: "U zoekt lang.", en: "You look for long.", when: long_wanted}
"""
    + PERSON
)
CARD = """
    inputs: [disabled]
    conditions:
      - {id: disabled, nl: "U hebt een handicap.", en: "You have a disability.", when: disabled}
    amount: {means: price, nl: prijs van de kaart, en: price of the card, value: 0 euro,
        round: half_up to 1 cent}
""" + PERSON.replace("unknown}", "unknown, amount: 0.00}")
PASS = """
    inputs: [age]
    parameters:
      old: {unit: year, values: {2015-01-01: 65}, review_by: 2019-12-31,
          nl: laagste leeftijd, en: lowest age}
    conditions:
      - {id: old, nl: "U bent oud genoeg.", en: "You are old enough.", when: age >= old}
""" + PERSON.replace("unknown", "no")
TOWN = """
    inputs: [people]
    conditions:
      - {id: large, nl: "De stad is groot.", en: "The town is large.", when: people > 1000}
""" + CASE.format(given="{municipality: {id: aalst, people: 2000}}", expect="{entitled: yes}")
MEASURES = {
    "rent-help": (RENT, "benefit", "household", "on_request", "Huurhulp", "Rent help"),
    "income-help": (INCOME, "benefit", "household", "automatic", "Inkomenshulp", "Income help"),
    "job-help": (JOB, "service", "person", "partly", "Werkhulp", "Job help"),
    "care-card": (CARD, "tariff", "person", "automatic", "Zorgkaart", "Care card"),
    "old-pass": (PASS, "tariff", "person", "on_request", "Pas 65", "Pass 65"),
    "town-money": (TOWN, "subsidy", "municipality", "automatic", "Stadsgeld", "Town money"),
}
ASKING = """
format = "grondrecht-finder/1"

[[topics]]
id = "home"
nl = "Wonen"
en = "Home"
measures = ["rent-help", "income-help"]

[[topics]]
id = "work"
nl = "Werk"
en = "Work"
measures = ["job-help"]

[[taken]]
inputs = ["job_wanted"]
is = "no"
below = 15
nl = "Een kind zoekt geen werk."
en = "A child does not look for work."

[[taken]]
inputs = ["net_income"]
is = "0"
from = 100
nl = "Wie zo oud is, heeft geen inkomen."
en = "Who is so old has no income."

[[taken]]
inputs = ["long_wanted"]
is = "no"
where = "job_wanted"
has = "no"
nl = "Wie geen werk zoekt, zoekt niet lang."
en = "Who looks for no work does not look for long."
"""


def write_rules(folder, asking=ASKING, measures=MEASURES):
    """Write the measures, or some of them, and how to ask about them; the folder's path."""
    (folder / "inputs.yaml").write_text(INPUTS, "utf-8")
    for name in measures:
        rules, kind, of, how, nl, en = MEASURES[name]
        head = HEAD.format(id=name, kind=kind, of=of, how=how, nl=nl, en=en)
        (folder / f"{name}.yaml").write_text(head + rules, "utf-8")
    if asking:
        (folder / "finder.toml").write_text(asking, "utf-8")
    return str(folder)
