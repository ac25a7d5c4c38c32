"""The follow-up as Django knows it."""

from __future__ import annotations

from django.apps import AppConfig


class FollowupConfig(AppConfig):
    """The plan followed."""

    name = "grondrecht.followup"
    label = "followup"
    default_auto_field = "django.db.models.BigAutoField"
    # The migrations whose triggers step aside while a backup is restored.
    triggers = ("grondrecht.followup.migrations.0002_what_is_frozen_stays",)
    # The module that knows the files of attachments, for a backup.
    kept_files = "grondrecht.followup.attachments.kept"
