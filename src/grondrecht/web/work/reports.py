"""The address of a report in the workplace: one page, and everything that its buttons do."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods

from grondrecht.web.work import answering, judging
from grondrecht.web.work.report_at import At, found
from grondrecht.web.work.report_page import page
from grondrecht.web.work.show import workplace

# What a button says in ``do``, up to its colon.
DOING: Mapping[str, Callable[[At], HttpResponse]] = MappingProxyType(
    {
        "confirm": answering.confirm,
        "draft": answering.keep,
        "drop": answering.drop,
        "answer": answering.hand_in,
        "add": answering.edit,
        "remove": answering.edit,
        "take": answering.edit,
        "validate": judging.validate,
        "send_back": judging.send_back,
        "propose": judging.propose,
        "take_over": judging.decide,
        "refuse": judging.decide,
    }
)


@require_http_methods(["GET", "HEAD", "POST"])
@workplace
def report(request: HttpRequest, plan: str, slug: str, code: str) -> HttpResponse:
    """A report: what it holds, and what somebody may do with it."""
    at = found(request, plan, slug, code)
    do = request.POST.get("do", "").partition(":")[0]
    return DOING.get(do, page)(at)
