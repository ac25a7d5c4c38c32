"""What the forms speak of: systems, data sets, formulas, instruments and rights."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from grondrecht.registry.models.actions import Action
from grondrecht.registry.models.fields import SLUG, filled
from grondrecht.registry.models.plans import Plan


class Instrument(models.Model):
    """A system, data set, formula, instrument or right, and the actions whose forms speak of it.

    ``line`` is the line of the document where it is first named.
    """

    KINDS = (
        ("system", _("system")),
        ("dataset", _("data set")),
        ("formula", _("formula")),
        ("instrument", _("instrument")),
        ("right", _("entitlement")),
    )

    plan = models.ForeignKey(Plan, models.CASCADE, related_name="instruments")
    kind = models.CharField(max_length=12, choices=KINDS)
    slug = models.CharField(max_length=120, validators=[SLUG])
    name = models.CharField(max_length=300)
    name_en = models.CharField(max_length=300, blank=True)
    what = models.TextField(blank=True)
    facts = models.JSONField(default=list, blank=True)
    line = models.PositiveIntegerField(null=True, blank=True)
    actions = models.ManyToManyField(Action, blank=True, related_name="instruments")

    class Meta:
        ordering = ("plan", "kind", "name")
        constraints = (
            models.UniqueConstraint(
                name="instrument_slug_once",
                fields=("plan", "kind", "slug"),
                violation_error_message=_("This plan already has one of that kind and name."),
            ),
            filled("instrument_is_named", "slug", "name"),
        )

    def __str__(self) -> str:
        return self.name
