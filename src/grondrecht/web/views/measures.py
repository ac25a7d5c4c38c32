"""The rights inventory and the register of social corrections, for everyone."""

from __future__ import annotations

from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from grondrecht.followup.actions.attachments import attached_to
from grondrecht.followup.models import Measure
from grondrecht.registry.models import Plan
from grondrecht.web import measure_page
from grondrecht.web.listed import by_name
from grondrecht.web.pages import at, plan_or_404, show, turned
from grondrecht.web.templatetags.look import named

# How many measures a page of the list shows.
SIZE = 50


@require_safe
def measures(request: HttpRequest, plan: str) -> HttpResponse:
    """The inventory: how many rights are granted automatically, and what stands in the way."""
    of_plan = plan_or_404(plan)
    counts = measure_page.counted(of_plan)
    chosen = _chosen(request, Measure.objects.filter(plan=of_plan))
    rows = chosen.select_related("granted_by").prefetch_related("figures__round")
    page = turned(request, by_name(rows), SIZE)
    return show(
        request,
        "web/measures.html",
        of_plan,
        title=_("Rights and social corrections"),
        description=_("What people can get, on which conditions, and whether it comes by itself."),
        crumbs=[(_("Rights and social corrections"), at(plan, "maatregelen"))],
        page=page,
        rows=measure_page.rows_of(of_plan, page.items),
        total=sum(sum(each.values()) for each in counts.values()),
        rights=sum(counts["right"].values()),
        corrections=sum(counts["correction"].values()),
        shares=measure_page.shares(of_plan, counts),
        tabs=_tabs(request, of_plan, counts),
        tabs_label=_("Which measures"),
        compare_address=at(plan, "maatregelen", "vergelijken"),
    )


@require_safe
def measure(request: HttpRequest, plan: str, slug: str) -> HttpResponse:
    """One right or social correction: its conditions, its figures, what stands in the way."""
    of_plan = plan_or_404(plan)
    rows = Measure.objects.filter(plan=of_plan).select_related("plan", "granted_by", "instrument")
    known = rows.filter(slug=slug).first()
    if known is None:
        raise Http404(f"{plan} has no measure {slug!r}.")
    name = named(known)
    figures = known.figures.select_related("round").order_by("-last_year", "first_year")
    return show(
        request,
        "web/measure.html",
        of_plan,
        title=name,
        description=known.what or name,
        crumbs=[
            (_("Rights and social corrections"), at(plan, "maatregelen")),
            (name, at(plan, "maatregelen", slug)),
        ],
        measure=known,
        facts=_facts(known),
        figures=[measure_page.figures_row(each) for each in figures],
        arguments=measure_page.arguments_of(known),
        attachments=attached_to(known).filter(public=True),
        compare_address=at(plan, "maatregelen", "vergelijken", m=slug),
    )


@require_safe
def compare(request: HttpRequest, plan: str) -> HttpResponse:
    """Some measures side by side: their conditions, how they differ, and the argument for it."""
    of_plan = plan_or_404(plan)
    every = list(by_name(Measure.objects.filter(plan=of_plan)))
    asked = list(dict.fromkeys(request.GET.getlist("m")))
    by_slug = {each.slug: each for each in every}
    chosen = [by_slug[slug] for slug in asked if slug in by_slug][: measure_page.MOST]
    subjects = measure_page.compared(chosen, measure_page.arguments_between(chosen))
    return show(
        request,
        "web/measures_compare.html",
        of_plan,
        title=_("Compare conditions"),
        description=_("What different measures ask, side by side, and why they differ."),
        crumbs=[
            (_("Rights and social corrections"), at(plan, "maatregelen")),
            (_("Compare"), at(plan, "maatregelen", "vergelijken")),
        ],
        every=every,
        chosen=chosen,
        enough=len(chosen) > 1,
        most=measure_page.MOST,
        columns=[
            {"name": named(each), "address": at(plan, "maatregelen", each.slug)} for each in chosen
        ],
        subjects=subjects,
        differing=[each for each in subjects if not each.same],
    )


def _chosen(request: HttpRequest, rows: QuerySet[Measure]) -> QuerySet[Measure]:
    """The measures of the kind and way of granting that the address asks; unknown words do not
    count."""
    kind, automatic = request.GET.get("soort", ""), request.GET.get("toekenning", "")
    if kind in dict(Measure.KINDS):
        rows = rows.filter(kind=kind)
    return rows.filter(automatic=automatic) if automatic in dict(Measure.AUTOMATIC) else rows


def _tabs(
    request: HttpRequest, plan: Plan, counts: dict[str, dict[str, int]]
) -> list[dict[str, object]]:
    asked = request.GET.get("soort", "")
    labels = (("", _("All")), ("right", _("Rights")), ("correction", _("Social corrections")))
    return [
        {
            "label": label,
            "count": sum(sum(each.values()) for key, each in counts.items() if kind in ("", key)),
            "address": at(plan.slug, "maatregelen", **({"soort": kind} if kind else {})),
            "current": kind == (asked if asked in counts else ""),
        }
        for kind, label in labels
    ]


def _facts(known: Measure) -> list[dict[str, str]]:
    plan, party, instrument = known.plan.slug, known.granted_by, known.instrument
    facts = [
        {"label": _("Kind"), "value": known.get_kind_display(), "address": ""},
        {"label": _("Granted"), "value": known.get_automatic_display(), "address": ""},
        {
            "label": _("Granted by"),
            "value": named(party) if party else _("not stated"),
            "address": at(plan, "partijen", party.slug) if party else "",
        },
    ]
    if instrument:
        address = at(plan, "instrumenten", "right", instrument.slug)
        facts.append({"label": _("In the plan"), "value": named(instrument), "address": address})
    return facts
