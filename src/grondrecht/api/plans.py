"""One plan by the API: an edition as plan JSON, an action whole, and its history."""

from __future__ import annotations

import re
from datetime import datetime
from typing import Any

from django.http import HttpRequest
from django.utils import timezone
from ninja import NinjaAPI, Path, Query, Schema
from ninja.errors import HttpError
from pydantic import Field, field_validator

from grondrecht.api.schemas import WRONG, Moment, Problem, Word, record_schema
from grondrecht.followup.export import BY_NAME, PARTS_OF_ACTION
from grondrecht.plan.exchange import to_json
from grondrecht.registry.export.records import action_record
from grondrecht.registry.held import held_findings, held_plan
from grondrecht.registry.log import state_on
from grondrecht.registry.models import Action, Edition, LogEntry, Plan

_DAY = re.compile(r"\d{4}-\d\d-\d\d")
NOT_THERE = {404: Problem, **WRONG}


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

    on: datetime | None = Field(
        None, description="The end of a day (2017-03-31) or a moment (2017-03-31T12:00:00+02:00)."
    )

    @field_validator("on", mode="before")
    @classmethod
    def _end_of_a_day(cls, on: object) -> object:
        return f"{on}T23:59:59.999999" if isinstance(on, str) and _DAY.fullmatch(on) else on

    @field_validator("on")
    @classmethod
    def _in_our_time(cls, on: datetime | None) -> datetime | None:
        """One without a time zone is in the register's own; none so far that no clock has it."""
        if on and not 1 < on.year < 9999:
            raise ValueError("the year is out of reach")
        return timezone.make_aware(on) if on and on.tzinfo is None else on


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


def add_plans(api: NinjaAPI) -> None:
    """Add the addresses of editions and actions to the API."""

    @api.get(
        "/plans/{plan}/editions/{edition}",
        response={200: dict[str, Any], **NOT_THERE},
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
        response={200: record_schema(), **NOT_THERE},
        tags=["plans"],
        summary="An action with all that hangs on it",
    )
    def action(request: HttpRequest, path: Path[ActionPath]) -> dict[str, Any]:
        return action_record(_action(path), PARTS_OF_ACTION, BY_NAME)

    @api.get(
        "/plans/{plan}/actions/{code}/history",
        response={200: History, **NOT_THERE},
        tags=["plans"],
        summary="What an action was at a moment, and every change up to it",
    )
    def history(
        request: HttpRequest, path: Path[ActionPath], asked: Query[HistoryQuery]
    ) -> dict[str, Any]:
        found = _action(path)
        subject = f"action:{found.code}"
        entries = LogEntry.objects.filter(plan=path.plan, subject=subject)
        if asked.on:
            entries = entries.filter(at__lte=asked.on)
        names = ("id", "at", "verb", "by", "why", "before", "after")
        rows = [dict(zip(names, row, strict=True)) for row in entries.values_list(*names)]
        return {
            "state": state_on(path.plan, subject, asked.on),
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
