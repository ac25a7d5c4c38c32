"""What to ask next: no more than may decide, and in the end all is decided."""

import random
from datetime import date

import pytest
from documented_commands import ROOT
from written_measures import EXAMPLE, MEASURE, VERSION, edited, law_of, when

from grondrecht import rights
from grondrecht.rights.households import given as given_of
from grondrecht.rights.questions import next_question, told, turns, unknowns

ON = date(2016, 3, 1)
AN, BO, CAS = (
    {"id": n, "role": r} for n, r in (("an", "head"), ("bo", "partner"), ("cas", "child"))
)


def law_with(place, *edits, inputs=None):
    text = edited(MEASURE, *edits).replace(EXAMPLE, "    examples: []\n")
    if inputs:
        text = text.replace("inputs: [net_income, tenure]", f"inputs: [{inputs}]")
    return law_of(place, support=text)


def asked(law, home, measure="support"):
    return [each.key for each in unknowns(rights.assess(law, home, on=ON), measure)]


def only(text, inputs):
    """Edits to a measure with one condition alone."""
    cut = [VERSION.index(part) for part in ("    parameters:", "    conditions:", "    amount:")]
    start, end = VERSION.index("      - id: tenant"), VERSION.index("    examples:")
    edits = [(VERSION[start : cut[2]], ""), (VERSION[cut[2] : end], ""), when(f"'{text}'")]
    if "limit" not in text:
        edits.append((VERSION[cut[0] : cut[1]], ""))
    return edits, inputs


CASES = [
    # Whose income is known already is not asked, nor is what another condition has decided.
    ("income <= limit", {"persons": [AN, {**BO, "net_income": 5}]}, [("net_income", "an")]),
    ("income <= limit", {"persons": [{**AN, "net_income": 9999}, BO]}, []),
    ("income <= limit or tenure = owner", {"tenure": "owner", "persons": [AN]}, []),
    (
        "income <= limit and tenure = owner or rent > 5 euro/month and tenure != owner",
        {"tenure": "owner", "persons": [AN]},
        [("net_income", "an")],
    ),
    (
        "if tenure = owner then income <= limit else rent > 5 euro/month",
        {"tenure": "owner", "persons": [AN]},
        [("net_income", "an")],
    ),
    (
        "if tenure = owner then income <= limit else rent > 5 euro/month",
        {"persons": [AN]},
        [("net_income", "an"), ("tenure", ""), ("rent", "")],
    ),
    # Of any, only of whom it may hold; of the highest, only who may have it.
    (
        "any(disability over children) and income <= limit",
        {"persons": [{**AN, "net_income": 0}, {**BO, "net_income": 0}, {**CAS, "net_income": 0}]},
        [("disability", "cas")],
    ),
    (
        "highest(age over household) >= 65 year and income <= limit",
        {"persons": [{**AN, "net_income": 0, "age": 64}, {**BO, "net_income": 0}]},
        [("age", "bo")],
    ),
    (
        "min(rent, limit) > 5 euro/month and income <= limit",
        {"persons": [{**AN, "net_income": 0}]},
        [("rent", "")],
    ),
    (
        "min(rent, limit) > 5 euro/month and income <= limit",
        {"rent": 0, "persons": [AN]},
        [],
    ),
]


@pytest.mark.parametrize(("text", "home", "expected"), CASES, ids=range(len(CASES)))
def test_what_may_decide_is_asked_and_nothing_else(text, home, expected, tmp_path):
    names = ["net_income", *(n for n in ("tenure", "rent", "disability", "age") if n in text)]
    edits, inputs = only(text, ", ".join(names))
    assert asked(law_with(tmp_path, *edits, inputs=inputs), home) == expected


FLAGS = [f"f{number}" for number in range(9)]
SAID = "nl: x, en: x, ask: {nl: x, en: x}, from: {nl: x, en: x}"
FORMULA_INPUTS = "format: grondrecht-inputs/1\ninputs:\n" + "".join(
    f"  {name}: {{of: {of}, type: yes_no, {SAID}}}\n"
    for name, of in zip(FLAGS, 6 * ["household"] + 3 * ["person"], strict=True)
)


def formula(rng, flags):
    """A random formula in which each flag stands once: there, what may decide is known exactly."""
    if len(flags) == 1:
        name = flags[0]
        text = f"any({name} over {rng.choice(('household', 'children'))})" if name > "f5" else name
        return rng.choice((text, f"not {text}"))
    cut = rng.randint(1, len(flags) - 1)
    one, other = formula(rng, flags[:cut]), formula(rng, flags[cut:])
    return f"({one} {rng.choice(('and', 'or'))} {other})"


