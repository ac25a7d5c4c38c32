"""The page that says who may do what with a plan."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from grondrecht.followup.rights import rights
from grondrecht.followup.roles import ROLES
from grondrecht.web.site_page import show_site


@require_safe
def roles(request: HttpRequest) -> HttpResponse:
    """The roles, what each is for, and a table of what each may do with which things."""
    return show_site(
        request,
        "web/roles.html",
        title=_("Who may do what"),
        description=_("The roles of people who work with a plan, and what each of them may do."),
        roles=ROLES,
        kinds=rights(),
    )
