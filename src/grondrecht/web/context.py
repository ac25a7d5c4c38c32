"""What every page knows: the site's address and the pages about it."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils.translation import gettext as _

from grondrecht.web.templatetags.look import address


def site(request: HttpRequest) -> dict[str, Any]:
    """The values that base.html uses on every page."""
    return {
        "public_url": settings.PUBLIC_URL,
        "footer_links": footer_links(),
    }


def footer_links(plan: str = "") -> list[dict[str, str]]:
    """The pages about the site and its data, those that there are; a plan's own where there is."""
    pages = (
        (_("All plans"), "home-site"),
        (_("About this site"), "about"),
        (_("Words explained"), "glossary"),
        (_("Accessibility"), "accessibility"),
        (_("Data"), "data"),
    )
    found = [(label, (plan and address(name, plan)) or address(name)) for label, name in pages]
    return [{"label": label, "address": known} for label, known in found if known]
