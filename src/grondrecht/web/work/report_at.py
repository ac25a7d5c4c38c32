"""Who is at the page of which report, and what they may do there."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.http import Http404, HttpRequest

from grondrecht.followup.access import Decision, decide_each, demand
from grondrecht.followup.actions.reports import ASKING, while_asking
from grondrecht.followup.actors import Actor
from grondrecht.followup.models import Report
from grondrecht.web.work.show import work
from grondrecht.web.work.who import actor

VERBS = ("report.read", "report.answer", "report.propose", "report.validate", "report.send_back")
_ROWS = Report.objects.select_related(
    "round__plan", "round__edition", "action__plan", "action__right", "action__office"
)


@dataclass(frozen=True)
class At:
    """Who is at which report; ``may`` is the decision of each of VERBS."""

    request: HttpRequest
    who: Actor
    report: Report
    may: Mapping[str, Decision]

    def can(self, verb: str) -> bool:
        """Whether they may do it to this report now, while its round takes changes."""
        asking = verb == "report.read" or self.report.round.state in ASKING
        return asking and bool(self.may[verb])

    def must(self, verb: str) -> None:
        """Raise NotAllowed or NotNow where they may not do it to this report now."""
        demand(self.who, verb, self.report)
        while_asking(self.report)

    @property
    def is_inside(self) -> bool:
        """Whether they read the report by a role, and not because everyone may."""
        return self.may["report.read"].role not in ("", "visitor")

    @property
    def address(self) -> str:
        """The address of the page."""
        return address_of(self.report)


def address_of(report: Report) -> str:
    """The address of a report's page in the workplace."""
    of = report.round
    return work("verslagen", of.plan.slug, of.slug, report.action.code)


def found(request: HttpRequest, plan: str, of: str, code: str) -> At:
    """The report of an address. Raises Http404 for whoever may neither read it nor propose."""
    who = actor(request)
    row = _ROWS.filter(round__plan__slug=plan, round__slug=of, action__code=code).first()
    if row is None:
        raise Http404("There is nothing here for you.")
    may = decide_each(who, VERBS, row)
    if not (may["report.read"].allowed or may["report.propose"].allowed):
        raise Http404("There is nothing here for you.")
    return At(request, who, row, may)
