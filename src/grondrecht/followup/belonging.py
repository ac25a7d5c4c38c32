"""What a thing belongs to: the plan, the offices and parties that answer for it, and its maker.

``access`` weighs it against the roles that somebody holds. One function for each kind of thing.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import Any

from grondrecht.followup.models import (
    Appointment,
    Attachment,
    Consultation,
    Finding,
    Measure,
    Person,
    Point,
    PovertyTest,
    Proposal,
    Report,
    Round,
)
from grondrecht.registry.models import Action, Involvement, Mention, Plan


@dataclass(frozen=True)
class Belongs:
    """To what a thing belongs, by primary keys.

    ``offices`` and ``parties`` answer for it; ``maker`` is the party that made it, or the word
    ``coordinator``; ``public`` when everyone may read it.
    """

    kind: str
    plan: int | None
    offices: frozenset[int] = frozenset()
    parties: frozenset[int] = frozenset()
    maker: int | str | None = None
    public: bool = False


def belongs(thing: object) -> Belongs:
    """To what a thing belongs. A query or two."""
    return BELONGS[type(thing)](thing)


def answering(actions: list[Action]) -> tuple[frozenset[int], frozenset[int]]:
    """The offices and the responsible parties of actions, by primary keys."""
    parties = Mention.objects.filter(
        action__in=actions, role="responsible", party__kind="administration"
    )
    offices = frozenset(action.office_id for action in actions if action.office_id)
    return offices, frozenset(pk for pk in parties.values_list("party_id", flat=True) if pk)


def _plan(plan: Plan) -> Belongs:
    return Belongs("plan", plan.pk)


def _person(person: Person) -> Belongs:
    return Belongs("person", None)


def _round(of: Round) -> Belongs:
    return Belongs("round", of.plan_id, public=of.state == "sent")


def _report(report: Report) -> Belongs:
    offices, parties = answering([report.action])
    public = report.round.state == "sent"
    return Belongs("report", report.round.plan_id, offices, parties, public=public)


def _proposal(proposal: Proposal) -> Belongs:
    offices, parties = answering([proposal.report.action])
    return Belongs("proposal", proposal.report.round.plan_id, offices, parties)


def _action(action: Action) -> Belongs:
    offices, parties = answering([action])
    return Belongs("action", action.plan_id, offices, parties, public=True)


def _involvement(row: Involvement) -> Belongs:
    """It is of the party that recorded it, not of who answers for the action."""
    parties = frozenset(filter(None, (row.recorded_for_id,)))
    return Belongs("involvement", row.action.plan_id, parties=parties, maker=row.recorded_for_id)


def _finding(finding: Finding) -> Belongs:
    offices, parties = answering([finding.action])
    return Belongs(
        "finding",
        finding.action.plan_id,
        offices,
        parties,
        maker=finding.party_id or "coordinator",
        public=finding.state == "published",
    )


def _attachment(attachment: Attachment) -> Belongs:
    if attachment.thing is None:
        return Belongs("attachment", None)
    of = belongs(attachment.thing)
    return replace(of, kind="attachment", public=of.public and attachment.public)


def _measure(measure: Measure) -> Belongs:
    parties = frozenset(filter(None, (measure.granted_by_id,)))
    return Belongs("measure", measure.plan_id, parties=parties, public=True)


def _consultation(row: Consultation) -> Belongs:
    """A vertical one is of the offices and administrations of its domain."""
    offices: frozenset[int] = frozenset()
    parties: frozenset[int] = frozenset()
    if row.domain:
        offices = frozenset(row.domain.offices.values_list("pk", flat=True))
        parties = frozenset(row.domain.administrations.values_list("pk", flat=True))
    public = row.state == "published"
    return Belongs("consultation", row.plan_id, offices, parties, public=public)


def _point(point: Point) -> Belongs:
    """A person's is that of the offices and parties for which they speak."""
    offices, parties = {point.office_id}, {point.party_id}
    if point.person_id:
        roles = Appointment.objects.filter(person=point.person_id)
        for office, party in roles.values_list("office_id", "party_id"):
            offices.add(office)
            parties.add(party)
    return Belongs(
        "point",
        point.consultation.plan_id,
        frozenset(pk for pk in offices if pk),
        frozenset(pk for pk in parties if pk),
        public=point.consultation.state == "published",
    )


def _test(test: PovertyTest) -> Belongs:
    parties = frozenset(filter(None, (test.party_id,)))
    offices = frozenset({test.office_id})
    return Belongs("test", test.plan_id, offices, parties, public=test.published)


# The models of each matter add theirs here.
BELONGS: Mapping[type, Callable[[Any], Belongs]] = MappingProxyType(
    {
        Plan: _plan,
        Person: _person,
        Round: _round,
        Report: _report,
        Proposal: _proposal,
        Action: _action,
        Involvement: _involvement,
        Finding: _finding,
        Attachment: _attachment,
        Measure: _measure,
        Consultation: _consultation,
        Point: _point,
        PovertyTest: _test,
    }
)
