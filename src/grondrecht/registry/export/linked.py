"""The register as linked data: each thing as a node of JSON-LD, in vocabularies that exist.

schema.org (plans, editions, actions, money, observations), ORG (offices, holders, parties), PROV
(what was read from which document), SKOS (rights), DQV (quality), DCAT (data sets) and CPSV-AP
(entitlements). docs/open-data.md has the mapping; shapes.ttl beside this module checks it.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import Any

from grondrecht.registry.export.records import address_of
from grondrecht.registry.export.values import exact
from grondrecht.registry.models import (
    Action,
    Amount,
    Edition,
    Form,
    Indicator,
    Instrument,
    Link,
    Mandate,
    Mention,
    Milestone,
    Observation,
    Office,
    Party,
    Plan,
    QualityFinding,
    Right,
)

Node = dict[str, Any]

CONTEXT: dict[str, Any] = {
    "schema": "https://schema.org/",
    "dct": "http://purl.org/dc/terms/",
    "org": "http://www.w3.org/ns/org#",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "prov": "http://www.w3.org/ns/prov#",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "dqv": "http://www.w3.org/ns/dqv#",
    "oa": "http://www.w3.org/ns/oa#",
    "dcat": "http://www.w3.org/ns/dcat#",
    "cpsv": "http://purl.org/vocab/cpsv#",
    "cv": "http://data.europa.eu/m8g/",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}
# Instruments by kind: the class that fits.
INSTRUMENTS = {
    "system": "schema:SoftwareApplication",
    "dataset": "dcat:Dataset",
    "formula": "schema:DefinedTerm",
    "instrument": "skos:Concept",
    "right": "cpsv:PublicService",
}
ROLES = {"responsible": "schema:agent", "involved": "schema:participant"}
LINKS = {
    "replaces": "dct:replaces",
    "split": "dct:isReplacedBy",
    "merged": "dct:isReplacedBy",
    "see_also": "dct:relation",
}


def document(nodes: Iterable[Node]) -> dict[str, Any]:
    """Nodes as one JSON-LD document."""
    return {"@context": CONTEXT, "@graph": [_filled(node) for node in nodes]}


def words(text: str, language: str) -> Node | None:
    """A text in a language, or nothing where it is empty."""
    return {"@value": text, "@language": language} if text else None


def names(text: str, text_en: str, language: str = "nl") -> list[Node]:
    """A name in the plan's language and in English."""
    found = [words(text, language), words(text_en, "en") if text_en != text else None]
    return [each for each in found if each]


def number(value: Decimal | None) -> Node | None:
    """An exact decimal, in the spelling that Turtle gives it: with a digit behind the point."""
    if value is None:
        return None
    words = exact(value)
    return {"@value": words if "." in words else f"{words}.0", "@type": "xsd:decimal"}


def day(value: date | None) -> Node | None:
    """A day."""
    return None if value is None else {"@value": value.isoformat(), "@type": "xsd:date"}


def ref(kind: str, *parts: str) -> Node:
    """A link to another thing of the register."""
    return {"@id": address_of(kind, *parts)}


def plan_node(plan: Plan) -> Node:
    """A plan: a prov:Plan and schema:CreativeWork."""
    return {
        "@id": address_of("plan", plan.slug),
        "@type": ["prov:Plan", "schema:CreativeWork"],
        "dct:identifier": plan.slug,
        "dct:title": names(plan.name, plan.name_en, plan.language),
        "dct:publisher": {"@type": "org:Organization", "foaf:name": plan.government}
        if plan.government
        else None,
        "schema:startDate": day(plan.first_day),
        "schema:endDate": day(plan.last_day),
        "dct:hasVersion": [ref("edition", plan.slug, each.slug) for each in plan.editions.all()],
    }


