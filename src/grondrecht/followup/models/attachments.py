"""Files that hang on things of the follow-up; the files themselves are in the data folder."""

from __future__ import annotations

from django.apps import apps
from django.db import models
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from grondrecht.registry.models.fields import filled

# What a file can hang on: the kind of thing as the verbs call it, and its model.
MODELS = {
    "report": "Report",
    "finding": "Finding",
    "consultation": "Consultation",
    "test": "PovertyTest",
    "measure": "Measure",
}


class Attachment(models.Model):
    """A file that hangs on a thing: a report, a finding, a consultation, a test or a measure.

    ``of_kind`` and ``of_id`` say on which. ``scanned`` tells whether a virus scanner looked at it;
    one that is not ``public`` is for those who work with the thing. ``added_by`` is a name as text,
    so that it stays as it was.
    """

    KINDS = (
        ("report", _("report")),
        ("finding", _("finding")),
        ("consultation", _("consultation")),
        ("test", _("poverty test")),
        ("measure", _("measure")),
    )

    of_kind = models.CharField(max_length=20, choices=KINDS)
    of_id = models.PositiveBigIntegerField()
    name = models.CharField(max_length=200)
    what = models.CharField(max_length=300, blank=True)
    media_type = models.CharField(max_length=120)
    size = models.PositiveIntegerField()
    sha256 = models.CharField(max_length=64)
    scanned = models.BooleanField(default=False)
    public = models.BooleanField(default=False)
    added_by = models.CharField(max_length=200)
    added_at = models.DateTimeField()

    class Meta:
        ordering = ("of_kind", "of_id", "id")
        constraints = (
            filled("attachment_is_whole", "name", "media_type", "sha256", "added_by"),
            models.CheckConstraint(
                name="attachment_of_a_kind",
                condition=models.Q(of_kind__in=tuple(MODELS)),
                violation_error_message=_("Nothing can be attached to this."),
            ),
            models.UniqueConstraint(
                name="attachment_once",
                fields=("of_kind", "of_id", "sha256"),
                violation_error_message=_("This file is attached here already."),
            ),
        )
        verbose_name = _("attachment")

    def __str__(self) -> str:
        return self.name

    @cached_property
    def thing(self) -> models.Model | None:
        """What it hangs on; None where that is gone."""
        model = apps.get_model("followup", MODELS[self.of_kind])
        found: models.Model | None = model._base_manager.filter(pk=self.of_id).first()
        return found

    @property
    def state(self) -> str:
        """The state of what it hangs on."""
        return getattr(self.thing, "state", "")

    def get_state_display(self) -> str:
        """The state of what it hangs on, in words."""
        return str(self.thing.get_state_display()) if self.state else ""  # type: ignore[union-attr]
