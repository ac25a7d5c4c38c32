"""Read the tables of the register back out of its linked data.

One function per table gives its rows, as mappings by column name, from the triples alone.
"""

from __future__ import annotations

import json
from urllib.parse import unquote

from rdflib import RDF, Graph, Literal, Namespace, URIRef
from rdflib.collection import Collection

from grondrecht.registry.export.linked import CONTEXT

SCHEMA, DCT, ORG, FOAF, PROV, SKOS, XL, DQV, OA = (
    Namespace(CONTEXT[name])
    for name in ("schema", "dct", "org", "foaf", "prov", "skos", "skosxl", "dqv", "oa")
)
PLAN_LANGUAGE = "nl"


class Read:
    """A node of the graph: its values by predicate."""

    def __init__(self, graph: Graph, node) -> None:
        self.graph, self.node = graph, node

    def one(self, predicate, language=None):
        """The only value (of a language) under a predicate, as Python has it; None without one."""
        found = [
            value
            for value in self.graph.objects(self.node, predicate)
            if language is None or getattr(value, "language", None) == language
        ]
        assert len(found) <= 1, (self.node, predicate, found)
        return value_of(found[0]) if found else None

    def many(self, predicate):
        """The nodes under a predicate."""
        return [Read(self.graph, each) for each in self.graph.objects(self.node, predicate)]

    def into(self, predicate):
        """The only node under a predicate, or an empty one."""
        found = self.many(predicate)
        assert len(found) <= 1
        return found[0] if found else Read(Graph(), None)

    def up(self, predicate):
        """The only node that has this one under a predicate."""
        (found,) = self.graph.subjects(predicate, self.node)
        return Read(self.graph, found)

    def listed(self, predicate):
        """The members of a list, in order."""
        head = self.graph.value(self.node, predicate)
        return [value_of(each) for each in Collection(self.graph, head)] if head else []

    def more(self, name):
        """What stands in a property value of that name."""
        held = [
            each.one(SCHEMA.value)
            for each in self.many(SCHEMA.additionalProperty)
            if each.one(SCHEMA.propertyID) == name
        ]
        return held[0] if held else None

    def key(self, predicate=None, place=-1):
        """The last part of an identifier: of this node, or of what a predicate names."""
        node = self.graph.value(self.node, predicate) if predicate else self.node
        return unquote(str(node).split("/id/")[1].split("/")[place]) if node else None


def value_of(node):
    """A literal as Python has it (JSON unpacked), an identifier as text."""
    if isinstance(node, Literal) and node.datatype == RDF.JSON:
        return json.loads(str(node))
    return node.toPython() if isinstance(node, Literal) and node.datatype else str(node)


def nodes(graph, predicate, value=None):
    """Every node that has a value under a predicate."""
    return [Read(graph, node) for node in set(graph.subjects(predicate, value))]


def named(graph, kind):
    """Every node whose identifier is of a kind and of which something is said."""
    found = {node for node in graph.subjects() if isinstance(node, URIRef)}
    return [Read(graph, node) for node in found if f"/id/{kind}/" in node]


def plans(graph):
    for each in named(graph, "plan"):
        yield {
            "plan": each.one(DCT.identifier),
            "name": each.one(DCT.title, PLAN_LANGUAGE),
            "name_en": each.one(DCT.title, "en"),
            "government": each.into(DCT.publisher).one(FOAF.name),
            "language": each.one(SCHEMA.inLanguage),
            "first_day": each.one(SCHEMA.startDate),
            "last_day": each.one(SCHEMA.endDate),
        }


