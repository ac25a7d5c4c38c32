"""Rules about codes, the legend and references: each fires, and each keeps quiet."""

import pytest
from quality_plans import SOUND, form, found, rows

LATER = (("2015 (nulmeting)", "900"), ("2019 (einddoel)", "9.000 bezoekers"))


def test_a_form_printed_twice_word_for_word():
    again = form(summary=SOUND.summary.replace(" ", "\n"))
    (finding,) = found("duplicate-code", SOUND, again)
    assert finding.level == "error"
    assert "(regel 10)" in finding.message
    assert finding.message.endswith("woord voor woord gelijk.")


def test_a_code_used_twice_names_the_fields_that_differ():
    milestones = rows(("2015 (nulmeting)", "900"), *(("2017", "x"),), ("2019 (einddoel)", "9"))
    (finding,) = found("duplicate-code", SOUND, form(budget="geen", milestones=milestones))
    assert "verschillen in budgettair engagement, mijlpaal 2015 (nulmeting)" in finding.message
    assert not found("duplicate-code", SOUND, form("02_01_02"))


def test_forms_that_differ_in_a_period_only_are_not_the_same():
    texts = [milestone.text for milestone in SOUND.milestones]
    other = rows(*zip(("2015 (nulmeting)", "2018", "2019 (einddoel)"), texts, strict=True))
    (finding,) = found("duplicate-code", SOUND, form(milestones=other))
    assert "verschillen in periodes" in finding.message


def test_gaps_in_a_series_one_number_or_more():
    forms = [form(f"02_01_{number:02}") for number in (1, 2, 4, 5, 6, 9)]
    one, more = found("sequence-gap", *forms)
    assert "02_01_03" in one.message
    assert one.action == "02_01_04"
    assert "02_01_07 t/m 02_01_08" in more.message
    assert not found("sequence-gap", *forms[:2])


def test_a_series_that_does_not_begin_at_one_and_one_that_is_no_series():
    assert "02_01_01" in found("sequence-gap", form("02_01_02"), form("02_01_03"))[0].message
    assert not found("sequence-gap", form("02_01_10"), form("02_01_80"))
    assert not found("sequence-gap", form("02_01_A"), form("02_01_C"))


def test_gaps_do_not_cross_series():
    assert not found("sequence-gap", form("02_01_01"), form("02_02_01"), form("03_01_01"))


def test_a_code_outside_the_lists():
    offices, rights = {"02": "Minister van Water"}, {"02": "dienstverlening"}
    (finding,) = found("code-outside-legend", SOUND, offices=offices, rights=rights)
    assert "ambt 01" in finding.message
    assert not found("code-outside-legend", SOUND, offices={"01": "Minister van Water"})
    assert not found("code-outside-legend", SOUND)


def test_a_right_or_office_without_an_action():
    rights = {"02": "dienstverlening", "09": "gezondheid"}
    (finding,) = found("unused-legend-entry", SOUND, rights=rights)
    assert finding.message == "Geen enkele actie draagt grondrecht 09 (gezondheid)."
    assert not found("unused-legend-entry", SOUND, rights={"02": "dienstverlening"})


@pytest.mark.parametrize("words", ["actie 02_01_07", "actie 02-01-07"])
def test_a_reference_to_nothing_names_words_and_code(words):
    (finding,) = found("reference-to-nothing", form(summary=f"Zie ook {words} en {words}."))
    assert finding.level == "error"
    assert "geen actie 02_01_07" in finding.message
    assert not found("reference-to-nothing", form(summary=f"Zie {words}."), form("02_01_07"))


def test_a_form_that_is_replaced_and_still_promises():
    note = "Vanaf 2017 wordt deze fiche vervangen door actie 02_01_02"
    old = form(notes=(note,), milestones=rows(*LATER))
    (finding,) = found("replaced-but-running", old, form("02_01_02"))
    assert finding.level == "error"
    assert "vervangen door 02_01_02" in finding.message
    assert "'2019 (einddoel)'" in finding.message


@pytest.mark.parametrize(
    "goal", ["", "/", "Zie actie 02_01_02", "Wordt vervangen door actie 02_01_02"]
)
def test_a_form_that_is_replaced_and_says_no_more(goal):
    note = "Vanaf 2017 wordt deze fiche vervangen door actie 02_01_02"
    milestones = rows(LATER[0], ("2016-2018", "2016: bevraging"), ("2019 (einddoel)", goal))
    old = form(notes=(note,), milestones=milestones)
    assert not found("replaced-but-running", old, form("02_01_02"))
    assert not found("replaced-but-running", SOUND)


def test_titles_and_texts_shared_by_two_codes():
    long = "Een lange korte inhoud " + "met veel woorden " * 8
    one, other = form(summary=long), form("02_01_02", title=SOUND.title, summary=long)
    assert [f.action for f in found("shared-title", one, other)] == ["02_01_01", "02_01_02"]
    assert "02_01_02" in found("shared-text", one, other)[0].message
    assert not found("shared-title", SOUND, form("02_01_02"))
    assert not found("shared-title", SOUND, SOUND)
    assert not found("shared-text", form(summary="Kort."), form("02_01_02", summary="Kort."))
