"""The rounds of a plan: when each is, and what one that was sent says."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from grondrecht.followup.models import FrozenRound, Round
from grondrecht.followup.report.files import WRITERS
from grondrecht.registry.models import Plan
from grondrecht.web import report_files, round_page
from grondrecht.web.pages import Turned, at, plan_or_404, show, turned
from grondrecht.web.templatetags.look import named

# How many rounds, and how many reports, a page lists.
ROUNDS, PAGE = 20, 50


@require_safe
def rounds(request: HttpRequest, plan: str) -> HttpResponse:
    """The rounds of a plan, the newest first, with their days and how far each is."""
    of_plan = plan_or_404(plan)
    page = turned(request, round_page.rounds_of(of_plan.pk), ROUNDS)
    return show(
        request,
        "web/rounds.html",
        of_plan,
        title=_("Rounds of reporting"),
        description=_("When the plan is reported on, by when, and what was sent."),
        crumbs=[(_("Rounds"), at(plan, "rondes"))],
        page=page,
        rounds=[(each, at(plan, "rondes", each.slug)) for each in page.items],
    )


@require_safe
def round_(request: HttpRequest, plan: str, slug: str) -> HttpResponse:
    """A round: its name, days and state; of one that was sent also what is in it.

    ``?stand=``, ``?regel=``, ``?recht=`` and ``?ambt=`` ask for the actions behind a number.
    """
    of_plan = plan_or_404(plan)
    of = Round.objects.filter(plan=of_plan, slug=slug).select_related("edition").first()
    if of is None:
        raise Http404(f"There is no round {slug!r}.")
    known = round_page.held(of)
    return show(
        request,
        "web/round.html",
        of_plan,
        title=named(of),
        description=_("What was reported in this round, per status, right and office.")
        if known
        else _("What is answered in a round is not public before it is sent."),
        crumbs=[(_("Rounds"), at(plan, "rondes")), (named(of), at(plan, "rondes", slug))],
        round=of,
        known=known,
        **(_sent(request, of_plan, known) if known else {}),
    )


@require_safe
def round_report(request: HttpRequest, plan: str, slug: str, file: str) -> HttpResponseBase:
    """A file of the report of a round that was sent."""
    of_plan = plan_or_404(plan)
    rows = FrozenRound.objects.filter(round__plan=of_plan, round__slug=slug, round__state="sent")
    held = rows.select_related("round").defer("body").first()
    if held is None or file not in WRITERS:
        raise Http404(f"There is no file {file!r} of a round {slug!r}.")
    return report_files.frozen(request, held, file)


def _sent(request: HttpRequest, plan: Plan, known: round_page.Held) -> dict[str, Any]:
    """What is shown of a round that was sent: all of it, or the actions that are asked for."""
    choice = round_page.choice_in(request, known)
    if choice:
        page = _chosen(request, known, choice)
        return {
            "chosen": round_page.chosen(known, choice),
            "page": page,
            "reports": [round_page.listed(known, each) for each in page.items],
        }
    return {
        "figures": round_page.figures(known),
        "by_status": round_page.by_status(known),
        "by_rule": round_page.by_rule(known),
        "found_beside": round_page.found_beside(known),
        "per_right": round_page.per_right(known),
        "per_office": round_page.per_office(known),
        "deviating": round_page.deviating(known),
        "files": _files(plan),
        "report_files": report_files.links(at(plan.slug, "rondes", known.round.slug, "rapport")),
    }


def _chosen(request: HttpRequest, known: round_page.Held, choice: round_page.Choice) -> Turned:
    return turned(request, [each for each in known.reports if choice.fits(each)], PAGE)


def _files(plan: Plan) -> list[dict[str, str]]:
    names = (("reports", _("Reports (CSV)")), ("reported_milestones", _("Milestones (CSV)")))
    rows = [(label, f"/data/{plan.slug}/{name}.csv") for name, label in names]
    return [
        {"label": label, "address": address, "icon": "download", "type": "text/csv"}
        for label, address in rows
    ]
