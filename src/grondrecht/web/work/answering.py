"""Answering for an action: confirm, write, keep a draft, hand in."""

from __future__ import annotations

from dataclasses import replace

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect, JsonResponse
from django.utils import timezone
from django.utils.translation import gettext as _

from grondrecht.followup.access import Conflict
from grondrecht.followup.actions import reports as verbs
from grondrecht.followup.models import Report
from grondrecht.followup.problems import errors, problems
from grondrecht.followup.starting import form_of, starting
from grondrecht.web.work.answer_form import AnswerForm, answer_form
from grondrecht.web.work.raw import Raw, raw_of, without_blanks
from grondrecht.web.work.report_at import At
from grondrecht.web.work.report_page import asked_about, page
from grondrecht.web.work.writing import Writing, edited, met, sent


def confirm(at: At) -> HttpResponse:
    """Say that what is held is still right."""
    seen = sent(at.request.POST).seen
    try:
        verbs.confirm(at.who, at.report, why=_("This is still right."), seen=seen)
    except Conflict as error:
        messages.warning(at.request, str(error))
        return HttpResponseRedirect(at.address)
    messages.success(at.request, _("You confirmed %(code)s.") % {"code": at.report.action.code})
    return HttpResponseRedirect(at.address)


def keep(at: At) -> HttpResponse:
    """Keep what is typed as a draft; a script is told so in a few words."""
    writing = sent(at.request.POST)
    verbs.save_draft(at.who, at.report, writing.kept(), seen=writing.seen)
    hour = timezone.localtime().strftime("%H:%M")
    words = _("Draft saved at %(hour)s. Nobody else sees it.") % {"hour": hour}
    if at.request.headers.get("X-Draft"):
        return JsonResponse({"said": words})
    messages.success(at.request, words)
    return HttpResponseRedirect(at.address)


def drop(at: At) -> HttpResponse:
    """Throw the draft away and begin from what is held."""
    verbs.drop_draft(at.who, at.report)
    messages.success(at.request, _("Your draft is gone; this is what is held."))
    return HttpResponseRedirect(at.address)


def edit(at: At) -> HttpResponse:
    """Another row, one less, or what somebody else wrote; everything typed stays."""
    at.must("report.answer")
    theirs = _theirs(at.report)
    writing = met(sent(at.request.POST), at.report, theirs)
    do = at.request.POST.get("do", "")
    return page(at, writing=edited(writing, theirs, do), edited=do)


def hand_in(at: At) -> HttpResponse:
    """Hand the answer in; else the form again, with what is wrong, or what another wrote."""
    at.must("report.answer")
    theirs = _theirs(at.report)
    writing = sent(at.request.POST)
    writing = replace(writing, raw=without_blanks(writing.raw))
    if writing.seen != at.report.version:
        return _again(at, met(writing, at.report, theirs))
    asked = asked_about(at.report)
    form = answer_form(asked, writing.raw, sent=True)
    if not _checked(at, form):
        return page(at, writing=writing, form=form, status=422)
    return _handed_in(at, writing, form)


def _checked(at: At, form: AnswerForm) -> bool:
    """Whether an answer can be handed in; what stands against it is put at its fields."""
    said = form.answer()
    if said is None:
        return False
    of = at.report.round
    found = errors(problems(said, form.asked.statuses, form_of(at.report), of.last_day))
    form.tell(found)
    return not found


def _handed_in(at: At, writing: Writing, form: AnswerForm) -> HttpResponse:
    said = form.answer()
    if said is None:
        return page(at, writing=writing, form=form, status=422)
    why = _("Answered in %(round)s.") % {"round": at.report.round.name}
    try:
        verbs.answer(at.who, at.report, said, why=why, seen=writing.seen)
    except Conflict:
        return _again(at, met(writing, at.report, _theirs(at.report)))
    messages.success(
        at.request, _("Your answer for %(code)s is saved.") % {"code": at.report.action.code}
    )
    return HttpResponseRedirect(at.address)


def _again(at: At, writing: Writing) -> HttpResponse:
    """The form once more, beside what somebody else wrote meanwhile; a draft keeps it."""
    verbs.save_draft(at.who, at.report, writing.kept(), seen=writing.seen)
    return page(at, writing=writing, status=409, met=True)


def _theirs(report: Report) -> Raw:
    promises = form_of(report)
    return raw_of(starting(report), len(promises.milestones) if promises else 0)
