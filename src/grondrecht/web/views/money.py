"""The money that the forms of a plan state, amount by amount."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from grondrecht.web import money_page
from grondrecht.web.budget import budget_of
from grondrecht.web.overview import newest_edition
from grondrecht.web.pages import at, plan_or_404, show, turned

# How many actions a page of the list shows.
SIZE = 25


@require_safe
def money(request: HttpRequest, plan: str) -> HttpResponse:
    """What the forms say of money: the rule, the sums, and each amount with where it is counted.

    ``?recht=03&jaar=2016&soort=amount`` asks for the actions behind a number.
    """
    of_plan = plan_or_404(plan)
    edition = newest_edition(of_plan)
    budget = budget_of(edition)
    rights = list(of_plan.rights.all())
    asked = {name: request.GET.get(name, "") for name in ("recht", "jaar", "soort")}
    found = money_page.chosen(budget, asked["recht"], asked["soort"], asked["jaar"])
    page = turned(request, found, SIZE)
    return show(
        request,
        "web/money.html",
        of_plan,
        title=_("Money"),
        description=_("What the forms of the plan say of money, amount by amount."),
        crumbs=[(_("Money"), "")],
        edition=edition,
        money=money_page.shown(of_plan, rights, budget),
        choices=money_page.choices(rights, budget, asked),
        is_chosen=any(asked.values()),
        here=at(plan, "geld"),
        page=page,
        rows=money_page.stated_rows(of_plan, page.items, rights, asked["jaar"]),
        sum=money_page.sum_of(budget, asked["recht"], asked["jaar"]),
    )
