"""The policy domains of a plan and who is appointed in each; a calendar of one's own."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from grondrecht.followup import calendars
from grondrecht.followup.access import loaded, may
from grondrecht.followup.actions import domains as verbs
from grondrecht.followup.actions.calendar_keys import make_calendar_key, revoke_calendar_key
from grondrecht.followup.actors import actor_of
from grondrecht.followup.models import AppointedOfficial, CalendarKey, Domain
from grondrecht.registry.actions.catalogue import slug_of
from grondrecht.registry.models import Plan
from grondrecht.web.pages import Crumbs
from grondrecht.web.work import consultation_page as page
from grondrecht.web.work.consultation_forms import DomainForm, LastDayForm, OfficialForm
from grondrecht.web.work.consultations import crumbs_to, form_page
from grondrecht.web.work.of_plan import plans_where
from grondrecht.web.work.show import show, work, workplace
from grondrecht.web.work.steps import stepped
from grondrecht.web.work.who import actor


def domains_at(plan: Plan, *more: str) -> str:
    """The address of the policy domains of a plan, or of one of them."""
    return work("overleg", "domeinen", plan.slug, *more)


def _crumbs(plan: Plan) -> Crumbs:
    return [*crumbs_to(), (_("Policy domains"), domains_at(plan))]


@require_safe
@workplace
def domains(request: HttpRequest, plan: str) -> HttpResponse:
    """The policy domains of a plan, who is appointed in each, and where nobody is."""
    who = actor(request)
    of_plan = _readable(request, plan)
    rows = page.domains_of(of_plan)
    for row in rows:
        row["address"] = domains_at(of_plan, row["domain"].slug)
    return show(
        request,
        "web/work/domains.html",
        title=_("Policy domains and appointed officials"),
        crumbs=[*crumbs_to(), (_("Policy domains"), "")],
        plan=of_plan,
        rows=rows,
        may_keep=may(who, "plan.keep_domain", of_plan),
        may_appoint=may(who, "plan.appoint_official", of_plan),
        new_address=domains_at(of_plan, "nieuw", ""),
    )


def _readable(request: HttpRequest, slug: str) -> Plan:
    """The plan, for who reads its consultations; else Http404."""
    for plan in plans_where(actor(request), "consultation.read"):
        if plan.slug == slug:
            return plan
    raise Http404("There is nothing here for you.")


@form_page
@workplace
def new_domain(request: HttpRequest, plan: str) -> HttpResponse:
    """Add a policy domain."""
    of_plan = loaded(actor(request), "plan.keep_domain", Plan.objects.all(), slug=plan)
    return _kept(request, of_plan, None)


@form_page
@workplace
def domain(request: HttpRequest, plan: str, slug: str) -> HttpResponse:
    """Change a policy domain."""
    of_plan = loaded(actor(request), "plan.keep_domain", Plan.objects.all(), slug=plan)
    return _kept(request, of_plan, _domain(of_plan, slug))


def _domain(plan: Plan, slug: str) -> Domain:
    found = Domain.objects.filter(plan=plan, slug=slug).first()
    if found is None:
        raise Http404(f"There is no policy domain {slug!r}.")
    return found


def _kept(request: HttpRequest, plan: Plan, row: Domain | None) -> HttpResponse:
    who = actor(request)
    held = (
        {
            "name": row.name,
            "name_en": row.name_en,
            "offices": list(row.offices.all()),
            "administrations": list(row.administrations.all()),
        }
        if row
        else {}
    )
    form = DomainForm(plan, request.POST or None, initial=held)

    def keep() -> None:
        typed = {key: value for key, value in form.cleaned_data.items() if key != "seen"}
        slug = row.slug if row else slug_of(typed["name"])[:80].strip("-")
        verbs.keep_domain(who, plan, slug, **typed, why=_("Policy domain kept."))

    return stepped(
        request,
        form,
        keep,
        title=row.shown_name if row else _("Add a policy domain"),
        done=_("The policy domain is saved."),
        back=domains_at(plan),
        plan=plan,
        crumbs=_crumbs(plan),
    )


@form_page
@workplace
def appoint(request: HttpRequest, plan: str, slug: str) -> HttpResponse:
    """Appoint an official for a policy domain."""
    who = actor(request)
    of_plan = loaded(who, "plan.appoint_official", Plan.objects.all(), slug=plan)
    row = _domain(of_plan, slug)
    form = OfficialForm(request.POST or None)
    return stepped(
        request,
        form,
        lambda: verbs.appoint_official(who, row, form.appointed(), why=_("Appointed.")),
        title=_("Appoint an official"),
        done=_("The official is appointed."),
        back=domains_at(of_plan),
        plan=of_plan,
        crumbs=_crumbs(of_plan),
        lead=row.shown_name,
    )


@form_page
@workplace
def end(request: HttpRequest, plan: str, slug: str, number: int) -> HttpResponse:
    """Say until when an official speaks for a policy domain."""
    who = actor(request)
    of_plan = loaded(who, "plan.appoint_official", Plan.objects.all(), slug=plan)
    rows = AppointedOfficial.objects.filter(domain=_domain(of_plan, slug), pk=number)
    row = rows.select_related("domain__plan").first()
    if row is None:
        raise Http404("There is no such official.")
    form = LastDayForm(request.POST or None, initial={"last_day": row.last_day})
    return stepped(
        request,
        form,
        lambda: verbs.end_appointment(who, row, form.cleaned_data["last_day"], why=_("Ended.")),
        title=_("Until when"),
        done=_("The last day is saved."),
        back=domains_at(of_plan),
        plan=of_plan,
        crumbs=_crumbs(of_plan),
        lead=f"{row.name}, {row.domain.shown_name}",
    )


@require_http_methods(["GET", "HEAD", "POST"])
@workplace
def own_calendar(request: HttpRequest) -> HttpResponse:
    """The secret address of one's own calendar: make it, make another, take it back."""
    who = actor(request)
    plans_where(who, "consultation.read")
    secret = ""
    if request.method == "POST" and request.POST.get("do") == "revoke":
        revoke_calendar_key(who, why=_("Own calendar."))
        messages.success(request, _("The address opens nothing any more."))
        return HttpResponseRedirect(work("overleg", "kalender"))
    if request.method == "POST":
        key = make_calendar_key(who, why=_("Own calendar."))
        secret = request.build_absolute_uri(work("overleg", "kalender", f"{key}.ics"))
    return show(
        request,
        "web/work/calendar.html",
        title=_("Your own calendar"),
        crumbs=[*crumbs_to(), (_("Your own calendar"), "")],
        key=CalendarKey.objects.filter(person=who.person).first(),
        secret=secret,
    )


@require_safe
def calendar_feed(request: HttpRequest, key: str) -> HttpResponse:
    """The calendar that a secret address opens: what its owner may read, and nothing more.

    It tells when and where, no more than any official may read, so one step of sign-in suffices.
    """
    person = calendars.reader_of(key)
    if person is None:
        raise Http404("There is nothing here for you.")
    rows = calendars.readable(actor_of(person, two_step=True))
    data = calendars.calendar_of(
        rows, _("Consultations on poverty"), lambda row: request.build_absolute_uri(page.at(row))
    )
    answer = HttpResponse(data, content_type=calendars.MEDIA_TYPE)
    answer.headers["Cache-Control"] = "private, no-store"
    return answer
