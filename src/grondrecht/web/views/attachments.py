"""Files that everyone may have: those that are public and hang on something public."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from grondrecht.followup.actions.attachments import readable
from grondrecht.followup.actors import VISITOR
from grondrecht.followup.belonging import belongs
from grondrecht.web.given_files import given
from grondrecht.web.pages import plan_or_404


@require_safe
def attachment(request: HttpRequest, plan: str, number: int) -> HttpResponse:
    """A file of a plan, for anyone."""
    of_plan = plan_or_404(plan)
    row = readable(VISITOR, number)
    if belongs(row).plan != of_plan.pk:
        raise Http404(f"{plan} has no file {number}.")
    answer: HttpResponse = given(row, private=False)
    return answer