def editions(graph):
    for each in named(graph, "edition"):
        document = each.into(PROV.wasDerivedFrom)
        yield {
            "plan": each.key(DCT.isVersionOf),
            "edition": each.one(DCT.identifier),
            "name": each.one(DCT.title, PLAN_LANGUAGE),
            "position": each.one(SCHEMA.position),
            "decided_on": each.one(DCT.issued),
            "imported_at": each.one(PROV.generatedAtTime),
            "file": document.one(SCHEMA.name),
            "sha256": document.one(SCHEMA.sha256),
            "media_type": document.one(SCHEMA.encodingFormat),
            "lines": document.more("lines"),
            "pages": document.one(SCHEMA.numberOfPages),
            "legend": each.more("legend"),
        }


def rights(graph):
    for each in nodes(graph, SKOS.inScheme):
        yield {
            "plan": each.key(SKOS.inScheme),
            "right": each.one(SKOS.notation),
            "name": each.one(SKOS.prefLabel, PLAN_LANGUAGE),
            "name_en": each.one(SKOS.prefLabel, "en"),
        }


def offices(graph):
    for each in named(graph, "office"):
        yield {
            **of_office(each),
            "name": each.one(SKOS.prefLabel, PLAN_LANGUAGE),
            "name_en": each.one(SKOS.prefLabel, "en"),
            "printed_name": each.one(SKOS.altLabel),
        }


def of_office(office):
    return {"plan": office.key(DCT.isPartOf), "office": office.one(SKOS.notation)}


def days(node):
    return {"first_day": node.one(SCHEMA.startDate), "last_day": node.one(SCHEMA.endDate)}


def mandates(graph):
    for office in named(graph, "office"):
        for person in office.many(ORG.heldBy):
            membership = person.into(ORG.hasMembership)
            held = {"person": person.one(FOAF.name), "source": membership.one(DCT.source)}
            yield {**of_office(office), **held, **days(membership)}


def portfolios(graph):
    for office in named(graph, "office"):
        for domain in office.many(SCHEMA.knowsAbout):
            name = domain.one(SKOS.prefLabel, PLAN_LANGUAGE)
            name_en = domain.one(SKOS.prefLabel, "en")
            yield {**of_office(office), "name": name, "name_en": name_en, **days(domain)}


def actions(graph):
    for each in nodes(graph, RDF.type, SCHEMA.Action):
        maintained = {
            text.one(SCHEMA.propertyID): text.one(SCHEMA.value)
            for text in each.many(SCHEMA.description)
        }
        yield {
            "plan": each.key(DCT.isPartOf),
            "code": each.one(DCT.identifier),
            "right": each.key(DCT.subject),
            "office": each.key(SCHEMA.provider),
            "title": each.one(DCT.title),
            "plain": each.one(DCT.abstract, "nl"),
            "plain_en": each.one(DCT.abstract, "en"),
            "maintained": maintained,
            "lapsed": each.one(SCHEMA.creativeWorkStatus) == "lapsed",
        }


def of_form(form):
    return {
        "plan": form.key(DCT.isPartOf, -2),
        "edition": form.key(DCT.isPartOf),
        "form": form.one(SCHEMA.position),
        "action": form.key(SCHEMA.about),
    }


def forms(graph):
    for each in named(graph, "form"):
        page = each.one(SCHEMA.pagination)
        known = of_form(each)
        position = known.pop("form")
        yield {
            **known,
            "position": position,
            "title": each.one(DCT.title),
            "body": each.one(PROV.value),
            "first_line": each.one(SCHEMA.pageStart),
            "last_line": each.one(SCHEMA.pageEnd),
            "page": int(page) if page else None,
        }


def years(node):
    return sorted(
        int(each) for each in map(str, node.graph.objects(node.node, SCHEMA.temporalCoverage))
    )


def milestones(graph):
    for form in named(graph, "form"):
        for each in form.many(SCHEMA.potentialAction):
            yield {
                **of_form(form),
                "position": each.one(SCHEMA.position),
                "period": each.one(SCHEMA.scheduledTime),
                "stage": each.one(DCT.type),
                "years": years(each),
                "first_day": each.one(SCHEMA.startTime),
                "last_day": each.one(SCHEMA.endTime),
                "text": each.one(SCHEMA.description),
            }


