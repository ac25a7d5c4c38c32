"""Rights and social corrections: their conditions, who grants them, and what they reach."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from grondrecht.followup.models.rounds import Round
from grondrecht.registry.models import Instrument, Party, Plan
from grondrecht.registry.models.fields import SLUG, days_agree, filled

FIRST_YEAR, LAST_YEAR = 1900, 2200
DIGITS, CENTS = 18, 2


class Measure(models.Model):
    """A right, or a social correction of a price or tax, with its conditions in words.

    ``conditions`` is a list of ``{"about": subject, "words": condition}``; measures are compared
    subject by subject. ``obstacles`` says what stands in the way of granting it automatically.
    ``instrument`` is the entitlement that the forms of the plan speak of.
    """

    KINDS = (("right", _("right")), ("correction", _("social correction")))
    AUTOMATIC = (
        ("yes", _("automatically")),
        ("partly", _("partly automatically")),
        ("no", _("on request")),
        ("unknown", _("not known")),
    )

    plan = models.ForeignKey(Plan, models.CASCADE, related_name="measures")
    slug = models.CharField(max_length=120, validators=[SLUG])
    kind = models.CharField(max_length=10, choices=KINDS)
    name = models.CharField(max_length=300)
    name_en = models.CharField(max_length=300, blank=True)
    what = models.TextField(blank=True)
    instrument = models.ForeignKey(
        Instrument, models.SET_NULL, null=True, blank=True, related_name="measures"
    )
    granted_by = models.ForeignKey(
        Party, models.RESTRICT, null=True, blank=True, related_name="measures"
    )
    automatic = models.CharField(max_length=8, choices=AUTOMATIC, default="unknown")
    obstacles = models.TextField(blank=True)
    conditions = models.JSONField(default=list, blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ("plan", "name", "slug")
        constraints = (
            models.UniqueConstraint(
                name="measure_slug_once",
                fields=("plan", "slug"),
                violation_error_message=_("This plan already has a measure of that name."),
            ),
            models.UniqueConstraint(
                name="measure_of_instrument_once",
                fields=("instrument",),
                violation_error_message=_("That entitlement is in the inventory already."),
            ),
            filled("measure_is_named", "slug", "name"),
            models.CheckConstraint(
                name="measure_automatic_without_obstacles",
                condition=~Q(automatic="yes") | Q(obstacles=""),
                violation_error_message=_(
                    "Nothing stands in the way of what is granted automatically: empty that field,"
                    " or choose “partly automatically”."
                ),
            ),
        )
        verbose_name = _("measure")

    def __str__(self) -> str:
        return self.name


class MeasureFigures(models.Model):
    """What a measure cost and reached in one year or a stretch of years.

    ``money`` is what was paid to people, ``cost`` what granting it cost, ``benefit`` what it saved
    or brought, all in euros; nothing is not known, zero is zero. ``round`` is the round in which
    the figures were gathered.
    """

    COUNTED = ("persons", "money", "cost", "benefit")

    measure = models.ForeignKey(Measure, models.CASCADE, related_name="figures")
    round = models.ForeignKey(
        Round, models.SET_NULL, null=True, blank=True, related_name="measure_figures"
    )
    first_year = models.PositiveSmallIntegerField()
    last_year = models.PositiveSmallIntegerField()
    persons = models.PositiveBigIntegerField(null=True, blank=True)
    money = models.DecimalField(max_digits=DIGITS, decimal_places=CENTS, null=True, blank=True)
    cost = models.DecimalField(max_digits=DIGITS, decimal_places=CENTS, null=True, blank=True)
    benefit = models.DecimalField(max_digits=DIGITS, decimal_places=CENTS, null=True, blank=True)
    source = models.CharField(max_length=500)

    class Meta:
        ordering = ("measure", "first_year", "last_year")
        constraints = (
            models.UniqueConstraint(
                name="measure_figures_once",
                fields=("measure", "first_year", "last_year"),
                violation_error_message=_("There are figures for these years already."),
            ),
            days_agree("measure_years_agree", "first_year", "last_year"),
            models.CheckConstraint(
                name="measure_years_are_years",
                condition=Q(first_year__gte=FIRST_YEAR, last_year__lte=LAST_YEAR),
                violation_error_message=_("Give the year in four digits, such as 2017."),
            ),
            models.CheckConstraint(
                name="measure_figures_say_something",
                condition=Q(persons__isnull=False)
                | Q(money__isnull=False)
                | Q(cost__isnull=False)
                | Q(benefit__isnull=False),
                violation_error_message=_("Give at least one figure."),
            ),
            models.CheckConstraint(
                name="measure_money_not_below_zero",
                condition=(Q(money__isnull=True) | Q(money__gte=0))
                & (Q(cost__isnull=True) | Q(cost__gte=0)),
                violation_error_message=_("Money that was paid is not below zero."),
            ),
            filled("measure_figures_have_a_source", "source"),
        )
        verbose_name = _("figures")

    def __str__(self) -> str:
        return f"{self.measure} {self.period}"

    @property
    def period(self) -> str:
        """The years, as 2017 or 2016-2017."""
        if self.first_year == self.last_year:
            return str(self.first_year)
        return f"{self.first_year}-{self.last_year}"


class Argument(models.Model):
    """Why two measures ask something different about one subject.

    ``one`` is the measure with the lower number, so that a pair stands in one order only.
    """

    one = models.ForeignKey(Measure, models.CASCADE, related_name="arguments")
    other = models.ForeignKey(Measure, models.CASCADE, related_name="arguments_of_others")
    about = models.CharField(max_length=200)
    text = models.TextField()

    class Meta:
        ordering = ("one", "other", "about")
        constraints = (
            models.UniqueConstraint(
                name="argument_once",
                fields=("one", "other", "about"),
                violation_error_message=_("There is an argument for this difference already."),
            ),
            models.CheckConstraint(
                name="argument_between_two",
                condition=Q(one__lt=F("other")),
                violation_error_message=_("Choose two different measures."),
            ),
            filled("argument_says_something", "about", "text"),
        )
        verbose_name = _("argument")

    def __str__(self) -> str:
        return self.text
