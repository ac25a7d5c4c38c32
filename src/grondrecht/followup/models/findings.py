"""What others than the administration find of an action, and the reply of who answers for it."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from grondrecht.followup.models.rounds import Round
from grondrecht.registry.models import Action, Party
from grondrecht.registry.models.fields import filled


class Finding(models.Model):
    """How far an action has come, as somebody outside the administration sees it, with evidence.

    ``party`` is who made it, none for the team of the coordinator; ``made_for`` is its name as it
    was. ``completion`` is on the five steps of the Open Government Partnership. ``evidence`` is a
    list of ``kind`` (link, file, indicator), ``text`` and ``address``; docs/findings.md says what
    an address is. One that was published and then withdrawn keeps its days and the reason.
    """

    COMPLETION = (
        ("no_evidence", _("no evidence")),
        ("not_started", _("not started")),
        ("limited", _("limited")),
        ("substantial", _("substantial")),
        ("complete", _("complete")),
    )
    STATES = (
        ("draft", _("draft")),
        ("shared", _("shared with who answers")),
        ("published", _("published")),
        ("withdrawn", _("withdrawn")),
    )

    action = models.ForeignKey(Action, models.RESTRICT, related_name="findings")
    round = models.ForeignKey(
        Round, models.RESTRICT, null=True, blank=True, related_name="findings"
    )
    party = models.ForeignKey(
        Party, models.RESTRICT, null=True, blank=True, related_name="findings"
    )
    made_for = models.CharField(max_length=300, blank=True)
    made_by = models.CharField(max_length=200)
    completion = models.CharField(max_length=12, choices=COMPLETION)
    text = models.TextField()
    evidence = models.JSONField(default=list, blank=True)
    state = models.CharField(max_length=10, choices=STATES, default="draft")
    made_on = models.DateField(default=timezone.localdate)
    shared_on = models.DateField(null=True, blank=True)
    published_on = models.DateField(null=True, blank=True)
    withdrawn_on = models.DateField(null=True, blank=True)
    withdrawn_why = models.TextField(blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ("action__code", "made_on", "id")
        constraints = (
            filled("finding_says_something", "text", "made_by"),
            models.CheckConstraint(
                name="finding_shared_has_a_day",
                condition=Q(state="draft", shared_on__isnull=True)
                | (~Q(state="draft") & Q(shared_on__isnull=False)),
                violation_error_message=_("A finding that is shared has the day that it was."),
            ),
            models.CheckConstraint(
                name="finding_published_has_a_day",
                condition=Q(state="withdrawn")
                | Q(state="published", published_on__isnull=False)
                | Q(state__in=("draft", "shared"), published_on__isnull=True),
                violation_error_message=_("A finding that is published has the day that it was."),
            ),
            models.CheckConstraint(
                name="finding_withdrawn_says_why",
                condition=(Q(state="withdrawn", withdrawn_on__isnull=False) & ~Q(withdrawn_why=""))
                | (~Q(state="withdrawn") & Q(withdrawn_on__isnull=True, withdrawn_why="")),
                violation_error_message=_("Say why the finding is withdrawn."),
            ),
        )
        indexes = (models.Index(fields=("action", "state")),)
        verbose_name = _("finding")

    def __str__(self) -> str:
        return f"{self.action.code} ({self.get_completion_display()})"


class Reply(models.Model):
    """What who answers for an action says to a finding: it stands beside it, as it was written."""

    finding = models.ForeignKey(Finding, models.CASCADE, related_name="replies")
    text = models.TextField()
    made_by = models.CharField(max_length=200)
    made_for = models.CharField(max_length=300, blank=True)
    made_on = models.DateField(default=timezone.localdate)

    class Meta:
        ordering = ("finding", "id")
        constraints = (filled("reply_says_something", "text", "made_by"),)
        verbose_name = _("reply")

    def __str__(self) -> str:
        return self.text
