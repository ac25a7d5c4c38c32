"""One plan by the API: an edition as plan JSON, an action whole, and its history."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.http import HttpRequest
from django.utils import timezone
from ninja import NinjaAPI, Path, Query, Schema
from ninja.errors import HttpError

from grondrecht.api.schemas import Moment, Problem, Problems, Word
from grondrecht.plan.exchange import to_json
from grondrecht.registry.export.records import action_record
from grondrecht.registry.held import held_findings, held_plan
from grondrecht.registry.log import state_on
from grondrecht.registry.models import Action, Edition, LogEntry, Plan

WRONG = {404: Problem, 422: Problems, 429: Problem}


class ActionPath(Schema):
    """An action's address: the plan's short name and the action's code."""

    plan: Word
    code: Word


class EditionPath(Schema):
    """An edition's address: the plan's short name and the edition's."""

    plan: Word
    edition: Word


class HistoryQuery(Schema):
    """The day or moment to call back; without one, now."""

    on: datetime | None = None

    def moment(self) -> datetime | None:
        """The moment asked for; one without a time zone is in the register's own."""
        naive = self.on is not None and self.on.tzinfo is None
        return timezone.make_aware(self.on) if naive and self.on else self.on


class Entry(Schema):
    """One change."""

    number: int
    at: Moment
    verb: str
    by: str
    why: str
    before: dict[str, Any]
    after: dict[str, Any]


class History(Schema):
    """What an action was at a moment, and every change up to it."""

    state: dict[str, Any]
    entries: list[Entry]


class Record(Schema):
    """An action with its forms, parties, milestones, money, links and findings."""

    code: str
    plan: str
    title: str
    address: str
    record: dict[str, Any]


def add_plans(api: NinjaAPI) -> None:
    """Add the addresses of editions and actions to the API."""

    @api.get(
        "/plans/{plan}/editions/{edition}",
        response={200: dict[str, Any], **WRONG},
        tags=["plans"],
        summary="An edition as plan JSON (grondrecht-plan/1)",
    )
    def edition(request: HttpRequest, path: Path[EditionPath]) -> dict[str, Any]:
        found = Edition.objects.filter(plan__slug=path.plan, slug=path.edition).first()
        if found is None:
            raise HttpError(404, f"There is no edition {path.edition!r} of plan {path.plan!r}.")
        return to_json(held_plan(found), held_findings(found))

    @api.get(
        "/plans/{plan}/actions/{code}",
        response={200: dict[str, Any], **WRONG},
        tags=["plans"],
        summary="An action with all that hangs on it",
    )
    def action(request: HttpRequest, path: Path[ActionPath]) -> dict[str, Any]:
        return action_record(_action(path))

    @api.get(
        "/plans/{plan}/actions/{code}/history",
        response={200: History, **WRONG},
        tags=["plans"],
        summary="What an action was at a moment, and every change up to it",
    )
    def history(
        request: HttpRequest, path: Path[ActionPath], asked: Query[HistoryQuery]
    ) -> dict[str, Any]:
        found = _action(path)
        subject = f"action:{found.code}"
        entries = LogEntry.objects.filter(plan=path.plan, subject=subject)
        moment = asked.moment()
        if moment:
            entries = entries.filter(at__lte=moment)
        names = ("id", "at", "verb", "by", "why", "before", "after")
        rows = [dict(zip(names, row, strict=True)) for row in entries.values_list(*names)]
        return {
            "state": state_on(path.plan, subject, moment),
            "entries": [{**row, "number": row["id"]} for row in rows],
        }


def _action(path: ActionPath) -> Action:
    """The action of an address, with its plan. Raises HttpError 404."""
    found = (
        Action.objects.filter(plan__slug=path.plan, code=path.code)
        .select_related("plan", "right", "office")
        .first()
    )
    if found is None:
        known = Plan.objects.filter(slug=path.plan).exists()
        what = (
            f"no action {path.code!r} in plan {path.plan!r}" if known else f"no plan {path.plan!r}"
        )
        raise HttpError(404, f"There is {what}.")
    return found
