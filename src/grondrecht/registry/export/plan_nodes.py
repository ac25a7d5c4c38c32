"""Plans and what they speak of as linked data: editions, rights, offices, parties, indicators and
instruments.
"""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from grondrecht.registry.export.linked import (
    Node,
    day,
    elsewhere,
    in_order,
    json_text,
    moment,
    more,
    names,
    number,
    organization,
    ref,
    words,
)
from grondrecht.registry.export.records import address_of
from grondrecht.registry.models import (
    Descent,
    Edition,
    Indicator,
    Instrument,
    Mandate,
    Observation,
    Office,
    Party,
    PartyAlias,
    Plan,
    Portfolio,
    QualityFinding,
    Right,
)

# Instruments by kind: the class that fits.
INSTRUMENTS = {
    "system": "schema:SoftwareApplication",
    "dataset": "dcat:Dataset",
    "formula": "schema:DefinedTerm",
    "instrument": "skos:Concept",
    "right": "cpsv:PublicService",
}


def plan_node(plan: Plan) -> Node:
    """A plan: a prov:Plan and schema:CreativeWork."""
    return {
        "@id": address_of("plan", plan.slug),
        "@type": ["prov:Plan", "schema:CreativeWork"],
        "dct:identifier": plan.slug,
        "dct:title": names(plan.name, plan.name_en, plan.language),
        "dct:publisher": organization(plan.government),
        "schema:inLanguage": plan.language,
        "schema:startDate": day(plan.first_day),
        "schema:endDate": day(plan.last_day),
        "dct:hasVersion": [ref("edition", plan.slug, each.slug) for each in plan.editions.all()],
    }


def edition_node(edition: Edition) -> Node:
    """An edition: a version of the plan, derived from a document that its hash names."""
    plan = edition.plan
    of_plan = [each for each in edition.quality.all() if each.action_id is None]
    return {
        "@id": address_of("edition", plan.slug, edition.slug),
        "@type": ["prov:Entity", "schema:CreativeWork"],
        "dct:identifier": edition.slug,
        "dct:title": words(edition.name, plan.language),
        "dct:isVersionOf": ref("plan", plan.slug),
        "dct:issued": day(edition.decided_on),
        "schema:position": edition.position,
        "prov:generatedAtTime": moment(edition.imported_at),
        "prov:wasDerivedFrom": {
            "@type": ["prov:Entity", "schema:DigitalDocument"],
            "schema:name": edition.file,
            "schema:encodingFormat": edition.media_type,
            "schema:sha256": edition.sha256,
            "schema:numberOfPages": edition.pages,
            "schema:additionalProperty": more(lines=edition.lines),
        },
        "schema:additionalProperty": more(legend=json_text(edition.legend)),
        "prov:qualifiedDerivation": [descent_node(each) for each in edition.descents_to.all()],
        "dqv:hasQualityAnnotation": quality_nodes(of_plan),
    }


def descent_node(descent: Descent) -> Node:
    """What became of actions since an older edition: from which codes to which."""
    plan = descent.after.plan.slug
    return {
        "@type": "prov:Derivation",
        "prov:entity": ref("edition", plan, descent.before.slug),
        "dct:type": descent.kind,
        "dct:replaces": in_order(ref("action", plan, code) for code in descent.old),
        "dct:isReplacedBy": in_order(ref("action", plan, code) for code in descent.new),
        "dct:description": names(descent.why, descent.why_en),
        "dct:source": descent.decision,
        "schema:additionalProperty": more(
            likeness=number(Decimal(repr(descent.likeness))), state=descent.state
        ),
    }


