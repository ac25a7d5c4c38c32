"""Findings: who makes, shares, answers, publishes and withdraws one, and what of it is public."""

from dataclasses import replace
from datetime import timedelta
from itertools import count

import pytest
from django.utils import timezone
from followup.cast import actor_for
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from grondrecht.followup.access import Conflict, NotAllowed, NotNow, may
from grondrecht.followup.actions.findings import (
    Found,
    days_to_reply,
    edit_finding,
    free_on,
    make_finding,
    publish_finding,
    reply_to_finding,
    share_finding,
    withdraw_finding,
)
from grondrecht.followup.actors import VISITOR, operator
from grondrecht.followup.by_plan import own_file
from grondrecht.followup.evidence import LONGEST_TEXT, MOST
from grondrecht.followup.models import Finding
from grondrecht.followup.states import told
from grondrecht.registry.errors import RegisterError
from grondrecht.registry.log import state_on
from grondrecht.registry.models import LogEntry

pytestmark = pytest.mark.django_db
WHY = "om te proberen"
LINK = {"kind": "link", "text": "Verslag van ons overleg", "address": "https://voorbeeld.be/nota"}
FOUND = Found("limited", "Aan het loket weet nog niemand ervan.", [LINK])


def made(person, action, found=FOUND):
    return make_finding(actor_for(person), action, found, why=WHY)


def shared(person, action, found=FOUND):
    finding = made(person, action, found)
    share_finding(actor_for(person), finding, why=WHY)
    return finding


def long_ago(finding):
    """As if it had been shared so long ago that nobody has to be waited for."""
    finding.shared_on = timezone.localdate() - timedelta(days=days_to_reply(finding.action.plan))
    finding.save()
    return finding


def published(person, action, found=FOUND):
    finding = long_ago(shared(person, action, found))
    publish_finding(actor_for(person), finding, why=WHY)
    return finding


def agrees(finding):
    """Whether the log tells what the tables say of a finding."""
    now = told(finding)
    return state_on(now.plan, now.subject) == now.state


# The life of a finding


def test_a_finding_is_its_maker_s_until_it_is_shared(cast, db):
    finding = made(cast.els, cast.own_action)
    assert (finding.state, finding.made_for) == ("draft", "Platform Armen aan het Woord")
    seen_by = [
        name
        for name, person in cast.everyone.items()
        if may(actor_for(person), "finding.read_draft", finding)
        or may(actor_for(person), "finding.read", finding)
    ]
    assert seen_by == ["association"]
    assert not may(VISITOR, "finding.read", finding)


def test_the_same_draft_is_not_made_twice(cast, db):
    first = made(cast.els, cast.own_action)
    with pytest.raises(RegisterError, match="al als ontwerp"):
        made(cast.els, cast.own_action)
    assert list(Finding.objects.filter(made_by=first.made_by)) == [first]
    # Another text, or the same after the draft was shared, is a finding of its own.
    made(cast.els, cast.own_action, Found("limited", "Iets anders.", [LINK]))
    share_finding(actor_for(cast.els), first, why=WHY)
    made(cast.els, cast.own_action)
    assert Finding.objects.filter(made_by=first.made_by).count() == 3


def test_a_shared_finding_is_read_by_who_answers_and_by_nobody_outside(cast, db):
    finding = shared(cast.els, cast.own_action)
    seen_by = [
        name
        for name, person in cast.everyone.items()
        if may(actor_for(person), "finding.read", finding)
    ]
    assert seen_by == ["coordinator", "cabinet", "official", "association", "reader"]


def test_a_published_finding_is_read_by_everybody(cast, db):
    finding = published(cast.fons, cast.own_action)
    assert finding.published_on == timezone.localdate()
    assert may(VISITOR, "finding.read", finding)


def test_it_is_not_published_while_who_answers_may_still_reply(cast, db):
    finding = shared(cast.els, cast.own_action)
    with pytest.raises(NotNow, match=r"\d{4}"):
        publish_finding(actor_for(cast.els), finding, why=WHY)
    finding.refresh_from_db()
    assert (finding.state, finding.version) == ("shared", 2)
    assert free_on(finding) == timezone.localdate() + timedelta(days=21)


