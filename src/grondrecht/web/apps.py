"""The room as Django knows it."""

from __future__ import annotations

from django.apps import AppConfig


class WebConfig(AppConfig):
    """See the package."""

    name = "grondrecht.web"
    label = "web"
