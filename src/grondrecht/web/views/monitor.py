"""The poverty monitor of a plan: figures with their intervals, apart from what actions count."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db.models import Case, QuerySet, When
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from grondrecht.registry.models import Contribution, Indicator, Observation, Plan
from grondrecht.web import charts, indicator_page, monitor_page
from grondrecht.web.identified import described, in_plan, other_formats
from grondrecht.web.listed import by_name, language_of
from grondrecht.web.monitor_page import Shown
from grondrecht.web.pages import at, at_indicator, plan_or_404, show, turned
from grondrecht.web.templatetags.look import named, spoken

# How many series a page shows.
SIZE = 20
WIDE, NARROW = (720, 260), (220, 240)
Contributions = dict[int, list[dict[str, Any]]]
COLUMNS = (
    *indicator_page.COLUMNS,
    *("standard_error", "lower", "upper", "n", "n_poor", "population", "flag", "method"),
    "synthetic",
)


@require_safe
def monitor(request: HttpRequest, plan: str) -> HttpResponse:
    """Each indicator of the monitor with its series for everyone. A fixed number of queries."""
    of_plan = plan_or_404(plan)
    page = turned(request, _in_order(_indicators(of_plan)), SIZE)
    series = monitor_page.main_series(page.items, _main_rows(page.items), plan)
    said = _contributions(plan, page.items)
    return show(
        request,
        "web/monitor.html",
        of_plan,
        title=_("Poverty monitor"),
        description=_("How poverty goes, in figures with their margins of error."),
        crumbs=[(_("Poverty monitor"), "")],
        page=page,
        parts=[_part(of_plan, each, said) for each in series],
        synthetic=_is_synthetic(series),
    )


@require_safe
def indicator(request: HttpRequest, plan: str, slug: str) -> HttpResponse:
    """One indicator of the monitor: its series for everyone and for each group."""
    of_plan, known = _indicator_or_404(plan, slug)
    groups = Observation.objects.filter(indicator=known, kind="observed").order_by("group")
    page = turned(request, groups.values_list("group", flat=True).distinct(), SIZE)
    rows = _observed(indicator=known, group__in=page.items)
    series = monitor_page.series_of(known, rows, plan)
    name, address = named(known), at_indicator(plan, known)
    return show(
        request,
        "web/monitor_indicator.html",
        of_plan,
        title=name,
        description=_("%(name)s, with its margins of error, for everyone and for each group.")
        % {"name": name},
        crumbs=[(_("Poverty monitor"), at(plan, "monitor")), (name, address)],
        indicator=known,
        language=language_of(known, of_plan.language),
        better=known.get_better_display() if known.better else "",
        page=page,
        parts=[_part(of_plan, each, {}) for each in series],
        contributions=_contributions(plan, [known]).get(known.pk, []),
        synthetic=_is_synthetic(series),
        csv_address=f"{address}/waarnemingen.csv",
        alternates=other_formats("indicator", plan, slug),
        linked_data=described(
            "StatisticalVariable",
            "indicator",
            plan,
            slug,
            name=known.name,
            alternateName=known.name_en,
            subjectOf=in_plan(of_plan),
        ),
    )


@require_safe
def chart(request: HttpRequest, plan: str, slug: str) -> HttpResponse:
    """The series of a group (``?groep=``; everyone without) as a drawing; ``?smal=1`` for a phone.

    404 where there is nothing to draw.
    """
    _plan, known = _indicator_or_404(plan, slug)
    points = monitor_page.points(
        _observed(indicator=known, group=request.GET.get("groep", "")[: indicator_page.LONGEST])
    )
    if not points:
        raise Http404(f"Indicator {slug!r} has no values for this group.")
    size = NARROW if request.GET.get("smal") else WIDE
    drawing = charts.drawn(points, monitor_page.chart_words(known, spoken()), size)
    return HttpResponse(drawing, content_type="image/svg+xml; charset=utf-8")


@require_safe
def csv(request: HttpRequest, plan: str, slug: str) -> HttpResponse:
    """The observations of an indicator as a table for a spreadsheet."""
    _plan, known = _indicator_or_404(plan, slug)
    return indicator_page.csv_response(known, indicator_page.observations_of(known), COLUMNS)


def _indicators(plan: Plan) -> QuerySet[Indicator]:
    """Those of the monitor; first those of which one way is progress."""
    known = Indicator.objects.of_monitor().filter(plan=plan)
    return known.annotate(told=Case(When(better="", then=1), default=0))


def _in_order(rows: QuerySet[Indicator]) -> QuerySet[Indicator]:
    named_first = by_name(rows)
    return named_first.order_by("told", *named_first.query.order_by)


def _indicator_or_404(plan: str, slug: str) -> tuple[Plan, Indicator]:
    of_plan = plan_or_404(plan)
    known = _indicators(of_plan).filter(slug=slug).first()
    if known is None:
        raise Http404(f"The monitor of {plan} has no indicator {slug!r}.")
    return of_plan, known


def _main_rows(indicators: Iterable[Indicator]) -> list[Observation]:
    """The observations for everyone; all of an indicator that has none. Two queries."""
    pks = [each.pk for each in indicators]
    whole = _observed(indicator__in=pks, group="")
    held = {row.indicator_id for row in whole}
    return [*whole, *_observed(indicator__in=[pk for pk in pks if pk not in held])]


def _observed(**chosen: object) -> list[Observation]:
    rows = Observation.objects.filter(kind="observed", **chosen)
    return list(rows.order_by("group", "first_day", "last_day"))


def _contributions(plan: str, indicators: Iterable[Indicator]) -> Contributions:
    """Indicator -> how actions should contribute to it. One query."""
    rows = Contribution.objects.filter(indicator__in=[each.pk for each in indicators])
    rows = rows.select_related("action", "said_for").order_by("action__code")
    return monitor_page.contributed(rows, plan)


def _part(plan: Plan, series: Shown, said: Contributions) -> dict[str, object]:
    return {
        "series": series,
        "name": named(series.indicator),
        "language": language_of(series.indicator, plan.language),
        "address": at_indicator(plan.slug, series.indicator),
        "contributions": said.get(series.indicator.pk, []),
    }


def _is_synthetic(series: Iterable[Shown]) -> bool:
    return any(row.synthetic for each in series for row in each.rows)
