"""Actions as linked data: their forms, milestones, money, involvement, links and findings."""

from __future__ import annotations

from collections.abc import Iterable

from grondrecht.registry.export.linked import (
    Node,
    day,
    in_order,
    json_text,
    more,
    names,
    number,
    organization,
    ref,
    words,
)
from grondrecht.registry.export.plan_nodes import quality_nodes
from grondrecht.registry.export.records import address_of
from grondrecht.registry.models import (
    Action,
    Amount,
    Commitment,
    Contribution,
    Form,
    Involvement,
    Link,
    Mention,
    Milestone,
    Plan,
)

ROLES = {"responsible": "schema:agent", "involved": "schema:participant"}
LINKS = {
    "replaces": "dct:replaces",
    "split": "dct:isReplacedBy",
    "merged": "dct:isReplacedBy",
    "see_also": "dct:relation",
}


def action_node(action: Action) -> Node:
    """An action: what is promised, who answers for it, when, with what money, tied to what."""
    plan = action.plan
    return {
        "@id": address_of("action", plan.slug, action.code),
        "@type": "schema:Action",
        "dct:identifier": action.code,
        "dct:title": words(action.title, plan.language),
        "dct:abstract": names(action.plain, action.plain_en),
        "dct:isPartOf": ref("plan", plan.slug),
        "dct:subject": ref("right", plan.slug, action.right.code) if action.right else None,
        "schema:provider": ref("office", plan.slug, action.office.code) if action.office else None,
        "schema:creativeWorkStatus": "lapsed" if action.lapsed else "current",
        "prov:wasQuotedFrom": [form_node(form) for form in action.forms.all()],
        "schema:description": more(**action.maintained),
        "schema:mentions": _things(action),
        "prov:wasInfluencedBy": [involvement_node(each) for each in action.involvements.all()],
        "schema:subjectOf": [contribution_node(each, plan) for each in action.contributions.all()],
        "prov:qualifiedInfluence": [link_node(each, plan) for each in action.links.all()],
        "dqv:hasQualityAnnotation": quality_nodes(action.quality.all()),
        **_roles(action.mentions.all()),
        **_links(action.links.all(), plan.slug),
    }


def _things(action: Action) -> list[Node]:
    plan = action.plan.slug
    return [
        *(ref("instrument", plan, each.kind, each.slug) for each in action.instruments.all()),
        *(ref("indicator", plan, each.slug) for each in action.indicators.all()),
        *(ref("party", each.slug) for each in action.named_parties.all()),
    ]


def _roles(mentions: Iterable[Mention]) -> Node:
    found: dict[str, dict[str, Node]] = {}
    for mention in mentions:
        if mention.party:
            slug = mention.party.slug
            found.setdefault(ROLES[mention.role], {})[slug] = ref("party", slug)
    return {name: list(parties.values()) for name, parties in found.items()}


def _links(links: Iterable[Link], plan: str) -> Node:
    found: dict[str, list[Node]] = {}
    for link in links:
        found.setdefault(LINKS[link.kind], []).append(ref("action", plan, link.target.code))
    return found


def link_node(link: Link, plan: Plan) -> Node:
    """How an action hangs together with another, who says so, and on which decision."""
    return {
        "@type": "prov:Influence",
        "prov:influencer": ref("action", plan.slug, link.target.code),
        "dct:type": link.kind,
        "dct:description": words(link.words, plan.language),
        "dct:source": link.decision,
        "dct:date": day(link.decided_on),
        "schema:additionalProperty": more(origin=link.origin),
    }


def involvement_node(involvement: Involvement) -> Node:
    """That people took part: in which phase, what they said, what came of it."""
    form = involvement.form
    plan = involvement.action.plan
    return {
        "@type": "prov:Activity",
        "dct:isPartOf": ref("edition", plan.slug, form.edition.slug) if form else None,
        "dct:type": involvement.phase,
        "dct:description": words(involvement.text, plan.language),
        "schema:comment": words(involvement.said, plan.language),
        "schema:result": words(involvement.outcome, plan.language),
    }


