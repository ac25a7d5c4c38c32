"""Reminders: to the nearest who can act, in one message, once, through a real mail server."""

import socket
from datetime import date, timedelta
from email import message_from_bytes, policy

import pytest
from aiosmtpd.controller import Controller
from django.urls import resolve
from followup.cast import SINCE
from followup.reminding_rounds import MORNING, OPENED, RULES, answered, days_on, open_round

from grondrecht.followup.models import (
    Appointment,
    Consultation,
    Digest,
    Finding,
    Notice,
    Point,
    PovertyTest,
    Report,
)
from grondrecht.followup.reminding import sending
from grondrecht.followup.reminding.asked import asked
from grondrecht.registry.models import Party

pytestmark = pytest.mark.django_db


class Postbox:
    """What a mail server does with what it is given: keeps it, or refuses an address."""

    def __init__(self):
        self.messages, self.unknown = [], set()

    async def handle_RCPT(self, server, session, envelope, address, options):
        if address in self.unknown:
            return "550 unknown"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):
        parsed = message_from_bytes(envelope.content, policy=policy.default)
        self.messages.append((envelope.rcpt_tos[0], parsed))
        return "250 OK"

    def to(self, person):
        """The messages that a person got."""
        return [message for address, message in self.messages if address == person.email]


@pytest.fixture(autouse=True)
def nothing_else(cast, db):
    """What the example plan itself asks of people is not what these tests are about."""
    Point.objects.all().delete()
    PovertyTest.objects.all().delete()


def free_port():
    """A port that nobody listens on."""
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return found.getsockname()[1]


@pytest.fixture
def away(settings):
    """A mail server that does not answer: its port."""
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", free_port()
    settings.EMAIL_TIMEOUT = 2
    return settings.EMAIL_PORT


@pytest.fixture
def postbox(away):
    """A mail server that takes messages."""
    box = Postbox()
    server = Controller(box, hostname="127.0.0.1", port=away)
    server.start()
    yield box
    server.stop()


@pytest.fixture
def opened(cast):
    """A round that asks about Chris's action and about Dina's."""
    return open_round(cast.plan, [cast.own_action, cast.other_action])


def told(moment=MORNING):
    """Who is reminded at a moment, sorted."""
    return sorted(sending.remind(RULES, moment).sent)


def end_role(person):
    """The person's role ended before today."""
    Appointment.objects.filter(person=person).update(last_day=SINCE + timedelta(days=1))


def test_each_official_hears_once_of_their_own_actions(cast, opened, postbox):
    assert told() == sorted([cast.chris.email, cast.dina.email])
    (message,) = postbox.to(cast.chris)
    text = message.get_content()
    assert cast.own_action.code in text
    assert cast.other_action.code not in text
    assert "/nl/werk/" in text
    assert "1 februari 2027" in text


def test_running_twice_sends_nothing_more(cast, opened, postbox):
    told()
    assert told() == []
    assert told(days_on(1)) == []
    assert len(postbox.messages) == 2


def test_many_things_are_one_message(cast, postbox):
    own = cast.plan.actions.filter(
        mentions__role="responsible", mentions__party__appointments__person=cast.chris
    ).distinct()
    assert len(own) > 2
    open_round(cast.plan, own)
    told()
    (message,) = postbox.to(cast.chris)
    assert str(len(own)) in message["Subject"]
    text = message.get_content()
    party = Appointment.objects.get(person=cast.chris).party
    assert f"antwoord voor {len(own)} acties ({party.name})" in text
    assert text.count("http") == 2, "one address for all of them, and the workplace"
    assert f"/nl/werk/rondes/voorbeeld/2027?partij={party.slug}&stand=waiting#acties" in text


def test_what_comes_to_the_coordinator_is_told_by_round_and_administration(cast, postbox):
    open_round(cast.plan, cast.plan.actions.all())
    told()
    (message,) = postbox.to(cast.an)
    text = message.get_content()
    things = [line for line in text.splitlines() if line.startswith("- ")]
    bodies = [line.partition("(")[2] for line in things if " acties (" in line]
    assert len(bodies) == len({*bodies}) > 2
    told_of = Notice.objects.filter(person=cast.an)
    assert len(things) < told_of.count()
    assert text.count("http") - 1 == text.count("Niemand die dichterbij staat") == len(things)
    assert all(notice.title.split(" ")[0] in text for notice in told_of)


def test_what_was_sent_back_is_told_by_itself_and_answers_to_validate_lead_to_their_list(
    cast, postbox
):
    own = cast.plan.actions.filter(office__code="06").distinct()
    of = open_round(cast.plan, own)
    back = of.reports.get(action=cast.own_action)
    for report in of.reports.exclude(pk=back.pk):
        answered(report)
    back.state, back.sent_back_why = "sent_back", "Te vaag."
    back.save()
    told()
    text = postbox.to(cast.chris)[0].get_content()
    assert f"/werk/verslagen/voorbeeld/2027/{cast.own_action.code}" in text
    text = postbox.to(cast.bram)[0].get_content()
    assert f"valideer {of.reports.count() - 1} antwoorden" in text
    assert text.count("/nl/werk/rondes/voorbeeld/2027/valideren") == 1


