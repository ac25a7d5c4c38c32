"""Findings: made, shared, replied to, published, withdrawn; never mixed with a report."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils import timezone
from django.utils.translation import gettext as _

from grondrecht.followup.access import NotNow, acting, acting_as, publicly
from grondrecht.followup.actors import Actor, Held
from grondrecht.followup.by_plan import by_plan
from grondrecht.followup.evidence import evidence_from
from grondrecht.followup.models import Finding, Reply, Round
from grondrecht.followup.states import note, watched
from grondrecht.registry.errors import RegisterError
from grondrecht.registry.models import Action, Office, Party, Plan
from grondrecht.registry.valid import saved


@dataclass(frozen=True)
class Found:
    """What somebody says in a finding: how far, in what words, with which evidence.

    ``round`` is the round that the finding is about, if it is about one.
    """

    completion: str
    text: str
    evidence: Iterable[Mapping[str, str]] = ()
    round: Round | None = None


def make_finding(who: Actor, action: Action, found: Found, *, why: str) -> Finding:
    """A new finding about an action, a draft that its maker alone sees.

    Raises RegisterError where it says nothing, its evidence is none, or the same draft is kept
    already: a form that is sent once more makes no second one.
    """
    with acting(who, "action.find", action, why=why) as record:
        held = acting_as(who, "action.find", action)
        party = Party.objects.get(pk=held.party) if held and held.party else None
        finding = Finding(
            action=action, party=party, made_for=party.name if party else "", made_by=who.name
        )
        if _is_kept(finding, found):
            raise RegisterError(_("You keep this finding as a draft already; change that one."))
        _fill(finding, found)
        note(record, finding)
    return finding


def _is_kept(finding: Finding, found: Found) -> bool:
    """Whether its maker keeps a draft that says the same of the same action."""
    return Finding.objects.filter(
        action=finding.action,
        party=finding.party,
        made_by=finding.made_by,
        state="draft",
        completion=found.completion,
        text=found.text.strip(),
        round=found.round,
    ).exists()


def edit_finding(
    who: Actor, finding: Finding, found: Found, *, why: str, seen: int | None = None
) -> None:
    """Change what a finding says while it is a draft. Raises Conflict, RegisterError."""
    with (
        acting(who, "finding.edit", finding, why=why, seen=seen) as record,
        watched(record, finding),
    ):
        _fill(finding, found)


def share_finding(who: Actor, finding: Finding, *, why: str, seen: int | None = None) -> None:
    """Show a finding to who answers for the action; their days to reply begin."""
    with (
        acting(who, "finding.share", finding, why=why, seen=seen) as record,
        watched(record, finding),
    ):
        finding.state, finding.shared_on = "shared", timezone.localdate()
        saved(finding)


def reply_to_finding(
    who: Actor, finding: Finding, text: str, *, why: str, seen: int | None = None
) -> Reply:
    """Put the reply of who answers for the action beside a finding, published or not.

    Raises RegisterError where it says nothing.
    """
    with (
        acting(who, "finding.reply", finding, why=why, seen=seen) as record,
        watched(record, finding),
    ):
        if finding.state == "published":
            publicly(record, who, finding)
        held = acting_as(who, "finding.reply", finding)
        reply = Reply(finding=finding, text=text.strip(), made_by=who.name, made_for=_name_of(held))
        saved(reply)
        saved(finding)
    return reply


def publish_finding(who: Actor, finding: Finding, *, why: str, seen: int | None = None) -> None:
    """Let everybody read a finding. Raises NotNow while who answers may still reply and has not."""
    with (
        acting(who, "finding.publish", finding, why=why, seen=seen) as record,
        watched(record, finding),
    ):
        publicly(record, who, finding, finding.made_for)
        free = free_on(finding)
        if free > timezone.localdate() and not finding.replies.exists():
            raise NotNow(
                _("Who answers for the action may reply until %(day)s; publish it after that.")
                % {"day": free - timedelta(days=1)}
            )
        finding.state, finding.published_on = "published", timezone.localdate()
        saved(finding)


def withdraw_finding(
    who: Actor, finding: Finding, reason: str, *, why: str, seen: int | None = None
) -> None:
    """Take a finding back. One that was published leaves its days and the reason for all to read.

    Raises RegisterError without a reason.
    """
    with (
        acting(who, "finding.withdraw", finding, why=why, seen=seen) as record,
        watched(record, finding),
    ):
        if finding.published_on:
            publicly(record, who, finding, finding.made_for)
        finding.state, finding.withdrawn_on = "withdrawn", timezone.localdate()
        finding.withdrawn_why = reason.strip()
        saved(finding)


def free_on(finding: Finding) -> date:
    """The first day on which a shared finding can be published without a reply."""
    days = days_to_reply(finding.action.plan)
    return (finding.shared_on or timezone.localdate()) + timedelta(days=days)


def days_to_reply(plan: Plan) -> int:
    """How many days who answers for an action has to reply to a finding."""
    return int(by_plan("findings", plan)["days_to_reply"])


def _fill(finding: Finding, found: Found) -> None:
    """Put what somebody says into a finding and save it."""
    if found.round and found.round.plan_id != finding.action.plan_id:
        raise RegisterError(_("That round is one of another plan."))
    finding.completion, finding.text = found.completion, found.text.strip()
    finding.evidence = evidence_from(found.evidence, finding.action.plan)
    finding.round = found.round
    saved(finding)


def _name_of(held: Held | None) -> str:
    """The name of the office or party that somebody speaks for, as it is now."""
    if held and held.party:
        return Party.objects.get(pk=held.party).name
    if held and held.office:
        office = Office.objects.get(pk=held.office)
        return office.name or office.code
    return ""
