"""One household and a population give the same cents, and both those that the language's page says.

Random measures of every operator, group and rounding; random people, of whom all is known, or some.
"""

import random
import re
from datetime import timedelta
from itertools import islice

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from random_measures import (
    FIRST,
    GIVEN,
    HEAD,
    INPUTS,
    LAST,
    partly,
    random_household,
    random_law,
    random_measures,
    random_municipality,
)
from reference import Reference, known

from grondrecht import rights
from grondrecht.rights import written
from grondrecht.rights.law import Law, days_of
from grondrecht.rights.measures import measure
from grondrecht.rights.possible import refuse_impossible

SEEDS = st.integers(0, 2**32 - 1)
OUTCOMES = ("no", "yes", "unknown")


def tables(homes):
    """The population of some households, each input in one of the ways that a table may hold it."""
    persons, households = [], []
    for home in homes:
        households.append({"id": home["id"], **own(home, "household")})
        persons += [
            {"id": each["id"], "household": home["id"], "role": each["role"], **own(each, "person")}
            for each in home["persons"]
        ]
    return framed(persons), framed(households)


def own(given, of):
    return {name: given.get(name) for name, (whose, _, _) in GIVEN.items() if whose == of}


def framed(rows):
    return pl.DataFrame([series(name, [row[name] for row in rows]) for name in rows[0]])


def series(name, values):
    kind = GIVEN[name][1] if name in GIVEN else ""
    if kind == "yes_no":
        words = {True: "yes", False: "no"}
        return pl.Series(name, [words.get(value, value) for value in values], pl.String)
    if kind == "number" and INPUTS[name].scale > 1:
        return pl.Series(
            name, [None if value is None else str(value) for value in values], pl.String
        )
    kinds = {"number": pl.Int64, "date": pl.Date}
    return pl.Series(name, values, kinds.get(kind, pl.String))


def answers_of(law, day, homes, towns):
    """Per measure the answers of one household after the other, and those of the population."""
    one = {}
    for each in (*homes, *towns):
        assessment = rights.assess(law, each, on=day)
        check_ends(law, assessment)
        for answer in assessment.answers:
            conditions = [answer.outcome(c.node.index) for c in answer.rules.conditions]
            found = one.setdefault(answer.measure.id, [])
            found.append((answer.entitled, answer.amount or (0, 0), conditions))
    persons, households = tables(homes)
    many = {}
    populations = [{"persons": persons, "households": households}]
    if towns:
        held = [each["municipality"] for each in towns]
        rows = [{"id": each["id"], **own(each, "municipality")} for each in held]
        populations.append({"municipalities": framed(rows)})
    for population in populations:
        answer = rights.assess_population(law, **population, on=day, conditions=True)
        for name, held in answer.columns.items():
            many[name] = list(rows_of(held))
    return one, many


def check_ends(law, assessment):
    """Every value lies between the ends that were promised of it, the least first."""
    nodes = law.graph.nodes
    for index, held in (assessment.answers[0].values if assessment.answers else {}).items():
        low, high = nodes[index].ends
        for value in held if isinstance(held, list) else [held]:
            assert low <= value[0] <= value[1] <= high


def rows_of(column):
    ends = {"no": (0, 0), "yes": (1, 1), "unknown": (0, 1)}
    for at, entitled in enumerate(column.entitled):
        amount = (0, 0) if column.least is None else (int(column.least[at]), int(column.most[at]))
        conditions = [ends[OUTCOMES[each[at]]] for each in column.conditions.values()]
        yield OUTCOMES[entitled], amount, conditions


def wanted(measure, day, given):
    """What the page says of a household of which all is known: entitled, cents and conditions."""
    one, persons = known(given)
    reference = Reference(measure, day, one, persons)
    rules = measure.version_on(day).conditions
    for at in range(len(persons)) if measure.of == "person" else (None,):
        yield (
            reference.entitled(at),
            reference.cents(at) or 0,
            [reference.condition(rule.name, at) for rule in rules],
        )


def check_law(law, rng, day):
    """All that must hold of a law: for people of whom all is known, and of whom some is."""
    homes = [random_household(rng, number) for number in range(12)]
    towns = [random_municipality(rng, number) for number in range(4)]
    full, full_many = answers_of(law, day, homes, towns)
    assert full == full_many
    for share in (0.2, 0.8):
        some = [partly(rng, each, share) for each in homes]
        some_towns = [partly(rng, each, share) for each in towns]
        part, part_many = answers_of(law, day, some, some_towns)
        assert part == part_many
        check_sound(full, part)
    for name, made in law.measures.items():
        people = towns if made.of == "municipality" else homes
        said = [said for each in people for said in wanted(made, day, each)]
        assert full[name] == [
            ("yes" if entitled else "no", (cents, cents), [(int(c), int(c)) for c in conditions])
            for entitled, cents, conditions in said
        ]


