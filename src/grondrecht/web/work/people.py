"""The pages about people: for coordinators who works here, for everyone what is kept of them."""

from __future__ import annotations

import json

from django.contrib import messages
from django.core.serializers.json import DjangoJSONEncoder
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from grondrecht.followup.access import demand, loaded
from grondrecht.followup.actions import people as verbs
from grondrecht.followup.actors import Actor
from grondrecht.followup.models import Appointment, Person
from grondrecht.registry.errors import RegisterError
from grondrecht.web.pages import number_in
from grondrecht.web.work.forms import Trouble
from grondrecht.web.work.invitation import send_invitation
from grondrecht.web.work.people_forms import EndForm, InviteForm, PostForm, SelfForm
from grondrecht.web.work.show import show, work, workplace
from grondrecht.web.work.who import actor, in_two_steps


@require_http_methods(["GET", "HEAD", "POST"])
@workplace
def people(request: HttpRequest) -> HttpResponse:
    """Everyone who works here, and the form to invite somebody."""
    who = actor(request)
    demand(who, "person.invite", Person())
    form = InviteForm(request.POST or None)
    troubles: list[Trouble] = []
    if request.method == "POST" and form.is_valid():
        try:
            person = verbs.invite(who, why=_("Invited to work with the plan"), **form.cleaned_data)
        except RegisterError as error:
            troubles = [{"message": str(error), "label": _("Work address"), "address": "#id_email"}]
        else:
            _send(request, person)
            return HttpResponseRedirect(work("mensen", str(person.pk)))
    rows = Person.objects.filter(erased_on__isnull=True).prefetch_related(
        "appointments__plan", "appointments__office", "appointments__party"
    )
    return show(
        request,
        "web/work/people.html",
        title=_("People"),
        crumbs=[(_("People"), "")],
        forms=(form,),
        troubles=troubles,
        form=form,
        people=list(rows),
    )


@require_http_methods(["GET", "HEAD", "POST"])
@workplace
def person(request: HttpRequest, number: int) -> HttpResponse:
    """One person: the roles they hold, and what can be done about them."""
    who = actor(request)
    found = _found(who, "person.appoint", number)
    do = request.POST.get("do", "")
    form = PostForm(request.POST if do == "appoint" else None)
    troubles: list[Trouble] = []
    try:
        if do == "appoint" and form.is_valid():
            held = verbs.appoint(
                who,
                found,
                form.post(),
                first_day=form.cleaned_data["first_day"],
                why=_("Role given"),
            )
            return _done(request, found, _begins(held))
        if do.startswith("end:"):
            return _ended(request, who, found, do.removeprefix("end:"))
        if do == "invite":
            _send(request, found)
            return HttpResponseRedirect(work("mensen", str(found.pk)))
    except RegisterError as error:
        troubles = [{"message": str(error)}]
    return show(
        request,
        "web/work/person.html",
        title=found.name,
        crumbs=[(_("People"), work("mensen")), (found.name, "")],
        forms=(form,),
        troubles=troubles,
        form=form,
        end=EndForm(auto_id=False),
        person=found,
        held=list(verbs.roles_now(found)),
        past=list(found.appointments.exclude(pk__in=verbs.roles_now(found))),
    )


@require_http_methods(["GET", "HEAD", "POST"])
@workplace
def erase(request: HttpRequest, number: int) -> HttpResponse:
    """Ask whether somebody is to be erased, and do it."""
    who = actor(request)
    found = _found(who, "person.erase", number)
    troubles: list[Trouble] = []
    if request.method == "POST":
        name, why = found.name, request.POST.get("why", "").strip()
        try:
            verbs.erase_person(who, found, why=why or _("Erased"))
        except RegisterError as error:
            troubles = [{"message": str(error)}]
        else:
            messages.success(request, _("%(name)s was erased.") % {"name": name})
            return HttpResponseRedirect(work("mensen"))
    return show(
        request,
        "web/work/erase.html",
        title=_("Erase %(name)s") % {"name": found.name},
        crumbs=[
            (_("People"), work("mensen")),
            (found.name, work("mensen", str(found.pk))),
            (_("Erase"), ""),
        ],
        troubles=troubles,
        person=found,
    )


@require_safe
@workplace
def kept(request: HttpRequest, number: int) -> HttpResponse:
    """All that is kept of somebody, as a file, for a coordinator."""
    who = actor(request)
    return _file(who, _found(who, "person.export", number))


@require_http_methods(["GET", "HEAD", "POST"])
@workplace
def me(request: HttpRequest) -> HttpResponse:
    """One's own name and language, the roles one holds, and how one signs in."""
    who = actor(request)
    assert who.person is not None, "the workplace lets nobody else in"
    now = {"name": who.person.name, "language": who.person.language}
    form = SelfForm(request.POST or None, initial=now)
    if request.method == "POST" and form.is_valid():
        verbs.change_self(who, **form.cleaned_data, why=_("Own name and language"))
        messages.success(request, _("Saved."))
        return HttpResponseRedirect(work("ik"))
    return show(
        request,
        "web/work/me.html",
        title=_("Your account"),
        crumbs=[(_("Your account"), "")],
        forms=(form,),
        form=form,
        person=who.person,
        held=list(verbs.roles_now(who.person)),
        two_steps=in_two_steps(request),
    )


@require_safe
@workplace
def my_data(request: HttpRequest) -> HttpResponse:
    """All that is kept of who asks, as a file."""
    who = actor(request)
    assert who.person is not None, "the workplace lets nobody else in"
    return _file(who, who.person)


def _found(who: Actor, verb: str, number: int) -> Person:
    return loaded(who, verb, Person.objects.filter(erased_on__isnull=True), pk=number)


def _ended(request: HttpRequest, who: Actor, person: Person, number: str) -> HttpResponse:
    """End the role of that number; the day is today where none was given."""
    form = EndForm(request.POST)
    held = get_object_or_404(verbs.roles_now(person), pk=number_in(number))
    if not form.is_valid():
        raise RegisterError(_("Give the last day as a day, such as 2027-03-01."))
    words = str(held)
    verbs.end_appointment(who, held, last_day=form.cleaned_data["last_day"], why=_("Role ended"))
    return _done(request, person, _("%(role)s: ended.") % {"role": words})


def _begins(held: Appointment) -> str:
    """That a role was given, and from when it counts."""
    if held.is_now:
        return _("%(role)s: from now on.") % {"role": held}
    return _("%(role)s: from %(day)s.") % {"role": held, "day": date_format(held.first_day)}


def _done(request: HttpRequest, person: Person, words: str) -> HttpResponse:
    messages.success(request, words)
    return HttpResponseRedirect(work("mensen", str(person.pk)))


def _send(request: HttpRequest, person: Person) -> None:
    """Send the invitation; where that does not work the page says so, and it can be sent again."""
    try:
        send_invitation(person, actor(request).name)
    except OSError:
        messages.warning(
            request, _("The message could not be sent. Send the invitation again in a few minutes.")
        )
    else:
        words = _("An invitation is on its way to %(email)s.") % {"email": person.email}
        messages.success(request, words)


def _file(who: Actor, person: Person) -> HttpResponse:
    body = json.dumps(
        verbs.export_person(who, person), ensure_ascii=False, indent=1, cls=DjangoJSONEncoder
    )
    answer = HttpResponse(body, content_type="application/json")
    answer.headers["Content-Disposition"] = f'attachment; filename="persoon-{person.pk}.json"'
    return answer
