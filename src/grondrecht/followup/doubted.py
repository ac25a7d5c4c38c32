"""What somebody's own answers leave open: where a rule says that a status does not stand by itself.

A frozen round is looked at as on the day that it was frozen, any other as today.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from django.utils import timezone

from grondrecht.followup.freezing import day_of
from grondrecht.followup.honesty import Mark
from grondrecht.followup.left import Item
from grondrecht.followup.models import Report, Round
from grondrecht.followup.parts.honesty import marks_of
from grondrecht.followup.standing import is_closed
from grondrecht.registry.models import Action

# The rounds whose answers are somebody's to mend, or to follow.
_WORKED_AT = ("open", "answered", "validated", "sent")


def marks_in(of: Round, reports: Sequence[Report]) -> dict[str, list[Mark]]:
    """Code -> what the rules say of these reports of a round. Four queries at most."""
    return marks_of(of, reports, day_of(of) if is_closed(of) else timezone.localdate())


def doubted(own: dict[int, Action]) -> Iterator[Item]:
    """The actions of somebody of which a rule says something, in the newest round that tells of
    them, by code. Five queries at most.
    """
    rows = Report.objects.filter(action__in=own, round__state__in=_WORKED_AT).exclude(status="")
    rows = rows.select_related("action", "round__plan").order_by("-round__last_day", "action__code")
    reports = list(rows)
    reports = [each for each in reports if each.round_id == reports[0].round_id]
    found = marks_in(reports[0].round, reports) if reports else {}
    for report in reports:
        marks, of, action = found.get(report.action.code), report.round, report.action
        if marks:
            title = f"{action.code} {' '.join(action.title.split())}"
            path = f"werk/verslagen/{of.plan.slug}/{of.slug}/{action.code}"
            yield Item("doubted", title, path, marks=tuple(marks))
