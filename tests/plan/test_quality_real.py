"""The rules on a real plan, as read from its print: what must be found, counted and not copied."""

from collections import Counter
from pathlib import Path

import pytest

from grondrecht.plan.quality import check
from grondrecht.reading import read_plan

SHARED = Path(__file__).resolve().parents[2].parent / "shared" / "plan"


@pytest.fixture(scope="module")
def findings():
    documents = sorted(SHARED.glob("*.txt"))
    if not documents:
        pytest.skip("the printed plan is not beside this repository")
    return check(read_plan(documents[0]))


def test_the_contradictions_of_the_print_are_found(findings):
    rules = Counter(finding.rule for finding in findings)
    assert rules["duplicate-code"] == 2
    assert rules["reference-to-nothing"] == 1
    assert rules["amounts-do-not-add-up"] == 1
    assert rules["changing-definition"] == 1
    assert rules["differing-figures"] == 1
    assert rules["replaced-but-running"] == 1


def test_the_offices_whose_holders_the_forms_confirm_are_left_alone(findings):
    offices = [f for f in findings if f.rule == "office-contradicts-cabinet"]
    reported = {finding.message.split()[1] for finding in offices}
    every = {f"{number:02}" for number in range(1, 10)}
    assert every - reported == {"01", "02", "04"}
    assert all("de fiches noemen als kabinet" in finding.message for finding in offices)


def test_placeholders_and_empty_cells_are_found_without_shouting(findings):
    rules = Counter(finding.rule for finding in findings)
    assert 30 <= rules["placeholder"] <= 50
    assert 150 <= rules["empty-cell"] <= 203
    assert max(count for rule, count in rules.items() if rule != "empty-cell") <= 70
