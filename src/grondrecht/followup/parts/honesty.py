"""The part of a round's copy that says where a status cannot be taken at its word, and why."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import F, QuerySet
from django.utils import timezone

from grondrecht.followup.answers import Answer, Measured, from_json
from grondrecht.followup.courses import Course, Point
from grondrecht.followup.honesty import Case, Mark, limits_for, marks, news_on
from grondrecht.followup.models import Report, Round
from grondrecht.followup.parts.findings import beside
from grondrecht.followup.statuses import statuses_of
from grondrecht.registry.models import Commitment, Observation

Earlier = Mapping[int, list[tuple[date, Answer]]]
Findings = Mapping[int, list[tuple[str, str]]]


def by_action(of: Round, today: date | None = None) -> dict[str, list[dict[str, Any]]]:
    """Code -> what the rules say on a day (today without one) of the reports of a round.

    An action of which no rule says anything is left out. Five queries at most.
    """
    reports = list(of.reports.exclude(status="").select_related("action"))
    said = marks_of(of, reports, today or timezone.localdate())
    return {code: [asdict(mark) for mark in found] for code, found in said.items()}


def marks_of(of: Round, reports: Sequence[Report], today: date) -> dict[str, list[Mark]]:
    """Code -> what the rules say on a day of these reports of a round, where they say anything.

    Four queries at most; none where no report says a status.
    """
    told = [report for report in reports if report.status]
    said = ((code, marks(case)) for code, case in cases(of, told, today)) if told else ()
    return {code: found for code, found in said if found}


def cases(of: Round, reports: Sequence[Report], today: date) -> Iterable[tuple[str, Case]]:
    """(code, what the rules look at) of these reports of a round, each with a status."""
    actions = [report.action_id for report in reports]
    statuses, limits = statuses_of(of), limits_for(of.plan)
    earlier, found = _earlier(of, actions), findings_of(of)
    commits = _commits(of, actions)
    followed = courses_of(r.action_id for r in reports if r.status in limits.contradicted)
    for report in reports:
        answer, action = from_json(report.answer), report.action_id
        status = statuses.get(answer.status)
        if status:
            told = [*earlier.get(action, ()), (answered_on(report), answer)]
            yield (
                report.action.code,
                Case(
                    answer,
                    status,
                    today,
                    limits,
                    news_on(told),
                    action in commits,
                    found.get(action, ()),
                    with_values(followed.get(action, {}), answer),
                ),
            )


def answered_on(report: Report) -> date:
    """The day of an answer; of one that was taken in without, the last day of its round."""
    return timezone.localdate(report.answered_at) if report.answered_at else report.round.last_day


def findings_of(of: Round) -> Findings:
    """Action -> (who, completion) of what is published beside a round, the newest of each."""
    newest: dict[int, dict[str, str]] = defaultdict(dict)
    for finding in beside(of).order_by("made_on", "pk"):
        newest[finding.action_id][finding.made_for] = finding.completion
    return {action: sorted(by_whom.items()) for action, by_whom in newest.items()}


def _earlier(of: Round, actions: list[int]) -> Earlier:
    """Action -> what was answered in rounds that were sent before, the oldest first."""
    rows = Report.objects.filter(
        action__in=actions, round__state="sent", round__last_day__lt=of.last_day
    ).select_related("round")
    told: dict[int, list[tuple[date, Answer]]] = defaultdict(list)
    for row in rows.order_by("round__last_day", "pk"):
        told[row.action_id].append((answered_on(row), from_json(row.answer)))
    return told


def _commits(of: Round, actions: list[int]) -> set[int]:
    """Those of the actions whose form in the edition of the round promises an amount of money."""
    rows = Commitment.objects.filter(
        form__edition=of.edition_id, form__action__in=actions, kind="amount"
    )
    return set(rows.values_list("form__action_id", flat=True))


def courses_of(actions: Iterable[int]) -> dict[int, dict[str, Course]]:
    """Action -> the indicators that follow it, by slug, with their values for everybody. One query,
    none without actions.
    """
    rows = for_everybody().filter(indicator__actions__in=list(actions))
    by_action: dict[int, list[Observation]] = defaultdict(list)
    for row in rows.annotate(followed=F("indicator__actions")):
        by_action[row.followed].append(row)
    return {action: courses(seen) for action, seen in by_action.items()}


def for_everybody() -> QuerySet[Observation]:
    """The values for everybody that are known, the oldest first, each with its indicator."""
    rows = Observation.objects.filter(group="", value__isnull=False)
    return rows.select_related("indicator").order_by("last_day")


def courses(rows: Iterable[Observation]) -> dict[str, Course]:
    """Indicators with these values of theirs, by slug."""
    found: dict[str, Course] = {}
    for row in rows:
        found.setdefault(row.indicator.slug, _course(row)).points.append(_point(row))
    return found


def _course(row: Observation) -> Course:
    return Course(row.indicator.name, row.indicator.name_en, row.indicator.better, [])


def _point(row: Observation) -> Point:
    return Point(row.kind, row.last_day, row.number, row.margin or Decimal(0), row.period)


def with_values(known: Mapping[str, Course], answer: Answer) -> list[Course]:
    """Indicators with the values that an answer adds to what was observed."""
    return [
        Course(course.name, course.name_en, course.better, [*course.points, *_added(slug, answer)])
        for slug, course in known.items()
    ]


def _added(slug: str, answer: Answer) -> list[Point]:
    return [_measured(each) for each in answer.values if each.indicator == slug and each.last_day]


def _measured(each: Measured) -> Point:
    return Point("observed", each.last_day or date.max, each.value, period=each.period)
