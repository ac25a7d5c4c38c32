"""The workbench: what is asked of somebody now, what is late, and what changed."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from grondrecht.web.work.show import show, workplace


@require_safe
@workplace
def workbench(request: HttpRequest) -> HttpResponse:
    """Everything that waits for who asks, by their roles."""
    return show(request, "web/work/desk.html", title=_("Workbench"))
