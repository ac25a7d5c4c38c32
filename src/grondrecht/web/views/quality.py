"""What there is to mend in a plan: as a page, and as files to hand round."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from grondrecht.registry.models import Edition, Plan
from grondrecht.web import quality_page
from grondrecht.web.action_page import help_of_rule
from grondrecht.web.pages import at, plan_or_404, show, turned
from grondrecht.web.quality_page import Choice
from grondrecht.web.sheets import csv_file, xlsx_file

# How many findings a page lists.
PAGE = 50


@require_safe
def quality(request: HttpRequest, plan: str) -> HttpResponse:
    """What to mend: counted per rule and office, and listed for ``?regel=``, ``?ambt=``,
    ``?niveau=``."""
    of_plan = plan_or_404(plan)
    edition, offices = _newest(of_plan), list(of_plan.offices.all())
    choice = quality_page.choice_in(request, offices)
    rows = quality_page.counted(edition)
    page = turned(request, quality_page.findings_of(edition, choice), PAGE) if choice else None
    heading = _("What is missing")
    chosen = quality_page.chosen(plan, choice, offices)
    crumbs = [(heading, at(plan, "kwaliteit"))]
    return show(
        request,
        "web/quality.html",
        of_plan,
        title=": ".join([heading, *(each["label"] for each in chosen)]),
        description=_("Where the plan is silent or contradicts itself, per rule and per office."),
        crumbs=crumbs + ([(_("Chosen"), "")] if chosen else []),
        heading=heading,
        edition=edition,
        choice=choice,
        chosen=chosen,
        help=help_of_rule(choice.rule),
        page=page,
        findings=quality_page.listed(of_plan, page.items) if page else [],
        levels=quality_page.by_level(rows, plan, choice),
        rules=quality_page.by_rule(rows, plan, choice),
        offices=quality_page.by_office(rows, plan, choice, offices),
        quiet=quality_page.quiet_rules(rows),
        files=_files(plan, choice),
        alternates=_files(plan, choice),
        linked_data=_linked_data(of_plan, heading),
    )


@require_safe
def quality_csv(request: HttpRequest, plan: str) -> HttpResponse:
    """The findings that the address asks for, as CSV."""
    return _exported(request, plan, csv_file)


@require_safe
def quality_xlsx(request: HttpRequest, plan: str) -> HttpResponse:
    """The findings that the address asks for, as an Excel workbook."""
    return _exported(request, plan, xlsx_file)


def _exported(request: HttpRequest, plan: str, write: Callable[..., HttpResponse]) -> HttpResponse:
    of_plan = plan_or_404(plan)
    edition = _newest(of_plan)
    choice = quality_page.choice_in(request, list(of_plan.offices.all()))
    found = quality_page.findings_of(edition, choice)
    rows = quality_page.table(of_plan, edition, found, settings.PUBLIC_URL)
    return write(f"{of_plan.slug}-kwaliteit", quality_page.HEADINGS, rows)


def _newest(plan: Plan) -> Edition | None:
    return plan.editions.order_by("-position").first()


def _files(plan: str, choice: Choice) -> list[dict[str, str]]:
    excel = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    kinds = (("csv", "CSV", "text/csv"), ("xlsx", "Excel", excel))
    return [
        {
            "label": name,
            "title": name,
            "type": media,
            "icon": "download",
            "address": choice.address(plan, f"kwaliteit.{suffix}"),
        }
        for suffix, name, media in kinds
    ]


def _linked_data(plan: Plan, title: str) -> dict[str, Any]:
    address = f"{settings.PUBLIC_URL}{at(plan.slug, 'kwaliteit')}"
    files = _files(plan.slug, replace(Choice()))
    return {
        "@context": "https://schema.org",
        "@type": "Dataset",
        "@id": address,
        "name": f"{title}: {plan.name}",
        "description": _(
            "Where the plan is silent or contradicts itself, per rule and per office."
        ),
        "license": "https://creativecommons.org/licenses/by/4.0/",
        "isBasedOn": f"{settings.PUBLIC_URL}/id/plan/{plan.slug}",
        "distribution": [
            {
                "@type": "DataDownload",
                "contentUrl": f"{settings.PUBLIC_URL}{file['address']}",
                "encodingFormat": file["type"],
            }
            for file in files
        ],
    }
