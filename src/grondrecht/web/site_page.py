"""The frame of pages that belong to the site and to no plan: search over all plans, about, ..."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from grondrecht.web.pages import DESCRIPTION, shortened


def on_site(*parts: str) -> str:
    """The address of a page of the site in the language of this page: ``on_site("zoeken")``."""
    return "/".join(("", get_language() or "nl", *parts))


def show_site(
    request: HttpRequest,
    template: str,
    *,
    title: str,
    description: str,
    **more: Any,  # noqa: ANN401 (what its template needs)
) -> HttpResponse:
    """A page of the site in its frame; ``crumb`` is its short name, where it has one."""
    crumb = more.pop("crumb", title)
    context = {
        "title": title,
        "description": shortened(description, DESCRIPTION),
        "breadcrumbs": [
            {"label": _("All plans"), "address": on_site("")},
            {"label": crumb, "address": ""},
        ],
        "home_address": on_site(""),
        "search_address": on_site("zoeken"),
        **more,
    }
    return render(request, template, context)
