"""The report of a round before everybody may read it: for who may see drafts."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from grondrecht.followup.access import may
from grondrecht.followup.report.files import WRITERS
from grondrecht.web import report_files
from grondrecht.web.work.round_at import RoundAt, round_address, round_found
from grondrecht.web.work.show import workplace

READ = "plan.see_drafts"


@require_safe
@workplace
def report(request: HttpRequest, plan: str, slug: str, file: str) -> HttpResponse:
    """A file of the report, made of the round as it is; 404 for who may not see drafts."""
    at = round_found(request, plan, slug)
    if not may(at.who, READ, at.round.plan) or file not in WRITERS:
        raise Http404(f"A report has no file {file!r}.")
    return report_files.draft(at.round, file)


def files(at: RoundAt) -> list[dict[str, str]]:
    """The files of the report as links, for who may see drafts."""
    if not may(at.who, READ, at.round.plan):
        return []
    return report_files.links(round_address(at.round, "rapport"))
