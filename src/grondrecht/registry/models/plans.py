"""A plan, its editions, and the rights it speaks of."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from grondrecht.registry.models.fields import SLUG, days_agree, filled


class Plan(models.Model):
    """The plan of a term of office: what all its editions are editions of."""

    slug = models.CharField(max_length=80, unique=True, validators=[SLUG])
    name = models.CharField(max_length=300)
    name_en = models.CharField(max_length=300, blank=True)
    government = models.CharField(max_length=300, blank=True)
    language = models.CharField(max_length=2, choices=[("nl", "Nederlands"), ("en", "English")])
    template = models.CharField(max_length=80, blank=True)
    first_day = models.DateField(null=True, blank=True)
    last_day = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ("name", "slug")
        constraints = (
            filled("plan_is_named", "slug", "name"),
            days_agree("plan_days_agree"),
        )

    def __str__(self) -> str:
        return self.name


class Edition(models.Model):
    """A plan as decided and printed at one date, and the document it was read from.

    ``position`` orders the editions of a plan, from 1; the highest is the one in force.
    """

    plan = models.ForeignKey(Plan, models.CASCADE, related_name="editions")
    slug = models.CharField(max_length=80, validators=[SLUG])
    name = models.CharField(max_length=300)
    position = models.PositiveIntegerField()
    decided_on = models.DateField(null=True, blank=True)
    imported_at = models.DateTimeField()
    file = models.CharField(max_length=300, blank=True)
    sha256 = models.CharField(max_length=64, blank=True)
    media_type = models.CharField(max_length=120, blank=True)
    lines = models.PositiveIntegerField(null=True, blank=True)
    pages = models.PositiveIntegerField(null=True, blank=True)
    # The document's own list of what code segments mean; it may contradict the forms.
    legend = models.JSONField(default=dict, blank=True)

    class Meta:
        ordering = ("plan", "position")
        constraints = (
            models.UniqueConstraint(
                name="edition_slug_once",
                fields=("plan", "slug"),
                violation_error_message=_("This plan already has an edition of that name."),
            ),
            models.UniqueConstraint(
                name="edition_position_once",
                fields=("plan", "position"),
                violation_error_message=_("This plan already has an edition at that place."),
            ),
            models.CheckConstraint(
                name="edition_position_from_one",
                condition=Q(position__gte=1),
                violation_error_message=_("Editions are counted from 1."),
            ),
            filled("edition_is_named", "slug", "name"),
        )

    def __str__(self) -> str:
        return f"{self.plan} – {self.name}"


class Right(models.Model):
    """A basic right: the first segment of an action's code."""

    plan = models.ForeignKey(Plan, models.CASCADE, related_name="rights")
    code = models.CharField(max_length=20)
    name = models.TextField()
    name_en = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ("plan", "code")
        constraints = (
            models.UniqueConstraint(
                name="right_code_once",
                fields=("plan", "code"),
                violation_error_message=_("This plan already has a right with that code."),
            ),
            filled("right_is_named", "code", "name"),
        )

    def __str__(self) -> str:
        return f"{self.code} {self.name}"
