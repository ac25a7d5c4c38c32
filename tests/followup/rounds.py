"""Rounds over the example plan, brought by the cast as far as a test wants."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from followup.cast import OTHER_ACTION, OWN_ACTION, actor_for

from grondrecht.followup.actions import reports, rounds
from grondrecht.followup.actors import operator
from grondrecht.followup.answers import Answer
from grondrecht.followup.models import Report, Round
from grondrecht.followup.outlines import Outline
from grondrecht.followup.starting import starting

WHY = "voor de ronde"
OPERATOR = operator("de beheerder")
PROGRESS = Outline("progress", date(2025, 1, 1), date(2026, 12, 31))


def prepared(cast, codes=(OWN_ACTION, OTHER_ACTION), **outline) -> Round:
    """A round that the coordinator prepared."""
    outline = replace(PROGRESS, codes=codes, **outline)
    return rounds.prepare_round(actor_for(cast.an), cast.plan, outline, why=WHY)


def opened(cast, **outline) -> Round:
    """A round in which answers are asked."""
    of = prepared(cast, **outline)
    rounds.open_round(actor_for(cast.an), of, why=WHY)
    return of


def report_of(of: Round, code: str = OWN_ACTION) -> Report:
    """A report of the round, read afresh."""
    return Report.objects.select_related("round", "action__plan").get(round=of, action__code=code)


def said(report: Report, status: str = "running", **more) -> Answer:
    """An answer that can be handed in: what is known, with a status."""
    reason = "" if status in ("running", "done", "to_start") else "De aannemer ging failliet."
    told = {"kind": "project", "status": status, "reason": reason} | more
    return replace(starting(report), **told)


def answered(cast, **outline) -> Round:
    """A round in which Chris answered for the own action, and nobody for the other."""
    of = opened(cast, **outline)
    report = report_of(of)
    reports.answer(actor_for(cast.chris), report, said(report), why=WHY)
    return of


def validated(cast, **outline) -> Round:
    """A round in which Bram validated that answer, and that takes no more changes."""
    of = answered(cast, **outline)
    reports.validate(actor_for(cast.bram), report_of(of), why=WHY)
    rounds.end_answers(actor_for(cast.an), of, why=WHY)
    rounds.end_validation(actor_for(cast.an), of, why=WHY)
    return of


def frozen(cast, **outline) -> Round:
    """A round that the coordinator froze."""
    of = validated(cast, **outline)
    rounds.freeze(actor_for(cast.an), of, why=WHY)
    return of
