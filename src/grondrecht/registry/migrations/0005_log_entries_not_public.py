"""Entries of the log that are not for everyone."""

from __future__ import annotations

from importlib import import_module

from django.db import migrations, models

triggers = import_module("grondrecht.registry.migrations.0002_words_that_stay")


class Migration(migrations.Migration):
    """A column; SQLite makes the table anew for it and would lose its triggers on the way."""

    dependencies = [("registry", "0004_search_revision")]
    operations = [
        migrations.RunPython(triggers.drop_triggers, triggers.add_triggers),
        migrations.AddField(
            model_name="logentry",
            name="public",
            field=models.BooleanField(default=True),
        ),
        migrations.RunPython(triggers.add_triggers, triggers.drop_triggers),
    ]