def check_sound(full, part):
    """What is certain while something is unknown stays so whatever it is; amounts lie within."""
    for name, answers in full.items():
        for (entitled, (cents, _), conditions), (before, (least, most), unsure) in zip(
            answers, part[name], strict=True
        ):
            assert before in (entitled, "unknown")
            assert least <= cents <= most
            for (now, _), (low, high) in zip(conditions, unsure, strict=True):
                assert low <= now <= high


@settings(max_examples=60, deadline=None)
@given(SEEDS)
def test_one_household_a_population_and_the_page_agree_to_the_cent(seed):
    rng = random.Random(seed)
    law, texts = random_law(rng, 4)
    try:
        check_law(law, rng, FIRST + timedelta(rng.randint(0, (LAST - FIRST).days)))
    except AssertionError:
        print("\n".join(texts))
        raise


@settings(max_examples=40, deadline=None)
@given(SEEDS)
def test_a_condition_that_is_refused_as_impossible_never_is_otherwise(seed):
    rng = random.Random(seed)
    refused = (each for each in random_measures(rng) if each[2] and "The condition" in each[2].en)
    for made, text, error in islice(refused, 3):
        name = re.search(r"condition (c\d)", error.en)[1]
        for number in range(10):
            people = random_municipality if made.of == "municipality" else random_household
            given = people(rng, number)
            for _, _, conditions in wanted(made, day_of_refusal(made), given):
                check_impossible(error.en, int(name[1:]), conditions, text)


def check_impossible(why, number, conditions, text):
    if "never be false" in why:
        assert conditions[number], text
    elif "together" in why:
        assert not all(conditions), text
    else:
        assert not conditions[number], text


def day_of_refusal(made):
    """A day on which it was refused: that of the first figures with which it is."""
    law = Law(INPUTS, {})
    for on in days_of(made.versions[0]):
        try:
            refuse_impossible(law.resolved(made, made.versions[0], on))
        except rights.RightsError:
            return on
    raise AssertionError("it is not refused")


@settings(max_examples=30, deadline=None)
@given(SEEDS)
def test_what_measures_share_changes_nothing_of_what_they_say(seed):
    """Each thing is computed once for all measures: alone, each says the same."""
    rng = random.Random(seed)
    law, _ = random_law(rng, 4)
    homes = [random_household(rng, number) for number in range(6)]
    for home in (*homes, *(partly(rng, home, 0.4) for home in homes)):
        together = rights.assess(law, home, on=FIRST)
        for name, made in law.measures.items():
            alone = rights.assess(Law(INPUTS, {name: made}), home, on=FIRST)
            some = rights.assess(law, home, on=FIRST, measures=[name])
            found = [[(each.entitled, each.amount) for each in a.answers] for a in (alone, some)]
            same = [each for each in together.answers if each.measure.id == name]
            assert found == 2 * [[(each.entitled, each.amount) for each in same]]


BIG = 999_999_999_999_999
AMOUNT = """\
    conditions:
      - {id: c0, nl: x, en: x, when: "sum(huge * FACTOR over household) > 60 * 999999999999990"}
      - {id: c1, nl: x, en: x, when: "sum(huge * huge over household) != 5"}
      - {id: c2, nl: x, en: x, when: "highest(much over household) - sum(much over household) < 1"}
    amount:
      means: benefit
      nl: x
      en: x
      value: "max(0, sum(much over household) * 0.01 euro)"
      round: half_even to 1 cent
      cap: 900000000000000 euro
"""
LARGE = HEAD.format(
    name="large",
    of="household",
    first=FIRST,
    last=LAST,
    inputs="huge",
    parameters="",
    terms="    terms:\n      much: {nl: x, en: x, is: huge * FACTOR}\n",
    rules=AMOUNT,
)


@pytest.mark.parametrize("factor", [1, 100, 1000, 2305, 2306, 9300, 10**6, 10**9])
def test_numbers_beyond_64_bits_are_exact(factor):
    """A sum over many persons may pass 64 bits where the value of none of them does."""
    made = measure(written.read_text(LARGE.replace("FACTOR", str(factor))))
    law = Law(INPUTS, {made.id: made})
    homes = []
    for number, size in enumerate((1, 2, 10, 59, 60)):
        persons = [
            {"id": f"{number}-{at}", "role": "other" if at else "head", "huge": BIG - at}
            for at in range(size)
        ]
        homes += [
            {"id": f"a{number}", "persons": persons},
            {"id": f"b{number}", "persons": [{**persons[0], "id": f"{number}-x", "huge": None}]},
        ]
        homes += [
            {"id": f"c{number}", "persons": [{**persons[0], "id": f"{number}-y", "huge": -5}]}
        ]
    one, many = answers_of(law, FIRST, homes, [])
    assert one == many
    for answer, home in zip(one["large"][::3], homes[::3], strict=True):
        total = sum(each["huge"] for each in home["persons"]) * factor
        assert answer[2][0] == 2 * (int(total > 60 * 999_999_999_999_990),)
