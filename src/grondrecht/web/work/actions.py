"""Actions in the workplace: their texts kept up to date, and involvement recorded."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from grondrecht.followup.access import acting_as, loaded, may
from grondrecht.followup.actions import actions as verbs
from grondrecht.followup.actors import Actor
from grondrecht.followup.desk import own_actions
from grondrecht.followup.roles import BY_KEY as ROLES
from grondrecht.registry.actions.texts import newest_form
from grondrecht.registry.models import Action, Contribution, Indicator, Involvement, Party
from grondrecht.web.action_page import name_of_field
from grondrecht.web.pages import Crumbs, shortened
from grondrecht.web.pages import at as public_at
from grondrecht.web.templatetags.look import address, named
from grondrecht.web.work.action_forms import InvolvedForm, PlainForm, TakeBackForm, TextForm
from grondrecht.web.work.consultations import form_page
from grondrecht.web.work.of_plan import plans_where
from grondrecht.web.work.show import show, work, workplace
from grondrecht.web.work.steps import stepped
from grondrecht.web.work.who import actor

_ROWS = Action.objects.select_related("plan", "right")
# How many actions a search shows, and how much of a title and of what is searched for counts.
MOST, TITLE, QUERY = 50, 120, 100
# Who opens an action here: who may record who took part, and who may judge how far it has come.
OPENING = ("action.involve", "action.find")


def action_address(action: Action, *more: str) -> str:
    """The address of an action in the workplace, or of a page under it."""
    return work("acties", action.plan.slug, action.code, *more)


def crumbs_of(action: Action | None = None) -> Crumbs:
    """What leads to an action, or to the page of a thing of it."""
    front = [(_("Actions"), work("acties"))]
    return [*front, (action.code, action_address(action))] if action else front


def on_action(action: Action) -> dict[str, Any]:
    """What a page with one form about an action says and where it leads."""
    return {
        "lead": f"{action.code} {shortened(action.title, TITLE)}",
        "back": action_address(action),
        "plan": action.plan,
        "crumbs": crumbs_of(action),
    }


@require_safe
@workplace
def actions(request: HttpRequest) -> HttpResponse:
    """The actions that one answers for, and a search where one has to do with all of a plan."""
    who = actor(request)
    involves = any(ROLES[held.role].scope("action.involve") for held in who.held)
    plans_where(who, "action.involve" if involves else "action.find")
    query = " ".join(request.GET.get("q", "").split())[:QUERY]
    official = replace(who, held=tuple(each for each in who.held if each.role == "official"))
    found = list(_searched(who, query)[: MOST + 1]) if query else []
    return show(
        request,
        "web/work/actions.html",
        title=_("Actions"),
        crumbs=[(_("Actions"), "")],
        involves=involves,
        is_official=bool(official.held),
        own=_listed(sorted(own_actions(official).values(), key=lambda action: action.code)),
        searches=_anywhere(who) != Q(pk__in=[]),
        query=query,
        found=_listed(found[:MOST]),
        more=len(found) > MOST,
        search_address=work("acties"),
    )


def _anywhere(who: Actor) -> Q:
    """The actions of the plans in which one may open any action."""
    found = Q(pk__in=[])
    for held in who.held:
        if any(ROLES[held.role].scope(verb) == "any" for verb in OPENING):
            found |= Q(plan=held.plan) if held.plan else Q(pk__isnull=False)
    return found


def _searched(who: Actor, query: str) -> Any:  # noqa: ANN401 (a query set of actions)
    """The actions whose code begins so, in any spelling, or whose title holds the words."""
    code = query.replace(".", "_").replace(" ", "_").replace("-", "_")
    rows = _ROWS.filter(_anywhere(who)).order_by("plan__slug", "code").defer("maintained")
    return rows.filter(Q(code__istartswith=code) | Q(title__icontains=query))


def _listed(rows: Iterable[Action]) -> list[dict[str, Any]]:
    return [{"action": row, "address": action_address(row)} for row in rows]


@require_safe
@workplace
def action(request: HttpRequest, plan: str, code: str) -> HttpResponse:
    """One action: each field as printed and as it is now, and who took part."""
    who = actor(request)
    row = _ROWS.filter(plan__slug=plan, code=code).first()
    involves = row is not None and may(who, "action.involve", row)
    finding_address = _finding_address(who, row) if row else ""
    if row is None or not (involves or finding_address):
        raise Http404("There is nothing here for you.")
    return show(
        request,
        "web/work/action.html",
        title=f"{row.code} {shortened(row.title, TITLE)}",
        crumbs=[*crumbs_of(), (row.code, "")],
        plan=row.plan,
        action=row,
        may_maintain=may(who, "action.maintain", row),
        may_involve=involves,
        finding_address=finding_address,
        fields=_fields(row),
        involvements=_recorded(who, row),
        **_contributions(who, row),
        address=action_address(row),
        public_address=public_at(plan, "acties", code),
    )


def _finding_address(who: Actor, row: Action) -> str:
    """Where somebody who may says how far the action has come; else nothing."""
    if not may(who, "action.find", row):
        return ""
    return f"{work('bevindingen', 'nieuw', row.plan.slug)}?actie={row.code}"


def _contributions(who: Actor, row: Action) -> dict[str, Any]:
    """How the action should contribute, for who may say it and only where there is a monitor."""
    if not may(who, "action.contribute", row):
        return {}
    rows = Contribution.objects.filter(action=row).select_related("indicator", "said_for")
    where = action_address(row, "bijdrage")
    return {
        "may_contribute": Indicator.objects.of_monitor().filter(plan=row.plan_id).exists(),
        "contributions": [
            {
                "row": each,
                "change": f"{where}?cijfer={each.indicator.slug}",
                "take_back": f"{where}/{each.indicator.slug}/terugnemen",
            }
            for each in rows.order_by("indicator__name")
        ],
    }


def _recorded(who: Actor, row: Action) -> list[dict[str, Any]]:
    """What people recorded of who took part, and where who asks may take it back."""
    found = row.involvements.filter(form__isnull=True).select_related("recorded_for")
    return [
        {
            "row": each,
            "recorded_for": named(each.recorded_for) if each.recorded_for else "",
            "take_back": action_address(row, "betrokkenheid", str(each.pk), "terugnemen")
            if may(who, "involvement.take_back", each)
            else "",
        }
        for each in found.order_by("pk")
    ]


def _fields(row: Action) -> list[dict[str, str]]:
    """Each field of the newest form: its name, both texts, and where it is changed."""
    form = newest_form(row)
    if form is None:
        return []
    return [
        {
            "label": name_of_field(form.value, path),
            "printed": printed,
            "maintained": row.maintained.get(path, ""),
            "address": address("work-action-text", row.plan.slug, row.code, path),
        }
        for path, printed in form.value.texts()
    ]


@form_page
@workplace
def text(request: HttpRequest, plan: str, code: str, field: str) -> HttpResponse:
    """Keep the text of one field up to date."""
    who = actor(request)
    row = loaded(who, "action.maintain", _ROWS, plan__slug=plan, code=code)
    printing = newest_form(row)
    printed = dict(printing.value.texts()) if printing else {}
    if printing is None or field not in printed:
        raise Http404("There is nothing here for you.")
    form = TextForm(field, printed, request.POST or None, row)

    def keep() -> None:
        said = form.cleaned_data
        verbs.maintain(who, row, field, said["text"], why=said["why"], seen=said["seen"])

    return stepped(
        request,
        form,
        keep,
        title=name_of_field(printing.value, field),
        done=_("It is saved, and everyone can read it."),
        back=action_address(row),
        plan=row.plan,
        crumbs=crumbs_of(row),
        template="web/work/action_text.html",
        held=form.held,
        printed=printed[field],
        action=row,
    )


@form_page
@workplace
def plainly(request: HttpRequest, plan: str, code: str) -> HttpResponse:
    """Say what an action is in plain words."""
    who = actor(request)
    row = loaded(who, "action.maintain", _ROWS, plan__slug=plan, code=code)
    form = PlainForm(request.POST or None, row)

    def keep() -> None:
        said = form.cleaned_data
        began = (said["seen"], said["seen_en"])
        verbs.say_plainly(who, row, said["plain"], said["plain_en"], why=said["why"], seen=began)

    return stepped(
        request,
        form,
        keep,
        title=_("In plain words"),
        done=_("It is saved, and everyone can read it."),
        **on_action(row),
        held=form.held,
    )


@form_page
@workplace
def involvement(request: HttpRequest, plan: str, code: str) -> HttpResponse:
    """Record that people in poverty took part."""
    who = actor(request)
    row = loaded(who, "action.involve", _ROWS, plan__slug=plan, code=code)
    form = InvolvedForm(request.POST or None, initial={"text": _own_name(who, row)})
    return stepped(
        request,
        form,
        lambda: verbs.involve(who, row, **form.taken(), why=_("People in poverty took part.")),
        title=_("Record that people in poverty took part"),
        done=_("It is recorded, and everyone can read it."),
        **on_action(row),
    )


@form_page
@workplace
def take_back(request: HttpRequest, plan: str, code: str, number: int) -> HttpResponse:
    """Take back that people in poverty took part, for who recorded it and the coordinator."""
    who = actor(request)
    rows = Involvement.objects.filter(form__isnull=True, action__plan__slug=plan, action__code=code)
    row = loaded(who, "involvement.take_back", rows.select_related("action__plan"), pk=number)
    form = TakeBackForm(request.POST or None)
    return stepped(
        request,
        form,
        lambda: verbs.take_back(who, row, why=form.cleaned_data["why"]),
        title=_("Take back that people in poverty took part"),
        done=_("It is taken back; the history of the action says so."),
        **on_action(row.action),
        button=_("Take it back"),
        template="web/work/involvement_take_back.html",
        row=row,
    )


def _own_name(who: Actor, row: Action) -> str:
    """The association for which somebody speaks; empty for others."""
    held = acting_as(who, "action.involve", row)
    if held is None or held.role != "association" or held.party is None:
        return ""
    party = Party.objects.filter(pk=held.party).first()
    return named(party) if party else ""
