"""What every page knows: the site's plans and addresses."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest


def site(request: HttpRequest) -> dict[str, Any]:
    """The values that base.html uses on every page."""
    return {"public_url": settings.PUBLIC_URL, "path_without_language": request.path[3:]}