def quality_nodes(findings: Iterable[QualityFinding]) -> list[Node]:
    """What quality rules found."""
    return [
        {
            "@type": "dqv:QualityAnnotation",
            "dct:isPartOf": ref("edition", each.edition.plan.slug, each.edition.slug),
            "dct:type": each.rule,
            "schema:position": each.position,
            "schema:alternativeHeadline": each.level,
            "oa:bodyValue": [words(each.message, "nl"), words(each.message_en, "en")],
            "schema:additionalProperty": more(line=each.line),
        }
        for each in findings
    ]


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
    plan = office.plan
    return {
        "@id": address_of("office", plan.slug, office.code),
        "@type": "org:Post",
        "skos:notation": office.code,
        "skos:prefLabel": names(office.name, office.name_en, plan.language),
        "skos:altLabel": words(office.printed_name, plan.language),
        "dct:isPartOf": ref("plan", plan.slug),
        "org:heldBy": [_holder(each) for each in office.mandates.all()],
        "schema:knowsAbout": [_domain(each, plan) for each in office.portfolios.all()],
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


def _domain(portfolio: Portfolio, plan: Plan) -> Node:
    return {
        "@type": "skos:Concept",
        "skos:prefLabel": names(portfolio.name, portfolio.name_en, plan.language),
        "schema:startDate": day(portfolio.first_day),
        "schema:endDate": day(portfolio.last_day),
    }


def party_node(party: Party) -> Node:
    """A party: an organization, with its other names and the days they hold."""
    aliases = party.aliases.all()
    return {
        "@id": address_of("party", party.slug),
        "@type": "org:Organization",
        "dct:identifier": party.slug,
        "dct:type": party.kind,
        "skos:prefLabel": names(party.name, party.name_en),
        "skos:altLabel": sorted({alias.name for alias in aliases} - {party.name}),
        "skosxl:altLabel": [_alias(alias) for alias in aliases],
        "dct:description": party.what,
        "org:subOrganizationOf": ref("party", party.part_of.slug) if party.part_of else None,
        "schema:disambiguatingDescription": in_order(party.facts),
    }


def _alias(alias: PartyAlias) -> Node:
    return {
        "@type": "skosxl:Label",
        "skosxl:literalForm": alias.name,
        "schema:startDate": day(alias.first_day),
        "schema:endDate": day(alias.last_day),
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
        "schema:disambiguatingDescription": in_order(indicator.facts),
        "schema:additionalProperty": more(
            better=indicator.better,
            line=indicator.line,
            definition=indicator.definition,
            version=indicator.version,
        ),
        "schema:measurementMethod": elsewhere(indicator.definition_url),
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
            *(
                {"@type": "schema:PropertyValue", "schema:name": name, "schema:value": value}
                for name, value in observation.breakdown.items()
            ),
            *_of_sample(observation),
        ],
        "dct:source": observation.source,
        "schema:citation": elsewhere(observation.source_url),
        "dct:provenance": json_text(observation.provenance),
    }


def _of_sample(observation: Observation) -> list[Node]:
    """What is known of a value that rests on a sample, and what is the matter with it."""
    return more(
        standard_error=number(observation.standard_error),
        lower=number(observation.lower),
        upper=number(observation.upper),
        n=observation.n,
        n_poor=observation.n_poor,
        population=number(observation.population),
        flag=observation.flag,
        method=observation.method,
        synthetic=observation.synthetic or None,
    )


def instrument_node(instrument: Instrument) -> Node:
    """A system, data set, formula, instrument or entitlement.

    CPSV-AP asks for a description of an entitlement in a language, which the catalogue does not
    tell; it is then given in the plan's, and where there is none, the name.
    """
    plan = instrument.plan
    told = instrument.what or instrument.name
    is_right = instrument.kind == "right"
    return {
        "@id": address_of("instrument", plan.slug, instrument.kind, instrument.slug),
        "@type": INSTRUMENTS[instrument.kind],
        "dct:identifier": instrument.slug,
        "dct:type": instrument.kind,
        "dct:title": names(instrument.name, instrument.name_en, plan.language),
        "dct:description": words(told, plan.language) if is_right else None,
        "schema:description": instrument.what,
        "cv:hasCompetentAuthority": _authority(plan) if is_right else None,
        "dct:isPartOf": ref("plan", plan.slug),
        "schema:disambiguatingDescription": in_order(instrument.facts),
        "schema:additionalProperty": more(line=instrument.line),
    }


def _authority(plan: Plan) -> Node | None:
    """The government whose plan it is, which answers for the entitlements it speaks of."""
    if not plan.government:
        return None
    names_of = words(plan.government, plan.language)
    return {"@type": "cv:PublicOrganisation", "dct:title": names_of}
