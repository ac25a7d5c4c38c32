"""Indicators and their observations: decimal values for explicit periods."""

from __future__ import annotations

from decimal import Decimal
from typing import Self

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from grondrecht.registry.models.actions import Action
from grondrecht.registry.models.fields import SLUG, days_agree, filled
from grondrecht.registry.models.plans import Plan


class Indicators(models.QuerySet["Indicator"]):
    """Indicators: those that the forms speak of, and those of the monitor."""

    def of_forms(self) -> Self:
        """Those that follow actions."""
        return self.filter(definition="")

    def of_monitor(self) -> Self:
        """Those that have a definition: they belong to the plan and follow no action."""
        return self.exclude(definition="")


class Indicator(models.Model):
    """Something that is counted or measured to follow actions.

    ``better`` says which way is progress: ``up``, ``down``, or empty where neither is. An indicator
    with a ``definition`` is one of the monitor: it belongs to the plan and follows no action.
    """

    BETTER = (("", _("neither")), ("up", _("higher is better")), ("down", _("lower is better")))

    plan = models.ForeignKey(Plan, models.CASCADE, related_name="indicators")
    slug = models.CharField(max_length=120, validators=[SLUG])
    name = models.CharField(max_length=300)
    name_en = models.CharField(max_length=300, blank=True)
    what = models.TextField(blank=True)
    unit = models.CharField(max_length=60, blank=True)
    better = models.CharField(max_length=4, choices=BETTER, blank=True)
    facts = models.JSONField(default=list, blank=True)
    line = models.PositiveIntegerField(null=True, blank=True)
    actions = models.ManyToManyField(Action, blank=True, related_name="indicators")
    definition = models.CharField(max_length=200, blank=True)
    version = models.CharField(max_length=60, blank=True)
    definition_url = models.URLField(max_length=500, blank=True)

    objects = Indicators.as_manager()

    class Meta:
        ordering = ("plan", "name")
        constraints = (
            models.UniqueConstraint(
                name="indicator_definition_once",
                fields=("plan", "definition", "version"),
                condition=~Q(definition=""),
                violation_error_message=_("This plan already has an indicator of that definition."),
            ),
            models.CheckConstraint(
                name="indicator_definition_has_a_version",
                condition=Q(definition="", version="") | (~Q(definition="") & ~Q(version="")),
                violation_error_message=_("A definition and its version stand together."),
            ),
            models.UniqueConstraint(
                name="indicator_slug_once",
                fields=("plan", "slug"),
                violation_error_message=_("This plan already has an indicator of that name."),
            ),
            filled("indicator_is_named", "slug", "name"),
        )

    @property
    def shelf(self) -> str:
        """Under which page of its plan it stands: those of the monitor have one of their own."""
        return "monitor" if self.definition else "indicatoren"

    def __str__(self) -> str:
        return self.name


class Observation(models.Model):
    """The value of an indicator for a period, with its breakdown, margin and source.

    ``kind`` tells what was seen from what was promised: ``observed``, ``baseline`` or ``target``.
    ``margin`` is half the width of the 95 % interval, in the unit of the value; ``lower`` and
    ``upper`` are its ends where it need not lie around the middle. A value of the monitor may be
    empty: then ``flag`` says why. ``provenance`` tells of the file that it came from.
    """

    KINDS = (
        ("observed", _("observed")),
        ("baseline", _("baseline")),
        ("target", _("target")),
    )

    indicator = models.ForeignKey(Indicator, models.CASCADE, related_name="observations")
    kind = models.CharField(max_length=10, choices=KINDS)
    period = models.CharField(max_length=100)
    first_day = models.DateField()
    last_day = models.DateField()
    value = models.DecimalField(max_digits=24, decimal_places=6, null=True, blank=True)
    unit = models.CharField(max_length=60, blank=True)
    breakdown = models.JSONField(default=dict, blank=True)
    # The breakdown as one text, so that the database can tell two observations apart.
    group = models.CharField(max_length=300, blank=True)
    margin = models.DecimalField(max_digits=24, decimal_places=6, null=True, blank=True)
    source = models.CharField(max_length=500)
    source_url = models.URLField(max_length=500, blank=True)
    standard_error = models.DecimalField(max_digits=24, decimal_places=6, null=True, blank=True)
    lower = models.DecimalField(max_digits=24, decimal_places=6, null=True, blank=True)
    upper = models.DecimalField(max_digits=24, decimal_places=6, null=True, blank=True)
    n = models.PositiveIntegerField(null=True, blank=True)
    n_poor = models.PositiveIntegerField(null=True, blank=True)
    population = models.DecimalField(max_digits=24, decimal_places=6, null=True, blank=True)
    flag = models.CharField(max_length=40, blank=True)
    method = models.CharField(max_length=200, blank=True)
    synthetic = models.BooleanField(default=False)
    provenance = models.JSONField(default=dict, blank=True)

    class Meta:
        ordering = ("indicator", "group", "first_day", "kind")
        constraints = (
            models.CheckConstraint(
                name="observation_without_a_value_says_why",
                condition=Q(value__isnull=False) | ~Q(flag=""),
                violation_error_message=_("Say with a flag why there is no value."),
            ),
            models.CheckConstraint(
                name="observation_withheld_has_no_value",
                condition=~Q(flag="withheld")
                | Q(value=None, margin=None, standard_error=None, lower=None, upper=None),
                violation_error_message=_("A value that is withheld is not kept."),
            ),
            models.CheckConstraint(
                name="observation_standard_error_not_below_zero",
                condition=Q(standard_error__isnull=True) | Q(standard_error__gte=0),
                violation_error_message=_("A standard error is never below zero."),
            ),
            models.CheckConstraint(
                name="observation_lies_within_its_interval",
                condition=Q(lower=None, upper=None)
                | Q(lower__lte=F("value"), upper__gte=F("value")),
                violation_error_message=_("A value lies between the two ends of its interval."),
            ),
            models.UniqueConstraint(
                name="observation_once",
                fields=("indicator", "kind", "first_day", "last_day", "group"),
                violation_error_message=_("There is a value for this period and group already."),
            ),
            models.CheckConstraint(
                name="observation_margin_not_below_zero",
                condition=Q(margin__isnull=True) | Q(margin__gte=0),
                violation_error_message=_("A margin of error is never below zero."),
            ),
            days_agree("observation_days_agree"),
            filled("observation_has_a_source", "period", "source"),
        )

    @property
    def number(self) -> Decimal:
        """The value; one of an indicator that follows actions always has it. Raises ValueError."""
        if self.value is None:
            raise ValueError(f"There is no value for {self.period}: {self.flag}.")
        return self.value

    def __str__(self) -> str:
        value = self.flag if self.value is None else self.value
        return f"{self.period}: {value} {self.unit}".strip()
