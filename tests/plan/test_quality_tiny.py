"""Each fault planted in a sound form: found by its rule, at its line, in both languages; and on
plans of one form, without a list of codes, and in another language or layout."""

from dataclasses import replace
from pathlib import Path

import pytest
from quality_plans import SOUND, cabinet, form, found, plan, rows

import grondrecht
from grondrecht.plan.codes import ActionCode
from grondrecht.plan.model import Form, Milestone, Parties, Place, Plan
from grondrecht.plan.periods import Period
from grondrecht.plan.quality import check
from grondrecht.reading import read_plan

START, MIDDLE, END = (
    ("2015 (nulmeting)", "900 bezoekers"),
    ("2017", "2.000 bezoekers"),
    ("2019 (einddoel)", "9.000 bezoekers"),
)
OTHER = form("02_01_02")
NO_PEOPLE = replace(SOUND.involved, people_in_poverty="")

# What is spoilt in the form 02_01_01, the rule, its level, and what either message must say.
PLANTED = [
    ({"responsible": Parties()}, "missing-owner", "warning", "kabinet", "cabinet"),
    ({"responsible": cabinet("/")}, "missing-owner", "warning", "'Dienst Water'", "'Dienst Water'"),
    ({"responsible": cabinet("W", "")}, "missing-administration", "warning", "'W'", "'W'"),
    ({"budget": ""}, "missing-commitment", "warning", "niets", "nothing"),
    ({"budget": "-"}, "missing-commitment", "warning", "'-'", "'-'"),
    ({"title": ""}, "missing-title", "warning", "'titel'", "'title'"),
    ({"summary": "…"}, "missing-summary", "warning", "'…'", "'summary'"),
    ({"evaluation": "/"}, "missing-indicator", "warning", "'/'", "'/'"),
    ({"involved": NO_PEOPLE}, "missing-involvement", "warning", "niets", "nothing"),
    ({"milestones": ()}, "missing-milestones", "warning", "mijlpalen", "milestones"),
    ({"milestones": rows(MIDDLE, END)}, "missing-baseline", "warning", "'2017'", "'2017'"),
    ({"milestones": rows(START, MIDDLE)}, "missing-goal", "warning", "'2017'", "'2017'"),
    ({"milestones": rows(START, ("2017", "/"), END)}, "empty-milestone", "warning", "2017", "2017"),
    (
        {"milestones": rows(START, MIDDLE, END, ("2031", "9"))},
        "period-outside-term",
        "note",
        "'2031' valt buiten",
        "'2031' lies outside",
    ),
    (
        {"milestones": rows(START, ("2018", "1"), ("2016", "2"), END)},
        "milestones-out-of-order",
        "warning",
        "'2016' staat na '2018'",
        "'2016' comes after '2018'",
    ),
    ({"milestones": rows(START, MIDDLE, MIDDLE, END)}, "period-twice", "warning", "2017", "2017"),
    (
        {"milestones": rows(START, ("ooit", "9"), END)},
        "period-without-year",
        "warning",
        "'ooit'",
        "'ooit'",
    ),
    ({"budget": "X% van 10 euro"}, "placeholder", "warning", "'X%'", "'X%'"),
    ({"summary": "Zie actie 09_09_09."}, "reference-to-nothing", "error", "09_09_09", "09_09_09"),
    (
        {"notes": ("Vervangen door actie 02_01_02",)},
        "replaced-but-running",
        "error",
        "02_01_02",
        "02_01_02",
    ),
    ({"budget": "10 x 5 euro = 60 euro"}, "amounts-do-not-add-up", "error", "50", "60"),
    (
        {
            "evaluation": "Indicator: wie er komt",
            "milestones": rows(("2015 (nulmeting)", "open"), ("2019 (einddoel)", "nog open")),
        },
        "indicator-without-number",
        "note",
        "wie er komt",
        "wie er komt",
    ),
    (
        {"evaluation": "Niet voorzien"},
        "evaluation-not-foreseen",
        "warning",
        "'Niet voorzien'",
        "'Niet voorzien'",
    ),
    (
        {"responsible": cabinet("Alle kabinetten")},
        "owner-is-everyone",
        "note",
        "'Alle kabinetten'",
        "'Alle kabinetten'",
    ),
    ({"title": OTHER.title}, "shared-title", "note", "02_01_02", "02_01_02"),
]


@pytest.mark.parametrize(("changes", "rule", "level", "nl", "en"), PLANTED)
def test_a_planted_fault_is_found_in_both_languages_at_its_form(changes, rule, level, nl, en):
    findings = found(rule, form(**changes), OTHER, form("02_01_03"))
    finding = next(f for f in findings if f.action == "02_01_01")
    assert finding.level == level
    assert nl in finding.message
    assert en in finding.message_en
    assert finding.line == SOUND.source.first_line


@pytest.mark.parametrize("rule", sorted({rule for _, rule, *_ in PLANTED}))
def test_the_sound_plan_has_none_of_these_faults(rule):
    assert not found(rule, SOUND, OTHER, form("02_01_03"))


@pytest.mark.parametrize(
    ("changes", "rule"),
    [(c, r) for c, r, *_ in PLANTED if r not in ("shared-title", "replaced-but-running")],
)
def test_a_plan_of_one_form_shows_its_faults(changes, rule):
    usual = {"missing-baseline", "missing-goal"}  # without another form the term is not known
    assert found(rule, form(**changes)) or rule in usual


