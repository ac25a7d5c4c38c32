"""Which instruments a round covers, where its actions would say otherwise."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    """One table; what is frozen has its instruments in its copy."""

    dependencies = [
        ("followup", "0002_what_is_frozen_stays"),
        ("registry", "0007_monitor"),
    ]

    operations = [
        migrations.CreateModel(
            name="RoundInstrument",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("covered", models.BooleanField()),
                (
                    "instrument",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="rounds_said",
                        to="registry.instrument",
                    ),
                ),
                (
                    "round",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="instruments_said",
                        to="followup.round",
                    ),
                ),
            ],
            options={
                "ordering": ("round", "instrument"),
                "constraints": [
                    models.UniqueConstraint(
                        fields=("round", "instrument"),
                        name="round_instrument_once",
                        violation_error_message="Of this instrument it is said already.",
                    )
                ],
            },
        ),
    ]
