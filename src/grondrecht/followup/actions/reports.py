"""What is said of an action in a round: answered, proposed, validated, sent back."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from grondrecht.followup.access import NotNow, acting, demand, may
from grondrecht.followup.actors import Actor
from grondrecht.followup.answers import Answer, to_json
from grondrecht.followup.models import Draft, Proposal, Report
from grondrecht.followup.naming import signed
from grondrecht.followup.problems import errors, problems
from grondrecht.followup.starting import form_of, starting
from grondrecht.followup.states import watched
from grondrecht.followup.statuses import statuses_of
from grondrecht.registry.errors import RegisterError
from grondrecht.registry.log import Record
from grondrecht.registry.valid import saved

# The states of a round in which its reports change.
ASKING = ("open", "answered")
LONGEST_DRAFT = 400_000


def answer(who: Actor, report: Report, said: Answer, *, why: str, seen: int | None = None) -> None:
    """Hand in what is said of an action, the whole of it; a draft of one's own is gone then.

    Raises Conflict where somebody else answered since ``seen``, NotNow, and RegisterError with the
    first thing that is wrong (problems.problems has all).
    """
    with _changing(who, "report.answer", report, why, seen):
        form = form_of(report)
        found = errors(problems(said, statuses_of(report.round), form, report.round.last_day))
        if found:
            raise RegisterError(f"{report.action.code}: {found[0].message}")
        put(report, said, signed(who, "report.answer", report))
        Draft.objects.filter(report=report, person=who.person).delete()


def confirm(who: Actor, report: Report, *, why: str, seen: int | None = None) -> None:
    """Say that what is known is still right: it becomes the answer of this round.

    Raises RegisterError where nothing that could be handed in is known.
    """
    answer(who, report, starting(report), why=why, seen=seen)


def put(report: Report, said: Answer, by: str) -> None:
    """Set and save what is said; who validated the answer before it has not validated this one."""
    report.answer = to_json(said)
    report.kind, report.status, report.next_on = said.kind, said.status, said.next_on
    report.state, report.answered_by, report.answered_at = "answered", by, timezone.now()
    report.validated_by, report.validated_at = "", None
    report.sent_back_by = report.sent_back_why = ""
    saved(report)


def save_draft(who: Actor, report: Report, typed: Mapping[str, Any], *, seen: int) -> Draft:
    """Keep what somebody is writing and has not handed in; not in the log, nobody else sees it.

    ``typed`` is kept as it is. Raises NotAllowed, NotNow, RegisterError.
    """
    with transaction.atomic():
        proposing = not may(who, "report.answer", report)
        demand(who, "report.propose" if proposing else "report.answer", report)
        if who.person is None:
            raise RegisterError(_("Only somebody who signed in has drafts."))
        text = json.dumps(typed)
        if len(text) > LONGEST_DRAFT or "\\u0000" in text:
            raise RegisterError(_("This draft is too long to keep; shorten it."))
        draft, _new = Draft.objects.update_or_create(
            report=report, person=who.person, defaults={"answer": dict(typed), "seen": seen}
        )
    return draft


def drop_draft(who: Actor, report: Report) -> None:
    """Throw away one's own draft of a report, if there is one."""
    Draft.objects.filter(report=report, person=who.person).delete()


def propose(who: Actor, report: Report, text: str, reason: str, *, why: str) -> Proposal:
    """Propose a change to who answers, with the reason. Raises RegisterError where one lacks."""
    proposal = Proposal(report=report, text=text.strip(), why=reason.strip(), made_by=who.name)
    with _changing(who, "report.propose", report, why, None):
        name = signed(who, "report.propose", report)
        proposal.made_for = name.removeprefix(f"{who.name}, ") if name != who.name else ""
        saved(proposal)
    # What is said has not changed: whoever is writing it meets no conflict.
    report.refresh_from_db(fields=["version"])
    return proposal


def decide_proposal(who: Actor, proposal: Proposal, *, take: bool, why: str) -> None:
    """Say whether a proposal is taken over; what is said of the action is changed by answering."""
    with (
        acting(who, "proposal.decide", proposal, why=why) as record,
        watched(record, proposal.report),
    ):
        proposal.state = "taken" if take else "refused"
        proposal.decided_by = signed(who, "proposal.decide", proposal)
        proposal.decided_why = why
        saved(proposal)


def validate(who: Actor, report: Report, *, why: str, seen: int | None = None) -> None:
    """Say for the cabinet that an answer stands. Raises Conflict where it changed since."""
    with _changing(who, "report.validate", report, why, seen):
        report.state, report.validated_at = "validated", timezone.now()
        report.validated_by = signed(who, "report.validate", report)
        saved(report)


def send_back(
    who: Actor, report: Report, reason: str, *, why: str = "", seen: int | None = None
) -> None:
    """Send an answer back to the administration, with the reason that it reads."""
    with _changing(who, "report.send_back", report, why or reason, seen):
        report.state, report.sent_back_why = "sent_back", reason.strip()
        report.sent_back_by = signed(who, "report.send_back", report)
        report.validated_by, report.validated_at = "", None
        saved(report)


@contextmanager
def _changing(
    who: Actor, verb: str, report: Report, why: str, seen: int | None
) -> Iterator[Record]:
    """The transaction of a verb on a report, while its round still takes changes."""
    with acting(who, verb, report, why=why, seen=seen) as record, watched(record, report):
        while_asking(report)
        yield record


def while_asking(report: Report) -> None:
    """Raise NotNow where the round takes no changes to its reports any more, or not yet."""
    of = report.round
    if of.state not in ASKING:
        raise NotNow(
            _("The round “%(round)s” is %(state)s; its reports do not change now.")
            % {"round": of.name, "state": of.get_state_display()}
        )
