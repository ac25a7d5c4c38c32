"""How each verb is done: a thing in a state, and what is called to do it. One entry for each verb.

Things are ``ours`` (of Chris's department under Bram's minister; findings of Els), ``theirs`` (of
Dina's department under another minister; findings of Fons), or of the ``team`` of the coordinator.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from followup import rounds as played
from followup.cast import OTHER_ACTION, OWN_ACTION, actor_for
from followup.meetings import DAY, answers, domain, dossier, office, party

from grondrecht.followup.access import loaded
from grondrecht.followup.actions import (
    actions,
    adjusting,
    consultations,
    contributions,
    domains,
    findings,
    measures,
    people,
    poverty_tests,
    reports,
    rounds,
)
from grondrecht.followup.actions.answers_import import import_answers
from grondrecht.followup.actors import operator
from grondrecht.followup.adjusting import Change
from grondrecht.followup.measuring import Condition, Counted, Said
from grondrecht.followup.models import Finding, Person
from grondrecht.followup.outlines import Outline
from grondrecht.followup.sheet import read_sheet
from grondrecht.registry.models import Indicator

WHY = {"why": "om te proberen"}
MACHINE = operator("de machine")
# Whose things there are of each kind; what belongs to nobody in particular is only once there.
WHOSE = {
    "plan": ("nobody's",),
    "person": ("nobody's",),
    "round": ("nobody's",),
    "finding": ("ours", "theirs", "team"),
    "involvement": ("ours", "theirs", "team"),
}
# Who a thing is the own one of, by the names of the cast.
OWNERS = {
    "report": {"ours": {"cabinet", "official"}, "theirs": {"other official"}},
    "finding": {
        "ours": {"cabinet", "official", "association"},
        "theirs": {"other official", "evaluator"},
        "team": {"other official", "coordinator"},
    },
    # All of one action of Chris's department: who recorded it counts, not who answers for it.
    "involvement": {"ours": {"association"}, "theirs": {"official"}, "team": set()},
    "point": {"ours": {"official"}, "theirs": {"other official"}},
    "measure": {"ours": {"official"}, "theirs": {"other official"}},
}
OWNERS |= dict.fromkeys(("proposal", "action", "consultation", "test"), OWNERS["report"])
# The states in which everybody may read a thing.
PUBLIC = {"round": ("sent",), "finding": ("published",), "consultation": ("published",)}
ALWAYS_PUBLIC = ("measure",)
DEPARTMENT = {"ours": "departement-welzijn-en-samenleving", "theirs": "departement-werk"}
OFFICE = {"ours": "06", "theirs": "04"}
CODE = {"ours": OWN_ACTION, "theirs": OTHER_ACTION, "team": OTHER_ACTION}
FOUND = findings.Found(
    "limited", "Weinig gevonden.", [{"kind": "link", "text": "Nota", "address": "https://x.be/n"}]
)
SAID = {"conditions": (Condition("inkomen", "onder de grens"),)}
SHEET = f"code;status\n{OTHER_ACTION};running\n"


# Things, each in a state


def a_round(cast, state, whose):
    made = {
        "prepared": played.prepared,
        "open": played.answered,
        "answered": played.answered,
        "validated": played.validated,
        "frozen": played.frozen,
        "sent": played.frozen,
    }[state](cast)
    if state == "answered":
        rounds.end_answers(MACHINE, made, **WHY)
    if state == "sent":
        rounds.send(MACHINE, made, **WHY)
    return made


def a_report(cast, state, whose):
    if state == "frozen":
        return played.report_of(played.frozen(cast), CODE[whose])
    of = played.prepared(cast) if state == "prepared" else played.opened(cast)
    report = played.report_of(of, CODE[whose])
    if state in ("answered", "sent_back", "validated"):
        reports.answer(MACHINE, report, played.said(report), **WHY)
    if state == "sent_back":
        reports.send_back(MACHINE, report, "Te vaag.")
    if state == "validated":
        reports.validate(MACHINE, report, **WHY)
    return report


def a_proposal(cast, state, whose):
    made = reports.propose(MACHINE, a_report(cast, "asked", whose), "Zeg meer.", "Vaag.", **WHY)
    if state != "open":
        reports.decide_proposal(MACHINE, made, take=state == "taken", **WHY)
    return made


def a_finding(cast, state, whose):
    maker = {"ours": cast.els, "theirs": cast.fons, "team": cast.an}[whose]
    made = findings.make_finding(actor_for(maker), an_action(cast, "", whose), FOUND, **WHY)
    if state != "draft":
        findings.share_finding(MACHINE, made, **WHY)
        # The time to reply is over.
        Finding.objects.filter(pk=made.pk).update(shared_on=date(2020, 1, 1))
    if state == "published":
        findings.publish_finding(MACHINE, made, **WHY)
    if state == "withdrawn":
        findings.withdraw_finding(MACHINE, made, "Vergissing.", **WHY)
    return made


def a_consultation(cast, state, whose):
    of = domain(cast, "eigen" if whose == "ours" else "ander", OFFICE[whose], DEPARTMENT[whose])
    meeting = consultations.Meeting("vertical", DAY, of)
    made = consultations.plan_consultation(MACHINE, cast.plan, meeting, **WHY)
    if state in ("held", "published"):
        consultations.hold_consultation(MACHINE, made, "Er is gesproken.", **WHY)
    if state == "published":
        consultations.publish_consultation(MACHINE, made, **WHY)
    if state == "cancelled":
        consultations.cancel_consultation(MACHINE, made, **WHY)
    return made


def a_point(cast, state, whose):
    held = a_consultation(cast, "held", whose)
    agreed = consultations.Agreed("Doen.", party=party(DEPARTMENT[whose]))
    made = consultations.add_point(MACHINE, held, agreed, **WHY)
    if state == "done":
        consultations.finish_point(MACHINE, made, "Gedaan.", **WHY)
    return made


def a_dossier(whose):
    return dossier(f"Besluit {whose}", office=office(OFFICE[whose]), party=party(DEPARTMENT[whose]))


def a_test(cast, state, whose):
    made = poverty_tests.list_test(MACHINE, cast.plan, a_dossier(whose), **WHY)
    if state != "listed":
        poverty_tests.scan_test(MACHINE, made, answers(cast), **WHY)
    if state not in ("listed", "scanned"):
        poverty_tests.decide_test(MACHINE, made, state != "not_needed", "Daarom.", DAY, **WHY)
    if state in ("done", "evaluated"):
        poverty_tests.conclude_test(MACHINE, made, "Goed.", "Niets.", [], DAY, **WHY)
    if state == "evaluated":
        poverty_tests.evaluate_test(MACHINE, made, "Geleerd.", DAY, **WHY)
    return made


def a_measure(cast, state, whose):
    measures.add_measure(MACHINE, cast.plan, Said("Andere premie", **SAID), **WHY)
    said = Said(f"Premie {whose}", granted_by=DEPARTMENT[whose], **SAID)
    return measures.add_measure(MACHINE, cast.plan, said, **WHY)


def an_action(cast, state, whose):
    return cast.plan.actions.get(code=CODE[whose])


def an_indicator(action):
    known = {"plan": action.plan, "definition": "arop", "version": "2021"}
    defaults = {"slug": "arop-2021", "name": "Armoederisico"}
    return Indicator.objects.get_or_create(**known, defaults=defaults)[0]


def an_involvement(cast, state, whose):
    who = {"ours": cast.els, "theirs": cast.chris, "team": cast.an}[whose]
    return actions.involve(actor_for(who), cast.own_action, "Een vereniging", **WHY)


THINGS = {
    "plan": lambda cast, state, whose: cast.plan,
    "person": lambda cast, state, whose: Person.objects.create_user("ine@voorbeeld.be", "Ine"),
    "round": a_round,
    "report": a_report,
    "proposal": a_proposal,
    "action": an_action,
    "involvement": an_involvement,
    "finding": a_finding,
    "consultation": a_consultation,
    "point": a_point,
    "test": a_test,
    "measure": a_measure,
}


# Verbs, each done to a thing


def reading(verb):
    """A verb that only looks: what a view asks for the thing of an address."""
    return lambda who, thing: loaded(who, verb, type(thing)._base_manager.all(), pk=thing.pk)


def _meeting(thing):
    return consultations.Meeting(thing.kind, thing.day, thing.domain, place="Zaal 1")


def _said(thing):
    return Said(thing.name, granted_by=thing.granted_by.slug, **SAID)


def _argue(who, thing):
    other = thing.plan.measures.get(slug="andere-premie")
    return measures.argue(who, thing, other, "inkomen", "Andere groep.", **WHY)


def _decide_change(who, thing):
    change = Change(OWN_ACTION, "lapse", "Regering", DAY)
    return adjusting.decide_change(who, thing, change, **WHY)


def _appoint_official(who, thing):
    return domains.appoint_official(
        who, thing.domains.first(), domains.Appointed("Iemand", DAY), **WHY
    )


DOING = {
    "plan.prepare_round": lambda who, plan: rounds.prepare_round(
        who, plan, Outline("progress", date(2025, 1, 1), date(2026, 12, 31)), **WHY
    ),
    "plan.plan_consultation": lambda who, plan: consultations.plan_consultation(
        who, plan, consultations.Meeting("horizontal", DAY), **WHY
    ),
    "plan.keep_domain": lambda who, plan: domains.keep_domain(who, plan, "nieuw", "Nieuw", **WHY),
    "plan.appoint_official": _appoint_official,
    "plan.list_test": lambda who, plan: poverty_tests.list_test(
        who, plan, a_dossier("ours"), **WHY
    ),
    "plan.review_tests": lambda who, plan: poverty_tests.review_year(
        who, plan, 2031, DAY, "team", "Volledig.", **WHY
    ),
    "plan.keep_measure": lambda who, plan: measures.add_measure(who, plan, Said("Premie"), **WHY),
    "plan.see_drafts": reading("plan.see_drafts"),
    "person.invite": lambda who, person: people.invite(who, "nieuw@voorbeeld.be", "N", **WHY),
    "person.appoint": lambda who, person: people.appoint(who, person, people.Post("reader"), **WHY),
    "person.export": people.export_person,
    "person.erase": lambda who, person: people.erase_person(who, person, **WHY),
    "round.read": reading("round.read"),
    "round.set": lambda who, of: rounds.set_round(who, of, {"name": "Anders"}, **WHY),
    "round.cover": lambda who, of: rounds.cover(who, of, [OWN_ACTION, "08_06_01"], **WHY),
    "round.open": lambda who, of: rounds.open_round(who, of, **WHY),
    "round.import": lambda who, of: import_answers(
        who, of, read_sheet(SHEET.encode(), "antwoorden.csv"), **WHY
    ),
    "round.end_answers": lambda who, of: rounds.end_answers(who, of, **WHY),
    "round.end_validation": lambda who, of: rounds.end_validation(who, of, **WHY),
    "round.reopen": lambda who, of: rounds.reopen(who, of, **WHY),
    "round.freeze": lambda who, of: rounds.freeze(who, of, **WHY),
    "round.send": lambda who, of: rounds.send(who, of, **WHY),
    "round.adjust": _decide_change,
    "report.read": reading("report.read"),
    "report.answer": lambda who, report: reports.answer(
        who, report, played.said(report, news="Er is nieuws."), **WHY
    ),
    "report.propose": lambda who, report: reports.propose(who, report, "Zeg meer.", "Vaag.", **WHY),
    "report.validate": lambda who, report: reports.validate(who, report, **WHY),
    "report.send_back": lambda who, report: reports.send_back(who, report, "Te vaag."),
    "proposal.decide": lambda who, it: reports.decide_proposal(who, it, take=True, **WHY),
    "action.maintain": lambda who, action: actions.maintain(
        who, action, "summary", "Bijgewerkt.", **WHY
    ),
    "action.involve": lambda who, action: actions.involve(
        who, action, "Een vereniging", phase="execution", **WHY
    ),
    "action.contribute": lambda who, action: contributions.contribute(
        who, action, an_indicator(action), "down", "Wie dit krijgt, is minder arm.", **WHY
    ),
    "action.find": lambda who, action: findings.make_finding(who, action, FOUND, **WHY),
    "involvement.take_back": lambda who, row: actions.take_back(who, row, **WHY),
    "finding.read_draft": reading("finding.read_draft"),
    "finding.read": reading("finding.read"),
    "finding.edit": lambda who, it: findings.edit_finding(who, it, FOUND, **WHY),
    "finding.share": lambda who, it: findings.share_finding(who, it, **WHY),
    "finding.reply": lambda who, it: findings.reply_to_finding(who, it, "Wij weten.", **WHY),
    "finding.publish": lambda who, it: findings.publish_finding(who, it, **WHY),
    "finding.withdraw": lambda who, it: findings.withdraw_finding(who, it, "Fout.", **WHY),
    "consultation.read": reading("consultation.read"),
    "consultation.set": lambda who, it: consultations.set_consultation(
        who, it, _meeting(it), [consultations.Item("Stand van zaken")], **WHY
    ),
    "consultation.suggest": lambda who, it: consultations.suggest_item(
        who, it, consultations.Item("Nog iets"), **WHY
    ),
    "consultation.hold": lambda who, it: consultations.hold_consultation(
        who, it, "Er is gesproken.", **WHY
    ),
    "consultation.publish": lambda who, it: consultations.publish_consultation(who, it, **WHY),
    "consultation.cancel": lambda who, it: consultations.cancel_consultation(who, it, **WHY),
    "consultation.add_point": lambda who, it: consultations.add_point(
        who, it, consultations.Agreed("Doen.", party=party("departement-werk")), **WHY
    ),
    "point.finish": lambda who, point: consultations.finish_point(who, point, "Gedaan.", **WHY),
    "point.reopen": lambda who, point: consultations.reopen_point(who, point, **WHY),
    "test.read": reading("test.read"),
    "test.set": lambda who, test: poverty_tests.set_test(who, test, a_dossier("ours"), **WHY),
    "test.scan": lambda who, test: poverty_tests.scan_test(who, test, answers(test), **WHY),
    "test.decide": lambda who, test: poverty_tests.decide_test(
        who, test, True, "Het raakt huurders.", DAY, **WHY
    ),
    "test.contribute": lambda who, test: poverty_tests.contribute(
        who, test, "experience", "een vereniging", "De drempel is te hoog.", DAY, **WHY
    ),
    "test.conclude": lambda who, test: poverty_tests.conclude_test(
        who, test, "Goed.", "Niets.", [], DAY, **WHY
    ),
    "test.evaluate": lambda who, test: poverty_tests.evaluate_test(
        who, test, "Geleerd.", DAY, **WHY
    ),
    "test.publish": lambda who, test: poverty_tests.publish_test(who, test, **WHY),
    "measure.read": reading("measure.read"),
    "measure.keep": lambda who, it: measures.keep_measure(who, it, _said(it), **WHY),
    "measure.count": lambda who, it: measures.count_measure(
        who, it, Counted(2016, 2017, persons=10, money=Decimal(100), source="Jaarverslag"), **WHY
    ),
    "measure.argue": _argue,
}
