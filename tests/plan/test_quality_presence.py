"""Rules about what a form should have: each fires, and each keeps quiet."""

from dataclasses import replace

import pytest
from quality_plans import SOUND, cabinet, form, found, plan

from grondrecht.plan.model import Parties, Place
from grondrecht.plan.quality import check


def test_a_sound_form_gives_no_finding():
    assert check(plan(SOUND)) == ()


@pytest.mark.parametrize(
    ("rule", "field"),
    [
        ("missing-title", "title"),
        ("missing-commitment", "budget"),
        ("missing-indicator", "evaluation"),
        ("missing-summary", "summary"),
    ],
)
@pytest.mark.parametrize(("filler", "said"), [("", "niets"), ("/", "'/'"), (" - \n", "'-'")])
def test_an_empty_field_is_missing_and_the_message_says_what_fills_it(rule, field, filler, said):
    (finding,) = found(rule, form(**{field: filler}))
    assert (finding.level, finding.action) == ("warning", "02_01_01")
    assert finding.message.endswith(f"er staat {said}.")
    assert finding.message_en.endswith(f"it holds {said if said != 'niets' else 'nothing'}.")


@pytest.mark.parametrize(
    ("rule", "field", "value"),
    [
        ("missing-title", "title", "Loket"),
        ("missing-commitment", "budget", "geen"),
        ("missing-indicator", "evaluation", "Jaarverslag"),
        ("missing-summary", "summary", "Kort."),
    ],
)
def test_a_field_with_any_word_is_there(rule, field, value):
    assert not found(rule, form(**{field: value}))


def test_a_field_that_no_form_fills_is_reported_once_for_the_plan():
    forms = [form(f"02_01_0{number}", budget="") for number in (1, 2, 3)]
    (finding,) = found("missing-commitment", *forms)
    assert (finding.action, finding.line) == ("", 0)
    assert finding.message == "Geen enkele fiche vult 'budgettair engagement' in."


def test_one_form_that_fills_the_field_makes_the_others_answer_for_it():
    forms = [form("02_01_01", budget=""), form("02_01_02", budget=""), form("02_01_03")]
    assert [f.action for f in found("missing-commitment", *forms)] == ["02_01_01", "02_01_02"]


def test_missing_owner_tells_nobody_from_no_cabinet():
    (nobody,) = found("missing-owner", form(responsible=Parties("/", "")))
    (service,) = found("missing-owner", form(responsible=cabinet("", "Dienst Water")))
    assert nobody.message.startswith("Niemand is verantwoordelijk")
    assert "'Dienst Water'" in service.message
    assert not found("missing-owner", form(responsible=cabinet("Kabinet Water", "")))


def test_a_cabinet_without_an_administration():
    (finding,) = found("missing-administration", form(responsible=cabinet("Kabinet Water", "-")))
    assert "Kabinet Water" in finding.message
    assert not found("missing-administration", form(responsible=Parties()))
    assert not found("missing-administration", SOUND)


@pytest.mark.parametrize("said", ["", "/", "Neen", "niet voorzien", "Niet van toepassing."])
def test_people_in_poverty_take_no_part(said):
    involved = replace(SOUND.involved, people_in_poverty=said)
    (finding,) = found("missing-involvement", form(involved=involved))
    assert (f"'{said}'" if said else "niets") in finding.message


@pytest.mark.parametrize("said", ["Ja", "Niet rechtstreeks, wel via de verenigingen"])
def test_people_in_poverty_take_part(said):
    involved = replace(SOUND.involved, people_in_poverty=said)
    assert not found("missing-involvement", form(involved=involved))


def test_empty_cells_are_listed_in_one_finding_with_their_filler():
    involved = Parties(cabinet="", administration="-", people_in_poverty="Ja", other_actors="/")
    (finding,) = found("empty-cell", form(involved=involved))
    assert finding.level == "note"
    assert finding.message == (
        "Leeg: betrokken kabinet (niets), betrokken administratie ('-') en andere actoren ('/')."
    )


def test_empty_cells_of_a_field_that_the_layout_does_not_have_do_not_count():
    involved = replace(SOUND.involved, cabinet="")
    forms = [form(f"02_01_0{number}", involved=involved) for number in (1, 2, 3)]
    assert not found("empty-cell", *forms)
    assert len(found("empty-cell", *forms, form("02_01_04"))) == 3


def test_the_line_is_that_of_the_field_where_it_is_known():
    placed = form(budget="", places=(("budget", Place(17, 18)),))
    assert found("missing-commitment", placed)[0].line == 17
    assert found("missing-commitment", form(budget=""))[0].line == 10
