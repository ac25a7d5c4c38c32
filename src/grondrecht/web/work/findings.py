"""Findings in the workplace: make, share, reply, publish, withdraw."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from grondrecht.followup.access import decide_each, loaded
from grondrecht.followup.actions import findings as verbs
from grondrecht.followup.actors import Actor
from grondrecht.followup.findings_read import readable
from grondrecht.followup.models import Finding
from grondrecht.registry.models import Plan
from grondrecht.web.pages import Crumbs
from grondrecht.web.pages import at as public_at
from grondrecht.web.reported import rows_of, shown
from grondrecht.web.work import finding_forms as ask
from grondrecht.web.work.attachments import attached
from grondrecht.web.work.consultations import form_page
from grondrecht.web.work.of_plan import plans_where
from grondrecht.web.work.show import show, work, workplace
from grondrecht.web.work.steps import StepForm, stepped
from grondrecht.web.work.who import actor

_ROWS = Finding.objects.select_related("action__plan", "round")
VERBS = tuple(f"finding.{verb}" for verb in ("edit", "share", "reply", "publish", "withdraw"))
ORDER = ("draft", "shared", "published", "withdrawn")
# How many findings of a state a list shows.
MOST = 100


def at(finding: Finding, *more: str) -> str:
    """The address of a finding in the workplace."""
    return work("bevindingen", str(finding.pk), *more)


def _crumbs(finding: Finding | None = None) -> Crumbs:
    front = [(_("Findings"), work("bevindingen"))]
    return [*front, (_title(finding), at(finding))] if finding else front


def _title(finding: Finding) -> str:
    return _("Finding about %(code)s") % {"code": finding.action.code}


@require_safe
@workplace
def findings(request: HttpRequest) -> HttpResponse:
    """The findings that somebody may read, drafts first, and the way to make one."""
    who = actor(request)
    makes = _plans(who, "action.find")
    plans = [
        {
            "plan": plan,
            "may_make": plan in makes,
            "address": work("bevindingen", "nieuw", plan.slug),
            "states": _by_state(who, plan),
        }
        for plan in _plans(who, "finding.read") or makes
    ]
    if not plans:
        raise Http404("There is nothing here for you.")
    return show(
        request,
        "web/work/findings.html",
        title=_("Findings"),
        crumbs=_crumbs(),
        plans=plans,
    )


def _plans(who: Actor, verb: str) -> list[Plan]:
    """The plans in which somebody may do this; none where there are none."""
    try:
        return plans_where(who, verb)
    except Http404:
        return []


def _by_state(who: Actor, plan: Plan) -> list[dict[str, Any]]:
    """The findings of a plan that somebody may read, those of a state together. One query."""
    rows = list(readable(who, plan).order_by("-made_on", "-pk"))
    names = dict(Finding.STATES)
    return [
        {"label": names[state], "rows": [{"row": row, "address": at(row)} for row in own[:MOST]]}
        for state in ORDER
        if (own := [row for row in rows if row.state == state])
    ]


@form_page
@workplace
def make(request: HttpRequest, plan: str) -> HttpResponse:
    """Make a finding; a draft at first."""
    who = actor(request)
    of_plan = next((each for each in plans_where(who, "action.find") if each.slug == plan), None)
    if of_plan is None:
        raise Http404("There is nothing here for you.")
    form = ask.NewFindingForm(
        of_plan, request.POST or None, initial={"action": request.GET.get("actie", "")[:40]}
    )
    return stepped(
        request,
        form,
        lambda: verbs.make_finding(
            who, form.cleaned_data["action"], form.found(), why=_("Found this.")
        ),
        title=_("Make a finding"),
        done=_("Your finding is kept as a draft. Nobody else reads it until you share it."),
        back=work("bevindingen"),
        plan=of_plan,
        crumbs=_crumbs(),
        button=_("Keep as a draft"),
    )


@require_safe
@workplace
def finding(request: HttpRequest, number: int) -> HttpResponse:
    """A finding with its evidence and replies, and what one may do with it now."""
    who = actor(request)
    found = _read(who, number)
    decisions = decide_each(who, VERBS, found)
    return show(
        request,
        "web/work/finding.html",
        title=_title(found),
        crumbs=_crumbs(found),
        plan=found.action.plan,
        row=found,
        finding=_shown(found),
        can={verb.partition(".")[2]: bool(each) for verb, each in decisions.items()},
        free_on=verbs.free_on(found) if found.state == "shared" else None,
        address=at(found),
        attached=attached(who, found),
        action_address=public_at(found.action.plan.slug, "acties", found.action.code),
        public_address=public_at(found.action.plan.slug, "bevindingen", str(found.pk)),
    )


def _read(who: Actor, number: int) -> Finding:
    """The finding, where somebody may read it as it is now. Raises Http404."""
    state = Finding.objects.filter(pk=number).values_list("state", flat=True).first()
    verb = "finding.read_draft" if state == "draft" else "finding.read"
    return loaded(who, verb, _ROWS, pk=number)


def _shown(found: Finding) -> Any:  # noqa: ANN401 (a finding as public pages show it)
    (made,) = shown(rows_of(Finding.objects.filter(pk=found.pk)), found.action.plan.slug)
    return made


@form_page
@workplace
def edit(request: HttpRequest, number: int) -> HttpResponse:
    """Change a finding while it is a draft."""
    who = actor(request)
    found = loaded(who, "finding.edit", _ROWS, pk=number)
    form = ask.FindingForm(found.action.plan, request.POST or None, initial=ask.held(found))

    def do() -> None:
        said = form.found()
        verbs.edit_finding(who, found, said, why=_("Said otherwise."), seen=form.version)

    return _step(request, found, form, do, _("Change the finding"), _("The finding is changed."))


@form_page
@workplace
def share(request: HttpRequest, number: int) -> HttpResponse:
    """Show a finding to who answers for the action."""
    who = actor(request)
    found = loaded(who, "finding.share", _ROWS, pk=number)
    form = StepForm(request.POST or None, initial={"seen": found.version})
    lead = _(
        "Who answers for the action, the coordinator and readers of drafts can then read it, and"
        " it does not change any more. Who answers has %(days)s days to reply before you publish."
    ) % {"days": verbs.days_to_reply(found.action.plan)}

    def do() -> None:
        verbs.share_finding(who, found, why=_("Ready for a reply."), seen=form.version)

    return _step(
        request, found, form, do, _("Share the finding"), _("The finding is shared."), lead=lead
    )


@form_page
@workplace
def publish(request: HttpRequest, number: int) -> HttpResponse:
    """Let everybody read a finding."""
    who = actor(request)
    found = loaded(who, "finding.publish", _ROWS, pk=number)
    form = StepForm(request.POST or None, initial={"seen": found.version})
    lead = _(
        "Everybody can then read it, beside what the administration reports. Make sure that it"
        " names nobody in poverty."
    )

    def do() -> None:
        why = _("Everybody may read this.")
        verbs.publish_finding(who, found, why=why, seen=form.version)

    return _step(
        request, found, form, do, _("Publish the finding"), _("The finding is public."), lead=lead
    )


@form_page
@workplace
def reply(request: HttpRequest, number: int) -> HttpResponse:
    """Reply for who answers for the action."""
    who = actor(request)
    found = loaded(who, "finding.reply", _ROWS, pk=number)
    form = ask.ReplyForm(request.POST or None, initial={"seen": found.version})

    def do() -> None:
        words = form.cleaned_data["text"]
        verbs.reply_to_finding(who, found, words, why=_("Replied."), seen=form.version)

    return _step(request, found, form, do, _("Reply to the finding"), _("Your reply is kept."))


@form_page
@workplace
def withdraw(request: HttpRequest, number: int) -> HttpResponse:
    """Take a finding back."""
    who = actor(request)
    found = loaded(who, "finding.withdraw", _ROWS, pk=number)
    form = ask.WithdrawForm(request.POST or None, initial={"seen": found.version})

    def do() -> None:
        reason = form.cleaned_data["reason"]
        verbs.withdraw_finding(who, found, reason, why=reason, seen=form.version)

    return _step(
        request, found, form, do, _("Withdraw the finding"), _("The finding is withdrawn.")
    )


def _step(
    request: HttpRequest,
    found: Finding,
    form: StepForm,
    do: Callable[[], object],
    title: str,
    done: str,
    *,
    lead: str = "",
) -> HttpResponse:
    """One step with a finding: its page has one form, and leads back to the finding."""
    return stepped(
        request,
        form,
        do,
        title=title,
        done=done,
        back=at(found),
        plan=found.action.plan,
        crumbs=_crumbs(found),
        button=title,
        lead=lead,
        held=lambda thing: ask.held(Finding.objects.get(pk=thing.pk)),
    )
