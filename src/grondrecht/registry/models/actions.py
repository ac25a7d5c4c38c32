"""Actions, the forms that print them, what those forms promise, and how actions hang together."""

from __future__ import annotations

from functools import cached_property

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from grondrecht.plan import model as plan_model
from grondrecht.plan.exchange import form_of
from grondrecht.registry.models.fields import days_agree, filled
from grondrecht.registry.models.offices import Office
from grondrecht.registry.models.plans import Edition, Plan, Right


class Action(models.Model):
    """An action of a plan under its code, through all editions.

    ``title`` is the maintained title where there is one, else the newest printed one.
    ``maintained`` holds, per field path, the text that is kept up to date beside the printed one.
    ``plain`` and ``plain_en`` say in plain words what the action is. An action whose newest form
    stands in an older edition than the plan's newest has ``lapsed``.
    """

    plan = models.ForeignKey(Plan, models.CASCADE, related_name="actions")
    code = models.CharField(max_length=40)
    right = models.ForeignKey(Right, models.RESTRICT, null=True, blank=True, related_name="actions")
    office = models.ForeignKey(
        Office, models.RESTRICT, null=True, blank=True, related_name="actions"
    )
    title = models.TextField(blank=True)
    maintained = models.JSONField(default=dict, blank=True)
    plain = models.TextField(blank=True)
    plain_en = models.TextField(blank=True)
    lapsed = models.BooleanField(default=False)

    class Meta:
        ordering = ("plan", "code")
        constraints = (
            models.UniqueConstraint(
                name="action_code_once",
                fields=("plan", "code"),
                violation_error_message=_("This plan already has an action with that code."),
            ),
            filled("action_has_a_code", "code"),
        )
        indexes = (models.Index(fields=("right", "code")), models.Index(fields=("office", "code")))

    def __str__(self) -> str:
        return f"{self.code} {self.title}"


class Form(models.Model):
    """An action as one edition prints it. Its words are never edited, the database forbids it.

    ``body`` is the form as an item of the plan JSON (docs/json.md), with the place of each value;
    ``printed`` the lines of the document it stood on, as [number, page, text]; ``position`` counts
    the forms of the edition in the order of the document, from 1: an action that is printed twice
    has two forms.
    """

    edition = models.ForeignKey(Edition, models.CASCADE, related_name="forms")
    action = models.ForeignKey(Action, models.CASCADE, related_name="forms")
    position = models.PositiveIntegerField()
    title = models.TextField(blank=True)
    body = models.JSONField()
    printed = models.JSONField(default=list, blank=True)
    first_line = models.PositiveIntegerField(default=0)
    last_line = models.PositiveIntegerField(default=0)
    page = models.PositiveIntegerField(null=True, blank=True)

    class Meta:
        ordering = ("edition", "position")
        constraints = (
            models.UniqueConstraint(
                name="form_position_once",
                fields=("edition", "position"),
                violation_error_message=_("This edition already has a form at that place."),
            ),
            days_agree("form_lines_agree", "first_line", "last_line"),
        )

    def __str__(self) -> str:
        return f"{self.action.code} ({self.edition.name})"

    @cached_property
    def value(self) -> plan_model.Form:
        """The form as the pure value that reading gave; a row's words do not change."""
        return form_of(self.body)


class Milestone(models.Model):
    """What a form promises for a period, in its own words."""

    form = models.ForeignKey(Form, models.CASCADE, related_name="milestones")
    position = models.PositiveIntegerField()
    period = models.TextField(blank=True)
    stage = models.CharField(
        max_length=8,
        choices=[("baseline", _("baseline")), ("interim", _("interim")), ("final", _("end goal"))],
    )
    years = models.JSONField(default=list, blank=True)
    first_day = models.DateField(null=True, blank=True)
    last_day = models.DateField(null=True, blank=True)
    text = models.TextField(blank=True)

    class Meta:
        ordering = ("form", "position")
        constraints = (
            models.UniqueConstraint(
                name="milestone_position_once",
                fields=("form", "position"),
                violation_error_message=_("This form already has a milestone at that place."),
            ),
            days_agree("milestone_days_agree"),
        )

    def __str__(self) -> str:
        return f"{self.period}: {self.text}"


class Commitment(models.Model):
    """The budget cell of a form: the sentence as stated and what kind of statement it is.

    ``kind`` and ``says`` are those of grondrecht.plan.money.Commitment.
    """

    form = models.OneToOneField(Form, models.CASCADE, related_name="commitment")
    text = models.TextField(blank=True)
    kind = models.CharField(max_length=20)
    says = models.JSONField(default=list, blank=True)

    def __str__(self) -> str:
        return self.text


