"""Whatever verbs are done, in whatever order: the log tells what the tables hold, on any day."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from registry.small_plans import WHO, form, plan, take_in
from registry.verbs import action, log_agrees

from grondrecht.plan.codes import ActionCode
from grondrecht.registry import log
from grondrecht.registry.actions.catalogue import import_catalogue
from grondrecht.registry.actions.lineage import confirm_descent, refuse_descent
from grondrecht.registry.actions.links import (
    link_actions,
    record_involvement,
    take_back_involvement,
    unlink_actions,
)
from grondrecht.registry.actions.parties import import_parties, settle_mention
from grondrecht.registry.actions.texts import maintain_text, say_plainly
from grondrecht.registry.errors import RegisterError
from grondrecht.registry.intake import CatalogueItem
from grondrecht.registry.models import Descent, Involvement, Link, LogEntry, Mention, Party
from grondrecht.registry.models.taken_back import TAKEN_BACK
from grondrecht.registry.parties import Directory, Member

pytestmark = pytest.mark.django_db
CODES = ("01_02_01", "01_02_02", "03_04_01")
WORDS = ("", "Iets", "Zie ook actie 01_02_02", "Het buurthuis")


def nth(rows, number):
    """One of the rows, whatever the number; none where there are none."""
    found = list(rows.order_by("pk"))
    return found[number % len(found)] if found else None


def maintain(one, other):
    fields = ("title", "summary", "notes[0]", "involved.other_actors")
    maintain_text(action(CODES[one % 3]), fields[other], WORDS[one], **WHO)


def plainly(one, other):
    say_plainly(action(CODES[one % 3]), WORDS[one], WORDS[other], **WHO)


def link(one, other):
    kind = ("replaces", "split", "merged", "see_also")[one]
    link_actions(action(CODES[one % 3]), action(CODES[other % 3]), kind, decision="Nota", **WHO)


def unlink(one, other):
    if row := nth(Link.objects.all(), one + other):
        unlink_actions(row, **WHO)


def involve(one, other):
    party = nth(Party.objects.all(), other) if one % 2 else None
    who = {"said": WORDS[one], "recorded_for": party}
    record_involvement(action(CODES[one % 3]), WORDS[other], **who, **WHO)


def take_back(one, other):
    if row := nth(Involvement.objects.filter(form=None), one + other):
        take_back_involvement(row, **WHO)


def settle(one, other):
    mention, party = nth(Mention.objects.all(), one), nth(Party.objects.all(), other)
    settle_mention(mention.pk, party.slug if one % 2 else None, **WHO)


def decide(one, other):
    if row := nth(Descent.objects.all(), one):
        (confirm_descent if other % 2 else refuse_descent)(row.pk, decision="Nota", **WHO)


def parties(one, other):
    member = Member(f"partij-{one}", ("De Brug", "Agentschap Opvang")[other % 2], "other")
    import_parties(Directory.of([member]), **WHO)


def catalogue(one, other):
    kind = ("system", "indicator", "actor", "right")[one]
    item = CatalogueItem(kind, "De Brug", actions=(ActionCode.parse(CODES[other % 3]),))
    import_catalogue([item], "proef", **WHO)


def again(one, other):
    first = form(CODES[other % 3], summary=WORDS[one], notes=(WORDS[other],))
    take_in(plan(first, *plan().actions[one % 3 :]), edition=str(1 + one % 2))


VERBS = (
    *(maintain, plainly, link, unlink, involve, take_back),
    *(settle, decide, parties, catalogue, again),
)
NUMBER = st.integers(0, 3)
STEPS = st.lists(st.tuples(st.sampled_from(VERBS), NUMBER, NUMBER), min_size=2, max_size=5)


def done(verb, one, other):
    """Do it; what is refused leaves nothing in the log. Gives whether anything was logged."""
    entries = LogEntry.objects.count()
    try:
        verb(one, other)
    except RegisterError:
        assert LogEntry.objects.count() == entries
    return LogEntry.objects.count() > entries


@pytest.fixture(scope="module")
def editions(small, django_db_blocker):
    """A second edition, a link and involvement by a person, so that each verb has work to do."""
    with django_db_blocker.unblock(), transaction.atomic():
        take_in(plan(*(replace(each, summary="Nieuw.") for each in plan().actions)), edition="2")
        link_actions(action(CODES[0]), action(CODES[1]), "merged", decision="Nota", **WHO)
        record_involvement(action(CODES[0]), "De Brug", **WHO)
        yield
        transaction.set_rollback(True)


def as_read_later(held):
    """What was held, with the placeholder for the words of involvement that were taken back since.

    Somebody may be named in them, so that they are read of no day any more.
    """
    kept = {f"involvement:{pk}" for pk in Involvement.objects.values_list("pk", flat=True)}

    def shown(key, value):
        return TAKEN_BACK if key.startswith("involvement:") and key not in kept else value

    return {
        code: {key: shown(key, value) for key, value in state.items()}
        for code, state in held.items()
    }


@settings(
    max_examples=5, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(STEPS)
def test_the_log_tells_what_the_tables_hold_on_any_day(editions, db, steps):
    with transaction.atomic():
        moments = []
        for step in steps:
            done(*step)
            moments.append((datetime.now(UTC), log_agrees()))
        for moment, held in moments:
            told = {code: log.state_on("proef", f"action:{code}", moment) for code in held}
            assert told == as_read_later(held)
        transaction.set_rollback(True)


@pytest.mark.parametrize("verb", VERBS)
def test_every_verb_of_the_law_does_something(editions, db, verb):
    """Else the law above would hold of nothing."""
    assert any(done(verb, one, other) for one in range(4) for other in range(4))


def test_words_taken_back_leave_every_other_word_of_an_earlier_day(editions, db):
    """Also those recorded since: a number that was taken back is not given again."""
    first, second, third = "De Brug", "Het Huis", "De Werf"
    kept, gone = (record_involvement(action(), words, **WHO) for words in (first, second))
    moment, held = datetime.now(UTC), log_agrees()
    take_back_involvement(Involvement.objects.get(pk=gone.pk), **WHO)
    later = record_involvement(action(), third, **WHO)
    assert later.pk not in (kept.pk, gone.pk)
    was = log.state_on("proef", f"action:{CODES[0]}", moment)
    changed = {key for key in was if was[key] != held[CODES[0]][key]}
    assert (was.keys(), changed) == (held[CODES[0]].keys(), {f"involvement:{gone.pk}"})
    assert was[f"involvement:{gone.pk}"] == TAKEN_BACK
    now = log_agrees()[CODES[0]]
    assert [now[f"involvement:{each.pk}"]["text"] for each in (kept, later)] == [first, third]
    assert f"involvement:{gone.pk}" not in now
