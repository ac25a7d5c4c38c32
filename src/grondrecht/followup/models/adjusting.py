"""What is to change in the plan after a round, each on the decision behind it."""

from __future__ import annotations

from zlib import crc32

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from grondrecht.followup.models.rounds import Round
from grondrecht.registry.models import Edition
from grondrecht.registry.models.fields import filled


class Adjustment(models.Model):
    """One change of the plan that was decided after a round: what becomes of an action.

    ``code`` is the action's. ``new_code`` says by which action it is replaced; one that the plan
    does not have yet goes on where it ends. ``texts`` is what its form says from now on, by field
    path, or by ``milestone PERIOD`` (docs/adjusted-edition.md).
    """

    KINDS = (
        ("lapse", _("leaves the plan")),
        ("replace", _("is replaced")),
        ("change", _("is worded anew")),
        ("add", _("is new")),
    )

    round = models.ForeignKey(Round, models.CASCADE, related_name="adjustments")
    code = models.CharField(max_length=40)
    kind = models.CharField(max_length=10, choices=KINDS)
    new_code = models.CharField(max_length=40, blank=True)
    texts = models.JSONField(default=dict, blank=True)
    decision = models.CharField(max_length=500)
    decided_on = models.DateField()

    class Meta:
        ordering = ("round", "code")
        constraints = (
            models.UniqueConstraint(
                name="adjustment_once",
                fields=("round", "code"),
                violation_error_message=_("There is a change for that action already."),
            ),
            models.CheckConstraint(
                name="adjustment_replaced_by_something",
                condition=(Q(kind="replace") & ~Q(new_code=""))
                | (~Q(kind="replace") & Q(new_code="")),
                violation_error_message=_("Say by which action it is replaced."),
            ),
            filled("adjustment_rests_on_a_decision", "code", "decision"),
        )
        verbose_name = _("change of the plan")

    def __str__(self) -> str:
        return f"{self.code}: {self.get_kind_display()}"

    @property
    def version(self) -> int:
        """A number that differs when anything of the change does; never 0."""
        told = (self.kind, self.new_code, sorted(self.texts.items()), self.decision)
        return crc32(repr((*told, self.decided_on)).encode()) or 1


class AdjustedEdition(models.Model):
    """That an edition of the plan was made from a round, and who did."""

    round = models.OneToOneField(Round, models.CASCADE, related_name="adjusted")
    edition = models.OneToOneField(Edition, models.CASCADE, related_name="adjusted_from")
    made_by = models.CharField(max_length=200)
    made_at = models.DateTimeField()

    class Meta:
        ordering = ("round",)
        constraints = (filled("adjusted_edition_was_made_by_somebody", "made_by"),)

    def __str__(self) -> str:
        return str(self.edition)
