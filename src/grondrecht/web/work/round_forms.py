"""The forms of a round: its days and its name, its actions, and the reason for each step."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from grondrecht.followup.models import Round
from grondrecht.registry.models import Plan
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
    """The actions that a round asks about, by their codes."""

    codes = OfActions(
        label=_("Codes of the actions"),
        help_text=_("Parted by spaces or on lines of their own."),
        required=True,
        max_length=20_000,
        widget=forms.Textarea(attrs={"rows": 12}),
    )
    why = Why(label=_("Why these?"), help_text=_("Stands in the log."))

    def __init__(self, *given: Any, plan: Plan, **named: Any) -> None:  # noqa: ANN401
        super().__init__(*given, **named)
        self.fields["codes"].plan = plan  # type: ignore[attr-defined]


class Step(StepForm):
    """A step of a round, with a reason where somebody gives one."""

    why = Why(label=_("Remark for the log"), required=False)


class Sure(Step):
    """A step that cannot be taken back."""

    sure = forms.BooleanField(label=_("I know that this cannot be undone."))
