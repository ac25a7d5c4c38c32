"""What a tested text would change, computed on a population."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    """One table; a test that has none shows none."""

    dependencies = [("followup", "0003_round_covers_instruments")]

    operations = [
        migrations.CreateModel(
            name="Effect",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(max_length=300)),
                ("name_en", models.CharField(blank=True, max_length=300)),
                ("on_day", models.DateField()),
                ("synthetic", models.BooleanField()),
                ("made_with", models.CharField(max_length=100)),
                ("brought_on", models.DateField()),
                ("measures", models.JSONField(default=list)),
                ("groups", models.JSONField(default=list)),
                ("entitled", models.JSONField(blank=True, default=list)),
                ("said", models.JSONField(default=dict)),
                (
                    "test",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="effects",
                        to="followup.povertytest",
                    ),
                ),
            ],
            options={
                "verbose_name": "what a text would change",
                "ordering": ("test", "on_day", "name"),
                "constraints": [
                    models.UniqueConstraint(
                        fields=("test", "name", "on_day"),
                        name="effect_once",
                        violation_error_message="This is there already for that day.",
                    ),
                    models.CheckConstraint(
                        condition=~models.Q(name="") & ~models.Q(made_with=""),
                        name="effect_says_what_with_what",
                        violation_error_message="Fill in: name, made_with.",
                    ),
                ],
            },
        ),
    ]
