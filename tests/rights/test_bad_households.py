"""What is wrong with one household is one sentence that names who, what, and what to do."""

import json
import random
from decimal import Decimal

import pytest
from random_measures import INPUTS as ANY
from random_measures import random_value
from written_measures import INPUTS, check_sentence

from grondrecht.rights import RightsError, written
from grondrecht.rights.households import Given, given
from grondrecht.rights.vocabulary import inputs_in

KNOWN = inputs_in(written.read_text(INPUTS))
HEAD = {"id": "an", "role": "head"}


def home(*persons, **own):
    return {"id": "h1", "persons": list(persons), **own}


BAD = [
    (None, 'A household is a mapping; write {"persons": '),
    ([HEAD], 'A household is a mapping; write {"persons": '),
    ("an", 'A household is a mapping; write {"persons": '),
    ({}, "household: persons must be a list of one person or more; "),
    ({"id": "h1", "persons": []}, "h1: persons must be a list of one person or more; "),
    ({"persons": {"an": HEAD}}, "household: persons must be a list of one person or more; "),
    (home("an"), "h1: person 1 is no mapping; write a person as "),
    (home(HEAD, None), "h1: person 2 is no mapping; write a person as "),
    (home({"id": "an"}), "an: there is no role; give head, partner, child, other"),
    (home({"role": None}), "person 1: there is no role; give head, partner, child, other"),
    (home({"id": "an", "role": "boss"}), "an: role is 'boss'; give one of head, partner, child"),
    (home({"id": "an", "role": []}), "an: role is 'list'; give one of head, partner, child"),
    (home({"id": "an", "role": "child"}), "h1: 0 persons are head; give the role head to one"),
    (
        home(HEAD, {"id": "bo", "role": "head"}),
        "h1: 2 persons are head; give the role head to one",
    ),
    (
        home(HEAD, *({"id": name, "role": "partner"} for name in "bc")),
        "h1: 2 persons are partner; give the role partner to one at most",
    ),
    (home(HEAD, HEAD), "h1: two persons are called an; give one another id"),
    (
        home(HEAD, *({"role": "child"} for _ in range(60))),
        "h1: there are 61 persons; a household has 60 at most",
    ),
    (home({**HEAD, "age": -1}), "an: age is '-1'; give from 0 to 130, or leave it out"),
    (home({**HEAD, "age": "old"}), "an: age is 'old'; give a number such as 1250.50"),
    (home({**HEAD, "age": float("nan")}), "an: age is 'nan'; give a number"),
    (home({**HEAD, "age": float("inf")}), "an: age is 'inf'; give a number"),
    (home({**HEAD, "age": 34.5}), "an: age is '34.5'; give a whole number of 1 (year)"),
    (home({**HEAD, "net_income": 0.001}), "an: net_income is '0.001'; give a whole number of 0.01"),
    (home({**HEAD, "net_incom": 5}), "an: net_incom is no input of a person; there is net_income"),
    (home({**HEAD, "zzz": 5}), "an: zzz is no input of a person; there is role, age, net_income"),
    (home({**HEAD, 5: 5}), "an: 5 is no input of a person; there is role"),
    (home({**HEAD, "x" * 9999: 5}), f"an: {60 * 'x'}… is no input of a person; there is role"),
    (home({**HEAD, "rent": 5}), "an: rent belongs to a household; give it there"),
    (home(HEAD, age=5), "h1: age belongs to a person; give it there"),
    (home(HEAD, inhabitants=5), "h1: inhabitants belongs to a municipality; give it there"),
    (home(HEAD, role="head"), "h1: role belongs to a person; give it there"),
    ({"municipality": 5}, "municipality: write it as one mapping with nothing beside it; "),
    (
        {"municipality": {"id": "a"}, "persons": [HEAD]},
        "municipality: write it as one mapping with nothing beside it; ",
    ),
    ({"municipality": {"id": "a", "age": 5}}, "a: age belongs to a person; give it there"),
    ({"municipality": {"persons": []}}, "municipality: persons is no input of a municipality; "),
]


@pytest.mark.parametrize(("household", "sentence"), BAD, ids=range(len(BAD)))
def test_a_bad_household(household, sentence):
    with pytest.raises(RightsError) as caught:
        given(household, KNOWN)
    assert str(caught.value).startswith(sentence)
    check_sentence(caught.value)


def test_what_is_left_out_or_null_is_not_known():
    known = given(home({**HEAD, "age": None, "net_income": 5}, rent=None), KNOWN)
    assert known == Given(
        "household", "h1", {}, ({"role": (0, 0), "net_income": (500, 500)},), ("an",)
    )


def test_who_has_no_id_is_numbered():
    known = given({"persons": [{"role": "head"}, {"role": "child", "id": None}]}, KNOWN)
    assert (known.id, known.ids) == ("household", ("person 1", "person 2"))
    known = given({"id": 7, "persons": [{"role": "head", "id": 2**64}]}, KNOWN)
    assert (known.id, known.ids) == ("7", (str(2**64),))
    long = "x" * 200
    assert given(home({"role": "head", "id": long}), KNOWN).ids == (long,)


PLAIN = [None, True, False, 0, 1, -1, 5, 18.5, 1e300, float("nan"), 10**400, Decimal("1e9999")]
PLAIN += [
    "",
    "head",
    "partner",
    "child",
    "yes",
    "no",
    "x1",
    "y2",
    "2016-03-01",
    "10.5",
    "é",
    3 * "9",
]


def random_json(rng, deep):
    """Anything that JSON may hold, and some of what Python may."""
    draw = rng.random() if deep else 1
    if draw < 0.1:
        return [random_json(rng, deep - 1) for _ in range(rng.randint(0, 3))]
    if draw < 0.3:
        return random_mapping(rng, deep)
    return rng.choice(PLAIN)


def random_mapping(rng, deep):
    names = rng.choices((*ANY, "id", "id", "persons", "municipality", "x"), k=rng.randint(0, 5))
    return {name: random_json(rng, deep - 1) for name in names}


def random_person(rng):
    if rng.random() < 0.1:
        return random_json(rng, 2)
    role = {"role": rng.choice(["head", "partner", "child"])} if rng.random() < 0.9 else {}
    ids = {"id": rng.choice("abcdefgh")} if rng.random() < 0.7 else {}
    some = rng.sample([name for name, each in ANY.items() if each.of == "person"], 2)
    kept = {name: random_value(rng, name) for name in some if name != "role"}
    return {**role, **ids, **kept, **(random_mapping(rng, 1) if rng.random() < 0.2 else {})}


@pytest.mark.parametrize("seed", range(4))
def test_whatever_is_given_is_a_household_or_one_sentence(seed):
    rng = random.Random(seed)
    n_known = 0
    for _ in range(1500):
        household = random_json(rng, 3)
        if rng.random() < 0.8:
            persons = [random_person(rng) for _ in range(rng.randint(0, 3))]
            own = random_mapping(rng, 1) if rng.random() < 0.2 else {}
            household = {**own, "persons": persons}
        try:
            known = given(household, ANY)
        except RightsError as error:
            check_sentence(error)
            continue
        n_known += 1
        for held in (known.one, *known.persons):
            for name, (low, high) in held.items():
                assert ANY[name].low <= low == high <= ANY[name].high
    assert n_known > 100


def test_json_as_it_is_written_keeps_its_cents():
    text = '{"persons": [{"id": "an", "role": "head", "net_income": 1530.29}]}'
    for read in (json.loads(text), json.loads(text, parse_float=Decimal)):
        assert given(read, KNOWN).persons[0]["net_income"] == (153029, 153029)
