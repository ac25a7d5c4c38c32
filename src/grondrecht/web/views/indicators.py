"""The indicators of a plan: their series as a drawing, a table and a file."""

from __future__ import annotations

from django.db.models import Count
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from grondrecht.registry.models import Action, Indicator, Observation, Plan
from grondrecht.web import charts, indicator_page
from grondrecht.web.identified import described, in_plan, other_formats
from grondrecht.web.listed import by_name, language_of, listed
from grondrecht.web.pages import at, at_indicator, plan_or_404, show, turned
from grondrecht.web.templatetags.look import named, spoken

# How many indicators a page of the list shows.
SIZE = 50


@require_safe
def indicators(request: HttpRequest, plan: str) -> HttpResponse:
    """The indicators of a plan, with how many actions name each and how many values it has."""
    of_plan = plan_or_404(plan)
    rows = by_name(Indicator.objects.of_forms().filter(plan=of_plan)).annotate(
        n_actions=Count("actions", distinct=True), n_values=Count("observations", distinct=True)
    )
    page = turned(request, rows, SIZE)
    return show(
        request,
        "web/indicators.html",
        of_plan,
        title=_("Indicators"),
        description=_("Figures that tell whether something gets better or worse."),
        crumbs=[(_("Indicators"), "")],
        page=page,
        rows=[
            {
                "label": named(each),
                "language": language_of(each, of_plan.language),
                "unit": each.unit,
                "actions": each.n_actions,
                "values": each.n_values,
                "address": at_indicator(plan, each),
            }
            for each in page.items
        ],
    )


@require_safe
def indicator(request: HttpRequest, plan: str, slug: str) -> HttpResponse:
    """An indicator: its figures, the drawing of its series, the table, and its actions."""
    of_plan, known = _indicator_or_404(plan, slug)
    observations = indicator_page.observations_of(known)
    points = _points(observations)
    name, address = named(known), at_indicator(plan, known)
    return show(
        request,
        "web/indicator.html",
        of_plan,
        title=name,
        description=known.what or name,
        crumbs=[(_("Indicators"), at(plan, "indicatoren")), (name, address)],
        indicator=known,
        better=known.get_better_display() if known.better else "",
        language=language_of(known, of_plan.language),
        figures=indicator_page.figures(known, observations),
        rows=indicator_page.rows_of(observations),
        has_groups=any(each.group for each in observations),
        has_margins=any(each.margin is not None for each in observations),
        image=f"{address}/grafiek.svg",
        said=indicator_page.said(known, observations),
        by_chance=indicator_page.may_be_chance(observations),
        from_zero=charts.begins_at_zero(points),
        not_drawn=len({each.group for each in points}) - len(charts.groups_of(points)),
        csv_address=f"{address}/waarnemingen.csv",
        actions=listed(request, of_plan, Action.objects.filter(plan=of_plan, indicators=known)),
        alternates=other_formats("indicator", plan, slug),
        linked_data=described(
            "StatisticalVariable",
            "indicator",
            plan,
            slug,
            name=known.name,
            alternateName=known.name_en,
            description=known.what,
            subjectOf=in_plan(of_plan),
        ),
    )


@require_safe
def indicator_chart(request: HttpRequest, plan: str, slug: str) -> HttpResponse:
    """The series as a drawing; ``?smal=1`` for a phone. 404 where there is nothing to draw."""
    _plan, known = _indicator_or_404(plan, slug)
    observations = indicator_page.observations_of(known)
    if not observations:
        raise Http404(f"Indicator {slug!r} has no observations.")
    words = charts.Words(
        unit=known.unit or observations[0].unit,
        everyone=_("everyone"),
        baseline=_("baseline"),
        target=_("target"),
        language=spoken(),
    )
    size = charts.NARROW if request.GET.get("smal") else charts.WIDE
    drawing = charts.drawn(_points(observations), words, size)
    return HttpResponse(drawing, content_type="image/svg+xml; charset=utf-8")


@require_safe
def indicator_csv(request: HttpRequest, plan: str, slug: str) -> HttpResponse:
    """The observations of an indicator as a table for a spreadsheet."""
    _plan, known = _indicator_or_404(plan, slug)
    return indicator_page.csv_response(known, indicator_page.observations_of(known))


def _indicator_or_404(plan: str, slug: str) -> tuple[Plan, Indicator]:
    of_plan = plan_or_404(plan)
    known = Indicator.objects.of_forms().filter(plan=of_plan, slug=slug).first()
    if known is None:
        raise Http404(f"{plan} has no indicator {slug!r}.")
    return of_plan, known


def _points(observations: list[Observation]) -> tuple[charts.Point, ...]:
    return tuple(
        charts.Point(
            kind=each.kind,
            group=each.group,
            first_day=each.first_day,
            last_day=each.last_day,
            value=float(each.number),
            margin=_margin(each),
        )
        for each in observations
    )


def _margin(observation: Observation) -> float | None:
    return None if observation.margin is None else float(observation.margin)
