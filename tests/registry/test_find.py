"""What a verb is asked for is found, or said not to be there; a row is saved when it is valid."""

from dataclasses import replace

import pytest
from django.core.exceptions import ValidationError
from registry.small_plans import LEGEND, plan, take_in
from registry.verbs import action, refused

from grondrecht.registry.find import action_named, party_named, plan_named
from grondrecht.registry.held import held_findings, held_plan
from grondrecht.registry.models import (
    Action,
    Edition,
    Link,
    LogEntry,
    Mention,
    Party,
    Plan,
    QualityFinding,
    Right,
    SearchEntry,
)
from grondrecht.registry.rows import renew
from grondrecht.registry.states import states, subject_of
from grondrecht.registry.trial import kept
from grondrecht.registry.valid import saved, sentence

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("small", "db")]


def test_a_plan_is_found_or_those_there_are_are_named():
    assert plan_named("proef").name == "Proefplan"
    with refused("geen plan 'proeve'; kies uit proef."):
        plan_named("proeve")
    Plan.objects.all().delete()
    with refused("importeer eerst een plan met: grondrecht import"):
        plan_named("proef")


@pytest.mark.parametrize("spelling", ["01_02_01", " 01-02-01", "01 02 01", "01.02.01"])
def test_an_action_is_found_in_any_spelling(spelling):
    found = action_named(Plan.objects.get(), spelling)
    assert (found.code, found.plan.slug, subject_of(found)) == (
        "01_02_01",
        "proef",
        "action:01_02_01",
    )


@pytest.mark.parametrize("wrong", ["", "  ", "!", "_"])
def test_what_is_no_code_is_said(wrong):
    with refused(f"{wrong!r} is geen actiecode; geef een code zoals 00_01_02"):
        action_named(Plan.objects.get(), wrong)


def test_an_action_of_another_plan_is_not_found():
    other = Plan.objects.create(slug="ander", name="Ander", language="nl")
    with refused("Actie 01_02_01 staat niet in ander"):
        action_named(other, "01_02_01")


def test_a_party_is_found_or_said_not_to_be_there():
    party = Party.objects.first()
    assert party_named(party.slug) == party
    with refused("geen partij 'niemand'"):
        party_named("niemand")


def test_what_is_held_is_what_was_imported():
    edition = Edition.objects.get()
    assert held_plan(edition) == plan()
    assert held_plan(edition).legend == LEGEND
    findings = held_findings(edition)
    assert len(findings) == QualityFinding.objects.count()
    assert {each.action for each in findings} <= {"01_02_01", "01_02_02", "03_04_01", ""}
    QualityFinding.objects.update(action=None)
    assert {each.action for each in held_findings(edition)} == {""}


def test_a_row_is_saved_only_when_all_of_it_is_right():
    with refused("right: name: Dit veld kan niet leeg zijn."):
        saved(Right(plan=Plan.objects.get(), code="09", name=""))
    saved(Right(plan=Plan.objects.get(), code="09", name="rust"))
    assert Right.objects.get(code="09").name == "rust"


def test_what_is_wrong_is_said_in_one_line_with_its_fields():
    assert sentence(ValidationError("Kan niet")) == "Kan niet."
    assert sentence(ValidationError(["Een.", "Twee!"])) == "Een. Twee!"
    wrong = ValidationError({"name": ["Te lang"], "__all__": ["Beide niet."]})
    assert sentence(wrong) == "name: Te lang. Beide niet."


def test_what_is_tried_is_taken_back():
    with kept(False):
        Plan.objects.update(name="Half")
    assert Plan.objects.get().name == "Proefplan"
    with kept(True):
        Plan.objects.update(name="Heel")
    assert Plan.objects.get().name == "Heel"


def test_rows_that_are_right_already_stay():
    held = Link.objects.filter(origin="printed")
    kept_row = held.get()
    names = ("source_id", "target_id", "kind", "words")
    same = Link(**{name: getattr(kept_row, name) for name in names}, origin="printed")
    other = replace_link(same, kind="replaces")
    renew(held, [same, other], names)
    assert set(held.values_list("kind", flat=True)) == {"see_also", "replaces"}
    assert held.get(kind="see_also").pk == kept_row.pk
    renew(held, [other], names)
    assert [row.kind for row in held] == ["replaces"]


def replace_link(link, **changes):
    names = ("source_id", "target_id", "kind", "words", "origin")
    return Link(**{name: getattr(link, name) for name in names} | changes)


def test_states_are_of_the_codes_asked_for_and_leave_out_what_is_empty():
    held = Plan.objects.get()
    assert set(states(held)) == {"01_02_01", "01_02_02", "03_04_01"}
    state = states(held, ["01_02_01", "99"])["01_02_01"]
    assert state["title"] == "Meer kinderen in de crèche"
    assert (state["right"], state["office"]) == ("01", "02")
    assert state["printed:1:1"]["periods"][1] == "2017"
    assert state["parties"]["responsible"] == ["agentschap-opvang", "kabinet-welzijn"]
    assert not {"lapsed", "plain", "instruments", "maintained:title"} & set(state)
    assert states(held, []) == {}


def test_an_action_printed_twice_has_two_printings_in_its_state():
    twice = plan().actions[0]
    take_in(plan(twice, replace(twice, summary="Nog eens.")), edition="2")
    state = states(Plan.objects.get(), ["01_02_01"])["01_02_01"]
    assert state["printed:2:2"]["summary"] == "Nog eens."
    assert state["printed:2:1"]["summary"].startswith("Elke gemeente")


def test_rows_say_what_they_are():
    assert str(action()) == "01_02_01 Meer kinderen in de crèche"
    assert str(Edition.objects.get()) == "Proefplan – Editie 1"
    assert str(action().forms.get()) == "01_02_01 (Editie 1)"
    assert str(Link.objects.get()) == "03_04_01 zie ook 01_02_01"
    assert str(SearchEntry.objects.get(code="01_02_01")) == "proef 01_02_01"
    assert str(Right.objects.get(code="01")) == "01 participatie"
    entry = LogEntry.objects.get(subject="action:01_02_01")
    assert str(entry).endswith("plan.import action:01_02_01 (An Coördinator)")
    assert str(Mention.objects.filter(party__slug="kabinet-welzijn").first()) == "Kabinet Welzijn"
    assert str(action().forms.get().milestones.first()).startswith("2015 (beginfase, nulmeting): ")
    assert Action.objects.count() == 3
