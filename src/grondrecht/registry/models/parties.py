"""Parties, their other names, and where forms name them."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from grondrecht.registry.models.actions import Action, Form
from grondrecht.registry.models.fields import SLUG, filled


class Party(models.Model):
    """A cabinet, an administration, an association or another body."""

    KINDS = (
        ("cabinet", _("cabinet")),
        ("administration", _("administration")),
        ("association", _("association")),
        ("other", _("other body")),
    )

    slug = models.CharField(max_length=120, unique=True, validators=[SLUG])
    name = models.CharField(max_length=300)
    name_en = models.CharField(max_length=300, blank=True)
    kind = models.CharField(max_length=20, choices=KINDS)
    part_of = models.ForeignKey(
        "self", models.SET_NULL, null=True, blank=True, related_name="parts"
    )
    what = models.TextField(blank=True)
    facts = models.JSONField(default=list, blank=True)
    # The actions that the catalogue says speak of it, beside those whose cells name it.
    actions = models.ManyToManyField(Action, blank=True, related_name="named_parties")

    class Meta:
        ordering = ("name", "slug")
        constraints = (filled("party_is_named", "slug", "name"),)

    def __str__(self) -> str:
        return self.name


class PartyAlias(models.Model):
    """Another name of a party, as documents write it. ``folded`` is what names are compared by."""

    party = models.ForeignKey(Party, models.CASCADE, related_name="aliases")
    name = models.CharField(max_length=300)
    folded = models.CharField(max_length=300)
    first_day = models.DateField(null=True, blank=True)
    last_day = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ("party", "name")
        constraints = (
            models.UniqueConstraint(
                name="alias_once",
                fields=("party", "folded"),
                violation_error_message=_("This party has that name already."),
            ),
            filled("alias_is_named", "name", "folded"),
        )

    def __str__(self) -> str:
        return self.name


class Mention(models.Model):
    """A piece of a form's cell that names a party, and how it was told which.

    ``field`` is the form's field path, ``start`` and ``end`` the place of ``words`` in it. One that
    is ``open`` waits for a person; ``none`` is a person's word that it names no party.
    """

    HOW = (
        ("alias", _("by its name")),
        ("likeness", _("by likeness")),
        ("person", _("by a person")),
        ("open", _("not yet known")),
        ("none", _("no party")),
    )
    ROLES = (("responsible", _("responsible")), ("involved", _("involved")))

    form = models.ForeignKey(Form, models.CASCADE, related_name="mentions")
    action = models.ForeignKey(Action, models.CASCADE, related_name="mentions")
    field = models.CharField(max_length=60)
    role = models.CharField(max_length=12, choices=ROLES)
    words = models.TextField()
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    party = models.ForeignKey(
        Party, models.RESTRICT, null=True, blank=True, related_name="mentions"
    )
    how = models.CharField(max_length=10, choices=HOW)
    likeness = models.FloatField(default=1)
    candidates = models.JSONField(default=list, blank=True)

    class Meta:
        ordering = ("form", "field", "start")
        constraints = (
            models.CheckConstraint(
                name="mention_party_agrees",
                condition=Q(how__in=("open", "none"), party__isnull=True)
                | Q(how__in=("alias", "likeness", "person"), party__isnull=False),
                violation_error_message=_("Say which party this is, or that it is none."),
            ),
            models.CheckConstraint(
                name="mention_has_words",
                condition=Q(end__gt=F("start")),
                violation_error_message=_("A mention has at least one letter."),
            ),
        )
        indexes = (models.Index(fields=("party", "role")), models.Index(fields=("how",)))

    def __str__(self) -> str:
        return self.words
