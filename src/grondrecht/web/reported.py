"""What the page of an action shows of reports and findings: two things, side by side, never mixed.

What the administration says is that of the newest round that was sent; what others found is every
finding that is or was public. Where there is neither, two short questions are all it costs.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from grondrecht.followup.answers import Answer, from_json
from grondrecht.followup.honesty import BY_ID, Case, Mark, limits_for, marks, news_on
from grondrecht.followup.models import Finding, Report, Round
from grondrecht.followup.parts.honesty import answered_on, courses, for_everybody, with_values
from grondrecht.followup.statuses import Status, statuses_of
from grondrecht.plan.periods import Period
from grondrecht.registry.export.values import web_address
from grondrecht.registry.models import Indicator, Observation
from grondrecht.registry.questions import Question
from grondrecht.web.action_page import speaks_english
from grondrecht.web.found import Found
from grondrecht.web.pages import at, at_indicator
from grondrecht.web.templatetags.look import named as name_of

Rows = Sequence[Mapping[str, Any]]
STEPS = tuple(key for key, _name in Finding.COMPLETION)


@dataclass(frozen=True)
class Shown:
    """A finding as pages show it, with its replies; of a withdrawn one only that there was one."""

    number: int
    maker: str
    completion: str
    step: int
    text: str
    evidence: Sequence[Mapping[str, str]]
    made_on: date
    published_on: date | None
    withdrawn_on: date | None
    withdrawn_why: str
    address: str
    replies: list[dict[str, Any]] = field(default_factory=list)


@dataclass(frozen=True)
class Reported:
    """What was reported of an action in a round, and what the rules say of it today."""

    round: Round
    report: Report
    answer: Answer
    status: Status
    milestones: Sequence[Mapping[str, Any]]
    news_on: date | None
    marks: Sequence[Mapping[str, str]]
    address: str

    @property
    def news_age(self) -> int | None:
        """How many days ago the last news was told."""
        return (timezone.localdate() - self.news_on).days if self.news_on else None


def beside(found: Found) -> dict[str, Any]:
    """What the page of an action shows beside the plan: ``reported`` and ``others``."""
    action = found.action
    rows, reports = _findings(action.pk), _reports(action.pk)
    return {
        "reported": _reported(found, reports, rows) if reports else None,
        "others": list(shown(rows, action.plan.slug)),
    }


@Question
def _reports(action: int) -> QuerySet[Report]:
    """What was reported of an action in rounds that were sent, the newest first."""
    reports = Report.objects.filter(action=action, round__state="sent").select_related("round")
    return reports.order_by("-round__last_day", "-pk")


@Question
def _findings(action: int) -> QuerySet[Any, dict[str, Any]]:
    """The findings of an action that are or were public, a row for each reply."""
    return rows_of(Finding.objects.filter(action=action, published_on__isnull=False))


@Question
def _observations(action: int) -> QuerySet[Observation]:
    return for_everybody().filter(indicator__actions=action)


_OF_REPLY = ("replies__text", "replies__made_for", "replies__made_on")
FIELDS = (
    *("pk", "made_for", "completion", "text", "evidence", "state", "made_on", "round_id"),
    *("published_on", "withdrawn_on", "withdrawn_why"),
)


def rows_of(findings: QuerySet[Finding]) -> QuerySet[Any, dict[str, Any]]:
    """Findings as rows, one for each reply; the newest first."""
    ordered = findings.order_by("-made_on", "-pk", "replies__pk")
    rows: QuerySet[Any, dict[str, Any]] = ordered.values(*FIELDS, *_OF_REPLY)
    return rows


def shown(rows: Iterable[Mapping[str, Any]], plan: str) -> Iterable[Shown]:
    """Findings from rows with their replies; rows of one finding follow each other.

    One query where any rests on an indicator.
    """
    held = list(rows)
    made: dict[int, Shown] = {}
    indicators = _indicators(held, plan)
    for row in held:
        finding = made.setdefault(row["pk"], _finding(row, plan, indicators))
        if row["replies__text"] and not finding.withdrawn_on:
            names = ("text", "made_for", "made_on")
            finding.replies.append({name: row[f"replies__{name}"] for name in names})
    return made.values()


Indicators = Mapping[str, Indicator]


def _indicators(rows: Rows, plan: str) -> Indicators:
    """The indicators that findings rest on, by slug."""
    slugs = {
        each["address"] for row in rows for each in row["evidence"] if each["kind"] == "indicator"
    }
    if not slugs:
        return {}
    found = Indicator.objects.filter(plan__slug=plan, slug__in=slugs)
    return {each.slug: each for each in found}


def _finding(row: Mapping[str, Any], plan: str, indicators: Indicators) -> Shown:
    gone = row["state"] == "withdrawn"
    return Shown(
        number=row["pk"],
        maker=row["made_for"] or _("the team that coordinates the plan"),
        completion="" if gone else completion_name(row["completion"]),
        step=STEPS.index(row["completion"]) + 1,
        text="" if gone else row["text"],
        evidence=[] if gone else [_evidence(each, plan, indicators) for each in row["evidence"]],
        made_on=row["made_on"],
        published_on=row["published_on"],
        withdrawn_on=row["withdrawn_on"],
        withdrawn_why=row["withdrawn_why"],
        address=at(plan, "bevindingen", str(row["pk"])),
    )


def completion_name(key: str) -> str:
    """What a step of the scale is called in the language of this page."""
    return str(dict(Finding.COMPLETION).get(key, key))


def _evidence(each: Mapping[str, str], plan: str, indicators: Indicators) -> dict[str, str]:
    """A piece of evidence with its link: of a page elsewhere, or of an indicator of the plan."""
    label, address = each["text"] or each["address"], ""
    if each["kind"] == "link":
        address = web_address(each["address"])
    elif each["kind"] == "indicator" and each["address"] in indicators:
        indicator = indicators[each["address"]]
        label, address = each["text"] or name_of(indicator), at_indicator(plan, indicator)
    return {"kind": each["kind"], "label": label, "address": address}


def _reported(found: Found, reports: Sequence[Report], findings: Rows) -> Reported | None:
    """The newest report; None where its round does not know its status."""
    newest, action = reports[0], found.action
    newest.round.plan = action.plan
    answer = from_json(newest.answer)
    status = statuses_of(newest.round).get(answer.status)
    if status is None:
        return None
    told = [(answered_on(each), from_json(each.answer)) for each in reversed(reports)]
    known = news_on(told)
    return Reported(
        round=newest.round,
        report=newest,
        answer=answer,
        status=status,
        milestones=[
            _milestone(each.period, each.promised, each.done) for each in answer.milestones
        ],
        news_on=known,
        marks=named(marks(_case(found, findings, newest, answer, status, known))),
        address=at(action.plan.slug, "rondes", newest.round.slug),
    )


def _milestone(period: str, promised: str, done: str) -> dict[str, Any]:
    known = Period.parse(period)
    return {
        "period": period,
        "stage": known.stage,
        "promised": promised,
        "reported": done,
        "is_past": bool(known.last and known.last < timezone.localdate()),
    }


def _case(
    found: Found,
    findings: Rows,
    report: Report,
    answer: Answer,
    status: Status,
    known: date | None,
) -> Case:
    limits = limits_for(found.action.plan)
    well = status.key in limits.contradicted
    return Case(
        answer=answer,
        status=status,
        today=timezone.localdate(),
        limits=limits,
        news_on=known,
        commits=any(_kind(form) == "amount" for form in found.forms),
        findings=_newest(findings, report.round) if well else (),
        courses=with_values(courses(_observations(found.action.pk)), answer) if well else (),
    )


def _kind(form: Any) -> str:  # noqa: ANN401 (a form with or without its commitment)
    commitment = getattr(form, "commitment", None)
    return commitment.kind if commitment else ""


def _newest(rows: Iterable[Mapping[str, Any]], of: Round) -> list[tuple[str, str]]:
    """(who, completion) of the published findings beside a round, the newest of each maker."""
    newest = {
        row["made_for"]: row["completion"]
        for row in sorted(rows, key=lambda row: (row["made_on"], row["pk"]))
        if row["state"] == "published"
        and (
            row["round_id"] == of.pk or (row["round_id"] is None and row["made_on"] >= of.first_day)
        )
    }
    return sorted(newest.items())


def named(found: Iterable[Mark]) -> list[dict[str, str]]:
    """Marks in the language of this page, each with the name of the rule that said so."""
    return [
        {
            "rule": mark.rule,
            "name": name_of_rule(mark.rule),
            "message": mark.message_en if speaks_english() else mark.message,
        }
        for mark in found
    ]


def name_of_rule(rule: str) -> str:
    """What a rule is called in the language of this page; its id where it is not known."""
    known = BY_ID.get(rule)
    return (known.name_en if speaks_english() else known.name) if known else rule
