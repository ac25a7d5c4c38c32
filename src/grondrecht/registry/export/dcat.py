"""The register's entry in a data catalogue, in the terms of DCAT-AP 3."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.conf import settings

from grondrecht.registry.export import linked
from grondrecht.registry.export.records import address_of
from grondrecht.registry.models import Plan

EUROPE = "http://publications.europa.eu/resource/authority"
LICENCE = "https://creativecommons.org/licenses/by/4.0/"
IANA = "https://www.iana.org/assignments/media-types"
# What every plan is given as: (file, title, media type, file type of the European vocabulary).
FILES = (
    ("register.zip", "CSV with a data package, in one archive", "text/csv", "CSV"),
    ("datapackage.json", "Data package of the CSV files", "application/json", "JSON"),
    (
        "register.xlsx",
        "Excel workbook",
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        "XLSX",
    ),
    ("actions.jsonl", "Actions as JSON Lines", "application/jsonl", "JSON"),
    ("actions.parquet", "Actions as Parquet", "application/vnd.apache.parquet", "PARQUET"),
    ("plan.jsonld", "Linked data, JSON-LD", "application/ld+json", "JSON_LD"),
    ("plan.ttl", "Linked data, Turtle", "text/turtle", "RDF_TURTLE"),
)


def catalogue(plans: Iterable[Plan]) -> dict[str, Any]:
    """The catalogue with a data set per plan and the API, as one JSON-LD document."""
    sets = [dataset(plan) for plan in plans]
    own = {
        "@id": address_of("catalogue"),
        "@type": "dcat:Catalog",
        "dct:title": linked.names("Grondrecht: plannen en acties", "Grondrecht: plans and actions"),
        "dct:description": linked.names(
            "Actieplannen van overheden voor grondrechten, als open data.",
            "Action plans of governments for basic rights, as open data.",
        ),
        "dct:publisher": publisher(),
        "dct:license": {"@id": LICENCE},
        "foaf:homepage": {"@id": f"{settings.PUBLIC_URL}/"},
        "dcat:dataset": [{"@id": each["@id"]} for each in sets],
        "dcat:service": {"@id": address_of("service")},
    }
    return linked.document([own, service(), *sets])


def publisher() -> linked.Node:
    """Who publishes the register."""
    return {
        "@id": address_of("publisher"),
        "@type": "foaf:Agent",
        "foaf:name": settings.PUBLISHER,
    }


def service() -> linked.Node:
    """The API, as a data service."""
    return {
        "@id": address_of("service"),
        "@type": "dcat:DataService",
        "dct:title": linked.names("API van Grondrecht", "Grondrecht API"),
        "dcat:endpointURL": {"@id": f"{settings.PUBLIC_URL}/api/v1/"},
        "dcat:endpointDescription": {"@id": f"{settings.PUBLIC_URL}/api/v1/openapi.json"},
        "dct:license": {"@id": LICENCE},
    }


def dataset(plan: Plan) -> linked.Node:
    """A plan as a data set, with a distribution per form it can be had in."""
    newest = plan.editions.order_by("position").last()
    return {
        "@id": address_of("dataset", plan.slug),
        "@type": "dcat:Dataset",
        "dct:identifier": plan.slug,
        "dct:title": linked.names(plan.name, plan.name_en, plan.language),
        "dct:description": linked.names(
            f"Alle acties van {plan.name}: fiches, mijlpalen, geld, partijen, indicatoren,"
            " en de cijfers van de armoedemonitor.",
            f"All actions of {plan.name_en or plan.name}: forms, milestones, money, parties,"
            " indicators, and the figures of the poverty monitor.",
        ),
        "dct:publisher": publisher(),
        "dct:language": {"@id": f"{EUROPE}/language/{'NLD' if plan.language == 'nl' else 'ENG'}"},
        "dct:modified": {"@value": newest.imported_at.isoformat(), "@type": "xsd:dateTime"}
        if newest
        else None,
        "dct:temporal": {
            "@type": "dct:PeriodOfTime",
            "dcat:startDate": linked.day(plan.first_day),
            "dcat:endDate": linked.day(plan.last_day),
        }
        if plan.first_day
        else None,
        "dcat:theme": {"@id": f"{EUROPE}/data-theme/SOCI"},
        "dcat:keyword": [linked.words("armoede", "nl"), linked.words("poverty", "en")],
        "dcat:landingPage": {"@id": f"{settings.PUBLIC_URL}/nl/{plan.slug}/data"},
        "dct:conformsTo": ref_of_schema(),
        "dcat:distribution": [distribution(plan, *each) for each in FILES],
    }


def ref_of_schema() -> linked.Node:
    """The standard that the tables conform to: Frictionless tabular data."""
    return {"@id": "https://specs.frictionlessdata.io/tabular-data-package/"}


def distribution(plan: Plan, file: str, title: str, media: str, kind: str) -> linked.Node:
    """A form in which the data set can be had."""
    is_archive = file.endswith(".zip")
    address = f"{settings.PUBLIC_URL}/data/{plan.slug}/{file}"
    return {
        "@id": address_of("distribution", plan.slug, file),
        "@type": "dcat:Distribution",
        "dct:title": linked.words(title, "en"),
        "dcat:accessURL": {"@id": f"{settings.PUBLIC_URL}/nl/{plan.slug}/data"},
        "dcat:downloadURL": {"@id": address},
        "dcat:mediaType": {"@id": f"{IANA}/{media}"},
        "dct:format": {"@id": f"{EUROPE}/file-type/{kind}"},
        "dcat:packageFormat": {"@id": f"{IANA}/application/zip"} if is_archive else None,
        "dct:license": {"@id": LICENCE},
    }
