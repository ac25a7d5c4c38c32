"""A row per write of the search index, so that a process can tell what it has not seen yet."""

from __future__ import annotations

from django.db import migrations, models


class Migration(migrations.Migration):
    """The model SearchRevision."""

    dependencies = [("registry", "0003_fulltext")]
    operations = [
        migrations.CreateModel(
            name="SearchRevision",
            fields=[("number", models.BigIntegerField(primary_key=True, serialize=False))],
        ),
    ]
