"""What pages of consultations and tests share: which plans, and fields of a plan's things."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import Http404
from django.utils.translation import gettext_lazy as _

from grondrecht.followup.actors import Actor
from grondrecht.followup.models import Domain
from grondrecht.followup.roles import BY_KEY as ROLES
from grondrecht.registry.errors import RegisterError
from grondrecht.registry.find import action_named
from grondrecht.registry.models import Action, Office, Party, Plan
from grondrecht.web.templatetags.look import named


def plans_where(who: Actor, verb: str) -> list[Plan]:
    """The plans in which one of somebody's roles covers a verb, by name. Raises Http404: in none.

    One query.
    """
    roles = [each for each in who.held if ROLES[each.role].scope(verb)]
    if not roles:
        raise Http404("There is nothing here for you.")
    rows = Plan.objects.order_by("name", "slug")
    some = {each.plan for each in roles if each.plan is not None}
    return list(rows if any(each.plan is None for each in roles) else rows.filter(pk__in=some))


class OfAction(forms.CharField):
    """The code of an action of a plan, in any spelling; an Action, or None where it is empty."""

    def __init__(self, plan: Plan | None = None, **named: Any) -> None:  # noqa: ANN401 (Django's)
        self.plan = plan
        given = {"max_length": 40, "required": False, "label": _("Code of the action"), **named}
        super().__init__(**given)

    def clean(self, value: object) -> Any:  # noqa: ANN401 (an Action, or None)
        """The action. Raises ValidationError where the plan has none of that code."""
        code = super().clean(value)
        if not code or self.plan is None:
            return None
        try:
            return action_named(self.plan, code)
        except RegisterError as error:
            raise forms.ValidationError(str(error)) from error


class OfActions(forms.CharField):
    """Codes of actions of a plan, parted by spaces or commas; a list of them."""

    def __init__(self, plan: Plan | None = None, **named: Any) -> None:  # noqa: ANN401 (Django's)
        self.plan = plan
        super().__init__(**{"max_length": 2000, "required": False, **named})

    def clean(self, value: object) -> Any:  # noqa: ANN401 (a list of actions)
        """The actions, each once. Raises ValidationError where the plan has none of a code."""
        one = OfAction(self.plan)
        found: dict[int, Action] = {}
        for code in super().clean(value).replace(",", " ").replace(";", " ").split():
            action = one.clean(code)
            found[action.pk] = action
        return list(found.values())


class OfDomain(forms.ModelChoiceField):  # type: ignore[type-arg]
    """A policy domain, in the language of the page."""

    def label_from_instance(self, domain: Domain) -> str:
        """Its name."""
        return domain.shown_name


class OfOffice(forms.ModelChoiceField):  # type: ignore[type-arg]
    """An office, by its code and name."""

    def label_from_instance(self, office: Office) -> str:
        """Its code and its name."""
        return f"{office.code} {named(office)}".strip()


class OfParty(forms.ModelChoiceField):  # type: ignore[type-arg]
    """A body, by its name."""

    def label_from_instance(self, party: Party) -> str:
        """Its name."""
        return named(party)


class SomeOffices(forms.ModelMultipleChoiceField):  # type: ignore[type-arg]
    """Some offices, each to tick."""

    widget = forms.CheckboxSelectMultiple

    def label_from_instance(self, office: Office) -> str:
        """Its code and its name."""
        return f"{office.code} {named(office)}".strip()


class SomeParties(forms.ModelMultipleChoiceField):  # type: ignore[type-arg]
    """Some bodies, each to tick."""

    widget = forms.CheckboxSelectMultiple

    def label_from_instance(self, party: Party) -> str:
        """Its name."""
        return named(party)
