"""What is asked of people now: one list for all kinds of things, from a fixed number of queries."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from grondrecht.followup.actions.findings import days_to_reply
from grondrecht.followup.models import Finding, Point, PovertyTest, Report, Round
from grondrecht.followup.points import MINUTED
from grondrecht.registry.models import Action, Mention, Office, Party

# A point is told in so many letters; its page has all of it.
TITLE = 200


@dataclass(frozen=True)
class Asked:
    """Something that somebody is asked to do.

    ``key`` names it, ``kind`` is what is to be done (answer, validate ...), ``role`` who should;
    ``offices``, ``parties`` and a ``person`` answer for it, by primary keys; ``path`` is its page
    behind the language. What a round asks has its ``round``, and the ``bodies`` it is asked of.
    """

    key: str
    kind: str
    role: str
    title: str
    path: str
    since: date
    due_on: date | None
    plan: int
    offices: frozenset[int] = frozenset()
    parties: frozenset[int] = frozenset()
    person: int | None = None
    round: Round | None = None
    bodies: tuple[Party | Office, ...] = ()


def asked() -> list[Asked]:
    """Everything that is asked of anybody now."""
    return [each for source in SOURCES for each in source()]


def _reports() -> Iterator[Asked]:
    """Reports to answer, and answers to validate."""
    waiting = Report.objects.filter(
        state__in=("asked", "sent_back", "answered"), round__state__in=("open", "answered")
    ).select_related("round__plan", "action__office")
    reports = [report for report in waiting if _is_asked(report)]
    parties = responsible([report.action_id for report in reports])
    for report in reports:
        yield _of_report(report, parties[report.action_id])


def _is_asked(report: Report) -> bool:
    """An answer waits for its cabinet only once it can be validated."""
    return report.round.opened_on is not None


def _of_report(report: Report, parties: Sequence[Party]) -> Asked:
    validate = report.state == "answered"
    of, action = report.round, report.action
    offices = tuple(filter(None, [action.office]))
    since = report.answered_at.date() if validate and report.answered_at else of.opened_on
    return Asked(
        key=f"{'validate' if validate else 'answer'}:{report.pk}",
        kind="validate" if validate else "mend" if report.state == "sent_back" else "answer",
        role="cabinet" if validate else "official",
        title=_named(action),
        path=f"werk/verslagen/{of.plan.slug}/{of.slug}/{action.code}",
        since=since or of.first_day,
        due_on=of.validate_by if validate else of.answer_by,
        plan=of.plan_id,
        offices=_keys(offices),
        parties=_keys(parties),
        round=of,
        bodies=offices if validate else tuple(parties),
    )


def _findings() -> Iterator[Asked]:
    """Findings that wait for a reply of who answers for the action."""
    shared = Finding.objects.filter(state="shared", replies__isnull=True)
    found = list(shared.select_related("action__plan"))
    parties = responsible([finding.action_id for finding in found])
    for finding in found:
        since = finding.shared_on or finding.made_on
        yield Asked(
            key=f"reply:{finding.pk}",
            kind="reply",
            role="official",
            title=_named(finding.action),
            path=f"werk/bevindingen/{finding.pk}",
            since=since,
            due_on=since + timedelta(days=days_to_reply(finding.action.plan)),
            plan=finding.action.plan_id,
            offices=frozenset(filter(None, [finding.action.office_id])),
            parties=_keys(parties[finding.action_id]),
        )


def _points() -> Iterator[Asked]:
    """Points of consultations that are open."""
    waiting = Point.objects.filter(state="open", consultation__state__in=MINUTED)
    for point in waiting.select_related("consultation"):
        yield Asked(
            key=f"point:{point.pk}",
            kind="point",
            role="cabinet" if point.office_id else "official",
            title=" ".join(point.text.split())[:TITLE],
            path=f"werk/overleg/punten/{point.pk}",
            since=point.consultation.day,
            due_on=point.due_on,
            plan=point.consultation.plan_id,
            offices=frozenset(filter(None, [point.office_id])),
            parties=frozenset(filter(None, [point.party_id])),
            person=point.person_id,
        )


def _tests() -> Iterator[Asked]:
    """Dossiers about which a minister has to decide whether a poverty test is needed."""
    for test in PovertyTest.objects.filter(state="scanned"):
        yield Asked(
            key=f"decide:{test.pk}",
            kind="decide",
            role="cabinet",
            title=test.title,
            path=f"werk/armoedetoetsen/{test.pk}",
            since=date(test.year, 1, 1),
            due_on=None,
            plan=test.plan_id,
            offices=frozenset([test.office_id]),
        )


def _named(action: Action) -> str:
    return f"{action.code} {' '.join(action.title.split())}"


def _keys(bodies: Iterable[Party | Office]) -> frozenset[int]:
    return frozenset(body.pk for body in bodies)


def responsible(actions: Iterable[int]) -> dict[int, list[Party]]:
    """Action -> the administrations that its forms name as responsible, by name. One query."""
    found: dict[int, dict[int, Party]] = defaultdict(dict)
    named = Mention.objects.filter(
        action__in=list(actions), role="responsible", party__kind="administration"
    ).select_related("party")
    for mention in named.order_by("party__name", "party__pk"):
        if mention.party and mention.action_id:
            found[mention.action_id][mention.party.pk] = mention.party
    return defaultdict(list, {action: [*each.values()] for action, each in found.items()})


# Each matter adds its own.
SOURCES: tuple[Callable[[], Iterable[Asked]], ...] = (_reports, _findings, _points, _tests)
