"""The room as Django knows it."""

from __future__ import annotations

from django.apps import AppConfig
from django.core.checks import register

from grondrecht.web.finder.checks import rights_can_be_read


class WebConfig(AppConfig):
    """See the package."""

    name = "grondrecht.web"
    label = "web"

    def ready(self) -> None:
        """Let ``check`` look at the rules of rights."""
        register(rights_can_be_read)
