"""An action is kept up to date by who answers for it, and involvement recorded by who was there."""

import pytest
from followup.cast import OWN_ACTION, actor_for

from grondrecht.followup.access import Conflict, NotAllowed
from grondrecht.followup.actions.actions import (
    held_text,
    involve,
    maintain,
    printed_texts,
    say_plainly,
    take_back,
)
from grondrecht.registry.errors import RegisterError
from grondrecht.registry.log import state_on
from grondrecht.registry.models import Involvement, LogEntry
from grondrecht.registry.models.taken_back import TAKEN_BACK
from grondrecht.registry.states import states, subject_of

pytestmark = pytest.mark.django_db
WHY = {"why": "Er is nieuws."}
HOSTILE = '<script>alert(1)</script> {{ 7|add:1 }} "\u202e'


@pytest.fixture
def action(cast, db):
    return cast.own_action


def held(action, path="summary"):
    action.refresh_from_db()
    return held_text(action, path, printed_texts(action))


DEPARTMENT = "ambtenaar, Departement Welzijn en Samenleving"


def newest():
    """The newest entry that everybody reads; who did it is kept beside it."""
    return LogEntry.objects.latest("id")


def kept_apart():
    """Who did that, for those alone who keep the register."""
    return LogEntry.whole.get(batch=newest().batch, public=False).by


def test_an_official_maintains_a_text_and_everyone_reads_which_role_did_and_why(cast, action):
    maintain(actor_for(cast.chris), action, "summary", "Nu in vier steden.", **WHY)
    assert held(action) == "Nu in vier steden."
    entry = newest()
    assert (entry.verb, entry.by, entry.why) == ("action.maintain", DEPARTMENT, WHY["why"])
    assert kept_apart() == "Chris Ambtenaar"


def test_the_printed_text_or_nothing_takes_the_maintained_one_back(cast, action):
    chris, printed = actor_for(cast.chris), printed_texts(action)["summary"]
    for back in ("", f" {printed}\r\n"):
        maintain(chris, action, "summary", "Anders.", **WHY)
        maintain(chris, action, "summary", back, **WHY)
        assert held(action) == printed
        assert action.maintained == {}


def test_lines_end_in_one_way_whichever_browser_sent_them(cast, action):
    maintain(actor_for(cast.chris), action, "summary", "Een.\r\nTwee.\r\n", **WHY)
    assert held(action) == "Een.\nTwee."


@pytest.mark.parametrize("name", ["bram", "dina", "els", "fons", "gert", "hanne"])
def test_others_change_no_text_and_leave_no_trace(cast, action, name):
    who, before = actor_for(getattr(cast, name)), LogEntry.whole.count()
    with pytest.raises(NotAllowed):
        maintain(who, action, "summary", "Mijn woorden.", **WHY)
    with pytest.raises(NotAllowed):
        say_plainly(who, action, "Mijn woorden.", "", **WHY)
    action.refresh_from_db()
    assert (action.maintained, LogEntry.whole.count()) == ({}, before)


def test_a_field_that_the_form_has_not_and_a_reason_left_out_are_refused(cast, action):
    chris = actor_for(cast.chris)
    with pytest.raises(RegisterError, match="geen veld"):
        maintain(chris, action, "kleur", "Rood.", **WHY)
    with pytest.raises(RegisterError, match="waarom"):
        maintain(chris, action, "summary", "Rood.", why=" ")
    action.refresh_from_db()
    assert action.maintained == {}


def test_the_second_of_two_writers_is_told_and_the_words_of_the_first_stay(cast, action):
    begun = held(action)
    maintain(actor_for(cast.an), action, "summary", "Van An.", **WHY, seen=begun)
    with pytest.raises(Conflict) as met:
        maintain(actor_for(cast.chris), action, "summary", "Van Chris.", **WHY, seen=begun)
    assert met.value.held.maintained["summary"] == "Van An."
    assert held(action) == "Van An."
    maintain(actor_for(cast.chris), action, "summary", "Van beiden.", **WHY, seen="Van An.")
    assert held(action) == "Van beiden."


def test_two_who_write_different_fields_or_the_same_words_do_not_meet(cast, action):
    begun, budget = held(action), held(action, "budget")
    maintain(actor_for(cast.an), action, "summary", "Samen.", **WHY, seen=begun)
    maintain(actor_for(cast.chris), action, "summary", "Samen.", **WHY, seen=begun)
    maintain(actor_for(cast.chris), action, "budget", "Geen.", **WHY, seen=budget)
    action.refresh_from_db()
    assert action.maintained == {"summary": "Samen.", "budget": "Geen."}


