"""The permanent consultation in public: who met the rule, what was said, what was agreed."""

from __future__ import annotations

from django.conf import settings
from django.db.models import Count, Q
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from grondrecht.followup import calendars, vertical
from grondrecht.followup.models import Consultation
from grondrecht.registry.models import Plan
from grondrecht.web.consulted import rule_table
from grondrecht.web.pages import at, plan_or_404, show, turned
from grondrecht.web.templatetags.look import named

# How many consultations a page of the list shows.
SIZE = 30


@require_safe
def consultations(request: HttpRequest, plan: str) -> HttpResponse:
    """Who met the rule, where nobody is appointed, what is announced, and what was published."""
    of_plan = plan_or_404(plan)
    published = Consultation.objects.filter(plan=of_plan, state="published")
    counted = published.select_related("domain").annotate(
        points_all=Count("points"), points_open=Count("points", filter=Q(points__state="open"))
    )
    page = turned(request, counted.order_by("-day", "-pk"), SIZE)
    today = timezone.localdate()
    coming = calendars.announced(of_plan).filter(state__in=("planned", "cancelled"), day__gte=today)
    return show(
        request,
        "web/consultations.html",
        of_plan,
        title=_("Consultation on poverty"),
        description=_("Who spoke with people in poverty about the plan, and what was agreed."),
        crumbs=[(_("Consultation"), "")],
        rule=rule_table(of_plan),
        gaps=vertical.without_official(of_plan),
        coming=[{"row": each, "name": calendars.name_of(each)} for each in coming],
        rows=[_shown(of_plan, each) for each in page.items],
        page=page,
        calendar_address=at(plan, "overleg.ics"),
    )


def _shown(plan: Plan, row: Consultation) -> dict[str, object]:
    """A consultation in the list."""
    address = at(plan.slug, "overleg", str(row.pk))
    return {"row": row, "name": calendars.name_of(row), "address": address}


@require_safe
def consultation(request: HttpRequest, plan: str, number: int) -> HttpResponse:
    """A published consultation: its agenda, its minutes, and what became of what was agreed."""
    of_plan = plan_or_404(plan)
    rows = Consultation.objects.filter(plan=of_plan, state="published", pk=number)
    row = rows.select_related("domain").first()
    if row is None:
        raise Http404(f"{plan} has no published consultation {number}.")
    points = row.points.select_related(
        "action", "party", "office", "consultation__domain"
    ).order_by("-state", "due_on", "pk")
    name = calendars.name_of(row)
    return show(
        request,
        "web/consultation.html",
        of_plan,
        title=name,
        description=_("What was said and agreed, and what became of it."),
        crumbs=[(_("Consultation"), at(plan, "overleg")), (name, "")],
        row=row,
        agenda=row.agenda.filter(on_agenda=True).select_related("action", "test"),
        present=row.present.all(),
        points=points,
    )


@require_safe
def calendar(request: HttpRequest, plan: str) -> HttpResponse:
    """The consultations that everybody may know of, as a calendar to subscribe to."""
    of_plan = plan_or_404(plan)
    title = _("Consultation on poverty: %(name)s") % {"name": named(of_plan)}

    def address(row: Consultation) -> str:
        page = (str(row.pk),) if row.state == "published" else ()
        return f"{settings.PUBLIC_URL}{at(plan, 'overleg', *page)}"

    data = calendars.calendar_of(calendars.announced(of_plan), title, address)
    return HttpResponse(data, content_type=calendars.MEDIA_TYPE)