def commitments(graph):
    for form in named(graph, "form"):
        for each in form.many(SCHEMA.funding):
            yield {
                **of_form(form),
                "text": each.one(SCHEMA.description),
                "kind": each.one(DCT.type),
                "says": each.listed(SCHEMA.keywords),
            }


def amounts(graph):
    extra = ("onward", "recurrence", "about", "per", "times", "change")
    for form in named(graph, "form"):
        for each in form.into(SCHEMA.funding).many(SCHEMA.amount):
            yield {
                **of_form(form),
                "position": each.one(SCHEMA.position),
                "words": each.one(SCHEMA.description),
                "value": each.one(SCHEMA.value),
                "low": each.one(SCHEMA.minValue),
                "high": each.one(SCHEMA.maxValue),
                "currency": each.one(SCHEMA.currency),
                "unit": each.one(SCHEMA.unitText),
                "years": years(each),
                "payer": each.into(SCHEMA.funder).one(FOAF.name),
                **{name: each.more(name) for name in extra},
            }


def of_action(action):
    return {"plan": action.key(DCT.isPartOf), "action": action.one(DCT.identifier)}


def involvements(graph):
    for action in named(graph, "action"):
        for each in action.many(PROV.wasInfluencedBy):
            yield {
                **of_action(action),
                "edition": each.key(DCT.isPartOf),
                "text": each.one(DCT.description),
                "phase": each.one(DCT.type),
                "said": each.one(SCHEMA.comment),
                "outcome": each.one(SCHEMA.result),
            }


def links(graph):
    for action in named(graph, "action"):
        for each in action.many(PROV.qualifiedInfluence):
            yield {
                "plan": action.key(DCT.isPartOf),
                "source": action.one(DCT.identifier),
                "kind": each.one(DCT.type),
                "target": each.key(PROV.influencer),
                "origin": each.more("origin"),
                "words": each.one(DCT.description),
                "decision": each.one(DCT.source),
                "decided_on": each.one(DCT.date),
            }


def codes(node, predicate):
    return [unquote(each.rsplit("/", 1)[1]) for each in node.listed(predicate)]


def descents(graph):
    for edition in named(graph, "edition"):
        for each in edition.many(PROV.qualifiedDerivation):
            yield {
                "plan": edition.key(DCT.isVersionOf),
                "before": each.key(PROV.entity),
                "after": edition.one(DCT.identifier),
                "kind": each.one(DCT.type),
                "old": codes(each, DCT.replaces),
                "new": codes(each, DCT.isReplacedBy),
                "likeness": each.more("likeness"),
                "why": each.one(DCT.description, "nl"),
                "why_en": each.one(DCT.description, "en"),
                "state": each.more("state"),
                "decision": each.one(DCT.source),
            }


def parties(graph):
    for each in named(graph, "party"):
        yield {
            "party": each.one(DCT.identifier),
            "name": each.one(SKOS.prefLabel, "nl"),
            "name_en": each.one(SKOS.prefLabel, "en"),
            "kind": each.one(DCT.type),
            "part_of": each.key(ORG.subOrganizationOf),
            "what": each.one(DCT.description),
            "facts": each.listed(SCHEMA.disambiguatingDescription),
        }


def party_names(graph):
    for party in named(graph, "party"):
        for each in party.many(XL.altLabel):
            known = {"party": party.one(DCT.identifier), "name": each.one(XL.literalForm)}
            yield {**known, **days(each)}


def mentions(graph):
    for form in named(graph, "form"):
        for each in form.many(SCHEMA.mentions):
            target = each.into(OA.hasTarget)
            place = target.into(OA.hasSelector)
            yield {
                **of_form(form),
                "field": target.one(DCT.identifier),
                "role": each.one(DCT.type),
                "words": place.one(OA.exact),
                "start": place.one(OA.start),
                "end": place.one(OA.end),
                "party": each.key(OA.hasBody),
                "how": each.more("how"),
            }