class Amount(models.Model):
    """An amount of money or a percentage that a commitment states.

    The fields are those of grondrecht.plan.money.Amount: ``value`` in whole units of the currency
    or in percent, empty for a range from ``low`` to ``high``.
    """

    commitment = models.ForeignKey(Commitment, models.CASCADE, related_name="amounts")
    position = models.PositiveIntegerField()
    value = models.DecimalField(max_digits=24, decimal_places=6, null=True, blank=True)
    low = models.DecimalField(max_digits=24, decimal_places=6, null=True, blank=True)
    high = models.DecimalField(max_digits=24, decimal_places=6, null=True, blank=True)
    currency = models.CharField(max_length=3, blank=True)
    unit = models.CharField(max_length=20, blank=True)
    words = models.TextField()
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    years = models.JSONField(default=list, blank=True)
    onward = models.BooleanField(default=False)
    recurrence = models.CharField(max_length=20, blank=True)
    payer = models.TextField(blank=True)
    about = models.BooleanField(default=False)
    per = models.TextField(blank=True)
    times = models.DecimalField(max_digits=18, decimal_places=6, default=1)
    change = models.CharField(max_length=10, blank=True)

    class Meta:
        ordering = ("commitment", "position")
        constraints = (
            models.UniqueConstraint(
                name="amount_position_once",
                fields=("commitment", "position"),
                violation_error_message=_("This commitment already has an amount at that place."),
            ),
            models.CheckConstraint(
                name="amount_range_agrees",
                condition=Q(low__isnull=True) | Q(high__isnull=True) | Q(high__gte=models.F("low")),
                violation_error_message=_("The highest amount is below the lowest."),
            ),
        )

    def __str__(self) -> str:
        return self.words


class Involvement(models.Model):
    """That people in poverty took part in an action: who, when, what they said, what came of it.

    One with a ``form`` is what that form prints (only ``text``); others are recorded by people,
    each for the party that they speak for: that party may take it back.
    """

    PHASES = (
        ("", _("not stated")),
        ("preparation", _("preparation")),
        ("execution", _("execution")),
        ("follow_up", _("follow-up")),
        ("evaluation", _("evaluation")),
    )

    action = models.ForeignKey(Action, models.CASCADE, related_name="involvements")
    form = models.OneToOneField(
        Form, models.CASCADE, null=True, blank=True, related_name="involvement"
    )
    text = models.TextField()
    phase = models.CharField(max_length=20, blank=True, choices=PHASES)
    said = models.TextField(blank=True)
    outcome = models.TextField(blank=True)
    recorded_for = models.ForeignKey(
        "Party", models.RESTRICT, null=True, blank=True, related_name="involvements"
    )

    class Meta:
        ordering = ("action", "id")
        constraints = (filled("involvement_says_something", "text"),)

    def __str__(self) -> str:
        return self.text


class Link(models.Model):
    """That one action hangs together with another, and the decision behind it.

    It is read from ``source`` to ``target``: the source replaces, was split into, was merged into,
    or points at the target. ``origin`` says who says so: the printed form, or a person.
    """

    KINDS = (
        ("replaces", _("replaces")),
        ("split", _("was split into")),
        ("merged", _("was merged into")),
        ("see_also", _("see also")),
    )
    ORIGINS = (("printed", _("printed in the form")), ("person", _("recorded by a person")))

    source = models.ForeignKey(Action, models.CASCADE, related_name="links")
    target = models.ForeignKey(Action, models.CASCADE, related_name="backlinks")
    kind = models.CharField(max_length=10, choices=KINDS)
    origin = models.CharField(max_length=10, choices=ORIGINS)
    words = models.TextField(blank=True)
    decision = models.TextField(blank=True)
    decided_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ("source", "kind", "target")
        constraints = (
            models.UniqueConstraint(
                name="link_once",
                fields=("source", "target", "kind"),
                violation_error_message=_("These actions are linked in that way already."),
            ),
            models.CheckConstraint(
                name="link_to_another",
                condition=~Q(source=models.F("target")),
                violation_error_message=_("An action cannot be linked with itself."),
            ),
            models.CheckConstraint(
                name="link_by_person_has_a_decision",
                condition=Q(origin="printed") | Q(kind="see_also") | ~Q(decision=""),
                violation_error_message=_("Say which decision this rests on."),
            ),
        )

    def __str__(self) -> str:
        return f"{self.source.code} {self.get_kind_display()} {self.target.code}"


class Descent(models.Model):
    """What became of actions between two editions: proposed by likeness, confirmed by a person.

    ``old`` and ``new`` are lists of action codes; ``likeness`` is from 0 to 1.
    """

    KINDS = (
        ("kept", _("kept")),
        ("reworded", _("reworded")),
        ("split", _("split")),
        ("merged", _("merged")),
        ("lapsed", _("lapsed")),
        ("new", _("new")),
    )
    STATES = (
        ("proposed", _("proposed")),
        ("confirmed", _("confirmed")),
        ("refused", _("refused")),
    )

    before = models.ForeignKey(Edition, models.CASCADE, related_name="descents_from")
    after = models.ForeignKey(Edition, models.CASCADE, related_name="descents_to")
    kind = models.CharField(max_length=10, choices=KINDS)
    old = models.JSONField(default=list, blank=True)
    new = models.JSONField(default=list, blank=True)
    likeness = models.FloatField()
    why = models.TextField(blank=True)
    why_en = models.TextField(blank=True)
    state = models.CharField(max_length=10, choices=STATES, default="proposed")
    decision = models.TextField(blank=True)

    class Meta:
        ordering = ("after", "id")
        constraints = (
            models.CheckConstraint(
                name="descent_between_two",
                condition=~Q(before=models.F("after")),
                violation_error_message=_("Choose two different editions."),
            ),
            models.CheckConstraint(
                name="descent_likeness_is_a_share",
                condition=Q(likeness__gte=0, likeness__lte=1),
                violation_error_message=_("Likeness is a number from 0 to 1."),
            ),
        )

    def __str__(self) -> str:
        return f"{' + '.join(self.old)} → {' + '.join(self.new)} ({self.get_kind_display()})"
