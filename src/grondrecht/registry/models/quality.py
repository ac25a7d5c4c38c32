"""What the quality rules say of an edition."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from grondrecht.registry.models.actions import Action
from grondrecht.registry.models.plans import Edition


class QualityFinding(models.Model):
    """Something a rule of grondrecht.plan.quality found wrong with an edition.

    It is about one action, or about the plan as a whole where it has none.
    """

    LEVELS = (("error", _("error")), ("warning", _("warning")), ("note", _("note")))

    edition = models.ForeignKey(Edition, models.CASCADE, related_name="quality")
    action = models.ForeignKey(
        Action, models.CASCADE, null=True, blank=True, related_name="quality"
    )
    position = models.PositiveIntegerField()
    rule = models.CharField(max_length=80)
    level = models.CharField(max_length=8, choices=LEVELS)
    message = models.TextField()
    message_en = models.TextField()
    line = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ("edition", "position")
        indexes = (models.Index(fields=("edition", "rule")),)

    def __str__(self) -> str:
        return self.message
