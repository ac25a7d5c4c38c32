"""Rights and social corrections in the workplace: kept up to date, counted, compared, taken in."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from grondrecht.followup.access import loaded, may
from grondrecht.followup.actions import measures as verbs
from grondrecht.followup.actions.measures_import import (
    MeasuresReport,
    import_measures,
    take_rights,
)
from grondrecht.followup.measures_file import COLUMNS, read_table
from grondrecht.followup.models import Measure, MeasureFigures
from grondrecht.registry.models import Plan
from grondrecht.web import measure_page
from grondrecht.web.pages import Crumbs
from grondrecht.web.pages import at as public_at
from grondrecht.web.templatetags.look import named
from grondrecht.web.work.attachments import attached
from grondrecht.web.work.measure_forms import (
    ArgumentForm,
    FiguresForm,
    ForgetForm,
    MeasureForm,
    TableForm,
    held_measure,
)
from grondrecht.web.work.of_plan import plans_where
from grondrecht.web.work.show import show, work, workplace
from grondrecht.web.work.steps import stepped
from grondrecht.web.work.who import actor

_ROWS = Measure.objects.select_related("plan", "granted_by", "instrument")
form_page = require_http_methods(["GET", "HEAD", "POST"])


def measure_address(row: Measure, *more: str) -> str:
    """The address of a measure in the workplace, or of a page under it."""
    return work("maatregelen", row.plan.slug, row.slug, *more)


def crumbs_to(row: Measure | None = None) -> Crumbs:
    """Where a page about measures stands."""
    front = [(_("Rights and corrections"), work("maatregelen"))]
    return [*front, (named(row), measure_address(row))] if row else front


@require_safe
@workplace
def measures(request: HttpRequest) -> HttpResponse:
    """The measures of the plans one works with. A few queries for each plan."""
    who = actor(request)
    plans = [
        {
            "plan": plan,
            "rows": [
                {"name": named(row), "address": measure_address(row), "measure": row}
                for row in _ROWS.filter(plan=plan).order_by("name", "slug")
            ],
            "may_add": may(who, "plan.keep_measure", plan),
            "new_address": work("maatregelen", plan.slug, "nieuw", ""),
            "import_address": work("maatregelen", plan.slug, "inlezen", ""),
            "public_address": public_at(plan.slug, "maatregelen"),
        }
        for plan in plans_where(who, "measure.read")
    ]
    return show(
        request,
        "web/work/measures.html",
        title=_("Rights and corrections"),
        crumbs=[(_("Rights and corrections"), "")],
        plans=plans,
    )


@require_safe
@workplace
def measure(request: HttpRequest, plan: str, slug: str) -> HttpResponse:
    """One measure: what is known of it, and what one may do with it."""
    who = actor(request)
    row = loaded(who, "measure.read", _ROWS, plan__slug=plan, slug=slug)
    figures = row.figures.select_related("round").order_by("-last_year", "first_year")
    return show(
        request,
        "web/work/measure.html",
        title=named(row),
        crumbs=[*crumbs_to(), (named(row), "")],
        plan=row.plan,
        measure=row,
        may_keep=may(who, "measure.keep", row),
        may_count=may(who, "measure.count", row),
        may_argue=may(who, "measure.argue", row),
        figures=[measure_page.figures_row(each) | {"pk": each.pk} for each in figures],
        arguments=measure_page.arguments_of(row),
        attached=attached(who, row),
        address=measure_address(row),
        public_address=public_at(plan, "maatregelen", slug),
    )


@form_page
@workplace
def add(request: HttpRequest, plan: str) -> HttpResponse:
    """Add a measure to a plan."""
    who = actor(request)
    of_plan = loaded(who, "plan.keep_measure", Plan.objects.all(), slug=plan)
    form = MeasureForm(of_plan, request.POST or None, initial={"automatic": "unknown"})
    return stepped(
        request,
        form,
        lambda: verbs.add_measure(who, of_plan, form.said(), why=_("Added to the inventory.")),
        title=_("Add a right or a social correction"),
        done=_("It is in the inventory."),
        back=work("maatregelen"),
        plan=of_plan,
        crumbs=crumbs_to(),
    )


@form_page
@workplace
def keep(request: HttpRequest, plan: str, slug: str) -> HttpResponse:
    """Keep what is said of a measure up to date."""
    who = actor(request)
    row = loaded(who, "measure.keep", _ROWS, plan__slug=plan, slug=slug)
    form = MeasureForm(row.plan, request.POST or None, initial=held_measure(row))
    return stepped(
        request,
        form,
        lambda: verbs.keep_measure(
            who, row, form.said(), why=_("Kept up to date."), seen=form.version
        ),
        title=_("Change it"),
        done=_("It is saved."),
        back=measure_address(row),
        plan=row.plan,
        crumbs=crumbs_to(row),
        held=lambda thing: held_measure(thing),  # type: ignore[arg-type]
    )


@form_page
@workplace
def count(request: HttpRequest, plan: str, slug: str) -> HttpResponse:
    """Record what a measure cost and reached."""
    who = actor(request)
    row = loaded(who, "measure.count", _ROWS, plan__slug=plan, slug=slug)
    form = FiguresForm(row.plan, request.POST or None)
    return stepped(
        request,
        form,
        lambda: verbs.count_measure(
            who,
            row,
            form.counted(),
            why=_("Figures recorded."),
            of=form.cleaned_data["of_round"],
        ),
        title=_("Add figures"),
        done=_("The figures are saved."),
        back=measure_address(row),
        plan=row.plan,
        crumbs=crumbs_to(row),
    )


@form_page
@workplace
def forget(request: HttpRequest, number: int) -> HttpResponse:
    """Take figures away that are wrong, once it is asked why."""
    who = actor(request)
    figures = MeasureFigures.objects.filter(pk=number).first()
    row = loaded(who, "measure.count", _ROWS, pk=figures.measure_id if figures else 0)
    if figures is None:
        raise Http404("There are no such figures.")
    form = ForgetForm(request.POST or None)
    return stepped(
        request,
        form,
        lambda: verbs.forget_figures(who, figures, why=form.cleaned_data["why"]),
        title=_("Take the figures of %(period)s away") % {"period": figures.period},
        done=_("The figures are taken away; the log keeps them."),
        back=measure_address(row),
        plan=row.plan,
        crumbs=crumbs_to(row),
        lead=_("Nobody sees them any more. The log keeps what stood there."),
        button=_("Take away"),
    )


@form_page
@workplace
def argue(request: HttpRequest, plan: str, slug: str) -> HttpResponse:
    """Give the argument for how a measure differs from another."""
    who = actor(request)
    row = loaded(who, "measure.argue", _ROWS, plan__slug=plan, slug=slug)
    form = ArgumentForm(row, request.POST or None)
    return stepped(
        request,
        form,
        lambda: verbs.argue(
            who,
            row,
            form.cleaned_data["other"],
            form.cleaned_data["about"],
            form.cleaned_data["text"],
            why=_("Argument for a difference."),
        ),
        title=_("Why it differs from another"),
        done=_("The argument is saved."),
        back=measure_address(row),
        plan=row.plan,
        crumbs=crumbs_to(row),
    )


@form_page
@workplace
def take_in(request: HttpRequest, plan: str) -> HttpResponse:
    """Take measures in from a table, or from the entitlements of the plan: tried first."""
    who = actor(request)
    of_plan = loaded(who, "plan.keep_measure", Plan.objects.all(), slug=plan)
    asked, apply = request.POST.get("from", ""), "apply" in request.POST
    form = TableForm(request.POST if asked == "table" else None)
    report: MeasuresReport | None = None
    if asked == "rights":
        report = take_rights(who, of_plan, why=_("Entitlements of the plan."), apply=apply)
    elif form.is_bound and form.is_valid():
        rows, mistakes = read_table(form.cleaned_data["table"].encode())
        why = _("Taken in from a table.")
        report = import_measures(who, of_plan, rows, mistakes, why=why, apply=apply)
    if report and report.applied:
        messages.success(request, _("Everything is taken in."))
        return HttpResponseRedirect(work("maatregelen"))
    return show(
        request,
        "web/work/measures_import.html",
        title=_("Take measures in"),
        crumbs=[*crumbs_to(), (_("Take measures in"), "")],
        plan=of_plan,
        forms=(form,),
        form=form,
        report=report,
        asked=asked,
        columns=COLUMNS,
        status=422 if report and report.mistakes else 200,
    )
