"""Consultations in the workplace: the list, the agenda, the minutes, the points to follow up."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from grondrecht.followup import points
from grondrecht.followup.access import demand, loaded, may
from grondrecht.followup.actions import consultations as verbs
from grondrecht.followup.actors import Actor
from grondrecht.followup.calendars import name_of
from grondrecht.followup.models import Consultation, Point
from grondrecht.followup.vertical import without_official
from grondrecht.registry.errors import RegisterError
from grondrecht.registry.models import Plan
from grondrecht.web.consulted import rule_table
from grondrecht.web.pages import Crumbs
from grondrecht.web.pages import at as public_at
from grondrecht.web.work import consultation_page as page
from grondrecht.web.work.attachments import attached
from grondrecht.web.work.consultation_forms import (
    CancelForm,
    DoneForm,
    ItemForms,
    MeetingForm,
    MinutesForm,
    PointForm,
    SuggestForm,
    held_items,
    held_meeting,
    held_minutes,
    ordered,
)
from grondrecht.web.work.of_plan import plans_where
from grondrecht.web.work.show import show, work, workplace
from grondrecht.web.work.steps import posted, stepped
from grondrecht.web.work.who import actor

_ROWS = Consultation.objects.select_related("plan", "domain")
_POINTS = Point.objects.select_related("consultation__plan", "consultation__domain", "action")
form_page = require_http_methods(["GET", "HEAD", "POST"])


def crumbs_to(row: Consultation | None = None) -> Crumbs:
    """Where a page about consultations stands."""
    front = [(_("Consultations"), work("overleg"))]
    return [*front, (name_of(row), page.at(row))] if row else front


@require_safe
@workplace
def consultations(request: HttpRequest) -> HttpResponse:
    """The consultations of the plans one works with, the points one has, the rule and the gaps."""
    who = actor(request)
    plans = [
        {
            "plan": plan,
            "lists": page.listed(who, plan),
            "rule": rule_table(plan),
            "gaps": without_official(plan),
            "may_plan": may(who, "plan.plan_consultation", plan),
            "plan_address": work("overleg", "nieuw", plan.slug),
            "domains_address": work("overleg", "domeinen", plan.slug),
        }
        for plan in plans_where(who, "consultation.read")
    ]
    mine = [{"point": each, "address": page.point_address(each)} for each in points.open_for(who)]
    return show(
        request,
        "web/work/consultations.html",
        title=_("Consultations"),
        crumbs=[(_("Consultations"), "")],
        plans=plans,
        mine=mine,
        calendar_address=work("overleg", "kalender"),
    )


@form_page
@workplace
def plan_one(request: HttpRequest, plan: str) -> HttpResponse:
    """Plan a consultation."""
    who = actor(request)
    of_plan = loaded(who, "plan.plan_consultation", Plan.objects.all(), slug=plan)
    form = MeetingForm(of_plan, request.POST or None)
    return stepped(
        request,
        form,
        lambda: verbs.plan_consultation(who, of_plan, form.meeting(), why=_("Planned.")),
        title=_("Plan a consultation"),
        done=_("The consultation is planned."),
        back=work("overleg"),
        plan=of_plan,
        crumbs=crumbs_to(),
        button=_("Plan it"),
        after=page.at,
    )


@form_page
@workplace
def consultation(request: HttpRequest, number: int) -> HttpResponse:
    """A consultation: when and where, its agenda, its minutes and its points."""
    row = loaded(actor(request), "consultation.read", _ROWS, pk=number)
    return _page(request, row)


def _page(
    request: HttpRequest,
    row: Consultation,
    suggest: SuggestForm | None = None,
    point: PointForm | None = None,
) -> HttpResponse:
    who = actor(request)
    can = page.can(who, row)
    agenda = row.agenda.select_related("action", "test")
    fixed = [item for item in agenda if item.fixed == "tests"]
    return show(
        request,
        "web/work/consultation.html",
        title=name_of(row),
        crumbs=[*crumbs_to(), (name_of(row), "")],
        plan=row.plan,
        forms=[each for each in (suggest, point) if each],
        row=row,
        can=can,
        agenda=[item for item in agenda if item.on_agenda],
        suggested=[item for item in agenda if not item.on_agenda],
        tests=page.state_of_tests(row.plan) if fixed else [],
        points=page.points_of(who, row),
        suggest_form=(suggest or SuggestForm(row.plan)) if can["suggest"] else None,
        point_form=(point or PointForm(row.plan)) if can["add_point"] else None,
        address=page.at(row),
        attached=attached(who, row),
        public_address=public_at(row.plan.slug, "overleg", str(row.pk)),
    )


@form_page
@workplace
def change(request: HttpRequest, number: int) -> HttpResponse:
    """Change when and where a consultation is, and its agenda."""
    who = actor(request)
    row = loaded(who, "consultation.set", _ROWS, pk=number)
    sent = request.POST or None
    form = MeetingForm(row.plan, sent, initial=held_meeting(row))
    items = ItemForms(
        sent, initial=held_items(row), prefix="agenda", form_kwargs={"plan": row.plan}
    )
    return stepped(
        request,
        form,
        lambda: verbs.set_consultation(
            who, row, form.meeting(), ordered(items), why=_("Changed."), seen=form.version
        ),
        title=_("Change the consultation and its agenda"),
        done=_("The consultation is changed."),
        back=page.at(row),
        plan=row.plan,
        crumbs=crumbs_to(row),
        template="web/work/consultation_change.html",
        with_forms=list(items.forms),
        held=held_meeting,
        items=items,
        agenda=row.agenda.all(),
    )


@form_page
@workplace
def minutes(request: HttpRequest, number: int) -> HttpResponse:
    """Record that a consultation was held: its minutes and who was there."""
    who = actor(request)
    row = loaded(who, "consultation.hold", _ROWS, pk=number)
    form = MinutesForm(row, request.POST or None, initial=held_minutes(row))
    return stepped(
        request,
        form,
        lambda: verbs.hold_consultation(
            who,
            row,
            form.cleaned_data["minutes"],
            form.cleaned_data["present"],
            form.cleaned_data["others"],
            why=_("Held."),
            seen=form.version,
        ),
        title=_("Minutes"),
        done=_("The minutes are saved. They are not public yet."),
        back=page.at(row),
        plan=row.plan,
        crumbs=crumbs_to(row),
        held=held_minutes,
    )


@posted
@workplace
def publish(request: HttpRequest, number: int) -> HttpResponse:
    """Publish the minutes."""
    who = actor(request)
    row = loaded(who, "consultation.publish", _ROWS, pk=number)
    verbs.publish_consultation(who, row, why=_("Published."))
    messages.success(request, _("The minutes are public."))
    return HttpResponseRedirect(page.at(row))


@form_page
@workplace
def cancel(request: HttpRequest, number: int) -> HttpResponse:
    """Cancel a consultation, with the reason."""
    who = actor(request)
    row = loaded(who, "consultation.cancel", _ROWS, pk=number)
    form = CancelForm(request.POST or None, initial={"seen": row.version})
    return stepped(
        request,
        form,
        lambda: verbs.cancel_consultation(
            who, row, why=form.cleaned_data["reason"], seen=form.version
        ),
        title=_("Cancel a consultation"),
        done=_("The consultation is cancelled."),
        back=page.at(row),
        plan=row.plan,
        crumbs=crumbs_to(row),
        button=_("Cancel it"),
    )


@posted
@workplace
def suggest(request: HttpRequest, number: int) -> HttpResponse:
    """Suggest an item for the agenda."""
    who = actor(request)
    row = loaded(who, "consultation.suggest", _ROWS, pk=number)
    form = SuggestForm(row.plan, request.POST)
    if not form.is_valid():
        return _page(request, row, suggest=form)
    item = verbs.Item(form.cleaned_data["text"], form.cleaned_data["action"])
    verbs.suggest_item(who, row, item, why=_("Suggested for the agenda."))
    messages.success(request, _("Your suggestion is with who keeps the agenda."))
    return HttpResponseRedirect(page.at(row))


@posted
@workplace
def add_point(request: HttpRequest, number: int) -> HttpResponse:
    """Add a point to follow up."""
    who = actor(request)
    row = loaded(who, "consultation.add_point", _ROWS, pk=number)
    form = PointForm(row.plan, request.POST)
    if not form.is_valid() or not _added(who, row, form):
        return _page(request, row, point=form)
    messages.success(request, _("The point is added."))
    return HttpResponseRedirect(page.at(row))


def _added(who: Actor, row: Consultation, form: PointForm) -> bool:
    """Whether the point was added; else the form says why not."""
    try:
        verbs.add_point(who, row, form.agreed(), why=_("Agreed in the consultation."))
    except RegisterError as error:
        form.add_error(None, str(error))
        return False
    return True


@form_page
@workplace
def point(request: HttpRequest, number: int) -> HttpResponse:
    """A point to follow up: say what was done with it."""
    who = actor(request)
    found = _POINTS.filter(pk=number).first()
    if found is None or not may(who, "consultation.read", found.consultation):
        raise Http404("There is nothing here for you.")
    demand(who, "point.finish", found)
    form = DoneForm(request.POST or None, initial={"seen": found.version, "done": found.done})
    return stepped(
        request,
        form,
        lambda: verbs.finish_point(
            who, found, form.cleaned_data["done"], why=_("Done."), seen=form.version
        ),
        title=_("What was done"),
        done=_("The point is done."),
        back=page.at(found.consultation),
        plan=found.consultation.plan,
        crumbs=crumbs_to(found.consultation),
        lead=found.text,
    )


@posted
@workplace
def reopen(request: HttpRequest, number: int) -> HttpResponse:
    """Open a point again."""
    who = actor(request)
    found = loaded(who, "point.reopen", _POINTS, pk=number)
    verbs.reopen_point(who, found, why=_("Not done yet."))
    messages.success(request, _("The point is open again."))
    return HttpResponseRedirect(page.at(found.consultation))