def complete(rng, known, open_keys):
    """What is known, with something for the rest."""
    for key in open_keys:
        known = told(known, key, rng.randint(0, 1))
    return known


@pytest.mark.parametrize("seed", range(30))
def test_each_question_may_decide_and_the_last_one_does(seed, tmp_path):
    rng = random.Random(seed)
    flags = rng.sample(FLAGS, 6)
    text = formula(rng, flags)
    edits, _ = only(text, "")
    measure = edited(MEASURE, *edits).replace(EXAMPLE, "    examples: []\n")
    measure = measure.replace("[net_income, tenure]", f"[{', '.join(flags)}]")
    law = law_of(tmp_path, FORMULA_INPUTS, support=measure)
    home = given_of({"persons": [AN, CAS]}, law.inputs)
    keys = [(name, "") for name in flags if name < "f6"]
    keys += [(name, who) for name in flags if name > "f5" for who in ("an", "cas")]
    while (question := next_question(rights.assess(law, home, on=ON))) is not None:
        keys.remove(question.key)
        assert decides(law, rng, home, question.key, keys)
        home = told(home, question.key, rng.randint(0, 1))
    assert rights.assess(law, home, on=ON).answers[0].entitled != "unknown"


def decides(law, rng, home, key, others):
    """Whether, for something that the others may be, the answer hangs on this one."""
    for _ in range(4000):
        whole = complete(rng, home, others)
        found = {
            rights.assess(law, told(whole, key, value), on=ON).answers[0].entitled
            for value in (0, 1)
        }
        if len(found) == 2:
            return True
    return False


@pytest.mark.parametrize("seed", range(2))
def test_asking_settles_all_shipped_measures(seed):
    law = rights.load(ROOT / "src/grondrecht/rights/data/flanders")
    rng = random.Random(seed)
    home = given_of({"persons": [AN, BO, CAS][: seed + 1]}, law.inputs)
    assessment = rights.assess(law, home, on=date(2017, 7, 1))
    n_open = sum(len(unknowns(assessment, each.measure.id)) for each in assessment.answers)
    n_asked, seen = 0, set()
    while (question := next_question(assessment)) is not None:
        assert question.key not in seen
        assert question.waiting
        seen.add(question.key)
        value = rng.choice([*turns(assessment.in_force, question.input), question.input.low])
        home = told(home, question.key, value)
        assessment = rights.assess(law, home, on=date(2017, 7, 1))
        n_asked += 1
    assert {each.entitled for each in assessment.answers} <= {"yes", "no"}
    assert 20 < n_asked < n_open


def test_the_question_that_settles_most_comes_first(tmp_path):
    """Of three tenures two keep out; a disability is there or not."""
    edits, inputs = only(
        "tenure = social_tenant and any(disability over household)", "tenure, disability"
    )
    law = law_with(tmp_path, *edits, inputs=inputs)
    assessment = rights.assess(law, {"persons": [AN]}, on=ON)
    first = next_question(assessment)
    assert (first.key, first.waiting) == (("tenure", ""), ("support",))
    assert first.settles == pytest.approx(2 / 3)
    assert first.input.ask.nl == "Hoe woont u?"
    # Who does not know is asked the next, and then nothing.
    second = next_question(assessment, [first.key])
    assert second.key == ("disability", "an")
    assert second.settles == pytest.approx(1 / 2)
    assert next_question(assessment, [first.key, second.key]) is None


def test_what_settles_nothing_by_itself_is_asked_too(tmp_path):
    """Of two of whom one must be disabled and not both, neither decides alone."""
    apart = "count(household where disability) = 1"
    edits, inputs = only(apart, "disability")
    law = law_with(tmp_path, *edits, inputs=inputs)
    home = given_of({"persons": [AN, BO]}, law.inputs)
    found = []
    for value in (1, 0):
        question = next_question(rights.assess(law, home, on=ON))
        found.append((question.key, question.settles))
        home = told(home, question.key, value)
    assert found == [(("disability", "an"), 0), (("disability", "bo"), 1)]
    assert rights.assess(law, home, on=ON).answers[0].entitled == "yes"


def test_what_is_decided_asks_nothing(tmp_path):
    law = law_with(tmp_path)
    home = {"tenure": "owner", "persons": [AN]}
    assert next_question(rights.assess(law, home, on=ON)) is None
    assert asked(law, home) == []
