"""The public register of poverty tests: what was tested, what came of it, how many there are."""

from __future__ import annotations

from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from grondrecht.followup.effects_read import shown
from grondrecht.followup.models import PovertyTest
from grondrecht.followup.quickscan import scanned
from grondrecht.followup.tests_counted import YearCounted, counted
from grondrecht.registry.models import Plan
from grondrecht.web.pages import at, plan_or_404, show
from grondrecht.web.searching import name_of_office


@require_safe
def poverty_tests(request: HttpRequest, plan: str) -> HttpResponse:
    """The tests that are published, by year, with the counts and the reviews of the lists."""
    of_plan = plan_or_404(plan)
    tests = list(_published(of_plan).select_related("office"))
    reviews = {each.year: each for each in of_plan.test_reviews.all()}
    counts = counted(tests)
    years = sorted({*reviews, *(each.year for each in counts)}, reverse=True)
    return show(
        request,
        "web/poverty_tests.html",
        of_plan,
        title=_("Poverty tests"),
        description=_("New rules that were tested on what they do to people in poverty."),
        crumbs=[(_("Poverty tests"), "")],
        years=[
            {
                "year": year,
                "review": reviews.get(year),
                "tests": [
                    {"test": each, "address": at(plan, "armoedetoetsen", each.slug)}
                    for each in tests
                    if each.year == year
                ],
            }
            for year in years
        ],
        counts=[row for each in reversed(counts) for row in _count_rows(of_plan, each)],
    )


def _published(plan: Plan) -> QuerySet[PovertyTest]:
    return PovertyTest.objects.filter(plan=plan, published=True)


def _count_rows(plan: Plan, year: YearCounted) -> list[dict[str, object]]:
    """The counts of a year: a row per office, then the year."""
    rows: list[dict[str, object]] = [
        {
            "label": name_of_office(office),
            "address": at(plan.slug, "ambten", office.code),
            "year": year.year,
            "count": count,
        }
        for office, count in year.offices
    ]
    return [*rows, {"label": _("All offices"), "year": year.year, "count": year.total, "all": True}]


@require_safe
def poverty_test(request: HttpRequest, plan: str, slug: str) -> HttpResponse:
    """A test that is published: the dossier, the quickscan, the decision and what came of it."""
    of_plan = plan_or_404(plan)
    test = _published(of_plan).filter(slug=slug).select_related("office", "party").first()
    if test is None:
        raise Http404(f"{plan} has no published poverty test {slug!r}.")
    return show(
        request,
        "web/poverty_test.html",
        of_plan,
        title=test.title,
        description=test.result or test.reason,
        crumbs=[(_("Poverty tests"), at(plan, "armoedetoetsen")), (test.title, "")],
        test=test,
        scan=scanned(test.scan),
        knowledge=test.knowledge.all(),
        rights=test.rights.all(),
        effects=shown(test.effects.all()),
        actions=test.actions.all(),
    )
