"""Indicators and their observations: decimal values for explicit periods."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from grondrecht.registry.models.actions import Action
from grondrecht.registry.models.fields import SLUG, days_agree, filled
from grondrecht.registry.models.plans import Plan


class Indicator(models.Model):
    """Something that is counted or measured to follow actions.

    ``better`` says which way is progress: ``up``, ``down``, or empty where neither is.
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

    class Meta:
        ordering = ("plan", "name")
        constraints = (
            models.UniqueConstraint(
                name="indicator_slug_once",
                fields=("plan", "slug"),
                violation_error_message=_("This plan already has an indicator of that name."),
            ),
            filled("indicator_is_named", "slug", "name"),
        )

    def __str__(self) -> str:
        return self.name


class Observation(models.Model):
    """The value of an indicator for a period, with its breakdown, margin and source.

    ``kind`` tells what was seen from what was promised: ``observed``, ``baseline`` or ``target``.
    ``margin`` is the half-width of the 95 % interval, in the unit of the value.
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
    value = models.DecimalField(max_digits=24, decimal_places=6)
    unit = models.CharField(max_length=60, blank=True)
    breakdown = models.JSONField(default=dict, blank=True)
    # The breakdown as one text, so that the database can tell two observations apart.
    group = models.CharField(max_length=300, blank=True)
    margin = models.DecimalField(max_digits=24, decimal_places=6, null=True, blank=True)
    source = models.CharField(max_length=500)
    source_url = models.URLField(max_length=500, blank=True)

    class Meta:
        ordering = ("indicator", "group", "first_day", "kind")
        constraints = (
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

    def __str__(self) -> str:
        return f"{self.period}: {self.value} {self.unit}".strip()
