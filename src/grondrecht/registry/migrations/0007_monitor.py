"""The monitor: values with their margins and provenance, and how actions should contribute."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    """Indicators of the monitor with their margins, and how actions should contribute."""

    dependencies = [
        ("registry", "0006_involvement_recorded_for"),
    ]

    operations = [
        migrations.CreateModel(
            name="Contribution",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "direction",
                    models.CharField(
                        choices=[
                            ("down", "it should help the figure fall"),
                            ("up", "it should help the figure rise"),
                            ("hold", "it should help the figure stay where it is"),
                        ],
                        max_length=4,
                    ),
                ),
                ("text", models.TextField()),
            ],
            options={
                "ordering": ("action", "indicator"),
            },
        ),
        migrations.AddField(
            model_name="indicator",
            name="definition",
            field=models.CharField(blank=True, max_length=200),
        ),
        migrations.AddField(
            model_name="indicator",
            name="definition_url",
            field=models.URLField(blank=True, max_length=500),
        ),
        migrations.AddField(
            model_name="indicator",
            name="version",
            field=models.CharField(blank=True, max_length=60),
        ),
        migrations.AddField(
            model_name="observation",
            name="flag",
            field=models.CharField(blank=True, max_length=40),
        ),
        migrations.AddField(
            model_name="observation",
            name="lower",
            field=models.DecimalField(blank=True, decimal_places=6, max_digits=24, null=True),
        ),
        migrations.AddField(
            model_name="observation",
            name="method",
            field=models.CharField(blank=True, max_length=200),
        ),
        migrations.AddField(
            model_name="observation",
            name="n",
            field=models.PositiveIntegerField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="observation",
            name="n_poor",
            field=models.PositiveIntegerField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="observation",
            name="population",
            field=models.DecimalField(blank=True, decimal_places=6, max_digits=24, null=True),
        ),
        migrations.AddField(
            model_name="observation",
            name="provenance",
            field=models.JSONField(blank=True, default=dict),
        ),
        migrations.AddField(
            model_name="observation",
            name="standard_error",
            field=models.DecimalField(blank=True, decimal_places=6, max_digits=24, null=True),
        ),
        migrations.AddField(
            model_name="observation",
            name="synthetic",
            field=models.BooleanField(default=False),
        ),
        migrations.AddField(
            model_name="observation",
            name="upper",
            field=models.DecimalField(blank=True, decimal_places=6, max_digits=24, null=True),
        ),
        migrations.AlterField(
            model_name="observation",
            name="value",
            field=models.DecimalField(blank=True, decimal_places=6, max_digits=24, null=True),
        ),
        migrations.AddConstraint(
            model_name="indicator",
            constraint=models.UniqueConstraint(
                condition=models.Q(("definition", ""), _negated=True),
                fields=("plan", "definition", "version"),
                name="indicator_definition_once",
                violation_error_message="This plan already has an indicator of that definition.",
            ),
        ),
        migrations.AddConstraint(
            model_name="indicator",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("definition", ""), ("version", "")),
                    models.Q(
                        models.Q(("definition", ""), _negated=True),
                        models.Q(("version", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="indicator_definition_has_a_version",
                violation_error_message="A definition and its version stand together.",
            ),
        ),
        migrations.AddConstraint(
            model_name="observation",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("value__isnull", False), models.Q(("flag", ""), _negated=True), _connector="OR"
                ),
                name="observation_without_a_value_says_why",
                violation_error_message="Say with a flag why there is no value.",
            ),
        ),
        migrations.AddConstraint(
            model_name="observation",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("flag", "withheld"), _negated=True),
                    models.Q(
                        ("lower", None),
                        ("margin", None),
                        ("standard_error", None),
                        ("upper", None),
                        ("value", None),
                    ),
                    _connector="OR",
                ),
                name="observation_withheld_has_no_value",
                violation_error_message="A value that is withheld is not kept.",
            ),
        ),
        migrations.AddConstraint(
            model_name="observation",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("standard_error__isnull", True), ("standard_error__gte", 0), _connector="OR"
                ),
                name="observation_standard_error_not_below_zero",
                violation_error_message="A standard error is never below zero.",
            ),
        ),
        migrations.AddConstraint(
            model_name="observation",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("lower", None), ("upper", None)),
                    models.Q(("lower__lte", models.F("value")), ("upper__gte", models.F("value"))),
                    _connector="OR",
                ),
                name="observation_lies_within_its_interval",
                violation_error_message="A value lies between the two ends of its interval.",
            ),
        ),
        migrations.AddField(
            model_name="contribution",
            name="action",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="contributions",
                to="registry.action",
            ),
        ),
        migrations.AddField(
            model_name="contribution",
            name="indicator",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="contributions",
                to="registry.indicator",
            ),
        ),
        migrations.AddField(
            model_name="contribution",
            name="said_for",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.RESTRICT,
                related_name="contributions",
                to="registry.party",
            ),
        ),
        migrations.AddConstraint(
            model_name="contribution",
            constraint=models.UniqueConstraint(
                fields=("action", "indicator"),
                name="contribution_once",
                violation_error_message="This is said of this action and indicator already.",
            ),
        ),
        migrations.AddConstraint(
            model_name="contribution",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("direction", ""), _negated=True),
                    models.Q(("text", ""), _negated=True),
                ),
                name="contribution_says_how",
                violation_error_message="Fill in: direction, text.",
            ),
        ),
    ]
