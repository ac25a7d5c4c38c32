"""The part of a round's copy that says which poverty tests there were, and what came of them."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet

from grondrecht.followup.models import PovertyTest, Round, YearReview
from grondrecht.followup.tests_counted import as_data, counted


def part(of: Round) -> list[dict[str, Any]]:
    """The dossiers of the years of a round, by year and title. Four queries.

    Of one that is not in the public register it is told that it is on the list, and its state.
    """
    rows = _of_round(of).prefetch_related("knowledge", "rights", "actions")
    return [_row(test) for test in rows]


def tests_counted(of: Round) -> dict[str, Any]:
    """The counts per year and office, and what came of each year's review. Two queries."""
    reviews = YearReview.objects.filter(plan=of.plan_id, year__in=_years(of))
    told = {
        str(each.year): {
            "reviewed_on": each.reviewed_on.isoformat(),
            "by": each.by,
            "outcome": each.outcome,
        }
        for each in reviews
    }
    return {"years": as_data(counted(_of_round(of))), "reviews": told}


def _years(of: Round) -> range:
    return range(of.first_day.year, of.last_day.year + 1)


def _of_round(of: Round) -> QuerySet[PovertyTest]:
    rows = PovertyTest.objects.filter(plan=of.plan_id, year__in=_years(of))
    return rows.select_related("office").order_by("year", "title", "slug")


def _row(test: PovertyTest) -> dict[str, Any]:
    is_public = test.published
    return {
        "slug": test.slug,
        "title": test.title,
        "year": test.year,
        "office": test.office.code,
        "state": test.state,
        "needed": _needed(test),
        "reason": test.reason if is_public else "",
        "knowledge": [
            {"kind": each.kind, "who": each.who, "what": each.what}
            for each in test.knowledge.all()
            if is_public
        ],
        "rights": [
            {"name": each.name, "automatic": each.automatic, "why_not": each.why_not}
            for each in test.rights.all()
            if is_public
        ],
        "result": test.result if is_public else "",
        "changed": test.changed if is_public else "",
        "evaluation": test.evaluation if is_public else "",
        "actions": [action.code for action in test.actions.all() if is_public],
    }


def _needed(test: PovertyTest) -> bool | None:
    """What was decided; None where nothing is yet."""
    return None if test.state in ("listed", "scanned") else test.state != "not_needed"
