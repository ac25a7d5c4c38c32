"""What forms say of each other: every kind of reference and replacement, and near misses."""

import pytest
from quality_plans import SOUND, form, found, plan, rows

from grondrecht.plan.codes import ActionCode
from grondrecht.plan.quality import check

OTHER = form("02_01_02")
LATER = rows(
    ("2015 (nulmeting)", "900"), ("2017", "2.000 bezoekers"), ("2019 (einddoel)", "9.000 bezoekers")
)


@pytest.mark.parametrize(
    "words",
    [
        "zie 02_01_09", "zie actie 02_01_09", "zie fiche 02-01-09", "zie actie 02 01 09",
        "actie 02.01.09", "(02_01_09)", "acties 02_01_02 en 02_01_09", "actie 02_01_\n09",
        "see action 02_01_09", "fiches 02_01_02, 02_01_09",
    ],
)  # fmt: skip
def test_a_code_that_the_plan_does_not_have(words):
    (finding,) = found("reference-to-nothing", form(evaluation=f"Evaluatie {words}."), OTHER)
    assert finding.level == "error"
    assert "'evaluatie en indicator'" in finding.message
    assert "geen actie 02_01_09" in finding.message
    assert "'evaluation and indicator'" in finding.message_en
    assert finding.message_en.endswith("has no action 02_01_09.")


@pytest.mark.parametrize(
    "words",
    [
        "zie 02_01_02", "actie 02-01-02", "actie 02 01 02", "op 02-01-09", "tot 09.06.17",
        "tel. 02 01 09 33", "02/01/09", "artikel 02", "1.02.01.09.3", "",
    ],
)  # fmt: skip
def test_a_code_that_the_plan_has_or_that_is_none(words):
    assert not found("reference-to-nothing", form(evaluation=f"Evaluatie {words}."), OTHER)


@pytest.mark.parametrize("field", ["title", "budget", "evaluation", "summary"])
def test_every_field_is_looked_at(field):
    assert len(found("reference-to-nothing", form(**{field: "Zie actie 09_09_09."}))) == 1


def test_notes_and_milestones_are_looked_at():
    milestones = rows(("2015 (nulmeting)", "9"), ("2019 (einddoel)", "zie actie 09_09_09"))
    (note,) = found("reference-to-nothing", form(notes=("Link met actie 09_09_08",)))
    (goal,) = found("reference-to-nothing", form(milestones=milestones))
    assert "'opmerking'" in note.message
    assert "'mijlpaal 2019 (einddoel)'" in goal.message


@pytest.mark.parametrize(
    "note",
    [
        "Vervangen door actie 02_01_02",
        "Vanaf 2017 wordt deze fiche vervangen door actie 02_01_02",
        "Deze actie is opgenomen in actie 02_01_02",
        "Ondergebracht bij fiche 02-01-02",
        "Opgegaan in actie 02_01_02",
        "Replaced by action 02_01_02",
        "Merged into action 02_01_02",
        "Actie 02_01_02 vervangt deze fiche",
    ],
)
def test_a_note_that_another_action_takes_over(note):
    (finding,) = found("replaced-but-running", form(notes=(note,), milestones=LATER), OTHER)
    assert finding.level == "error"
    assert "vervangen door 02_01_02" in finding.message
    assert "'2019 (einddoel)'" in finding.message_en


@pytest.mark.parametrize(
    "note",
    [
        "Zie ook actie 02_01_02",
        "Vervangt actie 02_01_02",
        "Link met actie 02_01_02",
        "Vanaf 2021 wordt deze fiche vervangen door actie 02_01_02",
        "In samenhang met actie 02_01_02",
    ],
)
def test_a_note_that_says_something_else_of_another_action(note):
    assert not found("replaced-but-running", form(notes=(note,), milestones=LATER), OTHER)


@pytest.mark.parametrize(
    "sentence",
    [
        "Deze actie wordt vanaf 2017 vervangen door actie 02_01_02.",
        "Deze fiche is vervangen door 02_01_02.",
        "This action is replaced by action 02_01_02.",
    ],
)
def test_a_summary_that_says_the_action_itself_is_replaced(sentence):
    old = form(summary=f"{SOUND.summary} {sentence}")
    assert len(found("replaced-but-running", old, OTHER)) == 1


@pytest.mark.parametrize(
    "sentence",
    [
        "Het formulier wordt vervangen door dat van actie 02_01_02.",
        "Een deel van het budget is opgenomen in actie 02_01_02.",
        "De kaart is vervangen door een app, zie actie 02_01_02.",
    ],
)
def test_a_summary_that_says_a_part_is_replaced(sentence):
    assert not found("replaced-but-running", form(summary=f"Kort. {sentence}"), OTHER)


def test_the_line_is_that_of_the_first_promise_that_runs_on():
    note = "Vanaf 2017 vervangen door actie 02_01_02"
    (finding,) = found("replaced-but-running", form(notes=(note,), milestones=LATER), OTHER)
    assert "'2017' en '2019 (einddoel)'" in finding.message
    assert "'2015" not in finding.message


def test_codes_of_one_segment_are_referred_to_by_number():
    forms = [form(str(number), summary="Kort.") for number in (1, 2)]
    spoilt = form("3", summary="Merged into commitment 2.", notes=("Replaced by commitment 1",))
    findings = check(plan(*forms, spoilt))
    assert [f.rule for f in findings if f.rule == "replaced-but-running"]
    assert ActionCode.parse("3") == spoilt.code
