"""What a cabinet and others do with an answer: validate, send back, propose, decide."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext as _

from grondrecht.followup.actions import reports as verbs
from grondrecht.followup.models import Proposal
from grondrecht.web.pages import number_in
from grondrecht.web.work.judging_forms import Decided, Proposed, SentBack
from grondrecht.web.work.report_at import At
from grondrecht.web.work.report_page import page
from grondrecht.web.work.writing import sent


def validate(at: At) -> HttpResponse:
    """Say for the cabinet that the answer stands, as it was seen."""
    seen = sent(at.request.POST).seen
    verbs.validate(at.who, at.report, why=_("Validated by the cabinet."), seen=seen)
    messages.success(at.request, _("%(code)s is validated.") % {"code": at.report.action.code})
    return HttpResponseRedirect(at.address)


def send_back(at: At) -> HttpResponse:
    """Send the answer back with the reason."""
    form = SentBack(at.request.POST, prefix="back")
    if not form.is_valid():
        return page(at, sent_back=form)
    seen = sent(at.request.POST).seen
    verbs.send_back(at.who, at.report, form.cleaned_data["reason"], seen=seen)
    messages.success(at.request, _("%(code)s is sent back.") % {"code": at.report.action.code})
    return HttpResponseRedirect(at.address)


def propose(at: At) -> HttpResponse:
    """Propose a change to whoever answers."""
    form = Proposed(at.request.POST, prefix="propose")
    if not form.is_valid():
        return page(at, proposed=form)
    text, reason = form.cleaned_data["text"], form.cleaned_data["reason"]
    verbs.propose(at.who, at.report, text, reason, why=reason)
    messages.success(at.request, _("Your proposal is with whoever answers for this action."))
    return HttpResponseRedirect(at.address)


def decide(at: At) -> HttpResponse:
    """Take a proposal over or refuse it: ``do`` is ``take_over:NUMBER`` or ``refuse:NUMBER``."""
    verb, _colon, number = at.request.POST.get("do", "").partition(":")
    proposal = _proposal(at, number)
    form = Decided(at.request.POST, prefix=f"decide-{proposal.pk}")
    if not form.is_valid():
        return page(at, decided=form)
    take = verb == "take_over"
    verbs.decide_proposal(at.who, proposal, take=take, why=form.cleaned_data["why"])
    said = (
        _("You take the proposal over: change the answer now.")
        if take
        else _("The proposal is refused.")
    )
    messages.success(at.request, said)
    return HttpResponseRedirect(at.address)


def _proposal(at: At, number: str) -> Proposal:
    found = at.report.proposals.filter(pk=number_in(number) or 0).first()
    if found is None:
        raise Http404("There is no such proposal.")
    return found
