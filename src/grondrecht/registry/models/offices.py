"""Offices, who held them, and the policy domains that moved between them."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from grondrecht.registry.models.fields import days_agree, filled
from grondrecht.registry.models.plans import Plan


class Office(models.Model):
    """An office (a minister's): the second segment of an action's code.

    ``name`` is what it is in use; ``printed_name`` what the document's own list says, which may be
    something else and is never taken for the holder.
    """

    plan = models.ForeignKey(Plan, models.CASCADE, related_name="offices")
    code = models.CharField(max_length=20)
    name = models.CharField(max_length=300, blank=True)
    name_en = models.CharField(max_length=300, blank=True)
    printed_name = models.TextField(blank=True)

    class Meta:
        ordering = ("plan", "code")
        constraints = (
            models.UniqueConstraint(
                name="office_code_once",
                fields=("plan", "code"),
                violation_error_message=_("This plan already has an office with that code."),
            ),
            filled("office_has_a_code", "code"),
        )

    def __str__(self) -> str:
        return f"{self.code} {self.name}".strip()


class Mandate(models.Model):
    """A person who holds an office from one day to another; without a last day, still."""

    office = models.ForeignKey(Office, models.CASCADE, related_name="mandates")
    person = models.CharField(max_length=200)
    first_day = models.DateField()
    last_day = models.DateField(null=True, blank=True)
    source = models.CharField(max_length=500, blank=True)

    class Meta:
        ordering = ("office", "first_day")
        constraints = (
            models.UniqueConstraint(
                name="mandate_begins_once",
                fields=("office", "first_day"),
                violation_error_message=_("A mandate for this office begins on that day already."),
            ),
            models.UniqueConstraint(
                name="mandate_open_once",
                fields=("office",),
                condition=models.Q(last_day__isnull=True),
                violation_error_message=_("This office has a holder; end that mandate first."),
            ),
            days_agree("mandate_days_agree"),
            filled("mandate_has_a_person", "person"),
        )

    def __str__(self) -> str:
        return f"{self.person} ({self.first_day} – {self.last_day or '…'})"


class Portfolio(models.Model):
    """A policy domain that an office is answerable for from one day to another."""

    office = models.ForeignKey(Office, models.CASCADE, related_name="portfolios")
    name = models.CharField(max_length=200)
    name_en = models.CharField(max_length=200, blank=True)
    first_day = models.DateField(null=True, blank=True)
    last_day = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ("office", "name", "first_day")
        constraints = (
            days_agree("portfolio_days_agree"),
            filled("portfolio_is_named", "name"),
        )

    def __str__(self) -> str:
        return self.name
