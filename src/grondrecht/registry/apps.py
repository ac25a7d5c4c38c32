"""The register as Django knows it."""

from __future__ import annotations

from django.apps import AppConfig


class RegistryConfig(AppConfig):
    """The plan kept."""

    name = "grondrecht.registry"
    label = "registry"
    default_auto_field = "django.db.models.BigAutoField"
    # The migrations whose triggers step aside while a backup is restored.
    triggers = ("grondrecht.registry.migrations.0002_words_that_stay",)
