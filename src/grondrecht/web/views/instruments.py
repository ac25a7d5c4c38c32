"""What the forms of a plan speak of: systems, data sets, formulas, instruments, entitlements."""

from __future__ import annotations

from typing import Any

from django.db.models import Count
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from grondrecht.registry.models import Action, Instrument, Plan
from grondrecht.web.identified import described, in_plan, other_formats
from grondrecht.web.listed import by_name, language_of, listed
from grondrecht.web.pages import at, plan_or_404, show, turned
from grondrecht.web.templatetags.look import named

# How many things a page of a list shows.
SIZE = 50
# What fits each kind in schema.org.
TYPES = {
    "system": "SoftwareApplication",
    "dataset": "Dataset",
    "formula": "DefinedTerm",
    "instrument": "DefinedTerm",
    "right": "GovernmentService",
}


def kinds() -> dict[str, tuple[str, str]]:
    """Kind -> what several of it are called, and what such a thing is."""
    return {
        "system": (_("Systems"), _("Websites, registers and programs that actions work with.")),
        "dataset": (_("Data sets"), _("Figures and files that actions take from or add to.")),
        "formula": (_("Formulas and rules"), _("How something is counted, shared or decided.")),
        "instrument": (
            _("Instruments"),
            _("Grants, funds, networks and other means."),
        ),
        "right": (_("Entitlements"), _("What a person can get: an allowance, a discount, help.")),
    }


@require_safe
def instruments(request: HttpRequest, plan: str) -> HttpResponse:
    """The kinds of things that the forms speak of, with how many there are of each."""
    of_plan = plan_or_404(plan)
    rows = Instrument.objects.filter(plan=of_plan).order_by().values_list("kind")
    counts = dict(rows.annotate(n=Count("pk")))
    shown = [
        {
            "label": label,
            "what": what,
            "count": counts[kind],
            "address": at(plan, "instrumenten", kind),
            "search": at(plan, "zoeken", kind=kind),
        }
        for kind, (label, what) in kinds().items()
        if counts.get(kind)
    ]
    return show(
        request,
        "web/instruments.html",
        of_plan,
        title=_("Instruments"),
        description=_("What actions work with: systems, data sets, formulas, entitlements."),
        crumbs=[(_("Instruments"), "")],
        kinds=shown,
    )


@require_safe
def kind(request: HttpRequest, plan: str, kind: str) -> HttpResponse:
    """The things of one kind, with how many actions speak of each."""
    of_plan = plan_or_404(plan)
    label, what = _kind_or_404(kind)
    rows = by_name(Instrument.objects.filter(plan=of_plan, kind=kind))
    page = turned(request, rows.annotate(n=Count("actions")), SIZE)
    return show(
        request,
        "web/instrument_kind.html",
        of_plan,
        title=label,
        description=what,
        crumbs=[(_("Instruments"), at(plan, "instrumenten")), (label, "")],
        page=page,
        rows=[
            {
                "label": named(each),
                "language": language_of(each, of_plan.language),
                "what": each.what,
                "count": each.n,
                "address": at(plan, "instrumenten", kind, each.slug),
            }
            for each in page.items
        ],
    )


@require_safe
def instrument(request: HttpRequest, plan: str, kind: str, slug: str) -> HttpResponse:
    """A thing that forms speak of: what it is, what is known of it, and the actions that do."""
    of_plan = plan_or_404(plan)
    label, _what = _kind_or_404(kind)
    known = Instrument.objects.filter(plan=of_plan, kind=kind, slug=slug).first()
    if known is None:
        raise Http404(f"{plan} has no {kind} {slug!r}.")
    name = named(known)
    return show(
        request,
        "web/instrument.html",
        of_plan,
        title=name,
        description=known.what or name,
        crumbs=[
            (_("Instruments"), at(plan, "instrumenten")),
            (label, at(plan, "instrumenten", kind)),
            (name, at(plan, "instrumenten", kind, slug)),
        ],
        instrument=known,
        kind_label=label,
        kind_address=at(plan, "instrumenten", kind),
        language=language_of(known, of_plan.language),
        actions=listed(request, of_plan, Action.objects.filter(plan=of_plan, instruments=known)),
        alternates=other_formats("instrument", plan, kind, slug),
        linked_data=_linked_data(of_plan, known),
    )


def _kind_or_404(kind: str) -> tuple[str, str]:
    known = kinds().get(kind)
    if known is None:
        raise Http404(f"There are no instruments of kind {kind!r}.")
    return known


def _linked_data(plan: Plan, known: Instrument) -> dict[str, Any]:
    return described(
        TYPES[known.kind],
        "instrument",
        plan.slug,
        known.kind,
        known.slug,
        name=known.name,
        alternateName=known.name_en,
        description=known.what or known.name,
        subjectOf=in_plan(plan),
    )
