"""How a report stands: asked, sent back, answered or validated, also once its round is frozen.

Freezing gives every report the same state; what was said of it before tells how far it had come.
"""

from __future__ import annotations

from django.db.models import Q

from grondrecht.followup.models import Report, Round

# What was answered and not sent back since: the same as ``standing``, asked of the database.
ANSWERED = Q(state__in=("answered", "validated")) | (
    Q(state="frozen", sent_back_why="") & ~Q(answered_by="")
)
# The states of a round after which nothing of it is asked any more.
CLOSED = ("frozen", "sent")


def standing(report: Report) -> str:
    """The state of a report; of a frozen one the state that it was frozen in."""
    if report.state != "frozen":
        return report.state
    if report.validated_at:
        return "validated"
    if report.sent_back_why:
        return "sent_back"
    return "answered" if report.answered_by else "asked"


def is_closed(of: Round) -> bool:
    """Whether a round is frozen, so that nobody can be late with it."""
    return of.state in CLOSED
