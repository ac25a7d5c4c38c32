"""The log: written with the change or not at all, never changed, and any day called back."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from registry.small_plans import WHO, form, plan, take_in

from grondrecht.registry import log
from grondrecht.registry.actions.links import link_actions, record_involvement, unlink_actions
from grondrecht.registry.actions.texts import maintain_text, say_plainly
from grondrecht.registry.errors import RegisterError
from grondrecht.registry.models import Action, LogEntry, Plan
from grondrecht.registry.states import states, subject_of

pytestmark = pytest.mark.django_db


def now_and_told(slug="proef"):
    """What the tables say of each action, and what the log says."""
    held = states(Plan.objects.get(slug=slug))
    told = {code: log.state_on(slug, f"action:{code}") for code in held}
    return held, told


def action(code="01_02_01"):
    return Action.objects.select_related("plan").get(code=code)


def test_every_entry_says_who_when_and_why():
    begin = datetime.now(UTC)
    take_in(plan())
    entries = LogEntry.objects.all()
    assert {(entry.by, entry.why, entry.verb) for entry in entries} == {
        (WHO["by"], WHO["why"], "plan.import")
    }
    assert all(begin <= entry.at <= datetime.now(UTC) for entry in entries)
    assert len({entry.batch for entry in entries}) == 1


def _break_off_half_way():
    with log.written("proef", **WHO) as record:
        Action.objects.filter(code="01_02_01").update(plain="Half werk")
        record.add("action:01_02_01", {}, {"plain": "Half werk"}, plan="proef")
        raise RuntimeError


def test_a_change_and_its_entry_fail_together():
    take_in(plan())
    entries = LogEntry.objects.count()
    with pytest.raises(RuntimeError):
        _break_off_half_way()
    assert Action.objects.get(code="01_02_01").plain == ""
    assert LogEntry.objects.count() == entries


def said_at_once(*texts):
    """An action said in each of these words, in one go; an empty why is refused."""
    with log.at_once(), log.at_once():
        for text in texts:
            say_plainly(action(), text, "", by="An", why=text)


def test_verbs_done_at_once_are_one_batch_and_stand_or_fall_together():
    take_in(plan())
    before = LogEntry.objects.count()
    with pytest.raises(RegisterError):
        said_at_once("Weg", "")
    assert LogEntry.objects.count() == before
    assert action().plain == ""
    said_at_once("Eén", "Twee")
    said_at_once("Drie")
    one, two, three = LogEntry.objects.order_by("id")[before:]
    assert one.batch == two.batch
    assert three.batch not in (one.batch, LogEntry.objects.earliest("id").batch)


def test_what_did_not_change_is_not_written_down():
    take_in(plan())
    entries = LogEntry.objects.count()
    maintain_text(action(), "title", action().title, **WHO)
    assert LogEntry.objects.count() == entries


def test_only_what_differs_is_written_down():
    take_in(plan())
    maintain_text(action(), "summary", "Nieuwe woorden.", **WHO)
    entry = LogEntry.objects.last()
    assert entry.before == {"maintained:summary": None}
    assert entry.after == {"maintained:summary": "Nieuwe woorden."}
    assert entry.subject == subject_of(action())
    assert entry.label == action().title


def test_names_stay_when_what_they_named_is_gone():
    take_in(plan())
    Plan.objects.all().delete()
    assert LogEntry.objects.filter(plan="proef", label="Goedkoper zwemmen").exists()


def test_the_state_on_a_day():
    take_in(plan())
    between = datetime.now(UTC)
    maintain_text(action(), "title", "Een nieuwe titel", **WHO)
    later = log.state_on("proef", "action:01_02_01")
    earlier = log.state_on("proef", "action:01_02_01", between)
    assert later["title"] == "Een nieuwe titel"
    assert earlier["title"] == "Meer kinderen in de crèche"
    assert log.state_on("proef", "action:01_02_01", between - timedelta(days=1)) == {}
    assert log.state_on("proef", "action:99_99_99") == {}


def test_tables_and_log_tell_the_same_after_every_verb():
    take_in(plan())
    maintain_text(action(), "budget", "2018: 5 euro", **WHO)
    say_plainly(action(), "Er komen plaatsen bij.", "More places.", **WHO)
    link = link_actions(
        action("01_02_02"), action(), "merged", decision="Beslissing van 3 mei", **WHO
    )
    record_involvement(action(), "De Brug", phase="evaluation", said="Te ver", **WHO)
    held, told = now_and_told()
    assert held == told
    assert held["01_02_02"]["link:merged:01_02_01"]["decision"] == "Beslissing van 3 mei"
    unlink_actions(link, **WHO)
    take_in(plan(form(summary="Anders")), edition="2")
    held, told = now_and_told()
    assert held == told
    assert "link:merged:01_02_01" not in held["01_02_02"]
    assert held["01_02_02"]["lapsed"] is True


words = st.sampled_from(("", "Iets", "Iets anders", "Meer kinderen in de crèche", "Nul"))
fields = st.sampled_from(("title", "summary", "budget", "responsible.cabinet"))
steps = st.lists(
    st.one_of(
        st.tuples(st.just("maintain"), fields, words),
        st.tuples(st.just("plain"), words, words),
        st.tuples(st.just("import"), st.sampled_from("12"), words),
    ),
    max_size=6,
)


@settings(
    max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(steps)
def test_any_run_of_verbs_can_be_called_back(run):
    Plan.objects.all().delete()
    slug = f"proef-{LogEntry.objects.count()}"
    take_in(plan(), slug=slug)
    moments = [(datetime.now(UTC), now_and_told(slug)[0])]
    for verb, one, other in run:
        held = Action.objects.select_related("plan").get(plan__slug=slug, code="01_02_01")
        if verb == "maintain":
            maintain_text(held, one, other, **WHO)
        elif verb == "plain":
            say_plainly(held, one, other, **WHO)
        else:
            take_in(plan(form(summary=other)), edition=one, slug=slug)
        moments.append((datetime.now(UTC), now_and_told(slug)[0]))
    for moment, expected in moments:
        told = {code: log.state_on(slug, f"action:{code}", moment) for code in expected}
        assert told == expected
