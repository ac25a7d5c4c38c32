"""A round of the example plan that was sent, with reports and findings; made without its verbs."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime
from hashlib import sha256

from grondrecht.followup.freezing import copy_of
from grondrecht.followup.models import Finding, FrozenRound, Reply, Report, Round
from grondrecht.followup.statuses import statuses_for, statuses_json
from grondrecht.registry.models import Action, Plan

AT = datetime(2017, 2, 1, 10, tzinfo=UTC)


def a_round(plan: Plan, slug: str = "2017", state: str = "validated", year: int = 2017) -> Round:
    """A round of a year in a state before it is frozen; it asks about nothing yet."""
    return Round.objects.create(
        plan=plan,
        edition=plan.editions.order_by("-position").first(),
        slug=slug,
        name=f"Voortgang {year}",
        name_en=f"Progress {year}",
        kind="progress",
        first_day=date(year - 2, 1, 1),
        last_day=date(year - 1, 12, 31),
        to_government=date(year, 4, 1),
        to_parliament=date(year, 5, 1),
        statuses=statuses_json(statuses_for(plan)),
        state=state,
    )


def closed(of: Round, state: str = "sent", copy: dict[str, object] | None = None) -> Round:
    """The round, frozen or sent with this copy: nothing is added to it any more."""
    frozen_as(of, copy or copy_of(of))
    of.state, of.frozen_on = state, date(of.to_government.year, 3, 15)
    of.sent_on = date(of.to_government.year, 3, 20) if state == "sent" else None
    of.save()
    return of


def a_report(of: Round, action: Action, status: str = "running", **answer: object) -> Report:
    """What was said of an action in a round: a status, and the keys of an answer."""
    return Report.objects.create(
        round=of,
        action=action,
        state="validated",
        kind=str(answer.get("kind", "")),
        status=status,
        next_on=answer.get("next_on"),
        answer={"status": status, **answer},
        answered_by="Chris Ambtenaar",
        answered_at=AT.replace(year=of.last_day.year + 1),
        validated_by="Bram Kabinet",
        validated_at=AT.replace(year=of.last_day.year + 1, day=20),
    )


def a_finding(
    action: Action, completion: str = "limited", state: str = "published", **more
) -> Finding:
    """A finding about an action, shared and public where its state says so."""
    day = date(2017, 1, 10)
    given = {"made_for": "Platform Armen aan het Woord", "text": "Niemand weet ervan."} | more
    return Finding.objects.create(
        action=action,
        completion=completion,
        state=state,
        made_by="Els Vereniging",
        made_on=day,
        shared_on=given.pop("shared_on", None if state == "draft" else day),
        published_on=date(2017, 2, 10) if state in ("published", "withdrawn") else None,
        withdrawn_on=date(2017, 3, 1) if state == "withdrawn" else None,
        withdrawn_why="Het klopte niet meer." if state == "withdrawn" else "",
        **given,
    )


def a_reply(finding: Finding, text: str = "De folder komt in mei.") -> Reply:
    """The reply of who answers for the action."""
    return Reply.objects.create(
        finding=finding,
        text=text,
        made_by="Chris Ambtenaar",
        made_for="Departement Welzijn en Samenleving",
        made_on=date(2017, 1, 20),
    )


def frozen_as(of: Round, copy: dict[str, object]) -> FrozenRound:
    """Keep a copy of a round as the frozen one."""
    body = json.dumps(copy, ensure_ascii=False)
    return FrozenRound.objects.create(
        round=of,
        body=body,
        sha256=sha256(body.encode()).hexdigest(),
        frozen_at=AT,
        frozen_by="An Coördinator",
    )
