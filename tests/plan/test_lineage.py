"""What became of actions between two editions, proposed by what their words have in common."""

import random
from dataclasses import replace

import pytest
from hypothesis import given, settings
from plan_document import PLAN, needs_the_plan
from registry.small_plans import form, plan
from strategies import plans

from grondrecht.plan.codes import ActionCode
from grondrecht.plan.lineage import propose_lineage
from grondrecht.plan.model import Parties
from grondrecht.reading import read_plan

SCHOOL = (
    "Leerlingen uit arme gezinnen krijgen huiswerkbegeleiding na de lessen, een warme maaltijd"
    " tijdens de middag en een fiets om naar het lyceum te rijden."
)
HOME = (
    "Verhuurders die hun woning isoleren ontvangen een lening zonder rente; huurders met een laag"
    " loon wachten korter op een sociaal appartement in de buurt van hun vrienden."
)
DEBT = (
    "Een bemiddelaar onderhandelt met schuldeisers, bewaakt het leefgeld van het gezin en sluit"
    " binnen vijf jaar elk dossier af zonder dat de deurwaarder de inboedel verkoopt."
)


def action(code, summary, **more):
    """An action whose words are its summary alone."""
    empty = {"title": "", "budget": "", "evaluation": "", "milestones": ()}
    nobody = {"responsible": Parties(), "involved": Parties()}
    return form(code, summary=summary, **{**empty, **nobody, **more})


def proposed(old, new):
    """(kind, old codes, new codes) of every proposal."""
    found = propose_lineage(plan(*old), plan(*new))
    return [(each.kind, [*map(str, each.old)], [*map(str, each.new)]) for each in found]


def test_the_same_words_under_the_same_code_are_kept():
    assert proposed([action("01_02_01", HOME)], [action("01_02_01", HOME)]) == [
        ("kept", ["01_02_01"], ["01_02_01"])
    ]


def test_other_words_under_the_same_code_are_reworded():
    changed = HOME.replace("zonder rente", "tegen een kleine rente")
    assert proposed([action("01_02_01", HOME)], [action("01_02_01", changed)]) == [
        ("reworded", ["01_02_01"], ["01_02_01"])
    ]


def test_a_code_that_is_given_to_something_else_is_not_the_same_action():
    assert proposed([action("01_02_01", HOME)], [action("01_02_01", DEBT)]) == [
        ("lapsed", ["01_02_01"], []),
        ("new", [], ["01_02_01"]),
    ]


def test_the_same_words_under_another_code_are_the_same_action():
    assert proposed([action("01_02_01", HOME)], [action("08_04_03", HOME)]) == [
        ("reworded", ["01_02_01"], ["08_04_03"])
    ]


def test_what_stands_nowhere_any_more_has_lapsed_and_what_stood_nowhere_is_new():
    old = [action("01_02_01", HOME), action("01_02_02", SCHOOL)]
    new = [action("01_02_01", HOME), action("01_02_03", DEBT)]
    assert proposed(old, new) == [
        ("kept", ["01_02_01"], ["01_02_01"]),
        ("lapsed", ["01_02_02"], []),
        ("new", [], ["01_02_03"]),
    ]


def test_an_action_that_went_into_two():
    first, _semicolon, second = HOME.partition("; ")
    old = [action("01_02_01", HOME)]
    new = [action("01_02_01", first), action("01_02_02", second)]
    ((kind, before, after),) = proposed(old, new)
    assert (kind, before, sorted(after)) == ("split", ["01_02_01"], ["01_02_01", "01_02_02"])


@pytest.mark.parametrize("code", ["01_02_01", "01_02_09"])
def test_two_actions_that_became_one(code):
    old = [action("01_02_01", SCHOOL), action("01_02_02", DEBT)]
    ((kind, before, after),) = proposed(old, [action(code, f"{SCHOOL} {DEBT}")])
    assert (kind, sorted(before), after) == ("merged", ["01_02_01", "01_02_02"], [code])


def test_actions_that_are_alike_did_not_become_one():
    old = [action("01_02_01", f"{SCHOOL} Brugge"), action("01_02_02", f"{SCHOOL} Gent")]
    assert proposed(old, [action("01_02_01", f"{SCHOOL} Brugge en Damme")]) == [
        ("reworded", ["01_02_01"], ["01_02_01"]),
        ("lapsed", ["01_02_02"], []),
    ]


def test_what_the_document_says_of_itself_goes_before_likeness():
    gone = action("01_02_01", HOME, notes=("Deze actie werd vervangen door 01_02_07.",))
    assert ("reworded", ["01_02_01"], ["01_02_07"]) in proposed([gone], [action("01_02_07", DEBT)])


def test_every_proposal_says_why_in_two_languages_and_how_sure():
    changed = HOME.replace("zonder rente", "tegen een kleine rente")
    old, new = plan(action("01_02_01", HOME)), plan(action("01_02_01", changed))
    (found,) = propose_lineage(old, new)
    assert "%" in found.why
    assert "alike" in found.why_en
    assert 0.5 < found.likeness < 1
    assert found.certain


@settings(max_examples=25, deadline=None)
@given(plans(), plans())
def test_no_action_is_forgotten_and_likeness_is_a_share(old, new):
    found = propose_lineage(old, new)
    before = {code for each in found for code in each.old}
    after = {code for each in found for code in each.new}
    assert before == {form.code for form in old.actions}
    assert after == {form.code for form in new.actions}
    assert all(0 <= each.likeness <= 1 for each in found)


@settings(max_examples=15, deadline=None)
@given(plans())
def test_a_plan_is_kept_by_itself(read):
    assert {each.kind for each in propose_lineage(read, read)} <= {"kept"}


@needs_the_plan
def test_the_real_plan_with_its_codes_shuffled_is_recognised():
    read = read_plan(str(PLAN))
    read = replace(read, actions=read.actions[::3])
    codes = sorted({form.code for form in read.actions}, key=str)
    shuffled = random.Random(7).sample(range(len(codes)), len(codes))
    other = {
        code: ActionCode(("77", "01", f"{place:03}"))
        for code, place in zip(codes, shuffled, strict=True)
    }
    renamed = plan(*(replace(form, code=other[form.code]) for form in read.actions))
    found = propose_lineage(plan(*read.actions), renamed)
    right = sum(
        each.kind == "reworded" and [other[code] for code in each.old] == list(each.new)
        for each in found
    )
    assert right >= 0.97 * len(codes)
