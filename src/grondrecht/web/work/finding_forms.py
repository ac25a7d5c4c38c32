"""What the pages of findings ask."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from grondrecht.followup.actions.findings import Found
from grondrecht.followup.models import Finding, Round
from grondrecht.registry.models import Action, Indicator, Plan
from grondrecht.web.pages import shortened
from grondrecht.web.templatetags.look import named as shown_name
from grondrecht.web.work.forms import Words
from grondrecht.web.work.of_plan import OfAction
from grondrecht.web.work.steps import StepForm

# How much of the title of an action a list shows.
TITLE = 100


class OfRound(forms.ModelChoiceField):  # type: ignore[type-arg]
    """A round, by its name."""

    def label_from_instance(self, of: Round) -> str:
        """Its name."""
        return shown_name(of)


class FindingForm(StepForm):
    """What somebody found of an action, and what it rests on."""

    completion = forms.ChoiceField(
        label=_("How far is the action?"),
        choices=Finding.COMPLETION,
        widget=forms.RadioSelect,
        help_text=_("Judge what was done, not what was said."),
    )
    text = Words(
        label=_("What did you find?"),
        rows=6,
        max_length=10_000,
        help_text=_(
            "Never name a person in poverty, nor tell so much that others can know who it is."
            " Name the group or the association."
        ),
    )
    links = Words(
        label=_("Links that show it"),
        rows=3,
        max_length=10_000,
        required=False,
        help_text=_("One on each line: the address, a space, and what it is."),
    )
    indicators = forms.MultipleChoiceField(
        label=_("Indicators that show it"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    round = OfRound(
        label=_("Made for which round?"),
        queryset=Round.objects.none(),
        required=False,
        empty_label=_("no round in particular"),
    )

    def __init__(self, plan: Plan, *given: Any, **named: Any) -> None:  # noqa: ANN401 (Django's)
        super().__init__(*given, **named)
        rounds: Any = self.fields["round"]
        rounds.queryset = Round.objects.filter(plan=plan).order_by("-first_day")
        indicators: Any = self.fields["indicators"]
        indicators.choices = [
            (each.slug, shown_name(each))
            for each in Indicator.objects.filter(plan=plan).order_by("name", "slug")
        ]

    def found(self) -> Found:
        """What was typed, as a finding holds it."""
        typed = self.cleaned_data
        return Found(typed["completion"], typed["text"], list(self._evidence()), typed["round"])

    def _evidence(self) -> Iterator[Mapping[str, str]]:
        for line in filter(None, map(str.strip, self.cleaned_data["links"].splitlines())):
            address, _space, text = line.partition(" ")
            yield {"kind": "link", "address": address, "text": text.strip()}
        for slug in self.cleaned_data["indicators"]:
            yield {"kind": "indicator", "address": slug, "text": ""}


class NewFindingForm(FindingForm):
    """A finding about an action that is still to be chosen, from those of the plan."""

    action = OfAction(label=_("Which action?"), required=True, widget=forms.Select)

    field_order = ("action",)

    def __init__(self, plan: Plan, *given: Any, **named: Any) -> None:  # noqa: ANN401 (Django's)
        super().__init__(plan, *given, **named)
        action: Any = self.fields["action"]
        action.plan = plan
        action.widget.choices = [("", _("choose an action")), *_by_right(plan)]


def _by_right(plan: Plan) -> list[tuple[str, list[tuple[str, str]]]]:
    """The actions of a plan by the basic right that they are for, each by its code and title."""
    rows = Action.objects.filter(plan=plan).select_related("right").order_by("code")
    found: dict[str, list[tuple[str, str]]] = {}
    for row in rows.defer("maintained"):
        right = f"{row.right.code} {shown_name(row.right)}" if row.right else "–"
        words = f"{row.code} {shortened(row.title, TITLE)}"
        found.setdefault(right, []).append((row.code, words))
    return list(found.items())


class ReplyForm(StepForm):
    """The reply of who answers for the action."""

    text = Words(
        label=_("Your reply"),
        max_length=10_000,
        help_text=_(
            "It stands beside the finding as you write it. Never name a person in poverty."
        ),
    )


class WithdrawForm(StepForm):
    """Why a finding is taken back."""

    reason = Words(
        label=_("Why do you withdraw it?"),
        max_length=2000,
        help_text=_("Of a finding that was public everybody reads this reason."),
    )


def held(finding: Finding) -> dict[str, Any]:
    """What a finding holds, as its form has it."""
    links = [each for each in finding.evidence if each["kind"] == "link"]
    slugs = [each["address"] for each in finding.evidence if each["kind"] == "indicator"]
    return {
        "seen": finding.version,
        "completion": finding.completion,
        "text": finding.text,
        "links": "\n".join(f"{each['address']} {each['text']}".strip() for each in links),
        "indicators": slugs,
        "round": finding.round,
    }