def contribution_node(contribution: Contribution, plan: Plan) -> Node:
    """How the action should contribute to an indicator of the monitor: a claim, no effect."""
    said_for = contribution.said_for
    return {
        "@type": "schema:Claim",
        "schema:about": ref("indicator", plan.slug, contribution.indicator.slug),
        "dct:type": contribution.direction,
        "dct:description": words(contribution.text, plan.language),
        "schema:author": ref("party", said_for.slug) if said_for else None,
    }


def form_node(form: Form) -> Node:
    """A form as printed: its words, where they stood, and what it promises and commits."""
    edition = form.edition
    plan = edition.plan
    commitment = getattr(form, "commitment", None)
    return {
        "@id": address_of("form", plan.slug, edition.slug, str(form.position)),
        "@type": ["prov:Entity", "schema:CreativeWork"],
        "dct:title": words(form.title, plan.language),
        "dct:isPartOf": ref("edition", plan.slug, edition.slug),
        "schema:about": ref("action", plan.slug, form.action.code),
        "schema:position": form.position,
        "schema:pagination": str(form.page) if form.page else None,
        "schema:pageStart": form.first_line,
        "schema:pageEnd": form.last_line,
        "schema:hasPart": _parts(form, plan),
        "prov:value": json_text(form.body),
        "schema:potentialAction": [milestone_node(each, plan) for each in form.milestones.all()],
        "schema:funding": commitment_node(commitment, plan) if commitment else None,
        "schema:mentions": [mention_node(each) for each in form.mentions.all()],
    }


def _parts(form: Form, plan: Plan) -> list[Node]:
    """The fields of a form that hold words; its milestones stand apart."""
    return [
        {
            "@type": "schema:CreativeWork",
            "dct:identifier": path,
            "schema:text": words(text, plan.language),
        }
        for path, text in form.value.texts()
        if text and not path.startswith("milestones")
    ]


def milestone_node(milestone: Milestone, plan: Plan) -> Node:
    """A promise for a period."""
    return {
        "@type": "schema:PlanAction",
        "schema:position": milestone.position,
        "schema:scheduledTime": words(milestone.period, plan.language),
        "schema:startTime": day(milestone.first_day),
        "schema:endTime": day(milestone.last_day),
        "schema:temporalCoverage": [str(year) for year in milestone.years],
        "dct:type": milestone.stage,
        "schema:description": words(milestone.text, plan.language),
    }


def commitment_node(commitment: Commitment, plan: Plan) -> Node:
    """What a form says of its money, as stated and as read."""
    return {
        "@type": "schema:Grant",
        "dct:type": commitment.kind,
        "schema:keywords": in_order(commitment.says),
        "schema:description": words(commitment.text, plan.language),
        "schema:amount": [amount_node(each) for each in commitment.amounts.all()],
    }


def amount_node(amount: Amount) -> Node:
    """An amount as stated: a value or a range in a currency, or a percentage."""
    return {
        "@type": "schema:MonetaryAmount" if amount.currency else "schema:QuantitativeValue",
        "schema:position": amount.position,
        "schema:description": amount.words,
        "schema:currency": amount.currency,
        "schema:unitText": amount.unit,
        "schema:value": number(amount.value),
        "schema:minValue": number(amount.low),
        "schema:maxValue": number(amount.high),
        "schema:temporalCoverage": [str(year) for year in amount.years],
        "schema:funder": organization(amount.payer),
        "schema:additionalProperty": more(
            onward=amount.onward,
            recurrence=amount.recurrence,
            about=amount.about,
            per=amount.per,
            times=number(amount.times),
            change=amount.change,
        ),
    }


def mention_node(mention: Mention) -> Node:
    """A name of a party in a field of a form: its words, their place, and who is meant."""
    return {
        "@type": "oa:Annotation",
        "dct:type": mention.role,
        "oa:hasBody": ref("party", mention.party.slug) if mention.party else None,
        "oa:hasTarget": {
            "@type": "oa:SpecificResource",
            "dct:identifier": mention.field,
            "oa:hasSelector": {
                "@type": ["oa:TextPositionSelector", "oa:TextQuoteSelector"],
                "oa:exact": mention.words,
                "oa:start": mention.start,
                "oa:end": mention.end,
            },
        },
        "schema:additionalProperty": more(how=mention.how),
    }
