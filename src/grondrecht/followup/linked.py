"""Rounds, reports and findings as linked data, where everybody may read them.

A round is a PROV activity, a report what it generated, a finding a schema.org review of an action
with its step as a rating; docs/open-data.md has the mapping.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db.models import CharField, QuerySet
from django.db.models.functions import Cast

from grondrecht.followup.answers import Answer, from_json
from grondrecht.followup.models import Finding, Report, Round
from grondrecht.registry.export import things
from grondrecht.registry.export.linked import (
    Node,
    day,
    document,
    elsewhere,
    more,
    names,
    organization,
    ref,
    words,
)
from grondrecht.registry.export.records import address_of
from grondrecht.registry.export.things import THINGS, Thing
from grondrecht.registry.models import Plan

STEPS = tuple(key for key, _name in Finding.COMPLETION)


def _rounds() -> QuerySet[Round]:
    return Round.objects.filter(state="sent").select_related("plan", "edition")


def _reports() -> QuerySet[Report]:
    sent = Report.objects.filter(round__state="sent")
    return sent.select_related("round__plan", "action").order_by("round", "action__code")


def _findings() -> QuerySet[Finding]:
    public = Finding.objects.filter(state="published").select_related("action__plan", "party")
    return public.prefetch_related("replies").annotate(number=Cast("pk", CharField()))


def round_node(of: Round) -> Node:
    """A round: over which days it reports, on which edition, and when it was sent."""
    plan = of.plan
    return {
        "@id": address_of("round", plan.slug, of.slug),
        "@type": "prov:Activity",
        "dct:identifier": of.slug,
        "dct:title": names(of.name, of.name_en, plan.language),
        "dct:type": of.kind,
        "dct:isPartOf": ref("plan", plan.slug),
        "prov:used": ref("edition", plan.slug, of.edition.slug),
        "schema:startDate": day(of.first_day),
        "schema:endDate": day(of.last_day),
        "dct:issued": day(of.sent_on),
    }


def report_node(report: Report) -> Node:
    """What the administration said of an action in a round."""
    plan, answer = report.round.plan, from_json(report.answer)
    return {
        "@id": address_of("report", plan.slug, report.round.slug, report.action.code),
        "@type": "schema:Report",
        "schema:about": ref("action", plan.slug, report.action.code),
        "prov:wasGeneratedBy": ref("round", plan.slug, report.round.slug),
        "schema:creativeWorkStatus": report.status,
        "schema:text": words(answer.news, plan.language),
        "schema:hasPart": _milestones(answer, plan),
        "schema:potentialAction": _next(answer, plan),
        "schema:additionalProperty": more(
            kind=report.kind,
            reason=words(answer.reason, plan.language),
            no_involvement=words(answer.no_involvement, plan.language),
        ),
    }


def _milestones(answer: Answer, plan: Plan) -> list[Node]:
    return [
        {
            "@type": "schema:PlanAction",
            "schema:position": each.position,
            "schema:temporalCoverage": each.period,
            "schema:description": words(each.promised, plan.language),
            "schema:result": words(each.done, plan.language),
        }
        for each in answer.milestones
    ]


def _next(answer: Answer, plan: Plan) -> Node | None:
    if not answer.next_step and not answer.next_on:
        return None
    return {
        "@type": "schema:PlanAction",
        "schema:description": words(answer.next_step, plan.language),
        "schema:endTime": day(answer.next_on),
    }


def finding_node(finding: Finding) -> Node:
    """What somebody outside the administration found of an action, with the replies to it."""
    plan, party = finding.action.plan, finding.party
    return {
        "@id": address_of("finding", plan.slug, str(finding.pk)),
        "@type": "schema:Review",
        "schema:itemReviewed": ref("action", plan.slug, finding.action.code),
        "schema:author": ref("party", party.slug) if party else organization(finding.made_for),
        "schema:reviewBody": words(finding.text, plan.language),
        "schema:reviewRating": {
            "@type": "schema:Rating",
            "schema:ratingValue": number_of(finding.completion),
            "schema:bestRating": len(STEPS),
            "schema:worstRating": 1,
            "schema:alternateName": finding.completion,
        },
        "schema:citation": [_evidence(each, plan) for each in finding.evidence],
        "schema:comment": [
            {
                "@type": "schema:Comment",
                "schema:author": organization(reply.made_for),
                "schema:text": words(reply.text, plan.language),
                "schema:dateCreated": day(reply.made_on),
            }
            for reply in finding.replies.all()
        ],
        "schema:dateCreated": day(finding.made_on),
        "schema:datePublished": day(finding.published_on),
    }


def number_of(completion: str) -> int:
    """The place of a step on the scale, from 1."""
    return STEPS.index(completion) + 1


def _evidence(each: Mapping[str, str], plan: Plan) -> Node:
    named: Node = {"@type": "schema:CreativeWork", "schema:name": each["text"]}
    if each["kind"] == "indicator":
        return named | {"schema:about": ref("indicator", plan.slug, each["address"])}
    return named | {"schema:url": elsewhere(each["address"])}


FOLLOWED: dict[str, Thing] = {
    thing.kind: thing
    for thing in (
        Thing(
            "round",
            ("plan__slug", "slug"),
            _rounds,
            round_node,
            lambda of: f"{of.plan.slug}/rondes/{of.slug}",
        ),
        Thing(
            "report",
            ("round__plan__slug", "round__slug", "action__code"),
            _reports,
            report_node,
            lambda report: f"{report.round.plan.slug}/acties/{report.action.code}",
        ),
        Thing(
            "finding",
            ("action__plan__slug", "number"),
            _findings,
            finding_node,
            lambda finding: f"{finding.action.plan.slug}/bevindingen/{finding.pk}",
        ),
    )
}
EVERY_THING: dict[str, Thing] = THINGS | FOLLOWED
"""Everything with a permanent identifier, by its kind."""


def graph_of(plan: Plan) -> dict[str, Any]:
    """All of a plan as one JSON-LD document, with what followed it."""
    graph = things.graph_of(plan)
    nodes = [
        *map(round_node, _rounds().filter(plan=plan)),
        *map(report_node, _reports().filter(round__plan=plan)),
        *map(finding_node, _findings().filter(action__plan=plan)),
    ]
    graph["@graph"] += document(nodes)["@graph"]
    return graph
