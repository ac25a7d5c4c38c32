"""Remind people: one message each, once, also when the program runs twice or the server is away.

What a message would say is taken up in the log of messages before it is sent, in one transaction:
the database lets no two runs take up the same. When the mail server does not take the message, that
is undone, and the next run tells what is still asked by then.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from smtplib import SMTPException, SMTPRecipientsRefused

from django.core.mail import EmailMessage, get_connection
from django.core.mail.backends.base import BaseEmailBackend
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from grondrecht.followup.models import Digest, Notice, Person
from grondrecht.followup.reminding.asked import asked
from grondrecht.followup.reminding.message import Line, body, subject
from grondrecht.followup.reminding.stages import Rules, quiet, stage_of
from grondrecht.followup.reminding.whom import directory, whom_now

# How long a message may be on its way before the run that sent it is taken for ended.
ENDED_AFTER = timedelta(hours=1)
Due = dict[Person, list[Line]]
Progress = Callable[[float], None]


@dataclass
class Outcome:
    """What a run did: to whom a message went, who had to wait, and why no more were sent.

    ``refused`` are addresses that the mail server does not know; ``elsewhere`` were being told by
    another run; ``failed`` where the server did not take what there was to send.
    """

    sent: list[str] = field(default_factory=list)
    waiting: list[str] = field(default_factory=list)
    refused: list[str] = field(default_factory=list)
    elsewhere: list[str] = field(default_factory=list)
    why: str = ""
    failed: bool = False


def remind(by: Rules, moment: datetime | None = None, *, apply: bool = True) -> Outcome:
    """Send everybody what they have not been told yet; without ``apply`` only say who would be.

    In quiet hours everybody waits. A mail server that does not answer ends the run: ``why`` says
    it, and the rest waits for the next one.
    """
    now = timezone.localtime(moment)
    due = not_told(by, now)
    if not apply:
        return Outcome(waiting=[person.email for person in due])
    if quiet(now, by):
        told = _("These are quiet hours; people are reminded when they are over.")
        return Outcome(waiting=[person.email for person in due], why=told)
    _let_go(now)
    return _send_all(not_told(by, now), now)


def not_told(by: Rules, now: datetime) -> Due:
    """Per person the things they are to be reminded of and have not been told at this stage."""
    known = directory(now.date())
    lines: Due = defaultdict(list)
    for each in asked():
        stage = stage_of(each.since, each.due_on, now.date(), by)
        for level, person in whom_now(each, known, now.date(), by):
            lines[person].append(Line(each, stage, level))
    told = _told(lines)
    left = {
        person: [line for line in of_person if (person.pk, line.key) not in told]
        for person, of_person in lines.items()
    }
    return {person: of_person for person, of_person in left.items() if of_person}


def _told(lines: Mapping[Person, Sequence[Line]]) -> set[tuple[int, str]]:
    """Person and key of what was told before."""
    people = [person.pk for person in lines]
    return set(Notice.objects.filter(person__in=people).values_list("person_id", "key"))


def _let_go(now: datetime) -> None:
    """Undo what a run that was ended left on its way, so that it is told after all."""
    Digest.objects.filter(state="sending", made_at__lt=now - ENDED_AFTER).delete()


def _send_all(due: Due, now: datetime) -> Outcome:
    outcome = Outcome()
    people = sorted(due, key=lambda person: person.pk)
    try:
        with get_connection() as server:
            for person in people:
                told = _send(server, person, due[person], now)
                getattr(outcome, told).append(person.email)
    except (SMTPException, OSError) as error:
        reason = " ".join(str(error).split()) or type(error).__name__
        outcome.why = _("The mail server does not take messages (%(reason)s).") % {"reason": reason}
        outcome.failed = True
        outcome.waiting = [each.email for each in people if each.email not in outcome.sent]
    return outcome


def _send(server: BaseEmailBackend, person: Person, lines: list[Line], now: datetime) -> str:
    """Send a person their message; gives the list of the outcome that they belong in."""
    with override(person.language):
        title, text = subject(lines), body(person, lines, now.date())
    try:
        digest = _taken_up(person, lines, title, now)
    except IntegrityError:
        return "elsewhere"
    message = EmailMessage(title, text, to=[person.email], connection=server)
    message.extra_headers = {"Message-ID": digest.message_id, "Auto-Submitted": "auto-generated"}
    try:
        message.send()
    except (SMTPException, OSError) as error:
        digest.delete()
        if isinstance(error, SMTPRecipientsRefused):
            return "refused"
        raise
    Digest.objects.filter(pk=digest.pk).update(state="sent", sent_at=timezone.now())
    return "sent"


def _taken_up(person: Person, lines: list[Line], title: str, now: datetime) -> Digest:
    """The message in the log, with what it tells. Raises IntegrityError where one is there."""
    keys = "\n".join(sorted(line.key for line in lines))
    name = hashlib.sha256(f"{person.pk}\n{keys}".encode()).hexdigest()[:32]
    with transaction.atomic():
        digest = Digest.objects.create(
            person=person, subject=title, message_id=f"<{name}@grondrecht>", made_at=now
        )
        Notice.objects.bulk_create(
            Notice(
                digest=digest,
                person=person,
                key=line.key,
                title=line.asked.title,
                level=line.level,
            )
            for line in lines
        )
    return digest
