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
    assert rules["differing-figures"] == 2
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


# Checked by hand in the print: the rule, and every action for which it must speak, no other.
CHECKED = {
    "sequence-gap": {"00_04_03", "02_06_09", "02_08_03", "03_04_02"},
    "duplicate-code": {"03_06_06", "03_06_07"},
    "reference-to-nothing": {"03_02_01"},
    "replaced-but-running": {"06_09_16"},
    "amounts-do-not-add-up": {"01_06_02"},
    "changing-definition": {"01_02_02"},
    "differing-figures": {"07_07_09", "08_03_03"},
    "missing-owner": {"08_04_03", "08_06_02"},
    "missing-summary": {"09_06_09", "09_06_12"},
    "cabinet-of-another-office": {"00_01_03"},
    "minister-not-in-list": {"05_06_01", "08_03_01"},
    "owner-is-everyone": {"00_04_03", "00_04_04", "01_04_04", "03_04_02"},
    "evaluation-not-foreseen": {"07_04_01", "07_07_04", "07_07_10", "07_07_12", "07_07_13"},
    "period-outside-term": {"00_04_18", "01_09_06"},
    "goal-without-result": {
        "01_06_02", "06_09_01", "06_09_02", "06_09_05", "06_09_07", "06_09_08",
    },
    "milestones-out-of-order": set(),
    "period-twice": set(),
    "period-without-year": set(),
    "missing-milestones": set(),
    "missing-title": set(),
    "code-outside-legend": set(),
    "unused-legend-entry": set(),
    "unreadable-character": set(),
}  # fmt: skip


@pytest.mark.parametrize("rule", CHECKED)
def test_a_rule_speaks_for_these_actions_and_no_others(findings, rule):
    assert {finding.action for finding in findings if finding.rule == rule} == CHECKED[rule]


@pytest.mark.parametrize(
    ("rule", "action", "words"),
    [
        ("sequence-gap", "00_04_03", "00_04_02"),
        ("sequence-gap", "02_06_09", "02_06_08"),
        ("sequence-gap", "02_08_03", "02_08_02"),
        ("sequence-gap", "03_04_02", "03_04_01"),
        ("reference-to-nothing", "03_02_01", "03_04_03"),
        ("replaced-but-running", "06_09_16", "06_09_17"),
        ("amounts-do-not-add-up", "01_06_02", "47.107,88"),
        ("differing-figures", "08_03_03", "650"),
        ("differing-figures", "07_07_09", "3 sporen"),
        ("placeholder", "06_09_03", "X%"),
        ("placeholder", "06_09_13", "X%"),
        ("placeholder", "03_03_04", "p m"),
        ("placeholder", "00_04_08", "Te onderzoeken"),
        ("placeholder", "00_04_19", "Nog te bepalen"),
        ("placeholder", "08_04_02", "nader uit te werken"),
        ("missing-involvement", "08_06_01", "Neen"),
        ("empty-cell", "07_07_06", "'/'"),
        ("missing-goal", "00_04_05", "'/'"),
        ("missing-baseline", "00_04_18", "2022"),
    ],
)
def test_a_finding_names_what_stands_in_the_print(findings, rule, action, words):
    told = [f for f in findings if (f.rule, f.action) == (rule, action)]
    assert any(words in finding.message and words in finding.message_en for finding in told)
    assert all(finding.line for finding in told)
