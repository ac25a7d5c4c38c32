"""The steps of a round: prepared, set, opened, ended, frozen, sent; one page for each."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_http_methods

from grondrecht.followup.access import demand
from grondrecht.followup.actions import rounds as verbs
from grondrecht.followup.models import Round
from grondrecht.followup.outlines import Outline, deadlines, proposed
from grondrecht.followup.reminding.whom import directory
from grondrecht.registry.models import Party, Plan
from grondrecht.web.templatetags.look import named
from grondrecht.web.work import round_page
from grondrecht.web.work.report_words import day
from grondrecht.web.work.round_at import RoundAt, round_address, round_found
from grondrecht.web.work.round_forms import Days, NewRound, Step, Sure
from grondrecht.web.work.show import work, workplace
from grondrecht.web.work.steps import stepped
from grondrecht.web.work.who import actor

Told = Callable[[RoundAt], list[dict[str, Any]]]


@dataclass(frozen=True)
class Way:
    """A step: its verb, what its page says, and what is told of the round before it is taken."""

    verb: str
    do: Callable[..., object]
    title: str | Promise
    lead: str | Promise
    done: str | Promise
    told: Told
    form: type[Step] = Step


def asks(at: RoundAt) -> list[dict[str, Any]]:
    """What will be asked of whom; first what would come to nothing: days that are past, bodies
    that have nobody. Neither forbids the opening.
    """
    found = round_page.progress(at.round)
    known = directory(timezone.localdate())
    asked = sorted(found.parties.items(), key=lambda row: row[0].name)
    alone = [row for row in asked if not known.has_official(row[0].pk, at.round.plan_id)]
    nobody = [line.report.action.code for line in found.lines if not line.parties]
    of_all = {"n": len(alone), "all": len(asked)}
    return _groups(
        (_("Look first: these days are past already"), past_days(at.round)),
        (
            _(
                "Look first: %(n)s of %(all)s administrations have nobody here who can answer."
                " What is asked of them comes to the cabinet, else to you"
            )
            % of_all,
            _numbered(alone),
        ),
        (_("What will be asked of whom"), _numbered(asked)),
        (_("Actions for which nobody is named"), nobody),
    )


def past_days(of: Round) -> list[str]:
    """The days of a round that are behind us, in words."""
    today = timezone.localdate()
    known = (
        (_("Answers before the end of"), of.answer_by),
        (_("Validation before the end of"), of.validate_by),
        (_("With the Government before"), of.to_government),
        (_("With Parliament before"), of.to_parliament),
    )
    return [f"{label} {day(value)}" for label, value in known if value and value < today]


def _numbered(rows: Iterable[tuple[Party, Counter[str]]]) -> list[str]:
    """Administrations, each with how many actions are asked of it."""
    return [
        ngettext("%(who)s: %(n)s action", "%(who)s: %(n)s actions", counts["all"])
        % {"who": named(party), "n": counts["all"]}
        for party, counts in rows
    ]


def unanswered(at: RoundAt) -> list[dict[str, Any]]:
    """Who has not answered yet."""
    found = round_page.progress(at.round)
    return _groups((_("Not answered"), _by_party(found, "waiting")))


def unvalidated(at: RoundAt) -> list[dict[str, Any]]:
    """What no cabinet has validated yet."""
    found = round_page.progress(at.round)
    return _groups(
        (_("Not answered"), _by_party(found, "waiting")),
        (_("Not validated"), _by_party(found, "answered")),
    )


def nothing(at: RoundAt) -> list[dict[str, Any]]:
    """Of some steps there is nothing to tell."""
    return []


def _groups(*groups: tuple[str, list[str]]) -> list[dict[str, Any]]:
    return [{"title": title, "lines": lines} for title, lines in groups if lines]


def _by_party(found: round_page.Progress, kind: str) -> list[str]:
    """The codes of the lines of a kind, by who answers for them."""
    codes: dict[str, list[str]] = defaultdict(list)
    for line in found.lines:
        if kind in line.kinds:
            who = "; ".join(named(party) for party in line.parties) or "–"
            codes[who].append(line.report.action.code)
    return [f"{who}: {', '.join(codes[who])}" for who in sorted(codes)]


STEPS: Mapping[str, Way] = MappingProxyType(
    {
        "openen": Way(
            "round.open",
            verbs.open_round,
            gettext_lazy("Open the round"),
            gettext_lazy("The administrations are asked about their actions from now on."),
            gettext_lazy("The round is open."),
            asks,
        ),
        "antwoorden-afsluiten": Way(
            "round.end_answers",
            verbs.end_answers,
            gettext_lazy("End the answering"),
            gettext_lazy(
                "Nothing new is asked any more; what a cabinet sends back can still be answered."
            ),
            gettext_lazy("The answering has ended."),
            unanswered,
        ),
        "validatie-afsluiten": Way(
            "round.end_validation",
            verbs.end_validation,
            gettext_lazy("End the validation"),
            gettext_lazy("From now on nobody changes a report."),
            gettext_lazy("The validation has ended."),
            unvalidated,
        ),
        "heropenen": Way(
            "round.reopen",
            verbs.reopen,
            gettext_lazy("Back to answering"),
            gettext_lazy("Administrations can answer again; what was validated stays so."),
            gettext_lazy("The round is open again."),
            nothing,
        ),
        "bevriezen": Way(
            "round.freeze",
            verbs.freeze,
            gettext_lazy("Freeze the round"),
            gettext_lazy(
                "A full copy is kept, with all names as they are now. Nothing of it can change"
                " after that."
            ),
            gettext_lazy("The round is frozen. The report can be made."),
            unvalidated,
            Sure,
        ),
        "versturen": Way(
            "round.send",
            verbs.send,
            gettext_lazy("Send the round"),
            gettext_lazy(
                "Say that the report is with the Government and Parliament. From then on everyone"
                " reads it on the public site."
            ),
            gettext_lazy("The round is sent, and public."),
            nothing,
            Sure,
        ),
    }
)


@require_http_methods(["GET", "HEAD", "POST"])
@workplace
def step(request: HttpRequest, plan: str, slug: str, path: str) -> HttpResponse:
    """The page of a step, with what it will do; sent in, the step is taken."""
    way = STEPS.get(path)
    if way is None:
        raise Http404("A round has no such step.")
    at = round_found(request, plan, slug)
    demand(at.who, way.verb, at.round)
    form = way.form(request.POST or None, initial={"seen": at.round.version})
    title = str(way.title)

    def take() -> None:
        why = form.cleaned_data["why"] or title
        way.do(at.who, at.round, why=why, seen=form.version)

    return stepped(
        request,
        form,
        take,
        title=title,
        done=str(way.done),
        back=at.address,
        plan=at.round.plan,
        crumbs=at.crumbs,
        button=title,
        lead=str(way.lead),
        template="web/work/round_step.html",
        told=way.told(at),
    )


@require_http_methods(["GET", "HEAD", "POST"])
@workplace
def prepare(request: HttpRequest, plan: str) -> HttpResponse:
    """A new round for a plan: its kind and its days."""
    who, of_plan = actor(request), Plan.objects.filter(slug=plan).first()
    if of_plan is None:
        raise Http404("There is no such plan.")
    demand(who, "plan.prepare_round", of_plan)
    outline = proposed(of_plan)
    form = NewRound(
        request.POST or None,
        initial={key: getattr(outline, key) for key in ("kind", "first_day", "last_day")},
    )
    _say_days(form, of_plan, outline)
    made: list[Round] = []

    def do() -> None:
        given = {key: value for key, value in form.cleaned_data.items() if key != "seen"}
        why = _("Prepared for the report.")
        made.append(verbs.prepare_round(who, of_plan, Outline(**given), why=why))

    answer = stepped(
        request,
        form,
        do,
        title=_("Prepare a round"),
        done=_("The round is prepared: look at what it will ask, then open it."),
        back=work("rondes"),
        plan=of_plan,
        crumbs=[(_("Rounds"), work("rondes"))],
        button=_("Prepare"),
        lead=_("It asks about all actions of the newest edition; you can leave some out after."),
    )
    return HttpResponseRedirect(round_address(made[0])) if made else answer


def _say_days(form: NewRound, plan: Plan, outline: Outline) -> None:
    """Put the days that follow from the law behind the fields that may stay empty: for the years
    that were typed, else for those that are proposed.
    """
    last = (form.is_bound and typed_day(form["last_day"].value())) or outline.last_day
    for key, value in deadlines(plan, last).items():
        words = _("Where it reports to %(last)s that is %(day)s.")
        field = form.fields[key]
        field.help_text = f"{field.help_text} {words % {'last': day(last), 'day': day(value)}}"


def typed_day(words: object) -> date | None:
    """A day as a form sends it; None where it is none."""
    try:
        return date.fromisoformat(str(words))
    except ValueError:
        return None


@require_http_methods(["GET", "HEAD", "POST"])
@workplace
def set_days(request: HttpRequest, plan: str, slug: str) -> HttpResponse:
    """Change the name and the days of a round."""
    at = round_found(request, plan, slug)
    demand(at.who, "round.set", at.round)
    initial = _days_of(at.round) | {"seen": at.round.version}
    form = Days(request.POST or None, initial=initial)

    def do() -> None:
        changes = {key: form.cleaned_data[key] for key in verbs.SETTABLE}
        why = form.cleaned_data["why"]
        verbs.set_round(at.who, at.round, changes, why=why, seen=form.version)

    return stepped(
        request,
        form,
        do,
        title=_("Change the days"),
        done=_("The round is changed."),
        back=at.address,
        plan=at.round.plan,
        crumbs=at.crumbs,
        held=_days_of,
    )


def _days_of(of: Any) -> dict[str, Any]:  # noqa: ANN401 (a round)
    return {key: getattr(of, key) for key in verbs.SETTABLE}