def test_a_reply_ends_the_waiting(cast, db):
    finding = shared(cast.els, cast.own_action)
    reply = reply_to_finding(actor_for(cast.chris), finding, " De folder komt in mei. ", why=WHY)
    assert (reply.text, reply.made_for) == (
        "De folder komt in mei.",
        "Departement Welzijn en Samenleving",
    )
    publish_finding(actor_for(cast.els), finding, why=WHY)
    assert finding.state == "published"
    assert agrees(finding)


def test_the_minister_s_cabinet_can_reply_and_after_publication_too(cast, db):
    finding = published(cast.els, cast.own_action)
    reply = reply_to_finding(actor_for(cast.bram), finding, "Dat klopt niet meer.", why=WHY)
    assert reply.made_for
    assert list(finding.replies.all()) == [reply]
    entry = LogEntry.objects.get(verb="finding.reply")
    assert entry.subject == f"finding:{finding.pk}"


def test_the_days_to_reply_are_the_plan_s_own_where_it_says_so(cast, db, settings, tmp_path):
    settings.DATA = tmp_path
    own = own_file("findings", cast.plan)
    own.parent.mkdir(parents=True)
    own.write_text("days_to_reply = 3\n", "utf-8")
    assert free_on(shared(cast.els, cast.own_action)) == timezone.localdate() + timedelta(days=3)


def test_a_withdrawn_finding_that_was_public_leaves_its_days_and_the_reason(cast, db):
    finding = published(cast.els, cast.own_action)
    withdraw_finding(actor_for(cast.els), finding, "Het loket weet het nu wel.", why=WHY)
    assert finding.published_on == finding.withdrawn_on == timezone.localdate()
    assert not may(VISITOR, "finding.read", finding)
    told_publicly = LogEntry.objects.filter(subject=f"finding:{finding.pk}").order_by("id")
    assert [entry.verb for entry in told_publicly] == ["finding.publish", "finding.withdraw"]


def test_the_public_log_names_the_association_and_never_a_person_of_it(cast, db):
    finding = published(cast.els, cast.own_action)
    withdraw_finding(actor_for(cast.els), finding, "Anders.", why=WHY)
    told_publicly = LogEntry.objects.filter(verb__startswith="finding.")
    assert {entry.by for entry in told_publicly} == {"Platform Armen aan het Woord"}
    assert "Els" not in str(list(told_publicly.values()))
    kept_apart = LogEntry.whole.filter(subject=f"finding_by:{finding.pk}")
    assert [entry.after for entry in kept_apart] == [{"by": "Els Vereniging"}] * 2
    assert not any(entry.public for entry in kept_apart)


def test_of_a_finding_that_was_never_public_the_public_log_says_nothing(cast, db):
    finding = shared(cast.els, cast.own_action)
    edited = made(cast.els, cast.own_action)
    edit_finding(actor_for(cast.els), edited, Found("complete", "Toch klaar."), why=WHY)
    withdraw_finding(actor_for(cast.els), finding, "Vergissing.", why=WHY)
    assert not LogEntry.objects.filter(subject__startswith="finding:").exists()
    assert LogEntry.whole.filter(subject=f"finding:{finding.pk}").count() == 3


def test_withdrawing_asks_a_reason(cast, db):
    finding = published(cast.els, cast.own_action)
    with pytest.raises(RegisterError):
        withdraw_finding(actor_for(cast.els), finding, "  ", why=WHY)
    finding.refresh_from_db()
    assert finding.state == "published"


def test_what_is_public_is_not_changed_any_more(cast, db):
    finding = published(cast.els, cast.own_action)
    with pytest.raises(NotNow):
        edit_finding(actor_for(cast.els), finding, FOUND, why=WHY)


def test_of_two_who_edit_the_second_is_told(cast, db):
    finding = made(cast.els, cast.own_action)
    seen = finding.version
    edit_finding(actor_for(cast.els), finding, FOUND, why=WHY, seen=seen)
    with pytest.raises(Conflict):
        edit_finding(actor_for(cast.els), finding, FOUND, why=WHY, seen=seen)


# Who may


