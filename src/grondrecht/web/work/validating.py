"""What waits for a cabinet in a round: promised beside reported, validated one or many at once."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from grondrecht.followup.access import Conflict, NotNow
from grondrecht.followup.actions import reports as verbs
from grondrecht.followup.answers import from_json
from grondrecht.followup.doubted import marks_in
from grondrecht.followup.models import Report
from grondrecht.followup.statuses import statuses_of
from grondrecht.registry.models import Indicator
from grondrecht.web.pages import number_in
from grondrecht.web.reported import named
from grondrecht.web.work.report_at import address_of
from grondrecht.web.work.report_words import told
from grondrecht.web.work.round_at import RoundAt, round_found
from grondrecht.web.work.show import show, workplace


@require_http_methods(["GET", "HEAD", "POST"])
@workplace
def validating(request: HttpRequest, plan: str, slug: str) -> HttpResponse:
    """The answers that wait for somebody's cabinet; those that are ticked are validated."""
    at = round_found(request, plan, slug)
    if not at.offices:
        raise Http404("There is nothing here for you.")
    waiting = list(
        Report.objects.filter(
            round=at.round, state="answered", action__office__in=at.offices
        ).select_related("round__plan", "action__plan", "action__right", "action__office")
    )
    if request.method == "POST":
        return _validated(at, waiting)
    names = dict(Indicator.objects.filter(plan=at.round.plan_id).values_list("slug", "name"))
    statuses, marks = statuses_of(at.round), marks_in(at.round, waiting)
    return show(
        request,
        "web/work/validating.html",
        title=_("To validate"),
        crumbs=[*at.crumbs, (_("To validate"), "")],
        plan=at.round.plan,
        round=at.round,
        waiting=[
            {
                "report": report,
                "address": address_of(report),
                "held": told(from_json(report.answer), statuses, names),
                "marks": named(marks.get(report.action.code, [])),
                "name": f"{report.pk}:{report.version}",
            }
            for report in waiting
        ],
    )


def _validated(at: RoundAt, waiting: list[Report]) -> HttpResponse:
    """Validate what was ticked, as it was seen; each by itself, so that one stops no other."""
    seen = dict(_pairs(at.request.POST.getlist("report")))
    done, changed = 0, []
    for report in waiting:
        if report.pk not in seen:
            continue
        try:
            why = _("Validated by the cabinet.")
            verbs.validate(at.who, report, why=why, seen=seen[report.pk])
            done += 1
        except (Conflict, NotNow):
            changed.append(report.action.code)
    _tell(at, done, changed)
    return HttpResponseRedirect(at.request.path if done < len(waiting) else at.address)


def _tell(at: RoundAt, done: int, changed: list[str]) -> None:
    if done:
        words = ngettext("%(n)s answer is validated.", "%(n)s answers are validated.", done)
        messages.success(at.request, words % {"n": done})
    if changed:
        words = _("%(codes)s changed while you read; look at it again.")
        messages.warning(at.request, words % {"codes": ", ".join(changed)})
    if not (done or changed):
        messages.warning(at.request, _("Tick what you validate."))


def _pairs(ticked: list[str]) -> list[tuple[int, int]]:
    """The numbers and the versions of the reports that were ticked."""
    parts = (each.partition(":")[::2] for each in ticked)
    pairs = ((number_in(report), number_in(version)) for report, version in parts)
    return [(one, other) for one, other in pairs if one is not None and other is not None]
