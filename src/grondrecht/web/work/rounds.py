"""The rounds of the plans that somebody works with, and the page of one."""

from __future__ import annotations

from typing import Any

from django.db.models import Count
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from grondrecht.followup import covering
from grondrecht.followup.actors import Actor
from grondrecht.followup.frozen import held_body
from grondrecht.followup.models import FrozenRound, Report, Round
from grondrecht.followup.reminding.bundles import NOBODY
from grondrecht.followup.roles import BY_KEY as ROLES
from grondrecht.followup.standing import ANSWERED, is_closed
from grondrecht.registry.models import Plan
from grondrecht.web.action_page import speaks_english
from grondrecht.web.pages import at as on_site
from grondrecht.web.pages import turned
from grondrecht.web.templatetags.look import named
from grondrecht.web.work import round_page, round_report
from grondrecht.web.work.of_plan import plans_where
from grondrecht.web.work.report_words import days_left
from grondrecht.web.work.round_at import RoundAt, round_address, round_found
from grondrecht.web.work.show import show, work, workplace
from grondrecht.web.work.who import actor

# How many actions a page of the list shows.
SIZE = 50


@require_safe
@workplace
def rounds(request: HttpRequest) -> HttpResponse:
    """All rounds of the plans that somebody works with, by plan, the newest first."""
    who = actor(request)
    plans = plans_where(who, "round.read")
    known = Round.objects.filter(plan__in=plans).select_related("plan").order_by("-first_day")
    counts = _counted(plans)
    listed = [_listed(of, *counts.get(of.pk, (0, 0))) for of in known]
    return show(
        request,
        "web/work/rounds.html",
        title=_("Rounds"),
        crumbs=[(_("Rounds"), "")],
        plans=[
            {
                "plan": plan,
                "rounds": [each for each in listed if each["round"].plan_id == plan.pk],
                "prepare": work("ronde-voorbereiden", plan.slug) if _prepares(who, plan) else "",
            }
            for plan in plans
        ],
    )


def _counted(plans: list[Plan]) -> dict[int, tuple[int, int]]:
    """Round -> how many actions it asks about, and how many of those are answered. One query."""
    rows = Report.objects.filter(round__plan__in=plans).order_by().values_list("round")
    counted = rows.annotate(asked=Count("pk"), answered=Count("pk", filter=ANSWERED))
    return {of: (asked, answered) for of, asked, answered in counted}


def _prepares(who: Actor, plan: Plan) -> bool:
    verb = "plan.prepare_round"
    return any(ROLES[held.role].scope(verb) == "any" for held in who.roles_in(plan.pk))


def _listed(of: Round, asked: int, answered: int) -> dict[str, Any]:
    """A round in the list, with its next day that matters."""
    due = {
        "open": (_("Answers before the end of"), of.answer_by),
        "answered": (_("Validation before the end of"), of.validate_by),
        "validated": (_("With the Government before"), of.to_government),
        "frozen": (_("With the Government before"), of.to_government),
    }.get(of.state, ("", None))
    return {
        "round": of,
        "address": round_address(of),
        "asked": asked,
        "answered": answered,
        "due_label": due[0],
        "due_on": due[1],
        "days_left": days_left(due[1]),
    }


@require_safe
@workplace
def one_round(request: HttpRequest, plan: str, slug: str) -> HttpResponse:
    """A round: where it is, how far each office and administration has come, its actions."""
    at = round_found(request, plan, slug)
    of = at.round
    found = round_page.progress(of)
    asked = {key: request.GET.get(key, "") for key in ("stand", "ambt", "partij")}
    lines = round_page.opened(at, round_page.chosen(found.lines, asked))
    numbers = _numbers(of)
    return show(
        request,
        "web/work/round.html",
        title=named(of),
        crumbs=at.crumbs,
        plan=of.plan,
        round=of,
        steps=round_page.steps(of),
        doors=round_page.doors(at),
        days=days(of),
        report_files=round_report.files(at),
        figures=figures(at, found),
        columns=[{"label": _("Office")}, *numbers],
        party_columns=[{"label": _("Administration")}, *numbers],
        offices=round_page.table(at, "ambt", found.offices, round_page.of_office),
        parties=round_page.table(at, "partij", found.parties, round_page.of_party),
        chosen=_chosen(at, found, asked),
        page=turned(request, lines, SIZE),
        to_validate=to_validate(at, found),
        instruments=instruments(of),
        public_address=f"/{request.path.split('/')[1]}/{of.plan.slug}/rondes/{of.slug}",
    )


def _numbers(of: Round) -> list[dict[str, Any]]:
    labels = round_page.labels(of)
    return [{"label": labels[column], "number": True} for column in round_page.columns(of)]


def days(of: Round) -> list[dict[str, Any]]:
    """The days of a round; those to come, and that still wait for something, with how long."""
    today = timezone.localdate()
    asking, sending = not is_closed(of), of.state != "sent"
    known = (
        (_("Answers before the end of"), of.answer_by, asking),
        (_("Validation before the end of"), of.validate_by, asking),
        (_("With the Government before"), of.to_government, sending),
        (_("With Parliament before"), of.to_parliament, sending),
    )
    return [
        {"label": label, "day": day, "left": days_left(day) if waits and day >= today else ""}
        for label, day, waits in known
        if day
    ]


def figures(at: RoundAt, found: round_page.Progress) -> list[dict[str, Any]]:
    """The figures above the page: how many of all are answered, validated, late."""
    labels = round_page.labels(at.round)
    total = found.all["all"]
    return [
        {
            "count": found.all[column],
            "of": total,
            "label": labels[column],
            "address": f"{at.address}?stand={column}#acties",
        }
        for column in ("answered", "validated", "waiting", "late")
        if column in round_page.columns(at.round)
    ]


def _chosen(at: RoundAt, found: round_page.Progress, asked: dict[str, str]) -> list[dict[str, str]]:
    """What the list of actions is narrowed down to, each with the address without it."""
    names = {
        "stand": round_page.labels(at.round),
        "ambt": {office.code: round_page.of_office(office)[0] for office in found.offices},
        "partij": {NOBODY: _("Nobody is named")}
        | {party.slug: named(party) for party in found.parties},
    }
    made = []
    for key, value in asked.items():
        rest = "&".join(f"{k}={v}" for k, v in asked.items() if v and k != key)
        if value in names[key]:
            address = f"{at.address}?{rest}#acties" if rest else f"{at.address}#acties"
            made.append({"label": names[key][value], "address": address})
    return made


def to_validate(at: RoundAt, found: round_page.Progress) -> dict[str, Any] | None:
    """How many answers wait for somebody's cabinet, and where; None where none can."""
    waiting = [
        line
        for line in found.lines
        if line.report.state == "answered" and line.report.action.office_id in at.offices
    ]
    if not waiting or at.round.state not in ("open", "answered"):
        return None
    return {"number": len(waiting), "address": round_address(at.round, "valideren")}


def instruments(of: Round) -> list[dict[str, str]]:
    """The instruments that a round covers, each with its page; of a frozen one as it was then."""
    frozen = FrozenRound.objects.filter(round=of).first() if is_closed(of) else None
    rows = held_body(frozen).get("instruments", []) if frozen else covering.part(of)
    english = speaks_english()
    return [
        {
            "name": (english and each.get("name_en")) or each["name"],
            "language": "en" if english and each.get("name_en") else of.plan.language,
            "address": on_site(of.plan.slug, "instrumenten", each["kind"], each["slug"]),
        }
        for each in rows
    ]
