"""What can be taken from the register of a plan, in which form, and where."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from grondrecht.followup.export import EVERY_TABLE
from grondrecht.registry.export.dcat import LICENCE
from grondrecht.registry.models import Action, Edition, Plan
from grondrecht.web.pages import at
from grondrecht.web.sheets import XLSX
from grondrecht.web.templatetags.look import named
from grondrecht.writing import formats

PARQUET = "application/vnd.apache.parquet"
FORMATS = (("csv", "CSV", "text/csv"), ("jsonl", "JSON Lines", "application/jsonl"))
SUFFIXES = (*FORMATS, ("parquet", "Parquet", PARQUET))


def names_of_tables() -> dict[str, str]:
    """What the rows of each table are, in the language of this page."""
    return {
        "plans": _("The plan"),
        "editions": _("Editions"),
        "rights": _("Basic rights"),
        "offices": _("Offices"),
        "mandates": _("Holders of offices"),
        "portfolios": _("Policy domains of offices"),
        "actions": _("Actions"),
        "forms": _("Forms as printed"),
        "milestones": _("Milestones"),
        "commitments": _("Budget commitments"),
        "amounts": _("Amounts of money"),
        "involvements": _("Involvement of people in poverty"),
        "links": _("Links between actions"),
        "descents": _("What became of actions between editions"),
        "parties": _("Parties"),
        "party_names": _("Other names of parties"),
        "mentions": _("Names of parties in forms"),
        "instruments": _("Instruments"),
        "instrument_actions": _("Actions that speak of an instrument"),
        "party_actions": _("Actions that speak of a party"),
        "indicators": _("Indicators"),
        "indicator_actions": _("Actions that an indicator follows"),
        "observations": _("Observations of indicators"),
        "contributions": _("How actions should contribute to the monitor"),
        "quality": _("What the quality rules found"),
        "log": _("All changes"),
        "rounds": _("Rounds of reporting"),
        "reports": _("Reports on actions"),
        "reported_milestones": _("What was done for each milestone"),
        "reported_values": _("Values of indicators in reports"),
        "spending": _("Money spent, as reported"),
        "reported_involvements": _("Involvement of people in poverty, as reported"),
        "findings": _("Findings of others"),
        "replies": _("Replies to findings"),
        "measures": _("Rights and social corrections"),
        "measure_conditions": _("Conditions of rights and social corrections"),
        "measure_figures": _("What rights and social corrections reached and cost"),
        "measure_arguments": _("Why conditions differ"),
        "domains": _("Policy domains"),
        "consultations": _("Consultations with published minutes"),
        "consultation_points": _("Points to follow up"),
        "consultation_agenda": _("What was on the agenda of consultations"),
        "poverty_test_reviews": _("Reviews of the yearly lists of poverty tests"),
        "poverty_tests": _("Poverty tests"),
        "poverty_test_knowledge": _("Knowledge brought into poverty tests"),
        "poverty_test_rights": _("Rights that tested texts create"),
        "poverty_test_effects": _("What tested texts would change, computed on a population"),
        "poverty_test_actions": _("Actions that tested texts touch"),
    }


def tables(plan: Plan) -> list[dict[str, Any]]:
    """Every table with its name and its files."""
    names = names_of_tables()
    return [
        {
            "name": names.get(table.name, table.title),
            "files": [
                {"label": label, "type": media, "address": _file(plan, f"{table.name}.{suffix}")}
                for suffix, label, media in SUFFIXES
            ],
        }
        for table in EVERY_TABLE
    ]


def whole(plan: Plan) -> list[dict[str, str]]:
    """The whole plan as one file, for whom each is, and where it is."""
    rows = (
        (_("Excel"), "register.xlsx", XLSX, _("All tables in one workbook.")),
        (
            _("CSV, all tables"),
            "register.zip",
            "application/zip",
            _("All tables as CSV in one archive, with a description."),
        ),
        (
            _("Description of the tables"),
            "datapackage.json",
            "application/json",
            _("What every column of the CSV files means, for programs (Frictionless)."),
        ),
        (
            "JSON-LD",
            "plan.jsonld",
            "application/ld+json",
            _("Linked data: actions, parties and offices with their permanent addresses."),
        ),
        ("Turtle", "plan.ttl", "text/turtle", _("The same linked data in another form.")),
    )
    return [
        {"label": label, "address": _file(plan, name), "type": media, "what": what}
        for label, name, media, what in rows
    ]


def _file(plan: Plan, name: str) -> str:
    return f"/data/{plan.slug}/{name}"


def example_of(plan: Plan) -> Action | None:
    """An action to show in examples: the first of the plan."""
    return plan.actions.select_related("right", "office").order_by("code").first()


def commands(plan: Plan, action: Action | None) -> list[dict[str, str]]:
    """What a programmer can type to try it, each with what it gives."""
    site = settings.PUBLIC_URL
    code = action.code if action else "CODE"
    return [
        {
            "what": _("Find actions, as on the search page:"),
            "command": f"curl '{site}/api/v1/search?plan={plan.slug}&q={code}'",
        },
        {
            "what": _("Take one action with all that hangs on it:"),
            "command": f"curl '{site}/api/v1/plans/{plan.slug}/actions/{code}'",
        },
        {
            "what": _("Take all actions as a table:"),
            "command": f"curl -O '{site}{_file(plan, 'actions.csv')}'",
        },
        {
            "what": _("Ask a permanent address for linked data:"),
            "command": f"curl -L -H 'Accept: text/turtle' '{site}/id/action/{plan.slug}/{code}'",
        },
    ]


def identifiers(plan: Plan, action: Action | None) -> list[dict[str, str]]:
    """Kinds of things with a permanent address, an example of each."""
    names = [(_("The catalogue"), "catalogue"), (_("The plan"), f"plan/{plan.slug}")]
    if action:
        names.append((_("An action"), f"action/{plan.slug}/{action.code}"))
    if action and action.right:
        names.append((_("A basic right"), f"right/{plan.slug}/{action.right.code}"))
    if action and action.office:
        names.append((_("An office"), f"office/{plan.slug}/{action.office.code}"))
    return [
        {"label": label, "address": f"{settings.PUBLIC_URL}/id/{path}"} for label, path in names
    ]


def citation(plan: Plan, edition: Edition | None) -> str:
    """How to refer to the data."""
    return _("%(who)s, %(plan)s%(edition)s, data set. %(address)s, consulted on %(day)s.") % {
        "who": settings.PUBLISHER,
        "plan": plan.name,
        "edition": f", {edition.name}" if edition else "",
        "address": f"{settings.PUBLIC_URL}/id/plan/{plan.slug}",
        "day": formats.day(timezone.localdate(), get_language() or "nl"),
    }


def linked_data(plan: Plan, edition: Edition | None) -> dict[str, Any]:
    """The data as a schema.org Dataset, as search engines for data read it."""
    site = settings.PUBLIC_URL
    files = [*whole(plan), *(file for table in tables(plan) for file in table["files"])]
    years = [day.isoformat() for day in (plan.first_day, plan.last_day) if day]
    return {
        "@context": "https://schema.org",
        "@type": "Dataset",
        "@id": f"{site}/id/dataset/{plan.slug}",
        "name": named(plan),
        "description": _(
            "All actions of %(plan)s: forms, milestones, money, parties, indicators, changes."
        )
        % {"plan": named(plan)},
        "url": f"{site}{at(plan.slug, 'data')}",
        "inLanguage": plan.language,
        "license": LICENCE,
        "isAccessibleForFree": True,
        "creator": {"@type": "Organization", "name": settings.PUBLISHER},
        "temporalCoverage": "/".join(years) or None,
        "dateModified": edition.imported_at.isoformat() if edition else None,
        "includedInDataCatalog": {"@type": "DataCatalog", "url": f"{site}/data/catalogue.jsonld"},
        "distribution": [
            {
                "@type": "DataDownload",
                "encodingFormat": file["type"],
                "contentUrl": f"{site}{file['address']}",
            }
            for file in files
        ],
    }
