"""The printed list of offices against the forms, with ministers and domains of no real plan."""

import pytest
from quality_plans import cabinet, form, found, plan

from grondrecht.plan.quality.evidence import cabinets, domains, evidence, marks
from grondrecht.plan.quality.offices import RULES

LIST = {
    "01": "Minister-president van de regering Aart Eik",
    "02": "Viceminister-president van de regering en minister Bea Linde",
    "03": "Minister Cas Olm",
    "04": "Minister Dora Wilg",
}
RULE = "office-contradicts-cabinet"


def forms(office: str, *names: str, **changes: object):
    return [
        form(f"02_{office}_{number:02}", responsible=cabinet(name), **changes)
        for number, name in enumerate(names, start=1)
    ]


BASE = [
    *forms("01", "Kabinet Minister-president", "Kabinet Algemene Zaken"),
    *forms("02", "Kabinet Water", "kabinet Water", "Water en Lucht", "Water Lucht", "Linde, Lucht"),
    *forms("03", "Landbouw", "Landbouw", "Landbouw en Bos", "Landbouw"),
    *forms("04", "Werk", "Kabinet Werk", "Kabinet Werk", "Sport"),
]


def told(text: str, code: str = "00_02_09"):
    """A form of another right and no cabinet, that tells something."""
    return form(code, responsible=cabinet("Alle kabinetten"), summary=text)


def test_a_name_in_the_cabinet_of_another_office_contradicts_both():
    wrong = forms("03", "Wilg Landbouw", "Landbouw", "Landbouw", "Landbouw")
    here, there = found(RULE, *BASE[:7], *wrong, *BASE[11:], offices=LIST)
    assert here.level == there.level == "error"
    assert "Ambt 03 is volgens de lijst 'Minister Cas Olm'" in here.message
    assert "Landbouw (3), Wilg Landbouw (1)" in here.message
    assert "'Minister Dora Wilg', volgens de lijst ambt 04 (02_03_01)" in here.message
    assert "Werk (3), Sport (1)" in there.message
    assert "de naam van 04 hoort in de fiches bij ambt 03" in there.message


def test_a_name_beside_a_domain_counts_for_the_home_of_that_domain():
    text = "Landbouw: op 3 mei was er overleg met minister Wilg over het plan."
    found_offices = found(RULE, *BASE, told(text), offices=LIST)
    assert [finding.message[:7] for finding in found_offices] == ["Ambt 03", "Ambt 04"]


def test_a_list_that_agrees_gives_no_finding():
    agreed = told("Minister Wilg trekt de actie voor Werk en minister Linde die voor Water.")
    assert not found(RULE, *BASE, agreed, offices=LIST)


def test_a_list_of_which_nothing_is_known_gives_no_finding():
    assert not found(RULE, *BASE, offices=LIST)
    assert not found(RULE, *BASE)


def test_offices_that_nothing_bears_out_in_a_list_that_errs_are_a_warning():
    offices = {**LIST, "05": "Minister Eva Beuk", "06": "Minister Fons Es"}
    more = [
        *forms("03", "Wilg Landbouw", "Landbouw", "Landbouw", "Landbouw"),
        *forms("05", "Kunst", "Kunst"),
        *forms("06", "Beuk Wegen", "Wegen"),
    ]
    found_offices = found(RULE, *BASE[2:6], *more, *BASE[11:], offices=offices)
    levels = {finding.message[5:7]: finding.level for finding in found_offices}
    assert levels == {"02": "warning"} | dict.fromkeys(("03", "04", "05", "06"), "error")
    assert "geen fiche bevestigt dit" in found_offices[0].message


def test_a_list_of_portfolios_is_checked_like_one_of_names():
    offices = {"02": "Minister van Landbouw", "03": "Minister van Water", "04": "Minister van Werk"}
    found_offices = found(RULE, *BASE[2:6], *BASE[7:], offices=offices)
    assert [finding.message[:7] for finding in found_offices] == ["Ambt 02", "Ambt 03"]


def test_a_text_that_names_several_holders_says_nothing_of_its_own_office():
    both = told("Overleg met minister Olm en daarna met minister Wilg, beide in juni.", "00_02_08")
    proof = evidence(plan(*BASE, both, offices=LIST))
    assert not proof["03"].votes
    assert not proof["04"].votes
    alone = told("Overleg met minister Wilg in juni.", "00_02_08")
    assert evidence(plan(*BASE, alone, offices=LIST))["04"].office() == "02"


def test_one_mention_is_not_enough_to_contradict():
    assert not found(RULE, *BASE, told("Overleg met minister Wilg in juni."), offices=LIST)


def test_words_that_several_offices_share_mark_none():
    offices = plan(offices=LIST).legend.offices
    assert marks(offices)["wilg"] == "04"
    assert marks(offices)["minister-president"] == "01"
    assert not {"minister", "regering", "van"} & set(marks(offices))


@pytest.mark.parametrize(
    ("cell", "names"),
    [
        ("Kabinet Water", ["Water"]),
        ("Kabinet Water\nKabinet Lucht en Bos", ["Water", "Lucht en Bos"]),
        ("Kabinet minister-\npresident", ["minister-president"]),
        ("Het kabinet Water", ["Water"]),
        ("/", []),
        ("", []),
    ],
)
def test_the_cabinets_of_a_cell(cell, names):
    assert cabinets(cell) == names


def test_a_domain_is_at_home_where_most_of_its_forms_are():
    known = domains(plan(*BASE, *forms("05", "Water")))
    assert known["water"].home == "02"
    assert known["water"].offices.total() == 5
    assert known["lucht"].offices == {"02": 3}
    spread = domains(plan(*forms("02", "Water"), *forms("03", "Water")))
    assert spread["water"].home == ""


def test_a_form_with_the_cabinet_of_another_office():
    strange = form("03_03_01", responsible=cabinet("Kabinet Water"))
    (finding,) = found("cabinet-of-another-office", *BASE, strange)
    assert finding.action == "03_03_01"
    assert "ambt 03" in finding.message
    assert "elders bij ambt 02" in finding.message
    shared = form("03_03_01", responsible=cabinet("Landbouw en Water"))
    assert not found("cabinet-of-another-office", *BASE, shared)


def test_a_minister_whom_the_list_does_not_have():
    (finding,) = found(
        "minister-not-in-list", *BASE, told("Minister Gust Populier begon ermee."), offices=LIST
    )
    assert "Minister Gust Populier" in finding.message
    fine = told("Minister Wilg, de minister van Werk en Minister Landbouw gaan ermee door.")
    assert not found("minister-not-in-list", *BASE, fine, offices=LIST)
    assert not found("minister-not-in-list", *BASE, told("Minister Gust Populier begon."))


def test_every_rule_of_offices_is_tested_here():
    tested = {RULE, "cabinet-of-another-office", "minister-not-in-list"}
    assert {rule.id for rule in RULES} == tested