def instruments(graph):
    for each in named(graph, "instrument"):
        yield {
            "plan": each.key(DCT.isPartOf),
            "kind": each.one(DCT.type),
            "instrument": each.one(DCT.identifier),
            "name": each.one(DCT.title, PLAN_LANGUAGE),
            "name_en": each.one(DCT.title, "en"),
            "what": each.one(SCHEMA.description),
            "facts": each.listed(SCHEMA.disambiguatingDescription),
            "line": each.more("line"),
        }


def spoken_of(graph, kind):
    """(action, thing) for the things of a kind that actions speak of."""
    for action in named(graph, "action"):
        for each in action.many(SCHEMA.mentions):
            if f"/id/{kind}/" in each.node:
                yield of_action(action), each


def instrument_actions(graph):
    for known, each in spoken_of(graph, "instrument"):
        yield {**known, "kind": each.key(place=-2), "instrument": each.key()}


def party_actions(graph):
    for known, each in spoken_of(graph, "party"):
        yield {**known, "party": each.key()}


def indicator_actions(graph):
    for known, each in spoken_of(graph, "indicator"):
        yield {**known, "indicator": each.key()}


def indicators(graph):
    for each in named(graph, "indicator"):
        yield {
            "plan": each.key(DCT.isPartOf),
            "indicator": each.one(DCT.identifier),
            "name": each.one(DCT.title, PLAN_LANGUAGE),
            "name_en": each.one(DCT.title, "en"),
            "what": each.one(DCT.description),
            "unit": each.one(SCHEMA.unitText),
            "better": each.more("better"),
            "facts": each.listed(SCHEMA.disambiguatingDescription),
            "line": each.more("line"),
            "definition": each.more("definition"),
            "version": each.more("version"),
            "definition_url": each.one(SCHEMA.measurementMethod),
        }


def observations(graph):
    for indicator in named(graph, "indicator"):
        for each in indicator.many(SCHEMA.observation):
            group = each.many(SCHEMA.additionalProperty)
            yield {
                "plan": indicator.key(DCT.isPartOf),
                "indicator": indicator.one(DCT.identifier),
                "kind": each.one(DCT.type),
                "period": each.one(SCHEMA.observationPeriod),
                **days(each),
                "breakdown": {
                    part.one(SCHEMA.name): part.one(SCHEMA.value)
                    for part in group
                    if part.one(SCHEMA.name)
                },
                "value": each.one(SCHEMA.value),
                "unit": each.one(SCHEMA.unitText),
                "margin": each.one(SCHEMA.marginOfError),
                "source": each.one(DCT.source),
                "source_url": each.one(SCHEMA.citation),
                **{name: each.more(name) for name in OF_SAMPLE},
                "synthetic": bool(each.more("synthetic")),
                "provenance": each.one(DCT.provenance),
            }


OF_SAMPLE = ("standard_error", "lower", "upper", "n", "n_poor", "population", "flag", "method")


def contributions(graph):
    for action in named(graph, "action"):
        for each in action.many(SCHEMA.subjectOf):
            yield {
                **of_action(action),
                "indicator": each.key(SCHEMA.about),
                "direction": each.one(DCT.type),
                "text": each.one(DCT.description),
                "said_for": each.key(SCHEMA.author),
            }


def quality(graph):
    for each in nodes(graph, RDF.type, DQV.QualityAnnotation):
        owner = each.up(DQV.hasQualityAnnotation)
        yield {
            "plan": each.key(DCT.isPartOf, -2),
            "edition": each.key(DCT.isPartOf),
            "position": each.one(SCHEMA.position),
            "rule": each.one(DCT.type),
            "level": each.one(SCHEMA.alternativeHeadline),
            "action": owner.key() if "/id/action/" in owner.node else None,
            "message": each.one(OA.bodyValue, "nl"),
            "message_en": each.one(OA.bodyValue, "en"),
            "line": each.more("line"),
        }
