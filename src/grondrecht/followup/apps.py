"""The follow-up as Django knows it."""

from __future__ import annotations

from django.apps import AppConfig


class FollowupConfig(AppConfig):
    """The plan followed."""

    name = "grondrecht.followup"
    label = "followup"
    default_auto_field = "django.db.models.BigAutoField"
