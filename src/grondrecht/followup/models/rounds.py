"""Rounds of reporting: what is asked of whom, what was answered, and the copy that was frozen."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from grondrecht.followup.models.people import Person
from grondrecht.registry.models import Action, Edition, Instrument, Plan
from grondrecht.registry.models.fields import SLUG, days_agree, filled


class Round(models.Model):
    """A round of reporting on an edition: over which days, by when, and how far it has come.

    ``statuses`` is the plan's own list of statuses as it was when the round was prepared
    (docs/rounds.md has its keys). ``to_government`` and ``to_parliament`` are the legal deadlines.
    """

    KINDS = (("progress", _("progress report")), ("final", _("final report")))
    STATES = (
        ("prepared", _("prepared")),
        ("open", _("open")),
        ("answered", _("answered")),
        ("validated", _("validated")),
        ("frozen", _("frozen")),
        ("sent", _("sent")),
    )

    plan = models.ForeignKey(Plan, models.CASCADE, related_name="rounds")
    edition = models.ForeignKey(Edition, models.RESTRICT, related_name="rounds")
    slug = models.CharField(max_length=80, validators=[SLUG])
    name = models.CharField(max_length=300)
    name_en = models.CharField(max_length=300, blank=True)
    kind = models.CharField(max_length=10, choices=KINDS)
    first_day = models.DateField()
    last_day = models.DateField()
    answer_by = models.DateField(null=True, blank=True)
    validate_by = models.DateField(null=True, blank=True)
    to_government = models.DateField()
    to_parliament = models.DateField()
    statuses = models.JSONField(default=list)
    state = models.CharField(max_length=10, choices=STATES, default="prepared")
    opened_on = models.DateField(null=True, blank=True)
    frozen_on = models.DateField(null=True, blank=True)
    sent_on = models.DateField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ("plan", "first_day", "slug")
        constraints = (
            models.UniqueConstraint(
                name="round_slug_once",
                fields=("plan", "slug"),
                violation_error_message=_("This plan already has a round of that name."),
            ),
            filled("round_is_named", "slug", "name"),
            days_agree("round_days_agree"),
            days_agree("round_deadlines_agree", "to_government", "to_parliament"),
            days_agree("round_answers_before_validation", "answer_by", "validate_by"),
            days_agree("round_validation_before_deadline", "validate_by", "to_government"),
            models.CheckConstraint(
                name="round_frozen_has_a_day",
                condition=Q(state__in=("frozen", "sent"), frozen_on__isnull=False)
                | (~Q(state__in=("frozen", "sent")) & Q(frozen_on__isnull=True)),
                violation_error_message=_("A frozen round has the day that it was frozen."),
            ),
            models.CheckConstraint(
                name="round_sent_has_a_day",
                condition=Q(state="sent", sent_on__isnull=False)
                | (~Q(state="sent") & Q(sent_on__isnull=True)),
                violation_error_message=_("A round that was sent has the day that it was sent."),
            ),
        )
        verbose_name = _("round")

    def __str__(self) -> str:
        return self.name


class RoundInstrument(models.Model):
    """That a round covers an instrument, or does not, where its actions would say otherwise."""

    round = models.ForeignKey(Round, models.CASCADE, related_name="instruments_said")
    instrument = models.ForeignKey(Instrument, models.CASCADE, related_name="rounds_said")
    covered = models.BooleanField()

    class Meta:
        ordering = ("round", "instrument")
        constraints = (
            models.UniqueConstraint(
                name="round_instrument_once",
                fields=("round", "instrument"),
                violation_error_message=_("Of this instrument it is said already."),
            ),
        )


class Report(models.Model):
    """What the administration says of an action in a round.

    ``answer`` is a followup.answers.Answer as JSON; ``kind``, ``status`` and ``next_on`` repeat
    what it says, for counting. ``version`` goes up with every change: whoever saves tells the
    version they saw. Names stand as text, so that they stay as they were.
    """

    KINDS = (("measure", _("permanent measure")), ("project", _("project")))
    STATES = (
        ("prepared", _("not asked yet")),
        ("asked", _("asked")),
        ("answered", _("answered")),
        ("sent_back", _("sent back")),
        ("validated", _("validated")),
        ("frozen", _("frozen")),
    )

    round = models.ForeignKey(Round, models.CASCADE, related_name="reports")
    action = models.ForeignKey(Action, models.RESTRICT, related_name="reports")
    state = models.CharField(max_length=10, choices=STATES, default="prepared")
    kind = models.CharField(max_length=10, choices=KINDS, blank=True)
    status = models.CharField(max_length=40, blank=True)
    next_on = models.DateField(null=True, blank=True)
    answer = models.JSONField(default=dict, blank=True)
    answered_by = models.CharField(max_length=200, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    validated_by = models.CharField(max_length=200, blank=True)
    validated_at = models.DateTimeField(null=True, blank=True)
    sent_back_by = models.CharField(max_length=200, blank=True)
    sent_back_why = models.TextField(blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ("round", "action__code")
        constraints = (
            models.UniqueConstraint(
                name="report_once",
                fields=("round", "action"),
                violation_error_message=_("This round asks about that action already."),
            ),
            models.CheckConstraint(
                name="report_answered_by_and_at",
                condition=Q(answered_by="", answered_at__isnull=True)
                | (~Q(answered_by="") & Q(answered_at__isnull=False)),
                violation_error_message=_("Say who answered and when, or neither."),
            ),
            models.CheckConstraint(
                name="report_validated_by_and_at",
                condition=Q(validated_by="", validated_at__isnull=True)
                | (~Q(validated_by="") & Q(validated_at__isnull=False)),
                violation_error_message=_("Say who validated and when, or neither."),
            ),
            models.CheckConstraint(
                name="report_sent_back_has_a_reason",
                condition=~Q(state="sent_back") | ~Q(sent_back_why=""),
                violation_error_message=_("Say why this is sent back."),
            ),
            models.CheckConstraint(
                name="report_answered_has_a_status",
                condition=~Q(state__in=("answered", "validated")) | ~Q(status=""),
                violation_error_message=_("Choose a status."),
            ),
        )
        indexes = (models.Index(fields=("action", "round")),)
        verbose_name = _("report")

    def __str__(self) -> str:
        return f"{self.action.code} ({self.round.name})"


class Draft(models.Model):
    """What somebody is writing in a report and has not handed in: nobody else sees it.

    ``seen`` is the version of the report that they began from.
    """

    report = models.ForeignKey(Report, models.CASCADE, related_name="drafts")
    person = models.ForeignKey(Person, models.CASCADE, related_name="drafts")
    answer = models.JSONField(default=dict)
    seen = models.PositiveIntegerField()
    saved_at = models.DateTimeField(auto_now=True)

    class Meta:
        ordering = ("report", "person")
        constraints = (
            models.UniqueConstraint(
                name="draft_once",
                fields=("report", "person"),
                violation_error_message=_("You have a draft of this already."),
            ),
        )


class Proposal(models.Model):
    """What an official of another administration proposes for a report, for its owner to decide."""

    STATES = (("open", _("open")), ("taken", _("taken over")), ("refused", _("refused")))

    report = models.ForeignKey(Report, models.CASCADE, related_name="proposals")
    text = models.TextField()
    why = models.TextField()
    made_by = models.CharField(max_length=200)
    made_for = models.CharField(max_length=300, blank=True)
    made_at = models.DateTimeField(auto_now_add=True)
    state = models.CharField(max_length=10, choices=STATES, default="open")
    decided_by = models.CharField(max_length=200, blank=True)
    decided_why = models.TextField(blank=True)

    class Meta:
        ordering = ("report", "id")
        constraints = (
            filled("proposal_says_something", "text", "why"),
            models.CheckConstraint(
                name="proposal_decided_by_somebody",
                condition=Q(state="open", decided_by="") | (~Q(state="open") & ~Q(decided_by="")),
                violation_error_message=_("Say who decided about the proposal."),
            ),
        )
        verbose_name = _("proposal")

    def __str__(self) -> str:
        return self.text


class FrozenRound(models.Model):
    """The whole of a round as it was when it was frozen, names included; never changed after.

    ``body`` is JSON text of the format grondrecht-round/1 (docs/rounds.md), ``sha256`` that of its
    UTF-8 bytes. The database refuses to change or delete it.
    """

    round = models.OneToOneField(Round, models.RESTRICT, related_name="frozen")
    body = models.TextField()
    sha256 = models.CharField(max_length=64)
    frozen_at = models.DateTimeField()
    frozen_by = models.CharField(max_length=200)

    class Meta:
        ordering = ("round",)
        constraints = (filled("frozen_round_is_whole", "body", "sha256", "frozen_by"),)