def test_an_action_is_said_plainly_in_both_languages_by_one_writer_at_a_time(cast, action):
    began = (action.plain, action.plain_en)
    say_plainly(actor_for(cast.chris), action, "Gewoon.", "Plain.", **WHY, seen=began)
    with pytest.raises(Conflict):
        say_plainly(actor_for(cast.an), action, "Anders.", began[1], **WHY, seen=began)
    action.refresh_from_db()
    assert (action.plain, action.plain_en) == ("Gewoon.", "Plain.")
    assert (newest().by, kept_apart()) == (DEPARTMENT, "Chris Ambtenaar")


@pytest.mark.parametrize("name", ["an", "chris", "els"])
def test_who_was_there_records_involvement(cast, action, name):
    who = actor_for(getattr(cast, name))
    told = {"phase": "execution", "said": "Te ver.", "outcome": "Dichterbij."}
    row = involve(who, action, "Platform", **told, **WHY)
    assert (row.text, row.phase, row.said, row.outcome) == ("Platform", *told.values())
    assert (newest().verb, kept_apart()) == ("action.involve", who.name)
    assert who.name not in newest().by


@pytest.mark.parametrize("name", ["bram", "dina", "fons", "gert", "hanne"])
def test_others_record_no_involvement(cast, action, name):
    before = action.involvements.count()
    with pytest.raises(NotAllowed):
        involve(actor_for(getattr(cast, name)), action, "Platform", **WHY)
    assert action.involvements.count() == before


def test_involvement_of_nobody_or_in_an_unknown_phase_is_refused(cast, action):
    before = action.involvements.count()
    for text, phase in (("  ", ""), ("Platform", "ooit")):
        with pytest.raises(RegisterError):
            involve(actor_for(cast.els), action, text, phase=phase, **WHY)
    assert action.involvements.count() == before


def recorded(who, action, said="Te ver."):
    return involve(actor_for(who), action, "Platform", said=said, **WHY)


@pytest.mark.parametrize(("name", "by"), [("els", "els"), ("an", "els"), ("chris", "chris")])
def test_who_recorded_involvement_and_the_coordinator_take_it_back(cast, action, name, by):
    row = recorded(getattr(cast, by), action)
    take_back(actor_for(getattr(cast, name)), row, why="Het was een ander overleg.")
    assert not action.involvements.filter(form=None, said="Te ver.").exists()
    entry = newest()
    assert (entry.verb, entry.why) == ("involvement.take_back", "Het was een ander overleg.")
    assert entry.public
    assert [*entry.before.values()] == [TAKEN_BACK]


@pytest.mark.parametrize(
    ("name", "by"),
    [("chris", "els"), ("els", "chris"), ("els", "an"), ("bram", "els"), ("fons", "els")],
)
def test_nobody_takes_back_what_another_recorded_not_even_who_answers(cast, action, name, by):
    row = recorded(getattr(cast, by), action)
    with pytest.raises(NotAllowed):
        take_back(actor_for(getattr(cast, name)), row, **WHY)
    assert Involvement.objects.filter(pk=row.pk).exists()


def test_involvement_recorded_before_anybody_was_named_is_the_coordinators(cast, action):
    row = recorded(cast.els, action)
    Involvement.objects.filter(pk=row.pk).update(recorded_for=None)
    for name in ("els", "chris"):
        with pytest.raises(NotAllowed):
            take_back(actor_for(getattr(cast, name)), row, **WHY)
    take_back(actor_for(cast.an), row, **WHY)


def test_involvement_is_taken_back_once_with_a_reason_and_never_what_the_plan_prints(cast, action):
    els, row = actor_for(cast.els), recorded(cast.els, action)
    with pytest.raises(RegisterError, match="waarom"):
        take_back(els, row, why=" ")
    same = Involvement.objects.get(pk=row.pk)
    take_back(els, row, **WHY)
    with pytest.raises(RegisterError, match="al teruggenomen"):
        take_back(els, same, **WHY)
    printed = Involvement.objects.filter(form__isnull=False).first()
    with pytest.raises(RegisterError, match="fiche"):
        take_back(actor_for(cast.an), printed, **WHY)


def test_the_log_says_what_the_tables_say(cast, action):
    chris, els = actor_for(cast.chris), actor_for(cast.els)
    for number, text in enumerate(["Een.", HOSTILE, "", "Twee.\nDrie.", HOSTILE]):
        maintain(chris, action, ("summary", "title")[number % 2], text, **WHY)
        say_plainly(chris, action, text, text, **WHY)
        row = involve(els, action, text or "Platform", said=text, **WHY)
        if number % 2:
            take_back(els, row, **WHY)
        now = states(cast.plan, [OWN_ACTION])[OWN_ACTION]
        assert state_on(cast.plan.slug, subject_of(action)) == now
