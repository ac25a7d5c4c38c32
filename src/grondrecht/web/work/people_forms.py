"""The forms about people: who is invited, which role they get, and what one says of oneself."""

from __future__ import annotations

from typing import Any

from django import forms
from django.conf import settings
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from grondrecht.followup.actions.people import LONGEST_NAME, Post
from grondrecht.followup.roles import ROLES
from grondrecht.followup.whom import many, whom_trouble
from grondrecht.registry.models import Office, Party, Plan
from grondrecht.web.work.forms import Day, WorkForm

# Who somebody can speak for: bodies that work, not cabinets.
SPEAKING = ("administration", "association", "other")


class InviteForm(WorkForm):
    """Whom to invite."""

    name = forms.CharField(label=_("Name"), max_length=LONGEST_NAME)
    email = forms.EmailField(
        label=_("Work address"), help_text=_("The invitation goes to this address.")
    )
    language = forms.ChoiceField(
        label=_("Language of messages"), choices=settings.LANGUAGES, initial="nl"
    )


class PostForm(WorkForm):
    """A role, in which plan, and for which office or party."""

    role = forms.ChoiceField(
        label=_("Role"), choices=[("", "–"), *((role.key, role.name) for role in ROLES)]
    )
    plan = forms.ModelChoiceField(
        Plan.objects.all(),
        label=_("Plan"),
        required=False,
        empty_label=_("all plans"),
    )
    office = forms.ModelChoiceField(
        Office.objects.none(),
        label=_("Office"),
        required=False,
        empty_label="–",
        help_text=_("Only for a cabinet member."),
    )
    party = forms.ModelChoiceField(
        Party.objects.none(),
        label=_("Administration, association or other body"),
        required=False,
        empty_label="–",
        help_text=_("Only for an official, an association or an evaluator."),
    )
    first_day = Day(label=_("From"), required=False, help_text=_("Empty: from today."))

    def __init__(self, *given: Any, **named: Any) -> None:  # noqa: ANN401 (as Django's own)
        super().__init__(*given, **named)
        self.fields["office"].queryset = Office.objects.all()  # type: ignore[attr-defined]
        bodies = Party.objects.filter(kind__in=SPEAKING).exclude(slug__in=many())
        bodies = bodies.order_by(Lower("name"))
        self.fields["party"].queryset = bodies  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """What was chosen. Raises ValidationError at the field that does not go with the role."""
        given = self.cleaned_data
        found = whom_trouble(given.get("role", ""), given.get("office"), given.get("party"))
        if found and "role" in given and found[0] in given:
            self.add_error(*found)
        return given

    def post(self) -> Post:
        """The role as it was filled in."""
        given = self.cleaned_data
        return Post(given["role"], given["plan"], given["office"], given["party"])


class EndForm(WorkForm):
    """The last day that a role counts."""

    last_day = Day(label=_("Last day"), required=False)


class SelfForm(WorkForm):
    """What somebody says of themselves."""

    name = forms.CharField(
        label=_("Name"),
        max_length=LONGEST_NAME,
        help_text=_("Under this name you sign what you do."),
    )
    language = forms.ChoiceField(label=_("Language of messages"), choices=settings.LANGUAGES)
