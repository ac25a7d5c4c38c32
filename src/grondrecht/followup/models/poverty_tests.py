"""Poverty tests: what a dossier would do to people in poverty, who said so, and what changed."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from grondrecht.registry.models import Action, Office, Party, Plan
from grondrecht.registry.models.fields import SLUG, filled


class PovertyTest(models.Model):
    """A dossier on the yearly list of poverty tests, and how far its test has come.

    ``scan`` is the quickscan as it was filled in: the questions in their words of that day, each
    with its answer (docs/poverty-tests.md has the keys). ``decided_by`` is the office that decided,
    as it was called. Nothing of a test is public before it is ``published``.
    """

    STATES = (
        ("listed", _("on the list")),
        ("scanned", _("quickscan filled in")),
        ("needed", _("test needed")),
        ("not_needed", _("no test needed")),
        ("done", _("test done")),
        ("evaluated", _("evaluated")),
    )

    plan = models.ForeignKey(Plan, models.CASCADE, related_name="tests")
    slug = models.CharField(max_length=120, validators=[SLUG])
    title = models.CharField(max_length=300)
    year = models.PositiveIntegerField()
    office = models.ForeignKey(Office, models.RESTRICT, related_name="tests")
    party = models.ForeignKey(Party, models.RESTRICT, null=True, blank=True, related_name="tests")
    dossier = models.TextField(blank=True)
    dossier_url = models.URLField(max_length=500, blank=True)
    state = models.CharField(max_length=10, choices=STATES, default="listed")
    scan = models.JSONField(default=list, blank=True)
    reason = models.TextField(blank=True)
    decided_on = models.DateField(null=True, blank=True)
    decided_by = models.CharField(max_length=300, blank=True)
    result = models.TextField(blank=True)
    changed = models.TextField(blank=True)
    concluded_on = models.DateField(null=True, blank=True)
    evaluation = models.TextField(blank=True)
    evaluated_on = models.DateField(null=True, blank=True)
    published = models.BooleanField(default=False)
    published_on = models.DateField(null=True, blank=True)
    actions = models.ManyToManyField(Action, blank=True, related_name="tests")
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ("plan", "year", "title", "slug")
        constraints = (
            models.UniqueConstraint(
                name="test_slug_once",
                fields=("plan", "slug"),
                violation_error_message=_("This plan already has a dossier of that name."),
            ),
            filled("test_is_named", "slug", "title"),
            models.CheckConstraint(
                name="test_of_a_year",
                condition=Q(year__gte=1990, year__lte=2200),
                violation_error_message=_("Give the year as four digits, such as 2017."),
            ),
            models.CheckConstraint(
                name="test_decided_with_a_reason",
                condition=Q(state__in=("listed", "scanned"), decided_on__isnull=True)
                | ~Q(state__in=("listed", "scanned")) & Q(decided_on__isnull=False) & ~Q(reason=""),
                violation_error_message=_("Give the reason and the day of the decision."),
            ),
            models.CheckConstraint(
                name="test_done_has_a_result",
                condition=~Q(state__in=("done", "evaluated"))
                | Q(concluded_on__isnull=False) & ~Q(result="") & ~Q(changed=""),
                violation_error_message=_("Give the result, and what changed because of it."),
            ),
            models.CheckConstraint(
                name="test_evaluated_says_so",
                condition=~Q(state="evaluated") | Q(evaluated_on__isnull=False) & ~Q(evaluation=""),
                violation_error_message=_("Write the evaluation."),
            ),
            models.CheckConstraint(
                name="test_published_is_decided",
                condition=Q(published=False)
                | Q(published_on__isnull=False, state__in=("not_needed", "done", "evaluated")),
                violation_error_message=_("Only a dossier that is decided about is published."),
            ),
        )
        indexes = (models.Index(fields=("plan", "published", "year")),)
        verbose_name = _("poverty test")

    def __str__(self) -> str:
        return self.title


class Knowledge(models.Model):
    """Something brought into a test, of one of three kinds, and the group or body that brought it.

    ``who`` is never a person in poverty by name.
    """

    KINDS = (
        ("experience", _("experience")),
        ("scientific", _("scientific knowledge")),
        ("policy", _("policy knowledge")),
    )

    test = models.ForeignKey(PovertyTest, models.CASCADE, related_name="knowledge")
    kind = models.CharField(max_length=12, choices=KINDS)
    who = models.CharField(max_length=300)
    what = models.TextField()
    brought_on = models.DateField()

    class Meta:
        ordering = ("test", "brought_on", "id")
        constraints = (filled("knowledge_says_who_and_what", "who", "what"),)
        verbose_name = _("knowledge")

    def __str__(self) -> str:
        return f"{self.who}: {self.what}"


class Effect(models.Model):
    """What the tested text would change, as ``grondrecht what-if`` computed it on a population.

    ``measures`` are those that change (``id``, ``nl``, ``en``); ``groups`` a row for everyone and
    for each group, with households, who wins and loses, the cost in a year and the risk of poverty
    before and after; ``entitled`` who becomes entitled, by measure; ``said`` it in sentences, by
    language. docs/poverty-tests.md has the keys. ``synthetic``: the people are made up.
    """

    test = models.ForeignKey(PovertyTest, models.CASCADE, related_name="effects")
    name = models.CharField(max_length=300)
    name_en = models.CharField(max_length=300, blank=True)
    on_day = models.DateField()
    synthetic = models.BooleanField()
    made_with = models.CharField(max_length=100)
    brought_on = models.DateField()
    measures = models.JSONField(default=list)
    groups = models.JSONField(default=list)
    entitled = models.JSONField(default=list, blank=True)
    said = models.JSONField(default=dict)

    class Meta:
        ordering = ("test", "on_day", "name")
        constraints = (
            models.UniqueConstraint(
                name="effect_once",
                fields=("test", "name", "on_day"),
                violation_error_message=_("This is there already for that day."),
            ),
            filled("effect_says_what_with_what", "name", "made_with"),
        )
        verbose_name = _("what a text would change")

    def __str__(self) -> str:
        return f"{self.name} ({self.on_day})"


class CreatedRight(models.Model):
    """A right that the tested text creates, and whether it can be granted automatically."""

    AUTOMATIC = (("yes", _("yes")), ("partly", _("partly")), ("no", _("no")))

    test = models.ForeignKey(PovertyTest, models.CASCADE, related_name="rights")
    name = models.CharField(max_length=300)
    automatic = models.CharField(max_length=6, choices=AUTOMATIC)
    why_not = models.TextField(blank=True)

    class Meta:
        ordering = ("test", "name")
        constraints = (
            models.UniqueConstraint(
                name="created_right_once",
                fields=("test", "name"),
                violation_error_message=_("This right is there already."),
            ),
            filled("created_right_is_named", "name"),
            models.CheckConstraint(
                name="created_right_says_why_not",
                condition=Q(automatic="yes") | ~Q(why_not=""),
                violation_error_message=_(
                    "Say why this right cannot be granted automatically, or only partly."
                ),
            ),
        )
        verbose_name = _("right that the text creates")

    def __str__(self) -> str:
        return self.name


class YearReview(models.Model):
    """That the list of a year was gone through: when, by whom (bodies), and what came of it."""

    plan = models.ForeignKey(Plan, models.CASCADE, related_name="test_reviews")
    year = models.PositiveIntegerField()
    reviewed_on = models.DateField()
    by = models.CharField(max_length=300)
    outcome = models.TextField()

    class Meta:
        ordering = ("plan", "year")
        constraints = (
            models.UniqueConstraint(
                name="year_review_once",
                fields=("plan", "year"),
                violation_error_message=_("The list of this year was reviewed already."),
            ),
            filled("year_review_says_what", "by", "outcome"),
        )
        verbose_name = _("review of the yearly list")

    def __str__(self) -> str:
        return f"{self.year}: {self.outcome}"
