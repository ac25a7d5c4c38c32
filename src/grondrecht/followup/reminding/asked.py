"""What is asked of people now: one list for all kinds of things, from a fixed number of queries."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from grondrecht.followup.models import Report
from grondrecht.registry.models import Mention


@dataclass(frozen=True)
class Asked:
    """Something that somebody is asked to do.

    ``key`` names it, ``kind`` is what is to be done (answer, validate ...), ``role`` who should;
    ``offices`` and ``parties`` answer for it, by primary keys; ``path`` is its page behind the
    language.
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


def asked() -> list[Asked]:
    """Everything that is asked of anybody now."""
    return [each for source in SOURCES for each in source()]


def _reports() -> Iterator[Asked]:
    """Reports to answer, and answers to validate."""
    waiting = Report.objects.filter(
        state__in=("asked", "sent_back", "answered"), round__state__in=("open", "answered")
    ).select_related("round__plan", "action")
    reports = [report for report in waiting if _is_asked(report)]
    parties = responsible([report.action_id for report in reports])
    for report in reports:
        yield _of_report(report, parties[report.action_id])


def _is_asked(report: Report) -> bool:
    """An answer waits for its cabinet only once it can be validated."""
    return report.round.opened_on is not None


def _of_report(report: Report, parties: frozenset[int]) -> Asked:
    validate = report.state == "answered"
    of, action = report.round, report.action
    since = report.answered_at.date() if validate and report.answered_at else of.opened_on
    return Asked(
        key=f"{'validate' if validate else 'answer'}:{report.pk}",
        kind="validate" if validate else "mend" if report.state == "sent_back" else "answer",
        role="cabinet" if validate else "official",
        title=f"{action.code} {' '.join(action.title.split())}",
        path=f"werk/verslagen/{of.plan.slug}/{of.slug}/{action.code}",
        since=since or of.first_day,
        due_on=of.validate_by if validate else of.answer_by,
        plan=of.plan_id,
        offices=frozenset(filter(None, [action.office_id])),
        parties=parties,
    )


def responsible(actions: Iterable[int]) -> dict[int, frozenset[int]]:
    """Action -> the administrations that its forms name as responsible."""
    found: dict[int, set[int]] = defaultdict(set)
    named = Mention.objects.filter(
        action__in=list(actions), role="responsible", party__kind="administration"
    )
    for action, party in named.values_list("action_id", "party_id"):
        if party:
            found[action].add(party)
    return defaultdict(frozenset, {action: frozenset(each) for action, each in found.items()})


# Each matter adds its own.
SOURCES: tuple[Callable[[], Iterable[Asked]], ...] = (_reports,)
