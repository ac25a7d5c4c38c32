"""A change of a measure that no example notices is found; one that changes nothing is not."""

from datetime import date

import pytest
from written_measures import EXAMPLE, INPUTS, MEASURE, edited, law_of, when

from grondrecht import rights
from grondrecht.rights.law import Law
from grondrecht.rights.mutations import mutants, unnoticed
from grondrecht.rights.neighbours import difference

# On the first day, on either side of each limit, and of each rounding: what is known by its letter,
# the day, the tenure, the incomes, and what comes out of it.
ON_BOTH_SIDES = [
    ("a", "2015-01-01", "social_tenant", (1500,), "yes, amount: 0"),
    ("b", "2015-12-31", "social_tenant", (1500.01,), "no"),
    ("c", "2016-01-01", "social_tenant", (1530.50,), "yes, amount: 0"),
    ("d", "2016-01-01", "private_tenant", (1530.45,), "yes, amount: 0.01"),
    ("e", "2016-01-01", "private_tenant", (1530.46,), "yes, amount: 0"),
    ("f", "2016-01-01", "private_tenant", (530.50, 1000.01), "no"),
    ("g", "2016-01-01", "owner", (0,), "no"),
    ("h", "2016-01-01", "private_tenant", (0,), "yes, amount: 153.05"),
]


def written(what, on, tenure, incomes, entitled):
    roles = zip(("head", "child"), incomes, strict=False)
    persons = ", ".join(f"{{role: {role}, net_income: {income}}}" for role, income in roles)
    given = f"{{tenure: {tenure}, persons: [{persons}]}}"
    return f"      - {{what: {what}, on: {on}, given: {given}, expect: {{entitled: {entitled}}}}}\n"


WATCHED = "    examples:\n" + "".join(written(*each) for each in ON_BOTH_SIDES)


def watched(tmp_path, *edits, examples=WATCHED, inputs=INPUTS):
    text = edited(MEASURE, (EXAMPLE, examples))
    return law_of(tmp_path, inputs, support=edited(text, *edits))


def missed(law):
    return [each.mutant.what for each in unnoticed(law, "support")]


def test_examples_on_both_sides_of_all_notice_all(tmp_path):
    law = watched(tmp_path)
    assert missed(law) == []
    assert len(list(mutants(law.measures["support"], law.inputs))) == 34


@pytest.mark.parametrize(
    ("without", "found"),
    [
        ("a", ["from 2015-01-01 → 2015-01-02", "limit: 1500 → 1499.99"]),
        ("b", ["limit: 1500 → 1500.01", "limit: 2016-01-01 → 2015-12-31"]),
        ("d", ["half_up → half_even", "half_up → down"]),
        ("e", ["half_up → up"]),
        ("f", ["household → head", "household → adults"]),
        ("g", ["without tenant"]),
    ],
)
def test_without_an_example_its_changes_are_found(without, found, tmp_path):
    lines = [line for line in WATCHED.splitlines() if f"what: {without}," not in line]
    law = watched(tmp_path, examples="\n".join(lines) + "\n")
    assert missed(law) == found


def test_what_is_found_names_the_place_and_somebody_who_is_answered_otherwise(tmp_path):
    law = watched(tmp_path, examples=WATCHED.replace("1500.01}", "1600}"))
    found = unnoticed(law, "support")
    assert [each.mutant.what for each in found][:1] == ["limit: 1500 → 1500.01"]
    line = MEASURE[: MEASURE.index("limit:")].count("\n") + 1
    assert str(found[0].mutant.place) == f"{tmp_path / 'support.yaml'}:{line}:7"
    somebody = found[0].somebody
    assert somebody.on < date(2016, 1, 1)
    before = rights.assess(law, somebody.given, on=somebody.on).answers[0]
    after = Law(law.inputs, {"support": found[0].mutant.measure})
    other = rights.assess(after, somebody.given, on=somebody.on).answers[0]
    assert (before.entitled, before.amount) != (other.entitled, other.amount)


def tried(law, *whats):
    """Whether some of the changes change anything for anybody, whatever the examples are."""
    made = [each for each in mutants(law.measures["support"], law.inputs) if each.what in whats]
    assert {each.what for each in made} == set(whats)
    return [
        difference(law, Law(law.inputs, {"support": each.measure}, law.graph), "support", [])
        is not None
        for each in made
    ]


NOBODY = "    examples: []\n"


@pytest.mark.parametrize(
    "condition",
    [
        # What is never negative is above 0 where it is not 0, whichever side it stands on.
        "income <= limit and count(household where net_income > 0 and disability) > 0",
        "income <= limit and count(children) > 0",
        "income <= limit and not (0 >= count(children))",
    ],
)
def test_a_change_that_changes_nothing_is_none(condition, tmp_path):
    disability = ("[net_income, tenure]", "[net_income, tenure, disability]")
    more = [disability] if "disability" in condition else []
    law = watched(tmp_path, when(condition), *more, examples=NOBODY)
    assert not all(tried(law, *(["> → !="] if ">=" not in condition else [">= → ="])))
    assert all(tried(law, *(["> → <"] if ">=" not in condition else [">= → <"])))


def test_a_rounding_of_what_is_whole_already_changes_nothing(tmp_path):
    whole = ("max(0, 10 % * (limit - income))", "max(0, limit - income)")
    law = watched(tmp_path, whole, examples=NOBODY)
    assert tried(law, "half_up → up", "half_up → down", "half_up → half_even") == 3 * [False]
    law = watched(tmp_path, examples=NOBODY)
    assert tried(law, "half_up → up", "half_up → down", "half_up → half_even") == 3 * [True]


def test_a_group_a_list_and_a_day_are_changed_too(tmp_path):
    law = watched(
        tmp_path,
        when("'income <= limit and tenure in {social_tenant, private_tenant} and on < 2018-01-01'"),
        examples=NOBODY,
    )
    found = ["household → adults", "household → head", "and … without part 1"]
    found += ["2018-01-01 → 2018-01-02", "{… without private_tenant}"]
    assert tried(law, *found) == 5 * [True]
    # Whom the list would let in, the other condition keeps out.
    assert tried(law, "{…, owner}") == [False]


def test_a_law_is_not_changed_by_what_is_tried(tmp_path):
    law = watched(tmp_path)
    before, n_nodes = law.measures["support"], len(law.graph.nodes)
    unnoticed(law, "support")
    assert law.measures["support"] is before
    assert len(law.graph.nodes) == n_nodes
