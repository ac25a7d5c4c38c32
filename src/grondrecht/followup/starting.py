"""What an answer starts from: what is known already, so that nobody writes it twice."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import lru_cache
from typing import Any

from grondrecht.followup.answers import Answer, Done, from_json, legible
from grondrecht.followup.frozen import held_body
from grondrecht.followup.models import FrozenRound, Report, Round
from grondrecht.followup.statuses import statuses_of
from grondrecht.plan import model
from grondrecht.registry.models import Form


def starting(report: Report) -> Answer:
    """What the answer of a report starts from.

    What was answered in this round; else what the round before froze, its milestones put beside
    what the form promises now; else what the form promises, and nothing else.
    """
    if report.answer:
        return from_json(report.answer)
    form = form_of(report)
    before = before_of(report.round).get(report.action.code)
    return started(before, form, report.round)


def started(before: Mapping[str, Any] | None, form: model.Form | None, of: Round) -> Answer:
    """What an answer starts from, given what the round before froze and the form."""
    known = from_json(before) if before else Answer()
    status = known.status if known.status in statuses_of(of) else ""
    return replace(known, status=status, milestones=_promised(form, known.milestones))


def _promised(form: model.Form | None, known: tuple[Done, ...]) -> tuple[Done, ...]:
    """The milestones of the form; what was done for one is known by its period and its promise."""
    if form is None:
        return known
    done = {(each.period, each.promised): each.done for each in known}
    return tuple(
        replace(each, done=done.get((each.period, each.promised), "")) for each in promises(form)
    )


def promises(form: model.Form | None) -> tuple[Done, ...]:
    """What a form promises, as milestones of which nothing is done yet.

    A document may print letters that an answer does not take; a space stands for them.
    """
    milestones = form.milestones if form else ()
    return tuple(
        Done(position, legible(each.period.text), legible(each.text))
        for position, each in enumerate(milestones, start=1)
    )


def form_of(report: Report) -> model.Form | None:
    """The form of the action in the edition that the round is about; of two, the first."""
    return forms_of(report.round, [report.action_id]).get(report.action_id)


def forms_of(of: Round, actions: list[int] | None = None) -> dict[int, model.Form]:
    """Action (by primary key) -> its form in the round's edition. One query."""
    rows = Form.objects.filter(edition=of.edition_id).defer("printed").order_by("-position")
    if actions is not None:
        rows = rows.filter(action__in=actions)
    return {row.action_id: row.value for row in rows}


def before_of(of: Round) -> Mapping[str, dict[str, Any]]:
    """Code -> the answer that the last frozen round before this one holds, where it has one."""
    frozen = FrozenRound.objects.filter(
        round__plan=of.plan_id, round__last_day__lt=of.last_day
    ).exclude(round=of.pk)
    last = frozen.order_by("round__last_day").values_list("pk", "sha256").last()
    return _answers(*last) if last else {}


@lru_cache(maxsize=4)
def _answers(pk: int, sha256: str) -> Mapping[str, dict[str, Any]]:
    """The answers of a frozen copy; it never changes."""
    body = held_body(FrozenRound.objects.get(pk=pk))
    return {report["code"]: report["answer"] for report in body["reports"] if report["answered_by"]}
