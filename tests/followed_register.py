"""Follow the example plan for a while: a round that was sent, one that is open, and findings."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from followup.sent import a_finding, a_reply

from grondrecht.followup.actions import reports, rounds
from grondrecht.followup.actions.attachments import attach
from grondrecht.followup.actors import operator
from grondrecht.followup.answers import Answer, Done, Involved, Spent
from grondrecht.followup.models import Finding, Measure, Report, Round
from grondrecht.followup.outlines import Outline
from grondrecht.followup.starting import form_of
from grondrecht.registry.models import Action, Plan

WHO, WHY = operator("An Coördinator"), "om te proberen"
SENT, OPEN = "voortgang-2017", "voortgang-2019"
# What is reported in turn; the rest runs as planned.
STATUSES = ("running", "done", "late", "lapsed", "to_start", "extended", "running", "running")
FOUND = "08_04_01"


def take_in_followed(slug: str = "voorbeeld") -> Round:
    """A round that was sent and one that is open, over a plan that is in the register already."""
    plan = Plan.objects.get(slug=slug)
    _attached(plan)
    sent = _prepared(plan, SENT, 2017)
    rounds.open_round(WHO, sent, why=WHY)
    for number, report in enumerate(_reports(sent)):
        reports.answer(WHO, report, _said(report, number), why=WHY)
    rounds.end_answers(WHO, sent, why=WHY)
    for report in _reports(sent):
        reports.validate(WHO, report, why=WHY)
    rounds.end_validation(WHO, sent, why=WHY)
    _findings(plan, sent)
    rounds.freeze(WHO, sent, why=WHY)
    rounds.send(WHO, sent, why=WHY)
    rounds.open_round(WHO, _prepared(plan, OPEN, 2019), why=WHY)
    return sent


def _attached(plan: Plan) -> None:
    """A file that everyone may have."""
    measure = Measure.objects.get(plan=plan, slug="huurpremie")
    attach(WHO, measure, "uitleg.txt", b"Wie krijgt de premie?", why=WHY, public=True)


def _prepared(plan: Plan, slug: str, year: int) -> Round:
    outline = Outline(
        "progress",
        date(year - 2, 1, 1),
        date(year - 1, 12, 31),
        slug=slug,
        to_government=date(year, 4, 1),
        to_parliament=date(year, 5, 1),
    )
    return rounds.prepare_round(WHO, plan, outline, why=WHY)


def _reports(of: Round) -> list[Report]:
    return list(of.reports.select_related("round__plan", "action__plan").order_by("action__code"))


def _said(report: Report, number: int) -> Answer:
    """An answer that differs from one action to the next, and leaves things out by turns."""
    status = STATUSES[number % len(STATUSES)]
    goes_on = status in ("running", "late", "to_start", "extended")
    form = form_of(report)
    return Answer(
        kind=("measure", "project", "")[number % 3],
        status=status,
        reason="De aanbesteding liep uit." if status in ("late", "lapsed", "extended") else "",
        news="" if number % 4 == 3 else "Twee regio's zijn gestart.",
        milestones=tuple(
            Done(place, each.period.text, each.text, "Gedaan." if number % 2 else "")
            for place, each in enumerate(form.milestones if form else (), start=1)
        ),
        spent=(Spent(2016, Decimal(125000)),) if number % 2 else (),
        involvement=(Involved("Platform Armen aan het Woord", "execution", "Te ver.", "Dichter."),),
        next_step="De derde regio start." if goes_on else "",
        next_on=date(2018, 6, 30) if goes_on and number % 3 else None,
    )


def _findings(plan: Plan, of: Round) -> None:
    """One on each step of the scale, one with a reply, and one that was withdrawn."""
    actions = list(Action.objects.filter(plan=plan).exclude(code=FOUND).order_by("code")[:5])
    link = {"kind": "link", "text": "Verslag", "address": "https://voorbeeld.be/verslag"}
    for action, (step, _name) in zip(actions, Finding.COMPLETION, strict=True):
        a_finding(action, step, round=of, evidence=[link])
    action = Action.objects.get(plan=plan, code=FOUND)
    indicator = plan.indicators.order_by("slug").first()
    count = {"kind": "indicator", "text": "De teller", "address": indicator.slug}
    a_reply(a_finding(action, "limited", round=of, evidence=[link, count]))
    a_finding(action, "complete", state="withdrawn", made_for="")