@pytest.mark.parametrize("name", ["bram", "chris", "dina", "gert", "hanne"])
def test_who_answers_or_reads_makes_no_finding(cast, db, name):
    with pytest.raises(NotAllowed):
        made(getattr(cast, name), cast.own_action)


def test_the_coordinator_s_team_has_findings_of_its_own(cast, db):
    finding = published(cast.an, cast.own_action)
    assert (finding.party, finding.made_for) == (None, "")
    with pytest.raises(NotAllowed):
        withdraw_finding(actor_for(cast.els), finding, "Niet de mijne.", why=WHY)


def test_a_finding_of_another_is_not_the_coordinator_s_to_publish(cast, db):
    finding = long_ago(shared(cast.els, cast.own_action))
    with pytest.raises(NotAllowed):
        publish_finding(actor_for(cast.an), finding, why=WHY)


def test_an_official_of_another_administration_does_not_reply(cast, db):
    finding = shared(cast.els, cast.own_action)
    with pytest.raises(NotAllowed):
        reply_to_finding(actor_for(cast.dina), finding, "Wij weten van niets.", why=WHY)


def test_an_operator_makes_one_for_the_coordinator_s_team(cast, db):
    finding = make_finding(operator("beheer"), cast.own_action, FOUND, why=WHY)
    assert (finding.made_by, finding.party) == ("beheer", None)


# What it says


@pytest.mark.parametrize(
    ("found", "told_of"),
    [
        (Found("limited", " "), "text"),
        (Found("half", "Iets."), "completion"),
        (Found("limited", "Iets.", [{"kind": "wens", "address": "x"}]), "1"),
        (Found("limited", "Iets.", [LINK, {"kind": "link", "address": ""}]), "2"),
        (Found("limited", "Iets.", [LINK | {"address": "javascript:alert(1)"}]), "https://"),
        (Found("limited", "Iets.", [LINK | {"text": "x" * (LONGEST_TEXT + 1)}]), "1"),
        (Found("limited", "Iets.", [{"kind": "indicator", "address": "nergens"}]), "nergens"),
        (Found("limited", "Iets.", [LINK] * (MOST + 1)), str(MOST)),
    ],
)
def test_a_finding_that_says_nothing_that_can_be_followed_is_refused(cast, db, found, told_of):
    with pytest.raises(RegisterError, match=told_of):
        made(cast.els, cast.own_action, found)
    assert not Finding.objects.exists()


def test_an_indicator_of_the_plan_is_evidence(cast, db):
    slug = cast.plan.indicators.order_by("slug").first().slug
    row = {"kind": "indicator", "text": "De teller staat stil", "address": slug}
    assert made(cast.els, cast.own_action, Found("limited", "Zie.", [row])).evidence == [row]


# The log


FOUNDS = [Found(step, "ab", [LINK]) for step, _name in Finding.COMPLETION]
COUNTED = count()
DOINGS = {
    "edit": lambda els, chris, finding, n: edit_finding(els, finding, FOUNDS[n], why=WHY),
    "share": lambda els, chris, finding, n: share_finding(els, finding, why=WHY),
    "reply": lambda els, chris, finding, n: reply_to_finding(chris, finding, "ab"[n:], why=WHY),
    "publish": lambda els, chris, finding, n: publish_finding(els, finding, why=WHY),
    "withdraw": lambda els, chris, finding, n: withdraw_finding(els, finding, "ab"[n:], why=WHY),
}
STEPS = st.lists(st.tuples(st.sampled_from(sorted(DOINGS)), st.integers(0, 4)), max_size=12)


@settings(
    max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(STEPS)
def test_whatever_is_done_the_log_tells_what_the_tables_hold(cast, db, steps):
    # What another run left is kept as a draft: each finds something else.
    finding = made(cast.els, cast.own_action, replace(FOUND, text=f"Nummer {next(COUNTED)}."))
    els, chris = actor_for(cast.els), actor_for(cast.chris)
    for step, number in steps:
        try:
            DOINGS[step](els, chris, finding, number)
        except RegisterError:
            finding = Finding.objects.get(pk=finding.pk)
        assert agrees(finding)