def test_a_plan_of_one_form_without_start_or_end_goal():
    assert found("missing-baseline", form(milestones=rows(MIDDLE, END)))
    assert found("missing-goal", form(milestones=rows(START, MIDDLE)))


@pytest.mark.parametrize("missing", [1, 2, 3])
def test_a_gap_among_four_codes(missing):
    codes = [number for number in (1, 2, 3, 4) if number != missing]
    (finding,) = found("sequence-gap", *(form(f"02_01_{number:02}") for number in codes))
    assert finding.action == f"02_01_{missing + 1:02}"
    assert finding.message.endswith(f"ontbreekt 02_01_{missing:02}.")
    assert finding.message_en.endswith(f"02_01_{missing:02} is missing.")


@pytest.mark.parametrize("numbers", [(1, 2, 4), (2, 3)])
def test_a_gap_among_codes_of_one_segment(numbers):
    assert len(found("sequence-gap", *(form(str(number)) for number in numbers))) == 1


def test_the_last_code_is_no_gap():
    assert not found("sequence-gap", *(form(f"02_01_{number:02}") for number in (1, 2, 3)))


@pytest.mark.parametrize("changes", [{}, {"budget": "9 euro"}, {"title": "Een ander loket"}])
def test_a_code_used_twice_points_at_the_second_form(changes):
    again = form(**changes, source=Place(90, 99))
    (finding,) = found("duplicate-code", SOUND, OTHER, again)
    assert (finding.action, finding.line, finding.level) == ("02_01_01", 90, "error")
    assert "(regel 10)" in finding.message
    assert "(line 10)" in finding.message_en


def test_the_line_of_a_field_is_where_its_value_stands():
    places = (("budget", Place(12, 12)), ("evaluation", Place(20, 22)), ("title", Place(11, 11)))
    spoilt = form(budget="", evaluation="p m", places=places)
    lines = {finding.rule: finding.line for finding in check(plan(spoilt))}
    assert lines["missing-commitment"] == 12
    assert lines["placeholder"] == 20


def test_a_cabinet_of_another_office_by_the_list_and_one_form():
    offices = {"01": "Minister van Welzijn", "05": "Minister van Mobiliteit"}
    forms = [
        form("02_01_01", responsible=cabinet("Kabinet Welzijn")),
        form("02_01_02", responsible=cabinet("Kabinet Mobiliteit")),
        form("02_05_01", responsible=cabinet("Kabinet Mobiliteit")),
    ]
    (finding,) = found("cabinet-of-another-office", *forms, offices=offices)
    assert finding.action == "02_01_02"
    assert "ambt 01" in finding.message
    assert "ambt 05" in finding.message
    assert not found("cabinet-of-another-office", *forms)
    assert not found("cabinet-of-another-office", forms[0], forms[2], offices=offices)


def test_an_office_of_the_list_that_only_another_office_names():
    offices = {"01": "Minister van Welzijn", "05": "Minister van Mobiliteit"}
    forms = [
        form("02_01_01", responsible=cabinet("Kabinet Welzijn")),
        form("02_01_02", responsible=cabinet("Kabinet Mobiliteit")),
    ]
    (finding,) = found("office-contradicts-cabinet", *forms, offices=offices)
    assert "Ambt 05" in finding.message
    assert "geen fiche draagt dit ambt" in finding.message
    assert "ambt 01 (02_01_02)" in finding.message
    assert "no form has this office" in finding.message_en


def test_one_form_against_a_list_that_gives_its_cabinet_to_another_office():
    offices = {"01": "Minister van Welzijn", "05": "Minister van Mobiliteit"}
    strange = form("02_01_01", responsible=cabinet("Kabinet Mobiliteit"))
    findings = found("office-contradicts-cabinet", strange, offices=offices)
    assert {finding.message[:7] for finding in findings} == {"Ambt 01", "Ambt 05"}


def test_a_bare_form_gives_findings_and_no_error():
    bare = Form(ActionCode.parse("7"))
    findings = check(Plan((bare,)))
    assert {finding.level for finding in findings} <= {"warning", "note"}
    assert {"missing-owner", "missing-commitment", "missing-milestones"} <= {
        finding.rule for finding in findings
    }


def test_an_english_commitment_is_read_in_its_own_words():
    milestones = (
        Milestone(Period.parse("January 2024 - June 2024"), "TBD"),
        Milestone(Period.parse("July 2024 - June 2025 (end goal)"), "See commitment 9 and others"),
    )
    spoilt = form("3", budget="To be determined", milestones=milestones, summary="20 + 1 offices.")
    findings = check(plan(form("1"), form("2"), spoilt))
    messages = [f.message_en for f in findings if f.rule == "placeholder" and f.action == "3"]
    assert [message.split(": ")[1] for message in messages] == ["'To be determined'.", "'TBD'."]


def test_the_example_in_another_layout_has_no_false_alarm_per_form():
    example = Path(grondrecht.__file__).parent / "examples" / "ogp-example.txt"
    findings = check(read_plan(example))
    assert {finding.action for finding in findings} <= {""}
    assert all(finding.message.startswith("Geen enkele fiche") for finding in findings)
    assert all(finding.message_en.startswith("Not one form") for finding in findings)
