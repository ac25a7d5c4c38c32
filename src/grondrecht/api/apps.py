"""The room as Django knows it."""

from __future__ import annotations

from django.apps import AppConfig


class ApiConfig(AppConfig):
    """See the package."""

    name = "grondrecht.api"
    label = "api"
