"""Consultations: who is appointed in which policy domain, what was agreed, and what follows."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

from grondrecht.followup.models.people import Person
from grondrecht.followup.models.poverty_tests import PovertyTest
from grondrecht.registry.models import Action, Office, Party, Plan
from grondrecht.registry.models.fields import SLUG, days_agree, filled


class Domain(models.Model):
    """A policy domain of a plan: the offices that decide in it, the administrations that work."""

    plan = models.ForeignKey(Plan, models.CASCADE, related_name="domains")
    slug = models.CharField(max_length=80, validators=[SLUG])
    name = models.CharField(max_length=200)
    name_en = models.CharField(max_length=200, blank=True)
    offices = models.ManyToManyField(Office, blank=True, related_name="domains")
    administrations = models.ManyToManyField(Party, blank=True, related_name="domains")

    class Meta:
        ordering = ("plan", "name", "slug")
        constraints = (
            models.UniqueConstraint(
                name="domain_slug_once",
                fields=("plan", "slug"),
                violation_error_message=_("This plan already has a policy domain of that name."),
            ),
            filled("domain_is_named", "slug", "name"),
        )
        verbose_name = _("policy domain")

    def __str__(self) -> str:
        return self.name

    @property
    def shown_name(self) -> str:
        """Its name in the language of the page."""
        english = (get_language() or "").startswith("en")
        return self.name_en if english and self.name_en else self.name


class AppointedOfficial(models.Model):
    """Who speaks for a policy domain in the consultation, from one day to another.

    Of an official are kept a name and a work address; neither is ever shown in public. ``person``
    is there where they also sign in.
    """

    domain = models.ForeignKey(Domain, models.CASCADE, related_name="officials")
    person = models.ForeignKey(
        Person, models.SET_NULL, null=True, blank=True, related_name="domains"
    )
    name = models.CharField(max_length=200)
    address = models.EmailField(blank=True)
    party = models.ForeignKey(
        Party, models.RESTRICT, null=True, blank=True, related_name="appointed_officials"
    )
    first_day = models.DateField()
    last_day = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ("domain", "first_day", "id")
        constraints = (
            days_agree("appointed_official_days_agree"),
            filled("appointed_official_is_named", "name"),
        )
        verbose_name = _("appointed official")

    def __str__(self) -> str:
        return self.name


class Consultation(models.Model):
    """A permanent consultation: horizontal (all domains) or vertical (one domain).

    ``announced`` when everybody may see that it is planned; ``present`` and ``others`` say who was
    there, by bodies and roles; ``others`` has one a line, and never a name.
    """

    KINDS = (("horizontal", _("horizontal")), ("vertical", _("vertical")))
    STATES = (
        ("planned", _("planned")),
        ("held", _("held")),
        ("published", _("published")),
        ("cancelled", _("cancelled")),
    )

    plan = models.ForeignKey(Plan, models.CASCADE, related_name="consultations")
    kind = models.CharField(max_length=10, choices=KINDS)
    domain = models.ForeignKey(
        Domain, models.RESTRICT, null=True, blank=True, related_name="consultations"
    )
    day = models.DateField()
    from_hour = models.TimeField(null=True, blank=True)
    to_hour = models.TimeField(null=True, blank=True)
    place = models.CharField(max_length=300, blank=True)
    announced = models.BooleanField(default=False)
    state = models.CharField(max_length=10, choices=STATES, default="planned")
    present = models.ManyToManyField(Party, blank=True, related_name="consultations")
    others = models.TextField(blank=True)
    minutes = models.TextField(blank=True)
    cancelled_why = models.TextField(blank=True)
    published_on = models.DateField(null=True, blank=True)
    changed_at = models.DateTimeField(auto_now=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ("plan", "day", "from_hour", "id")
        constraints = (
            models.CheckConstraint(
                name="consultation_vertical_has_a_domain",
                condition=Q(kind="vertical", domain__isnull=False)
                | Q(kind="horizontal", domain__isnull=True),
                violation_error_message=_(
                    "A vertical consultation is about one policy domain, a horizontal one about"
                    " all of them."
                ),
            ),
            models.CheckConstraint(
                name="consultation_hours_agree",
                condition=Q(to_hour__isnull=True)
                | Q(from_hour__isnull=False, to_hour__gt=F("from_hour")),
                violation_error_message=_("Give the hour it begins, and a later one it ends."),
            ),
            models.CheckConstraint(
                name="consultation_published_has_minutes",
                condition=Q(state="published", published_on__isnull=False) & ~Q(minutes="")
                | ~Q(state="published") & Q(published_on__isnull=True),
                violation_error_message=_("Write the minutes before you publish them."),
            ),
            models.CheckConstraint(
                name="consultation_cancelled_has_a_reason",
                condition=~Q(state="cancelled") | ~Q(cancelled_why=""),
                violation_error_message=_("Say why this was cancelled."),
            ),
        )
        indexes = (models.Index(fields=("plan", "state", "day")),)
        verbose_name = _("consultation")

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.day}"

    @property
    def in_words(self) -> str:
        """Its kind, its domain and its day, in the language of the page."""
        day = date_format(self.day, "j F Y")
        if self.domain is None:
            return gettext("Horizontal consultation of %(day)s") % {"day": day}
        told = {"domain": self.domain.shown_name, "day": day}
        return gettext("Vertical consultation on %(domain)s of %(day)s") % told


class AgendaItem(models.Model):
    """What is on the agenda: a text, and the action or the poverty test that it is about.

    ``fixed`` is the key of an item that every such consultation has. One with ``on_agenda`` off
    was suggested by ``suggested_by`` and waits for who keeps the agenda.
    """

    consultation = models.ForeignKey(Consultation, models.CASCADE, related_name="agenda")
    position = models.PositiveIntegerField()
    text = models.TextField()
    fixed = models.CharField(max_length=40, blank=True)
    action = models.ForeignKey(
        Action, models.RESTRICT, null=True, blank=True, related_name="agenda_items"
    )
    test = models.ForeignKey(
        PovertyTest, models.RESTRICT, null=True, blank=True, related_name="agenda_items"
    )
    suggested_by = models.CharField(max_length=300, blank=True)
    on_agenda = models.BooleanField(default=True)

    class Meta:
        ordering = ("consultation", "position", "id")
        constraints = (
            filled("agenda_item_says_something", "text"),
            models.CheckConstraint(
                name="agenda_item_is_about_one_thing",
                condition=Q(action__isnull=True) | Q(test__isnull=True),
                violation_error_message=_("An item is about an action or a test, not both."),
            ),
        )
        verbose_name = _("agenda item")

    def __str__(self) -> str:
        return self.text


class Point(models.Model):
    """A point to follow up: what was agreed, about which action, who does it and by when.

    Its owner is a body, an office or a person who signs in.
    """

    STATES = (("open", _("open")), ("done", _("done")))

    consultation = models.ForeignKey(Consultation, models.CASCADE, related_name="points")
    text = models.TextField()
    action = models.ForeignKey(
        Action, models.RESTRICT, null=True, blank=True, related_name="points"
    )
    party = models.ForeignKey(Party, models.RESTRICT, null=True, blank=True, related_name="points")
    office = models.ForeignKey(
        Office, models.RESTRICT, null=True, blank=True, related_name="points"
    )
    person = models.ForeignKey(
        Person, models.RESTRICT, null=True, blank=True, related_name="points"
    )
    due_on = models.DateField(null=True, blank=True)
    state = models.CharField(max_length=10, choices=STATES, default="open")
    done = models.TextField(blank=True)
    done_on = models.DateField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ("consultation", "id")
        constraints = (
            filled("point_says_something", "text"),
            models.CheckConstraint(
                name="point_has_one_owner",
                condition=Q(party__isnull=False, office__isnull=True, person__isnull=True)
                | Q(party__isnull=True, office__isnull=False, person__isnull=True)
                | Q(party__isnull=True, office__isnull=True, person__isnull=False),
                violation_error_message=_("Say who does this: one body, one office or one person."),
            ),
            models.CheckConstraint(
                name="point_done_says_what",
                condition=Q(state="open", done_on__isnull=True)
                | Q(state="done", done_on__isnull=False) & ~Q(done=""),
                violation_error_message=_("Say what was done."),
            ),
        )
        indexes = (models.Index(fields=("action", "state")), models.Index(fields=("state",)))
        verbose_name = _("point to follow up")

    def __str__(self) -> str:
        return self.text

    @property
    def owner(self) -> Party | Office | Person:
        """Who does it."""
        owner = self.party or self.office or self.person
        assert owner is not None, "the database sees to it"
        return owner

    @property
    def is_late(self) -> bool:
        """Whether it is open after the day that it was due."""
        late = self.due_on is not None and self.due_on < timezone.localdate()
        return self.state == "open" and late

    @property
    def shown_owner(self) -> str:
        """Who does it, as everybody may know it: a person is not named, their domain is."""
        if self.person_id is None:
            return str(self.owner)
        domain = self.consultation.domain
        return str(domain) if domain else ""


class CalendarKey(models.Model):
    """That a person reads their own calendar by a secret address; of the secret only its hash."""

    person = models.OneToOneField(Person, models.CASCADE, related_name="calendar_key")
    sha256 = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField()

    class Meta:
        ordering = ("person",)
        constraints = (filled("calendar_key_is_hashed", "sha256"),)
