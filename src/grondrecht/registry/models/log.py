"""The log: who changed what, when, from what, to what, and why. It is only ever added to."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from grondrecht.registry.models.fields import filled


class PublicEntries(models.Manager["LogEntry"]):
    """The entries that everyone may read: what a page, a feed or a file ever shows of the log."""

    def get_queryset(self) -> models.QuerySet[LogEntry]:
        """The public entries."""
        return super().get_queryset().filter(public=True)


class LogEntry(models.Model):
    """One change by one verb. Names stay as text, so that nothing here depends on other tables.

    ``subject`` says what was changed, as ``kind:key`` (``action:00_01_02``, ``party:vdab``);
    ``before`` and ``after`` hold the changed keys alone, null where there was or is nothing;
    entries with one ``batch`` were written together. The database refuses to change or delete one.
    ``objects`` are the public entries, ``whole`` is all of them: what is said in a round before it
    is sent is not public.
    """

    at = models.DateTimeField()
    batch = models.CharField(max_length=32)
    verb = models.CharField(max_length=60)
    by = models.CharField(max_length=200)
    why = models.TextField()
    plan = models.CharField(max_length=80, blank=True)
    subject = models.CharField(max_length=200)
    label = models.TextField(blank=True)
    before = models.JSONField(default=dict)
    after = models.JSONField(default=dict)
    public = models.BooleanField(default=True)

    objects = PublicEntries()
    whole = models.Manager["LogEntry"]()

    class Meta:
        ordering = ("id",)
        constraints = (filled("log_says_who_and_why", "verb", "by", "why", "subject"),)
        indexes = (
            models.Index(fields=("plan", "subject", "id")),
            models.Index(fields=("batch",)),
        )
        verbose_name = _("log entry")

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M} {self.verb} {self.subject} ({self.by})"
