"""What follows a hostile plan: a round that was sent, and public things of each kind."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

from hostile_register import HOSTILE, text

from grondrecht.followup.actions import reports, rounds
from grondrecht.followup.actors import operator
from grondrecht.followup.answers import Answer, Involved, Spent
from grondrecht.followup.models import Consultation, Domain, Finding, Measure, PovertyTest, Report
from grondrecht.followup.outlines import Outline
from grondrecht.followup.starting import starting
from grondrecht.registry.models import Action, Office, Party, Plan

DAY = date(2017, 3, 1)
COUNTS = ("households", "winners", "losers", "unknown", "cost")
SENT = 6


def follow_hostile(plan: Plan) -> None:
    """Follow the plan, with a hostile text wherever one can be written."""
    office, party = Office.objects.filter(plan=plan).first(), Party.objects.first()
    actions = list(Action.objects.filter(plan=plan)[:SENT])
    for number, action in enumerate(actions):
        _find(action, party, number)
    _consult(plan, party, actions[0])
    _test(plan, office, actions[0])
    _measure(plan, party)
    _report(plan, actions)


def _find(action: Action, party: Party, number: int) -> None:
    finding = Finding.objects.create(
        action=action,
        party=party,
        made_for=text(number),
        made_by=text(number + 1),
        completion="limited",
        text=text(number + 2),
        evidence=[
            {"kind": "link", "text": text(number + 3), "address": f"javascript:{text(number)}"}
        ],
        state="published",
        made_on=DAY,
        shared_on=DAY,
        published_on=DAY,
    )
    finding.replies.create(text=text(number + 4), made_by=text(number), made_for=text(number + 5))


def _consult(plan: Plan, party: Party, action: Action) -> None:
    domain = Domain.objects.create(
        plan=plan, slug="kwaad", name=text(0)[:200], name_en=text(1)[:200]
    )
    held = Consultation.objects.create(
        plan=plan,
        kind="vertical",
        domain=domain,
        day=DAY,
        place=text(2),
        others="\n".join(HOSTILE),
        minutes="\n\n".join(HOSTILE),
        state="published",
        published_on=DAY,
    )
    held.agenda.create(position=1, text=text(3), action=action)
    held.points.create(text=text(4), action=action, party=party, due_on=DAY)
    held.points.create(text=text(5), party=party, state="done", done=text(6), done_on=DAY)


def _test(plan: Plan, office: Office, action: Action) -> None:
    test = PovertyTest.objects.create(
        plan=plan,
        slug="kwaad",
        title=text(0)[:300],
        year=2017,
        office=office,
        dossier=text(1),
        dossier_url=f"javascript:{text(2)}",
        state="evaluated",
        scan=[
            {
                "key": "a",
                "text": text(3),
                "text_en": text(4),
                "advises": "yes",
                "answer": "yes",
                "note": text(5),
            }
        ],
        reason=text(6),
        decided_on=DAY,
        decided_by=text(7),
        result=text(8),
        changed=text(9),
        concluded_on=DAY,
        evaluation=text(10),
        evaluated_on=DAY,
        published=True,
        published_on=DAY,
    )
    test.actions.add(action)
    test.knowledge.create(kind="experience", who=text(11)[:300], what=text(12), brought_on=DAY)
    test.effects.create(
        name=text(13)[:300],
        name_en=text(14)[:300],
        on_day=DAY,
        synthetic=True,
        made_with=text(15)[:100],
        brought_on=DAY,
        measures=[{"id": text(0), "nl": text(1), "en": text(2)}],
        groups=[{"group": text(3), **dict.fromkeys(COUNTS, 1)}],
        entitled=[],
        said={"nl": [text(4)], "en": [text(5)]},
    )


def _measure(plan: Plan, party: Party) -> None:
    for number, slug in enumerate(("kwaad", "kwaad-twee")):
        measure = Measure.objects.create(
            plan=plan,
            slug=slug,
            kind="right",
            name=text(number)[:300],
            name_en=text(number + 1)[:300],
            what=text(number + 2),
            granted_by=party,
            automatic="no",
            obstacles=text(number + 3),
            conditions=[{"about": each, "words": each + str(number)} for each in HOSTILE],
        )
        measure.figures.create(
            first_year=2016, last_year=2017, persons=7, money=Decimal(5), source=text(number)
        )


def _report(plan: Plan, actions: list[Action]) -> None:
    who, why = operator(text(0)), text(1)
    outline = Outline(
        "progress",
        date(2015, 1, 1),
        date(2016, 12, 31),
        name=text(2),
        name_en=text(3),
        slug="kwaad",
        codes=tuple(action.code for action in actions),
    )
    of = rounds.prepare_round(who, plan, outline, why=why)
    rounds.open_round(who, of, why=why)
    for number, report in enumerate(of.reports.select_related("action", "round__plan")):
        reports.answer(who, report, _answer(report, number), why=why)
        reports.validate(who, report, why=why)
    rounds.end_answers(who, of, why=why)
    rounds.end_validation(who, of, why=why)
    rounds.freeze(who, of, why=why)
    rounds.send(who, of, why=why)


def _answer(report: Report, number: int) -> Answer:
    a, b, c = (printed(text(number + shift)) for shift in (0, 7, 11))
    promised = starting(report).milestones
    return Answer(
        kind="project",
        status="late",
        reason=a,
        news=b,
        milestones=tuple(replace(each, done=c) for each in promised),
        spent=(Spent(2016, Decimal(100), words=a),),
        involvement=(Involved(who=b[:200], said=c, outcome=a, why_not=b),),
        next_step=c,
        next_on=date(2030, 1, 1),
    )


def printed(words: str) -> str:
    """A text without the letters that answers refuse."""
    return "".join(letter for letter in words if letter.isprintable())
