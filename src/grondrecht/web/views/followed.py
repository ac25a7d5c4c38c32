"""The page that leads to everything about how a plan is followed."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from grondrecht.followup.models import Consultation, Finding
from grondrecht.registry.models import Plan
from grondrecht.web.pages import at, plan_or_404, show


@require_safe
def followed(request: HttpRequest, plan: str) -> HttpResponse:
    """How a plan is followed: what there is to read of each kind, and how much. Six queries."""
    of_plan = plan_or_404(plan)
    heading = _("Follow-up")
    return show(
        request,
        "web/followed.html",
        of_plan,
        title=heading,
        description=_("Is done what was promised? What the administrations say, what others see."),
        crumbs=[(heading, at(plan, "opvolging"))],
        heading=heading,
        ways=_ways(of_plan),
    )


def _ways(plan: Plan) -> list[dict[str, Any]]:
    """The kinds of things to read: how many, what they are, and where."""
    findings = Finding.objects.filter(action__plan=plan, state="published").count()
    rounds = plan.rounds.filter(state="sent").count()
    consultations = Consultation.objects.filter(plan=plan, state="published").count()
    tests = plan.tests.filter(published=True).count()
    measures = plan.measures.count()
    ways = (
        (
            rounds,
            ngettext("report sent to Parliament", "reports sent to Parliament", rounds),
            _("Every two years the administrations say how far each action is."),
            "rondes",
        ),
        (
            findings,
            ngettext("finding of others", "findings of others", findings),
            _("What associations where people in poverty speak and evaluators see themselves."),
            "bevindingen",
        ),
        (
            consultations,
            ngettext("consultation with minutes", "consultations with minutes", consultations),
            _("Where ministers, officials and people in poverty sit together."),
            "overleg",
        ),
        (
            tests,
            ngettext("published poverty test", "published poverty tests", tests),
            _("What a new rule does to people in poverty, looked at before it is decided."),
            "armoedetoetsen",
        ),
        (
            measures,
            ngettext("right or correction", "rights and corrections", measures),
            _("What people can get, whether it comes by itself, and how many it reaches."),
            "maatregelen",
        ),
    )
    return [
        {"value": count, "label": label, "sentence": sentence, "address": at(plan.slug, path)}
        for count, label, sentence, path in ways
    ]
