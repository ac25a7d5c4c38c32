"""The basic rights of a plan, and what is promised for each."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from grondrecht.registry.models import Action, Right
from grondrecht.web import overview
from grondrecht.web.budget import budget_of
from grondrecht.web.identified import described, in_plan, other_formats
from grondrecht.web.listed import language_of, listed
from grondrecht.web.money_page import name_of_column
from grondrecht.web.pages import at, plan_or_404, show
from grondrecht.web.templatetags.look import named


@require_safe
def rights(request: HttpRequest, plan: str) -> HttpResponse:
    """The basic rights that the plan speaks of, with their numbers of actions."""
    of_plan = plan_or_404(plan)
    counts = overview.counts_of(of_plan)
    return show(
        request,
        "web/rights.html",
        of_plan,
        title=_("Basic rights"),
        description=_("What is promised for each basic right of the plan."),
        crumbs=[(_("Basic rights"), "")],
        per_right=overview.per_right(of_plan, of_plan.rights.all(), counts),
        most_of_right=max(counts.by("right").values(), default=0),
    )


@require_safe
def right(request: HttpRequest, plan: str, code: str) -> HttpResponse:
    """A basic right: its key figures, the offices that act for it, its money, and its actions."""
    of_plan = plan_or_404(plan)
    known = Right.objects.filter(plan=of_plan, code=code).first()
    if known is None:
        raise Http404(f"{plan} has no right {code!r}.")
    counts = overview.counts_of(of_plan).among("right", code)
    address = at(plan, "grondrechten", code)
    offices = overview.per_office(of_plan, of_plan.offices.all(), counts, right=code)
    budget = budget_of(overview.newest_edition(of_plan))
    actions = listed(request, of_plan, Action.objects.filter(plan=of_plan, right=known))
    name = named(known)
    return show(
        request,
        "web/right.html",
        of_plan,
        title=name[:1].upper() + name[1:],
        description=_("What the plan promises for the basic right %(name)s.") % {"name": name},
        crumbs=[(_("Basic rights"), at(plan, "grondrechten")), (name, address)],
        right=known,
        language=language_of(known, of_plan.language),
        figures=overview.figures(of_plan, counts, right=code),
        offices=[each for each in offices if each["count"]],
        most_of_office=max(counts.by("office").values(), default=0),
        sums=[
            {
                "label": name_of_column(column),
                "value": budget.sums[code, column],
                "address": at(plan, "geld", recht=code, jaar=column),
            }
            for column in budget.columns
            if (code, column) in budget.sums
        ],
        actions=actions,
        feed_address=f"{address}/wijzigingen.atom",
        feeds=[
            {"title": _("Changes of this basic right"), "address": f"{address}/wijzigingen.atom"}
        ],
        alternates=other_formats("right", plan, code),
        linked_data=described(
            "DefinedTerm",
            "right",
            plan,
            code,
            termCode=code,
            name=known.name,
            alternateName=known.name_en,
            inDefinedTermSet=in_plan(of_plan),
        ),
    )
