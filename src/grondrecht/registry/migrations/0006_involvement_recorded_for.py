"""For whom somebody recorded that people in poverty took part."""

from __future__ import annotations

from django.db import migrations, models


class Migration(migrations.Migration):
    """A column, empty for what was recorded before: only a coordinator takes that back."""

    dependencies = [("registry", "0005_log_entries_not_public")]
    operations = [
        migrations.AddField(
            model_name="involvement",
            name="recorded_for",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=models.deletion.RESTRICT,
                related_name="involvements",
                to="registry.party",
            ),
        ),
    ]