def test_what_is_answered_is_asked_of_the_cabinet_and_no_longer_of_the_official(
    cast, opened, postbox
):
    answered(Report.objects.get(action=cast.own_action))
    assert told() == sorted([cast.bram.email, cast.dina.email])
    (message,) = postbox.to(cast.bram)
    assert cast.own_action.code in message.get_content()
    assert "1 maart 2027" in message.get_content()


def test_soon_and_late_are_told_again(cast, opened, postbox):
    told()
    due = (date(2027, 2, 1) - MORNING.date()).days
    counts = []
    for days in range(due - 16, due + 10):
        counts += [len(told(days_on(days)))] if days_on(days).isoweekday() < 6 else []
    assert sum(counts) == 2 * 4, "14 days before, 3 days before, late, a week later"
    subjects = [message["Subject"] for message in postbox.to(cast.chris)]
    assert "te laat" in subjects[-1]


def test_where_no_official_is_the_whole_is_asked_then_the_cabinet_then_the_coordinator(
    cast, opened, postbox
):
    Report.objects.exclude(action=cast.own_action).delete()
    own = Appointment.objects.get(person=cast.chris).party
    whole = Party.objects.create(slug="het-geheel", name="Het geheel", kind="administration")
    Party.objects.filter(pk=own.pk).update(part_of=whole)
    Appointment.objects.filter(person=cast.chris).update(party=whole)
    assert told() == [cast.chris.email]
    assert Notice.objects.get().level == "administration"
    end_role(cast.chris)
    assert told(days_on(1)) == [cast.bram.email]
    assert Notice.objects.latest("pk").level == "cabinet"
    end_role(cast.bram)
    assert told(days_on(2)) == [cast.an.email]
    assert Notice.objects.latest("pk").level == "coordinator"
    text = postbox.to(cast.an)[0].get_content()
    assert "Niemand die dichterbij staat" in text


def test_what_stays_late_is_told_to_the_next_level_too(cast, opened, postbox):
    Report.objects.exclude(action=cast.own_action).delete()
    late = (date(2027, 2, 1) - MORNING.date()).days + 15
    assert told(days_on(late)) == sorted([cast.bram.email, cast.chris.email])


def test_in_quiet_hours_nobody_is_told_and_all_are_told_after(cast, opened, postbox):
    evening = MORNING.replace(hour=20)
    outcome = sending.remind(RULES, evening)
    assert outcome.sent == []
    assert len(outcome.waiting) == 2
    assert "rust" in outcome.why
    assert len(told(days_on(1))) == 2


def test_without_apply_it_only_says_who_would_be_told(cast, opened, postbox):
    outcome = sending.remind(RULES, MORNING, apply=False)
    assert sorted(outcome.waiting) == sorted([cast.chris.email, cast.dina.email])
    assert not postbox.messages
    assert not Digest.objects.exists()


def test_a_mail_server_that_is_away_loses_nothing_and_each_is_told_once_when_it_is_back(
    cast, opened, away
):
    outcome = sending.remind(RULES, MORNING)
    assert outcome.sent == []
    assert len(outcome.waiting) == 2
    assert "mailserver" in outcome.why
    assert not Notice.objects.exists(), "nobody is taken for told"
    box = Postbox()
    server = Controller(box, hostname="127.0.0.1", port=away)
    server.start()
    try:
        assert len(told(days_on(1))) == 2
        assert told(days_on(2)) == []
    finally:
        server.stop()
    assert len(box.messages) == 2


def test_what_was_done_while_the_server_was_away_is_not_asked_any_more(cast, opened, away):
    sending.remind(RULES, MORNING)
    Report.objects.filter(action=cast.own_action).delete()
    due = sending.not_told(RULES, days_on(1))
    assert [person.email for person in due] == [cast.dina.email]


def test_an_address_that_the_server_refuses_does_not_stop_the_others(cast, opened, postbox):
    postbox.unknown.add(cast.chris.email)
    outcome = sending.remind(RULES, MORNING)
    assert (outcome.sent, outcome.refused) == ([cast.dina.email], [cast.chris.email])
    postbox.unknown.clear()
    assert told(days_on(1)) == [cast.chris.email]


def test_a_run_that_was_ended_on_the_way_is_taken_up_again_an_hour_later(cast, opened, postbox):
    told()
    Digest.objects.update(state="sending", sent_at=None)
    assert told(MORNING + timedelta(minutes=30)) == []
    assert len(told(MORNING + timedelta(minutes=61))) == 2
    first, again = postbox.to(cast.chris)
    assert first["Message-ID"] == again["Message-ID"], "so that a mail program shows it once"


