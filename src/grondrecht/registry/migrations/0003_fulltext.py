"""The full text of the database, which Django has no words for."""

from __future__ import annotations

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

from grondrecht.registry.search import fulltext


def create(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Make the full text."""
    fulltext.create(schema_editor)


def drop(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Take the full text away."""
    fulltext.drop(schema_editor)


class Migration(migrations.Migration):
    """A table of stems."""

    dependencies = [("registry", "0002_words_that_stay")]
    operations = [migrations.RunPython(create, drop)]
