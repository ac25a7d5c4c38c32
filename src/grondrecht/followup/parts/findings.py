"""The part of a round's copy that says what others found, action by action."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

from django.db.models import Q, QuerySet

from grondrecht.followup.models import Finding, Round


def by_action(of: Round) -> dict[str, list[dict[str, Any]]]:
    """Code -> the findings that are published beside the reports of a round. Two queries."""
    found: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for finding in beside(of).select_related("action").prefetch_related("replies"):
        found[finding.action.code].append(_row(finding))
    return dict(found)


def beside(of: Round) -> QuerySet[Finding]:
    """The published findings about what a round asks: made for it, or since its first day."""
    since = Q(round=of) | Q(round__isnull=True, made_on__gte=of.first_day)
    actions = of.reports.values("action")
    return Finding.objects.filter(since, state="published", action__in=actions)


def _row(finding: Finding) -> dict[str, Any]:
    return {
        "party": finding.made_for,
        "completion": finding.completion,
        "text": finding.text,
        "evidence": finding.evidence,
        "made_on": finding.made_on.isoformat(),
        "replies": [
            {"party": reply.made_for, "text": reply.text, "on": reply.made_on.isoformat()}
            for reply in finding.replies.all()
        ],
    }
