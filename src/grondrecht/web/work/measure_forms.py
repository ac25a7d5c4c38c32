"""What is asked about a right or a social correction."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from grondrecht.followup.measuring import Condition, Counted, Said, conditions_of, years_of
from grondrecht.followup.models import Measure, MeasureFigures, Round
from grondrecht.registry.errors import RegisterError
from grondrecht.registry.models import Instrument, Party, Plan
from grondrecht.web.work.forms import Number, Why, Words, WorkForm
from grondrecht.web.work.of_plan import OfParty
from grondrecht.web.work.steps import StepForm

LONGEST_TABLE = 500_000


class MeasureForm(StepForm):
    """What is said of a measure."""

    kind = forms.ChoiceField(
        label=gettext_lazy("Kind"), choices=Measure.KINDS, widget=forms.RadioSelect
    )
    name = forms.CharField(label=gettext_lazy("Name"), max_length=300)
    name_en = forms.CharField(label=gettext_lazy("Name in English"), max_length=300, required=False)
    what = Words(label=gettext_lazy("What it is"), required=False, max_length=5000)
    instrument = forms.ModelChoiceField(
        Instrument.objects.none(),
        label=gettext_lazy("Entitlement that the plan speaks of"),
        required=False,
    )
    granted_by = OfParty(Party.objects.none(), label=gettext_lazy("Who grants it"), required=False)
    automatic = forms.ChoiceField(
        label=gettext_lazy("Is it granted automatically?"),
        choices=Measure.AUTOMATIC,
        widget=forms.RadioSelect,
    )
    obstacles = Words(
        label=gettext_lazy("What stands in the way of granting it automatically?"),
        required=False,
        max_length=5000,
    )
    conditions = Words(
        label=gettext_lazy("Conditions"),
        rows=8,
        required=False,
        max_length=20_000,
        help_text=gettext_lazy(
            "One on each line, its subject first: “income: at most 2.000 euro”."
        ),
    )

    def __init__(self, plan: Plan, *given: Any, **named: Any) -> None:  # noqa: ANN401 (Django's)
        super().__init__(*given, **named)
        rights = Instrument.objects.filter(plan=plan, kind="right").order_by("name")
        self.fields["instrument"].queryset = rights  # type: ignore[attr-defined]
        self.fields["granted_by"].queryset = Party.objects.order_by("name")  # type: ignore[attr-defined]

    def clean_conditions(self) -> tuple[Condition, ...]:
        """The conditions. Raises ValidationError for a line without a subject."""
        lines = [line.strip() for line in self.cleaned_data["conditions"].splitlines()]
        found = [line.partition(":") for line in lines if line]
        wrong = ["".join(parts) for parts in found if not all(map(str.strip, parts))]
        if wrong:
            raise forms.ValidationError(
                _("Write a subject, a colon and the condition: “%(line)s”."),
                params={"line": wrong[0]},
            )
        return tuple(Condition(about.strip(), words.strip()) for about, _colon, words in found)

    def said(self) -> Said:
        """What was typed."""
        typed = {key: self.cleaned_data[key] for key in TYPED}
        instrument, party = self.cleaned_data["instrument"], self.cleaned_data["granted_by"]
        return Said(
            **typed,
            instrument=instrument.slug if instrument else "",
            granted_by=party.slug if party else "",
        )


TYPED = ("kind", "name", "name_en", "what", "automatic", "obstacles", "conditions")


def held_measure(row: Measure) -> dict[str, Any]:
    """What a measure holds, as MeasureForm has it."""
    lines = (
        f"{each.about}: {' '.join(each.words.split())}" for each in conditions_of(row.conditions)
    )
    return {key: getattr(row, key) for key in TYPED} | {
        "conditions": "\n".join(lines),
        "instrument": row.instrument_id,
        "granted_by": row.granted_by_id,
        "seen": row.version,
    }


class FiguresForm(StepForm):
    """What a measure cost and reached in some years."""

    years = forms.CharField(
        label=gettext_lazy("Which year?"),
        max_length=12,
        help_text=gettext_lazy("Such as 2017, or 2016-2017. What was known of it is replaced."),
    )
    persons = Number(label=gettext_lazy("Persons reached"), required=False)
    money = Number(label=gettext_lazy("Money paid to people, in euros"), required=False)
    cost = Number(label=gettext_lazy("Cost of granting it, in euros"), required=False)
    benefit = Number(
        label=gettext_lazy("Benefit, in euros"),
        required=False,
        help_text=gettext_lazy("What it saved or brought, elsewhere too."),
    )
    source = forms.CharField(label=gettext_lazy("Source"), max_length=500)
    of_round = forms.ModelChoiceField(
        Round.objects.none(), label=gettext_lazy("Gathered for which round?"), required=False
    )

    def __init__(self, plan: Plan, *given: Any, **named: Any) -> None:  # noqa: ANN401 (Django's)
        super().__init__(*given, **named)
        rounds = Round.objects.filter(plan=plan).order_by("-first_day")
        self.fields["of_round"].queryset = rounds  # type: ignore[attr-defined]

    def clean_years(self) -> tuple[int, int]:
        """The first and the last year. Raises ValidationError."""
        try:
            return years_of(self.cleaned_data["years"])
        except RegisterError as error:
            raise forms.ValidationError(str(error)) from error

    def clean_persons(self) -> int | None:
        """A whole number of persons. Raises ValidationError."""
        persons: Decimal | None = self.cleaned_data["persons"]
        if persons is not None and (persons != int(persons) or persons < 0):
            raise forms.ValidationError(_("Give a whole number of persons."))
        return None if persons is None else int(persons)

    def counted(self) -> Counted:
        """What was typed."""
        first, last = self.cleaned_data["years"]
        figures = {name: self.cleaned_data[name] for name in MeasureFigures.COUNTED}
        return Counted(first, last, source=self.cleaned_data["source"], **figures)


class ForgetForm(StepForm):
    """Why figures are taken away."""

    why = Why(
        label=gettext_lazy("Why do you take them away?"),
        help_text=gettext_lazy("Everybody can read this at once."),
    )


class ArgumentForm(StepForm):
    """Why a measure and another ask something different about one subject."""

    other = forms.ModelChoiceField(Measure.objects.none(), label=gettext_lazy("Which other one?"))
    about = forms.ChoiceField(label=gettext_lazy("About which subject?"))
    text = Words(
        label=gettext_lazy("The argument for the difference"),
        required=False,
        max_length=4000,
        help_text=gettext_lazy("Leave it empty to take back the argument that is there."),
    )

    def __init__(self, row: Measure, *given: Any, **named: Any) -> None:  # noqa: ANN401 (Django's)
        super().__init__(*given, **named)
        others = Measure.objects.filter(plan=row.plan_id).exclude(pk=row.pk).order_by("name")
        subjects = [one["about"] for each in (row, *others) for one in each.conditions]
        self.fields["other"].queryset = others  # type: ignore[attr-defined]
        self.fields["about"].choices = [  # type: ignore[attr-defined]
            (about, about) for about in dict.fromkeys(subjects)
        ]


class TableForm(WorkForm):
    """A table of measures, pasted."""

    table = Words(
        label=gettext_lazy("The table"),
        rows=12,
        max_length=LONGEST_TABLE,
        help_text=gettext_lazy("Paste the CSV, with the line of headings first."),
    )
