"""The people who work with the plan, and the roles that they hold for a time."""

from __future__ import annotations

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from grondrecht.followup.roles import ROLES
from grondrecht.registry.models import Office, Party, Plan
from grondrecht.registry.models.fields import days_agree, filled


class People(BaseUserManager["Person"]):
    """How people are found and made."""

    def create_user(self, email: str, name: str = "", password: str | None = None) -> Person:
        """A person who can sign in; without a password only by the organisation's own sign-in."""
        person = self.model(email=self.normalize_email(email).lower(), name=name or email)
        person.set_password(password)
        person.save(using=self._db)
        return person


class Person(AbstractBaseUser):
    """Somebody who signs in. Of them are kept a name, a work address, and nothing else.

    ``looked_at`` is until when they have seen what changed on their workbench. ``erased_on`` is the
    day that name and address were taken out; what they wrote stays.
    """

    email = models.EmailField(unique=True)
    name = models.CharField(max_length=200)
    language = models.CharField(
        max_length=2, choices=[("nl", "Nederlands"), ("en", "English")], default="nl"
    )
    is_active = models.BooleanField(default=True)
    invited_on = models.DateField(null=True, blank=True)
    erased_on = models.DateField(null=True, blank=True)
    looked_at = models.DateTimeField(null=True, blank=True)

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    objects = People()

    class Meta:
        ordering = ("name", "email")
        constraints = (filled("person_is_named", "email", "name"),)
        verbose_name = _("person")

    def __str__(self) -> str:
        return self.name


class Appointment(models.Model):
    """That a person holds a role from one day to another; without a last day, still.

    ``plan`` is empty for a role in all plans. A cabinet member's names the ``office``; that of an
    official, an association or an evaluator the ``party`` they speak for.
    """

    person = models.ForeignKey(Person, models.CASCADE, related_name="appointments")
    role = models.CharField(max_length=20, choices=[(role.key, role.name) for role in ROLES])
    plan = models.ForeignKey(
        Plan, models.CASCADE, null=True, blank=True, related_name="appointments"
    )
    office = models.ForeignKey(
        Office, models.CASCADE, null=True, blank=True, related_name="appointments"
    )
    party = models.ForeignKey(
        Party, models.CASCADE, null=True, blank=True, related_name="appointments"
    )
    first_day = models.DateField()
    last_day = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ("person", "first_day", "id")
        constraints = (
            days_agree("appointment_days_agree"),
            models.CheckConstraint(
                name="appointment_names_for_whom",
                condition=Q(role="cabinet", office__isnull=False, party__isnull=True)
                | Q(
                    role__in=("official", "association", "evaluator"),
                    party__isnull=False,
                    office__isnull=True,
                )
                | Q(role__in=("coordinator", "reader"), party__isnull=True, office__isnull=True),
                violation_error_message=_(
                    "A cabinet member belongs to an office; an official, an association and an"
                    " evaluator to a party; the others to neither."
                ),
            ),
        )
        verbose_name = _("appointment")

    def __str__(self) -> str:
        return " – ".join(str(each) for each in (self.get_role_display(), self.whom) if each)

    @property
    def is_now(self) -> bool:
        """Whether the role is held today."""
        today = timezone.localdate()
        return self.first_day <= today and (self.last_day is None or self.last_day >= today)

    @property
    def whom(self) -> Office | Party | None:
        """For whom the role is held: an office, a party, or nobody in particular."""
        return self.office or self.party
