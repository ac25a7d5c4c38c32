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
        # Called by the footer, where the view gave no links of its own.
        "footer_links": footer_links,
    }


def footer_links(plan: str = "") -> list[dict[str, str]]:
    """The pages about the site, those that there are; with a plan's data where one is named."""
    pages = [
        (_("All plans"), address("home-site")),
        (_("About this site"), address("about")),
        (_("Words explained"), address("glossary")),
        (_("Accessibility"), address("accessibility")),
        (_("Who may do what"), address("roles")),
        (_("Data"), address("data", plan) if plan else ""),
        (_("Rights finder"), address("finder")),
        (_("Rights as rules"), address("entitlements")),
    ]
    return [{"label": label, "address": known} for label, known in pages if known]