def edition_node(edition: Edition) -> Node:
    """An edition: a version of the plan, derived from a document that its hash names."""
    plan = edition.plan
    return {
        "@id": address_of("edition", plan.slug, edition.slug),
        "@type": ["prov:Entity", "schema:CreativeWork"],
        "dct:identifier": edition.slug,
        "dct:title": words(edition.name, plan.language),
        "dct:isVersionOf": ref("plan", plan.slug),
        "dct:issued": day(edition.decided_on),
        "schema:position": edition.position,
        "prov:generatedAtTime": {
            "@value": edition.imported_at.isoformat(),
            "@type": "xsd:dateTime",
        },
        "prov:wasDerivedFrom": {
            "@type": ["prov:Entity", "schema:DigitalDocument"],
            "schema:name": edition.file,
            "schema:encodingFormat": edition.media_type,
            "schema:sha256": edition.sha256,
        },
    }


def right_node(right: Right) -> Node:
    """A basic right: a concept of the plan's scheme."""
    return {
        "@id": address_of("right", right.plan.slug, right.code),
        "@type": "skos:Concept",
        "skos:notation": right.code,
        "skos:prefLabel": names(right.name, right.name_en, right.plan.language),
        "skos:inScheme": ref("plan", right.plan.slug),
    }


def office_node(office: Office) -> Node:
    """An office: a post, with the memberships of those who held it."""
    return {
        "@id": address_of("office", office.plan.slug, office.code),
        "@type": "org:Post",
        "skos:notation": office.code,
        "skos:prefLabel": names(office.name, office.name_en, office.plan.language),
        "skos:altLabel": words(office.printed_name, office.plan.language),
        "dct:isPartOf": ref("plan", office.plan.slug),
        "org:heldBy": [_holder(each) for each in office.mandates.all()],
        "schema:knowsAbout": [
            {
                "@type": "skos:Concept",
                "skos:prefLabel": names(each.name, each.name_en, office.plan.language),
                "schema:startDate": day(each.first_day),
                "schema:endDate": day(each.last_day),
            }
            for each in office.portfolios.all()
        ],
    }


def _holder(mandate: Mandate) -> Node:
    return {
        "@type": "foaf:Person",
        "foaf:name": mandate.person,
        "org:hasMembership": {
            "@type": "org:Membership",
            "schema:startDate": day(mandate.first_day),
            "schema:endDate": day(mandate.last_day),
            "dct:source": mandate.source,
        },
    }


def party_node(party: Party) -> Node:
    """A party: an organization, with its other names."""
    return {
        "@id": address_of("party", party.slug),
        "@type": "org:Organization",
        "dct:identifier": party.slug,
        "dct:type": party.kind,
        "skos:prefLabel": names(party.name, party.name_en),
        "skos:altLabel": sorted({alias.name for alias in party.aliases.all()} - {party.name}),
        "dct:description": party.what,
        "org:subOrganizationOf": ref("party", party.part_of.slug) if party.part_of else None,
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
        "schema:description": [
            {"@type": "schema:PropertyValue", "schema:propertyID": path, "schema:value": text}
            for path, text in action.maintained.items()
        ],
        "schema:mentions": [
            *(ref("instrument", plan.slug, i.kind, i.slug) for i in action.instruments.all()),
            *(ref("indicator", plan.slug, each.slug) for each in action.indicators.all()),
            *(ref("party", each.slug) for each in action.named_parties.all()),
        ],
        "dqv:hasQualityAnnotation": [quality_node(each) for each in action.quality.all()],
        **_roles(action.mentions.all()),
        **_links(action.links.all(), plan.slug),
    }


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
        "schema:position": form.position,
        "schema:pagination": str(form.page) if form.page else None,
        "schema:pageStart": form.first_line or None,
        "schema:pageEnd": form.last_line or None,
        "schema:hasPart": [
            {
                "@type": "schema:CreativeWork",
                "dct:identifier": path,
                "schema:text": words(text, plan.language),
            }
            for path, text in form.value.texts()
            if text and not path.startswith("milestones")
        ],
        "schema:potentialAction": [milestone_node(each, plan) for each in form.milestones.all()],
        "schema:funding": {
            "@type": "schema:Grant",
            "dct:type": commitment.kind,
            "schema:description": words(commitment.text, plan.language),
            "schema:amount": [amount_node(each) for each in commitment.amounts.all()],
        }
        if commitment
        else None,
    }


