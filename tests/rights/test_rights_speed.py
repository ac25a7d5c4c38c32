"""What keeps rights fast and small; bench/rights_speed.py measures the rest."""

import json
import tracemalloc
from datetime import date
from importlib import import_module
from itertools import cycle
from pathlib import Path

import pytest
from pace import TRIES, seconds, takes_at_most
from written_measures import MEASURE, edited, law_of

from grondrecht.rights import assess, assess_population, load
from grondrecht.rights.many import tables_of
from grondrecht.rights.reasons import reasons
from grondrecht.rights.synthetic import DATA, in_households, synthetic

ROOT = Path(__file__).parents[2]
ON = date(2016, 6, 1)


@pytest.fixture(scope="module")
def law():
    return load(DATA / "flanders")


@pytest.fixture(scope="module")
def households(law):
    return in_households(*synthetic(4_600, inputs=law.inputs), law.inputs)


def test_a_household_with_all_its_reasons_takes_little(law, households):
    # A millisecond on a machine that does nothing else; the bound allows for one that does.
    some = cycle(households)

    def work():
        for _ in range(50):
            for answer in assess(law, next(some), on=ON).answers:
                for _, reason in reasons(answer).walk():
                    reason.text("nl")

    work()
    assert takes_at_most(0.15, work)


OF_A_GROUP = edited(
    MEASURE,
    ("for: household", "for: person"),
    ("inputs: [net_income, tenure]", "inputs: [net_income, age, disability]"),
    ("when: tenure != owner", "when: any(disability or age >= 65 year over household)"),
    ("          tenure: social_tenant\n", ""),
    ("net_income: 1530.40}", "net_income: 1530.40, age: 70}"),
)


def test_a_tree_that_is_walked_at_once_is_that_of_its_parts(law, households, tmp_path):
    def below(reason, depth=0):
        yield depth, reason
        for part in reason.parts:
            yield from below(part, depth + 1)

    for held in (law, law_of(tmp_path, support=OF_A_GROUP)):
        for household in households[:40]:
            own = {name: value for name, value in household.items() if name in ("id", "persons")}
            own["persons"] = [
                {name: value for name, value in person.items() if name in held.inputs}
                for person in household["persons"]
            ]
            for answer in assess(held, own, on=ON).answers:
                walked, all_parts = list(reasons(answer).walk()), list(below(reasons(answer)))
                assert [
                    (depth, id(each.meaning), each.outcome, each.answer.position, each.text())
                    for depth, each in walked
                ] == [
                    (depth, id(each.meaning), each.outcome, each.answer.position, each.text())
                    for depth, each in all_parts
                ]
    # The last of these is answered for a person, by what holds of each member.
    assert {each.answer.position for _, each in walked} == {None, answer.position}


def test_households_of_json_take_time_in_proportion(law, households):
    few, many = households[:400], households[:1_600]

    def is_in_proportion():
        once = min(seconds(lambda: tables_of(few, law.inputs)) for _ in range(3))
        return seconds(lambda: tables_of(many, law.inputs)) < 8 * once

    assert any(is_in_proportion() for _ in range(TRIES))


def test_a_population_takes_little_memory_beside_its_answers(law):
    persons, homes = synthetic(120_000, inputs=law.inputs)
    assess_population(law, persons[:1], homes[:1], on=ON)
    tracemalloc.start()
    try:
        answer = assess_population(law, persons, homes, on=ON)
        held, most = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    # A byte for the answer, and as few as hold the amounts.
    rows = sum(column.entitled.size for column in answer.columns.values())
    assert held < 6 * rows
    assert most < held + 50_000_000


def test_the_page_names_the_command_that_measures():
    page = (ROOT / "docs" / "rights-speed.md").read_text("utf-8")
    assert "python bench/rights_speed.py --write" in page


def test_the_bench_measures_the_same_work_in_each_case(tmp_path, monkeypatch):
    monkeypatch.syspath_prepend(ROOT / "bench")
    bench = import_module("rights_speed")
    bench.prepare(tmp_path, 2_000)
    cases = ("json-few", "people-one", "people-thirty", "reform")
    found = {name: bench.CASES[name].work(tmp_path) for name in cases}
    assert found["json-few"]["sum"] == found["people-one"]["sum"] > 0
    assert found["people-thirty"]["size"] == 2_000
    assert all(case["seconds"] > 0 for case in found.values())
    theirs = json.loads((tmp_path / "openfisca-10000.json").read_text())
    assert len(theirs["persons"]) == 2_000
