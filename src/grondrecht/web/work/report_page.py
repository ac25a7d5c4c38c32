"""The page of a report: what is held, the form to answer in, and what others say."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.forms import BoundField
from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _

from grondrecht.followup.access import may
from grondrecht.followup.answers import Answer
from grondrecht.followup.doubted import marks_in
from grondrecht.followup.models import Draft, Finding, Proposal, Report
from grondrecht.followup.naming import is_signature_of
from grondrecht.followup.problems import problems
from grondrecht.followup.starting import form_of, promises, starting
from grondrecht.followup.statuses import statuses_of
from grondrecht.plan.model import Form
from grondrecht.registry.models import Indicator, Mention
from grondrecht.web.pages import at as on_site
from grondrecht.web.pages import shortened
from grondrecht.web.reported import named
from grondrecht.web.templatetags.look import address
from grondrecht.web.work.answer_form import AnswerForm, Asked, answer_form
from grondrecht.web.work.attachments import attached
from grondrecht.web.work.judging_forms import Decided, Proposed, SentBack
from grondrecht.web.work.raw import ROWS, Raw, pieces, raw_of
from grondrecht.web.work.report_at import At, address_of
from grondrecht.web.work.report_words import day, days_left, told
from grondrecht.web.work.show import show, work
from grondrecht.web.work.writing import Writing, begun

# How much of a title stands in the head of a page.
TITLE = 120


def page(at: At, status: int = 200, **given: Any) -> HttpResponse:  # noqa: ANN401 (forms, as typed)
    """The page of a report; ``given`` are the writing and the forms as they were sent."""
    asked = asked_about(at.report)
    theirs = raw_of(starting(at.report), len(asked.promises))
    writing: Writing | None = given.get("writing")
    if writing is None and at.can("report.answer"):
        draft = Draft.objects.filter(report=at.report, person=at.who.person).first()
        writing = begun(at.report, theirs, draft)
    form: AnswerForm | None = given.get("form")
    if form is None and writing is not None:
        form = answer_form(asked, writing.raw, sent=False)
    do, _colon, kind = given.get("edited", "").partition(":")
    if form is not None and do == "add" and form.rows.get(kind):
        form.focus_on_new(kind)
    beside = {
        "proposed": given.get("proposed") or Proposed(prefix="propose"),
        "sent_back": given.get("sent_back") or SentBack(prefix="back"),
    }
    offered = proposals(at, given.get("decided"))
    forms = [*(form.forms if form else ()), *beside.values(), *(each["form"] for each in offered)]
    action, of = at.report.action, at.report.round
    return show(
        at.request,
        "web/work/report.html",
        title=f"{action.code} {shortened(action.title, TITLE)}",
        crumbs=[(of.name, work("rondes", of.plan.slug, of.slug)), (action.code, at.address)],
        plan=of.plan,
        forms=[each for each in forms if each],
        status=status,
        report=at.report,
        can={verb.partition(".")[2]: at.can(verb) for verb in at.may},
        writing=writing,
        answer=fields(form, theirs, writing) if form and writing else None,
        removed=kind.partition(":")[0] if do == "remove" else "",
        met=given.get("met", False),
        proposals=offered,
        attached=attached(at.who, at.report),
        **beside,
        **known(at, asked),
    )


def known(at: At, asked: Asked) -> dict[str, Any]:
    """What the page tells of a report beside the form."""
    report = at.report
    readable = at.may["report.read"].allowed
    indicators = {key: str(name) for key, name in asked.indicators}
    answer = starting(report) if readable else Answer(milestones=asked.promises)
    is_due = report.state in ("asked", "sent_back")
    return {
        "asked": asked,
        "held": told(answer, asked.statuses, indicators),
        "readable": readable,
        "is_own": is_signature_of(at.who, "report.answer", report, report.answered_by),
        "warnings": warnings(report, asked.form) if at.is_inside and report.answer else [],
        "marks": named(marks_in(report.round, [report]).get(report.action.code, []))
        if at.is_inside
        else [],
        "parties": parties(report),
        "due": day(report.round.answer_by) if is_due else "",
        "days_left": days_left(report.round.answer_by) if is_due else "",
        "public_address": on_site(report.round.plan.slug, "acties", report.action.code),
        # Who answers for an action may keep its text up to date too.
        "action_address": address("work-action", report.round.plan.slug, report.action.code)
        if at.may["report.answer"].allowed
        else "",
        "findings": findings(at),
        "next": next_asked(at),
    }


def asked_about(report: Report) -> Asked:
    """What the form of a report asks about. Two queries."""
    form = form_of(report)
    indicators = Indicator.objects.of_forms().filter(plan=report.round.plan_id)
    indicators = indicators.order_by("name")
    return Asked(
        promises=promises(form),
        statuses=statuses_of(report.round),
        indicators=tuple(indicators.values_list("slug", "name")),
        committed=form.budget if form else "",
        form=form,
    )


def warnings(report: Report, form: Form | None) -> list[str]:
    """What could still be better in an answer."""
    of, today = report.round, timezone.localdate()
    found = problems(starting(report), statuses_of(of), form, of.last_day, today)
    return [problem.message for problem in found]


def parties(report: Report) -> list[str]:
    """The administrations that answer for the action."""
    named = Mention.objects.filter(
        action=report.action_id, role="responsible", party__kind="administration"
    )
    return sorted(set(named.values_list("party__name", flat=True)) - {None})


def proposals(at: At, given: Decided | None) -> list[dict[str, Any]]:
    """The proposals for a report: all for who reads it, their own for who proposed.

    ``given`` is the form of one of them as it was sent.
    """
    rows = list(at.report.proposals.all())
    still_open = [row for row in rows if row.state == "open"]
    decides = bool(still_open) and may(at.who, "proposal.decide", still_open[0])
    return [
        {"row": row, "form": _deciding(row, given) if decides and row.state == "open" else None}
        for row in rows
        if at.is_inside or _is_own(at, row)
    ]


def _is_own(at: At, row: Proposal) -> bool:
    made_by = ", ".join(filter(None, (row.made_by, row.made_for)))
    return is_signature_of(at.who, "report.propose", at.report, made_by)


def _deciding(row: Proposal, given: Decided | None) -> Decided:
    prefix = f"decide-{row.pk}"
    return given if given is not None and given.prefix == prefix else Decided(prefix=prefix)


def findings(at: At) -> list[dict[str, Any]]:
    """What others found of the action: published, or shared with those who read the report."""
    states = ("shared", "published") if at.is_inside else ("published",)
    rows = Finding.objects.filter(action=at.report.action_id, state__in=states)
    return [{"row": row, "address": work("bevindingen", str(row.pk))} for row in rows]


def next_asked(at: At) -> dict[str, str] | None:
    """The next action of this round that somebody is asked about, by the order of the codes."""
    families = {party for held in at.who.roles_in(at.report.round.plan_id) for party in held.family}
    if not families:
        return None
    waiting = (
        Report.objects.filter(
            round=at.report.round_id,
            state__in=("asked", "sent_back"),
            action__mentions__role="responsible",
            action__mentions__party__in=families,
        )
        .exclude(pk=at.report.pk)
        .select_related("action", "round__plan")
        .order_by("action__code")
        .distinct()
    )
    later = waiting.filter(action__code__gt=at.report.action.code).first() or waiting.first()
    if later is None:
        return None
    return {
        "label": f"{later.action.code} {shortened(later.action.title, TITLE)}",
        "address": address_of(later),
    }


def fields(form: AnswerForm, theirs: Raw, writing: Writing) -> dict[str, Any]:
    """The form as the page has it: each field, beside it what somebody else wrote."""
    others = {key: words for key, words in pieces(theirs).items() if key in writing.differs}
    about = {name: field(form.about[name], name, others, form.asked) for name in form.about.fields}
    milestones = [
        {**field(each["done"], f"milestones-{place}-done", others, form.asked), "promise": promise}
        for place, (promise, each) in enumerate(form.milestones)
    ]
    return {
        **about,
        "milestones": milestones,
        "groups": {kind: group(form, kind, others) for kind in ROWS if kind != "milestones"},
        "taken": [name_of(form, key) for key in writing.taken],
        "differs": [name_of(form, key) for key in writing.differs],
        "differs_keys": " ".join(writing.differs),
    }


def field(of: BoundField, key: str, others: Mapping[str, Any], asked: Asked) -> dict[str, Any]:
    """A field with what somebody else wrote in it, if they differ."""
    differs = key in others
    return {
        "field": of,
        "key": key,
        "differs": differs,
        "theirs": _read(key, str(others[key]), asked) if differs else "",
    }


def _read(key: str, value: str, asked: Asked) -> str:
    """What somebody else wrote in a field, as it is read."""
    if key == "status" and value in asked.statuses:
        return str(asked.statuses[value])
    if key == "kind":
        return str(dict(Report.KINDS).get(value, ""))
    return value


def group(form: AnswerForm, kind: str, others: Mapping[str, Any]) -> dict[str, Any]:
    """The rows of a kind."""
    return {
        "kind": kind,
        "key": kind,
        "rows": [
            {"fields": list(row), "remove": f"remove:{kind}:{number}", "number": number + 1}
            for number, row in enumerate(form.rows[kind])
        ],
        "differs": kind in others,
        "theirs": [" · ".join(filter(None, row.values())) for row in others.get(kind) or ()],
    }


def name_of(form: AnswerForm, key: str) -> str:
    """What a piece of an answer is called on the page."""
    if key in form.about.fields:
        return str(form.about.fields[key].label)
    if key in ROWS:
        return {
            "values": _("Values of indicators"),
            "spent": _("Money that was spent"),
            "involvement": _("Who took part"),
        }[key]
    place = int(key.split("-")[1])
    return form.asked.promises[place].period if place < len(form.asked.promises) else key
