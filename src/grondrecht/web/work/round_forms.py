"""The forms of a round: its days and its name, its actions, and the reason for each step."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from grondrecht.followup.covering import key_of
from grondrecht.followup.models import Round
from grondrecht.registry.models import Action, Instrument
from grondrecht.web.work.forms import Day, Why
from grondrecht.web.work.of_plan import OfActions
from grondrecht.web.work.steps import StepForm


class Days(StepForm):
    """The name and the days of a round."""

    name = forms.CharField(label=_("Name"), max_length=300)
    name_en = forms.CharField(label=_("Name in English"), max_length=300, required=False)
    first_day = Day(label=_("It reports from"))
    last_day = Day(label=_("It reports to"))
    answer_by = Day(label=_("Administrations answer before the end of"), required=False)
    validate_by = Day(label=_("Cabinets validate before the end of"), required=False)
    to_government = Day(label=_("With the Government before"))
    to_parliament = Day(label=_("With Parliament before"))
    why = Why(label=_("Why this change?"), help_text=_("Stands in the log."))


class NewRound(StepForm):
    """A round to prepare; what stays empty follows from the law and the kind of round."""

    kind = forms.ChoiceField(label=_("Kind"), choices=Round.KINDS, widget=forms.RadioSelect)
    first_day = Day(label=_("It reports from"))
    last_day = Day(label=_("It reports to"))
    name = forms.CharField(
        label=_("Name"),
        help_text=_("Left empty: the kind and the years."),
        max_length=300,
        required=False,
    )
    answer_by = Day(
        label=_("Administrations answer before the end of"),
        help_text=_("Left empty: eight weeks before it is with the Government."),
        required=False,
    )
    validate_by = Day(
        label=_("Cabinets validate before the end of"),
        help_text=_("Left empty: three weeks before it is with the Government."),
        required=False,
    )
    to_government = Day(
        label=_("With the Government before"),
        help_text=_("Left empty: the day of the law."),
        required=False,
    )
    to_parliament = Day(
        label=_("With Parliament before"),
        help_text=_("Left empty: the day of the law."),
        required=False,
    )


class Covered(StepForm):
    """The actions that a round asks about and the instruments that it covers: ticked, or by code.

    ``q`` and ``per`` narrow down what is seen of them, and change nothing.
    """

    q = forms.CharField(label=_("Search actions and instruments"), required=False, max_length=100)
    per = forms.ChoiceField(
        label=_("Grouped by"),
        choices=(("office", _("office")), ("party", _("administration"))),
        required=False,
    )
    actions = forms.MultipleChoiceField(label=_("Actions"), required=False)
    instruments = forms.MultipleChoiceField(label=_("Instruments"), required=False)
    codes = OfActions(
        label=_("Others, by their codes"),
        help_text=_("Parted by spaces or on lines of their own."),
        max_length=20_000,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    why = Why(label=_("Why these?"), help_text=_("Stands in the log."))

    def __init__(self, *given: Any, of: Round, **named: Any) -> None:  # noqa: ANN401
        super().__init__(*given, **named)
        fields: Any = self.fields
        fields["codes"].plan = of.plan
        known = Action.objects.filter(forms__edition=of.edition_id).order_by("code").distinct()
        fields["actions"].choices = [(code, code) for code in known.values_list("code", flat=True)]
        instruments = Instrument.objects.filter(plan=of.plan_id).order_by("kind", "name", "slug")
        fields["instruments"].choices = [(key_of(each), each.name) for each in instruments]

    def chosen(self) -> list[str]:
        """The codes of all actions that are ticked or typed."""
        typed = [action.code for action in self.cleaned_data["codes"]]
        return sorted({*self.cleaned_data["actions"], *typed})


class Step(StepForm):
    """A step of a round, with a reason where somebody gives one."""

    why = Why(label=_("Remark for the log"), required=False)


class Sure(Step):
    """A step that cannot be taken back."""

    sure = forms.BooleanField(label=_("I know that this cannot be undone."))
