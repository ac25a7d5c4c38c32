"""What is typed about a poverty test: dossier, quickscan, decision, and what follows."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.forms import BaseFormSet, formset_factory
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from grondrecht.followup.actions.poverty_tests import Dossier, Right
from grondrecht.followup.models import CreatedRight, Knowledge
from grondrecht.followup.quickscan import ANSWERS, LONGEST_NOTE, Question, scanned
from grondrecht.registry.models import Indicator, Office, Party, Plan
from grondrecht.web.work.forms import Day, Words, WorkForm
from grondrecht.web.work.of_plan import OfActions, OfOffice, OfParty
from grondrecht.web.work.steps import StepForm

MOST_RIGHTS = 20
_LONG = 20_000


class DossierForm(StepForm):
    """New rules that may touch people in poverty."""

    title = forms.CharField(label=gettext_lazy("What the dossier is called"), max_length=300)
    year = forms.IntegerField(
        label=gettext_lazy("Year of the list"), min_value=1990, max_value=2200
    )
    office = OfOffice(Office.objects.none(), label=gettext_lazy("Office that decides"))
    party = OfParty(
        Party.objects.filter(kind="administration"),
        label=gettext_lazy("Administration that writes the text"),
        required=False,
    )
    dossier = Words(
        label=gettext_lazy("What the text changes"), rows=5, max_length=_LONG, required=False
    )
    dossier_url = forms.URLField(
        label=gettext_lazy("Address of the text"),
        max_length=500,
        required=False,
        assume_scheme="https",
    )
    actions = OfActions(
        label=gettext_lazy("Actions of the plan that it touches"),
        help_text=gettext_lazy("Their codes, with a space between two."),
    )

    def __init__(self, plan: Plan, *given: Any, **named: Any) -> None:  # noqa: ANN401 (Django's)
        super().__init__(*given, **named)
        self.fields["office"].queryset = plan.offices.all()  # type: ignore[attr-defined]
        self.fields["actions"].plan = plan  # type: ignore[attr-defined]

    def typed(self) -> Dossier:
        """What was typed."""
        given = {key: value for key, value in self.cleaned_data.items() if key != "seen"}
        return Dossier(**{**given, "actions": tuple(given["actions"])})


def held_dossier(test: Any) -> dict[str, Any]:  # noqa: ANN401 (a poverty test)
    """What a test holds, as DossierForm has it."""
    keys = ("title", "year", "office", "party", "dossier", "dossier_url")
    codes = " ".join(test.actions.values_list("code", flat=True))
    return {key: getattr(test, key) for key in keys} | {"actions": codes, "seen": test.version}


class ScanForm(StepForm):
    """The quickscan: every question with its answers to choose from, and room for a note."""

    def __init__(self, questions: Sequence[Question], *given: Any, **named: Any) -> None:  # noqa: ANN401
        super().__init__(*given, **named)
        self.questions = questions
        for question in questions:
            self.fields[f"answer-{question.key}"] = forms.ChoiceField(
                label=str(question), choices=ANSWERS, widget=forms.RadioSelect
            )
            self.fields[f"note-{question.key}"] = Words(
                label=gettext_lazy("Note"), rows=2, max_length=LONGEST_NOTE, required=False
            )

    def answers(self) -> dict[str, tuple[str, str]]:
        """An answer and a note by the key of each question."""
        typed = self.cleaned_data
        keys = [each.key for each in self.questions]
        return {key: (typed[f"answer-{key}"], typed[f"note-{key}"]) for key in keys}


def held_scan(test: Any) -> dict[str, Any]:  # noqa: ANN401 (a poverty test)
    """What a test holds, as ScanForm has it."""
    held: dict[str, Any] = {"seen": test.version}
    for each in scanned(test.scan):
        held[f"answer-{each.question.key}"] = each.answer
        held[f"note-{each.question.key}"] = each.note
    return held


class DecisionForm(StepForm):
    """Whether a test is needed, as the minister decided."""

    needed = forms.TypedChoiceField(
        label=gettext_lazy("Is a poverty test needed?"),
        choices=(("yes", gettext_lazy("yes")), ("no", gettext_lazy("no"))),
        coerce=lambda answer: answer == "yes",
        widget=forms.RadioSelect,
    )
    reason = Words(
        label=gettext_lazy("Why"),
        rows=5,
        max_length=_LONG,
        help_text=gettext_lazy("The public register shows this once the dossier is published."),
    )
    decided_on = Day(label=gettext_lazy("Day of the decision"), initial=timezone.localdate)


class KnowledgeForm(StepForm):
    """Knowledge that is brought in, of which kind, and by which group or body."""

    kind = forms.ChoiceField(
        label=gettext_lazy("Kind of knowledge"), choices=Knowledge.KINDS, widget=forms.RadioSelect
    )
    who = forms.CharField(
        label=gettext_lazy("Which group or body brings it in"),
        max_length=300,
        help_text=gettext_lazy("Never the name of somebody in poverty."),
    )
    what = Words(label=gettext_lazy("What they bring in"), rows=6, max_length=_LONG)
    brought_on = Day(label=gettext_lazy("Day"), initial=timezone.localdate)


class ResultForm(StepForm):
    """The result of a test, and what changed in the text because of it."""

    result = Words(label=gettext_lazy("Result"), rows=6, max_length=_LONG)
    changed = Words(
        label=gettext_lazy("What changed in the text because of it"),
        rows=4,
        max_length=_LONG,
        help_text=gettext_lazy("Nothing changed? Say so, and why."),
    )
    concluded_on = Day(label=gettext_lazy("Day"), initial=timezone.localdate)


class RightForm(WorkForm):
    """A right that the text creates."""

    name = forms.CharField(label=gettext_lazy("Which right?"), max_length=300, required=False)
    automatic = forms.ChoiceField(
        label=gettext_lazy("Can it be granted automatically?"),
        choices=[("", "–"), *CreatedRight.AUTOMATIC],
        required=False,
    )
    why_not = Words(
        label=gettext_lazy("What stands in the way"), rows=2, max_length=_LONG, required=False
    )

    def clean(self) -> dict[str, Any]:
        """A right that is named has an answer; each is asked for at its own field."""
        given = self.cleaned_data
        if self.has_changed() and not given.get("name"):
            self.add_error("name", _("Say which right this is about."))
        if self.has_changed() and not given.get("automatic") and "automatic" in given:
            self.add_error("automatic", _("Choose whether it can be granted automatically."))
        return given


RightForms = formset_factory(RightForm, extra=3, max_num=MOST_RIGHTS, absolute_max=MOST_RIGHTS)


def rights_of(typed: BaseFormSet) -> list[Right]:  # type: ignore[type-arg]
    """The rights that were typed, without what is empty."""
    rows = [form.cleaned_data for form in typed.forms if form.has_changed()]
    return [Right(row["name"], row["automatic"], row["why_not"]) for row in rows]


class EvaluationForm(StepForm):
    """How the test went, as those who took part see it."""

    evaluation = Words(
        label=gettext_lazy("Evaluation"),
        rows=8,
        max_length=_LONG,
        help_text=gettext_lazy("Never the name of somebody in poverty."),
    )
    evaluated_on = Day(label=gettext_lazy("Day"), initial=timezone.localdate)


class ReviewForm(StepForm):
    """That the list of a year was gone through."""

    reviewed_on = Day(label=gettext_lazy("Day"), initial=timezone.localdate)
    by = forms.CharField(
        label=gettext_lazy("Which bodies went through the list"),
        max_length=300,
        help_text=gettext_lazy("Bodies and roles, no names of people."),
    )
    outcome = Words(
        label=gettext_lazy("What came of it"),
        rows=5,
        max_length=_LONG,
        help_text=gettext_lazy("Everybody can read this at once."),
    )


class CountForm(StepForm):
    """For which indicator the count of a year is."""

    indicator = forms.ModelChoiceField(
        Indicator.objects.none(), label=gettext_lazy("Indicator"), to_field_name="slug"
    )

    def __init__(self, plan: Plan, *given: Any, **named: Any) -> None:  # noqa: ANN401 (Django's)
        super().__init__(*given, **named)
        indicators = Indicator.objects.of_forms().filter(plan=plan)
        self.fields["indicator"].queryset = indicators  # type: ignore[attr-defined]
