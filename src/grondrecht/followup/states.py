"""What the tables say of the things of the follow-up, in the keys that the log uses.

The law that tests hold: ``log.state_on(plan, subject)`` gives what ``told`` gives.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import Decimal
from types import MappingProxyType
from typing import Any

from django.db.models import Model, Q

from grondrecht.followup.belonging import belongs
from grondrecht.followup.covering import said_of
from grondrecht.followup.models import (
    AdjustedEdition,
    Adjustment,
    Argument,
    Attachment,
    Consultation,
    Domain,
    Finding,
    FrozenRound,
    Measure,
    Person,
    Point,
    PovertyTest,
    Proposal,
    Report,
    Round,
    YearReview,
)
from grondrecht.registry.log import Record, State
from grondrecht.registry.models import Plan


@dataclass(frozen=True)
class Told:
    """A thing as the log knows it: under which name, of which plan, and what the tables say."""

    subject: str
    plan: str
    label: str
    state: State


def told(thing: Model) -> Told:
    """A thing as the log knows it; values that are empty are left out. A query or two."""
    return TELLS[type(thing)](thing)


def note(record: Record, thing: Model, before: Mapping[str, Any] = MappingProxyType({})) -> None:
    """Record what a thing is now; ``before`` is what it was, nothing for one that is new."""
    now = told(thing)
    record.add(now.subject, before, now.state, plan=now.plan, label=now.label)


@contextmanager
def watched(record: Record, *things: Model) -> Iterator[None]:
    """Record what the block changes of these things."""
    before = [told(thing).state for thing in things]
    yield
    for thing, was in zip(things, before, strict=True):
        note(record, thing, was)


def filled(**values: Any) -> State:  # noqa: ANN401 (any value of JSON, and days)
    """A state of these values: days as text, without what is empty."""
    texts = {
        key: value.isoformat() if isinstance(value, date | datetime) else value
        for key, value in values.items()
    }
    return {key: value for key, value in texts.items() if value not in (None, "", [], {})}


def _finding(finding: Finding) -> Told:
    action = finding.action
    replies = finding.replies.order_by("id").values_list("pk", "text", "made_for", "made_on")
    state = filled(
        action=action.code,
        round=finding.round.slug if finding.round else "",
        by=finding.made_for,
        completion=finding.completion,
        text=finding.text,
        evidence=finding.evidence,
        state=finding.state,
        made_on=finding.made_on,
        shared_on=finding.shared_on,
        published_on=finding.published_on,
        withdrawn_on=finding.withdrawn_on,
        withdrawn_why=finding.withdrawn_why,
    )
    for pk, text, whom, day in replies:
        state[f"reply:{pk}"] = filled(text=text, by=whom, on=day)
    label = f"{action.code} {' '.join(action.title.split())}"
    return Told(f"finding:{finding.pk}", action.plan.slug, label, state)


def _domain(domain: Domain) -> Told:
    """Of appointed officials the log keeps for whom and when, never a name: it is never erased."""
    officials = domain.officials.values_list("pk", "party__slug", "first_day", "last_day")
    state = filled(
        name=domain.name,
        name_en=domain.name_en,
        offices=sorted(domain.offices.values_list("code", flat=True)),
        administrations=sorted(domain.administrations.values_list("slug", flat=True)),
    )
    for pk, party, first, last in officials:
        state[f"official:{pk}"] = filled(party=party, first_day=first, last_day=last)
    return Told(f"domain:{domain.slug}", domain.plan.slug, domain.name, state)


def _consultation(row: Consultation) -> Told:
    agenda = row.agenda.values_list(
        "text", "fixed", "action__code", "test__slug", "suggested_by", "on_agenda"
    )
    state = filled(
        kind=row.kind,
        domain=row.domain.slug if row.domain else "",
        day=row.day,
        from_hour=_hour(row.from_hour),
        to_hour=_hour(row.to_hour),
        place=row.place,
        announced=row.announced,
        state=row.state,
        agenda=[list(item) for item in agenda.order_by("position")],
        present=sorted(row.present.values_list("slug", flat=True)),
        others=row.others,
        minutes=row.minutes,
        cancelled_why=row.cancelled_why,
        published_on=row.published_on,
    )
    return Told(f"consultation:{row.pk}", row.plan.slug, str(row), state)


def _hour(hour: time | None) -> str:
    return f"{hour:%H:%M}" if hour else ""


def _point(point: Point) -> Told:
    state = filled(
        consultation=point.consultation_id,
        text=point.text,
        action=point.action.code if point.action else "",
        party=point.party.slug if point.party else "",
        office=point.office.code if point.office else "",
        person=point.person_id,
        due_on=point.due_on,
        state=point.state,
        done=point.done,
        done_on=point.done_on,
    )
    return Told(f"point:{point.pk}", point.consultation.plan.slug, point.text, state)


def _test(test: PovertyTest) -> Told:
    state = filled(
        title=test.title,
        year=test.year,
        office=test.office.code,
        party=test.party.slug if test.party else "",
        dossier=test.dossier,
        dossier_url=test.dossier_url,
        state=test.state,
        scan=test.scan,
        reason=test.reason,
        decided_on=test.decided_on,
        decided_by=test.decided_by,
        result=test.result,
        changed=test.changed,
        concluded_on=test.concluded_on,
        evaluation=test.evaluation,
        evaluated_on=test.evaluated_on,
        published=test.published,
        published_on=test.published_on,
        actions=sorted(test.actions.values_list("code", flat=True)),
        rights=[list(row) for row in test.rights.values_list("name", "automatic", "why_not")],
    )
    for each in test.knowledge.all():
        state[f"knowledge:{each.pk}"] = filled(
            kind=each.kind, who=each.who, what=each.what, on=each.brought_on
        )
    for effect in test.effects.all():
        state[f"effect:{effect.pk}"] = filled(
            name=effect.name,
            on=effect.on_day,
            said=effect.said.get("nl"),
            synthetic=effect.synthetic,
            made_with=effect.made_with,
        )
    return Told(f"test:{test.slug}", test.plan.slug, test.title, state)


def _review(review: YearReview) -> Told:
    state = filled(reviewed_on=review.reviewed_on, by=review.by, outcome=review.outcome)
    return Told(f"test_review:{review.year}", review.plan.slug, str(review.year), state)


def _attachment(attachment: Attachment) -> Told:
    plan = Plan.objects.get(pk=belongs(attachment).plan or 0)
    state = filled(
        of=f"{attachment.of_kind}:{attachment.of_id}",
        name=attachment.name,
        what=attachment.what,
        media_type=attachment.media_type,
        size=attachment.size,
        sha256=attachment.sha256,
        scanned=attachment.scanned,
        public=attachment.public,
    )
    return Told(f"attachment:{attachment.pk}", plan.slug, attachment.name, state)


def _measure(measure: Measure) -> Told:
    figures = measure.figures.select_related("round")
    arguments = Argument.objects.filter(Q(one=measure) | Q(other=measure))
    state = filled(
        kind=measure.kind,
        name=measure.name,
        name_en=measure.name_en,
        what=measure.what,
        instrument=measure.instrument.slug if measure.instrument else "",
        granted_by=measure.granted_by.slug if measure.granted_by else "",
        automatic=measure.automatic,
        obstacles=measure.obstacles,
        conditions=[[row["about"], row["words"]] for row in measure.conditions],
    )
    for each in figures:
        counted = {name: _decimal(getattr(each, name)) for name in each.COUNTED}
        known = counted | {"source": each.source, "round": each.round.slug if each.round else ""}
        state |= {f"figures:{key}:{each.period}": words for key, words in known.items() if words}
    for other in arguments.select_related("one", "other"):
        with_it = other.other if other.one_id == measure.pk else other.one
        state[f"argument:{with_it.slug}:{other.about}"] = other.text
    return Told(f"measure:{measure.slug}", measure.plan.slug, measure.name, state)


def _adjustment(row: Adjustment) -> Told:
    keys = ("kind", "new_code", "texts", "decision", "decided_on")
    state = filled(**{key: getattr(row, key) for key in keys})
    of = row.round
    return Told(f"adjustment:{of.slug}:{row.code}", of.plan.slug, row.code, state)


def _adjusted(row: AdjustedEdition) -> Told:
    of = row.round
    state = filled(edition=row.edition.slug)
    return Told(f"adjusted:{of.slug}", of.plan.slug, row.edition.name, state)


def _decimal(value: Decimal | int | None) -> str:
    """A number as text: the database adds zeros behind a decimal, the value is the same."""
    return "" if value is None else f"{Decimal(value).normalize():f}"


_OF_ROUND = (
    *("name", "name_en", "kind", "first_day", "last_day", "answer_by", "validate_by"),
    *("to_government", "to_parliament", "statuses", "state", "opened_on", "frozen_on", "sent_on"),
)
_OF_REPORT = (
    *("state", "answered_by", "answered_at", "validated_by", "validated_at"),
    *("sent_back_by", "sent_back_why"),
)


def _round(of: Round) -> Told:
    values = {key: getattr(of, key) for key in _OF_ROUND}
    frozen = FrozenRound.objects.filter(round=of.pk).values_list("sha256", flat=True).first()
    state = filled(edition=of.edition.slug, sha256=frozen, instruments=said_of(of), **values)
    return Told(f"round:{of.slug}", of.plan.slug, of.name, state)


def _report(report: Report) -> Told:
    return _told_report(report, report.round, report.proposals.order_by("id"))


def _told_report(report: Report, of: Round, proposals: Iterable[Proposal]) -> Told:
    state = filled(**{key: getattr(report, key) for key in _OF_REPORT})
    state |= {f"answer:{key}": value for key, value in filled(**report.answer).items()}
    for proposal in proposals:
        state[f"proposal:{proposal.pk}"] = filled(
            text=proposal.text,
            why=proposal.why,
            made_by=proposal.made_by,
            made_for=proposal.made_for,
            state=proposal.state,
            decided_by=proposal.decided_by,
            decided_why=proposal.decided_why,
        )
    label = f"{report.action.code} {' '.join(report.action.title.split())}"
    return Told(f"report:{of.slug}:{report.action.code}", of.plan.slug, label, state)


def states_of_reports(of: Round) -> dict[str, Told]:
    """Subject -> each report of a round as the log knows it. Two queries."""
    reports = of.reports.select_related("action").prefetch_related("proposals")
    found = [_told_report(report, of, report.proposals.all()) for report in reports]
    return {each.subject: each for each in found}


def note_reports(record: Record, of: Round, before: Mapping[str, Told]) -> None:
    """Record what became of the reports of a round; ``before`` is what they were."""
    after = states_of_reports(of)
    for subject in sorted({*before, *after}):
        known = after.get(subject) or before[subject]
        was = before[subject].state if subject in before else {}
        now = after[subject].state if subject in after else {}
        record.add(subject, was, now, plan=known.plan, label=known.label)


def _person(person: Person) -> Told:
    """Of a person the log keeps the name as a label, and never the address: it is never erased."""
    held = person.appointments.select_related("plan", "office", "party")
    state = filled(
        language=person.language,
        active=person.is_active,
        invited_on=person.invited_on,
        erased_on=person.erased_on,
    )
    for each in held:
        state[f"role:{each.pk}"] = filled(
            role=each.role,
            plan=each.plan.slug if each.plan else "",
            office=each.office.code if each.office else "",
            party=each.party.slug if each.party else "",
            first_day=each.first_day,
            last_day=each.last_day,
        )
    return Told(f"person:{person.pk}", "", person.name, state)


# The models of each matter add theirs here.
TELLS: Mapping[type, Callable[[Any], Told]] = MappingProxyType(
    {
        Person: _person,
        Round: _round,
        Report: _report,
        Finding: _finding,
        Attachment: _attachment,
        Measure: _measure,
        Adjustment: _adjustment,
        AdjustedEdition: _adjusted,
        Domain: _domain,
        Consultation: _consultation,
        Point: _point,
        PovertyTest: _test,
        YearReview: _review,
    }
)
