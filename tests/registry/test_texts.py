"""The maintained text of an action and its plain words, beside what is printed."""

import pytest
from registry.small_plans import WHO, form, plan, take_in
from registry.verbs import action, log_agrees, logged, refused

from grondrecht.registry.actions.texts import maintain_text, newest_form, say_plainly
from grondrecht.registry.models import Action, Form, Plan
from grondrecht.registry.search import search

pytestmark = pytest.mark.django_db
SUBJECT = "action:01_02_01"


@pytest.fixture
def held(small, db):
    return action()


def test_a_maintained_text_stands_beside_the_printed_one(held):
    with logged("action.maintain", SUBJECT) as entries:
        maintain_text(held, "summary", "  Zwaluwen krijgen voorrang. ", **WHO)
    assert action().maintained == {"summary": "Zwaluwen krijgen voorrang."}
    assert newest_form(held).value.summary.startswith("Elke gemeente")
    assert entries[0].before == {"maintained:summary": None}
    assert entries[0].after == {"maintained:summary": "Zwaluwen krijgen voorrang."}
    assert [hit.code for hit in search("zwaluw").hits] == ["01_02_01"]


@pytest.mark.parametrize("back", ["", "  ", "Meer kinderen in de crèche"])
def test_nothing_or_the_printed_text_takes_it_back(held, back):
    maintain_text(held, "title", "Een nieuwe titel", **WHO)
    assert action().title == "Een nieuwe titel"
    maintain_text(action(), "title", back, **WHO)
    assert (action().title, action().maintained) == ("Meer kinderen in de crèche", {})
    log_agrees()


def test_twice_is_once(held):
    maintain_text(held, "budget", "5 euro", **WHO)
    say_plainly(held, "Kort", "Short", **WHO)
    with logged("none"):
        maintain_text(action(), "budget", "5 euro", **WHO)
        say_plainly(action(), " Kort", "Short ", **WHO)


def test_a_field_that_the_form_does_not_have_is_refused(held):
    with refused("Actie 01_02_01 heeft geen veld 'prijs'; kies uit title,"):
        maintain_text(held, "prijs", "5", **WHO)


def test_an_action_without_a_form_has_no_field(held):
    bare = Action.objects.create(plan=held.plan, code="09_09_09")
    with refused("heeft geen veld 'title'"):
        maintain_text(bare, "title", "x", **WHO)


@pytest.mark.parametrize("missing", ["by", "why"])
def test_nobody_and_no_reason_are_refused(held, missing):
    with refused("Zeg w"):
        maintain_text(held, "title", "x", **{**WHO, missing: "\t"})
    with refused("Zeg w"):
        say_plainly(held, "x", "", **{**WHO, missing: ""})


def test_a_name_that_the_log_cannot_hold_is_refused(held):
    with refused("langer dan 200 tekens (by)"):
        say_plainly(held, "x", "", by="n" * 201, why="om te proberen")


def test_two_people_at_once_do_not_undo_each_other(held):
    """Each holds the action as it was before the other wrote."""
    one, other, third = action(), action(), action()
    maintain_text(one, "summary", "Van de een.", **WHO)
    maintain_text(other, "budget", "Van de ander.", **WHO)
    say_plainly(third, "Gewoon gezegd.", "", **WHO)
    assert action().maintained == {"summary": "Van de een.", "budget": "Van de ander."}
    assert log_agrees()["01_02_01"]["maintained:summary"] == "Van de een."


def test_plain_words_in_two_languages(held):
    with logged("action.say_plainly", SUBJECT) as entries:
        say_plainly(held, " Er komen plaatsen bij. ", "More places.", **WHO)
    assert (action().plain, action().plain_en) == ("Er komen plaatsen bij.", "More places.")
    assert entries[0].before == {"plain": None, "plain_en": None}
    assert entries[0].label == "Meer kinderen in de crèche"


def test_maintained_texts_survive_another_reading_and_another_edition(held):
    maintain_text(held, "title", "De titel van nu", **WHO)
    say_plainly(action(), "Gewoon gezegd.", "Plainly.", **WHO)
    for edition, words in (("1", "Beter gelezen."), ("2", "Een nieuwe editie.")):
        take_in(plan(form(title="Gedrukt", summary=words), *plan().actions[1:]), edition=edition)
        now = action()
        assert (now.title, now.plain) == ("De titel van nu", "Gewoon gezegd.")
        assert now.maintained == {"title": "De titel van nu"}
        assert newest_form(now).value.summary == words
    log_agrees()


def test_the_newest_form_is_the_first_of_the_newest_edition(held):
    take_in(plan(form(summary="Eerste."), form(summary="Tweede.")), edition="2")
    assert newest_form(action()).value.summary == "Eerste."
    Form.objects.all().delete()
    assert newest_form(action()) is None
    assert Plan.objects.get().actions.count() == 3