def milestone_node(milestone: Milestone, plan: Plan) -> Node:
    """A promise for a period."""
    return {
        "@type": "schema:PlanAction",
        "schema:position": milestone.position,
        "schema:scheduledTime": words(milestone.period, plan.language),
        "schema:startTime": day(milestone.first_day),
        "schema:endTime": day(milestone.last_day),
        "dct:type": milestone.stage,
        "schema:description": words(milestone.text, plan.language),
    }


def amount_node(amount: Amount) -> Node:
    """An amount as stated: a value or a range in a currency, or a percentage."""
    money = bool(amount.currency)
    return {
        "@type": "schema:MonetaryAmount" if money else "schema:QuantitativeValue",
        "schema:position": amount.position,
        "schema:description": amount.words,
        "schema:currency": amount.currency,
        "schema:unitText": amount.unit,
        "schema:value": number(amount.value),
        "schema:minValue": number(amount.low) if amount.low != amount.value else None,
        "schema:maxValue": number(amount.high) if amount.high != amount.value else None,
        "schema:temporalCoverage": [str(year) for year in amount.years],
        "schema:funder": {"@type": "org:Organization", "foaf:name": amount.payer}
        if amount.payer
        else None,
    }


def quality_node(finding: QualityFinding) -> Node:
    """What a quality rule found."""
    return {
        "@type": "dqv:QualityAnnotation",
        "dct:type": finding.rule,
        "schema:alternativeHeadline": finding.level,
        "oa:bodyValue": [words(finding.message, "nl"), words(finding.message_en, "en")],
    }


def indicator_node(indicator: Indicator) -> Node:
    """An indicator with its observations."""
    plan = indicator.plan
    return {
        "@id": address_of("indicator", plan.slug, indicator.slug),
        "@type": "schema:StatisticalVariable",
        "dct:identifier": indicator.slug,
        "dct:title": names(indicator.name, indicator.name_en, plan.language),
        "dct:description": indicator.what,
        "dct:isPartOf": ref("plan", plan.slug),
        "schema:unitText": indicator.unit,
        "schema:observation": [observation_node(each) for each in indicator.observations.all()],
    }


def observation_node(observation: Observation) -> Node:
    """The value of an indicator for a period, a group and a kind, with its margin and source."""
    return {
        "@type": "schema:Observation",
        "dct:type": observation.kind,
        "schema:observationPeriod": observation.period,
        "schema:startDate": day(observation.first_day),
        "schema:endDate": day(observation.last_day),
        "schema:value": number(observation.value),
        "schema:unitText": observation.unit,
        "schema:marginOfError": number(observation.margin),
        "schema:additionalProperty": [
            {"@type": "schema:PropertyValue", "schema:name": name, "schema:value": value}
            for name, value in observation.breakdown.items()
        ],
        "dct:source": observation.source,
        "schema:citation": {"@id": observation.source_url} if observation.source_url else None,
    }


def instrument_node(instrument: Instrument) -> Node:
    """A system, data set, formula, instrument or entitlement."""
    plan = instrument.plan
    return {
        "@id": address_of("instrument", plan.slug, instrument.kind, instrument.slug),
        "@type": INSTRUMENTS[instrument.kind],
        "dct:identifier": instrument.slug,
        "dct:title": names(instrument.name, instrument.name_en, plan.language),
        "dct:description": words(instrument.what or instrument.name, "en"),
        "dct:isPartOf": ref("plan", plan.slug),
        "schema:disambiguatingDescription": list(instrument.facts),
    }


def _filled(value: Any) -> Any:  # noqa: ANN401 (any value of JSON)
    """A node without its empty values, all the way down."""
    if isinstance(value, dict):
        kept = {key: _filled(each) for key, each in value.items()}
        return {key: each for key, each in kept.items() if each not in (None, "", [], {})}
    if isinstance(value, list):
        return [each for each in map(_filled, value) if each not in (None, "", [], {})]
    return value