def test_two_runs_at_once_tell_a_person_once(cast, opened, postbox):
    due = sending.not_told(RULES, MORNING)
    told()
    again = sending._send_all(due, MORNING)
    assert again.sent == []
    assert len(again.elsewhere) == 2
    assert len(postbox.messages) == 2


def test_who_left_or_whose_role_ended_is_told_nothing(cast, opened, postbox):
    end_role(cast.dina)
    cast.chris.is_active = False
    cast.chris.save()
    assert cast.chris.email not in told()
    assert not postbox.to(cast.dina)


def test_each_is_told_in_their_own_language(cast, opened, postbox):
    type(cast.chris).objects.filter(pk=cast.chris.pk).update(language="en")
    told()
    assert "/en/werk/" in postbox.to(cast.chris)[0].get_content()
    assert "1 February 2027" in postbox.to(cast.chris)[0].get_content()
    assert "/nl/werk/" in postbox.to(cast.dina)[0].get_content()


def test_a_hundred_things_cost_as_many_queries_as_one(
    cast, opened, postbox, django_assert_max_num_queries
):
    with django_assert_max_num_queries(11):
        sending.not_told(RULES, MORNING)
    present = {report.action_id for report in Report.objects.all()}
    for action in cast.plan.actions.exclude(pk__in=present):
        Report.objects.create(round=opened, action=action, state="asked")
    with django_assert_max_num_queries(11):
        sending.not_told(RULES, MORNING)


def test_a_prepared_round_asks_nothing(cast, opened, postbox):
    type(opened).objects.update(state="prepared", opened_on=None)
    assert told() == []


def test_a_finding_that_is_shared_waits_for_a_reply_of_who_answers(cast, postbox):
    finding = Finding.objects.create(
        action=cast.own_action,
        party=Party.objects.get(appointments__person=cast.els),
        made_by="Els Vereniging",
        completion="limited",
        text="Wij zien het nog niet.",
        state="shared",
        made_on=OPENED,
        shared_on=OPENED,
    )
    assert told() == [cast.chris.email]
    text = postbox.to(cast.chris)[0].get_content()
    assert f"/werk/bevindingen/{finding.pk}" in text
    finding.replies.create(text="Het komt eraan.", made_by="Chris")
    assert not sending.not_told(RULES, days_on(10))


def consultation(plan):
    """A horizontal consultation that was held."""
    return Consultation.objects.create(plan=plan, kind="horizontal", day=OPENED, state="held")


def test_a_point_is_told_to_the_body_the_office_or_the_person_whose_it_is(cast, postbox):
    held = consultation(cast.plan)
    due = date(2027, 1, 20)
    party = Appointment.objects.get(person=cast.dina).party
    for owner in (
        {"party": party},
        {"office": Appointment.objects.get(person=cast.bram).office},
        {"person": cast.els},
    ):
        Point.objects.create(consultation=held, text="Dit nakijken", due_on=due, **owner)
    assert told() == sorted([cast.dina.email, cast.bram.email, cast.els.email])
    Point.objects.update(state="done", done="Gedaan", done_on=due)
    assert not sending.not_told(RULES, days_on(6))


def test_a_minister_is_asked_to_decide_about_a_dossier(cast, postbox):
    office = Appointment.objects.get(person=cast.bram).office
    PovertyTest.objects.create(
        plan=cast.plan, slug="een-besluit", title="Een besluit", year=2027, office=office,
        state="scanned",
    )  # fmt: skip
    assert told() == [cast.bram.email]
    assert "Een besluit" in postbox.to(cast.bram)[0].get_content()


def test_every_address_in_a_message_is_a_page(cast, opened, postbox):
    Point.objects.create(consultation=consultation(cast.plan), text="Dit nakijken", person=cast.els)
    Finding.objects.create(
        action=cast.own_action, made_by="An", completion="limited", text="Nog niet.",
        state="shared", made_on=OPENED, shared_on=OPENED,
    )  # fmt: skip
    for each in asked():
        resolve(f"/nl/{each.path}")


def test_of_many_actions_together_the_first_codes_are_named_and_the_others_counted(cast, postbox):
    department = Appointment.objects.get(person=cast.chris).party
    actions = list(cast.plan.actions.order_by("code")[:20])
    mention = {"role": "responsible", "field": "x", "words": "x", "start": 0, "end": 1}
    mention["how"] = "person"
    for action in actions:
        action.mentions.all().delete()
        action.mentions.create(party=department, form=action.forms.first(), **mention)
    open_round(cast.plan, actions)
    told()
    text = postbox.to(cast.chris)[0].get_content()
    assert " en nog 8" in text
    assert [each.code in text for each in actions] == [True] * 12 + [False] * 8
